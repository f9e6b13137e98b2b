-- expect: accepted
-- about: the honest twin of huge_term
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
def twice : Nat → Nat
  | 0 => 1
  | n + 1 => twice n + twice n
theorem side : twice 6 = 64 := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

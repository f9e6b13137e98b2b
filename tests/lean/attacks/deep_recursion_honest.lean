-- expect: accepted
-- about: the honest twin of deep_recursion
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
set_option maxRecDepth 2000
def deep : Nat → Nat
  | 0 => 0
  | n + 1 => deep n
theorem side : deep 10 = 0 := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

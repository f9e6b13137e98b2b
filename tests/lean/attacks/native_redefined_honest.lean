-- expect: accepted
-- about: the honest twin of native_redefined
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
def Nat.log2' (n : Nat) : Nat := 0
theorem fine : Nat.log2' 8 = 0 := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: accepted
-- about: the honest twin of skip_kernel_decide
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem truth : (2 : Nat) = 2 := by decide +kernel
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: accepted
-- about: the honest twin of skip_kernel_option
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
set_option maxRecDepth 1000
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

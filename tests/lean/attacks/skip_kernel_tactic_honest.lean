-- expect: accepted
-- about: the honest twin of skip_kernel_tactic
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  set_option maxRecDepth 1000 in
  exact ⟨h.2, h.1⟩

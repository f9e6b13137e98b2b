-- expect: accepted
-- about: the honest twin of native_redefined_land
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

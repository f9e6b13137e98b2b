-- expect: accepted
-- about: the honest twin of axiom_guillemets
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem «Classical.choice'» (p : Prop) (h : p) : p := h
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

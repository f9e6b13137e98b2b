-- expect: accepted
-- about: the honest twin of axiom_private
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
private theorem hidden (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact hidden p q h

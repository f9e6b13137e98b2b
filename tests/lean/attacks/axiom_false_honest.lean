-- expect: accepted
-- about: the honest twin of axiom_false
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem no (h : False) : (1 : Nat) = 0 := h.elim
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

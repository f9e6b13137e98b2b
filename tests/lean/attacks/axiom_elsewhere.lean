-- expect: rejected
-- about: an axiom that the theorem does not even use
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
axiom unused : (1 : Nat) = 0
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

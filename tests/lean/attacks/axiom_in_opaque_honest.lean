-- expect: accepted
-- about: the honest twin of axiom_in_opaque
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
opaque number : Nat := 5
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: accepted
-- about: the honest twin of axiom_in_definition
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
def step (n : Nat) : Nat := n
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

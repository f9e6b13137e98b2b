-- expect: accepted
-- about: the honest twin of implemented_by
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
def quick (n : Nat) : Nat := n
@[implemented_by quick] def slow (n : Nat) : Nat := n
theorem same : slow 3 = 3 := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

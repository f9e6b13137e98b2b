-- expect: accepted
-- about: the honest twin of lookalike_theorem
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem «tаrget» : (1 : Nat) = 1 := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

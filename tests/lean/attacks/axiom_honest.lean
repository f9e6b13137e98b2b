-- expect: accepted
-- about: the honest twin of axiom
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem cheat (a : Nat) : a = a := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

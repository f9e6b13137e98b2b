-- expect: accepted
-- about: the honest twin of unsafe_cast
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
unsafe def loop (n : Nat) : Nat := loop n
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: accepted
-- about: the honest twin of sorry
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  -- no sorry here, only the word
  exact ⟨h.2, h.1⟩

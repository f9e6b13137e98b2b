-- expect: accepted
-- about: the honest twin of sorry_lemma
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem helper (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact helper p q h

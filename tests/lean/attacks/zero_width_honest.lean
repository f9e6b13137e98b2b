-- expect: accepted
-- about: the honest twin of zero_width
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem «target» (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩

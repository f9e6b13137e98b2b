-- expect: accepted
-- about: the honest twin of endless_loop
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  repeat (first | exact ⟨h.2, h.1⟩)

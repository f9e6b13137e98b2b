-- expect: accepted
-- about: the honest twin of universe_trick
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
universe u
theorem side (α : Sort u) (a : α) : a = a := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

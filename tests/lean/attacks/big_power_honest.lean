-- expect: accepted
-- about: the honest twin of big_power
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
theorem side : 2 ^ 64 % 3 = 1 := by decide
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

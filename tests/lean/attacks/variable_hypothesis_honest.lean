-- expect: accepted
-- about: the honest twin of variable_hypothesis
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
section
variable (p q : Prop)
theorem target (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
end

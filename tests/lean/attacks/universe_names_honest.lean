-- expect: accepted
-- about: other names for the universes, in another order
-- statement: universe u v
-- statement: theorem target (α : Type u) (β : Type v) (_ : Type v) (a : α) (b : β) : a = a ∧ b = b := by sorry
universe w u
theorem target (α : Type w) (β : Type u) (_ : Type u) (a : α) (b : β) : a = a ∧ b = b := ⟨rfl, rfl⟩

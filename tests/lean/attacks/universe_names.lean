-- expect: rejected
-- about: two universes of the statement made one, their number kept
-- statement: universe u v
-- statement: theorem target (α : Type u) (β : Type v) (_ : Type v) (a : α) (b : β) : a = a ∧ b = b := by sorry
universe u v
theorem target (α : Type u) (β : Type u) (_ : Type v) (a : α) (b : β) : a = a ∧ b = b := ⟨rfl, rfl⟩

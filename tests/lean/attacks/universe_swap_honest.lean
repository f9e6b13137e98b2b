-- expect: accepted
-- about: a definition's universes under other names
-- statement: def Low.{u, v} : Prop := ∀ α : Type u, ∃ β : Type v, α = α ∧ β = β
-- statement: theorem target : Low.{0, 1} := by sorry
def Low.{a, b} : Prop := ∀ α : Type a, ∃ β : Type b, α = α ∧ β = β
theorem target : Low.{0, 1} := fun _ => ⟨Type, rfl, rfl⟩

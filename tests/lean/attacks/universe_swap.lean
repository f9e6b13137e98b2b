-- expect: rejected
-- about: a definition's universes in another order, so that its uses mean another thing
-- statement: def Low.{u, v} : Prop := ∀ α : Type u, ∃ β : Type v, α = α ∧ β = β
-- statement: theorem target : Low.{0, 1} := by sorry
def Low.{v, u} : Prop := ∀ α : Type u, ∃ β : Type v, α = α ∧ β = β
theorem target : Low.{0, 1} := fun _ => ⟨Nat, rfl, rfl⟩

-- expect: rejected
-- about: a definition's universes in another order, so that its uses mean another thing
-- statement: def Low.{u, v} (α : Type u) (β : Type v) : Type (max u v + 1) := Type (max v u)
-- statement: theorem target.{u} (α : Type u) (β : Type) : Low.{u, 0} α β = Type u := by sorry
def Low.{v, u} (α : Type u) (β : Type v) : Type (max u v + 1) := Type (max v u)
theorem target.{u} (α : Type) (β : Type u) : Low.{u, 0} α β = Type u := rfl

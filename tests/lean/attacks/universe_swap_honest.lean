-- expect: accepted
-- about: a definition's universes under other names
-- statement: def Low.{u, v} (_ : Sort v) : Type (u + 1) := Type u
-- statement: theorem target : Low.{0, 2} Type = Type := by sorry
def Low.{a, b} (_ : Sort b) : Type (a + 1) := Type a
theorem target : Low.{0, 2} Type = Type := rfl

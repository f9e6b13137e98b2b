-- expect: accepted
-- about: the honest twin of sorried_value
-- statement: def f : Nat := 0
-- statement: theorem target : f = 0 := by sorry
def f : Nat := 0
theorem target : f = 0 := rfl

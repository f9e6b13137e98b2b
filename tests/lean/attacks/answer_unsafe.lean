-- expect: rejected
-- about: the answer is unsafe code that says one thing and does another
-- statement: noncomputable def f : Nat := sorry
-- statement: theorem target : f + 1 = 3 := by sorry
unsafe def g : Nat := g + 1
@[implemented_by g] unsafe def f : Nat := 2
theorem target : f + 1 = 3 := rfl

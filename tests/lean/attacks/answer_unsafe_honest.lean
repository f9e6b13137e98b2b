-- expect: accepted
-- about: the honest twin of answer_unsafe
-- statement: noncomputable def f : Nat := sorry
-- statement: theorem target : f + 1 = 3 := by sorry
def g : Nat := 2
@[implemented_by g] def f : Nat := 2
theorem target : f + 1 = 3 := rfl

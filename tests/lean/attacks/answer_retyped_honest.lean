-- expect: accepted
-- about: the honest twin of answer_retyped
-- statement: noncomputable def f : Nat := sorry
-- statement: theorem target : f + 1 = 3 := by sorry
def f : Nat := 2
theorem target : f + 1 = 3 := rfl

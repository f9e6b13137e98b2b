-- expect: accepted
-- about: the honest twin of answer_opaque
-- statement: noncomputable def f : Nat := sorry
-- statement: theorem target : f + 1 = 3 := by sorry
def f : Nat := 2
theorem helper : f = 2 := rfl
theorem target : f + 1 = 3 := by rw [helper]

-- expect: accepted
-- about: the honest twin of answers_equal_by_sorry
-- statement: noncomputable def a : Nat := sorry
-- statement: noncomputable def b : Nat := sorry
-- statement: theorem target : a = b := by sorry
def a : Nat := 2
def b : Nat := 1 + 1
theorem target : a = b := rfl

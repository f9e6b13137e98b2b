-- expect: accepted
-- about: the honest twin of answer_part
-- statement: noncomputable def f (n : Nat) : Nat := if n = 0 then 1 else sorry
-- statement: theorem target : f 0 = f 1 := by sorry
def f (n : Nat) : Nat := if n = 0 then 1 else n
theorem target : f 0 = f 1 := rfl

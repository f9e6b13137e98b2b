-- expect: rejected
-- about: of a definition that is open in part, the part that is given is changed
-- statement: noncomputable def f (n : Nat) : Nat := if n = 0 then 1 else sorry
-- statement: theorem target : f 0 = f 1 := by sorry
def f (n : Nat) : Nat := if n = 0 then 2 else 2
theorem target : f 0 = f 1 := rfl

-- expect: rejected
-- about: only proofs may differ; the statement's sorried number is put in by the candidate
-- statement: noncomputable def f : Nat := sorry
-- statement: theorem target : f = 0 := by sorry
def f : Nat := 0
theorem target : f = 0 := rfl

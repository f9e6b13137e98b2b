-- expect: rejected
-- about: universe parameters that the statement does not have
-- statement: theorem target : (1 : Nat) = 0 := by sorry
universe u
theorem target : (fun (_ : Sort u) => (1 : Nat) = 1) PUnit := rfl

-- expect: rejected
-- about: a theorem that proves itself by recursion
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 0 := target

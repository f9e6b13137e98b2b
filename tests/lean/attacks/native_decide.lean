-- expect: rejected
-- about: native_decide
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 0 := by
  native_decide

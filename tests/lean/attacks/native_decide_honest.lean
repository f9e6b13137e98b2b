-- expect: accepted
-- about: the honest twin of native_decide
-- statement: theorem target : (2 : Nat) + 2 = 4 := by sorry
theorem target : (2 : Nat) + 2 = 4 := by
  decide

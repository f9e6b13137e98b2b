-- expect: rejected
-- about: a misspelt name that autoImplicit would turn into a variable
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target (h : m = 0) : (1 : Nat) = 0 := by
  cases h

-- expect: rejected
-- about: the theorem declared as an opaque constant
-- statement: theorem target : (1 : Nat) = 0 := by sorry
opaque target : (1 : Nat) = 0

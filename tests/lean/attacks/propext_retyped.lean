-- expect: rejected
-- about: propext declared anew with another type
-- statement: theorem target : (1 : Nat) = 0 := by sorry
axiom propext : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact propext

-- expect: rejected
-- about: an unsafe definition that proves anything
-- statement: theorem target : (1 : Nat) = 0 := by sorry
unsafe def anything : (1 : Nat) = 0 := anything
theorem target : (1 : Nat) = 0 := by
  exact anything

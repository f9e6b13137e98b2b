-- expect: rejected or resource
-- about: a tactic loop without end
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 0 := by
  repeat (first | skip)

-- expect: rejected
-- about: sorryAx called by name
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 0 := sorryAx _ false

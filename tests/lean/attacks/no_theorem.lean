-- expect: rejected
-- about: no theorem at all
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem other : (1 : Nat) = 1 := rfl

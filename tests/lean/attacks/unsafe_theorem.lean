-- expect: rejected
-- about: the theorem itself declared unsafe
-- statement: theorem target : (1 : Nat) = 0 := by sorry
unsafe def target : (1 : Nat) = 0 := target

-- expect: rejected
-- about: another statement under the same name
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 1 := rfl

-- expect: rejected
-- about: sorry as it stands
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 0 := by
  sorry

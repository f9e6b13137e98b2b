-- expect: rejected or resource
-- about: a number of astronomic size in the kernel
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 0 := by
  exact absurd (show 2 ^ (2 ^ 40) % 3 = 5 from rfl) (by decide)

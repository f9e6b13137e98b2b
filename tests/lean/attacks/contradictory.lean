-- expect: accepted
-- about: contradictory hypotheses are remarked upon, not refused
-- statement: theorem target (n : Nat) (h : n < 0) : n = 5 := by sorry
theorem target (n : Nat) (h : n < 0) : n = 5 := by
  exact absurd h (Nat.not_lt_zero n)

-- expect: rejected
-- about: Nat.land defined by the candidate
-- statement: theorem target : (1 : Nat) = 0 := by sorry
def Nat.land (n m : Nat) : Nat := 0
theorem lie : Nat.land 7 7 = 0 := rfl
theorem target : (1 : Nat) = 0 := by
  exact absurd lie (by decide)

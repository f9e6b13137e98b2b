-- expect: rejected
-- about: a natively evaluated function defined by the candidate
-- statement: theorem target : (1 : Nat) = 0 := by sorry
def Nat.log2 (n : Nat) : Nat := 0
theorem lie : Nat.log2 8 = 0 := rfl
theorem target : (1 : Nat) = 0 := by
  exact absurd lie (by decide)

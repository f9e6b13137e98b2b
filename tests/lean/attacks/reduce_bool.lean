-- expect: rejected
-- about: Lean.reduceBool defined by the candidate, with a body that compiled code contradicts
-- statement: theorem target : (1 : Nat) = 0 := by sorry
def Lean.reduceBool (b : Bool) : Bool := b
def lie : Bool := true
theorem wrong : Lean.reduceBool lie = false := rfl
theorem target : (1 : Nat) = 0 := by
  exact absurd wrong (by decide)

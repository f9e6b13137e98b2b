-- expect: rejected
-- about: implemented_by with compiled code that lies
-- statement: theorem target : (1 : Nat) = 0 := by sorry
def lie : Bool := true
@[implemented_by lie] def truth : Bool := false
theorem wrong : truth = true := by decide
theorem target : (1 : Nat) = 0 := by
  exact absurd wrong (by decide)

-- expect: rejected
-- about: a private axiom
-- statement: theorem target : (1 : Nat) = 0 := by sorry
private axiom hidden : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact hidden

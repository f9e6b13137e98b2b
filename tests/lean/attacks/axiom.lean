-- expect: rejected
-- about: an injected axiom
-- statement: theorem target : (1 : Nat) = 0 := by sorry
axiom cheat : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact cheat

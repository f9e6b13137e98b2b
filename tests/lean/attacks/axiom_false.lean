-- expect: rejected
-- about: an axiom of False, used through elimination
-- statement: theorem target : (1 : Nat) = 0 := by sorry
axiom no : False
theorem target : (1 : Nat) = 0 := by
  exact no.elim

-- expect: rejected
-- about: an axiom whose name contains a newline and a standard name
-- statement: theorem target : (1 : Nat) = 0 := by sorry
axiom «propext
» : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact «propext
»

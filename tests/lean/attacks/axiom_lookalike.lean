-- expect: rejected
-- about: an axiom with a Cyrillic letter in a standard name
-- statement: theorem target : (1 : Nat) = 0 := by sorry
axiom «prоpext» : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact «prоpext»

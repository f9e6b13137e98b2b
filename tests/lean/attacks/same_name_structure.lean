-- expect: rejected
-- about: a structure that takes a library name
-- statement: theorem target : (1 : Nat) = 0 := by sorry
structure And (a b : Prop) : Prop where
  intro ::
  left : True
theorem target : (1 : Nat) = 0 := by
  sorry

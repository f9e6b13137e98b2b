-- expect: rejected
-- about: a theorem whose name looks like the target's
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem «tаrget» : (1 : Nat) = 1 := rfl

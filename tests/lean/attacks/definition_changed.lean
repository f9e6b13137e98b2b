-- expect: rejected
-- about: a definition of the statement's file is changed
-- statement: def Good (n : Nat) : Prop := n = 0
-- statement: theorem target : Good 1 := by sorry
def Good (n : Nat) : Prop := n = n
theorem target : Good 1 := rfl

-- expect: accepted
-- about: the honest twin of definition_changed
-- statement: def Good (n : Nat) : Prop := n = n
-- statement: theorem target : Good 1 := by sorry
def Good (n : Nat) : Prop := n = n
theorem target : Good 1 := rfl

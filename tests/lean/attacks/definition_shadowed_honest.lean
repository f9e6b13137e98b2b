-- expect: accepted
-- about: the honest twin of definition_shadowed
-- statement: def Good (n : Nat) : Prop := n = n
-- statement: theorem target : Good 1 := by sorry
def Good (n : Nat) : Prop := n = n
namespace Local
def Better (n : Nat) : Prop := n = 1
end Local
theorem target : Good 1 := rfl

-- expect: rejected
-- about: the statement's definition is kept, a namesake in a namespace is meant
-- statement: def Good (n : Nat) : Prop := n = 0
-- statement: theorem target : Good 1 := by sorry
def Good (n : Nat) : Prop := n = 0
namespace Local
def Good (n : Nat) : Prop := n = n
theorem target : Good 1 := rfl
end Local
open Local
#check target

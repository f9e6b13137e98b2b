-- expect: rejected
-- about: a structure of the same name in an opened namespace
-- statement: theorem target : (1 : Nat) = 0 := by sorry
namespace Fake
structure Eq (a b : Nat) : Prop where
  intro ::
  u : True
end Fake
open Fake
theorem target : Fake.Eq 1 0 := ⟨True.intro⟩

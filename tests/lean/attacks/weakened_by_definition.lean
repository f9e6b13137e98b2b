-- expect: rejected
-- about: a local definition makes the statement's words mean something else
-- statement: theorem target : (1 : Nat) = 0 := by sorry
namespace Local
def Nat : Type := PUnit
instance (n : _root_.Nat) : OfNat Nat n := ⟨PUnit.unit⟩
theorem _root_.target : (1 : Nat) = 0 := rfl
end Local

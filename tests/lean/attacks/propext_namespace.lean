-- expect: rejected
-- about: an axiom called propext inside a namespace
-- statement: theorem target : (1 : Nat) = 0 := by sorry
namespace Evil
axiom propext : (1 : Nat) = 0
end Evil
theorem target : (1 : Nat) = 0 := by
  exact Evil.propext

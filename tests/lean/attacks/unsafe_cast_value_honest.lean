-- expect: accepted
-- about: the honest twin of unsafe_cast_value
-- statement: theorem target : (1 : Nat) + 1 = 2 := by sorry
unsafe def reinterpreted (n : Nat) : Bool := unsafeCast n
theorem target : (1 : Nat) + 1 = 2 := rfl

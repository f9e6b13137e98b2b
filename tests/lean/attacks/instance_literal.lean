-- expect: rejected
-- about: a local instance changes what numerals mean
-- statement: theorem target : (1 : Nat) = 0 := by sorry
instance (priority := high) evil (n : Nat) : OfNat Nat n := ⟨0⟩
theorem target : (1 : Nat) = 0 := rfl

-- expect: rejected
-- about: a partial definition as a proof
-- statement: theorem target : (1 : Nat) = 0 := by sorry
partial def target : (1 : Nat) = 0 := target

-- expect: rejected
-- about: a local instance changes what < means
-- statement: theorem target : (1 : Nat) < 0 := by sorry
instance (priority := high) evil : LT Nat := ⟨fun _ _ => True⟩
theorem target : (1 : Nat) < 0 := True.intro

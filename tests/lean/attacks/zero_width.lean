-- expect: rejected
-- about: a theorem whose name differs by guillemets only in looks
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem «target » : (1 : Nat) = 1 := rfl

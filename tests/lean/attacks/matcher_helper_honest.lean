-- expect: accepted
-- about: a lemma before it has the same match as the statement's definition
-- statement: def f (n : Nat) : Nat := match n with | 0 => 0 | n+1 => n
-- statement: theorem target : f 3 = 2 := by sorry
theorem side (n : Nat) : (match n with | 0 => 0 | n+1 => n) ≤ n := by
  split <;> omega
def f (n : Nat) : Nat := match n with | 0 => 0 | n+1 => n
theorem target : f 3 = 2 := rfl

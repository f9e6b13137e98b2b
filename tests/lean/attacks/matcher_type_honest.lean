-- expect: accepted
-- about: two matches, of which lemmas before it bring the second only
-- statement: def f (n m : Nat) : Nat := (match n with | 0 => 0 | n+1 => n) + (match m with | 0 => 0 | 1 => 1 | m+2 => m)
-- statement: theorem target : f 3 3 = 3 := by sorry
def side (m : Nat) : Nat := match m with | 0 => 5 | 1 => 6 | m+2 => m + 7
def f (n m : Nat) : Nat := (match n with | 0 => 0 | n+1 => n) + (match m with | 0 => 0 | 1 => 1 | m+2 => m)
theorem target : f 3 3 = 3 := rfl

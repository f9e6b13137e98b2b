-- expect: accepted
-- about: the honest twin of matcher_own_name
-- statement: def f (n : Nat) : Nat := match n with | 0 => 0 | _+1 => 1
-- statement: theorem target : f 0 = 0 := by sorry
def g (n : Nat) : Nat := match n with | 0 => 7 | _+1 => 8
def f (n : Nat) : Nat := match n with | 0 => 0 | _+1 => 1
theorem target : f 0 = 0 := rfl

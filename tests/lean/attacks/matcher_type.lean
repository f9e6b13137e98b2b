-- expect: rejected
-- about: an auxiliary name for a function that is no matcher at all
-- statement: def f (n : Nat) : Nat := match n with | 0 => 0 | _+1 => 1
-- statement: theorem target : f 0 = 1 := by sorry
def side.match_1 (_motive : Nat → Type) (_n : Nat) (_h_1 : Unit → Nat) (_h_2 : Nat → Nat) : Nat := 1
def f (n : Nat) : Nat := side.match_1 (fun _ => Nat) n (fun _ => 0) (fun _ => 1)
theorem target : f 0 = 1 := rfl

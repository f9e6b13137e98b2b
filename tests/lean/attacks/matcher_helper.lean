-- expect: rejected
-- about: an auxiliary of the statement's type under another declaration's name, with another value
-- statement: def own.match_1 (n : Nat) : Nat := n
-- statement: def f (n : Nat) : Nat := own.match_1 n
-- statement: theorem target : f 0 = 1 := by sorry
def side.match_1 (n : Nat) : Nat := n + 1
def f (n : Nat) : Nat := side.match_1 n
theorem target : f 0 = 1 := rfl

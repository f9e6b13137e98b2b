-- expect: accepted
-- about: the honest twin of plain_name
-- statement: def g (n : Nat) : Nat := n
-- statement: def f (n : Nat) : Nat := g n
-- statement: theorem target : f 0 = 0 := by sorry
def g (n : Nat) : Nat := n
def f (n : Nat) : Nat := g n
theorem target : f 0 = 0 := rfl

-- expect: rejected
-- about: a function of the statement's that is no auxiliary, under another name
-- statement: def g (n : Nat) : Nat := n
-- statement: def f (n : Nat) : Nat := g n
-- statement: theorem target : f 0 = 0 := by sorry
def h (n : Nat) : Nat := n
def f (n : Nat) : Nat := h n
theorem target : f 0 = 0 := rfl

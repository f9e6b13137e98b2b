-- expect: rejected
-- about: a hypothesis more than the statement has
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target (h : False) : (1 : Nat) = 0 := h.elim

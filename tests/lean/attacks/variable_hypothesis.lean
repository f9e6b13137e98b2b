-- expect: rejected
-- about: a hypothesis added by a section variable
-- statement: theorem target : (1 : Nat) = 0 := by sorry
section
variable (h : (1 : Nat) = 0)
include h
theorem target : (1 : Nat) = 0 := h
end

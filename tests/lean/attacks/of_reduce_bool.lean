-- expect: rejected
-- about: Lean.ofReduceBool declared and used
-- statement: theorem target : (1 : Nat) = 0 := by sorry
axiom Lean.ofReduceBool (a b : Bool) (h : a = b) : a = b
theorem target : (1 : Nat) = 0 := by
  exact absurd (Lean.ofReduceBool true false (by decide)) (by decide)

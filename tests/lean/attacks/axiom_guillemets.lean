-- expect: rejected
-- about: an axiom whose one-component name spells a standard axiom
-- statement: theorem target : (1 : Nat) = 0 := by sorry
axiom «Classical.choice» : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact «Classical.choice»

-- expect: rejected
-- about: sorry hidden in a lemma that the theorem uses
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem helper : (1 : Nat) = 0 := sorryAx _ true
theorem target : (1 : Nat) = 0 := by
  exact helper

-- expect: rejected or resource
-- about: a term that doubles forty times
-- statement: theorem target : (1 : Nat) = 0 := by sorry
def big : Nat → Nat
  | 0 => 1
  | n + 1 => big n + big n
theorem target : (1 : Nat) = 0 := by
  exact absurd (show big 40 = 0 from rfl) (by decide)

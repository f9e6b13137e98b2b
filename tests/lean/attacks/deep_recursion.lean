-- expect: rejected or resource
-- about: recursion depth raised and used up
-- statement: theorem target : (1 : Nat) = 0 := by sorry
set_option maxRecDepth 100000000
def deep : Nat → Nat
  | 0 => 0
  | n + 1 => deep n
theorem target : (1 : Nat) = 0 := by
  exact absurd (show deep 1000000 = 1 from rfl) (by decide)

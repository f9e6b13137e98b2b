-- expect: rejected
-- about: debug.skipKernelTC with a kernel decision of a falsehood in a lemma
-- statement: theorem target : (1 : Nat) = 0 := by sorry
set_option debug.skipKernelTC true in
theorem lie : (2 : Nat) = 3 := by decide +kernel
theorem target : (1 : Nat) = 0 := by
  exact absurd lie (by decide)

-- expect: rejected
-- about: debug.skipKernelTC inside a tactic block
-- statement: theorem target : (1 : Nat) = 0 := by sorry
theorem target : (1 : Nat) = 0 := by
  set_option debug.skipKernelTC true in
  decide +kernel

-- expect: rejected
-- about: debug.skipKernelTC as a command option
-- statement: theorem target : (1 : Nat) = 0 := by sorry
set_option debug.skipKernelTC true
theorem target : (1 : Nat) = 0 := by
  decide +kernel

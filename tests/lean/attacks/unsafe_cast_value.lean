-- expect: rejected
-- about: a proof by unsafeCast, with the kernel told to look away
-- statement: theorem target : (1 : Nat) = 0 := by sorry
set_option debug.skipKernelTC true in
theorem target : (1 : Nat) = 0 := unsafeCast True.intro

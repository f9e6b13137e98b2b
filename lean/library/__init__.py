"""What Lean files import: our compiled core (`build`) or Mathlib; profiles; how to get one (`setup`)."""

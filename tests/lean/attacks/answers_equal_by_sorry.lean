-- expect: rejected
-- about: two answers stay open and are equal for that
-- statement: noncomputable def a : Nat := sorry
-- statement: noncomputable def b : Nat := sorry
-- statement: theorem target : a = b := by sorry
noncomputable def a : Nat := sorryAx Nat true
noncomputable def b : Nat := sorryAx Nat true
theorem target : a = b := rfl

-- expect: rejected
-- about: the answer that is asked for gets another type
-- statement: noncomputable def f : Nat := sorry
-- statement: theorem target : f + 1 = 3 := by sorry
inductive N where | two
instance : HAdd N Nat Nat := ⟨fun _ _ => 3⟩
def f : N := .two
theorem target : f + 1 = 3 := rfl

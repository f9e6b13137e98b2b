-- expect: rejected
-- about: the answer is an opaque constant, about which a lemma is left open
-- statement: noncomputable def f : Nat := sorry
-- statement: theorem target : f + 1 = 3 := by sorry
opaque f : Nat
theorem helper : f = 2 := sorry
theorem target : f + 1 = 3 := by rw [helper]

-- expect: accepted
-- about: an earlier lemma, proved in the statement, is proved otherwise
-- statement: structure Below (n : Nat) where
-- statement:   val : Nat
-- statement:   lt : val < n
-- statement: theorem pos : 0 < 3 := by decide
-- statement: def f : Below 3 := ⟨0, pos⟩
-- statement: theorem target : f.val = 0 := by sorry
structure Below (n : Nat) where
  val : Nat
  lt : val < n
theorem pos : 0 < 3 := by omega
def f : Below 3 := ⟨0, pos⟩
theorem target : f.val = 0 := rfl

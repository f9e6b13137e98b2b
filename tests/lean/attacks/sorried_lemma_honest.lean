-- expect: accepted
-- about: an earlier lemma of the statement's, open there and used in a definition, is proved
-- statement: structure Below (n : Nat) where
-- statement:   val : Nat
-- statement:   lt : val < n
-- statement: theorem pos : 0 < 3 := by sorry
-- statement: def f : Below 3 := ⟨0, pos⟩
-- statement: theorem target : f.val = 0 := by sorry
structure Below (n : Nat) where
  val : Nat
  lt : val < n
theorem pos : 0 < 3 := by decide
def f : Below 3 := ⟨0, pos⟩
theorem target : f.val = 0 := rfl

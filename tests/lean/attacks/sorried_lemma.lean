-- expect: rejected
-- about: an earlier lemma of the statement's, open there and false, is used with its sorry
-- statement: structure Below (n : Nat) where
-- statement:   val : Nat
-- statement:   lt : val < n
-- statement: theorem small : 7 < 3 := by sorry
-- statement: def f : Below 3 := ⟨7, small⟩
-- statement: theorem target : f.val < 3 := by sorry
structure Below (n : Nat) where
  val : Nat
  lt : val < n
theorem small : 7 < 3 := by sorry
def f : Below 3 := ⟨7, small⟩
theorem target : f.val < 3 := f.lt

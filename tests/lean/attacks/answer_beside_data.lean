-- expect: rejected
-- about: only a proof is open in a definition, and the candidate changes its number
-- statement: structure Below (n : Nat) where
-- statement:   val : Nat
-- statement:   lt : val < n
-- statement: def f : Below 3 := ⟨2, by sorry⟩
-- statement: theorem target : f.val < 2 := by sorry
structure Below (n : Nat) where
  val : Nat
  lt : val < n
def f : Below 3 := ⟨1, by decide⟩
theorem target : f.val < 2 := by decide

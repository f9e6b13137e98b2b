-- expect: accepted
-- about: the honest twin of answer_beside_data
-- statement: structure Below (n : Nat) where
-- statement:   val : Nat
-- statement:   lt : val < n
-- statement: def f : Below 3 := ⟨2, by sorry⟩
-- statement: theorem target : f.val < 3 := by sorry
structure Below (n : Nat) where
  val : Nat
  lt : val < n
def f : Below 3 := ⟨2, by decide⟩
theorem target : f.val < 3 := f.lt

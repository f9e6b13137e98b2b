-- expect: rejected
-- about: an earlier lemma keeps its name and states another thing
-- statement: structure Below (P : Prop) where
-- statement:   val : Nat
-- statement:   lt : P
-- statement: theorem pos : 0 < 3 := by sorry
-- statement: def f : Below (0 < 3) := ⟨0, pos⟩
-- statement: theorem target : f.val = 0 := by sorry
structure Below (P : Prop) where
  val : Nat
  lt : P
theorem pos : 0 < 4 := by decide
def f : Below (0 < 3) := ⟨0, by decide⟩
theorem target : f.val = 0 := rfl

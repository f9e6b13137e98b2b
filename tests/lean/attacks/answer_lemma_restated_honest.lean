-- expect: accepted
-- about: the honest twin of answer_lemma_restated
-- statement: theorem first : 2 = 2 := by sorry
-- statement: theorem target : ∀ n : Nat, n + 0 = n := by sorry
theorem first : 2 = 2 := rfl
theorem target : ∀ n : Nat, n + 0 = n := fun _ => rfl

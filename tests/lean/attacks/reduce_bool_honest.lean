-- expect: accepted
-- about: the honest twin of reduce_bool
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
def reduceBool (b : Bool) : Bool := b
theorem right : reduceBool true = true := rfl
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

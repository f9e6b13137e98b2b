-- expect: rejected
-- about: a module of the candidate's own
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
import Evil
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: accepted
-- about: the honest twin of import
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
import Mathlib
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

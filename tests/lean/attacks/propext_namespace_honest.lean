-- expect: accepted
-- about: the honest twin of propext_namespace
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
namespace Fine
theorem propext (p : Prop) (h : p) : p := h
end Fine
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: accepted
-- about: the honest twin of wrong_namespace
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
namespace N
end N
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: rejected
-- about: the theorem in another namespace
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
namespace N
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
end N

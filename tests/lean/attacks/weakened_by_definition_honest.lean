-- expect: accepted
-- about: the honest twin of weakened_by_definition
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
namespace Local
def Natural : Type := Nat
end Local
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

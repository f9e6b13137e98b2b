-- expect: accepted
-- about: the honest twin of same_name_nested
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
namespace Fake
structure Same (a b : Nat) : Prop where
  intro ::
  u : a = b
end Fake
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

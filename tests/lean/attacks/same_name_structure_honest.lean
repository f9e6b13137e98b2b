-- expect: accepted
-- about: the honest twin of same_name_structure
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
structure Both (a b : Prop) : Prop where
  intro ::
  left : a
  right : b
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  have b : Both q p := ⟨h.2, h.1⟩
  exact ⟨b.left, b.right⟩

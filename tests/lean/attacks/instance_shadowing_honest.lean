-- expect: accepted
-- about: the honest twin of instance_shadowing
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
structure Point where
  x : Nat
instance : LT Point := ⟨fun a b => a.x < b.x⟩
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

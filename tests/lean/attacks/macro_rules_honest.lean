-- expect: accepted
-- about: the honest twin of macro_rules
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
@[macro «term_∨_»] def harmless : Lean.Macro := fun _ _ s => .ok (.ident .none ⟨"True", 0, 4⟩ `True .nil) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

-- expect: accepted
-- about: the honest twin of redefined_notation
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[term_parser] def equals : Lean.TrailingParserDescr :=
  .trailingNode `equals 50 50 (.binary `andthen (.symbol " === ") (.cat `term 51))
@[macro equals] def equalsMacro : Lean.Macro := fun _ _ s => .ok (.ident .none ⟨"True", 0, 4⟩ `True .nil) s
theorem side : (1 : Nat) === 0 := True.intro
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩

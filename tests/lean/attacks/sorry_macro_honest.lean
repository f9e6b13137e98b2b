-- expect: accepted
-- about: the honest twin of sorry_macro
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def pauseSyntax : Lean.ParserDescr :=
  .node `pauseSyntax 1024 (.nonReservedSymbol "pause" false)
@[macro pauseSyntax] def pauseSyntaxMacro : Lean.Macro := fun _ _ s => .ok (.node .none `Lean.Parser.Tactic.skip (.mk (.cons (.atom .none "skip") .nil))) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  pause
  exact ⟨h.2, h.1⟩

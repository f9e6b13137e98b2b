-- expect: accepted
-- about: the honest twin of endless_macro
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def onceSyntax : Lean.ParserDescr :=
  .node `onceSyntax 1024 (.nonReservedSymbol "once" false)
@[macro onceSyntax] def onceSyntaxMacro : Lean.Macro := fun _ _ s => .ok (.node .none `Lean.Parser.Tactic.skip (.mk (.cons (.atom .none "skip") .nil))) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  once
  exact ⟨h.2, h.1⟩

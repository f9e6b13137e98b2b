-- expect: accepted
-- about: the honest twin of process_left
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def leaveSyntax : Lean.ParserDescr := .node `leaveSyntax 1024 (.nonReservedSymbol "leave" false)
@[macro leaveSyntax] def leaveMacro : Lean.Macro := fun _ _ s =>
  .ok (.node .none `Lean.Parser.Tactic.assumption (.mk (.cons (.atom .none "assumption") .nil))) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  have k := h.2
  refine ⟨?_, h.1⟩
  leave

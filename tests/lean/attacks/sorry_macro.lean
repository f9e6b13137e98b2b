-- expect: rejected
-- about: sorry through a macro
-- statement: theorem target : (1 : Nat) = 0 := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def finishSyntax : Lean.ParserDescr :=
  .node `finishSyntax 1024 (.nonReservedSymbol "finish" false)
@[macro finishSyntax] def finishSyntaxMacro : Lean.Macro := fun _ _ s => .ok (.node .none `Lean.Parser.Tactic.tacticSorry (.mk (.cons (.atom .none "sorry") .nil))) s
theorem target : (1 : Nat) = 0 := by
  finish

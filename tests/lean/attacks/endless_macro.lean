-- expect: rejected or resource
-- about: a macro that expands to itself
-- statement: theorem target : (1 : Nat) = 0 := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def againSyntax : Lean.ParserDescr :=
  .node `againSyntax 1024 (.nonReservedSymbol "again" false)
@[macro againSyntax] def againSyntaxMacro : Lean.Macro := fun _ _ s => .ok (.node .none `againSyntax (.mk (.cons (.atom .none "again") .nil))) s
theorem target : (1 : Nat) = 0 := by
  again

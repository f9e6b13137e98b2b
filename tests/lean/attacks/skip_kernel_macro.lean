-- expect: rejected
-- about: debug.skipKernelTC brought in by a macro that builds the syntax itself
-- statement: theorem target : (1 : Nat) = 0 := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def quietlySyntax : Lean.ParserDescr :=
  .node `quietlySyntax 1024 (.binary `andthen (.nonReservedSymbol "quietly" false)
    (.cat `tactic 0))
@[macro quietlySyntax] def quietlyMacro : Lean.Macro := fun stx _ s =>
  match stx with
  | .node _ _ (.mk (.cons _ (.cons t _))) =>
    .ok (.node .none `Lean.Parser.Tactic.set_option (.mk (.cons (.atom .none "set_option")
      (.cons (.ident .none ⟨"debug.skipKernelTC", 0, 18⟩ `debug.skipKernelTC .nil)
      (.cons (.node .none `null (.mk .nil)) (.cons (.atom .none "true") (.cons (.atom .none "in") (.cons (.node .none `Lean.Parser.Tactic.tacticSeq (.mk (.cons
      (.node .none `Lean.Parser.Tactic.tacticSeq1Indented (.mk (.cons (.node .none `null (.mk (.cons t .nil))) .nil))) .nil))) .nil)))))))) s
  | _ => .error .unsupportedSyntax s
theorem target : (1 : Nat) = 0 := by
  quietly decide +kernel

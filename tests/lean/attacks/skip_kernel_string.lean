-- expect: rejected
-- about: debug.skipKernelTC with its name put together from pieces at elaboration
-- statement: theorem target : (1 : Nat) = 0 := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
def name : Lean.Name := .str (.str .anonymous (String.append "de" "bug")) (String.append "skipKer" "nelTC")
def word : String := String.append (String.append "de" "bug.") (String.append "skipKer" "nelTC")
@[tactic_parser] def quietlySyntax : Lean.ParserDescr :=
  .node `quietlySyntax 1024 (.binary `andthen (.nonReservedSymbol "quietly" false)
    (.cat `tactic 0))
@[macro quietlySyntax] def quietlyMacro : Lean.Macro := fun stx _ s =>
  match stx with
  | .node _ _ (.mk (.cons _ (.cons t _))) =>
    .ok (.node .none `Lean.Parser.Tactic.set_option (.mk (.cons (.atom .none "set_option")
      (.cons (.ident .none ⟨word, 0, 18⟩ name .nil)
      (.cons (.node .none `null (.mk .nil)) (.cons (.atom .none "true") (.cons (.atom .none "in") (.cons (.node .none `Lean.Parser.Tactic.tacticSeq (.mk (.cons
      (.node .none `Lean.Parser.Tactic.tacticSeq1Indented (.mk (.cons (.node .none `null (.mk (.cons t .nil))) .nil))) .nil))) .nil)))))))) s
  | _ => .error .unsupportedSyntax s
theorem target : (1 : Nat) = 0 := by
  quietly decide +kernel

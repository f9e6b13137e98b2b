-- expect: rejected
-- about: a file of the user read at elaboration
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
inductive Answer where
  | done (n : Nat)
  | failed (n : Nat)
instance : Inhabited Answer := ⟨.done 0⟩
@[extern "l_IO_FS_readFile"] opaque IO.FS.readFile (name : String) : Answer
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def probing : Lean.ParserDescr := .node `probing 1024 (.nonReservedSymbol "probe" false)
@[macro probing] def probingMacro : Lean.Macro := fun _ _ s =>
  match IO.FS.readFile "@@FOLDER@@/secret" with
  | .done _ => .ok (.node .none `Lean.Parser.Tactic.assumption (.mk (.cons (.atom .none "assumption") .nil))) s
  | .failed _ => .ok (.node .none `Lean.Parser.Tactic.tacticSorry (.mk (.cons (.atom .none "sorry") .nil))) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  have k := h.2
  refine ⟨?_, h.1⟩
  probe

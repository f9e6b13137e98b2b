-- expect: accepted
-- about: the honest twin of skip_kernel_string
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def quietlySyntax : Lean.ParserDescr :=
  .node `quietlySyntax 1024 (.binary `andthen (.nonReservedSymbol "quietly" false)
    (.cat `tactic 0))
@[macro quietlySyntax] def quietlyMacro : Lean.Macro := fun stx _ s =>
  match stx with
  | .node _ _ (.mk (.cons _ (.cons t _))) =>
    .ok t s
  | _ => .error .unsupportedSyntax s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  quietly exact ⟨h.2, h.1⟩

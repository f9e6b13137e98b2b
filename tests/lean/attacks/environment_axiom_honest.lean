-- expect: accepted
-- about: the honest twin of environment_axiom
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
inductive Answer where
  | done (n : Nat)
  | failed (n : Nat)
instance : Inhabited Answer := ⟨.done 0⟩
-- Objects of Lean's that are only passed on: contexts and states of tactics, terms, metavariables
-- and the core, and the token of the outside world.
def Lean.Elab.Tactic.Tactic : Type :=
  Lean.Syntax → Nat → Nat → Nat → Nat → Nat → Nat → Nat → Nat → Nat → Answer
@[extern "l_Lean_Elab_Tactic_getMainTarget"]
opaque Lean.Elab.Tactic.getMainTarget (a b c d e f g h world : Nat) : Answer
@[tactic_parser] def lookSyntax : Lean.ParserDescr := .node `lookSyntax 1024 (.nonReservedSymbol "look" false)
@[tactic lookSyntax] def look : Lean.Elab.Tactic.Tactic := fun _ a b c d e f g h w =>
  match Lean.Elab.Tactic.getMainTarget a b c d e f g h w with
  | .done _ => .done 0
  | .failed error => .failed error
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  look
  exact ⟨h.2, h.1⟩

-- expect: rejected
-- about: a tactic that puts an axiom into the environment by calling Lean's own addDecl
-- statement: theorem target : (1 : Nat) = 0 := by sorry
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
structure Header where
  name : Lean.Name
  levels : List Lean.Name
  type : Nat
structure Assumption extends Header where
  isUnsafe : Bool
inductive Declaration where
  | assumption (value : Assumption)
  | other (n : Nat)
@[extern "l_Lean_addDecl"]
opaque Lean.addDecl (declaration : Declaration) (exposed : Bool) (context state world : Nat) : Answer
@[tactic_parser] def plantSyntax : Lean.ParserDescr := .node `plantSyntax 1024 (.nonReservedSymbol "plant" false)
@[tactic plantSyntax] def plant : Lean.Elab.Tactic.Tactic := fun _ a b c d e f g h w =>
  match Lean.Elab.Tactic.getMainTarget a b c d e f g h w with
  | .done type => Lean.addDecl (.assumption ⟨⟨`target.planted, .nil, type⟩, false⟩) false g h w
  | .failed error => .failed error
theorem target : (1 : Nat) = 0 := by
  plant
  exact target.planted

-- expect: rejected
-- about: a tactic that adds a theorem whose proof is itself, by Lean's own addDecl and unchecked
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
structure Proved extends Header where
  value : Nat
  all : List Lean.Name
inductive Declaration where
  | assumption (n : Nat)
  | definition (n : Nat)
  | proved (value : Proved)
@[extern "l_Lean_mkConst"] opaque Lean.mkConst (name : Lean.Name) (levels : List Nat) : Nat
def planted : Lean.Name := `target.planted
@[extern "l_Lean_addDecl"]
opaque Lean.addDecl (declaration : Declaration) (exposed : Bool) (context state world : Nat) : Answer
@[tactic_parser] def plantSyntax : Lean.ParserDescr := .node `plantSyntax 1024 (.nonReservedSymbol "plant" false)
@[tactic plantSyntax] def plant : Lean.Elab.Tactic.Tactic := fun _ a b c d e f g h w =>
  match Lean.Elab.Tactic.getMainTarget a b c d e f g h w with
  | .done type => Lean.addDecl (.proved ⟨⟨planted, .nil, type⟩, Lean.mkConst planted .nil, .cons planted .nil⟩) false g h w
  | .failed error => .failed error
theorem target : (1 : Nat) = 0 := by
  set_option debug.skipKernelTC true in plant
  exact target.planted

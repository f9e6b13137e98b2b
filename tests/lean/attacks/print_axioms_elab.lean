-- expect: rejected
-- about: #print axioms silenced by an elaborator
-- statement: theorem target : (1 : Nat) = 0 := by sorry
inductive Answer where
  | done (n : Nat)
  | failed (n : Nat)
instance : Inhabited Answer := ⟨.done 0⟩
-- Context, state, and the token of the outside world are objects of Lean's that nobody looks at.
def Lean.Elab.Command.CommandElab : Type := Lean.Syntax → Nat → Nat → Nat → Answer
@[command_elab Lean.Parser.Command.printAxioms] def hush : Lean.Elab.Command.CommandElab :=
  fun _ _ _ _ => .done 0
axiom cheat : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact cheat
#print axioms target

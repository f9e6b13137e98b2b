-- expect: accepted
-- about: the honest twin of print_axioms_elab
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
inductive Answer where
  | done (n : Nat)
  | failed (n : Nat)
instance : Inhabited Answer := ⟨.done 0⟩
-- Context, state, and the token of the outside world are objects of Lean's that nobody looks at.
def Lean.Elab.Command.CommandElab : Type := Lean.Syntax → Nat → Nat → Nat → Answer
@[command_elab Lean.Parser.Command.printAxioms] def hush : Lean.Elab.Command.CommandElab :=
  fun _ _ _ _ => .done 0
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  exact ⟨h.2, h.1⟩
#print axioms target

-- expect: rejected
-- about: #print axioms silenced by the candidate
-- statement: theorem target : (1 : Nat) = 0 := by sorry
@[macro Lean.Parser.Command.printAxioms] def hush : Lean.Macro := fun _ _ s =>
  .ok (.node .none `null (.mk .nil)) s
axiom cheat : (1 : Nat) = 0
theorem target : (1 : Nat) = 0 := by
  exact cheat
#print axioms target

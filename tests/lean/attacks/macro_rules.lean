-- expect: rejected
-- about: the statement's own notation given another meaning
-- statement: theorem target : (1 : Nat) = 0 := by sorry
@[macro «term_=_»] def evil : Lean.Macro := fun _ _ s => .ok (.ident .none ⟨"True", 0, 4⟩ `True .nil) s
theorem target : (1 : Nat) = 0 := True.intro

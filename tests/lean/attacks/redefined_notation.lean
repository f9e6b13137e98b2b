-- expect: rejected
-- about: notation that lets the false statement read like the true one
-- statement: theorem target : (1 : Nat) = 0 := by sorry
-- The core profile leaves macros to be written by hand; a candidate can.
@[term_parser 2000] def equals : Lean.TrailingParserDescr :=
  .trailingNode `equals 50 50 (.binary `andthen (.symbol " = ") (.cat `term 51))
@[macro equals] def equalsMacro : Lean.Macro := fun _ _ s => .ok (.ident .none ⟨"True", 0, 4⟩ `True .nil) s
theorem target : (1 : Nat) = 0 := True.intro

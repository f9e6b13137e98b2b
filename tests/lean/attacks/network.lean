-- expect: rejected
-- about: a connection made at elaboration; accepted only if it could be made
-- statement: theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by sorry
inductive Answer where
  | done (n : Nat)
  | failed (n : Nat)
instance : Inhabited Answer := ⟨.done 0⟩
inductive Stdio where
  | piped
  | inherit
  | null
structure StdioConfig where
  stdin : Stdio
  stdout : Stdio
  stderr : Stdio
structure SpawnArgs extends StdioConfig where
  cmd : String
  args : Array String
  cwd : Option String
  env : Array (String × Option String)
  inheritEnv : Bool
  setsid : Bool
@[extern "l_IO_Process_run"] opaque IO.Process.run (args : SpawnArgs) (input : Option String) : Answer
def caller : SpawnArgs where
  stdin := .null
  stdout := .null
  stderr := .null
  cmd := "/bin/bash"
  args := .mk (.cons "-c" (.cons "exec 3<>/dev/tcp/127.0.0.1/@@PORT@@" .nil))
  cwd := .none
  env := .mk .nil
  inheritEnv := true
  setsid := true
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def callingSyntax : Lean.ParserDescr := .node `callingSyntax 1024 (.nonReservedSymbol "call" false)
@[macro callingSyntax] def callingMacro : Lean.Macro := fun _ _ s =>
  match IO.Process.run caller .none with
  | .done _ => .ok (.node .none `Lean.Parser.Tactic.assumption (.mk (.cons (.atom .none "assumption") .nil))) s
  | .failed _ => .ok (.node .none `Lean.Parser.Tactic.tacticSorry (.mk (.cons (.atom .none "sorry") .nil))) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  have k := h.2
  refine ⟨?_, h.1⟩
  call

-- expect: rejected
-- about: a process started at elaboration, in a session of its own, that is to outlive the check
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
@[extern "l_IO_Process_spawn"] opaque IO.Process.spawn (args : SpawnArgs) : Answer
def sleeper : SpawnArgs where
  stdin := .null
  stdout := .null
  stderr := .null
  cmd := "/bin/sh"
  args := .mk (.cons "-c" (.cons "sleep 300; : @@MARK@@" .nil))
  cwd := .none
  env := .mk .nil
  inheritEnv := true
  setsid := true
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def leavingSyntax : Lean.ParserDescr := .node `leavingSyntax 1024 (.nonReservedSymbol "leave" false)
-- Accepted only if the process could not be started: then this file tests nothing.
@[macro leavingSyntax] def leavingMacro : Lean.Macro := fun _ _ s =>
  match IO.Process.spawn sleeper with
  | .done _ => .ok (.node .none `Lean.Parser.Tactic.tacticSorry (.mk (.cons (.atom .none "sorry") .nil))) s
  | .failed _ => .ok (.node .none `Lean.Parser.Tactic.assumption (.mk (.cons (.atom .none "assumption") .nil))) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  have k := h.2
  refine ⟨?_, h.1⟩
  leave

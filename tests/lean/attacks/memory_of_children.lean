-- expect: resource
-- about: children that hold a gigabyte each under a limit of three gigabytes; the proof is honest
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
@[extern "l_IO_Process_output"] opaque IO.Process.output (args : SpawnArgs) (input : Option String) : Answer
def hoarders : SpawnArgs where
  stdin := .null
  stdout := .null
  stderr := .null
  cmd := "/bin/sh"
  args := .mk (.cons "-c" (.cons "for n in 1 2 3 4; do { head -c 1000000000 /dev/zero | tail | { sleep 4; cat > /dev/null; } } & done; wait; : @@MARK@@" .nil))
  cwd := .none
  env := .mk .nil
  inheritEnv := true
  setsid := true
-- The core profile leaves macros to be written by hand; a candidate can.
@[tactic_parser] def hoardingSyntax : Lean.ParserDescr := .node `hoardingSyntax 1024 (.nonReservedSymbol "hoard" false)
-- Rejected if the children could not be started: then this file tests nothing.
@[macro hoardingSyntax] def hoardingMacro : Lean.Macro := fun _ _ s =>
  match IO.Process.output hoarders .none with
  | .done _ => .ok (.node .none `Lean.Parser.Tactic.assumption (.mk (.cons (.atom .none "assumption") .nil))) s
  | .failed _ => .ok (.node .none `Lean.Parser.Tactic.tacticSorry (.mk (.cons (.atom .none "sorry") .nil))) s
theorem target (p q : Prop) (h : p ∧ q) : q ∧ p := by
  have k := h.2
  refine ⟨?_, h.1⟩
  hoard

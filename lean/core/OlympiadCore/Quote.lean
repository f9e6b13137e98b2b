prelude
import OlympiadCore.Omega
-- What syntax quotations and `macro` commands elaborate to. Functions are the binary's own.
set_option linter.all false
universe u v w
class MonadExceptOf (ε : semiOutParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} (body : m α) (handler : ε → m α) : m α
class MonadExcept (ε : outParam (Type u)) (m : Type v → Type w) where
  throw {α : Type v} : ε → m α
  tryCatch {α : Type v} : m α → (ε → m α) → m α
export MonadExcept (throw tryCatch)
namespace Lean
instance : Coe SyntaxNodeKind SyntaxNodeKinds := ⟨fun k => List.cons k List.nil⟩
class MonadRef (m : Type → Type) where
  getRef : m Syntax
  withRef {α : Type} : Syntax → m α → m α
class MonadQuotation (m : Type → Type) extends MonadRef m where
  getCurrMacroScope : m MacroScope
  getContext : m Name
  withFreshMacroScope {α : Type} : m α → m α
export MonadQuotation (getCurrMacroScope withFreshMacroScope)
@[extern "l_Lean_SourceInfo_fromRef"] opaque SourceInfo.fromRef (ref : Syntax) (canonical : Bool) : SourceInfo
@[inline] def MonadRef.mkInfoFromRefPos {m : Type → Type} [Monad m] [MonadRef m] : m SourceInfo :=
  bind MonadRef.getRef fun ref => pure (SourceInfo.fromRef ref false)
@[extern "l_Lean_addMacroScope"] opaque addMacroScope (mainModule : Name) (n : Name) (scp : MacroScope) : Name
@[extern "l_Lean_Syntax_isOfKind"] opaque Syntax.isOfKind (stx : Syntax) (k : SyntaxNodeKind) : Bool
@[extern "l_Lean_Syntax_getArg"] opaque Syntax.getArg (stx : Syntax) (i : Nat) : Syntax
instance {α : Type u} : Inhabited (Array α) := ⟨⟨[]⟩⟩
@[extern "l_Lean_Syntax_getArgs"] opaque Syntax.getArgs (stx : Syntax) : Array Syntax
@[extern "l_Lean_Syntax_getNumArgs"] opaque Syntax.getNumArgs (stx : Syntax) : Nat
@[extern "l_Lean_Syntax_matchesNull"] opaque Syntax.matchesNull (stx : Syntax) (n : Nat) : Bool
@[extern "l_Lean_Syntax_isNodeOf"] opaque Syntax.isNodeOf (stx : Syntax) (k : SyntaxNodeKind) (n : Nat) : Bool
@[extern "l_Lean_Syntax_matchesIdent"] opaque Syntax.matchesIdent (stx : Syntax) (id : Name) : Bool
@[extern "l_Lean_Syntax_isNone"] opaque Syntax.isNone (stx : Syntax) : Bool
@[extern "l_Lean_Syntax_getOptional_x3f"] opaque Syntax.getOptional? (stx : Syntax) : Option Syntax
@[extern "l_Lean_Syntax_mkNatLit"] opaque Syntax.mkNatLit (val : Nat) (info : SourceInfo := .none) : TSyntax `num
@[extern "l_Lean_TSyntax_getNat"] opaque TSyntax.getNat (s : TSyntax `num) : Nat
@[extern "l_Lean_Syntax_node1"] opaque Syntax.node1 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) : Syntax
@[extern "l_Lean_Syntax_node2"] opaque Syntax.node2 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) (a2 : Syntax) : Syntax
@[extern "l_Lean_Syntax_node3"] opaque Syntax.node3 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) (a2 : Syntax) (a3 : Syntax) : Syntax
@[extern "l_Lean_Syntax_node4"] opaque Syntax.node4 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) (a2 : Syntax) (a3 : Syntax) (a4 : Syntax) : Syntax
@[extern "l_Lean_Syntax_node5"] opaque Syntax.node5 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) (a2 : Syntax) (a3 : Syntax) (a4 : Syntax) (a5 : Syntax) : Syntax
@[extern "l_Lean_Syntax_node6"] opaque Syntax.node6 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) (a2 : Syntax) (a3 : Syntax) (a4 : Syntax) (a5 : Syntax) (a6 : Syntax) : Syntax
@[extern "l_Lean_Syntax_node7"] opaque Syntax.node7 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) (a2 : Syntax) (a3 : Syntax) (a4 : Syntax) (a5 : Syntax) (a6 : Syntax) (a7 : Syntax) : Syntax
@[extern "l_Lean_Syntax_node8"] opaque Syntax.node8 (info : SourceInfo) (kind : SyntaxNodeKind) (a1 : Syntax) (a2 : Syntax) (a3 : Syntax) (a4 : Syntax) (a5 : Syntax) (a6 : Syntax) (a7 : Syntax) (a8 : Syntax) : Syntax
abbrev Term := TSyntax `term
abbrev Ident := TSyntax `ident
abbrev NumLit := TSyntax `num
instance : Coe (TSyntax `num) (TSyntax `term) := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe (TSyntax `ident) (TSyntax `term) := ⟨fun s => ⟨s.raw⟩⟩
instance : Coe (TSyntax `ident) (TSyntax `Lean.Parser.Term.funBinder) := ⟨fun s => ⟨s.raw⟩⟩
instance {ks : SyntaxNodeKinds} : CoeOut (TSyntax ks) Syntax := ⟨TSyntax.raw⟩
instance : MonadRef MacroM where
  getRef c s := .ok c.ref s
  withRef ref x c := x { c with ref := ref }
instance : MonadQuotation MacroM where
  getCurrMacroScope c s := .ok c.currMacroScope s
  getContext c s := .ok c.quotContext s
  withFreshMacroScope x c s := x { c with currMacroScope := s.macroScope } { s with macroScope := Nat.succ s.macroScope }
instance {ρ ε σ : Type} : MonadExceptOf ε (ReaderT ρ (EStateM ε σ)) where
  throw e := fun _ s => .error e s
  tryCatch x h := fun c s => match x c s with
    | .ok a s => .ok a s
    | .error e s => h e c s
instance {ε : Type} {m : Type → Type} [MonadExceptOf ε m] : MonadExcept ε m := ⟨fun e => MonadExceptOf.throw e, fun x h => MonadExceptOf.tryCatch x h⟩
@[inline] def withRef {m : Type → Type} [MonadRef m] {α : Type} (ref : Syntax) (x : m α) : m α := MonadRef.withRef ref x
instance : MonadRef PrettyPrinter.UnexpandM := ⟨fun r s => .ok r s, fun ref x _ s => x ref s⟩
instance : MonadQuotation PrettyPrinter.UnexpandM where
  getCurrMacroScope := fun _ s => .ok 0 s
  getContext := fun _ s => .ok `_fakeMod s
  withFreshMacroScope x := x
end Lean
def Array.append {α : Type u} (as bs : Array α) : Array α := ⟨as.toList ++ bs.toList⟩
instance {α : Type u} : Append (Array α) := ⟨Array.append⟩
def List.toArray {α : Type u} (l : List α) : Array α := ⟨l⟩
def Array.mkArray0 {α : Type u} : Array α := ⟨[]⟩
def Array.mkArray1 {α : Type u} (a : α) : Array α := ⟨[a]⟩
def Array.mkArray2 {α : Type u} (a b : α) : Array α := ⟨[a, b]⟩
def Array.mkArray3 {α : Type u} (a b c : α) : Array α := ⟨[a, b, c]⟩
instance : Inhabited Substring.Raw := ⟨⟨"", 0, 0⟩⟩
@[extern "l_String_toRawSubstring_x27"] opaque String.toRawSubstring' (s : String) : Substring.Raw

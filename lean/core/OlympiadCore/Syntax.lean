prelude
import OlympiadCore.Root
-- Monads, characters, strings and lists, and the types that parsers and macros are made of.
set_option autoImplicit false
set_option bootstrap.inductiveCheckResultingUniverse false
set_option linter.all false
universe u v w u₁ u₂ u₃

class Functor (f : Type u → Type v) : Type (max (u+1) v) where
  map : {α β : Type u} → (α → β) → f α → f β
  mapConst : {α β : Type u} → α → f β → f α := Function.comp map (Function.const _)
class Pure (f : Type u → Type v) where
  pure {α : Type u} : α → f α
export Pure (pure)
class Seq (f : Type u → Type v) : Type (max (u+1) v) where
  seq : {α β : Type u} → f (α → β) → (Unit → f α) → f β
class SeqLeft (f : Type u → Type v) : Type (max (u+1) v) where
  seqLeft : {α β : Type u} → f α → (Unit → f β) → f α
class SeqRight (f : Type u → Type v) : Type (max (u+1) v) where
  seqRight : {α β : Type u} → f α → (Unit → f β) → f β
class Bind (m : Type u → Type v) where
  bind : {α β : Type u} → m α → (α → m β) → m β
export Bind (bind)
class Applicative (f : Type u → Type v) extends Functor f, Pure f, Seq f, SeqLeft f, SeqRight f where
  map := fun x y => Seq.seq (pure x) fun _ => y
  seqLeft := fun a b => Seq.seq (Functor.map (Function.const _) a) b
  seqRight := fun a b => Seq.seq (Functor.map (Function.const _ id) a) b
class Monad (m : Type u → Type v) : Type (max (u+1) v) extends Applicative m, Bind m where
  map f x := bind x (Function.comp pure f)
  seq f x := bind f fun y => Functor.map y (x Unit.unit)
  seqLeft x y := bind x fun a => bind (y Unit.unit) (fun _ => pure a)
  seqRight x y := bind x fun _ => y Unit.unit
class MonadLift (m : semiOutParam (Type u → Type v)) (n : Type u → Type w) where
  monadLift : {α : Type u} → m α → n α
class MonadLiftT (m : Type u → Type v) (n : Type u → Type w) where
  monadLift : {α : Type u} → m α → n α
export MonadLiftT (monadLift)
instance instMonadLiftTOfMonadLift (m n o) [MonadLift n o] [MonadLiftT m n] : MonadLiftT m o :=
  ⟨fun x => MonadLift.monadLift (m := n) (monadLift x)⟩
instance instMonadLiftT (m) : MonadLiftT m m := ⟨fun x => x⟩

structure Fin (n : Nat) where
  mk ::
  val : Nat
  isLt : LT.lt val n
attribute [coe] Fin.val
structure BitVec (w : Nat) where
  ofFin ::
  toFin : Fin (HPow.hPow 2 w)
structure UInt8 where
  ofBitVec ::
  toBitVec : BitVec 8
structure UInt16 where
  ofBitVec ::
  toBitVec : BitVec 16
structure UInt32 where
  ofBitVec ::
  toBitVec : BitVec 32
structure UInt64 where
  ofBitVec ::
  toBitVec : BitVec 64
attribute [extern "lean_uint8_of_nat_mk"] UInt8.ofBitVec
attribute [extern "lean_uint32_of_nat_mk"] UInt32.ofBitVec
attribute [extern "lean_uint64_of_nat_mk"] UInt64.ofBitVec
@[extern "lean_uint64_of_nat"] def UInt64.ofNatLT (n : Nat) (h : LT.lt n (HPow.hPow 2 64)) : UInt64 := ⟨⟨⟨n, h⟩⟩⟩
@[extern "lean_uint32_of_nat"] def UInt32.ofNatLT (n : Nat) (h : LT.lt n (HPow.hPow 2 32)) : UInt32 := ⟨⟨⟨n, h⟩⟩⟩
@[extern "lean_uint8_of_nat"] def UInt8.ofNatLT (n : Nat) (h : LT.lt n (HPow.hPow 2 8)) : UInt8 := ⟨⟨⟨n, h⟩⟩⟩
abbrev Nat.isValidChar (n : Nat) : Prop := Or (LT.lt n 0xd800) (And (LT.lt 0xdfff n) (LT.lt n 0x110000))
structure Char where
  val : UInt32
  valid : val.toBitVec.toFin.val.isValidChar
theorem Nat.isValidChar.bound {n : Nat} (h : n.isValidChar) : LT.lt n (HPow.hPow 2 32) :=
  h.rec (fun h => Nat.le_trans h (Nat.le_of_ble_eq_true rfl)) (fun h => Nat.le_trans h.right (Nat.le_of_ble_eq_true rfl))
def Char.ofNatAux (n : Nat) (h : n.isValidChar) : Char := ⟨⟨⟨⟨n, h.bound⟩⟩⟩, h⟩
instance instDecidableOr {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (Or p q) :=
  match dp with
  | isTrue hp => isTrue (Or.inl hp)
  | isFalse hp => match dq with
    | isTrue hq => isTrue (Or.inr hq)
    | isFalse hq => isFalse (fun h => h.rec hp hq)
instance instDecidableAnd {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (And p q) :=
  match dp with
  | isTrue hp => match dq with
    | isTrue hq => isTrue ⟨hp, hq⟩
    | isFalse hq => isFalse (fun h => hq h.right)
  | isFalse hp => isFalse (fun h => hp h.left)
@[extern "lean_uint32_of_nat"] def Char.ofNat (n : Nat) : Char :=
  dite n.isValidChar (fun h => Char.ofNatAux n h) (fun _ => Char.ofNatAux 0 (Or.inl (Nat.le_of_ble_eq_true rfl)))

inductive Option (α : Type u) where
  | none : Option α
  | some (val : α) : Option α
attribute [unbox] Option
export Option (none some)
inductive List (α : Type u) where
  | nil : List α
  | cons (head : α) (tail : List α) : List α
instance {α : Type u} : Inhabited (Option α) := ⟨none⟩
instance {α : Type u} : Inhabited (List α) := ⟨.nil⟩
inductive Except (ε : Type u) (α : Type v) where
  | error : ε → Except ε α
  | ok : α → Except ε α
inductive Sum (α : Type u) (β : Type v) where
  | inl (val : α) : Sum α β
  | inr (val : β) : Sum α β
structure Sigma {α : Type u} (β : α → Type v) where
  mk ::
  fst : α
  snd : β fst
structure PSigma {α : Sort u} (β : α → Sort v) where
  mk ::
  fst : α
  snd : β fst
inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p

structure Array (α : Type u) where
  mk ::
  toList : List α
attribute [extern "lean_array_mk"] Array.mk
attribute [extern "lean_array_to_list"] Array.toList
def List.append' {α : Type u} : List α → List α → List α
  | .nil, bs => bs
  | .cons a as, bs => .cons a (List.append' as bs)
@[extern "lean_mk_empty_array_with_capacity"] def Array.mkEmpty {α : Type u} (c : Nat) : Array α := ⟨.nil⟩
def Array.empty {α : Type u} : Array α := Array.mkEmpty 0
@[extern "lean_array_push"] def Array.push {α : Type u} (a : Array α) (v : α) : Array α :=
  ⟨List.append' a.toList (.cons v .nil)⟩
structure ByteArray where
  data : Array UInt8
attribute [extern "lean_byte_array_mk"] ByteArray.mk
attribute [extern "lean_byte_array_data"] ByteArray.data
-- Lean's string literals elaborate to `String.ofList`; what a string is made of matters only there.
structure String where
  ofList ::
  toList : List Char
attribute [extern "lean_string_mk"] String.ofList
attribute [extern "lean_string_data"] String.toList
@[extern "lean_string_append"] def String.append (s t : String) : String := ⟨List.append' s.toList t.toList⟩
instance : Inhabited String := ⟨""⟩
instance : Append String := ⟨String.append⟩
structure Substring.Raw where
  str : String
  startPos : Nat
  stopPos : Nat

@[inline] unsafe def unsafeCast {α : Sort u} {β : Sort v} (a : α) : β :=
  PLift.down (ULift.down.{max u v} (cast lcProof (ULift.up.{max u v} (PLift.up a))))
def ReaderT (ρ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := (a : @&ρ) → m α
inductive EStateM.Result (ε σ α : Type u) : Type u where
  | ok : α → σ → EStateM.Result ε σ α
  | error : ε → σ → EStateM.Result ε σ α
def EStateM (ε σ α : Type u) : Type u := σ → EStateM.Result ε σ α
@[always_inline, inline] protected def EStateM.pure {ε σ α : Type u} (a : α) : EStateM ε σ α := fun s => .ok a s
@[always_inline, inline] protected def EStateM.bind {ε σ α β : Type u} (x : EStateM ε σ α) (f : α → EStateM ε σ β) :
    EStateM ε σ β := fun s =>
  match x s with
  | .ok a s => f a s
  | .error e s => .error e s
@[always_inline] instance EStateM.instMonad {ε σ : Type u} : Monad (EStateM ε σ) where
  pure := EStateM.pure
  bind := EStateM.bind
@[always_inline] instance ReaderT.instMonad {ρ : Type u} {m : Type u → Type v} [Monad m] : Monad (ReaderT ρ m) where
  pure a := fun _ => pure a
  bind x f := fun r => bind (x r) (fun a => f a r)
instance EStateM.instInhabited {ε σ α : Type u} [Inhabited ε] : Inhabited (EStateM ε σ α) := ⟨fun s => .error default s⟩

@[extern "lean_uint64_mix_hash"] opaque mixHash (u₁ u₂ : UInt64) : UInt64 := u₁
instance : Inhabited UInt64 := ⟨UInt64.ofNatLT 0 (Nat.le_of_ble_eq_true rfl)⟩
@[extern "lean_string_hash"] protected opaque String.hash (s : @&String) : UInt64

namespace Lean
inductive Name where
  | anonymous : Name
  | str (pre : Name) (str : String)
  | num (pre : Name) (i : Nat)
with
  @[computed_field] hash : Name → UInt64
    | .anonymous => UInt64.ofNatLT 1723 (Nat.le_of_ble_eq_true rfl)
    | .str p s => mixHash p.hash s.hash
    | .num p v => mixHash p.hash (dite (LT.lt v (HPow.hPow 2 64)) (fun h => UInt64.ofNatLT v h)
        (fun _ => UInt64.ofNatLT 17 (Nat.le_of_ble_eq_true rfl)))
instance : Inhabited Name := ⟨.anonymous⟩
export Name (str num anonymous)
abbrev Name.mkStr (p : Name) (s : String) : Name := Name.str p s
abbrev Name.mkNum (p : Name) (v : Nat) : Name := Name.num p v
abbrev Name.mkSimple (s : String) : Name := .str .anonymous s
abbrev Name.mkStr1 (s₁ : String) : Name := .str .anonymous s₁
abbrev Name.mkStr2 (s₁ s₂ : String) : Name := .str (.mkStr1 s₁) s₂
abbrev Name.mkStr3 (s₁ s₂ s₃ : String) : Name := .str (.mkStr2 s₁ s₂) s₃
abbrev Name.mkStr4 (s₁ s₂ s₃ s₄ : String) : Name := .str (.mkStr3 s₁ s₂ s₃) s₄
abbrev Name.mkStr5 (s₁ s₂ s₃ s₄ s₅ : String) : Name := .str (.mkStr4 s₁ s₂ s₃ s₄) s₅
abbrev Name.mkStr6 (s₁ s₂ s₃ s₄ s₅ s₆ : String) : Name := .str (.mkStr5 s₁ s₂ s₃ s₄ s₅) s₆

-- The types that Lean's own parsers and macros are made of; constructors and their order are its ABI.
inductive SourceInfo where
  | original (leading : Substring.Raw) (pos : Nat) (trailing : Substring.Raw) (endPos : Nat)
  | synthetic (pos : Nat) (endPos : Nat) (canonical : Bool := false)
  | protected none
instance : Inhabited SourceInfo := ⟨.none⟩
abbrev SyntaxNodeKind := Name
abbrev SyntaxNodeKinds := List SyntaxNodeKind
inductive Syntax.Preresolved where
  | namespace (ns : Name)
  | decl (n : Name) (fields : List String)
inductive Syntax where
  | missing : Syntax
  | node (info : SourceInfo) (kind : SyntaxNodeKind) (args : Array Syntax) : Syntax
  | atom (info : SourceInfo) (val : String) : Syntax
  | ident (info : SourceInfo) (rawVal : Substring.Raw) (val : Name) (preresolved : List Syntax.Preresolved) : Syntax
instance : Inhabited Syntax := ⟨.missing⟩
structure TSyntax (ks : SyntaxNodeKinds) where
  raw : Syntax
instance {ks : SyntaxNodeKinds} : Inhabited (TSyntax ks) := ⟨⟨.missing⟩⟩
inductive ParserDescr where
  | const (name : Name)
  | unary (name : Name) (p : ParserDescr)
  | binary (name : Name) (p₁ p₂ : ParserDescr)
  | node (kind : SyntaxNodeKind) (prec : Nat) (p : ParserDescr)
  | trailingNode (kind : SyntaxNodeKind) (prec lhsPrec : Nat) (p : ParserDescr)
  | symbol (val : String)
  | nonReservedSymbol (val : String) (includeIdent : Bool)
  | cat (catName : Name) (rbp : Nat)
  | parser (declName : Name)
  | nodeWithAntiquot (name : String) (kind : SyntaxNodeKind) (p : ParserDescr)
  | sepBy (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool := false)
  | sepBy1 (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool := false)
  | unicodeSymbol (val : String) (asciiVal : String) (preserveForPP : Bool)
instance : Inhabited ParserDescr := ⟨.symbol ""⟩
abbrev TrailingParserDescr := ParserDescr
inductive Macro.Exception where
  | error : Syntax → String → Macro.Exception
  | unsupportedSyntax : Macro.Exception
instance : Inhabited Macro.Exception := ⟨.unsupportedSyntax⟩
opaque Macro.MethodsImpl : Subtype (fun α : Type => Nonempty α) := ⟨PUnit, ⟨.unit⟩⟩
abbrev MacroScope := Nat
-- The fields of these two and their order are the binary's: quotations read the scope, and set the place.
structure Macro.Context where
  methods : Macro.MethodsImpl.val
  quotContext : Name
  currMacroScope : MacroScope
  currRecDepth : Nat
  maxRecDepth : Nat
  ref : Syntax
structure Macro.State where
  macroScope : MacroScope
  expandedMacroDecls : List Name
  traceMsgs : List (Prod Name String)
abbrev MacroM := ReaderT Macro.Context (EStateM Macro.Exception Macro.State)
abbrev Macro := Syntax → MacroM Syntax
def Macro.throwUnsupported {α : Type} : MacroM α := fun _ s => .error .unsupportedSyntax s
abbrev PrettyPrinter.UnexpandM := ReaderT Syntax (EStateM Unit Unit)
abbrev PrettyPrinter.Unexpander := Syntax → PrettyPrinter.UnexpandM Syntax
structure Parser.Category
end Lean

prelude
import OlympiadCore.Function
-- Sets as predicates: builder notation, operations, images, order intervals, bounds.
set_option linter.all false
universe u v w

def Set (α : Type u) : Type u := α → Prop
def setOf {α : Type u} (p : α → Prop) : Set α := p
namespace Set
protected def Mem {α : Type u} (s : Set α) (a : α) : Prop := s a
instance {α : Type u} : Membership α (Set α) := ⟨Set.Mem⟩
theorem ext {α : Type u} {a b : Set α} (h : ∀ x, x ∈ a ↔ x ∈ b) : a = b := funext fun x => propext (h x)
end Set

-- `{x | p}`, `{x : α | p}`, `{x ∈ s | p}`, `{(x, y) : α × β | p}`, `{f x y | (x : α) (y ∈ s)}`.
declare_syntax_cat setBinder
declare_syntax_cat setBinders
open Lean in
syntax "(" binderIdent ")" : setBinder
open Lean in
syntax "(" binderIdent " : " term ")" : setBinder
open Lean in
syntax "(" ident binderPred ")" : setBinder
open Lean in
syntax setBinder : setBinders
open Lean in
syntax setBinder setBinders : setBinders
open Lean in
syntax ident : setBinders
open Lean in
syntax ident " : " term : setBinders
open Lean in
syntax ident binderPred : setBinders
open Lean in
syntax "exists_of_setBinders% " setBinders ", " term : term
open Lean in
macro_rules
  | `(exists_of_setBinders% ($x:ident), $b) => `(∃ $x:ident, $b)
  | `(exists_of_setBinders% ($x:ident : $t), $b) => `(∃ $x:ident : $t, $b)
  | `(exists_of_setBinders% (_ : $t), $b) => `(∃ _ : $t, $b)
  | `(exists_of_setBinders% ($x:ident $p:binderPred), $b) => `(∃ $x:ident $p:binderPred, $b)
  | `(exists_of_setBinders% ($x:ident) $bs:setBinders, $b) => `(∃ $x:ident, exists_of_setBinders% $bs, $b)
  | `(exists_of_setBinders% ($x:ident : $t) $bs:setBinders, $b) => `(∃ $x:ident : $t, exists_of_setBinders% $bs, $b)
  | `(exists_of_setBinders% (_ : $t) $bs:setBinders, $b) => `(∃ _ : $t, exists_of_setBinders% $bs, $b)
  | `(exists_of_setBinders% ($x:ident $p:binderPred) $bs:setBinders, $b) => `(∃ $x:ident $p:binderPred, exists_of_setBinders% $bs, $b)
  | `(exists_of_setBinders% $x:ident, $b) => `(∃ $x:ident, $b)
  | `(exists_of_setBinders% $x:ident : $t, $b) => `(∃ $x:ident : $t, $b)
  | `(exists_of_setBinders% $x:ident $p:binderPred, $b) => `(∃ $x:ident $p:binderPred, $b)
open Lean in
syntax "{" binderIdent " | " term "}" : term
open Lean in
syntax "{" binderIdent " : " term " | " term "}" : term
open Lean in
syntax "{" ident binderPred " | " term "}" : term
open Lean in
syntax (priority := low) "{" term " : " term " | " term "}" : term
open Lean in
syntax (priority := low) "{" term " | " setBinders "}" : term
open Lean in
syntax (name := setPattern) (priority := 50) "{" term " | " term "}" : term
open Lean in
macro_rules
  | `({ $x:ident | $p:term }) => `(setOf fun $x => $p)
  | `({ _ | $p:term }) => `(setOf fun _ => $p)
  | `({ $x:ident : $t | $p:term }) => `(setOf fun $x : $t => $p)
  | `({ _ : $t | $p }) => `(setOf fun _ : $t => $p)
  | `({ $x:ident $b:binderPred | $p }) => `(setOf fun $x => satisfies_binder_pred% $x $b ∧ $p)
  | `({ $pat:term : $t | $p }) => `(setOf fun x : $t => match x with | $pat => $p)
  | `({ $pat:term | $p:term }) => `(setOf fun x => match x with | $pat => $p)
  | `({ ($a:term, $b:term) | $x:ident $p:binderPred }) => `(setOf fun x => match x with | ($a, $b) => satisfies_binder_pred% $x $p)
  | `({ $e:term | $bs:setBinders }) => `(setOf fun x => exists_of_setBinders% $bs, $e = x)

class Top (α : Type u) where top : α
class Bot (α : Type u) where bot : α
class Compl (α : Type u) where compl : α → α
macro "⊤" : term => `(Top.top)
macro "⊥" : term => `(Bot.bot)
postfix:1024 "ᶜ" => Compl.compl

namespace Set
variable {α : Type u} {β : Type v} {γ : Type w}
protected def Subset (s t : Set α) : Prop := ∀ a, a ∈ s → a ∈ t
instance : HasSubset (Set α) := ⟨Set.Subset⟩
instance : HasSSubset (Set α) := ⟨fun s t => s ⊆ t ∧ ¬t ⊆ s⟩
instance : LE (Set α) := ⟨fun s t => s ⊆ t⟩
instance : LT (Set α) := ⟨fun s t => s ⊆ t ∧ ¬t ⊆ s⟩
instance : EmptyCollection (Set α) := ⟨fun _ => False⟩
instance : Bot (Set α) := ⟨∅⟩
def univ : Set α := fun _ => True
instance : Top (Set α) := ⟨univ⟩
instance : Union (Set α) := ⟨fun s t => {a | a ∈ s ∨ a ∈ t}⟩
instance : Inter (Set α) := ⟨fun s t => {a | a ∈ s ∧ a ∈ t}⟩
instance : SDiff (Set α) := ⟨fun s t => {a | a ∈ s ∧ ¬a ∈ t}⟩
instance : Compl (Set α) := ⟨fun s => {a | ¬a ∈ s}⟩
instance : Singleton α (Set α) := ⟨fun b => {a | a = b}⟩
instance : Insert α (Set α) := ⟨fun b s => {a | a = b ∨ a ∈ s}⟩
instance : Inhabited (Set α) := ⟨∅⟩
/-- The elements of a set as a type. -/
abbrev Elem (s : Set α) : Type u := { x : α // x ∈ s }
instance : CoeSort (Set α) (Type u) := ⟨Elem⟩
protected def Nonempty (s : Set α) : Prop := ∃ x, x ∈ s
protected def Subsingleton (s : Set α) : Prop := ∀ ⦃x⦄, x ∈ s → ∀ ⦃y⦄, y ∈ s → x = y
protected def Nontrivial (s : Set α) : Prop := ∃ x, x ∈ s ∧ ∃ y, y ∈ s ∧ x ≠ y
protected def Pairwise (s : Set α) (r : α → α → Prop) : Prop := ∀ ⦃x⦄, x ∈ s → ∀ ⦃y⦄, y ∈ s → x ≠ y → r x y
def powerset (s : Set α) : Set (Set α) := {t | t ⊆ s}
def image (f : α → β) (s : Set α) : Set β := {b | ∃ a, a ∈ s ∧ f a = b}
def preimage (f : α → β) (s : Set β) : Set α := {a | f a ∈ s}
def range {ι : Sort w} (f : ι → α) : Set α := {x | ∃ y, f y = x}
def sUnion (S : Set (Set α)) : Set α := {a | ∃ t, t ∈ S ∧ a ∈ t}
def sInter (S : Set (Set α)) : Set α := {a | ∀ t, t ∈ S → a ∈ t}
def iUnion {ι : Sort w} (s : ι → Set α) : Set α := {a | ∃ i, a ∈ s i}
def iInter {ι : Sort w} (s : ι → Set α) : Set α := {a | ∀ i, a ∈ s i}
protected def prod (s : Set α) (t : Set β) : Set (α × β) := {p | p.1 ∈ s ∧ p.2 ∈ t}
def MapsTo (f : α → β) (s : Set α) (t : Set β) : Prop := ∀ ⦃x⦄, x ∈ s → f x ∈ t
def InjOn (f : α → β) (s : Set α) : Prop := ∀ ⦃a₁⦄, a₁ ∈ s → ∀ ⦃a₂⦄, a₂ ∈ s → f a₁ = f a₂ → a₁ = a₂
def SurjOn (f : α → β) (s : Set α) (t : Set β) : Prop := t ⊆ image f s
def BijOn (f : α → β) (s : Set α) (t : Set β) : Prop := MapsTo f s t ∧ InjOn f s ∧ SurjOn f s t
def EqOn (f g : α → β) (s : Set α) : Prop := ∀ ⦃x⦄, x ∈ s → f x = g x
def PairwiseDisjoint {ι : Type w} (s : Set ι) (f : ι → Set α) : Prop := s.Pairwise fun i j => ∀ x, x ∈ f i → ¬x ∈ f j

-- What membership says; each by definition.
@[simp] theorem mem_setOf_eq {a : α} {p : α → Prop} : (a ∈ {x | p x}) = p a := rfl
theorem mem_setOf {a : α} {p : α → Prop} : a ∈ {x | p x} ↔ p a := Iff.rfl
@[simp] theorem mem_empty_iff_false (a : α) : a ∈ (∅ : Set α) ↔ False := Iff.rfl
@[simp] theorem mem_univ (a : α) : a ∈ (univ : Set α) := trivial
@[simp] theorem mem_union (a : α) (s t : Set α) : a ∈ s ∪ t ↔ a ∈ s ∨ a ∈ t := Iff.rfl
@[simp] theorem mem_inter_iff (a : α) (s t : Set α) : a ∈ s ∩ t ↔ a ∈ s ∧ a ∈ t := Iff.rfl
@[simp] theorem mem_diff {s t : Set α} (a : α) : a ∈ s \ t ↔ a ∈ s ∧ a ∉ t := Iff.rfl
@[simp] theorem mem_compl_iff (s : Set α) (a : α) : a ∈ sᶜ ↔ a ∉ s := Iff.rfl
@[simp] theorem mem_singleton_iff {a b : α} : a ∈ ({b} : Set α) ↔ a = b := Iff.rfl
@[simp] theorem mem_insert_iff {a b : α} {s : Set α} : a ∈ insert b s ↔ a = b ∨ a ∈ s := Iff.rfl
@[simp] theorem mem_image (f : α → β) (s : Set α) (b : β) : b ∈ image f s ↔ ∃ a, a ∈ s ∧ f a = b := Iff.rfl
@[simp] theorem mem_preimage {f : α → β} {s : Set β} {a : α} : a ∈ preimage f s ↔ f a ∈ s := Iff.rfl
@[simp] theorem mem_range {ι : Sort w} {f : ι → α} {x : α} : x ∈ range f ↔ ∃ y, f y = x := Iff.rfl
@[simp] theorem mem_powerset_iff (s t : Set α) : s ∈ powerset t ↔ s ⊆ t := Iff.rfl
@[simp] theorem mem_iUnion {ι : Sort w} {s : ι → Set α} {x : α} : x ∈ iUnion s ↔ ∃ i, x ∈ s i := Iff.rfl
@[simp] theorem mem_iInter {ι : Sort w} {s : ι → Set α} {x : α} : x ∈ iInter s ↔ ∀ i, x ∈ s i := Iff.rfl
theorem subset_def {s t : Set α} : (s ⊆ t) = ∀ x, x ∈ s → x ∈ t := rfl
theorem ssubset_def {s t : Set α} : (s ⊂ t) = (s ⊆ t ∧ ¬t ⊆ s) := rfl
theorem nonempty_def {s : Set α} : s.Nonempty ↔ ∃ x, x ∈ s := Iff.rfl
theorem Subset.antisymm {a b : Set α} (h : a ⊆ b) (k : b ⊆ a) : a = b := ext fun x => ⟨h x, k x⟩
theorem Subset.refl (a : Set α) : a ⊆ a := fun _ h => h
theorem Subset.trans {a b c : Set α} (h : a ⊆ b) (k : b ⊆ c) : a ⊆ c := fun x hx => k x (h x hx)
theorem eq_empty_iff_forall_notMem {s : Set α} : s = ∅ ↔ ∀ x, x ∉ s :=
  ⟨fun e x h => (e ▸ h : x ∈ (∅ : Set α)), fun h => ext fun x => ⟨fun k => (h x k).elim, False.elim⟩⟩
theorem eq_univ_iff_forall {s : Set α} : s = univ ↔ ∀ x, x ∈ s := ⟨fun e x => e ▸ trivial, fun h => ext fun x => ⟨fun _ => trivial, fun _ => h x⟩⟩
theorem injective_iff_injOn_univ {f : α → β} : Function.Injective f ↔ InjOn f univ :=
  ⟨fun h _ _ _ _ e => h e, fun h _ _ e => h trivial trivial e⟩

section intervals
variable [LE α] [LT α]
def Ioo {α : Type u} [LT α] (a b : α) : Set α := {x | a < x ∧ x < b}
def Ico {α : Type u} [LE α] [LT α] (a b : α) : Set α := {x | a ≤ x ∧ x < b}
def Ioc {α : Type u} [LE α] [LT α] (a b : α) : Set α := {x | a < x ∧ x ≤ b}
def Icc {α : Type u} [LE α] (a b : α) : Set α := {x | a ≤ x ∧ x ≤ b}
def Ici {α : Type u} [LE α] (a : α) : Set α := {x | a ≤ x}
def Ioi {α : Type u} [LT α] (a : α) : Set α := {x | a < x}
def Iic {α : Type u} [LE α] (a : α) : Set α := {x | x ≤ a}
def Iio {α : Type u} [LT α] (a : α) : Set α := {x | x < a}
@[simp] theorem mem_Ioo {a b x : α} : x ∈ Ioo a b ↔ a < x ∧ x < b := Iff.rfl
@[simp] theorem mem_Ico {a b x : α} : x ∈ Ico a b ↔ a ≤ x ∧ x < b := Iff.rfl
@[simp] theorem mem_Ioc {a b x : α} : x ∈ Ioc a b ↔ a < x ∧ x ≤ b := Iff.rfl
@[simp] theorem mem_Icc {a b x : α} : x ∈ Icc a b ↔ a ≤ x ∧ x ≤ b := Iff.rfl
@[simp] theorem mem_Ici {a x : α} : x ∈ Ici a ↔ a ≤ x := Iff.rfl
@[simp] theorem mem_Ioi {a x : α} : x ∈ Ioi a ↔ a < x := Iff.rfl
@[simp] theorem mem_Iic {a x : α} : x ∈ Iic a ↔ x ≤ a := Iff.rfl
@[simp] theorem mem_Iio {a x : α} : x ∈ Iio a ↔ x < a := Iff.rfl
end intervals
end Set
infixl:80 " '' " => Set.image
infixl:80 " ⁻¹' " => Set.preimage
prefix:110 "⋃₀ " => Set.sUnion
prefix:110 "⋂₀ " => Set.sInter
prefix:100 "𝒫 " => Set.powerset
class SProd (α : Type u) (β : Type v) (γ : outParam (Type w)) where sprod : α → β → γ
infixr:82 " ×ˢ " => SProd.sprod
instance {α : Type u} {β : Type v} : SProd (Set α) (Set β) (Set (α × β)) := ⟨Set.prod⟩
open Lean in
macro "⋃ " x:ident ", " b:term:60 : term => `(Set.iUnion fun $x => $b)
open Lean in
macro "⋃ " x:ident " : " t:term ", " b:term:60 : term => `(Set.iUnion fun $x : $t => $b)
open Lean in
macro "⋃ " x:ident " ∈ " s:term ", " b:term:60 : term => `(Set.iUnion fun $x => Set.iUnion fun _ : $x ∈ $s => $b)
open Lean in
macro "⋂ " x:ident ", " b:term:60 : term => `(Set.iInter fun $x => $b)
open Lean in
macro "⋂ " x:ident " : " t:term ", " b:term:60 : term => `(Set.iInter fun $x : $t => $b)
open Lean in
macro "⋂ " x:ident " ∈ " s:term ", " b:term:60 : term => `(Set.iInter fun $x => Set.iInter fun _ : $x ∈ $s => $b)
open Lean in
@[app_unexpander setOf] def unexpandSetOf : PrettyPrinter.Unexpander
  | `($_ fun $x:ident => $p) => `({ $x:ident | $p:term })
  | _ => fun _ s => .error () s

section order
variable {α : Type u} {β : Type v}
def upperBounds [LE α] (s : Set α) : Set α := {x | ∀ ⦃a⦄, a ∈ s → a ≤ x}
def lowerBounds [LE α] (s : Set α) : Set α := {x | ∀ ⦃a⦄, a ∈ s → x ≤ a}
def BddAbove [LE α] (s : Set α) : Prop := (upperBounds s).Nonempty
def BddBelow [LE α] (s : Set α) : Prop := (lowerBounds s).Nonempty
def IsLeast [LE α] (s : Set α) (a : α) : Prop := a ∈ s ∧ a ∈ lowerBounds s
def IsGreatest [LE α] (s : Set α) (a : α) : Prop := a ∈ s ∧ a ∈ upperBounds s
def IsLUB [LE α] (s : Set α) : α → Prop := IsLeast (upperBounds s)
def IsGLB [LE α] (s : Set α) : α → Prop := IsGreatest (lowerBounds s)
@[simp] theorem mem_upperBounds [LE α] {s : Set α} {a : α} : a ∈ upperBounds s ↔ ∀ x, x ∈ s → x ≤ a := Iff.rfl
@[simp] theorem mem_lowerBounds [LE α] {s : Set α} {a : α} : a ∈ lowerBounds s ↔ ∀ x, x ∈ s → a ≤ x := Iff.rfl
def Monotone [LE α] [LE β] (f : α → β) : Prop := ∀ ⦃a b⦄, a ≤ b → f a ≤ f b
def Antitone [LE α] [LE β] (f : α → β) : Prop := ∀ ⦃a b⦄, a ≤ b → f b ≤ f a
def StrictMono [LT α] [LT β] (f : α → β) : Prop := ∀ ⦃a b⦄, a < b → f a < f b
def StrictAnti [LT α] [LT β] (f : α → β) : Prop := ∀ ⦃a b⦄, a < b → f b < f a
def MonotoneOn [LE α] [LE β] (f : α → β) (s : Set α) : Prop := ∀ ⦃a⦄, a ∈ s → ∀ ⦃b⦄, b ∈ s → a ≤ b → f a ≤ f b
def AntitoneOn [LE α] [LE β] (f : α → β) (s : Set α) : Prop := ∀ ⦃a⦄, a ∈ s → ∀ ⦃b⦄, b ∈ s → a ≤ b → f b ≤ f a
def StrictMonoOn [LT α] [LT β] (f : α → β) (s : Set α) : Prop := ∀ ⦃a⦄, a ∈ s → ∀ ⦃b⦄, b ∈ s → a < b → f a < f b
def StrictAntiOn [LT α] [LT β] (f : α → β) (s : Set α) : Prop := ∀ ⦃a⦄, a ∈ s → ∀ ⦃b⦄, b ∈ s → a < b → f b < f a
/-- Least and least upper bounds are unique where the order is antisymmetric. -/
theorem IsLeast.unique_of_antisymm [LE α] {s : Set α} {a b : α} (antisymm : ∀ x y : α, x ≤ y → y ≤ x → x = y)
    (h : IsLeast s a) (k : IsLeast s b) : a = b := antisymm a b (h.2 k.1) (k.2 h.1)
theorem IsGreatest.unique_of_antisymm [LE α] {s : Set α} {a b : α} (antisymm : ∀ x y : α, x ≤ y → y ≤ x → x = y)
    (h : IsGreatest s a) (k : IsGreatest s b) : a = b := antisymm a b (k.2 h.1) (h.2 k.1)
end order

-- Quantifiers with several binders, sets of typed variables, relations turned around.
open Lean in
macro "∃ᵉ " bs:setBinders ", " b:term : term => `(exists_of_setBinders% $bs, $b)
open Lean in
syntax "forall_of_setBinders% " setBinders ", " term : term
open Lean in
macro_rules
  | `(forall_of_setBinders% ($x:ident), $b) => `(∀ $x:ident, $b)
  | `(forall_of_setBinders% ($x:ident : $t), $b) => `(∀ $x:ident : $t, $b)
  | `(forall_of_setBinders% ($x:ident $p:binderPred), $b) => `(∀ $x:ident $p:binderPred, $b)
  | `(forall_of_setBinders% ($x:ident) $bs:setBinders, $b) => `(∀ $x:ident, forall_of_setBinders% $bs, $b)
  | `(forall_of_setBinders% ($x:ident : $t) $bs:setBinders, $b) => `(∀ $x:ident : $t, forall_of_setBinders% $bs, $b)
  | `(forall_of_setBinders% ($x:ident $p:binderPred) $bs:setBinders, $b) => `(∀ $x:ident $p:binderPred, forall_of_setBinders% $bs, $b)
open Lean in
macro "∀ᵉ " bs:setBinders ", " b:term : term => `(forall_of_setBinders% $bs, $b)
open Lean in
syntax "{" "(" ident " : " term ")" " | " term "}" : term
open Lean in
macro_rules
  | `({ ($x:ident : $t) | $p:term }) => `(setOf fun $x : $t => $p)
@[reducible] def Superset {α : Type u} [HasSubset α] (a b : α) : Prop := b ⊆ a
@[reducible] def SSuperset {α : Type u} [HasSSubset α] (a b : α) : Prop := b ⊂ a

prelude
import OlympiadCore.Tactic
import OlympiadCore.Namespaces
-- How statements are written: the signs for number types, unique existence, absolute values, answers.
set_option linter.all false
universe u v w

macro "ℕ" : term => `(Nat)
macro "ℤ" : term => `(Int)

def ExistsUnique {α : Sort u} (p : α → Prop) : Prop := ∃ x, p x ∧ ∀ y, p y → y = x
theorem ExistsUnique.exists {α : Sort u} {p : α → Prop} : ExistsUnique p → ∃ x, p x := fun ⟨x, h, _⟩ => ⟨x, h⟩
theorem ExistsUnique.unique {α : Sort u} {p : α → Prop} (h : ExistsUnique p) {a b : α} (ha : p a) (hb : p b) : a = b :=
  match h with | ⟨_, _, u⟩ => (u a ha).trans (u b hb).symm
-- One variable only: of two, the nested reading and that of pairs differ, and Mathlib refuses it too.
open Lean in
macro "∃! " x:ident ", " b:term : term => `(ExistsUnique fun $x => $b)
open Lean in
macro "∃! " x:ident " : " t:term ", " b:term : term => `(ExistsUnique fun $x : $t => $b)
open Lean in
macro "∃! " "(" x:ident " : " t:term ")" ", " b:term : term => `(ExistsUnique fun $x : $t => $b)
open Lean in
macro "∃! " x:ident p:binderPred ", " b:term : term => `(ExistsUnique fun $x => satisfies_binder_pred% $x $p ∧ $b)

/-- The greater of `a` and `-a`. -/
def abs {α : Type u} [Max α] [Neg α] (a : α) : α := max a (-a)
macro:max atomic("|" noWs) a:term noWs "|" : term => `(abs $a)

macro "(" "↑" ")" : term => `(fun x => ↑x)

-- The answer in a statement that asks for one, read once its type is known (an answer `n - 1` that is to be
-- a real is `↑n - 1`), and what formal-imo files say about their subject.
macro "answer(" a:term ")" : term => `(by exact $a)
macro "imo_problem_subject" ident : attr => `(attr| never_extract)
syntax declModifiers group("lemma " declId ppIndent(declSig) declVal) : command
open Lean in
macro_rules
  | `($mods:declModifiers lemma $id:declId $sig:declSig $val:declVal) => `($mods:declModifiers theorem $id $sig $val)
namespace Lean
instance : Coe (TSyntax `term) (TSyntax `Lean.Parser.Term.funBinder) := ⟨fun s => ⟨s.raw⟩⟩
end Lean
instance {α : Sort u} {β : Sort v} [CoeFun α fun _ => β] : CoeOut α β := ⟨fun a => CoeFun.coe a⟩
instance {α : Sort u} {β : Sort v} [CoeSort α β] : CoeOut α β := ⟨fun a => CoeSort.coe a⟩
instance subtypeCoe {α : Sort u} {p : α → Prop} : CoeOut (Subtype p) α := ⟨Subtype.val⟩

prelude
import OlympiadCore.Macros
-- Propositional logic, equality, decidability, and the lemmas that `simp` and `split` ask for by name.
set_option linter.unusedVariables false
set_option linter.all false
universe u v w u₁ u₂ u₃

-- The kernel and the compiler know these two names; a constant that is no function keeps them inert.
def Lean.reduceBool : Unit := ()
def Lean.reduceNat : Unit := ()

-- What the elaborator puts where something went wrong; no accepted proof may contain it.
@[extern "lean_sorry", never_extract] axiom sorryAx (α : Sort u) (synthetic : Bool) : α

class Coe (α : semiOutParam (Sort u)) (β : Sort v) where coe : α → β
attribute [coe_decl] Coe.coe
class CoeTC (α : Sort u) (β : Sort v) where coe : α → β
attribute [coe_decl] CoeTC.coe
instance {α : Sort u₁} {β : Sort u₂} {γ : Sort u₃} [Coe β γ] [CoeTC α β] : CoeTC α γ := ⟨fun a => Coe.coe (CoeTC.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [Coe α β] : CoeTC α β := ⟨Coe.coe⟩
class CoeOut (α : Sort u) (β : semiOutParam (Sort v)) where coe : α → β
attribute [coe_decl] CoeOut.coe
class CoeOTC (α : Sort u) (β : Sort v) where coe : α → β
attribute [coe_decl] CoeOTC.coe
instance {α : Sort u₁} {β : Sort u₂} {γ : Sort u₃} [CoeOut α β] [CoeOTC β γ] : CoeOTC α γ := ⟨fun a => CoeOTC.coe (CoeOut.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [CoeTC α β] : CoeOTC α β := ⟨CoeTC.coe⟩
instance {α : Sort u} : CoeOTC α α := ⟨fun a => a⟩
class CoeHead (α : Sort u) (β : semiOutParam (Sort v)) where coe : α → β
attribute [coe_decl] CoeHead.coe
class CoeHTC (α : Sort u) (β : Sort v) where coe : α → β
attribute [coe_decl] CoeHTC.coe
instance {α : Sort u₁} {β : Sort u₂} {γ : Sort u₃} [CoeHead α β] [CoeOTC β γ] : CoeHTC α γ := ⟨fun a => CoeOTC.coe (CoeHead.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [CoeOTC α β] : CoeHTC α β := ⟨CoeOTC.coe⟩
class CoeTail (α : semiOutParam (Sort u)) (β : Sort v) where coe : α → β
attribute [coe_decl] CoeTail.coe
class CoeHTCT (α : Sort u) (β : Sort v) where coe : α → β
attribute [coe_decl] CoeHTCT.coe
instance {α : Sort u₁} {β : Sort u₂} {γ : Sort u₃} [CoeTail β γ] [CoeHTC α β] : CoeHTCT α γ := ⟨fun a => CoeTail.coe (CoeHTC.coe a : β)⟩
instance {α : Sort u} {β : Sort v} [CoeHTC α β] : CoeHTCT α β := ⟨CoeHTC.coe⟩
class CoeDep (α : Sort u) (_ : α) (β : Sort v) where coe : β
attribute [coe_decl] CoeDep.coe
class CoeT (α : Sort u) (_ : α) (β : Sort v) where coe : β
attribute [coe_decl] CoeT.coe
instance {α : Sort u} {β : Sort v} {a : α} [CoeHTCT α β] : CoeT α a β := ⟨CoeHTCT.coe a⟩
instance {α : Sort u} {β : Sort v} {a : α} [CoeDep α a β] : CoeT α a β := ⟨CoeDep.coe a⟩
class CoeFun (α : Sort u) (γ : outParam (α → Sort v)) where coe : (f : α) → γ f
attribute [coe_decl] CoeFun.coe
class CoeSort (α : Sort u) (β : outParam (Sort v)) where coe : α → β
attribute [coe_decl] CoeSort.coe

instance Zero.toOfNat0 {α : Type u} [Zero α] : OfNat α (nat_lit 0) := ⟨Zero.zero⟩
instance (priority := 200) Zero.ofOfNat0 {α : Type u} [OfNat α (nat_lit 0)] : Zero α := ⟨OfNat.ofNat (nat_lit 0)⟩
instance One.toOfNat1 {α : Type u} [One α] : OfNat α (nat_lit 1) := ⟨One.one⟩
instance (priority := 200) One.ofOfNat1 {α : Type u} [OfNat α (nat_lit 1)] : One α := ⟨OfNat.ofNat (nat_lit 1)⟩

theorem trivial : True := True.intro
structure Iff (a b : Prop) : Prop where
  intro ::
  mp : a → b
  mpr : b → a
axiom propext {a b : Prop} : (a ↔ b) → a = b
axiom Quot.sound : ∀ {α : Sort u} {r : α → α → Prop} {a b : α}, r a b → Quot.mk r a = Quot.mk r b
axiom Classical.choice {α : Sort u} : Nonempty α → α

@[refl] theorem Iff.refl (a : Prop) : a ↔ a := ⟨fun h => h, fun h => h⟩
protected theorem Iff.rfl {a : Prop} : a ↔ a := Iff.refl a
@[symm] theorem Iff.symm {a b : Prop} (h : a ↔ b) : b ↔ a := ⟨h.mpr, h.mp⟩
theorem Iff.trans {a b c : Prop} (h : a ↔ b) (k : b ↔ c) : a ↔ c := ⟨fun x => k.mp (h.mp x), fun x => h.mpr (k.mpr x)⟩
theorem Iff.of_eq {a b : Prop} (h : a = b) : a ↔ b := h ▸ Iff.rfl
theorem Iff.comm {a b : Prop} : (a ↔ b) ↔ (b ↔ a) := ⟨Iff.symm, Iff.symm⟩
attribute [symm] Eq.symm
@[elab_as_elim] theorem Eq.substr {α : Sort u} {p : α → Prop} {a b : α} (h₁ : b = a) : p a → p b := fun h => h₁ ▸ h
theorem Eq.mp_prop {a b : Prop} (h : a = b) (x : a) : b := h ▸ x
@[macro_inline] def Eq.mp {α β : Sort u} (h : α = β) (a : α) : β := h ▸ a
@[macro_inline] def Eq.mpr {α β : Sort u} (h : α = β) (b : β) : α := h ▸ b
theorem Ne.symm {α : Sort u} {a b : α} (h : a ≠ b) : b ≠ a := fun e => h e.symm
theorem ne_comm {α : Sort u} {a b : α} : a ≠ b ↔ b ≠ a := ⟨Ne.symm, Ne.symm⟩
theorem eq_comm {α : Sort u} {a b : α} : a = b ↔ b = a := ⟨Eq.symm, Eq.symm⟩
theorem mt {a b : Prop} (h₁ : a → b) (h₂ : ¬b) : ¬a := fun ha => h₂ (h₁ ha)
theorem HEq.subst {α β : Sort u} {p : (T : Sort u) → T → Prop} {a : α} {b : β} (h₁ : HEq a b) (h₂ : p α a) : p β b := h₁.rec h₂
theorem HEq.trans {α β φ : Sort u} {a : α} {b : β} {c : φ} (h₁ : HEq a b) (h₂ : HEq b c) : HEq a c := h₂.rec h₁
theorem type_eq_of_heq {α β : Sort u} {a : α} {b : β} (h : HEq a b) : α = β := h.rec rfl
theorem eqRec_heq {α : Sort u} {φ : α → Sort v} {a a' : α} : (h : a = a') → (p : φ a) → HEq (Eq.recOn (motive := fun x _ => φ x) h p) p
  | rfl, p => HEq.refl p

theorem not_false : ¬False := id
theorem of_eq_true {p : Prop} (h : p = True) : p := h.symm ▸ trivial
theorem eq_true {p : Prop} (h : p) : p = True := propext ⟨fun _ => trivial, fun _ => h⟩
theorem eq_false {p : Prop} (h : ¬p) : p = False := propext ⟨fun h' => (h h').elim, fun h' => h'.elim⟩
theorem eq_false' {p : Prop} (h : p → False) : p = False := eq_false h
theorem of_eq_false {p : Prop} (h : p = False) : ¬p := fun hp => (h ▸ hp : False)
theorem not_of_eq_false {p : Prop} (h : p = False) : ¬p := of_eq_false h
theorem false_of_true_eq_false (h : True = False) : False := h ▸ trivial
theorem true_eq_false_of_false (h : False) : True = False := h.elim
theorem iff_of_true {a b : Prop} (ha : a) (hb : b) : a ↔ b := ⟨fun _ => hb, fun _ => ha⟩
theorem iff_of_false {a b : Prop} (ha : ¬a) (hb : ¬b) : a ↔ b := ⟨fun h => (ha h).elim, fun h => (hb h).elim⟩
theorem iff_true_intro {a : Prop} (h : a) : a ↔ True := iff_of_true h trivial
theorem iff_false_intro {a : Prop} (h : ¬a) : a ↔ False := iff_of_false h id
theorem And.symm {a b : Prop} (h : a ∧ b) : b ∧ a := ⟨h.2, h.1⟩
theorem Or.elim {a b c : Prop} (h : a ∨ b) (l : a → c) (r : b → c) : c := match h with | .inl h => l h | .inr h => r h
theorem Or.symm {a b : Prop} (h : a ∨ b) : b ∨ a := h.elim Or.inr Or.inl
theorem Or.resolve_left {a b : Prop} (h : a ∨ b) (n : ¬a) : b := h.elim (fun x => (n x).elim) id
theorem Or.resolve_right {a b : Prop} (h : a ∨ b) (n : ¬b) : a := h.elim id (fun x => (n x).elim)
theorem Or.imp {a b c d : Prop} (f : a → c) (g : b → d) (h : a ∨ b) : c ∨ d := h.elim (fun x => .inl (f x)) (fun x => .inr (g x))
theorem Exists.elim {α : Sort u} {p : α → Prop} {b : Prop} (h : ∃ x, p x) (f : ∀ a, p a → b) : b := match h with | ⟨a, h⟩ => f a h

theorem funext {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : ∀ x, f x = g x) : f = g :=
  let eqv (f g : (x : α) → β x) := ∀ x, f x = g x
  let extf (q : Quot eqv) (x : α) : β x := Quot.lift (fun f : (x : α) → β x => f x) (fun _ _ h => h x) q
  (show extf (Quot.mk eqv f) = extf (Quot.mk eqv g) from congrArg extf (Quot.sound h))

section Congruence
variable {α : Sort u} {β : Sort v}
theorem implies_congr {p₁ p₂ : Sort u} {q₁ q₂ : Sort v} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) := h₁ ▸ h₂ ▸ rfl
theorem implies_dep_congr_ctx {p₁ p₂ q₁ : Prop} (h₁ : p₁ = p₂) {q₂ : p₂ → Prop} (h₂ : (h : p₂) → q₁ = q₂ h) :
    (p₁ → q₁) = ((h : p₂) → q₂ h) :=
  propext ⟨fun hl hp => h₂ hp ▸ hl (h₁ ▸ hp), fun hr hp => (h₂ (h₁ ▸ hp)).symm ▸ hr (h₁ ▸ hp)⟩
theorem implies_congr_ctx {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : p₂ → q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  implies_dep_congr_ctx h₁ h₂
theorem forall_congr {p q : α → Prop} (h : ∀ a, p a = q a) : (∀ a, p a) = (∀ a, q a) := (funext h : p = q) ▸ rfl
theorem forall_prop_congr_dom {p₁ p₂ : Prop} (h : p₁ = p₂) (q : p₁ → Prop) : (∀ a, q a) = (∀ a : p₂, q (h.symm ▸ a)) := by
  subst h; rfl
theorem forall_prop_domain_congr {p₁ p₂ : Prop} {q₁ : p₁ → Prop} {q₂ : p₂ → Prop} (h₁ : p₁ = p₂)
    (h₂ : ∀ a : p₂, q₁ (h₁.symm ▸ a) = q₂ a) : (∀ a, q₁ a) = (∀ a, q₂ a) := by
  subst h₁; exact forall_congr h₂
theorem let_congr {α : Sort u} {β : Sort v} {a a' : α} {b b' : α → β} (h₁ : a = a') (h₂ : ∀ x, b x = b' x) : (let x := a; b x) = (let x := a'; b' x) :=
  h₁ ▸ h₂ a
theorem let_val_congr {α : Sort u} {β : Sort v} {a a' : α} (b : α → β) (h : a = a') : (let x := a; b x) = (let x := a'; b x) := h ▸ rfl
theorem let_body_congr {α : Sort u} {β : α → Sort v} {b b' : (a : α) → β a} (a : α) (h : ∀ x, b x = b' x) : (let x := a; b x) = (let x := a; b' x) := h a
theorem have_unused {α : Sort u} {β : Sort v} (a : α) {b b' : β} (h : b = b') : (have := a; b) = b' := h
theorem have_unused_dep {α : Sort u} {β : Sort v} (a : α) {b : α → β} {b' : β} (h : ∀ x, b x = b') : (have x := a; b x) = b' := h a
theorem have_congr {α : Sort u} {β : Sort v} {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) : (have x := a; f x) = (have x := a'; f' x) := h₁ ▸ h₂ a
theorem have_val_congr {α : Sort u} {β : Sort v} {a a' : α} {f : α → β} (h₁ : a = a') : (have x := a; f x) = (have x := a'; f x) := h₁ ▸ rfl
theorem have_body_congr {α : Sort u} {β : Sort v} (a : α) {f f' : α → β} (h₂ : ∀ x, f x = f' x) : (have x := a; f x) = (have x := a; f' x) := h₂ a
theorem pi_congr {α : Sort u} {β β' : α → Sort v} (h : ∀ a, β a = β' a) : (∀ a, β a) = (∀ a, β' a) := (funext h : β = β') ▸ rfl
theorem exists_congr {p q : α → Prop} (h : ∀ a, p a ↔ q a) : (∃ a, p a) ↔ ∃ a, q a :=
  ⟨fun ⟨a, x⟩ => ⟨a, (h a).mp x⟩, fun ⟨a, x⟩ => ⟨a, (h a).mpr x⟩⟩
theorem and_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : a ∧ b ↔ c ∧ d := ⟨fun x => ⟨h.1 x.1, k.1 x.2⟩, fun x => ⟨h.2 x.1, k.2 x.2⟩⟩
theorem or_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : a ∨ b ↔ c ∨ d := ⟨Or.imp h.1 k.1, Or.imp h.2 k.2⟩
theorem not_congr {a b : Prop} (h : a ↔ b) : ¬a ↔ ¬b := ⟨mt h.2, mt h.1⟩
theorem iff_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : (a ↔ b) ↔ (c ↔ d) :=
  ⟨fun x => h.symm.trans (x.trans k), fun x => h.trans (x.trans k.symm)⟩
end Congruence

class Subsingleton (α : Sort u) : Prop where
  intro ::
  allEq : ∀ a b : α, a = b
protected theorem Subsingleton.elim {α : Sort u} [h : Subsingleton α] : ∀ a b : α, a = b := h.allEq
protected theorem Subsingleton.helim {α β : Sort u} [h₁ : Subsingleton α] (h₂ : α = β) (a : α) (b : β) : HEq a b := by
  subst h₂; exact heq_of_eq (Subsingleton.elim a b)
instance (p : Prop) : Subsingleton p := ⟨fun _ _ => rfl⟩
instance instSubsingletonDecidable (p : Prop) : Subsingleton (Decidable p) := ⟨fun
  | isTrue _, isTrue _ => rfl
  | isFalse _, isFalse _ => rfl
  | isTrue h, isFalse n => absurd h n
  | isFalse n, isTrue h => absurd h n⟩
instance : Subsingleton PUnit := ⟨fun _ _ => rfl⟩
instance : Inhabited Prop := ⟨True⟩
instance : Inhabited True := ⟨trivial⟩
instance {α : Sort u} [Inhabited α] : Nonempty α := ⟨default⟩
instance {α : Sort u} {β : Sort v} [Inhabited β] : Inhabited (α → β) := ⟨fun _ => default⟩
instance : Inhabited Bool := ⟨false⟩

instance instDecidableTrue : Decidable True := isTrue trivial
instance instDecidableFalse : Decidable False := isFalse id
instance instDecidableNot {p : Prop} [dp : Decidable p] : Decidable (¬p) := match dp with
  | isTrue h => isFalse fun n => n h
  | isFalse h => isTrue h
instance instDecidableForall {p q : Prop} [Decidable p] [Decidable q] : Decidable (p → q) :=
  if hp : p then if hq : q then isTrue fun _ => hq else isFalse fun h => hq (h hp) else isTrue fun h => absurd h hp
instance instDecidableIff {p q : Prop} [Decidable p] [Decidable q] : Decidable (p ↔ q) :=
  if hp : p then if hq : q then isTrue ⟨fun _ => hq, fun _ => hp⟩ else isFalse fun h => hq (h.1 hp)
  else if hq : q then isFalse fun h => hp (h.2 hq) else isTrue ⟨fun h => absurd h hp, fun h => absurd h hq⟩
instance instDecidableEqBool : DecidableEq Bool
  | true, true => isTrue rfl
  | false, false => isTrue rfl
  | true, false => isFalse fun h => Bool.noConfusion h
  | false, true => isFalse fun h => Bool.noConfusion h
instance {α : Sort u} [DecidableEq α] (a b : α) : Decidable (a ≠ b) := instDecidableNot
instance instBEqOfDecidableEq {α : Type u} [DecidableEq α] : BEq α := ⟨fun a b => decide (a = b)⟩
@[macro_inline] def Bool.or (x y : Bool) : Bool := match x with | true => true | false => y
@[macro_inline] def Bool.and (x y : Bool) : Bool := match x with | true => y | false => false
@[inline] def Bool.not : Bool → Bool | true => false | false => true
export Bool (or and not)
class ReflBEq (α : Type u) [BEq α] : Prop where
  rfl {a : α} : (a == a) = true
class LawfulBEq (α : Type u) [BEq α] : Prop extends ReflBEq α where
  eq_of_beq : {a b : α} → (a == b) = true → a = b
export LawfulBEq (eq_of_beq)

theorem decide_eq_true : {p : Prop} → [Decidable p] → p → decide p = true
  | _, isTrue _, _ => rfl
  | _, isFalse n, h => absurd h n
theorem decide_eq_false : {p : Prop} → [Decidable p] → ¬p → decide p = false
  | _, isTrue h, n => absurd h n
  | _, isFalse _, _ => rfl
theorem of_decide_eq_true {p : Prop} : [i : Decidable p] → decide p = true → p
  | isTrue h, _ => h
  | isFalse _, e => Bool.noConfusion e
theorem of_decide_eq_false {p : Prop} : [i : Decidable p] → decide p = false → ¬p
  | isTrue _, e => Bool.noConfusion e
  | isFalse h, _ => h
theorem of_decide_eq_self_eq_true {α : Sort u} [DecidableEq α] (a : α) : decide (a = a) = true := decide_eq_true rfl
theorem eq_true_of_decide {p : Prop} [Decidable p] (h : decide p = true) : p = True := eq_true (of_decide_eq_true h)
theorem eq_false_of_decide {p : Prop} [Decidable p] (h : decide p = false) : p = False := eq_false (of_decide_eq_false h)
theorem if_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : ite c t e = t :=
  match h with | isTrue _ => rfl | isFalse n => absurd hc n
theorem if_neg {c : Prop} {h : Decidable c} (hc : ¬c) {α : Sort u} {t e : α} : ite c t e = e :=
  match h with | isTrue h => absurd h hc | isFalse _ => rfl
theorem dif_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc :=
  match h with | isTrue _ => rfl | isFalse n => absurd hc n
theorem dif_neg {c : Prop} {h : Decidable c} (hc : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = e hc :=
  match h with | isTrue h => absurd h hc | isFalse _ => rfl
theorem ite_eq_left {α : Sort u} {c : Prop} [Decidable c] {a b : α} (h : c) : (if c then a else b) = a := if_pos h
theorem ite_eq_right {α : Sort u} {c : Prop} [Decidable c] {a b : α} (h : ¬c) : (if c then a else b) = b := if_neg h
theorem ite_cond_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) : (if c then a else b) = a := if_pos (of_eq_true h)
theorem ite_cond_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) : (if c then a else b) = b := if_neg (of_eq_false h)
theorem dite_cond_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = True) : dite c t e = t (of_eq_true h) := dif_pos _
theorem dite_cond_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = False) : dite c t e = e (of_eq_false h) := dif_neg _
theorem Decidable.em (p : Prop) [Decidable p] : p ∨ ¬p := if h : p then .inl h else .inr h
theorem ite_congr {α : Sort u} {b c : Prop} {x y a d : α} {s : Decidable b} [Decidable c] (h₁ : b = c) (h₂ : c → x = a) (h₃ : ¬c → y = d) :
    ite b x y = ite c a d := by
  cases Decidable.em c with
  | inl h => rw [if_pos h]; subst h₁; rw [if_pos h]; exact h₂ h
  | inr h => rw [if_neg h]; subst h₁; rw [if_neg h]; exact h₃ h
instance boolToProp : Coe Bool Prop := ⟨fun b => b = true⟩
instance boolToSort : CoeSort Bool Prop := ⟨fun b => b = true⟩
@[never_extract] def panicCore {α : Sort u} [Inhabited α] (msg : String) : α := default
class Union (α : Type u) where union : α → α → α
class Inter (α : Type u) where inter : α → α → α
class SDiff (α : Type u) where sdiff : α → α → α
class HasSubset (α : Type u) where Subset : α → α → Prop
export HasSubset (Subset)
class HasSSubset (α : Type u) where SSubset : α → α → Prop
export HasSSubset (SSubset)
class HasEquiv (α : Sort u) where Equiv : α → α → Sort v
@[macro_inline] def bne {α : Type u} [BEq α] (a b : α) : Bool := !(a == b)
class Trans {α : Sort u₁} {β : Sort u₂} {γ : Sort u₃} (r : α → β → Sort u) (s : β → γ → Sort v) (t : outParam (α → γ → Sort w)) where
  trans {a : α} {b : β} {c : γ} : r a b → s b c → t a c
export Trans (trans)
instance {α : Sort u} {γ : Sort v} (r : α → γ → Sort w) : Trans Eq r r := ⟨fun e h => e ▸ h⟩
instance {α : Sort u} {β : Sort v} (r : α → β → Sort w) : Trans r Eq r := ⟨fun h e => e ▸ h⟩
instance : Trans Iff Iff Iff := ⟨Iff.trans⟩
theorem dite_eq_left {α : Sort u} {c : Prop} [Decidable c] {t : c → α} {e : ¬c → α} (h : c) : dite c t e = t h := dif_pos h
theorem dite_eq_right {α : Sort u} {c : Prop} [Decidable c] {t : c → α} {e : ¬c → α} (h : ¬c) : dite c t e = e h := dif_neg h
theorem ite_eq_left_of_eq_true {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) : (if c then a else b) = a := ite_cond_eq_true a b h
theorem ite_eq_right_of_eq_false {α : Sort u} {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) : (if c then a else b) = b := ite_cond_eq_false a b h
@[inline] def decidable_of_iff' {a : Prop} (b : Prop) (h : a ↔ b) [Decidable b] : Decidable a := if k : b then isTrue (h.2 k) else isFalse fun x => k (h.1 x)
@[inline] def decidable_of_iff {b : Prop} (a : Prop) (h : a ↔ b) [Decidable a] : Decidable b := decidable_of_iff' a h.symm
theorem noConfusion_of_Nat {α : Sort u} (f : α → Nat) {a b : α} (h : a = b) : (Nat.beq (f a) (f b)).rec (motive := fun _ => Prop) False True := by
  subst h; rw [Nat.beq_refl]; exact trivial

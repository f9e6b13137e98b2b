prelude
import OlympiadCore.Logic
-- Classical logic and the propositional simplification lemmas.
set_option linter.all false
universe u v w

namespace Classical
theorem choose_spec' {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : Nonempty (Subtype p) := match h with | ⟨x, hx⟩ => ⟨⟨x, hx⟩⟩
noncomputable def indefiniteDescription {α : Sort u} (p : α → Prop) (h : ∃ x, p x) : Subtype p := choice (choose_spec' h)
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α := (indefiniteDescription p h).val
theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (choose h) := (indefiniteDescription p h).property

/-- Diaconescu: two predicates on `Prop`, equal if `p` holds, with chosen witnesses. -/
theorem em (p : Prop) : p ∨ ¬p :=
  let U (x : Prop) : Prop := x = True ∨ p
  let V (x : Prop) : Prop := x = False ∨ p
  have exU : ∃ x, U x := ⟨True, .inl rfl⟩
  have exV : ∃ x, V x := ⟨False, .inl rfl⟩
  have key : choose exU ≠ choose exV ∨ p :=
    (choose_spec exU).elim (fun hu => (choose_spec exV).elim
      (fun hv => .inl fun e => false_of_true_eq_false (hu.symm.trans (e.trans hv))) .inr) .inr
  key.elim (fun ne => .inr fun hp =>
    have e : U = V := funext fun x => propext ⟨fun _ => .inr hp, fun _ => .inr hp⟩
    have gen : ∀ (W : Prop → Prop) (h : U = W) (ex : ∃ x, W x), choose exU = choose ex := fun W h ex => by subst h; rfl
    ne (gen V e exV)) .inl
@[instance_reducible] noncomputable def propDecidable (a : Prop) : Decidable a :=
  choice ((em a).elim (fun h => ⟨isTrue h⟩) (fun h => ⟨isFalse h⟩))
attribute [scoped instance] propDecidable
theorem byContradiction {p : Prop} (h : ¬p → False) : p := (em p).elim id fun n => (h n).elim
theorem byCases {p q : Prop} (h : p → q) (k : ¬p → q) : q := (em p).elim h k
theorem not_not {a : Prop} : ¬¬a ↔ a := ⟨byContradiction, fun h n => n h⟩
theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x :=
  ⟨fun h => byContradiction fun n => h fun x => byContradiction fun hx => n ⟨x, hx⟩, fun ⟨x, hx⟩ h => hx (h x)⟩
theorem not_and_iff_not_or_not {a b : Prop} : ¬(a ∧ b) ↔ ¬a ∨ ¬b :=
  ⟨fun h => (em a).elim (fun ha => .inr fun hb => h ⟨ha, hb⟩) .inl, fun h k => h.elim (fun n => n k.1) (fun n => n k.2)⟩
theorem not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b :=
  ⟨fun h => ⟨byContradiction fun n => h fun ha => (n ha).elim, fun hb => h fun _ => hb⟩, fun ⟨ha, hb⟩ h => hb (h ha)⟩
theorem or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) := ⟨fun h n => h.resolve_left n, fun h => (em a).elim .inl fun n => .inr (h n)⟩
theorem axiomOfChoice {α : Sort u} {β : α → Sort v} {r : (x : α) → β x → Prop} (h : ∀ x, ∃ y, r x y) : ∃ f : (x : α) → β x, ∀ x, r x (f x) :=
  ⟨fun x => choose (h x), fun x => choose_spec (h x)⟩
end Classical
export Classical (em not_forall not_and_iff_not_or_not or_iff_not_imp_left byContradiction)
theorem by_contradiction {p : Prop} (h : ¬p → False) : p := Classical.byContradiction h
theorem by_contra {p : Prop} (h : ¬p → False) : p := Classical.byContradiction h
theorem Decidable.byContradiction {p : Prop} [Decidable p] (h : ¬p → False) : p := Classical.byContradiction h
theorem Decidable.byCases {p q : Prop} [Decidable p] (h : p → q) (k : ¬p → q) : q := Classical.byCases h k
theorem Decidable.of_not_not {p : Prop} [Decidable p] (h : ¬¬p) : p := Classical.byContradiction h
theorem Decidable.not_not {p : Prop} [Decidable p] : ¬¬p ↔ p := Classical.not_not
theorem Decidable.not_and_iff_or_not_not {a b : Prop} [Decidable a] : ¬(a ∧ b) ↔ ¬a ∨ ¬b := not_and_iff_not_or_not
theorem Decidable.not_and_iff_or_not {a b : Prop} [Decidable a] [Decidable b] : ¬(a ∧ b) ↔ ¬a ∨ ¬b := not_and_iff_not_or_not
theorem Decidable.not_imp_iff_and_not {a b : Prop} [Decidable a] : ¬(a → b) ↔ a ∧ ¬b := Classical.not_imp
theorem Decidable.not_iff_iff_and_not_or_not_and {a b : Prop} [Decidable a] [Decidable b] : (¬(a ↔ b)) ↔ (a ∧ ¬b) ∨ (¬a ∧ b) :=
  ⟨fun h => (em a).elim (fun ha => .inl ⟨ha, fun hb => h ⟨fun _ => hb, fun _ => ha⟩⟩)
    (fun na => .inr ⟨na, byContradiction fun nb => h ⟨fun ha => (na ha).elim, fun hb => (nb hb).elim⟩⟩),
   fun h k => h.elim (fun x => x.2 (k.1 x.1)) (fun x => x.1 (k.2 x.2))⟩
theorem Decidable.iff_iff_and_or_not_and_not {a b : Prop} [Decidable a] [Decidable b] : (a ↔ b) ↔ (a ∧ b) ∨ (¬a ∧ ¬b) :=
  ⟨fun h => (em a).elim (fun x => .inl ⟨x, h.1 x⟩) (fun x => .inr ⟨x, mt h.2 x⟩), fun h => h.elim (fun x => ⟨fun _ => x.2, fun _ => x.1⟩) (fun x => iff_of_false x.1 x.2)⟩
theorem not_or {p q : Prop} : ¬(p ∨ q) ↔ ¬p ∧ ¬q := ⟨fun h => ⟨fun x => h (.inl x), fun x => h (.inr x)⟩, fun ⟨a, b⟩ h => h.elim a b⟩
theorem not_exists {α : Sort u} {p : α → Prop} : (¬∃ x, p x) ↔ ∀ x, ¬p x := ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩
theorem not_not_intro {p : Prop} (h : p) : ¬¬p := fun n => n h
theorem not_iff_self {a : Prop} : ¬(¬a ↔ a) := fun h => have n : ¬a := fun ha => h.2 ha ha; n (h.1 n)
theorem of_not_not {p : Prop} (h : ¬¬p) : p := Classical.byContradiction h
theorem and_imp {a b c : Prop} : (a ∧ b → c) ↔ (a → b → c) := ⟨fun h x y => h ⟨x, y⟩, fun h ⟨x, y⟩ => h x y⟩
theorem or_imp {a b c : Prop} : (a ∨ b → c) ↔ (a → c) ∧ (b → c) := ⟨fun h => ⟨fun x => h (.inl x), fun x => h (.inr x)⟩, fun ⟨f, g⟩ h => h.elim f g⟩
theorem not_and {a b : Prop} : ¬(a ∧ b) ↔ (a → ¬b) := and_imp
theorem imp_false {a : Prop} : (a → False) ↔ ¬a := Iff.rfl
theorem and_comm {a b : Prop} : a ∧ b ↔ b ∧ a := ⟨And.symm, And.symm⟩
theorem or_comm {a b : Prop} : a ∨ b ↔ b ∨ a := ⟨Or.symm, Or.symm⟩
theorem and_assoc {a b c : Prop} : (a ∧ b) ∧ c ↔ a ∧ (b ∧ c) := ⟨fun ⟨⟨x, y⟩, z⟩ => ⟨x, y, z⟩, fun ⟨x, y, z⟩ => ⟨⟨x, y⟩, z⟩⟩
theorem or_assoc {a b c : Prop} : (a ∨ b) ∨ c ↔ a ∨ (b ∨ c) :=
  ⟨fun h => h.elim (fun h => h.elim .inl fun y => .inr (.inl y)) fun z => .inr (.inr z), fun h => h.elim (fun x => .inl (.inl x)) fun h => h.elim (fun y => .inl (.inr y)) .inr⟩
theorem and_left_comm {a b c : Prop} : a ∧ b ∧ c ↔ b ∧ a ∧ c := ⟨fun ⟨x, y, z⟩ => ⟨y, x, z⟩, fun ⟨x, y, z⟩ => ⟨y, x, z⟩⟩
theorem and_or_left {a b c : Prop} : a ∧ (b ∨ c) ↔ (a ∧ b) ∨ (a ∧ c) :=
  ⟨fun ⟨x, h⟩ => h.elim (fun y => .inl ⟨x, y⟩) fun y => .inr ⟨x, y⟩, fun h => h.elim (fun y => ⟨y.1, .inl y.2⟩) fun y => ⟨y.1, .inr y.2⟩⟩
theorem or_and_right {a b c : Prop} : (a ∨ b) ∧ c ↔ (a ∧ c) ∨ (b ∧ c) :=
  ⟨fun ⟨h, x⟩ => h.elim (fun y => .inl ⟨y, x⟩) fun y => .inr ⟨y, x⟩, fun h => h.elim (fun y => ⟨.inl y.1, y.2⟩) fun y => ⟨.inr y.1, y.2⟩⟩
theorem and_congr_left' {a b c : Prop} (h : a ↔ b) : a ∧ c ↔ b ∧ c := and_congr h Iff.rfl
theorem and_congr_right {a b c : Prop} (h : a → (b ↔ c)) : a ∧ b ↔ a ∧ c := ⟨fun ⟨x, y⟩ => ⟨x, (h x).1 y⟩, fun ⟨x, y⟩ => ⟨x, (h x).2 y⟩⟩
theorem and_congr_right_eq {a b c : Prop} (h : a → b = c) : (a ∧ b) = (a ∧ c) := propext (and_congr_right fun x => Iff.of_eq (h x))
theorem and_congr_left_eq {a b c : Prop} (h : c → a = b) : (a ∧ c) = (b ∧ c) := propext ⟨fun ⟨x, y⟩ => ⟨h y ▸ x, y⟩, fun ⟨x, y⟩ => ⟨(h y).symm ▸ x, y⟩⟩
theorem forall_and {α : Sort u} {p q : α → Prop} : (∀ x, p x ∧ q x) ↔ (∀ x, p x) ∧ ∀ x, q x := ⟨fun h => ⟨fun x => (h x).1, fun x => (h x).2⟩, fun h x => ⟨h.1 x, h.2 x⟩⟩
theorem iff_def {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := ⟨fun h => ⟨h.1, h.2⟩, fun h => ⟨h.1, h.2⟩⟩
theorem iff_iff_implies_and_implies {a b : Prop} : (a ↔ b) ↔ (a → b) ∧ (b → a) := iff_def
theorem not_iff {a b : Prop} : ¬(a ↔ b) ↔ (¬a ↔ b) :=
  ⟨fun h => ⟨fun na => byContradiction fun nb => h (iff_of_false na nb), fun hb ha => h (iff_of_true ha hb)⟩,
   fun h k => not_iff_self (h.trans k.symm)⟩
theorem eq_iff_iff {a b : Prop} : (a = b) ↔ (a ↔ b) := ⟨Iff.of_eq, propext⟩
theorem imp_congr {a b c d : Prop} (h : a ↔ c) (k : b ↔ d) : (a → b) ↔ (c → d) := ⟨fun f x => k.1 (f (h.2 x)), fun f x => k.2 (f (h.1 x))⟩

@[simp] theorem eq_self {α : Sort u} (a : α) : (a = a) = True := eq_true rfl
theorem ne_eq {α : Sort u} (a b : α) : (a ≠ b) = ¬(a = b) := rfl
attribute [simp] ne_eq
theorem ne_self_iff_false {α : Sort u} (a : α) : a ≠ a ↔ False := iff_of_false (fun h => h rfl) id
@[simp] theorem heq_eq_eq {α : Sort u} (a b : α) : HEq a b = (a = b) := propext ⟨eq_of_heq, heq_of_eq⟩
@[simp] theorem id_eq {α : Sort u} (a : α) : id a = a := rfl
@[simp] theorem eq_mp_eq_cast {α β : Sort u} (h : α = β) : Eq.mp h = cast h := rfl
@[simp] theorem cast_eq {α : Sort u} (h : α = α) (a : α) : cast h a = a := rfl
@[simp] theorem and_true (p : Prop) : (p ∧ True) = p := propext ⟨And.left, fun h => ⟨h, trivial⟩⟩
@[simp] theorem true_and (p : Prop) : (True ∧ p) = p := propext ⟨And.right, fun h => ⟨trivial, h⟩⟩
@[simp] theorem and_false (p : Prop) : (p ∧ False) = False := eq_false And.right
@[simp] theorem false_and (p : Prop) : (False ∧ p) = False := eq_false And.left
@[simp] theorem and_self (p : Prop) : (p ∧ p) = p := propext ⟨And.left, fun h => ⟨h, h⟩⟩
@[simp] theorem and_not_self {a : Prop} : ¬(a ∧ ¬a) := fun h => h.2 h.1
@[simp] theorem not_and_self {a : Prop} : ¬(¬a ∧ a) := fun h => h.1 h.2
@[simp] theorem or_true (p : Prop) : (p ∨ True) = True := eq_true (.inr trivial)
@[simp] theorem true_or (p : Prop) : (True ∨ p) = True := eq_true (.inl trivial)
@[simp] theorem or_false (p : Prop) : (p ∨ False) = p := propext ⟨fun h => h.elim id False.elim, .inl⟩
@[simp] theorem false_or (p : Prop) : (False ∨ p) = p := propext ⟨fun h => h.elim False.elim id, .inr⟩
@[simp] theorem or_self (p : Prop) : (p ∨ p) = p := propext ⟨fun h => h.elim id id, .inl⟩
@[simp] theorem iff_true (p : Prop) : (p ↔ True) = p := propext ⟨fun h => h.2 trivial, fun h => iff_of_true h trivial⟩
@[simp] theorem true_iff (p : Prop) : (True ↔ p) = p := propext ⟨fun h => h.1 trivial, fun h => iff_of_true trivial h⟩
@[simp] theorem iff_false (p : Prop) : (p ↔ False) = ¬p := propext ⟨fun h => h.1, fun h => iff_of_false h id⟩
@[simp] theorem false_iff (p : Prop) : (False ↔ p) = ¬p := propext ⟨fun h => h.2, fun h => iff_of_false id h⟩
@[simp] theorem iff_self (p : Prop) : (p ↔ p) = True := eq_true Iff.rfl
@[simp] theorem not_true_eq_false : (¬True) = False := eq_false fun h => h trivial
@[simp] theorem not_false_eq_true : (¬False) = True := eq_true id
@[simp] theorem not_not {p : Prop} : ¬¬p ↔ p := Classical.not_not
@[simp] theorem implies_true (α : Sort u) : (α → True) = True := eq_true fun _ => trivial
@[simp] theorem forall_const {b : Prop} (α : Sort u) [h : Nonempty α] : (α → b) ↔ b := ⟨fun f => match h with | ⟨a⟩ => f a, fun b _ => b⟩
theorem true_implies (p : Prop) : (True → p) = p := propext ⟨fun h => h trivial, fun h _ => h⟩
attribute [simp] true_implies
@[simp] theorem false_implies (p : Prop) : (False → p) = True := eq_true False.elim
@[simp] theorem imp_self (p : Prop) : (p → p) ↔ True := iff_true_intro id
@[simp] theorem implies_false (p : Prop) : (p → False) = ¬p := rfl
theorem not_eq_prop {p : Prop} : (¬p) = (p → False) := rfl
@[simp] theorem exists_eq {α : Sort u} {a : α} : ∃ x, x = a := ⟨a, rfl⟩
@[simp] theorem exists_eq' {α : Sort u} {a : α} : ∃ x, a = x := ⟨a, rfl⟩
@[simp] theorem exists_eq_left {α : Sort u} {p : α → Prop} {a : α} : (∃ x, x = a ∧ p x) ↔ p a := ⟨fun ⟨_, e, h⟩ => e ▸ h, fun h => ⟨a, rfl, h⟩⟩
@[simp] theorem exists_const {b : Prop} (α : Sort u) [h : Nonempty α] : (∃ _ : α, b) ↔ b := ⟨fun ⟨_, h⟩ => h, fun b => match h with | ⟨a⟩ => ⟨a, b⟩⟩
@[simp] theorem exists_false {α : Sort u} : ¬∃ _ : α, False := fun ⟨_, h⟩ => h
@[simp] theorem exists_eq_right {α : Sort u} {p : α → Prop} {a : α} : (∃ x, p x ∧ x = a) ↔ p a := ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨a, h, rfl⟩⟩
@[simp] theorem forall_eq {α : Sort u} {p : α → Prop} {a : α} : (∀ x, x = a → p x) ↔ p a := ⟨fun h => h a rfl, fun h _ e => e ▸ h⟩
@[simp] theorem forall_eq' {α : Sort u} {p : α → Prop} {a : α} : (∀ x, a = x → p x) ↔ p a := ⟨fun h => h a rfl, fun h _ e => e ▸ h⟩
theorem exists_prop {a b : Prop} : (∃ _ : a, b) ↔ a ∧ b := ⟨fun ⟨x, y⟩ => ⟨x, y⟩, fun ⟨x, y⟩ => ⟨x, y⟩⟩
theorem exists_or {α : Sort u} {p q : α → Prop} : (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ ∃ x, q x :=
  ⟨fun ⟨x, h⟩ => h.elim (fun y => .inl ⟨x, y⟩) fun y => .inr ⟨x, y⟩, fun h => h.elim (fun ⟨x, y⟩ => ⟨x, .inl y⟩) fun ⟨x, y⟩ => ⟨x, .inr y⟩⟩
theorem Exists.imp {α : Sort u} {p q : α → Prop} (h : ∀ a, p a → q a) : (∃ a, p a) → ∃ a, q a := fun ⟨a, x⟩ => ⟨a, h a x⟩

@[simp] theorem decide_true {_ : Decidable True} : decide True = true := decide_eq_true trivial
@[simp] theorem decide_false {_ : Decidable False} : decide False = false := decide_eq_false id
@[simp] theorem decide_eq_true_eq {p : Prop} [Decidable p] : (decide p = true) = p := propext ⟨of_decide_eq_true, decide_eq_true⟩
@[simp] theorem decide_eq_false_iff_not {p : Prop} {_ : Decidable p} : decide p = false ↔ ¬p := ⟨of_decide_eq_false, decide_eq_false⟩
@[simp] theorem Bool.not_eq_true (b : Bool) : (¬(b = true)) = (b = false) := propext (by cases b <;> decide)
@[simp] theorem Bool.not_eq_false (b : Bool) : (¬(b = false)) = (b = true) := propext (by cases b <;> decide)
theorem Bool.false_ne_true : false ≠ true := fun h => Bool.noConfusion h
@[simp] theorem Bool.and_eq_true (a b : Bool) : ((a && b) = true) = (a = true ∧ b = true) := propext (by cases a <;> cases b <;> decide)
@[simp] theorem Bool.or_eq_true (a b : Bool) : ((a || b) = true) = (a = true ∨ b = true) := propext (by cases a <;> cases b <;> decide)
@[simp] theorem Bool.not_eq_eq_eq_not {a b : Bool} : ((!a) = b) ↔ (a = !b) := by cases a <;> cases b <;> decide
@[simp] theorem Bool.not_true : (!true) = false := rfl
@[simp] theorem Bool.not_false : (!false) = true := rfl
theorem Bool.eq_false_or_eq_true (b : Bool) : b = true ∨ b = false := by cases b <;> decide
theorem Bool.eq_iff_iff {a b : Bool} : a = b ↔ (a = true ↔ b = true) := by cases a <;> cases b <;> decide
@[simp] theorem beq_iff_eq {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : a == b ↔ a = b := ⟨eq_of_beq, fun h => h ▸ ReflBEq.rfl⟩
instance {α : Type u} [DecidableEq α] : LawfulBEq α where
  eq_of_beq h := of_decide_eq_true h
  rfl := decide_eq_true rfl
@[simp] theorem bne_iff_ne {α : Type u} [BEq α] [LawfulBEq α] {a b : α} : (!(a == b)) = true ↔ a ≠ b := by
  cases h : a == b
  case false => exact ⟨fun _ e => Bool.false_ne_true (h.symm.trans (beq_iff_eq.2 e)), fun _ => rfl⟩
  case true => exact ⟨fun h => Bool.noConfusion h, fun n => absurd (eq_of_beq h) n⟩
@[simp] theorem ite_true {α : Sort u} (a b : α) : (if True then a else b) = a := rfl
@[simp] theorem ite_false {α : Sort u} (a b : α) : (if False then a else b) = b := rfl
theorem ite_self {α : Sort u} {c : Prop} {_ : Decidable c} (a : α) : (if c then a else a) = a := by cases em c with
  | inl h => exact if_pos h
  | inr h => exact if_neg h
attribute [simp] ite_self
theorem apply_ite {α : Sort u} {β : Sort v} (f : α → β) (c : Prop) [Decidable c] (x y : α) : f (if c then x else y) = if c then f x else f y := by
  cases em c with
  | inl h => rw [if_pos h, if_pos h]
  | inr h => rw [if_neg h, if_neg h]
@[simp] theorem Prod.mk.eta {α : Type u} {β : Type v} {p : α × β} : (p.1, p.2) = p := rfl
theorem Prod.ext {α : Type u} {β : Type v} : {p q : α × β} → p.1 = q.1 → p.2 = q.2 → p = q | (_, _), (_, _), rfl, rfl => rfl
theorem Subtype.ext {α : Sort u} {p : α → Prop} : {a b : Subtype p} → a.1 = b.1 → a = b | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
theorem Decidable.not_or {p q : Prop} : ¬(p ∨ q) ↔ ¬p ∧ ¬q := _root_.not_or
theorem Decidable.or_not_self (p : Prop) [Decidable p] : p ∨ ¬p := em p

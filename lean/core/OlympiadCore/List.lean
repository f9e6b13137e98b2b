prelude
import OlympiadCore.IntDiv
-- Lists, as far as finite sums, products and `omega` need them.
set_option linter.all false
universe u v w
namespace List
protected def append {α : Type u} : List α → List α → List α
  | [], bs => bs
  | a :: as, bs => a :: List.append as bs
instance {α : Type u} : Append (List α) := ⟨List.append⟩
def length {α : Type u} : List α → Nat
  | [] => 0
  | _ :: as => length as + 1
def map {α : Type u} {β : Type v} (f : α → β) : List α → List β
  | [] => []
  | a :: as => f a :: map f as
def foldr {α : Type u} {β : Type v} (f : α → β → β) (init : β) : List α → β
  | [] => init
  | a :: as => f a (foldr f init as)
def foldl {α : Type u} {β : Type v} (f : α → β → α) : (init : α) → List β → α
  | a, [] => a
  | a, b :: bs => foldl f (f a b) bs
def filter {α : Type u} (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => match p a with
    | true => a :: filter p as
    | false => filter p as
def reverse {α : Type u} : List α → List α
  | [] => []
  | a :: as => reverse as ++ [a]
inductive Mem {α : Type u} (a : α) : List α → Prop where
  | head (as : List α) : Mem a (a :: as)
  | tail (b : α) {as : List α} : Mem a as → Mem a (b :: as)
instance {α : Type u} : Membership α (List α) := ⟨fun l a => Mem a l⟩
def sum {α : Type u} [Add α] [Zero α] : List α → α
  | [] => 0
  | a :: as => a + sum as
def prod {α : Type u} [Mul α] [One α] : List α → α
  | [] => 1
  | a :: as => a * prod as
def range : Nat → List Nat
  | 0 => []
  | n + 1 => range n ++ [n]
inductive Pairwise {α : Type u} (R : α → α → Prop) : List α → Prop where
  | nil : Pairwise R []
  | cons {a : α} {l : List α} : (∀ b, b ∈ l → R a b) → Pairwise R l → Pairwise R (a :: l)
def Nodup {α : Type u} (l : List α) : Prop := Pairwise (· ≠ ·) l

@[simp] theorem nil_append {α : Type u} (l : List α) : [] ++ l = l := rfl
@[simp] theorem cons_append {α : Type u} (a : α) (l m : List α) : a :: l ++ m = a :: (l ++ m) := rfl
@[simp] theorem append_nil {α : Type u} (l : List α) : l ++ [] = l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg _ ih
@[simp] theorem append_assoc {α : Type u} (l m n : List α) : l ++ m ++ n = l ++ (m ++ n) := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg _ ih
@[simp] theorem length_nil {α : Type u} : ([] : List α).length = 0 := rfl
@[simp] theorem length_cons {α : Type u} (a : α) (l : List α) : (a :: l).length = l.length + 1 := rfl
@[simp] theorem length_append {α : Type u} (l m : List α) : (l ++ m).length = l.length + m.length := by
  induction l with
  | nil => exact (Nat.zero_add _).symm
  | cons a l ih => rw [cons_append, length_cons, ih, length_cons, Nat.add_right_comm]
@[simp] theorem length_map {α : Type u} {β : Type v} (f : α → β) (l : List α) : (l.map f).length = l.length := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg (· + 1) ih
@[simp] theorem map_nil {α : Type u} {β : Type v} (f : α → β) : map f [] = [] := rfl
@[simp] theorem map_cons {α : Type u} {β : Type v} (f : α → β) (a : α) (l : List α) : map f (a :: l) = f a :: map f l := rfl
@[simp] theorem map_append {α : Type u} {β : Type v} (f : α → β) (l m : List α) : map f (l ++ m) = map f l ++ map f m := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg _ ih
@[simp] theorem map_map {α : Type u} {β : Type v} {γ : Type w} (g : β → γ) (f : α → β) (l : List α) : map g (map f l) = map (fun x => g (f x)) l := by
  induction l with
  | nil => rfl
  | cons a l ih => exact congrArg _ ih
@[simp] theorem not_mem_nil {α : Type u} (a : α) : ¬a ∈ ([] : List α) := fun h => nomatch h
@[simp] theorem mem_cons {α : Type u} {a b : α} {l : List α} : a ∈ b :: l ↔ a = b ∨ a ∈ l :=
  ⟨fun h => match h with | .head _ => .inl rfl | .tail _ h => .inr h, fun h => h.elim (fun e => e ▸ .head l) (.tail b)⟩
theorem mem_cons_self {α : Type u} {a : α} {l : List α} : a ∈ a :: l := .head l
@[simp] theorem mem_append {α : Type u} {a : α} {l m : List α} : a ∈ l ++ m ↔ a ∈ l ∨ a ∈ m := by
  induction l with
  | nil => simp
  | cons b l ih => rw [cons_append, mem_cons, ih, mem_cons, or_assoc]
@[simp] theorem mem_map {α : Type u} {β : Type v} {f : α → β} {l : List α} {b : β} : b ∈ map f l ↔ ∃ a, a ∈ l ∧ f a = b := by
  induction l with
  | nil => exact ⟨fun h => (not_mem_nil b h).elim, fun ⟨_, h, _⟩ => (not_mem_nil _ h).elim⟩
  | cons a l ih =>
    rw [map_cons, mem_cons, ih]
    constructor
    · rintro (h | ⟨c, hc, e⟩)
      · exact ⟨a, .head l, h.symm⟩
      · exact ⟨c, .tail a hc, e⟩
    · rintro ⟨c, hc, e⟩
      cases mem_cons.1 hc with
      | inl h => exact .inl (by rw [← e, h])
      | inr h => exact .inr ⟨c, h, e⟩
@[simp] theorem mem_range {m n : Nat} : m ∈ range n ↔ m < n := by
  induction n with
  | zero => exact ⟨fun h => (not_mem_nil m h).elim, fun h => (Nat.not_lt_zero m h).elim⟩
  | succ n ih =>
    rw [show range (n + 1) = range n ++ [n] from rfl, mem_append, ih, mem_cons]
    exact ⟨fun h => h.elim (fun h => .step h) (fun h => h.elim (fun e => e ▸ .refl) fun h => (not_mem_nil m h).elim),
      fun h => (Nat.eq_or_lt_of_le (Nat.le_of_lt_succ h)).elim (fun e => .inr (.inl e)) .inl⟩
@[simp] theorem length_range (n : Nat) : (range n).length = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [show range (n + 1) = range n ++ [n] from rfl, length_append, ih]; rfl
theorem range_succ (n : Nat) : range (n + 1) = range n ++ [n] := rfl
instance decidableBAll {α : Type u} (p : α → Prop) [DecidablePred p] : (l : List α) → Decidable (∀ x, x ∈ l → p x)
  | [] => isTrue fun _ h => (not_mem_nil _ h).elim
  | a :: l => match decidableBAll p l with
    | isTrue h => if ha : p a then isTrue fun x hx => (mem_cons.1 hx).elim (fun e => e ▸ ha) (h x) else isFalse fun g => ha (g a (.head l))
    | isFalse h => isFalse fun g => h fun x hx => g x (.tail a hx)
instance decidableBEx {α : Type u} (p : α → Prop) [DecidablePred p] (l : List α) : Decidable (∃ x, x ∈ l ∧ p x) :=
  decidable_of_iff' (¬∀ x, x ∈ l → ¬p x) ⟨fun ⟨x, h, k⟩ g => g x h k, fun h => Classical.byContradiction fun g => h fun x hx hp => g ⟨x, hx, hp⟩⟩
instance decidableMem {α : Type u} [DecidableEq α] (a : α) : (l : List α) → Decidable (a ∈ l)
  | [] => isFalse (not_mem_nil a)
  | b :: l => match decEq a b, decidableMem a l with
    | isTrue e, _ => isTrue (mem_cons.2 (.inl e))
    | isFalse _, isTrue h => isTrue (.tail b h)
    | isFalse e, isFalse h => isFalse fun g => (mem_cons.1 g).elim e h
instance hasDecEq {α : Type u} [DecidableEq α] : DecidableEq (List α)
  | [], [] => isTrue rfl
  | [], _ :: _ => isFalse fun h => List.noConfusion rfl (heq_of_eq h)
  | _ :: _, [] => isFalse fun h => List.noConfusion rfl (heq_of_eq h)
  | a :: as, b :: bs => match decEq a b, hasDecEq as bs with
    | isTrue h, isTrue k => isTrue (h ▸ k ▸ rfl)
    | isFalse h, _ => isFalse fun e => h (List.cons.inj e).1
    | _, isFalse h => isFalse fun e => h (List.cons.inj e).2
theorem mem_filter {α : Type u} {p : α → Bool} {l : List α} {a : α} : a ∈ filter p l ↔ a ∈ l ∧ p a = true := by
  induction l with
  | nil => exact ⟨fun h => (not_mem_nil a h).elim, fun h => (not_mem_nil a h.1).elim⟩
  | cons b l ih =>
    unfold filter
    cases h : p b with
    | true =>
      rw [mem_cons, ih, mem_cons, or_and_right]
      exact or_congr ⟨fun e => ⟨e, e ▸ h⟩, And.left⟩ Iff.rfl
    | false =>
      rw [ih, mem_cons, or_and_right]
      exact ⟨.inr, fun g => g.elim (fun ⟨e, k⟩ => absurd (h.symm.trans (e ▸ k)) Bool.false_ne_true) id⟩
attribute [simp] mem_filter
end List

prelude
import OlympiadCore.NumberTheory
import OlympiadCore.Set
-- Finite sets as duplicate-free lists up to order, and sums and products over them.
set_option linter.all false
universe u v w

namespace List
inductive Perm {α : Type u} : List α → List α → Prop where
  | nil : Perm [] []
  | cons (a : α) {l m : List α} : Perm l m → Perm (a :: l) (a :: m)
  | swap (a b : α) (l : List α) : Perm (b :: a :: l) (a :: b :: l)
  | trans {l m n : List α} : Perm l m → Perm m n → Perm l n
theorem Perm.mem_iff {α : Type u} {l m : List α} (h : Perm l m) (a : α) : a ∈ l ↔ a ∈ m := by
  induction h with
  | nil => exact Iff.rfl
  | cons b _ ih => rw [mem_cons, mem_cons, ih]
  | swap b c l => simp only [mem_cons]; exact ⟨fun h => h.elim (fun h => .inr (.inl h)) fun h => h.elim .inl fun h => .inr (.inr h), fun h => h.elim (fun h => .inr (.inl h)) fun h => h.elim .inl fun h => .inr (.inr h)⟩
  | trans _ _ h k => exact h.trans k
theorem Perm.length_eq {α : Type u} {l m : List α} (h : Perm l m) : l.length = m.length := by
  induction h with
  | nil => rfl
  | cons b _ ih => exact congrArg (· + 1) ih
  | swap b c l => rfl
  | trans _ _ h k => exact h.trans k
theorem Perm.sum_eq {ι : Type u} {α : Type v} [AddCommMonoid α] (f : ι → α) {l m : List ι} (h : Perm l m) : (l.map f).sum = (m.map f).sum := by
  induction h with
  | nil => rfl
  | cons b _ ih => exact congrArg (f b + ·) ih
  | swap b c l => exact (AddCommMonoid.add_assoc _ _ _).symm.trans ((congrArg (· + _) (AddCommMonoid.add_comm _ _)).trans (AddCommMonoid.add_assoc _ _ _))
  | trans _ _ h k => exact h.trans k
theorem Perm.prod_eq {ι : Type u} {α : Type v} [CommMonoid α] (f : ι → α) {l m : List ι} (h : Perm l m) : (l.map f).prod = (m.map f).prod := by
  induction h with
  | nil => rfl
  | cons b _ ih => exact congrArg (f b * ·) ih
  | swap b c l => exact (CommMonoid.mul_assoc _ _ _).symm.trans ((congrArg (· * _) (CommMonoid.mul_comm _ _)).trans (CommMonoid.mul_assoc _ _ _))
  | trans _ _ h k => exact h.trans k
theorem sum_append {α : Type u} [AddCommMonoid α] (l m : List α) : (l ++ m).sum = l.sum + m.sum := by
  induction l with
  | nil => exact (AddCommMonoid.zero_add _).symm
  | cons a l ih => exact (congrArg (a + ·) ih).trans (AddCommMonoid.add_assoc _ _ _).symm
theorem prod_append {α : Type u} [CommMonoid α] (l m : List α) : (l ++ m).prod = l.prod * m.prod := by
  induction l with
  | nil => exact (CommMonoid.one_mul _).symm
  | cons a l ih => exact (congrArg (a * ·) ih).trans (CommMonoid.mul_assoc _ _ _).symm
theorem nodup_append_singleton {α : Type u} {l : List α} {a : α} (h : Nodup l) (n : ¬a ∈ l) : Nodup (l ++ [a]) := by
  induction h with
  | nil => exact .cons (fun b h => (not_mem_nil b h).elim) .nil
  | cons hb _ ih =>
    refine .cons (fun b hm => ?_) (ih fun h => n (.tail _ h))
    cases mem_append.1 hm with
    | inl h => exact hb b h
    | inr h => intro e; exact n (mem_cons.2 (.inl ((mem_cons.1 h).elim (fun h => (e.trans h).symm) fun h => (not_mem_nil _ h).elim)))
theorem nodup_range (n : Nat) : Nodup (range n) := by
  induction n with
  | zero => exact .nil
  | succ n ih => exact nodup_append_singleton ih fun h => Nat.lt_irrefl n (mem_range.1 h)
theorem nodup_filter {α : Type u} (p : α → Bool) {l : List α} (h : Nodup l) : Nodup (l.filter p) := by
  induction h with
  | nil => exact .nil
  | @cons a l hb _ ih =>
    unfold filter
    cases p a with
    | true => exact .cons (fun b hm => hb b (mem_filter.1 hm).1) ih
    | false => exact ih
theorem Perm.refl {α : Type u} (l : List α) : Perm l l := by
  induction l with
  | nil => exact .nil
  | cons a l ih => exact .cons a ih
theorem Perm.filter {α : Type u} (p : α → Bool) {l m : List α} (h : Perm l m) : Perm (l.filter p) (m.filter p) := by
  induction h with
  | nil => exact .nil
  | cons a _ ih =>
    unfold List.filter
    cases p a with
    | true => exact .cons a ih
    | false => exact ih
  | swap a b l =>
    unfold List.filter; unfold List.filter
    cases p a <;> cases p b <;> first | exact .swap a b _ | exact Perm.refl _
  | trans _ _ h k => exact h.trans k
end List

/-- Finite sets: duplicate-free lists, the order forgotten. -/
def Finset (α : Type u) : Type u := Quot fun (l m : Subtype fun l : List α => l.Nodup) => List.Perm l.val m.val
namespace Finset
protected def Mem {α : Type u} (s : Finset α) (a : α) : Prop := Quot.lift (fun l => a ∈ l.val) (fun _ _ h => propext (h.mem_iff a)) s
instance {α : Type u} : Membership α (Finset α) := ⟨Finset.Mem⟩
def card {α : Type u} (s : Finset α) : Nat := Quot.lift (fun l => l.val.length) (fun _ _ h => h.length_eq) s
protected def sum {ι : Type u} {α : Type v} [AddCommMonoid α] (s : Finset ι) (f : ι → α) : α := Quot.lift (fun l => (l.val.map f).sum) (fun _ _ h => h.sum_eq f) s
protected def prod {ι : Type u} {α : Type v} [CommMonoid α] (s : Finset ι) (f : ι → α) : α := Quot.lift (fun l => (l.val.map f).prod) (fun _ _ h => h.prod_eq f) s
def range (n : Nat) : Finset Nat := Quot.mk _ ⟨List.range n, List.nodup_range n⟩
def filter {α : Type u} (p : α → Prop) [DecidablePred p] (s : Finset α) : Finset α :=
  Quot.lift (fun l => (Quot.mk _ ⟨l.val.filter fun a => decide (p a), List.nodup_filter _ l.property⟩ : Finset α)) (fun _ _ h => Quot.sound (h.filter _)) s
instance {α : Type u} : EmptyCollection (Finset α) := ⟨Quot.mk _ ⟨[], .nil⟩⟩
@[simp] theorem mem_range {n m : Nat} : m ∈ range n ↔ m < n := List.mem_range
@[simp] theorem mem_filter {α : Type u} {p : α → Prop} [DecidablePred p] {s : Finset α} {a : α} : a ∈ filter p s ↔ a ∈ s ∧ p a :=
  Quot.ind (β := fun s => Finset.Mem (filter p s) a ↔ Finset.Mem s a ∧ p a)
    (fun l => (List.mem_filter (p := fun a => decide (p a)) (l := l.val)).trans (and_congr Iff.rfl (Iff.of_eq decide_eq_true_eq))) s
-- Quantifiers bounded by a finite set are decidable: go through the list.
def all {α : Type u} (s : Finset α) (p : α → Prop) [DecidablePred p] : Bool :=
  Quot.lift (fun l : Subtype fun l : List α => l.Nodup => decide (∀ x, x ∈ l.val → p x))
    (fun l m h => (Bool.eq_iff_iff.2 (by
      rw [decide_eq_true_eq, decide_eq_true_eq]
      exact ⟨fun g x k => g x ((h.mem_iff x).2 k), fun g x k => g x ((h.mem_iff x).1 k)⟩))) s
theorem all_eq_true {α : Type u} (s : Finset α) (p : α → Prop) [DecidablePred p] : all s p = true ↔ ∀ x, x ∈ s → p x :=
  Quot.ind (β := fun s => all s p = true ↔ ∀ x, Finset.Mem s x → p x) (fun _ => Iff.of_eq decide_eq_true_eq) s
instance decidableBAll {α : Type u} (s : Finset α) (p : α → Prop) [DecidablePred p] : Decidable (∀ x, x ∈ s → p x) :=
  decidable_of_iff _ (all_eq_true s p)
instance decidableBEx {α : Type u} (s : Finset α) (p : α → Prop) [DecidablePred p] : Decidable (∃ x, x ∈ s ∧ p x) :=
  decidable_of_iff' (¬∀ x, x ∈ s → ¬p x) ⟨fun ⟨x, h, k⟩ g => g x h k, fun h => Classical.byContradiction fun g => h fun x hx hp => g ⟨x, hx, hp⟩⟩
@[simp] theorem card_range (n : Nat) : (range n).card = n := List.length_range n
end Finset

/-- Orders whose intervals are finite. -/
class LocallyFiniteOrder (α : Type u) [LE α] [LT α] where
  finsetIcc : α → α → Finset α
  finsetIco : α → α → Finset α
  finsetIoc : α → α → Finset α
  finsetIoo : α → α → Finset α
  finset_mem_Icc : ∀ a b x : α, x ∈ finsetIcc a b ↔ a ≤ x ∧ x ≤ b
  finset_mem_Ico : ∀ a b x : α, x ∈ finsetIco a b ↔ a ≤ x ∧ x < b
  finset_mem_Ioc : ∀ a b x : α, x ∈ finsetIoc a b ↔ a < x ∧ x ≤ b
  finset_mem_Ioo : ∀ a b x : α, x ∈ finsetIoo a b ↔ a < x ∧ x < b
namespace Finset
section intervals
variable {α : Type u} [LE α] [LT α] [LocallyFiniteOrder α]
def Icc (a b : α) : Finset α := LocallyFiniteOrder.finsetIcc a b
def Ico (a b : α) : Finset α := LocallyFiniteOrder.finsetIco a b
def Ioc (a b : α) : Finset α := LocallyFiniteOrder.finsetIoc a b
def Ioo (a b : α) : Finset α := LocallyFiniteOrder.finsetIoo a b
@[simp] theorem mem_Icc {a b x : α} : x ∈ Icc a b ↔ a ≤ x ∧ x ≤ b := LocallyFiniteOrder.finset_mem_Icc a b x
@[simp] theorem mem_Ico {a b x : α} : x ∈ Ico a b ↔ a ≤ x ∧ x < b := LocallyFiniteOrder.finset_mem_Ico a b x
@[simp] theorem mem_Ioc {a b x : α} : x ∈ Ioc a b ↔ a < x ∧ x ≤ b := LocallyFiniteOrder.finset_mem_Ioc a b x
@[simp] theorem mem_Ioo {a b x : α} : x ∈ Ioo a b ↔ a < x ∧ x < b := LocallyFiniteOrder.finset_mem_Ioo a b x
end intervals
end Finset
instance Nat.instLocallyFiniteOrder : LocallyFiniteOrder Nat where
  finsetIcc a b := Finset.filter (a ≤ ·) (Finset.range (b + 1))
  finsetIco a b := Finset.filter (a ≤ ·) (Finset.range b)
  finsetIoc a b := Finset.filter (a < ·) (Finset.range (b + 1))
  finsetIoo a b := Finset.filter (a < ·) (Finset.range b)
  finset_mem_Icc a b x := by rw [Finset.mem_filter, Finset.mem_range]; omega
  finset_mem_Ico a b x := by rw [Finset.mem_filter, Finset.mem_range]; omega
  finset_mem_Ioc a b x := by rw [Finset.mem_filter, Finset.mem_range]; omega
  finset_mem_Ioo a b x := by rw [Finset.mem_filter, Finset.mem_range]; omega

class Fintype (α : Type u) where
  elems : Finset α
  complete : ∀ x : α, x ∈ elems
/-- All elements of a finite type. -/
def Finset.univ {α : Type u} [Fintype α] : Finset α := Fintype.elems
@[simp] theorem Finset.mem_univ {α : Type u} [Fintype α] (x : α) : x ∈ (Finset.univ : Finset α) := Fintype.complete x

declare_syntax_cat bigOpBinder
syntax term:max : bigOpBinder
syntax term:max " : " term : bigOpBinder
syntax term:max " ∈ " term : bigOpBinder
syntax "(" ident " : " term ")" : bigOpBinder
syntax "(" ident " ∈ " term ")" : bigOpBinder
declare_syntax_cat bigOpBinders
syntax bigOpBinder : bigOpBinders
syntax "(" ident " ∈ " term ")" bigOpBinders : bigOpBinders
syntax "(" ident " : " term ")" bigOpBinders : bigOpBinders
syntax "∑ " bigOpBinders (" with " term)? ", " term:67 : term
syntax "∏ " bigOpBinders (" with " term)? ", " term:67 : term
open Lean in
macro_rules
  | `(∑ $x:term ∈ $s, $f) => `(Finset.sum $s (fun $x => $f))
  | `(∑ $x:term ∈ $s with $p, $f) => `(Finset.sum (Finset.filter (fun $x => $p) $s) (fun $x => $f))
  | `(∑ $x:term : $t, $f) => `(Finset.sum Finset.univ (fun ($x : $t) => $f))
  | `(∑ $x:term : $t with $p, $f) => `(Finset.sum (Finset.filter (fun ($x : $t) => $p) Finset.univ) (fun ($x : $t) => $f))
  | `(∑ $x:term, $f) => `(Finset.sum Finset.univ (fun $x => $f))
  | `(∑ $x:term with $p, $f) => `(Finset.sum (Finset.filter (fun $x => $p) Finset.univ) (fun $x => $f))
  | `(∑ ($x:ident : $t), $f) => `(Finset.sum Finset.univ (fun ($x : $t) => $f))
  | `(∑ ($x:ident ∈ $s), $f) => `(Finset.sum $s (fun $x => $f))
  | `(∑ ($x:ident ∈ $s) $bs:bigOpBinders, $f) => `(Finset.sum $s (fun $x => ∑ $bs, $f))
  | `(∑ ($x:ident : $t) $bs:bigOpBinders, $f) => `(Finset.sum Finset.univ (fun ($x : $t) => ∑ $bs, $f))
open Lean in
macro_rules
  | `(∏ $x:term ∈ $s, $f) => `(Finset.prod $s (fun $x => $f))
  | `(∏ $x:term ∈ $s with $p, $f) => `(Finset.prod (Finset.filter (fun $x => $p) $s) (fun $x => $f))
  | `(∏ $x:term : $t, $f) => `(Finset.prod Finset.univ (fun ($x : $t) => $f))
  | `(∏ $x:term : $t with $p, $f) => `(Finset.prod (Finset.filter (fun ($x : $t) => $p) Finset.univ) (fun ($x : $t) => $f))
  | `(∏ $x:term, $f) => `(Finset.prod Finset.univ (fun $x => $f))
  | `(∏ $x:term with $p, $f) => `(Finset.prod (Finset.filter (fun $x => $p) Finset.univ) (fun $x => $f))
  | `(∏ ($x:ident : $t), $f) => `(Finset.prod Finset.univ (fun ($x : $t) => $f))
  | `(∏ ($x:ident ∈ $s), $f) => `(Finset.prod $s (fun $x => $f))
  | `(∏ ($x:ident ∈ $s) $bs:bigOpBinders, $f) => `(Finset.prod $s (fun $x => ∏ $bs, $f))
  | `(∏ ($x:ident : $t) $bs:bigOpBinders, $f) => `(Finset.prod Finset.univ (fun ($x : $t) => ∏ $bs, $f))

namespace Finset
section
variable {α : Type u}
@[simp] theorem sum_range_zero [AddCommMonoid α] (f : Nat → α) : ∑ i ∈ range 0, f i = 0 := rfl
@[simp] theorem prod_range_zero [CommMonoid α] (f : Nat → α) : ∏ i ∈ range 0, f i = 1 := rfl
theorem sum_range_succ [AddCommMonoid α] (f : Nat → α) (n : Nat) : ∑ i ∈ range (n + 1), f i = (∑ i ∈ range n, f i) + f n := by
  show (((List.range n ++ [n]).map f).sum) = _
  rw [List.map_append, List.sum_append]
  exact congrArg (_ + ·) (_root_.add_zero (f n))
theorem prod_range_succ [CommMonoid α] (f : Nat → α) (n : Nat) : ∏ i ∈ range (n + 1), f i = (∏ i ∈ range n, f i) * f n := by
  show (((List.range n ++ [n]).map f).prod) = _
  rw [List.map_append, List.prod_append]
  exact congrArg (_ * ·) (_root_.mul_one (f n))
theorem sum_range_succ_comm [AddCommMonoid α] (f : Nat → α) (n : Nat) : ∑ i ∈ range (n + 1), f i = f n + ∑ i ∈ range n, f i := by
  rw [sum_range_succ, AddCommMonoid.add_comm]
theorem sum_congr_range [AddCommMonoid α] {f g : Nat → α} {n : Nat} (h : ∀ i, i < n → f i = g i) : ∑ i ∈ range n, f i = ∑ i ∈ range n, g i := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sum_range_succ, sum_range_succ, ih fun i hi => h i (.step hi), h n .refl]
theorem sum_range_add_distrib [AddCommMonoid α] (f g : Nat → α) (n : Nat) : ∑ i ∈ range n, (f i + g i) = (∑ i ∈ range n, f i) + ∑ i ∈ range n, g i := by
  induction n with
  | zero => exact (AddCommMonoid.zero_add _).symm
  | succ n ih =>
    rw [sum_range_succ, sum_range_succ, sum_range_succ, ih, AddCommMonoid.add_assoc, AddCommMonoid.add_assoc]
    rw [← AddCommMonoid.add_assoc _ (f n) (g n), AddCommMonoid.add_comm _ (f n), AddCommMonoid.add_assoc]
theorem mul_sum_range [CommSemiring α] (f : Nat → α) (n : Nat) (b : α) : b * ∑ i ∈ range n, f i = ∑ i ∈ range n, b * f i := by
  induction n with
  | zero => exact _root_.mul_zero b
  | succ n ih => rw [sum_range_succ, sum_range_succ, _root_.mul_add, ih]
theorem sum_const_range (n c : Nat) : ∑ _i ∈ range n, c = n * c := by
  induction n with
  | zero => exact (Nat.zero_mul c).symm
  | succ n ih => rw [sum_range_succ, ih, Nat.add_one_mul]
theorem sum_range_id_mul_two (n : Nat) : (∑ i ∈ range n, i) * 2 = n * (n - 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sum_range_succ, Nat.add_mul, ih, Nat.add_sub_cancel]
    cases n with
    | zero => rfl
    | succ n => rw [Nat.add_sub_cancel]; ring
theorem dvd_sum_range {d n : Nat} {f : Nat → Nat} (h : ∀ i, i < n → d ∣ f i) : d ∣ ∑ i ∈ range n, f i := by
  induction n with
  | zero => exact Nat.dvd_zero d
  | succ n ih => rw [sum_range_succ]; exact Nat.dvd_add (ih fun i hi => h i (.step hi)) (h n .refl)
end
end Finset

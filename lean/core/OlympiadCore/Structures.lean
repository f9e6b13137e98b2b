prelude
import OlympiadCore.Complex
-- Functions and pairs added and compared component by component, positive naturals, arithmetic modulo n,
-- more of lists and finite sets.
set_option linter.all false
universe u v w

section pi
variable {ι : Type u} {α : ι → Type v}
instance Pi.instZero [∀ i, Zero (α i)] : Zero (∀ i, α i) := ⟨fun _ => 0⟩
instance Pi.instOne [∀ i, One (α i)] : One (∀ i, α i) := ⟨fun _ => 1⟩
instance Pi.instAdd [∀ i, Add (α i)] : Add (∀ i, α i) := ⟨fun f g i => f i + g i⟩
instance Pi.instMul [∀ i, Mul (α i)] : Mul (∀ i, α i) := ⟨fun f g i => f i * g i⟩
instance Pi.instNeg [∀ i, Neg (α i)] : Neg (∀ i, α i) := ⟨fun f i => -f i⟩
instance Pi.instSub [∀ i, Sub (α i)] : Sub (∀ i, α i) := ⟨fun f g i => f i - g i⟩
instance Pi.instLE [∀ i, LE (α i)] : LE (∀ i, α i) := ⟨fun f g => ∀ i, f i ≤ g i⟩
instance Pi.instAddCommMonoid [∀ i, AddCommMonoid (α i)] : AddCommMonoid (∀ i, α i) where
  add_assoc f g h := funext fun i => add_assoc (f i) (g i) (h i)
  add_comm f g := funext fun i => add_comm (f i) (g i)
  zero_add f := funext fun i => zero_add (f i)
instance Pi.instCommMonoid [∀ i, CommMonoid (α i)] : CommMonoid (∀ i, α i) where
  mul_assoc f g h := funext fun i => mul_assoc (f i) (g i) (h i)
  mul_comm f g := funext fun i => mul_comm (f i) (g i)
  one_mul f := funext fun i => one_mul (f i)
theorem Pi.zero_apply [∀ i, Zero (α i)] (i : ι) : (0 : ∀ i, α i) i = 0 := rfl
theorem Pi.one_apply [∀ i, One (α i)] (i : ι) : (1 : ∀ i, α i) i = 1 := rfl
theorem Pi.add_apply [∀ i, Add (α i)] (f g : ∀ i, α i) (i : ι) : (f + g) i = f i + g i := rfl
theorem Pi.mul_apply [∀ i, Mul (α i)] (f g : ∀ i, α i) (i : ι) : (f * g) i = f i * g i := rfl
theorem Pi.le_def [∀ i, LE (α i)] {f g : ∀ i, α i} : f ≤ g ↔ ∀ i, f i ≤ g i := Iff.rfl
end pi
instance Mul.toSMul {α : Type u} [Mul α] : SMul α α := ⟨(· * ·)⟩
instance Pi.instSMul {ι : Type u} {M : Type w} {α : ι → Type v} [∀ i, SMul M (α i)] : SMul M (∀ i, α i) := ⟨fun c f i => c • f i⟩
theorem smul_eq_mul {α : Type u} [Mul α] (a b : α) : a • b = a * b := rfl
section prod
variable {α : Type u} {β : Type v}
instance Prod.instZero [Zero α] [Zero β] : Zero (α × β) := ⟨(0, 0)⟩
instance Prod.instOne [One α] [One β] : One (α × β) := ⟨(1, 1)⟩
instance Prod.instAdd [Add α] [Add β] : Add (α × β) := ⟨fun p q => (p.1 + q.1, p.2 + q.2)⟩
instance Prod.instMul [Mul α] [Mul β] : Mul (α × β) := ⟨fun p q => (p.1 * q.1, p.2 * q.2)⟩
instance Prod.instNeg [Neg α] [Neg β] : Neg (α × β) := ⟨fun p => (-p.1, -p.2)⟩
instance Prod.instSub [Sub α] [Sub β] : Sub (α × β) := ⟨fun p q => (p.1 - q.1, p.2 - q.2)⟩
instance Prod.instLE [LE α] [LE β] : LE (α × β) := ⟨fun p q => p.1 ≤ q.1 ∧ p.2 ≤ q.2⟩
instance Prod.instNatCast [NatCast α] [NatCast β] : NatCast (α × β) := ⟨fun n => (n, n)⟩
theorem Prod.le_def [LE α] [LE β] {p q : α × β} : p ≤ q ↔ p.1 ≤ q.1 ∧ p.2 ≤ q.2 := Iff.rfl
end prod

instance Finset.instBot {α : Type u} : Bot (Finset α) := ⟨∅⟩
instance Nat.instBot : Bot Nat := ⟨0⟩
/-- Nothing but the least element lies below both. -/
def Disjoint {α : Type u} [LE α] [Bot α] (a b : α) : Prop := ∀ ⦃x⦄, x ≤ a → x ≤ b → x ≤ ⊥
theorem Finset.disjoint_left {α : Type u} {s t : Finset α} : Disjoint s t ↔ ∀ ⦃a⦄, a ∈ s → ¬a ∈ t := by
  constructor
  · intro h a ha ht
    have := h (x := {a}) (fun b hb => (Finset.mem_singleton.1 hb) ▸ ha) (fun b hb => (Finset.mem_singleton.1 hb) ▸ ht)
    exact Finset.notMem_empty a (this (Finset.mem_singleton.2 rfl))
  · intro h x hs ht a ha
    exact (h (hs ha) (ht ha)).elim
theorem Set.disjoint_left {α : Type u} {s t : Set α} : Disjoint s t ↔ ∀ a, a ∈ s → ¬a ∈ t := by
  constructor
  · intro h a ha ht
    exact h (x := {a}) (fun b hb => (show b = a from hb) ▸ ha) (fun b hb => (show b = a from hb) ▸ ht) a rfl
  · intro h x hs ht a ha
    exact (h a (hs a ha) (ht a ha)).elim
instance Function.IsFixedPt.decidable {α : Type u} [DecidableEq α] {f : α → α} {x : α} : Decidable (Function.IsFixedPt f x) := decEq (f x) x

namespace Finset
variable {α : Type u} {β : Type v}
instance [DecidableEq α] [Fintype α] : Compl (Finset α) := ⟨fun s => univ \ s⟩
@[simp] theorem mem_compl [DecidableEq α] [Fintype α] {s : Finset α} {a : α} : a ∈ sᶜ ↔ a ∉ s :=
  mem_sdiff.trans ⟨And.right, fun h => ⟨mem_univ a, h⟩⟩
/-- The union of the values of `f` on `s`. -/
def biUnion [DecidableEq β] (s : Finset α) (f : α → Finset β) : Finset β :=
  Quot.lift (fun l => l.val.foldr (fun a t => f a ∪ t) ∅) (fun l m p => by
    have mem : ∀ (l : List α) (b : β), b ∈ l.foldr (fun a t => f a ∪ t) ∅ ↔ ∃ a, a ∈ l ∧ b ∈ f a := by
      intro l b
      induction l with
      | nil => exact iff_of_false (notMem_empty b) fun ⟨_, h, _⟩ => List.not_mem_nil _ h
      | cons a l ih =>
        show b ∈ f a ∪ l.foldr (fun a t => f a ∪ t) ∅ ↔ _
        rw [mem_union, ih]
        constructor
        · rintro (h | ⟨c, hc, h⟩)
          · exact ⟨a, .head l, h⟩
          · exact ⟨c, .tail a hc, h⟩
        · rintro ⟨c, hc, h⟩
          exact (List.mem_cons.1 hc).elim (fun e => .inl (e ▸ h)) fun k => .inr ⟨c, k, h⟩
    exact ext fun b => by rw [mem, mem]; exact exists_congr fun a => and_congr (p.mem_iff a) Iff.rfl) s
@[simp] theorem mem_biUnion [DecidableEq β] {s : Finset α} {f : α → Finset β} {b : β} : b ∈ s.biUnion f ↔ ∃ a, a ∈ s ∧ b ∈ f a := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  show b ∈ l.foldr (fun a t => f a ∪ t) ∅ ↔ ∃ a, a ∈ l ∧ b ∈ f a
  clear hl
  induction l with
  | nil => exact iff_of_false (notMem_empty b) fun ⟨_, h, _⟩ => List.not_mem_nil _ h
  | cons a l ih =>
    show b ∈ f a ∪ l.foldr (fun a t => f a ∪ t) ∅ ↔ _
    rw [mem_union, ih]
    constructor
    · rintro (h | ⟨c, hc, h⟩)
      · exact ⟨a, .head l, h⟩
      · exact ⟨c, .tail a hc, h⟩
    · rintro ⟨c, hc, h⟩
      exact (List.mem_cons.1 hc).elim (fun e => .inl (e ▸ h)) fun k => .inr ⟨c, k, h⟩
theorem exists_max [LinearOrder α] (s : Finset α) (h : s.Nonempty) : ∃ m, m ∈ s ∧ ∀ x, x ∈ s → x ≤ m := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  obtain ⟨a, ha⟩ := h
  have key : ∀ l : List α, l ≠ [] → ∃ m, m ∈ l ∧ ∀ x, x ∈ l → x ≤ m := by
    intro l
    induction l with
    | nil => exact fun h => (h rfl).elim
    | cons a l ih =>
      intro _
      cases l with
      | nil => exact ⟨a, .head _, fun x hx => (List.mem_cons.1 hx).elim le_of_eq fun k => (List.not_mem_nil _ k).elim⟩
      | cons b l =>
        obtain ⟨m, hm, h⟩ := ih (fun e => List.noConfusion rfl (heq_of_eq e))
        cases le_total a m with
        | inl k => exact ⟨m, .tail a hm, fun x hx => (List.mem_cons.1 hx).elim (fun e => e ▸ k) (h x)⟩
        | inr k => exact ⟨a, .head _, fun x hx => (List.mem_cons.1 hx).elim le_of_eq fun n => le_trans (h x n) k⟩
  exact key l fun e => by subst e; exact List.not_mem_nil a ha
theorem exists_min [LinearOrder α] (s : Finset α) (h : s.Nonempty) : ∃ m, m ∈ s ∧ ∀ x, x ∈ s → m ≤ x := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  obtain ⟨a, ha⟩ := h
  have key : ∀ l : List α, l ≠ [] → ∃ m, m ∈ l ∧ ∀ x, x ∈ l → m ≤ x := by
    intro l
    induction l with
    | nil => exact fun h => (h rfl).elim
    | cons a l ih =>
      intro _
      cases l with
      | nil => exact ⟨a, .head _, fun x hx => (List.mem_cons.1 hx).elim (fun e => le_of_eq e.symm) fun k => (List.not_mem_nil _ k).elim⟩
      | cons b l =>
        obtain ⟨m, hm, h⟩ := ih (fun e => List.noConfusion rfl (heq_of_eq e))
        cases le_total a m with
        | inl k => exact ⟨a, .head _, fun x hx => (List.mem_cons.1 hx).elim (fun e => le_of_eq e.symm) fun n => le_trans k (h x n)⟩
        | inr k => exact ⟨m, .tail a hm, fun x hx => (List.mem_cons.1 hx).elim (fun e => e ▸ k) (h x)⟩
  exact key l fun e => by subst e; exact List.not_mem_nil a ha
noncomputable def max' [LinearOrder α] (s : Finset α) (h : s.Nonempty) : α := Classical.choose (exists_max s h)
noncomputable def min' [LinearOrder α] (s : Finset α) (h : s.Nonempty) : α := Classical.choose (exists_min s h)
theorem max'_mem [LinearOrder α] (s : Finset α) (h : s.Nonempty) : s.max' h ∈ s := (Classical.choose_spec (exists_max s h)).1
theorem le_max' [LinearOrder α] (s : Finset α) (x : α) (k : x ∈ s) : x ≤ s.max' ⟨x, k⟩ := (Classical.choose_spec (exists_max s ⟨x, k⟩)).2 x k
theorem min'_mem [LinearOrder α] (s : Finset α) (h : s.Nonempty) : s.min' h ∈ s := (Classical.choose_spec (exists_min s h)).1
theorem min'_le [LinearOrder α] (s : Finset α) (x : α) (k : x ∈ s) : s.min' ⟨x, k⟩ ≤ x := (Classical.choose_spec (exists_min s ⟨x, k⟩)).2 x k
end Finset
/-- The elements of a set whose type of elements is finite. -/
def Set.toFinset {α : Type u} (s : Set α) [Fintype s] : Finset α :=
  Finset.map ⟨Subtype.val, fun _ _ h => Subtype.ext h⟩ (Finset.univ : Finset s)
theorem Set.mem_toFinset {α : Type u} {s : Set α} [Fintype s] {a : α} : a ∈ s.toFinset ↔ a ∈ s :=
  Finset.mem_map.trans ⟨fun ⟨x, _, e⟩ => (show x.val = a from e) ▸ x.2, fun h => ⟨⟨a, h⟩, Finset.mem_univ _, rfl⟩⟩
class GCDMonoid (α : Type u) where
  gcd : α → α → α
  lcm : α → α → α
export GCDMonoid (gcd lcm)
instance : GCDMonoid Nat := ⟨Nat.gcd, Nat.lcm⟩
instance : GCDMonoid Int := ⟨fun a b => Int.gcd a b, fun a b => (Nat.lcm a.natAbs b.natAbs : Nat)⟩

namespace List
variable {α : Type u}
def take : Nat → List α → List α
  | 0, _ => []
  | _ + 1, [] => []
  | n + 1, a :: l => a :: take n l
def drop : Nat → List α → List α
  | 0, l => l
  | _ + 1, [] => []
  | n + 1, _ :: l => drop n l
def tail : List α → List α
  | [] => []
  | _ :: l => l
def head? : List α → Option α
  | [] => none
  | a :: _ => some a
def getLast? : List α → Option α
  | [] => none
  | [a] => some a
  | _ :: b :: l => getLast? (b :: l)
def count [DecidableEq α] (a : α) : List α → Nat
  | [] => 0
  | b :: l => (if b = a then 1 else 0) + count a l
def replicate (n : Nat) (a : α) : List α := match n with
  | 0 => []
  | n + 1 => a :: replicate n a
def concat : List α → α → List α
  | [], b => [b]
  | a :: l, b => a :: concat l b
def head : (l : List α) → l ≠ [] → α
  | [], h => (h rfl).elim
  | a :: _, _ => a
/-- Neighbours are in the relation. -/
def Chain' (R : α → α → Prop) : List α → Prop
  | [] => True
  | [_] => True
  | a :: b :: l => R a b ∧ Chain' R (b :: l)
def toFinset [DecidableEq α] (l : List α) : Finset α := Finset.ofList l
@[simp] theorem mem_toFinset [DecidableEq α] {l : List α} {a : α} : a ∈ l.toFinset ↔ a ∈ l := Finset.mem_ofList
end List

namespace Option
variable {α : Type u} {β : Type v}
protected def bind : Option α → (α → Option β) → Option β
  | none, _ => none
  | some a, f => f a
protected def map (f : α → β) : Option α → Option β
  | none => none
  | some a => some (f a)
def getD (o : Option α) (d : α) : α := match o with | none => d | some a => a
def isSome : Option α → Bool
  | none => false
  | some _ => true
instance : Membership α (Option α) := ⟨fun o a => o = some a⟩
theorem mem_def {a : α} {o : Option α} : a ∈ o ↔ o = some a := Iff.rfl
end Option
theorem subset_antisymm {α : Type u} {s t : Set α} (h : s ⊆ t) (k : t ⊆ s) : s = t := Set.Subset.antisymm h k

/-- The positive natural numbers. -/
def PNat : Type := { n : Nat // 0 < n }
macro "ℕ+" : term => `(PNat)
namespace PNat
@[coe] def val (n : PNat) : Nat := Subtype.val n
instance : CoeOut PNat Nat := ⟨val⟩
theorem pos (n : PNat) : 0 < (n : Nat) := Subtype.property n
theorem eq {m n : PNat} (h : (m : Nat) = n) : m = n := Subtype.ext h
instance instOfNat (n : Nat) [NeZero n] : OfNat PNat n := ⟨⟨n, NeZero.pos⟩⟩
instance : One PNat := ⟨⟨1, by decide⟩⟩
instance : Add PNat := ⟨fun m n => ⟨m.val + n.val, by have := m.pos; omega⟩⟩
instance : Mul PNat := ⟨fun m n => ⟨m.val * n.val, Nat.mul_pos m.pos n.pos⟩⟩
/-- Subtraction stops at 1. -/
instance : Sub PNat := ⟨fun m n => ⟨if n.val < m.val then m.val - n.val else 1, by split <;> omega⟩⟩
instance : NatPow PNat := ⟨fun m k => ⟨m.val ^ k, Nat.pow_pos m.pos⟩⟩
instance : DecidableEq PNat := fun m n => decidable_of_iff (m.val = n.val) ⟨eq, fun e => e ▸ rfl⟩
instance : CommMonoid PNat where
  mul_assoc a b c := eq (Nat.mul_assoc a.val b.val c.val)
  mul_comm a b := eq (Nat.mul_comm a.val b.val)
  one_mul a := eq (Nat.one_mul a.val)
instance : Dvd PNat := ⟨fun a b => ∃ c, b = a * c⟩
instance : LinearOrder PNat where
  le a b := a.val ≤ b.val
  lt a b := a.val < b.val
  le_refl a := Nat.le_refl a.val
  le_trans a b c h k := Nat.le_trans (m := b.val) h k
  lt_iff_le_not_ge a b := by omega
  le_antisymm a b h k := eq (Nat.le_antisymm h k)
  le_total a b := Nat.le_total a.val b.val
  max a b := if a.val ≤ b.val then b else a
  min a b := if a.val ≤ b.val then a else b
  max_of_le a b h := if_pos h
  max_of_ge a b h := by
    split
    · rename_i k; exact eq (Nat.le_antisymm h k)
    · rfl
  min_of_le a b h := if_pos h
  min_of_ge a b h := by
    split
    · rename_i k; exact eq (Nat.le_antisymm k h)
    · rfl
instance (a b : PNat) : Decidable (a ≤ b) := Nat.decLe a.val b.val
instance (a b : PNat) : Decidable (a < b) := Nat.decLt a.val b.val
theorem add_coe (m n : PNat) : ((m + n : PNat) : Nat) = m + n := rfl
theorem mul_coe (m n : PNat) : ((m * n : PNat) : Nat) = m * n := rfl
theorem pow_coe (m : PNat) (k : Nat) : ((m ^ k : PNat) : Nat) = (m : Nat) ^ k := rfl
theorem sub_coe (m n : PNat) : ((m - n : PNat) : Nat) = if (n : Nat) < m then (m : Nat) - n else 1 := rfl
end PNat

namespace Fin
theorem mul_assoc' {n : Nat} (a b c : Fin n) : a * b * c = a * (b * c) := Fin.ext (by
  show a.val * b.val % n * c.val % n = a.val * (b.val * c.val % n) % n
  rw [Nat.mul_mod, Nat.mod_mod, ← Nat.mul_mod, Nat.mul_mod a.val (b.val * c.val % n), Nat.mod_mod, ← Nat.mul_mod, Nat.mul_assoc])
theorem mul_add' {n : Nat} (a b c : Fin n) : a * (b + c) = a * b + a * c := Fin.ext (by
  show a.val * ((b.val + c.val) % n) % n = (a.val * b.val % n + a.val * c.val % n) % n
  rw [Nat.mul_mod, Nat.mod_mod, ← Nat.mul_mod, ← Nat.add_mod, Nat.mul_add])
protected def pow {n : Nat} [NeZero n] (a : Fin n) : Nat → Fin n
  | 0 => Fin.ofNat n 1
  | k + 1 => Fin.pow a k * a
/-- The ring of residues. Mathlib asks for its instance by `open Fin.CommRing`, and so does this library. -/
@[instance_reducible] def commRing (n : Nat) [NeZero n] : CommRing (Fin n) where
  zero := Fin.ofNat n 0
  one := Fin.ofNat n 1
  natCast := Fin.ofNat n
  pow := Fin.pow
  add_assoc := add_assoc'
  add_comm a b := Fin.ext (congrArg (· % n) (Nat.add_comm a.val b.val))
  zero_add a := Fin.ext (by show (0 % n + a.val) % n = a.val; rw [Nat.zero_mod, Nat.zero_add, mod_of_val])
  mul_assoc := mul_assoc'
  mul_comm a b := Fin.ext (congrArg (· % n) (Nat.mul_comm a.val b.val))
  one_mul a := Fin.ext (by show 1 % n * a.val % n = a.val; rw [Nat.mul_mod, Nat.mod_mod, ← Nat.mul_mod, Nat.one_mul, mod_of_val])
  left_distrib := mul_add'
  zero_mul a := Fin.ext (by show 0 % n * a.val % n = 0 % n; rw [Nat.zero_mod, Nat.zero_mul, Nat.zero_mod])
  natCast_zero := rfl
  natCast_succ k := Fin.ext (by show (k + 1) % n = (k % n + 1 % n) % n; exact Nat.add_mod k 1 n)
  pow_zero _ := rfl
  pow_succ _ _ := rfl
  neg_add_cancel a := Fin.ext (by
    show ((n - a.val) % n + a.val) % n = 0 % n
    have := a.isLt
    rw [Nat.add_mod, Nat.mod_mod, ← Nat.add_mod, show n - a.val + a.val = n by omega, Nat.mod_self, Nat.zero_mod])
  sub_eq_add_neg a b := Fin.ext (by
    show (n - b.val + a.val) % n = (a.val + (n - b.val) % n) % n
    rw [Nat.add_mod a.val ((n - b.val) % n), Nat.mod_mod, ← Nat.add_mod, Nat.add_comm])
namespace CommRing
scoped instance instCommRing (n : Nat) [NeZero n] : CommRing (Fin n) := Fin.commRing n
end CommRing
theorem ofNat_eq_natCast (n : Nat) [NeZero n] (k : Nat) : open Fin.CommRing in (Nat.cast k : Fin n) = Fin.ofNat n k := rfl
end Fin
/-- The integers modulo `n`; the integers themselves for `n = 0`. -/
def ZMod : Nat → Type
  | 0 => Int
  | n + 1 => Fin (n + 1)
instance ZMod.commRing : (n : Nat) → CommRing (ZMod n)
  | 0 => Int.instCommRing
  | n + 1 => Fin.commRing (n + 1)
instance ZMod.decEq : (n : Nat) → DecidableEq (ZMod n)
  | 0 => Int.instDecidableEq
  | n + 1 => instDecidableEqFin (n + 1)

prelude
import OlympiadCore.FinsetOps
-- Preorders to linear orders, ordered semirings and rings, fields. Names and statements follow Mathlib.
set_option linter.all false
universe u v w

class Preorder (α : Type u) extends LE α, LT α where
  le_refl : ∀ a : α, a ≤ a
  le_trans : ∀ a b c : α, a ≤ b → b ≤ c → a ≤ c
  lt_iff_le_not_ge : ∀ a b : α, a < b ↔ a ≤ b ∧ ¬b ≤ a
class PartialOrder (α : Type u) extends Preorder α where
  le_antisymm : ∀ a b : α, a ≤ b → b ≤ a → a = b
class LinearOrder (α : Type u) extends PartialOrder α, Max α, Min α where
  le_total : ∀ a b : α, a ≤ b ∨ b ≤ a
  max_of_le : ∀ a b : α, a ≤ b → max a b = b
  max_of_ge : ∀ a b : α, b ≤ a → max a b = a
  min_of_le : ∀ a b : α, a ≤ b → min a b = a
  min_of_ge : ∀ a b : α, b ≤ a → min a b = b

section preorder
variable {α : Type u} [Preorder α] {a b c : α}
theorem le_refl (a : α) : a ≤ a := Preorder.le_refl a
theorem le_rfl : a ≤ a := le_refl a
theorem le_trans (h : a ≤ b) (k : b ≤ c) : a ≤ c := Preorder.le_trans a b c h k
theorem lt_iff_le_not_ge : a < b ↔ a ≤ b ∧ ¬b ≤ a := Preorder.lt_iff_le_not_ge a b
theorem le_of_lt (h : a < b) : a ≤ b := (lt_iff_le_not_ge.1 h).1
theorem le_of_eq (h : a = b) : a ≤ b := h ▸ le_refl a
theorem not_le_of_gt (h : b < a) : ¬a ≤ b := (lt_iff_le_not_ge.1 h).2
theorem lt_irrefl (a : α) : ¬a < a := fun h => not_le_of_gt h (le_refl a)
theorem lt_of_lt_of_le (h : a < b) (k : b ≤ c) : a < c :=
  lt_iff_le_not_ge.2 ⟨le_trans (le_of_lt h) k, fun n => not_le_of_gt h (le_trans k n)⟩
theorem lt_of_le_of_lt (h : a ≤ b) (k : b < c) : a < c :=
  lt_iff_le_not_ge.2 ⟨le_trans h (le_of_lt k), fun n => not_le_of_gt k (le_trans n h)⟩
theorem lt_trans (h : a < b) (k : b < c) : a < c := lt_of_lt_of_le h (le_of_lt k)
theorem ne_of_lt (h : a < b) : a ≠ b := fun e => lt_irrefl b (e ▸ h)
theorem ne_of_gt (h : b < a) : a ≠ b := fun e => lt_irrefl b (e ▸ h)
theorem lt_asymm (h : a < b) : ¬b < a := fun k => lt_irrefl a (lt_trans h k)
theorem not_lt_of_ge (h : b ≤ a) : ¬a < b := fun k => not_le_of_gt k h
theorem LT.lt.le (h : a < b) : a ≤ b := le_of_lt h
theorem LT.lt.ne (h : a < b) : a ≠ b := ne_of_lt h
theorem LT.lt.ne' (h : a < b) : b ≠ a := ne_of_gt h
theorem LE.le.trans (h : a ≤ b) (k : b ≤ c) : a ≤ c := le_trans h k
theorem LT.lt.trans (h : a < b) (k : b < c) : a < c := lt_trans h k
theorem LT.lt.trans_le (h : a < b) (k : b ≤ c) : a < c := lt_of_lt_of_le h k
theorem LE.le.trans_lt (h : a ≤ b) (k : b < c) : a < c := lt_of_le_of_lt h k
instance : Trans (α := α) (β := α) (γ := α) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨le_trans⟩
instance : Trans (α := α) (β := α) (γ := α) (· < ·) (· < ·) (· < ·) := ⟨lt_trans⟩
instance : Trans (α := α) (β := α) (γ := α) (· < ·) (· ≤ ·) (· < ·) := ⟨lt_of_lt_of_le⟩
instance : Trans (α := α) (β := α) (γ := α) (· ≤ ·) (· < ·) (· < ·) := ⟨lt_of_le_of_lt⟩
end preorder
theorem le_antisymm {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) (k : b ≤ a) : a = b := PartialOrder.le_antisymm a b h k
theorem le_antisymm_iff {α : Type u} [PartialOrder α] {a b : α} : a = b ↔ a ≤ b ∧ b ≤ a := ⟨fun e => ⟨le_of_eq e, le_of_eq e.symm⟩, fun h => le_antisymm h.1 h.2⟩
theorem lt_of_le_of_ne {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) (n : a ≠ b) : a < b := lt_iff_le_not_ge.2 ⟨h, fun k => n (le_antisymm h k)⟩
theorem lt_or_eq_of_le {α : Type u} [PartialOrder α] {a b : α} (h : a ≤ b) : a < b ∨ a = b := (em (a = b)).elim .inr fun n => .inl (lt_of_le_of_ne h n)
theorem IsLeast.unique {α : Type u} [PartialOrder α] {s : Set α} {a b : α} (h : IsLeast s a) (k : IsLeast s b) : a = b := h.unique_of_antisymm (fun _ _ => le_antisymm) k
theorem IsGreatest.unique {α : Type u} [PartialOrder α] {s : Set α} {a b : α} (h : IsGreatest s a) (k : IsGreatest s b) : a = b := h.unique_of_antisymm (fun _ _ => le_antisymm) k
theorem IsLUB.unique {α : Type u} [PartialOrder α] {s : Set α} {a b : α} (h : IsLUB s a) (k : IsLUB s b) : a = b := IsLeast.unique h k
section linear
variable {α : Type u} [LinearOrder α] {a b c : α}
theorem le_total (a b : α) : a ≤ b ∨ b ≤ a := LinearOrder.le_total a b
theorem lt_of_not_ge (h : ¬b ≤ a) : a < b := lt_iff_le_not_ge.2 ⟨(le_total a b).resolve_right h, h⟩
theorem not_le : ¬a ≤ b ↔ b < a := ⟨lt_of_not_ge, not_le_of_gt⟩
theorem le_of_not_gt (h : ¬b < a) : a ≤ b := Classical.byContradiction fun n => h (not_le.1 n)
theorem not_lt : ¬a < b ↔ b ≤ a := ⟨le_of_not_gt, not_lt_of_ge⟩
theorem lt_or_ge (a b : α) : a < b ∨ b ≤ a := (em (a < b)).imp id not_lt.1
theorem le_or_gt (a b : α) : a ≤ b ∨ b < a := (lt_or_ge b a).symm.imp id id
theorem lt_trichotomy (a b : α) : a < b ∨ a = b ∨ b < a := (lt_or_ge a b).imp id fun h => (lt_or_eq_of_le h).symm.imp Eq.symm id
theorem lt_or_gt_of_ne (h : a ≠ b) : a < b ∨ b < a := (lt_trichotomy a b).imp id fun k => k.resolve_left h
theorem ne_iff_lt_or_gt : a ≠ b ↔ a < b ∨ b < a := ⟨lt_or_gt_of_ne, fun h => h.elim ne_of_lt ne_of_gt⟩
theorem max_eq_right (h : a ≤ b) : max a b = b := LinearOrder.max_of_le a b h
theorem max_eq_left (h : b ≤ a) : max a b = a := LinearOrder.max_of_ge a b h
theorem min_eq_left (h : a ≤ b) : min a b = a := LinearOrder.min_of_le a b h
theorem min_eq_right (h : b ≤ a) : min a b = b := LinearOrder.min_of_ge a b h
theorem le_max_left (a b : α) : a ≤ max a b := (le_total a b).elim (fun h => (max_eq_right h).symm ▸ h) fun h => (max_eq_left h).symm ▸ le_refl a
theorem le_max_right (a b : α) : b ≤ max a b := (le_total a b).elim (fun h => (max_eq_right h).symm ▸ le_refl b) fun h => (max_eq_left h).symm ▸ h
theorem max_le (h : a ≤ c) (k : b ≤ c) : max a b ≤ c := (le_total a b).elim (fun l => (max_eq_right l).symm ▸ k) fun l => (max_eq_left l).symm ▸ h
theorem max_le_iff : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := ⟨fun h => ⟨le_trans (le_max_left a b) h, le_trans (le_max_right a b) h⟩, fun h => max_le h.1 h.2⟩
theorem min_le_left (a b : α) : min a b ≤ a := (le_total a b).elim (fun h => (min_eq_left h).symm ▸ le_refl a) fun h => (min_eq_right h).symm ▸ h
theorem min_le_right (a b : α) : min a b ≤ b := (le_total a b).elim (fun h => (min_eq_left h).symm ▸ h) fun h => (min_eq_right h).symm ▸ le_refl b
theorem le_min (h : c ≤ a) (k : c ≤ b) : c ≤ min a b := (le_total a b).elim (fun l => (min_eq_left l).symm ▸ h) fun l => (min_eq_right l).symm ▸ k
theorem lt_min (h : c < a) (k : c < b) : c < min a b := (le_total a b).elim (fun l => (min_eq_left l).symm ▸ h) fun l => (min_eq_right l).symm ▸ k
end linear

instance Nat.instLinearOrder : LinearOrder Nat where
  le_refl := Nat.le_refl
  le_trans _ _ _ := Nat.le_trans
  lt_iff_le_not_ge a b := by omega
  le_antisymm _ _ := Nat.le_antisymm
  le_total := Nat.le_total
  max_of_le a b h := if_pos h
  max_of_ge a b h := by
    cases Nat.lt_or_ge b a with
    | inl l => exact if_neg (Nat.not_le.2 l)
    | inr l => exact (if_pos l).trans (Nat.le_antisymm h l)
  min_of_le a b h := if_pos h
  min_of_ge a b h := by
    cases Nat.lt_or_ge b a with
    | inl l => exact if_neg (Nat.not_le.2 l)
    | inr l => exact (if_pos l).trans (Nat.le_antisymm l h)
instance Int.instLinearOrder : LinearOrder Int where
  le_refl := Int.le_refl
  le_trans _ _ _ := Int.le_trans
  lt_iff_le_not_ge a b := by omega
  le_antisymm _ _ := Int.le_antisymm
  le_total := Int.le_total
  max_of_le a b h := if_pos h
  max_of_ge a b h := by
    cases Int.lt_or_ge b a with
    | inl l => exact if_neg (Int.not_le.2 l)
    | inr l => exact (if_pos l).trans (Int.le_antisymm h l)
  min_of_le a b h := if_pos h
  min_of_ge a b h := by
    cases Int.lt_or_ge b a with
    | inl l => exact if_neg (Int.not_le.2 l)
    | inr l => exact (if_pos l).trans (Int.le_antisymm l h)

/-- A semiring whose order is strictly compatible with sums and with products by positive elements. -/
class IsStrictOrderedRing (α : Type u) [CommSemiring α] [LinearOrder α] : Prop where
  add_le_add_left : ∀ a b : α, a ≤ b → ∀ c, c + a ≤ c + b
  le_of_add_le_add_left : ∀ a b c : α, a + b ≤ a + c → b ≤ c
  mul_lt_mul_of_pos_left : ∀ a b c : α, a < b → 0 < c → c * a < c * b
  zero_lt_one : (0 : α) < 1
instance Nat.instIsStrictOrderedRing : IsStrictOrderedRing Nat :=
  ⟨fun a b h c => Nat.add_le_add_left h c, fun a b c h => by omega, fun a b c h k => Nat.mul_lt_mul_of_pos_left h k, Nat.zero_lt_one⟩
instance Int.instIsStrictOrderedRing : IsStrictOrderedRing Int :=
  ⟨fun a b h c => Int.add_le_add_left h c, fun a b c h => by omega, fun a b c h k => Int.mul_lt_mul_of_pos_left h k, by decide⟩
class Field (α : Type u) extends CommRing α, Inv α, Div α where
  zero_ne_one : (0 : α) ≠ 1
  mul_inv_cancel : ∀ a : α, a ≠ 0 → a * a⁻¹ = 1
  inv_zero : (0 : α)⁻¹ = 0
  div_eq_mul_inv : ∀ a b : α, a / b = a * b⁻¹

prelude
import OlympiadCore.List
-- What `omega` asks for by name about casts, negated facts and atoms.
set_option linter.all false
universe u v

theorem le_of_le_of_eq {α : Type u} [LE α] {a b c : α} (h : a ≤ b) (e : b = c) : a ≤ c := e ▸ h
theorem lt_of_lt_of_eq {α : Type u} [LT α] {a b c : α} (h : a < b) (e : b = c) : a < c := e ▸ h
noncomputable def Exists.choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α := Classical.choose h
theorem Exists.choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p h.choose := Classical.choose_spec h
theorem Decidable.not_or_of_imp {a b : Prop} [Decidable a] (h : a → b) : ¬a ∨ b := (em a).elim (fun x => .inr (h x)) .inl
theorem Decidable.imp_iff_not_or {a b : Prop} [Decidable a] : (a → b) ↔ ¬a ∨ b := ⟨Decidable.not_or_of_imp, fun h x => h.resolve_left fun n => n x⟩

/-- How `omega` is configured; the fields are those its elaborator expects, in this order. -/
structure Lean.Meta.Omega.OmegaConfig where
  splitDisjunctions : Bool := true
  splitNatSub : Bool := true
  splitNatAbs : Bool := true
  splitMinMax : Bool := true

theorem Nat.mul_self_le_mul_self {m n : Nat} (h : m ≤ n) : m * m ≤ n * n := Nat.mul_le_mul h h
instance {n : Nat} : CoeOut (Fin n) Nat := ⟨Fin.val⟩
instance instLTFin {n : Nat} : LT (Fin n) := ⟨fun a b => a.val < b.val⟩
instance instLEFin {n : Nat} : LE (Fin n) := ⟨fun a b => a.val ≤ b.val⟩
instance Fin.decLt {n : Nat} (a b : Fin n) : Decidable (a < b) := Nat.decLt ..
instance Fin.decLe {n : Nat} (a b : Fin n) : Decidable (a ≤ b) := Nat.decLe ..
theorem Fin.ext {n : Nat} : {a b : Fin n} → a.val = b.val → a = b | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl
instance instDecidableEqFin (n : Nat) : DecidableEq (Fin n) := fun a b =>
  decidable_of_iff' (a.val = b.val) ⟨fun h => h ▸ rfl, Fin.ext⟩
theorem Fin.val_congr {n : Nat} {a b : Fin n} (h : a = b) : (a : Nat) = (b : Nat) := h ▸ rfl
theorem Fin.val_le_of_le {n : Nat} {a b : Fin n} (h : a ≤ b) : (a : Nat) ≤ (b : Nat) := h
theorem Fin.val_le_of_ge {n : Nat} {a b : Fin n} (h : a ≥ b) : (b : Nat) ≤ (a : Nat) := h
theorem Fin.val_add_one_le_of_lt {n : Nat} {a b : Fin n} (h : a < b) : (a : Nat) + 1 ≤ (b : Nat) := h
theorem Fin.val_add_one_le_of_gt {n : Nat} {a b : Fin n} (h : a > b) : (b : Nat) + 1 ≤ (a : Nat) := h

namespace Lean.Omega
theorem ite_disjunction {α : Type u} {P : Prop} [Decidable P] {a b : α} : (P ∧ (if P then a else b) = a) ∨ (¬P ∧ (if P then a else b) = b) :=
  (em P).imp (fun h => ⟨h, if_pos h⟩) fun h => ⟨h, if_neg h⟩
theorem and_not_not_of_not_or {p q : Prop} (h : ¬(p ∨ q)) : ¬p ∧ ¬q := not_or.1 h
theorem Decidable.or_not_not_of_not_and {p q : Prop} [Decidable p] [Decidable q] (h : ¬(p ∧ q)) : ¬p ∨ ¬q := not_and_iff_not_or_not.1 h
theorem Decidable.and_or_not_and_not_of_iff {p q : Prop} [Decidable q] (h : p ↔ q) : (p ∧ q) ∨ (¬p ∧ ¬q) :=
  (em q).imp (fun x => ⟨h.2 x, x⟩) fun x => ⟨fun y => x (h.1 y), x⟩
theorem Decidable.and_not_of_not_imp {a b : Prop} [Decidable a] (h : ¬(a → b)) : a ∧ ¬b := Classical.not_imp.1 h
theorem Decidable.and_not_or_not_and_of_not_iff {a b : Prop} [Decidable a] [Decidable b] (h : ¬(a ↔ b)) : (a ∧ ¬b) ∨ (¬a ∧ b) :=
  Decidable.not_iff_iff_and_not_or_not_and.1 h

namespace Int
theorem ofNat_pow (a b : Nat) : ((a ^ b : Nat) : Int) = (a : Int) ^ b := Int.natCast_pow a b
theorem ofNat_pos_of_pos {a : Nat} (h : 0 < a) : 0 < (a : Int) := Int.ofNat_lt.2 h
theorem pos_pow_of_pos (a : Int) (b : Nat) (h : 0 < a) : 0 < a ^ b := by
  induction b with
  | zero => exact ofNat_pos_of_pos (Nat.zero_lt_one)
  | succ b ih => exact Int.mul_pos ih h
theorem natCast_ofNat {x : Nat} : ((OfNat.ofNat x : Nat) : Int) = OfNat.ofNat x := rfl
theorem ofNat_lt_of_lt {x y : Nat} (h : x < y) : (x : Int) < (y : Int) := Int.ofNat_lt.2 h
theorem ofNat_le_of_le {x y : Nat} (h : x ≤ y) : (x : Int) ≤ (y : Int) := Int.ofNat_le.2 h
theorem ofNat_shiftLeft_eq {x y : Nat} : ((x <<< y : Nat) : Int) = (x : Int) * (2 ^ y : Nat) := by rw [Nat.shiftLeft_eq, Int.natCast_mul]
theorem ofNat_shiftRight_eq_div_pow {x y : Nat} : ((x >>> y : Nat) : Int) = (x : Int) / (2 ^ y : Nat) := by rw [Nat.shiftRight_eq_div_pow, Int.natCast_ediv]
theorem emod_ofNat_nonneg {x : Nat} {y : Int} : 0 ≤ (x : Int) % y := Int.natCast_nonneg _
theorem lt_of_not_le {x y : Int} (h : ¬x ≤ y) : y < x := Int.not_le.1 h
theorem le_of_not_lt {x y : Int} (h : ¬x < y) : y ≤ x := Int.not_lt.1 h
theorem lt_of_gt {x y : Int} (h : x > y) : y < x := h
theorem le_of_ge {x y : Int} (h : x ≥ y) : y ≤ x := h
theorem add_congr {a b c d : Int} (h : a = b) (k : c = d) : a + c = b + d := h ▸ k ▸ rfl
theorem mul_congr {a b c d : Int} (h : a = b) (k : c = d) : a * c = b * d := h ▸ k ▸ rfl
theorem sub_congr {a b c d : Int} (h : a = b) (k : c = d) : a - c = b - d := h ▸ k ▸ rfl
theorem neg_congr {a b : Int} (h : a = b) : -a = -b := h ▸ rfl
theorem ofNat_mul_nonneg {a b : Nat} : 0 ≤ (a : Int) * b := Int.natCast_nonneg (a * b)
theorem ofNat_congr {a b : Nat} (h : a = b) : (a : Int) = (b : Int) := congrArg _ h
theorem ofNat_sub_dichotomy {a b : Nat} : b ≤ a ∧ ((a - b : Nat) : Int) = a - b ∨ a < b ∧ ((a - b : Nat) : Int) = 0 :=
  (Nat.lt_or_ge a b).elim (fun h => .inr ⟨h, congrArg _ (Nat.sub_eq_zero_of_le (Nat.le_of_lt h))⟩) fun h => .inl ⟨h, Int.ofNat_sub h⟩
theorem ofNat_sub_sub {a b c : Nat} : ((a - b - c : Nat) : Int) = ((a - (b + c) : Nat) : Int) := congrArg _ (Nat.sub_sub a b c)
theorem ofNat_min (a b : Nat) : ((min a b : Nat) : Int) = min (a : Int) (b : Int) := by
  show ((if a ≤ b then a else b : Nat) : Int) = if (a : Int) ≤ b then (a : Int) else b
  cases em (a ≤ b) with
  | inl h => rw [if_pos h, if_pos (Int.ofNat_le.2 h)]
  | inr h => rw [if_neg h, if_neg (fun k => h (Int.ofNat_le.1 k))]
theorem ofNat_max (a b : Nat) : ((max a b : Nat) : Int) = max (a : Int) (b : Int) := by
  show ((if a ≤ b then b else a : Nat) : Int) = if (a : Int) ≤ b then (b : Int) else a
  cases em (a ≤ b) with
  | inl h => rw [if_pos h, if_pos (Int.ofNat_le.2 h)]
  | inr h => rw [if_neg h, if_neg (fun k => h (Int.ofNat_le.1 k))]
theorem ofNat_natAbs (a : Int) : (a.natAbs : Int) = if 0 ≤ a then a else -a := by
  cases em (0 ≤ a) with
  | inl h => rw [if_pos h, Int.natAbs_of_nonneg h]
  | inr h => match a with
    | .ofNat n => exact absurd (Int.natCast_nonneg n) h
    | .negSucc n => rw [if_neg h]; rfl
theorem neg_le_natAbs {a : Int} : -a ≤ a.natAbs := by
  have := Int.le_natAbs (a := -a); rw [Int.natAbs_neg] at this; exact this
theorem ofNat_fst_mk {β : Type v} {x : Nat} {y : β} : ((Prod.mk x y).fst : Int) = (x : Int) := rfl
theorem ofNat_snd_mk {α : Type u} {x : α} {y : Nat} : ((Prod.mk x y).snd : Int) = (y : Int) := rfl
end Int
namespace Nat
theorem lt_of_gt {x y : Nat} (h : x > y) : y < x := h
theorem le_of_ge {x y : Nat} (h : x ≥ y) : y ≤ x := h
end Nat
namespace Fin
theorem lt_of_not_le {n : Nat} {i j : Fin n} (h : ¬i ≤ j) : j < i := Nat.not_le.1 h
theorem le_of_not_lt {n : Nat} {i j : Fin n} (h : ¬i < j) : j ≤ i := Nat.not_lt.1 h
theorem lt_or_gt_of_ne {n : Nat} {i j : Fin n} (h : i ≠ j) : i < j ∨ i > j := Nat.lt_or_gt_of_ne fun e => h (Fin.ext e)
end Fin
namespace Prod
theorem fst_mk {α : Type u} {x : α} {β : Type v} {y : β} : (Prod.mk x y).fst = x := rfl
theorem snd_mk {α : Type u} {x : α} {β : Type v} {y : β} : (Prod.mk x y).snd = y := rfl
end Prod
end Lean.Omega

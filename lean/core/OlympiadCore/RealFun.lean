prelude
import OlympiadCore.Real
-- Floor and ceiling, suprema, square roots; exponential, logarithm, powers and circular functions by limits.
set_option linter.all false
universe u v w

class RatCast (R : Type u) where ratCast : Rat → R
@[coe, reducible] protected def Rat.cast {R : Type u} [RatCast R] : Rat → R := RatCast.ratCast
instance {R : Type u} [RatCast R] : CoeTail Rat R := ⟨Rat.cast⟩
instance {R : Type u} [RatCast R] : CoeHTCT Rat R := ⟨Rat.cast⟩
instance : RatCast Rat := ⟨id⟩
instance Real.instRatCast : RatCast Real := ⟨Real.ofRat⟩

namespace Rat
theorem intCast_le {a b : Int} : (a : ℚ) ≤ b ↔ a ≤ b := by
  rw [← _root_.not_lt, Rat.lt_iff]
  show ¬(b * 1 < a * 1) ↔ a ≤ b
  omega
theorem intCast_lt {a b : Int} : (a : ℚ) < b ↔ a < b := by rw [← _root_.not_le, intCast_le, Int.not_le]
theorem intCast_add (a b : Int) : ((a + b : Int) : ℚ) = a + b := eq_of_rep (rep_intCast _) ((rep_intCast a).add (rep_intCast b)) (by rw [Int.natCast_mul, Int.natCast_one]; ring1)
theorem intCast_mul (a b : Int) : ((a * b : Int) : ℚ) = a * b := eq_of_rep (rep_intCast _) ((rep_intCast a).mul (rep_intCast b)) (by rw [Int.natCast_mul, Int.natCast_one])
theorem intCast_neg (a : Int) : ((-a : Int) : ℚ) = -a := eq_of_rep (rep_intCast _) (rep_intCast a).neg rfl
theorem intCast_sub (a b : Int) : ((a - b : Int) : ℚ) = a - b := by rw [Int.sub_eq_add_neg, intCast_add, intCast_neg, sub_eq_add_neg]
end Rat
namespace Real
theorem intCast_le {a b : Int} : (a : Real) ≤ b ↔ a ≤ b := by rw [← ofRat_intCast, ← ofRat_intCast, ofRat_le, Rat.intCast_le]
theorem intCast_lt {a b : Int} : (a : Real) < b ↔ a < b := by rw [← _root_.not_le, intCast_le, Int.not_le]
theorem intCast_add (a b : Int) : ((a + b : Int) : Real) = a + b := congrArg ofRat (Rat.intCast_add a b)
theorem intCast_mul (a b : Int) : ((a * b : Int) : Real) = a * b := congrArg ofRat (Rat.intCast_mul a b)
theorem intCast_neg (a : Int) : ((-a : Int) : Real) = -a := congrArg ofRat (Rat.intCast_neg a)
theorem intCast_natCast (n : Nat) : (((n : Int) : Real)) = (n : Real) := rfl
theorem ratCast_intCast (n : Int) : (((n : ℚ) : Real)) = (n : Real) := rfl
theorem ratCast_natCast (n : Nat) : (((n : ℚ) : Real)) = (n : Real) := rfl
theorem ratCast_add (p q : ℚ) : ((p + q : ℚ) : Real) = p + q := rfl
theorem ratCast_mul (p q : ℚ) : ((p * q : ℚ) : Real) = p * q := rfl
theorem ratCast_neg (p : ℚ) : ((-p : ℚ) : Real) = -p := rfl
theorem ratCast_inj {p q : ℚ} : (p : Real) = q ↔ p = q := ofRat_inj
theorem ratCast_lt {p q : ℚ} : (p : Real) < q ↔ p < q := ofRat_lt
theorem ratCast_inv (q : ℚ) : ((q⁻¹ : ℚ) : Real) = (q : Real)⁻¹ := by
  cases em (q = 0) with
  | inl h => rw [h, inv_zero]; exact inv_zero.symm
  | inr h => exact (inv_eq_of_mul_eq_one (by rw [← ratCast_mul, mul_inv_cancel₀ h]; rfl)).symm
theorem ratCast_div (p q : ℚ) : ((p / q : ℚ) : Real) = p / q := by rw [div_eq_mul_inv, ratCast_mul, ratCast_inv, div_eq_mul_inv]
end Real

/-- Ordered rings with a greatest integer below each element. -/
class FloorRing (α : Type u) [IntCast α] [LE α] where
  floor : α → Int
  ceil : α → Int
  le_floor : ∀ (z : Int) (a : α), z ≤ floor a ↔ (z : α) ≤ a
  ceil_le : ∀ (z : Int) (a : α), ceil a ≤ z ↔ a ≤ (z : α)
def Int.floor {α : Type u} [IntCast α] [LE α] [FloorRing α] (a : α) : Int := FloorRing.floor a
def Int.ceil {α : Type u} [IntCast α] [LE α] [FloorRing α] (a : α) : Int := FloorRing.ceil a
def Int.fract {α : Type u} [IntCast α] [LE α] [Sub α] [FloorRing α] (a : α) : α := a - Int.floor a
def Nat.floor {α : Type u} [IntCast α] [LE α] [FloorRing α] (a : α) : Nat := (Int.floor a).toNat
def Nat.ceil {α : Type u} [IntCast α] [LE α] [FloorRing α] (a : α) : Nat := (Int.ceil a).toNat
macro "⌊" a:term "⌋" : term => `(Int.floor $a)
macro "⌈" a:term "⌉" : term => `(Int.ceil $a)
macro "⌊" a:term "⌋₊" : term => `(Nat.floor $a)
macro "⌈" a:term "⌉₊" : term => `(Nat.ceil $a)
namespace Int
theorem le_floor {α : Type u} [IntCast α] [LE α] [FloorRing α] {z : Int} {a : α} : z ≤ ⌊a⌋ ↔ (z : α) ≤ a := FloorRing.le_floor z a
theorem ceil_le {α : Type u} [IntCast α] [LE α] [FloorRing α] {z : Int} {a : α} : ⌈a⌉ ≤ z ↔ a ≤ (z : α) := FloorRing.ceil_le z a
theorem floor_le {α : Type u} [IntCast α] [LE α] [FloorRing α] (a : α) : (⌊a⌋ : α) ≤ a := le_floor.1 (Int.le_refl _)
theorem le_ceil {α : Type u} [IntCast α] [LE α] [FloorRing α] (a : α) : a ≤ (⌈a⌉ : α) := ceil_le.1 (Int.le_refl _)
end Int
instance Rat.instFloorRing : FloorRing ℚ where
  floor q := q.num / q.den
  ceil q := -(-q.num / q.den)
  le_floor z q := by
    have hd : (0 : Int) < q.den := by have := q.den_nz; omega
    rw [← not_lt, ← not_lt, Rat.lt_iff]
    show ¬(q.num / q.den < z) ↔ ¬(q.num * 1 < z * q.den)
    rw [Int.mul_one, Int.not_lt, Int.not_lt]
    have a := Int.emod_nonneg q.num (by omega : (q.den : Int) ≠ 0)
    have b := Int.emod_lt_of_pos q.num hd
    have e := Int.emod_add_ediv q.num q.den
    constructor
    · intro h
      have := Int.mul_le_mul_of_nonneg_left h (Int.le_of_lt hd)
      rw [Int.mul_comm z]
      omega
    · intro h
      refine Int.not_lt.1 fun l => ?_
      have := Int.mul_le_mul_of_nonneg_left (show q.num / q.den + 1 ≤ z from l) (Int.le_of_lt hd)
      rw [Int.mul_add, Int.mul_one] at this
      rw [Int.mul_comm z] at h
      omega
  ceil_le z q := by
    have hd : (0 : Int) < q.den := by have := q.den_nz; omega
    rw [← not_lt, ← not_lt, Rat.lt_iff]
    show ¬(z < -(-q.num / q.den)) ↔ ¬(z * q.den < q.num * 1)
    rw [Int.mul_one, Int.not_lt, Int.not_lt]
    have a := Int.emod_nonneg (-q.num) (by omega : (q.den : Int) ≠ 0)
    have b := Int.emod_lt_of_pos (-q.num) hd
    have e := Int.emod_add_ediv (-q.num) q.den
    constructor
    · intro h
      have := Int.mul_le_mul_of_nonneg_left (show -z ≤ -q.num / q.den by omega) (Int.le_of_lt hd)
      rw [Int.mul_neg, Int.mul_comm _ z] at this
      omega
    · intro h
      refine Int.not_lt.1 fun l => ?_
      have := Int.mul_le_mul_of_nonneg_left (show -q.num / q.den + 1 ≤ -z by omega) (Int.le_of_lt hd)
      rw [Int.mul_add, Int.mul_one, Int.mul_neg, Int.mul_comm _ z] at this
      omega
namespace Real
theorem exists_floor (x : Real) : ∃ z : Int, (z : Real) ≤ x ∧ x < ((z + 1 : Int) : Real) := by
  obtain ⟨n, hn⟩ := exists_nat_gt x
  obtain ⟨m, hm⟩ := exists_nat_gt (-x)
  have ex : ∃ k : Nat, x < ((-m + k + 1 : Int) : Real) := ⟨n + m, lt_of_lt_of_le hn (intCast_le.2 (by omega : (n : Int) ≤ -m + ((n + m : Nat) : Int) + 1))⟩
  obtain ⟨k, hk, least⟩ := exists_least_nat ex
  refine ⟨-m + k, ?_, hk⟩
  cases k with
  | zero =>
    have := neg_lt_neg hm
    rw [neg_neg, ← intCast_natCast, ← intCast_neg] at this
    exact le_of_lt (lt_of_le_of_lt (intCast_le.2 (by omega)) this)
  | succ k =>
    have := not_lt.1 (least k (Nat.lt_succ_self k))
    exact le_trans (intCast_le.2 (by omega)) this
noncomputable instance instFloorRing : FloorRing Real where
  floor x := Classical.choose (exists_floor x)
  ceil x := -Classical.choose (exists_floor (-x))
  le_floor z x := by
    have h := Classical.choose_spec (exists_floor x)
    exact ⟨fun l => le_trans (intCast_le.2 l) h.1, fun l => by have := intCast_lt.1 (lt_of_le_of_lt l h.2); omega⟩
  ceil_le z x := by
    have h := Classical.choose_spec (exists_floor (-x))
    generalize Classical.choose (exists_floor (-x)) = w at *
    constructor
    · intro l
      have := neg_le_neg (le_trans (intCast_le.2 (show -z ≤ w by omega)) h.1)
      rwa [neg_neg, intCast_neg, neg_neg] at this
    · intro l
      have := lt_of_le_of_lt (neg_le_neg l) h.2
      rw [← intCast_neg] at this
      have := intCast_lt.1 this
      omega
end Real

class SupSet (α : Type u) where sSup : Set α → α
class InfSet (α : Type u) where sInf : Set α → α
export SupSet (sSup)
export InfSet (sInf)
def iSup {α : Type u} [SupSet α] {ι : Sort v} (s : ι → α) : α := sSup (Set.range s)
def iInf {α : Type u} [InfSet α] {ι : Sort v} (s : ι → α) : α := sInf (Set.range s)
open Lean in
macro "⨆ " x:ident ", " b:term:60 : term => `(iSup fun $x => $b)
open Lean in
macro "⨆ " x:ident " : " t:term ", " b:term:60 : term => `(iSup fun $x : $t => $b)
open Lean in
macro "⨅ " x:ident ", " b:term:60 : term => `(iInf fun $x => $b)
open Lean in
macro "⨅ " x:ident " : " t:term ", " b:term:60 : term => `(iInf fun $x : $t => $b)
namespace Real
open Classical in
noncomputable instance : SupSet Real := ⟨fun S => if h : S.Nonempty ∧ BddAbove S then choose (exists_isLUB h.1 h.2) else 0⟩
noncomputable instance : InfSet Real := ⟨fun S => -sSup {x | -x ∈ S}⟩
theorem isLUB_sSup {S : Set Real} (h : S.Nonempty) (k : BddAbove S) : IsLUB S (sSup S) := by
  have e : sSup S = Classical.choose (exists_isLUB h k) := dif_pos ⟨h, k⟩
  exact e ▸ Classical.choose_spec (exists_isLUB h k)
theorem sSup_empty : sSup (∅ : Set Real) = 0 := dif_neg fun h => match h.1 with | ⟨_, hx⟩ => hx
theorem sSup_of_not_bddAbove {S : Set Real} (h : ¬BddAbove S) : sSup S = 0 := dif_neg fun k => h k.2
theorem sInf_def (S : Set Real) : sInf S = -sSup {x | -x ∈ S} := rfl
theorem sInf_empty : sInf (∅ : Set Real) = 0 := by
  rw [sInf_def, show {x : Real | -x ∈ (∅ : Set Real)} = ∅ from rfl, sSup_empty, neg_zero]

/-- The square root; 0 for negative numbers, whose set is empty. -/
noncomputable def sqrt (x : Real) : Real := sSup {y | 0 ≤ y ∧ y * y ≤ x}
end Real
prefix:100 "√" => Real.sqrt
namespace Real
theorem sqrt_eq_zero_of_nonpos {x : Real} (h : x ≤ 0) : √x = 0 := by
  cases lt_or_eq_of_le h with
  | inl l =>
    refine (congrArg sSup (Set.eq_empty_iff_forall_notMem.2 fun y hy => ?_)).trans sSup_empty
    exact not_le_of_gt l (le_trans (mul_self_nonneg y) hy.2)
  | inr e =>
    have s : {y : Real | 0 ≤ y ∧ y * y ≤ x} = {0} := Set.ext fun y =>
      ⟨fun hy => (mul_eq_zero.1 (le_antisymm (e ▸ hy.2) (mul_self_nonneg y))).elim id id, fun hy => by
        have hy : y = 0 := hy
        subst hy
        exact ⟨le_refl 0, by rw [mul_zero, e]; exact le_refl 0⟩⟩
    have lub : IsLUB ({0} : Set Real) 0 := ⟨fun y hy => le_of_eq hy, fun u hu => hu rfl⟩
    exact (congrArg sSup s).trans ((isLUB_sSup (S := {0}) (⟨0, rfl⟩ : ({0} : Set Real).Nonempty) (⟨0, lub.1⟩ : BddAbove ({0} : Set Real))).unique lub)
theorem sqrt_isLUB {x : Real} (h : 0 ≤ x) : IsLUB {y | 0 ≤ y ∧ y * y ≤ x} (√x) :=
  isLUB_sSup ⟨0, le_refl 0, by rw [mul_zero]; exact h⟩ ⟨x + 1, fun y hy => le_of_not_gt fun l => by
    have p := add_pos_of_pos_of_nonneg zero_lt_one h
    rw [add_comm] at p
    have a := mul_self_lt_mul_self (le_of_lt p) l
    have b : x ≤ (x + 1) * (x + 1) := le_of_sub_eq (add_nonneg (add_nonneg (mul_self_nonneg x) h) zero_le_one) (by ring1)
    exact not_lt_of_ge hy.2 (lt_of_le_of_lt b a)⟩
theorem sqrt_nonneg (x : Real) : 0 ≤ √x := (le_total 0 x).elim
  (fun h => (sqrt_isLUB h).1 ⟨le_refl 0, by rw [mul_zero]; exact h⟩) fun h => le_of_eq (sqrt_eq_zero_of_nonpos h).symm
theorem mul_self_sqrt {x : Real} (h : 0 ≤ x) : √x * √x = x := by
  have lub := sqrt_isLUB h
  have s0 := sqrt_nonneg x
  generalize √x = s at *
  refine Classical.byContradiction fun n => (lt_or_gt_of_ne n).elim (fun l => ?_) fun l => ?_
  · -- A little more than `s` still has its square below `x`.
    have q : 0 < 2 * s + 1 := by
      have := add_pos_of_pos_of_nonneg zero_lt_one (mul_nonneg (le_of_lt two_pos) s0); rwa [add_comm] at this
    have d := div_pos (sub_pos.2 l) q
    have e := div_mul_cancel₀ (x - s * s) (ne_of_gt q)
    generalize (x - s * s) / (2 * s + 1) = t at *
    have r := lt_min d zero_lt_one
    have r1 := min_le_left t (1 : Real)
    have r2 := min_le_right t (1 : Real)
    generalize min t (1 : Real) = ε at *
    have bound : (s + ε) * (s + ε) ≤ x := by
      have c := mul_le_mul_of_nonneg_right r1 (le_of_lt q)
      have f := mul_le_mul_of_nonneg_left r2 (le_of_lt r)
      rw [e] at c
      exact le_of_sub_eq (add_nonneg (sub_nonneg.2 c) (sub_nonneg.2 f)) (by ring1)
    have := lub.1 ⟨add_nonneg s0 (le_of_lt r), bound⟩
    have := add_lt_add_left r s
    rw [add_zero] at this
    exact not_le_of_gt this (lub.1 ⟨add_nonneg s0 (le_of_lt r), bound⟩)
  · -- A little less than `s` is still an upper bound.
    have sp : 0 < s := lt_of_le_of_ne s0 fun e => not_le_of_gt l (by rw [← e, mul_zero]; exact h)
    have q := mul_pos two_pos sp
    have d := div_pos (sub_pos.2 l) q
    have e := div_mul_cancel₀ (s * s - x) (ne_of_gt q)
    generalize (s * s - x) / (2 * s) = δ at *
    have ub : s - δ ∈ upperBounds {y : Real | 0 ≤ y ∧ y * y ≤ x} := fun y hy => le_of_not_gt fun k => by
      have dn : 0 ≤ s - δ := by
        have : 0 ≤ (2 * s) * (2 * (s - δ)) := by
          rw [show (2 * s) * (2 * (s - δ)) = 2 * (2 * (s * s)) - 2 * (δ * (2 * s)) by ring1, e]
          rw [show 2 * (2 * (s * s)) - 2 * (s * s - x) = 2 * (s * s + x) by ring1]
          exact mul_nonneg (le_of_lt two_pos) (add_nonneg (mul_self_nonneg s) h)
        have := le_of_mul_le_mul_left (a := 0) (b := 2 * (s - δ)) (c := 2 * s) (by rw [mul_zero]; exact this) q
        exact le_of_mul_le_mul_left (a := 0) (b := s - δ) (c := 2) (by rw [mul_zero]; exact this) two_pos
      have a := mul_self_lt_mul_self dn k
      have b : x ≤ (s - δ) * (s - δ) := le_of_sub_eq (mul_self_nonneg δ) (by
        rw [show (s - δ) * (s - δ) - x = s * s - δ * (2 * s) + δ * δ - x by ring1, e]; ring1)
      exact not_le_of_gt (lt_of_le_of_lt b a) hy.2
    have := lub.2 ub
    have k := sub_pos.2 (lt_of_lt_of_le (sub_lt_iff_lt_add.2 (by have := add_lt_add_left d s; rwa [add_zero] at this)) this)
    rw [sub_self] at k
    exact lt_irrefl _ k
theorem sq_sqrt {x : Real} (h : 0 ≤ x) : √x ^ 2 = x := by rw [pow_two]; exact mul_self_sqrt h
theorem sqrt_mul_self {x : Real} (h : 0 ≤ x) : √(x * x) = x := by
  have a := mul_self_sqrt (mul_nonneg h h)
  have n := sqrt_nonneg (x * x)
  generalize √(x * x) = s at *
  cases lt_trichotomy s x with
  | inl l => exact (ne_of_lt (mul_self_lt_mul_self n l) a).elim
  | inr k => exact k.elim id fun l => (ne_of_lt (mul_self_lt_mul_self h l) a.symm).elim
theorem sqrt_sq {x : Real} (h : 0 ≤ x) : √(x ^ 2) = x := by rw [pow_two]; exact sqrt_mul_self h
theorem sqrt_zero : √0 = 0 := sqrt_eq_zero_of_nonpos (le_refl 0)
theorem sqrt_one : √1 = 1 := by have := sqrt_mul_self (zero_le_one (α := Real)); rwa [mul_one] at this

/-- The terms come as close to `l` as one likes. -/
def HasLimit (u : Nat → Real) (l : Real) : Prop := ∀ ε : Real, 0 < ε → ∃ N, ∀ n, N ≤ n → |u n - l| < ε
theorem HasLimit.unique {u : Nat → Real} {a b : Real} (h : HasLimit u a) (k : HasLimit u b) : a = b := by
  refine Classical.byContradiction fun n => ?_
  have d := abs_pos.2 fun e => n (sub_eq_zero.1 e)
  obtain ⟨M, hM⟩ := h _ (half_pos d)
  obtain ⟨N, hN⟩ := k _ (half_pos d)
  have a1 := hM (M + N) (by omega)
  rw [abs_sub_comm] at a1
  have s := add_lt_add a1 (hN (M + N) (by omega))
  rw [add_halves] at s
  exact not_lt_of_ge (abs_sub_le a (u (M + N)) b) s
open Classical in
/-- The limit of a sequence that has one, 0 for others. -/
noncomputable def limit (u : Nat → Real) : Real := if h : ∃ l, HasLimit u l then choose h else 0
theorem limit_eq {u : Nat → Real} {l : Real} (h : HasLimit u l) : limit u = l := by
  have e : ∃ l, HasLimit u l := ⟨l, h⟩
  exact (dif_pos e).trans ((Classical.choose_spec e).unique h)
/-- The exponential series. -/
noncomputable def exp (x : Real) : Real := limit fun n => ∑ k ∈ Finset.range n, x ^ k / (Nat.factorial k : Real)
/-- The series of sine and cosine. -/
noncomputable def sin (x : Real) : Real := limit fun n => ∑ k ∈ Finset.range n, (-1) ^ k * x ^ (2 * k + 1) / (Nat.factorial (2 * k + 1) : Real)
noncomputable def cos (x : Real) : Real := limit fun n => ∑ k ∈ Finset.range n, (-1) ^ k * x ^ (2 * k) / (Nat.factorial (2 * k) : Real)
noncomputable def tan (x : Real) : Real := sin x / cos x
noncomputable def cot (x : Real) : Real := cos x / sin x
noncomputable def sinh (x : Real) : Real := (exp x - exp (-x)) / 2
noncomputable def cosh (x : Real) : Real := (exp x + exp (-x)) / 2
noncomputable def tanh (x : Real) : Real := sinh x / cosh x
/-- Twice the least positive zero of the cosine. -/
noncomputable def pi : Real := 2 * sInf {x | 0 < x ∧ cos x = 0}
open Classical in
/-- The number with this exponential, if there is one. -/
noncomputable def expInv (x : Real) : Real := if h : ∃ y, exp y = x then choose h else 0
open Classical in
/-- The number whose exponential is `|x|`; 0 for 0. -/
noncomputable def log (x : Real) : Real := if x = 0 then 0 else expInv (|x|)
noncomputable def logb (b x : Real) : Real := log x / log b
open Classical in
/-- Powers with real exponents; of a negative base `x` it is `exp (log x * y) * cos (y * π)`. -/
noncomputable def rpow (x y : Real) : Real :=
  if 0 < x then exp (log x * y) else if x = 0 then (if y = 0 then 1 else 0) else exp (log x * y) * cos (y * pi)
noncomputable instance : Pow Real Real := ⟨rpow⟩
open Classical in
/-- The angle of `[-π/2, π/2]` with this sine; outside `[-1, 1]` that of the nearer end. -/
noncomputable def arcsin (x : Real) : Real :=
  if h : ∃ y, -(pi / 2) ≤ y ∧ y ≤ pi / 2 ∧ sin y = max (-1) (min 1 x) then choose h else 0
noncomputable def arccos (x : Real) : Real := pi / 2 - arcsin x
open Classical in
/-- The angle of `(-π/2, π/2)` with this tangent. -/
noncomputable def arctan (x : Real) : Real := if h : ∃ y, -(pi / 2) < y ∧ y < pi / 2 ∧ tan y = x then choose h else 0
scoped notation "π" => Real.pi
theorem log_zero : log 0 = 0 := if_pos rfl
theorem log_neg_eq_log (x : Real) : log (-x) = log x := by
  unfold log
  rw [abs_neg]
  cases em (x = 0) with
  | inl h => rw [if_pos h, if_pos (neg_eq_zero.2 h)]
  | inr h => rw [if_neg h, if_neg fun k => h (neg_eq_zero.1 k)]
theorem log_abs (x : Real) : log (|x|) = log x := (le_total 0 x).elim (fun h => by rw [abs_of_nonneg h]) fun h => by rw [abs_of_nonpos h, log_neg_eq_log]
theorem rpow_def_of_pos {x : Real} (h : 0 < x) (y : Real) : x ^ y = exp (log x * y) := if_pos h
theorem rpow_def_of_neg {x : Real} (h : x < 0) (y : Real) : x ^ y = exp (log x * y) * cos (y * pi) :=
  (if_neg (lt_asymm h)).trans (if_neg (ne_of_lt h))
theorem zero_rpow {y : Real} (h : y ≠ 0) : (0 : Real) ^ y = 0 := (if_neg (lt_irrefl 0)).trans ((if_pos rfl).trans (if_neg h))
theorem zero_rpow_zero : (0 : Real) ^ (0 : Real) = 1 := (if_neg (lt_irrefl 0)).trans ((if_pos rfl).trans (if_pos rfl))
end Real

prelude
import OlympiadCore.Combinatorics
-- The complex numbers, a field; the nonnegative reals; norms; irrational numbers.
set_option linter.all false
universe u v w

@[ext] structure Complex where
  re : Real
  im : Real
macro "ℂ" : term => `(Complex)
namespace Complex
def ofReal (r : Real) : Complex := ⟨r, 0⟩
instance : CoeTail Real Complex := ⟨ofReal⟩
instance : CoeHTCT Real Complex := ⟨ofReal⟩
attribute [coe] ofReal
def I : Complex := ⟨0, 1⟩
instance : Zero Complex := ⟨⟨0, 0⟩⟩
instance : One Complex := ⟨⟨1, 0⟩⟩
instance : Add Complex := ⟨fun z w => ⟨z.re + w.re, z.im + w.im⟩⟩
instance : Mul Complex := ⟨fun z w => ⟨z.re * w.re - z.im * w.im, z.re * w.im + z.im * w.re⟩⟩
instance : Neg Complex := ⟨fun z => ⟨-z.re, -z.im⟩⟩
instance : Sub Complex := ⟨fun z w => ⟨z.re - w.re, z.im - w.im⟩⟩
instance : NatCast Complex := ⟨fun n => ⟨n, 0⟩⟩
instance : IntCast Complex := ⟨fun n => ⟨n, 0⟩⟩
instance : RatCast Complex := ⟨fun q => ⟨q, 0⟩⟩
protected def pow (a : Complex) : Nat → Complex
  | 0 => 1
  | n + 1 => Complex.pow a n * a
instance : NatPow Complex := ⟨Complex.pow⟩
@[simp] theorem add_re (z w : Complex) : (z + w).re = z.re + w.re := rfl
@[simp] theorem add_im (z w : Complex) : (z + w).im = z.im + w.im := rfl
@[simp] theorem mul_re (z w : Complex) : (z * w).re = z.re * w.re - z.im * w.im := rfl
@[simp] theorem mul_im (z w : Complex) : (z * w).im = z.re * w.im + z.im * w.re := rfl
@[simp] theorem neg_re (z : Complex) : (-z).re = -z.re := rfl
@[simp] theorem neg_im (z : Complex) : (-z).im = -z.im := rfl
@[simp] theorem sub_re (z w : Complex) : (z - w).re = z.re - w.re := rfl
@[simp] theorem sub_im (z w : Complex) : (z - w).im = z.im - w.im := rfl
@[simp] theorem zero_re : (0 : Complex).re = 0 := rfl
@[simp] theorem zero_im : (0 : Complex).im = 0 := rfl
@[simp] theorem one_re : (1 : Complex).re = 1 := rfl
@[simp] theorem one_im : (1 : Complex).im = 0 := rfl
@[simp] theorem I_re : I.re = 0 := rfl
@[simp] theorem I_im : I.im = 1 := rfl
@[simp] theorem ofReal_re (r : Real) : (r : Complex).re = r := rfl
@[simp] theorem ofReal_im (r : Real) : (r : Complex).im = 0 := rfl
theorem ext' {z w : Complex} (h : z.re = w.re) (k : z.im = w.im) : z = w := by cases z; cases w; cases h; cases k; rfl
instance instAddCommMonoid : AddCommMonoid Complex where
  add_assoc a b c := ext' (add_assoc a.re b.re c.re) (add_assoc a.im b.im c.im)
  add_comm a b := ext' (add_comm a.re b.re) (add_comm a.im b.im)
  zero_add a := ext' (zero_add a.re) (zero_add a.im)
instance instCommMonoid : CommMonoid Complex where
  mul_assoc a b c := ext' (by simp only [mul_re, mul_im]; ring1) (by simp only [mul_re, mul_im]; ring1)
  mul_comm a b := ext' (by simp only [mul_re, mul_im]; ring1) (by simp only [mul_re, mul_im]; ring1)
  one_mul a := ext' (by simp only [mul_re, one_re, one_im]; ring1) (by simp only [mul_im, one_re, one_im]; ring1)
instance instCommSemiring : CommSemiring Complex where
  left_distrib a b c := ext' (by simp only [mul_re, mul_im, add_re, add_im]; ring1) (by simp only [mul_re, mul_im, add_re, add_im]; ring1)
  zero_mul a := ext' (by simp only [mul_re, zero_re, zero_im]; ring1) (by simp only [mul_im, zero_re, zero_im]; ring1)
  natCast_zero := rfl
  natCast_succ n := ext' (Nat.cast_succ n) (zero_add (0 : Real)).symm
  pow_zero _ := rfl
  pow_succ _ _ := rfl
instance instCommRing : CommRing Complex where
  neg_add_cancel a := ext' (neg_add_cancel a.re) (neg_add_cancel a.im)
  sub_eq_add_neg a b := ext' (sub_eq_add_neg a.re b.re) (sub_eq_add_neg a.im b.im)
def normSq (z : Complex) : Real := z.re * z.re + z.im * z.im
/-- The inverse of 0 is 0. -/
noncomputable instance : Inv Complex := ⟨fun z => ⟨z.re / normSq z, -z.im / normSq z⟩⟩
noncomputable instance : Div Complex := ⟨fun z w => z * w⁻¹⟩
theorem normSq_ne_zero {z : Complex} (h : z ≠ 0) : normSq z ≠ 0 := fun e => by
  have a := mul_self_nonneg z.re
  have b := mul_self_nonneg z.im
  have e : z.re * z.re + z.im * z.im = 0 := e
  have a0 : z.re * z.re = 0 := le_antisymm (by rw [← e]; have := add_le_add_left b (z.re * z.re); rwa [add_zero] at this) a
  have b0 : z.im * z.im = 0 := by rwa [a0, zero_add] at e
  exact h (ext' ((mul_eq_zero.1 a0).elim id id) ((mul_eq_zero.1 b0).elim id id))
noncomputable instance instField : Field Complex where
  zero_ne_one h := zero_ne_one' (congrArg re h)
  mul_inv_cancel z h := by
    have n := normSq_ne_zero h
    refine ext' ?_ ?_
    · show z.re * (z.re / normSq z) - z.im * (-z.im / normSq z) = 1
      rw [div_eq_mul_inv, div_eq_mul_inv, show z.re * (z.re * (normSq z)⁻¹) - z.im * (-z.im * (normSq z)⁻¹) = (z.re * z.re + z.im * z.im) * (normSq z)⁻¹ by ring1]
      exact mul_inv_cancel₀ n
    · show z.re * (-z.im / normSq z) + z.im * (z.re / normSq z) = 0
      rw [div_eq_mul_inv, div_eq_mul_inv]; ring1
  inv_zero := ext' (by show (0 : Real) / _ = 0; exact zero_div _) (by show -(0 : Real) / _ = 0; rw [neg_zero]; exact zero_div _)
  div_eq_mul_inv _ _ := rfl
where zero_ne_one' : (0 : Real) = 1 → False := ne_of_lt zero_lt_one
theorem I_mul_I : I * I = -1 := ext' (by simp only [mul_re, I_re, I_im, neg_re, one_re]; ring1) (by simp only [mul_im, I_re, I_im, neg_im, one_im]; ring1)
theorem I_sq : I ^ 2 = -1 := by rw [pow_two]; exact I_mul_I
noncomputable def exp (z : Complex) : Complex := ⟨Real.exp z.re * Real.cos z.im, Real.exp z.re * Real.sin z.im⟩
end Complex

class Norm (E : Type u) where norm : E → Real
export Norm (norm)
macro:max atomic("‖" noWs) a:term noWs "‖" : term => `(norm $a)
noncomputable instance : Norm Real := ⟨fun x => |x|⟩
noncomputable instance : Norm Complex := ⟨fun z => √(Complex.normSq z)⟩
theorem Real.norm_eq_abs (x : Real) : ‖x‖ = |x| := rfl
theorem Complex.norm_def (z : Complex) : ‖z‖ = √(Complex.normSq z) := rfl
/-- Not a fraction of integers. -/
def Irrational (x : Real) : Prop := ¬x ∈ Set.range (fun q : ℚ => (q : Real))

def NNReal : Type := { r : Real // 0 ≤ r }
namespace NNReal
scoped macro "ℝ≥0" : term => `(NNReal)
@[coe] def toReal (r : NNReal) : Real := r.val
instance : CoeOut NNReal Real := ⟨toReal⟩
theorem ext {a b : NNReal} (h : (a : Real) = b) : a = b := Subtype.ext h
instance : Zero NNReal := ⟨⟨0, le_refl 0⟩⟩
instance : One NNReal := ⟨⟨1, zero_le_one⟩⟩
instance : Add NNReal := ⟨fun a b => ⟨a.val + b.val, add_nonneg a.2 b.2⟩⟩
instance : Mul NNReal := ⟨fun a b => ⟨a.val * b.val, mul_nonneg a.2 b.2⟩⟩
instance : NatCast NNReal := ⟨fun n => ⟨n, Nat.cast_nonneg n⟩⟩
protected def pow (a : NNReal) : Nat → NNReal
  | 0 => 1
  | n + 1 => NNReal.pow a n * a
instance : NatPow NNReal := ⟨NNReal.pow⟩
instance : AddCommMonoid NNReal where
  add_assoc a b c := ext (add_assoc a.val b.val c.val)
  add_comm a b := ext (add_comm a.val b.val)
  zero_add a := ext (zero_add a.val)
instance : CommMonoid NNReal where
  mul_assoc a b c := ext (mul_assoc a.val b.val c.val)
  mul_comm a b := ext (mul_comm a.val b.val)
  one_mul a := ext (one_mul a.val)
instance : CommSemiring NNReal where
  left_distrib a b c := ext (mul_add a.val b.val c.val)
  zero_mul a := ext (zero_mul a.val)
  natCast_zero := rfl
  natCast_succ n := ext (Nat.cast_succ n)
  pow_zero _ := rfl
  pow_succ _ _ := rfl
open Classical in
noncomputable instance : LinearOrder NNReal where
  le a b := a.val ≤ b.val
  lt a b := a.val < b.val
  le_refl a := le_refl a.val
  le_trans a b c h k := le_trans (α := Real) h k
  lt_iff_le_not_ge a b := lt_iff_le_not_ge (α := Real)
  le_antisymm a b h k := ext (le_antisymm (α := Real) h k)
  le_total a b := le_total a.val b.val
  max a b := if a.val ≤ b.val then b else a
  min a b := if a.val ≤ b.val then a else b
  max_of_le a b h := if_pos h
  max_of_ge a b h := by
    split
    · rename_i k; exact ext (le_antisymm (α := Real) h k)
    · rfl
  min_of_le a b h := if_pos h
  min_of_ge a b h := by
    split
    · rename_i k; exact ext (le_antisymm (α := Real) k h)
    · rfl
noncomputable instance : Inv NNReal := ⟨fun a => ⟨a.val⁻¹, by
  cases lt_or_eq_of_le a.2 with
  | inl h => exact le_of_lt (inv_pos_of_pos h)
  | inr h => rw [← h, inv_zero]; exact le_refl _⟩⟩
noncomputable instance : Div NNReal := ⟨fun a b => a * b⁻¹⟩
/-- Subtraction stops at 0. -/
noncomputable instance : Sub NNReal := ⟨fun a b => ⟨max (a.val - b.val) 0, le_max_right _ _⟩⟩
noncomputable def sqrt (a : NNReal) : NNReal := ⟨√a.val, Real.sqrt_nonneg _⟩
theorem coe_add (a b : NNReal) : ((a + b : NNReal) : Real) = a + b := rfl
theorem coe_mul (a b : NNReal) : ((a * b : NNReal) : Real) = a * b := rfl
theorem coe_sub_def (a b : NNReal) : ((a - b : NNReal) : Real) = max ((a : Real) - b) 0 := rfl
theorem coe_sqrt (a : NNReal) : ((NNReal.sqrt a : NNReal) : Real) = √(a : Real) := rfl
end NNReal
noncomputable def Real.toNNReal (r : Real) : NNReal := ⟨max r 0, le_max_right _ _⟩
theorem Real.coe_toNNReal' (r : Real) : ((Real.toNNReal r : NNReal) : Real) = max r 0 := rfl

prelude
import OlympiadCore.Limits
-- Polynomials in one letter as sequences of coefficients that end in zeros.
set_option linter.all false
universe u v w

@[ext] structure Polynomial (R : Type u) [CommSemiring R] where
  coeff : Nat → R
  vanishes : ∃ N, ∀ n, N ≤ n → coeff n = 0
namespace Polynomial
scoped notation:9000 R "[X]" => Polynomial R
variable {R : Type u}
section semiring
variable [CommSemiring R]
theorem ext' {p q : Polynomial R} (h : ∀ n, p.coeff n = q.coeff n) : p = q := by
  have e : p.coeff = q.coeff := funext h
  cases p; cases q; cases e; rfl
/-- The constant polynomial. -/
def C (a : R) : Polynomial R := ⟨fun n => if n = 0 then a else 0, ⟨1, fun n h => if_neg (by omega)⟩⟩
def X : Polynomial R := ⟨fun n => if n = 1 then 1 else 0, ⟨2, fun n h => if_neg (by omega)⟩⟩
instance : Zero (Polynomial R) := ⟨⟨fun _ => 0, ⟨0, fun _ _ => rfl⟩⟩⟩
instance : One (Polynomial R) := ⟨C 1⟩
instance : NatCast (Polynomial R) := ⟨fun n => C n⟩
instance : Add (Polynomial R) := ⟨fun p q => ⟨fun n => p.coeff n + q.coeff n, by
  obtain ⟨M, hM⟩ := p.vanishes
  obtain ⟨N, hN⟩ := q.vanishes
  exact ⟨M + N, fun n h => by rw [hM n (by omega), hN n (by omega), add_zero]⟩⟩⟩
theorem sum_range_eq_zero {f : Nat → R} {n : Nat} (h : ∀ i, i < n → f i = 0) : ∑ i ∈ Finset.range n, f i = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, ih fun i hi => h i (by omega), h n (by omega), add_zero]
instance : Mul (Polynomial R) := ⟨fun p q => ⟨fun n => ∑ i ∈ Finset.range (n + 1), p.coeff i * q.coeff (n - i), by
  obtain ⟨M, hM⟩ := p.vanishes
  obtain ⟨N, hN⟩ := q.vanishes
  refine ⟨M + N, fun n h => sum_range_eq_zero fun i hi => ?_⟩
  cases Nat.lt_or_ge i M with
  | inl l => rw [hN (n - i) (by omega), mul_zero]
  | inr l => rw [hM i l, zero_mul]⟩⟩
protected def pow (p : Polynomial R) : Nat → Polynomial R
  | 0 => 1
  | n + 1 => Polynomial.pow p n * p
instance : NatPow (Polynomial R) := ⟨Polynomial.pow⟩
@[simp] theorem coeff_add (p q : Polynomial R) (n : Nat) : (p + q).coeff n = p.coeff n + q.coeff n := rfl
theorem coeff_mul (p q : Polynomial R) (n : Nat) : (p * q).coeff n = ∑ i ∈ Finset.range (n + 1), p.coeff i * q.coeff (n - i) := rfl
@[simp] theorem coeff_zero (n : Nat) : (0 : Polynomial R).coeff n = 0 := rfl
theorem coeff_C (a : R) (n : Nat) : (C a).coeff n = if n = 0 then a else 0 := rfl
theorem coeff_X (n : Nat) : (X : Polynomial R).coeff n = if n = 1 then 1 else 0 := rfl
instance instAddCommMonoid : AddCommMonoid (Polynomial R) where
  add_assoc p q r := ext' fun n => add_assoc _ _ _
  add_comm p q := ext' fun n => add_comm _ _
  zero_add p := ext' fun n => zero_add _
/-- The greatest index of a coefficient that is not 0; 0 for constants and for 0. -/
noncomputable def natDegree (p : Polynomial R) : Nat := sInf {N | ∀ n, N < n → p.coeff n = 0}
theorem coeff_eq_zero_of_natDegree_lt {p : Polynomial R} {n : Nat} (h : p.natDegree < n) : p.coeff n = 0 := by
  obtain ⟨N, hN⟩ := p.vanishes
  exact Nat.sInf_mem (s := {N | ∀ n, N < n → p.coeff n = 0}) ⟨N, fun n h => hN n (by omega)⟩ n h
theorem natDegree_zero : (0 : Polynomial R).natDegree = 0 := Nat.le_zero.1 (Nat.sInf_le (s := {N | ∀ n, N < n → (0 : Polynomial R).coeff n = 0}) fun n _ => rfl)
theorem natDegree_C (a : R) : (C a).natDegree = 0 := Nat.le_zero.1 (Nat.sInf_le (s := {N | ∀ n, N < n → (C a).coeff n = 0}) fun n h => if_neg (Nat.ne_of_gt h))
noncomputable def leadingCoeff (p : Polynomial R) : R := p.coeff p.natDegree
def Monic (p : Polynomial R) : Prop := p.leadingCoeff = 1
noncomputable def eval (x : R) (p : Polynomial R) : R := ∑ i ∈ Finset.range (p.natDegree + 1), p.coeff i * x ^ i
def IsRoot (p : Polynomial R) (a : R) : Prop := p.eval a = 0
theorem leadingCoeff_zero : (0 : Polynomial R).leadingCoeff = 0 := rfl
theorem eval_zero (x : R) : (0 : Polynomial R).eval x = 0 := sum_range_eq_zero fun i _ => by rw [coeff_zero, zero_mul]
theorem eval_C (a x : R) : (C a).eval x = a := by
  unfold eval
  rw [natDegree_C, Finset.sum_range_succ, Finset.sum_range_zero, zero_add, pow_zero, mul_one]
  rfl
instance : SMul R (Polynomial R) := ⟨fun a p => ⟨fun n => a * p.coeff n, p.vanishes.imp fun N h n k => by rw [h n k, mul_zero]⟩⟩
@[simp] theorem coeff_smul (a : R) (p : Polynomial R) (n : Nat) : (a • p).coeff n = a * p.coeff n := rfl
/-- `p` at the polynomial `q`. -/
noncomputable def comp (p q : Polynomial R) : Polynomial R := ∑ i ∈ Finset.range (p.natDegree + 1), C (p.coeff i) * q ^ i
end semiring
section ring
variable [CommRing R]
instance : Neg (Polynomial R) := ⟨fun p => ⟨fun n => -p.coeff n, p.vanishes.imp fun N h n k => by rw [h n k, neg_zero]⟩⟩
instance : Sub (Polynomial R) := ⟨fun p q => p + -q⟩
@[simp] theorem coeff_neg (p : Polynomial R) (n : Nat) : (-p).coeff n = -p.coeff n := rfl
theorem coeff_sub (p q : Polynomial R) (n : Nat) : (p - q).coeff n = p.coeff n - q.coeff n := (sub_eq_add_neg _ _).symm
end ring
end Polynomial

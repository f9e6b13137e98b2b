prelude
import OlympiadCore.Rat
-- The real numbers: classes of Cauchy sequences of rationals. An ordered field, complete and Archimedean.
set_option linter.all false
universe u v w
set_option maxHeartbeats 20000

theorem exists_nat_gt_rat (q : ℚ) : ∃ n : Nat, q < n := by
  refine ⟨q.num.natAbs + 1, (Rat.lt_iff _ _).2 ?_⟩
  show q.num * (1 : Int) < ((q.num.natAbs + 1 : Nat) : Int) * q.den
  have h : q.num ≤ q.num.natAbs := Int.le_natAbs
  have d : (1 : Int) ≤ q.den := by have := q.den_nz; omega
  have := Int.mul_le_mul_of_nonneg_left d (show (0 : Int) ≤ ((q.num.natAbs + 1 : Nat) : Int) by omega)
  omega
theorem half_lt_self {α : Type u} [Field α] [LinearOrder α] [IsStrictOrderedRing α] {a : α} (h : 0 < a) : a / 2 < a := by
  have := add_lt_add_left (half_pos h) (a / 2); rwa [add_zero, add_halves] at this

/-- The distances between late members become small. -/
def IsCauchy (f : Nat → ℚ) : Prop := ∀ ε : ℚ, 0 < ε → ∃ N, ∀ m, N ≤ m → ∀ n, N ≤ n → |f m - f n| < ε
namespace IsCauchy
def Null (f : Nat → ℚ) : Prop := ∀ ε : ℚ, 0 < ε → ∃ N, ∀ n, N ≤ n → |f n| < ε
def Pos (f : Nat → ℚ) : Prop := ∃ ε : ℚ, 0 < ε ∧ ∃ N, ∀ n, N ≤ n → ε ≤ f n
def Bounded (f : Nat → ℚ) : Prop := ∃ B : ℚ, 0 < B ∧ ∀ n, |f n| ≤ B
theorem null_add {f g : Nat → ℚ} (hf : Null f) (hg : Null g) : Null (fun n => f n + g n) := fun ε h => by
  obtain ⟨M, hM⟩ := hf (ε / 2) (half_pos h)
  obtain ⟨N, hN⟩ := hg (ε / 2) (half_pos h)
  refine ⟨M + N, fun n hn => ?_⟩
  have := add_lt_add (hM n (by omega)) (hN n (by omega))
  rw [add_halves] at this
  exact lt_of_le_of_lt (abs_add_le _ _) this
theorem null_neg {f : Nat → ℚ} (hf : Null f) : Null (fun n => -f n) := fun ε h => by
  obtain ⟨M, hM⟩ := hf ε h
  exact ⟨M, fun n hn => by rw [abs_neg]; exact hM n hn⟩
theorem null_zero : Null (fun _ => 0) := fun ε h => ⟨0, fun n _ => by rw [abs_zero]; exact h⟩
theorem null_congr {f g : Nat → ℚ} (hf : Null f) (h : ∀ n, f n = g n) : Null g := (funext h : f = g) ▸ hf
theorem bounded_initial (f : Nat → ℚ) (N : Nat) : ∃ B : ℚ, 0 < B ∧ ∀ n, n < N → |f n| ≤ B := by
  induction N with
  | zero => exact ⟨1, zero_lt_one, fun n h => (Nat.not_lt_zero n h).elim⟩
  | succ N ih =>
    obtain ⟨B, hB, h⟩ := ih
    refine ⟨max B (|f N|), lt_of_lt_of_le hB (le_max_left _ _), fun n hn => ?_⟩
    cases Nat.lt_or_ge n N with
    | inl l => exact le_trans (h n l) (le_max_left _ _)
    | inr l => exact (show n = N by omega) ▸ le_max_right _ _
theorem bounded {f : Nat → ℚ} (hf : IsCauchy f) : Bounded f := by
  obtain ⟨N, hN⟩ := hf 1 zero_lt_one
  obtain ⟨B, hB, h⟩ := bounded_initial f N
  refine ⟨max B (|f N| + 1), lt_of_lt_of_le hB (le_max_left _ _), fun n => ?_⟩
  cases Nat.lt_or_ge n N with
  | inl l => exact le_trans (h n l) (le_max_left _ _)
  | inr l =>
    refine le_trans ?_ (le_max_right _ _)
    have a := abs_add_le (f N) (f n - f N)
    rw [add_sub_cancel] at a
    exact le_trans a (add_le_add_left (le_of_lt (hN n l N (Nat.le_refl N))) _)
theorem null_mul {f g : Nat → ℚ} (hf : Null f) (hg : Bounded g) : Null (fun n => f n * g n) := fun ε h => by
  obtain ⟨B, hB, b⟩ := hg
  obtain ⟨N, hN⟩ := hf (ε / B) (div_pos h hB)
  refine ⟨N, fun n hn => ?_⟩
  rw [abs_mul]
  have := (lt_div_iff₀ hB).1 (hN n hn)
  exact lt_of_le_of_lt (mul_le_mul_of_nonneg_left (b n) (abs_nonneg _)) this
theorem const (q : ℚ) : IsCauchy (fun _ => q) := fun ε h => ⟨0, fun _ _ _ _ => by rw [sub_self, abs_zero]; exact h⟩
theorem add {f g : Nat → ℚ} (hf : IsCauchy f) (hg : IsCauchy g) : IsCauchy (fun n => f n + g n) := fun ε h => by
  obtain ⟨M, hM⟩ := hf (ε / 2) (half_pos h)
  obtain ⟨N, hN⟩ := hg (ε / 2) (half_pos h)
  refine ⟨M + N, fun m hm n hn => ?_⟩
  have := add_lt_add (hM m (by omega) n (by omega)) (hN m (by omega) n (by omega))
  rw [add_halves] at this
  rw [show f m + g m - (f n + g n) = (f m - f n) + (g m - g n) by ring1]
  exact lt_of_le_of_lt (abs_add_le _ _) this
theorem neg {f : Nat → ℚ} (hf : IsCauchy f) : IsCauchy (fun n => -f n) := fun ε h => by
  obtain ⟨M, hM⟩ := hf ε h
  exact ⟨M, fun m hm n hn => by rw [show -f m - -f n = -(f m - f n) by ring1, abs_neg]; exact hM m hm n hn⟩
theorem mul {f g : Nat → ℚ} (hf : IsCauchy f) (hg : IsCauchy g) : IsCauchy (fun n => f n * g n) := fun ε h => by
  obtain ⟨B, hB, b⟩ := bounded hf
  obtain ⟨C, hC, c⟩ := bounded hg
  obtain ⟨M, hM⟩ := hf (ε / 2 / C) (div_pos (half_pos h) hC)
  obtain ⟨N, hN⟩ := hg (ε / 2 / B) (div_pos (half_pos h) hB)
  refine ⟨M + N, fun m hm n hn => ?_⟩
  have e1 := (lt_div_iff₀ hC).1 (hM m (by omega) n (by omega))
  have e2 := (lt_div_iff₀ hB).1 (hN m (by omega) n (by omega))
  have e3 := add_lt_add e1 e2
  rw [add_halves] at e3
  rw [show f m * g m - f n * g n = (f m - f n) * g m + (g m - g n) * f n by ring1]
  refine lt_of_le_of_lt (abs_add_le _ _) (lt_of_le_of_lt ?_ e3)
  rw [abs_mul, abs_mul]
  exact add_le_add (mul_le_mul_of_nonneg_left (c m) (abs_nonneg _)) (mul_le_mul_of_nonneg_left (b n) (abs_nonneg _))
theorem pos_of_null {f g : Nat → ℚ} (h : Null (fun n => f n - g n)) : Pos f → Pos g := fun ⟨ε, hε, N, hN⟩ => by
  obtain ⟨M, hM⟩ := h (ε / 2) (half_pos hε)
  refine ⟨ε / 2, half_pos hε, M + N, fun n hn => ?_⟩
  have a := (abs_lt.1 (hM n (by omega))).2
  have b := hN n (by omega)
  have e := add_halves ε
  refine le_of_sub_eq (add_nonneg (sub_nonneg.2 (le_of_lt a)) (sub_nonneg.2 b)) ?_
  rw [show ε / 2 - (f n - g n) + (f n - ε) = g n - (ε - ε / 2) by ring1]
  rw [show ε - ε / 2 = ε / 2 from sub_eq_iff_eq_add.2 e.symm]
theorem not_pos_of_null {f : Nat → ℚ} (h : Null f) : ¬Pos f := fun ⟨ε, hε, N, hN⟩ => by
  obtain ⟨M, hM⟩ := h ε hε
  exact not_le_of_gt (abs_lt.1 (hM (M + N) (by omega))).2 (hN (M + N) (by omega))
theorem total {f : Nat → ℚ} (hf : IsCauchy f) : Null f ∨ Pos f ∨ Pos (fun n => -f n) := by
  refine (em (Null f)).imp id fun n => ?_
  obtain ⟨ε, h⟩ := not_forall.1 n
  obtain ⟨hε, h⟩ := Classical.not_imp.1 h
  rw [not_exists] at h
  obtain ⟨N, hN⟩ := hf (ε / 2) (half_pos hε)
  obtain ⟨k, h⟩ := not_forall.1 (h N)
  obtain ⟨hk, h⟩ := Classical.not_imp.1 h
  have h := not_lt.1 h
  have e := sub_eq_iff_eq_add.2 (add_halves ε).symm
  have half : ∀ {x y : ℚ}, ε ≤ x → |x - y| < ε / 2 → ε / 2 ≤ y := fun {x y} a b => by
    have b := (abs_lt.1 b).2
    refine le_of_sub_eq (add_nonneg (sub_nonneg.2 (le_of_lt b)) (sub_nonneg.2 a)) ?_
    rw [show ε / 2 - (x - y) + (x - ε) = y - (ε - ε / 2) by ring1, e]
  cases le_total 0 (f k) with
  | inl p =>
    rw [abs_of_nonneg p] at h
    exact .inl ⟨ε / 2, half_pos hε, N, fun n hn => half h (hN k hk n hn)⟩
  | inr p =>
    rw [abs_of_nonpos p] at h
    refine .inr ⟨ε / 2, half_pos hε, N, fun n hn => half h ?_⟩
    rw [show -f k - -f n = -(f k - f n) by ring1, abs_neg]
    exact hN k hk n hn
theorem pos_add {f g : Nat → ℚ} : Pos f → Pos g → Pos (fun n => f n + g n) := fun ⟨ε, hε, M, hM⟩ ⟨δ, hδ, N, hN⟩ =>
  ⟨ε + δ, add_pos hε hδ, M + N, fun n hn => add_le_add (hM n (by omega)) (hN n (by omega))⟩
theorem pos_mul {f g : Nat → ℚ} : Pos f → Pos g → Pos (fun n => f n * g n) := fun ⟨ε, hε, M, hM⟩ ⟨δ, hδ, N, hN⟩ =>
  ⟨ε * δ, mul_pos hε hδ, M + N, fun n hn => mul_le_mul (hM n (by omega)) (hN n (by omega)) (le_of_lt hδ) (le_trans (le_of_lt hε) (hM n (by omega)))⟩
/-- The inverses of a sequence that stays above a positive number. -/
theorem inv {f : Nat → ℚ} (hf : IsCauchy f) (p : Pos f) : IsCauchy (fun n => (f n)⁻¹) := fun δ hδ => by
  obtain ⟨ε, hε, M, hM⟩ := p
  obtain ⟨N, hN⟩ := hf (δ * (ε * ε)) (mul_pos hδ (mul_pos hε hε))
  refine ⟨M + N, fun m hm n hn => ?_⟩
  have pm := lt_of_lt_of_le hε (hM m (by omega))
  have pn := lt_of_lt_of_le hε (hM n (by omega))
  have pp := mul_pos pm pn
  have e : ((f m)⁻¹ - (f n)⁻¹) * (f m * f n) = f n - f m := by
    rw [show ((f m)⁻¹ - (f n)⁻¹) * (f m * f n) = ((f m)⁻¹ * f m) * f n - ((f n)⁻¹ * f n) * f m by ring1,
      inv_mul_cancel₀ (ne_of_gt pm), inv_mul_cancel₀ (ne_of_gt pn), one_mul, one_mul]
  have a := congrArg abs e
  rw [abs_mul, abs_of_pos pp, abs_sub_comm (f n)] at a
  have b := hN m (by omega) n (by omega)
  rw [← a] at b
  have c := mul_le_mul_of_nonneg_left (mul_le_mul (hM m (by omega)) (hM n (by omega)) (le_of_lt hε) (le_of_lt pm)) (le_of_lt hδ)
  exact lt_of_mul_lt_mul_left (c := f m * f n) (by rw [mul_comm, mul_comm (f m * f n) δ]; exact lt_of_lt_of_le b c) (le_of_lt pp)
end IsCauchy
open IsCauchy

/-- Cauchy sequences of rationals, those equal whose difference tends to 0. -/
def Real : Type := Quot fun f g : { f : Nat → ℚ // IsCauchy f } => Null (fun n => f.val n - g.val n)
macro "ℝ" : term => `(Real)
namespace Real
def mk (f : Nat → ℚ) (h : IsCauchy f) : Real := Quot.mk _ ⟨f, h⟩
theorem exists_mk (x : Real) : ∃ f h, x = mk f h := Quot.ind (β := fun x => ∃ f h, x = mk f h) (fun f => ⟨f.1, f.2, rfl⟩) x
theorem sound {f g : Nat → ℚ} {hf : IsCauchy f} {hg : IsCauchy g} (h : Null (fun n => f n - g n)) : mk f hf = mk g hg := Quot.sound h
theorem null_symm {f g : Nat → ℚ} (h : Null (fun n => f n - g n)) : Null (fun n => g n - f n) := null_congr (null_neg h) fun n => neg_sub _ _
theorem null_trans {f g h : Nat → ℚ} (a : Null (fun n => f n - g n)) (b : Null (fun n => g n - h n)) : Null (fun n => f n - h n) :=
  null_congr (null_add a b) fun n => by ring1
theorem exact {f g : Nat → ℚ} {hf : IsCauchy f} {hg : IsCauchy g} (h : mk f hf = mk g hg) : Null (fun n => f n - g n) := by
  have key := congrArg (Quot.lift (fun g : { f : Nat → ℚ // IsCauchy f } => Null (fun n => f n - g.val n))
    fun a b k => propext ⟨fun l => null_trans l k, fun l => null_trans l (null_symm k)⟩) h
  have z : Null (fun n => f n - f n) := null_congr null_zero fun n => (sub_self _).symm
  exact Eq.mp key z
theorem add_sound {f g f' g' : Nat → ℚ} (h : Null (fun n => f n - f' n)) (k : Null (fun n => g n - g' n)) : Null (fun n => f n + g n - (f' n + g' n)) := by
  have e : (fun n => f n + g n - (f' n + g' n)) = fun n => (f n - f' n) + (g n - g' n) := funext fun n => by ring1
  rw [e]; exact null_add h k
theorem mul_sound {f g f' g' : Nat → ℚ} (hg : Bounded g) (hf : Bounded f') (h : Null (fun n => f n - f' n)) (k : Null (fun n => g n - g' n)) : Null (fun n => f n * g n - f' n * g' n) := by
  have e : (fun n => f n * g n - f' n * g' n) = fun n => (f n - f' n) * g n + (g n - g' n) * f' n := funext fun n => by ring1
  rw [e]; exact null_add (null_mul h hg) (null_mul k hf)
theorem neg_sound {f f' : Nat → ℚ} (h : Null (fun n => f n - f' n)) : Null (fun n => -f n - -f' n) := by
  have e : (fun n => -f n - -f' n) = fun n => -(f n - f' n) := funext fun n => by ring1
  rw [e]; exact null_neg h
theorem null_self (f : Nat → ℚ) : Null (fun n => f n - f n) := by
  have e : (fun n => f n - f n) = fun _ => 0 := funext fun n => sub_self (f n)
  rw [e]; exact null_zero
/-- A function of two sequences that respects equality, as one of two numbers. -/
def lift₂ (F : { f : Nat → ℚ // IsCauchy f } → { f : Nat → ℚ // IsCauchy f } → Real)
    (h : ∀ a a' b b', Null (fun n => a.val n - a'.val n) → Null (fun n => b.val n - b'.val n) → F a b = F a' b') (x y : Real) : Real :=
  Quot.lift (fun a => Quot.lift (F a) (fun b b' k => h a a b b' (null_self a.val) k) y)
    (fun a a' k => Quot.ind (β := fun y => Quot.lift (F a) _ y = Quot.lift (F a') _ y) (fun b => h a a' b b k (null_self b.val)) y) x
protected def add : Real → Real → Real := lift₂ (fun f g => mk (fun n => f.val n + g.val n) (f.2.add g.2)) fun _ _ _ _ h k => sound (add_sound h k)
protected def mul : Real → Real → Real := lift₂ (fun f g => mk (fun n => f.val n * g.val n) (f.2.mul g.2)) fun _ a' b _ h k => sound (mul_sound (bounded b.2) (bounded a'.2) h k)
/-- A function of a sequence that respects equality, as one of a number. -/
def lift {β : Sort u} (F : { f : Nat → ℚ // IsCauchy f } → β) (h : ∀ a a', Null (fun n => a.val n - a'.val n) → F a = F a') (x : Real) : β := Quot.lift F h x
protected def neg : Real → Real := lift (fun f => mk (fun n => -f.val n) f.2.neg) fun _ _ h => sound (neg_sound h)
def ofRat (q : ℚ) : Real := mk (fun _ => q) (IsCauchy.const q)
instance : Zero Real := ⟨ofRat 0⟩
instance : One Real := ⟨ofRat 1⟩
instance : Add Real := ⟨Real.add⟩
instance : Mul Real := ⟨Real.mul⟩
instance : Neg Real := ⟨Real.neg⟩
instance : Sub Real := ⟨fun x y => x + -y⟩
instance : NatCast Real := ⟨fun n => ofRat n⟩
instance : IntCast Real := ⟨fun n => ofRat n⟩
protected def pow (a : Real) : Nat → Real
  | 0 => 1
  | n + 1 => Real.pow a n * a
instance : NatPow Real := ⟨Real.pow⟩
theorem mk_congr {f g : Nat → ℚ} {hf : IsCauchy f} {hg : IsCauchy g} (h : ∀ n, f n = g n) : mk f hf = mk g hg :=
  sound (null_congr null_zero fun n => by rw [h n, sub_self])
instance instAddCommMonoid : AddCommMonoid Real where
  add_assoc a b c := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a; obtain ⟨g, hg, rfl⟩ := exists_mk b; obtain ⟨k, hk, rfl⟩ := exists_mk c
    exact mk_congr fun n => add_assoc (f n) (g n) (k n)
  add_comm a b := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a; obtain ⟨g, hg, rfl⟩ := exists_mk b
    exact mk_congr fun n => add_comm (f n) (g n)
  zero_add a := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a
    exact mk_congr fun n => zero_add (f n)
instance instCommMonoid : CommMonoid Real where
  mul_assoc a b c := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a; obtain ⟨g, hg, rfl⟩ := exists_mk b; obtain ⟨k, hk, rfl⟩ := exists_mk c
    exact mk_congr fun n => mul_assoc (f n) (g n) (k n)
  mul_comm a b := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a; obtain ⟨g, hg, rfl⟩ := exists_mk b
    exact mk_congr fun n => mul_comm (f n) (g n)
  one_mul a := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a
    exact mk_congr fun n => one_mul (f n)
instance instCommSemiring : CommSemiring Real where
  left_distrib a b c := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a; obtain ⟨g, hg, rfl⟩ := exists_mk b; obtain ⟨k, hk, rfl⟩ := exists_mk c
    exact mk_congr fun n => mul_add (f n) (g n) (k n)
  zero_mul a := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a
    exact mk_congr fun n => zero_mul (f n)
  natCast_zero := rfl
  natCast_succ n := mk_congr fun _ => Nat.cast_succ n
  pow_zero _ := rfl
  pow_succ _ _ := rfl
instance instCommRing : CommRing Real where
  neg_add_cancel a := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a
    exact mk_congr fun n => neg_add_cancel (f n)
  sub_eq_add_neg _ _ := rfl
def IsPos : Real → Prop := lift (fun f => Pos f.val) fun _ _ h => propext ⟨pos_of_null h, pos_of_null (null_symm h)⟩
theorem zero_def : (0 : Real) = mk (fun _ => 0) (IsCauchy.const 0) := rfl
def cone : PositiveCone Real where
  pos := IsPos
  not_pos_zero := not_pos_of_null null_zero
  pos_add a b h k := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a; obtain ⟨g, hg, rfl⟩ := exists_mk b
    exact IsCauchy.pos_add h k
  pos_mul a b h k := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a; obtain ⟨g, hg, rfl⟩ := exists_mk b
    exact IsCauchy.pos_mul h k
  total a := by
    obtain ⟨f, hf, rfl⟩ := exists_mk a
    refine hf.total.imp (fun h => sound (g := fun _ => 0) ?_) id
    have e : (fun n => f n - 0) = f := funext fun n => sub_zero (f n)
    rw [e]; exact h
  one_ne_zero h := by
    have h := Real.exact (hf := IsCauchy.const 1) (hg := IsCauchy.const 0) h
    obtain ⟨N, hN⟩ := h 1 zero_lt_one
    have := hN N (Nat.le_refl N)
    rw [sub_zero, abs_one] at this
    exact lt_irrefl _ this
open Classical in
noncomputable instance instLinearOrder : LinearOrder Real := cone.linearOrder (fun a b => if cone.pos (b - a) then b else a) (fun a b => if cone.pos (b - a) then a else b)
  (fun a b => ⟨fun h => h.elim (fun h => if_pos h) fun e => by subst e; exact ite_self _,
    fun h => h.elim (fun h => if_neg fun k => cone.asymm h k) fun e => by subst e; exact ite_self _⟩)
  (fun a b => ⟨fun h => h.elim (fun h => if_pos h) fun e => by subst e; exact ite_self _,
    fun h => h.elim (fun h => if_neg fun k => cone.asymm h k) fun e => by subst e; exact ite_self _⟩)
noncomputable instance decidableLT (a b : Real) : Decidable (a < b) := Classical.propDecidable _
noncomputable instance decidableLE (a b : Real) : Decidable (a ≤ b) := Classical.propDecidable _
noncomputable instance decidableEq (a b : Real) : Decidable (a = b) := Classical.propDecidable _
instance instIsStrictOrderedRing : IsStrictOrderedRing Real where
  add_le_add_left a b h c := h.elim (fun h => .inl (by rwa [show c + b - (c + a) = b - a by ring1])) fun e => .inr (e ▸ rfl)
  le_of_add_le_add_left a b c h := h.elim (fun h => .inl (by rwa [show a + c - (a + b) = c - b by ring1] at h)) fun e => .inr (add_left_cancel e)
  mul_lt_mul_of_pos_left a b c h k := by
    have h : cone.pos (b - a) := h
    have k : cone.pos (c - 0) := k
    have := cone.pos_mul _ _ k h
    rw [show (c - 0) * (b - a) = c * b - c * a by ring1] at this
    exact this
  zero_lt_one := by
    have := cone.pos_one
    rw [show (1 : Real) = 1 - 0 by ring1] at this
    exact this
theorem exists_mul_eq_one (x : Real) (h : x ≠ 0) : ∃ y, x * y = 1 := by
  have key : ∀ x : Real, IsPos x → ∃ y, x * y = 1 := fun x p => by
    obtain ⟨f, hf, rfl⟩ := exists_mk x
    refine ⟨mk _ (hf.inv p), sound fun ε hε => ?_⟩
    obtain ⟨δ, hδ, N, hN⟩ := p
    refine ⟨N, fun n hn => ?_⟩
    show |f n * (f n)⁻¹ - 1| < ε
    rw [mul_inv_cancel₀ (ne_of_gt (lt_of_lt_of_le hδ (hN n hn))), sub_self, abs_zero]
    exact hε
  cases cone.total x with
  | inl e => exact (h e).elim
  | inr p => cases p with
    | inl p => exact key x p
    | inr p =>
      obtain ⟨y, e⟩ := key (-x) p
      exact ⟨-y, by rw [← e]; ring1⟩
open Classical in
/-- The inverse of 0 is 0. -/
protected noncomputable def inv (x : Real) : Real := if h : x ≠ 0 then choose (exists_mul_eq_one x h) else 0
noncomputable instance : Inv Real := ⟨Real.inv⟩
noncomputable instance : Div Real := ⟨fun x y => x * y⁻¹⟩
noncomputable instance instField : Field Real where
  zero_ne_one := ne_of_lt zero_lt_one
  mul_inv_cancel a h := (congrArg (a * ·) (dif_pos h : a⁻¹ = Classical.choose (exists_mul_eq_one a h))).trans (Classical.choose_spec (exists_mul_eq_one a h))
  inv_zero := dif_neg fun h => h rfl
  div_eq_mul_inv _ _ := rfl

theorem ofRat_lt {p q : ℚ} : ofRat p < ofRat q ↔ p < q := by
  constructor
  · rintro ⟨ε, hε, N, hN⟩
    have : ε ≤ q + -p := hN N (Nat.le_refl N)
    rw [← sub_eq_add_neg] at this
    exact sub_pos.1 (lt_of_lt_of_le hε this)
  · intro h
    exact ⟨q - p, sub_pos.2 h, 0, fun n _ => le_of_eq (sub_eq_add_neg q p)⟩
theorem ofRat_inj {p q : ℚ} : ofRat p = ofRat q ↔ p = q := by
  refine ⟨fun h => Classical.byContradiction fun n => ?_, fun h => h ▸ rfl⟩
  exact (lt_or_gt_of_ne n).elim (fun l => ne_of_lt (ofRat_lt.2 l) h) fun l => ne_of_gt (ofRat_lt.2 l) h
theorem ofRat_le {p q : ℚ} : ofRat p ≤ ofRat q ↔ p ≤ q := by rw [← not_lt, ofRat_lt, not_lt]
theorem ofRat_add (p q : ℚ) : ofRat (p + q) = ofRat p + ofRat q := rfl
theorem ofRat_mul (p q : ℚ) : ofRat (p * q) = ofRat p * ofRat q := rfl
theorem ofRat_neg (p : ℚ) : ofRat (-p) = -ofRat p := rfl
theorem ofRat_sub (p q : ℚ) : ofRat (p - q) = ofRat p - ofRat q := rfl
theorem ofRat_natCast (n : Nat) : ofRat n = (n : Real) := rfl
theorem ofRat_intCast (n : Int) : ofRat n = (n : Real) := rfl
theorem intCast_negSucc (n : Nat) : ((Int.negSucc n : Int) : Real) = -((n + 1 : Nat) : Real) := rfl

/-- Every real lies below some natural number. -/
theorem exists_nat_gt (x : Real) : ∃ n : Nat, x < n := by
  obtain ⟨f, hf, rfl⟩ := exists_mk x
  obtain ⟨B, hB, b⟩ := bounded hf
  obtain ⟨n, hn⟩ := exists_nat_gt_rat (B + 1)
  refine ⟨n, 1, zero_lt_one, 0, fun k _ => ?_⟩
  show (1 : ℚ) ≤ (n : ℚ) + -f k
  have h := le_trans (le_abs_self _) (b k)
  exact le_of_sub_eq (add_nonneg (sub_nonneg.2 (le_of_lt hn)) (sub_nonneg.2 h)) (by ring1)
theorem mk_le_of_forall {f : Nat → ℚ} {hf : IsCauchy f} {x : Real} {N : Nat} (h : ∀ n, N ≤ n → ofRat (f n) ≤ x) : mk f hf ≤ x := by
  refine not_lt.1 fun l => ?_
  obtain ⟨g, hg, rfl⟩ := exists_mk x
  obtain ⟨ε, hε, M, hM⟩ : Pos (fun n => f n + -g n) := l
  obtain ⟨K, hK⟩ := hf (ε / 2) (half_pos hε)
  have b := h (M + N + K) (by omega)
  refine not_lt.2 b ⟨ε / 2, half_pos hε, M + N + K, fun n hn => ?_⟩
  show ε / 2 ≤ f (M + N + K) + -g n
  have c := (abs_lt.1 (hK (M + N + K) (by omega) n (by omega))).1
  have d := hM n (by omega)
  have e := sub_eq_iff_eq_add.2 (add_halves ε).symm
  refine le_of_sub_eq (add_nonneg (sub_nonneg.2 d) (sub_nonneg.2 (le_of_lt c))) ?_
  rw [show f n + -g n - ε + (f (M + N + K) - f n - -(ε / 2)) = f (M + N + K) + -g n - (ε - ε / 2) by ring1, e]
theorem le_mk_of_forall {f : Nat → ℚ} {hf : IsCauchy f} {x : Real} {N : Nat} (h : ∀ n, N ≤ n → x ≤ ofRat (f n)) : x ≤ mk f hf := by
  have := mk_le_of_forall (f := fun n => -f n) (hf := hf.neg) (x := -x) (N := N) fun n hn => neg_le_neg (h n hn)
  have := neg_le_neg this
  rw [neg_neg] at this
  exact (show -(mk (fun n => -f n) hf.neg) = mk f hf from mk_congr fun n => neg_neg (f n)) ▸ this

theorem exists_least_nat {p : Nat → Prop} (h : ∃ n, p n) : ∃ n, p n ∧ ∀ m, m < n → ¬p m := by
  obtain ⟨n, hn⟩ := h
  induction n using Nat.strongRecOn with
  | ind n ih => exact (em (∃ m, m < n ∧ p m)).elim (fun ⟨m, l, h⟩ => ih m l h) fun k => ⟨n, hn, fun m l h => k ⟨m, l, h⟩⟩
theorem natCast_mul_inv_lt {ε : ℚ} (h : 0 < ε) : ∃ N : Nat, ∀ n, N ≤ n → (1 : ℚ) / ((n + 1 : Nat) : ℚ) < ε := by
  obtain ⟨N, hN⟩ := exists_nat_gt_rat (1 / ε)
  refine ⟨N, fun n hn => (div_lt_iff₀ (Nat.cast_succ_pos n)).2 ?_⟩
  have a := (div_lt_iff₀ h).1 hN
  have b := mul_le_mul_of_nonneg_right (Nat.cast_le (α := ℚ).2 (show N ≤ n + 1 by omega)) (le_of_lt h)
  rw [mul_comm ε]
  exact lt_of_lt_of_le a b
/-- A nonempty set with an upper bound has a least one. -/
theorem exists_isLUB {S : Set Real} (ne : S.Nonempty) (bdd : BddAbove S) : ∃ x, IsLUB S x := by
  obtain ⟨s, hs⟩ := ne
  obtain ⟨b, hb⟩ := bdd
  -- For each `n` a multiple of `1 / (n + 1)` that is no upper bound while the next one is.
  have step : ∀ n : Nat, ∃ q : ℚ, (∃ s, s ∈ S ∧ ofRat q < s) ∧ ∀ s, s ∈ S → s ≤ ofRat (q + 1 / ((n + 1 : Nat) : ℚ)) := fun n => by
    have pn : (0 : ℚ) < ((n + 1 : Nat) : ℚ) := Nat.cast_succ_pos n
    obtain ⟨m, hm⟩ := exists_nat_gt (-s)
    have low : ofRat (-(m : ℚ)) < s := by have := neg_lt_neg hm; rw [neg_neg] at this; exact this
    let p : Nat → Prop := fun k => ∀ s, s ∈ S → s ≤ ofRat (-(m : ℚ) + (k : ℚ) / ((n + 1 : Nat) : ℚ))
    have ex : ∃ k, p k := by
      obtain ⟨k, hk⟩ := exists_nat_gt b
      refine ⟨(k + m) * (n + 1), fun t ht => le_trans (hb ht) (le_trans (le_of_lt hk) ?_)⟩
      refine (ofRat_le (p := (k : ℚ))).2 (le_of_eq ?_)
      rw [Nat.cast_mul, mul_div_cancel_right₀ _ (ne_of_gt pn), Nat.cast_add]; ring1
    obtain ⟨k, hk, least⟩ := exists_least_nat ex
    cases k with
    | zero =>
      have := hk s hs
      rw [Nat.cast_zero, zero_div, add_zero] at this
      exact (not_le_of_gt low this).elim
    | succ k =>
      refine ⟨-(m : ℚ) + (k : ℚ) / ((n + 1 : Nat) : ℚ), ?_, fun t ht => ?_⟩
      · obtain ⟨t, h⟩ := not_forall.1 (least k (Nat.lt_succ_self k))
        obtain ⟨ht, h⟩ := Classical.not_imp.1 h
        exact ⟨t, ht, not_le.1 h⟩
      · have := hk t ht
        rwa [Nat.cast_succ, ← div_add_div_same, ← add_assoc] at this
  let q : Nat → ℚ := fun n => Classical.choose (step n)
  have q1 : ∀ n, ∃ s, s ∈ S ∧ ofRat (q n) < s := fun n => (Classical.choose_spec (step n)).1
  have q2 : ∀ n s, s ∈ S → s ≤ ofRat (q n + 1 / ((n + 1 : Nat) : ℚ)) := fun n => (Classical.choose_spec (step n)).2
  have near : ∀ m n, q m < q n + 1 / ((n + 1 : Nat) : ℚ) := fun m n => by
    obtain ⟨t, ht, l⟩ := q1 m
    exact ofRat_lt.1 (lt_of_lt_of_le l (q2 n t ht))
  have cauchy : IsCauchy q := fun ε hε => by
    obtain ⟨N, hN⟩ := natCast_mul_inv_lt hε
    refine ⟨N, fun m hm n hn => abs_lt.2 ⟨?_, ?_⟩⟩
    · have a := lt_trans (near n m) (add_lt_add_left (hN m hm) (q m))
      exact lt_of_sub_eq (sub_pos.2 a) (by ring1)
    · have a := lt_trans (near m n) (add_lt_add_left (hN n hn) (q n))
      exact lt_of_sub_eq (sub_pos.2 a) (by ring1)
  refine ⟨mk q cauchy, fun t ht => ?_, fun u hu => mk_le_of_forall (N := 0) fun n _ => ?_⟩
  · refine not_lt.1 fun l => ?_
    obtain ⟨f, hf, rfl⟩ := exists_mk t
    obtain ⟨ε, hε, M, hM⟩ : Pos (fun n => f n + -q n) := l
    obtain ⟨N, hN⟩ := natCast_mul_inv_lt hε
    have key : mk f hf ≤ mk (fun n => q n + 1 / ((n + 1 : Nat) : ℚ)) (fun δ hδ => by
        obtain ⟨K, hK⟩ := natCast_mul_inv_lt (half_pos hδ)
        obtain ⟨L, hL⟩ := cauchy (δ / 2) (half_pos hδ)
        refine ⟨K + L, fun m hm n hn => ?_⟩
        have a := hL m (by omega) n (by omega)
        have im := hK m (by omega)
        have inn := hK n (by omega)
        have pm : (0 : ℚ) < 1 / ((m + 1 : Nat) : ℚ) := div_pos zero_lt_one (Nat.cast_succ_pos m)
        have pn : (0 : ℚ) < 1 / ((n + 1 : Nat) : ℚ) := div_pos zero_lt_one (Nat.cast_succ_pos n)
        show |(q m + 1 / ((m + 1 : Nat) : ℚ) - (q n + 1 / ((n + 1 : Nat) : ℚ)))| < δ
        generalize (1 : ℚ) / ((m + 1 : Nat) : ℚ) = x at *
        generalize (1 : ℚ) / ((n + 1 : Nat) : ℚ) = y at *
        rw [show q m + x - (q n + y) = (q m - q n) + (x - y) by ring1]
        have c : |x - y| < δ / 2 := abs_lt.2 ⟨lt_of_sub_eq (add_pos (sub_pos.2 inn) pm) (by ring1), lt_of_sub_eq (add_pos (sub_pos.2 im) pn) (by ring1)⟩
        have := add_lt_add a c
        rw [add_halves] at this
        exact lt_of_le_of_lt (abs_add_le _ _) this) := le_mk_of_forall (N := 0) fun n _ => q2 n _ ht
    refine not_lt.2 key ⟨ε - 1 / ((N + 1 : Nat) : ℚ), sub_pos.2 (hN N (Nat.le_refl N)), M + N, fun n hn => ?_⟩
    show ε - 1 / ((N + 1 : Nat) : ℚ) ≤ f n + -(q n + 1 / ((n + 1 : Nat) : ℚ))
    have a := hM n (by omega)
    have c : (1 : ℚ) / ((n + 1 : Nat) : ℚ) ≤ 1 / ((N + 1 : Nat) : ℚ) := by
      rw [div_le_iff₀ (Nat.cast_succ_pos n), div_eq_mul_inv, one_mul, mul_comm, ← div_eq_mul_inv, le_div_iff₀ (Nat.cast_succ_pos N), one_mul]
      exact Nat.cast_le.2 (by omega)
    exact le_of_sub_eq (add_nonneg (sub_nonneg.2 a) (sub_nonneg.2 c)) (by ring1)
  · obtain ⟨t, ht, l⟩ := q1 n
    exact le_trans (le_of_lt l) (hu ht)
end Real

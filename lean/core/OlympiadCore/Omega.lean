prelude
import OlympiadCore.OmegaFacts
-- What the `omega` tactic computes with: linear combinations over a list of atoms, constraints on
-- them, and the soundness of each of its steps. No step is assumed.
set_option linter.all false
universe u v
namespace Lean.Omega

/-- Coefficients of a linear form, one for each atom; missing ones are zero. -/
abbrev Coeffs := List Int
namespace Coeffs
abbrev ofList (l : List Int) : Coeffs := l
abbrev length (xs : Coeffs) : Nat := List.length xs
def get : Coeffs → Nat → Int
  | [], _ => 0
  | x :: _, 0 => x
  | _ :: xs, i + 1 => get xs i
def set : Coeffs → Nat → Int → Coeffs
  | [], 0, y => [y]
  | [], i + 1, y => 0 :: set [] i y
  | _ :: xs, 0, y => y :: xs
  | x :: xs, i + 1, y => x :: set xs i y
def smul (xs : Coeffs) (c : Int) : Coeffs := xs.map (c * ·)
def neg (xs : Coeffs) : Coeffs := xs.map (-·)
def add : Coeffs → Coeffs → Coeffs
  | [], ys => ys
  | xs, [] => xs
  | x :: xs, y :: ys => (x + y) :: add xs ys
def sub : Coeffs → Coeffs → Coeffs
  | [], ys => neg ys
  | xs, [] => xs
  | x :: xs, y :: ys => (x - y) :: sub xs ys
def combo (a : Int) : Coeffs → Int → Coeffs → Coeffs
  | [], b, ys => smul ys b
  | x :: xs, _, [] => smul (x :: xs) a
  | x :: xs, b, y :: ys => (a * x + b * y) :: combo a xs b ys
def dot : Coeffs → Coeffs → Int
  | [], _ => 0
  | _, [] => 0
  | x :: xs, y :: ys => x * y + dot xs ys
def sdiv (xs : Coeffs) (g : Int) : Coeffs := xs.map (· / g)
def gcd : Coeffs → Nat
  | [] => 0
  | x :: xs => Nat.gcd x.natAbs (gcd xs)
def leading : Coeffs → Int
  | [] => 0
  | x :: xs => if x = 0 then leading xs else x
def bmod (x : Coeffs) (m : Nat) : Coeffs := x.map (Int.bmod · m)
def isZero : Coeffs → Prop
  | [] => True
  | x :: xs => x = 0 ∧ isZero xs
instance decIsZero : (xs : Coeffs) → Decidable (isZero xs)
  | [] => instDecidableTrue
  | x :: xs => @instDecidableAnd _ _ _ (decIsZero xs)

@[simp] theorem dot_nil_left (v : Coeffs) : dot [] v = 0 := rfl
@[simp] theorem dot_nil_right (xs : Coeffs) : dot xs [] = 0 := by cases xs <;> rfl
theorem dot_cons (x y : Int) (xs ys : Coeffs) : dot (x :: xs) (y :: ys) = x * y + dot xs ys := rfl
theorem dot_smul (xs v : Coeffs) (c : Int) : dot (smul xs c) v = c * dot xs v := by
  induction xs generalizing v with
  | nil => exact (Int.mul_zero c).symm
  | cons x xs ih => cases v with
    | nil => exact (Int.mul_zero c).symm
    | cons y v => rw [show smul (x :: xs) c = (c * x) :: smul xs c from rfl, dot_cons, dot_cons, ih, Int.mul_add, Int.mul_assoc]
theorem dot_neg (xs v : Coeffs) : dot (neg xs) v = -dot xs v := by
  induction xs generalizing v with
  | nil => rfl
  | cons x xs ih => cases v with
    | nil => rfl
    | cons y v => rw [show neg (x :: xs) = -x :: neg xs from rfl, dot_cons, dot_cons, ih, Int.neg_add, Int.neg_mul]
theorem dot_add (xs ys v : Coeffs) : dot (add xs ys) v = dot xs v + dot ys v := by
  induction xs generalizing ys v with
  | nil => exact (Int.zero_add _).symm
  | cons x xs ih => cases ys with
    | nil => exact (Int.add_zero _).symm
    | cons y ys => cases v with
      | nil => rfl
      | cons z v =>
        rw [show add (x :: xs) (y :: ys) = (x + y) :: add xs ys from rfl, dot_cons, dot_cons, dot_cons, ih, Int.add_mul]
        simp only [Int.add_assoc, Int.add_left_comm]
theorem dot_sub (xs ys v : Coeffs) : dot (sub xs ys) v = dot xs v - dot ys v := by
  induction xs generalizing ys v with
  | nil => rw [show sub [] ys = neg ys from rfl, dot_neg, dot_nil_left, Int.zero_sub]
  | cons x xs ih => cases ys with
    | nil => exact (Int.sub_zero _).symm
    | cons y ys => cases v with
      | nil => rfl
      | cons z v =>
        rw [show sub (x :: xs) (y :: ys) = (x - y) :: sub xs ys from rfl, dot_cons, dot_cons, dot_cons, ih, Int.sub_mul]
        simp only [Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc, Int.add_left_comm]
theorem dot_combo (a : Int) (xs : Coeffs) (b : Int) (ys v : Coeffs) : dot (combo a xs b ys) v = a * dot xs v + b * dot ys v := by
  induction xs generalizing ys v with
  | nil => rw [show combo a [] b ys = smul ys b from rfl, dot_smul, dot_nil_left, Int.mul_zero, Int.zero_add]
  | cons x xs ih => cases ys with
    | nil => rw [show combo a (x :: xs) b [] = smul (x :: xs) a from rfl, dot_smul, dot_nil_left, Int.mul_zero, Int.add_zero]
    | cons y ys => cases v with
      | nil => rw [dot_nil_right, dot_nil_right, dot_nil_right, Int.mul_zero, Int.mul_zero]; rfl
      | cons z v =>
        rw [show combo a (x :: xs) b (y :: ys) = (a * x + b * y) :: combo a xs b ys from rfl, dot_cons, dot_cons, dot_cons, ih]
        simp only [Int.add_mul, Int.mul_add, Int.mul_assoc, Int.add_assoc, Int.add_left_comm]
theorem dot_of_isZero {xs : Coeffs} (v : Coeffs) (h : isZero xs) : dot xs v = 0 := by
  induction xs generalizing v with
  | nil => rfl
  | cons x xs ih => cases v with
    | nil => rfl
    | cons y v => rw [dot_cons, h.1, Int.zero_mul, ih v h.2]; rfl
theorem isZero_of_gcd {xs : Coeffs} (h : gcd xs = 0) : isZero xs := by
  induction xs with
  | nil => exact trivial
  | cons x xs ih =>
    have h : Nat.gcd x.natAbs (gcd xs) = 0 := h
    exact ⟨_root_.Int.natAbs_eq_zero.1 (Nat.eq_zero_of_zero_dvd (h ▸ Nat.gcd_dvd_left _ _)), ih (Nat.eq_zero_of_zero_dvd (h ▸ Nat.gcd_dvd_right x.natAbs _))⟩
theorem dot_sdiv {xs : Coeffs} {g : Int} (v : Coeffs) (h0 : g ≠ 0) (h : ∀ x, x ∈ xs → g ∣ x) : dot xs v = g * dot (sdiv xs g) v := by
  induction xs generalizing v with
  | nil => exact (Int.mul_zero g).symm
  | cons x xs ih => cases v with
    | nil => exact (Int.mul_zero g).symm
    | cons y v =>
      obtain ⟨c, e⟩ := h x (.head xs)
      rw [show sdiv (x :: xs) g = x / g :: sdiv xs g from rfl, dot_cons, dot_cons, ih v (fun x hx => h x (.tail _ hx)), Int.mul_add, e, _root_.Int.mul_ediv_cancel_left c h0, Int.mul_assoc]
theorem natCast_dvd {g : Nat} {x : Int} (h : g ∣ x.natAbs) : (g : Int) ∣ x := by
  have := _root_.Int.natCast_dvd_natCast.2 h
  cases _root_.Int.natAbs_eq x with
  | inl e => rw [e]; exact this
  | inr e => rw [e]; exact Int.dvd_neg.2 this
theorem gcd_dvd {xs : Coeffs} : ∀ x, x ∈ xs → ∀ g : Nat, g ∣ gcd xs → (g : Int) ∣ x := by
  induction xs with
  | nil => exact fun x h => (List.not_mem_nil x h).elim
  | cons y xs ih => exact fun x h g hg => (List.mem_cons.1 h).elim (fun e => e ▸ natCast_dvd (Nat.dvd_trans hg (Nat.gcd_dvd_left _ _))) fun h => ih x h g (Nat.dvd_trans hg (Nat.gcd_dvd_right y.natAbs _))
theorem dot_set (xs v : Coeffs) (i : Nat) (m : Int) (h : xs.length ≤ i) : dot (set xs i m) v = dot xs v + m * get v i := by
  induction i generalizing xs v with
  | zero => cases xs with
    | nil => cases v with
      | nil => exact (by rw [show get [] 0 = 0 from rfl, Int.mul_zero]; rfl)
      | cons y v => show m * y + dot [] v = 0 + m * y; rw [dot_nil_left, Int.add_comm]
    | cons x xs => exact absurd h (Nat.not_succ_le_zero _)
  | succ i ih => cases xs with
    | nil => cases v with
      | nil => show (0 : Int) = 0 + m * 0; rw [Int.mul_zero]; rfl
      | cons y v => show 0 * y + dot (set [] i m) v = 0 + m * get v i; rw [ih [] v (Nat.zero_le i), Int.zero_mul, dot_nil_left, Int.zero_add]
    | cons x xs => cases v with
      | nil => show (0 : Int) = 0 + m * 0; rw [Int.mul_zero]; rfl
      | cons y v => show x * y + dot (set xs i m) v = x * y + dot xs v + m * get v i; rw [ih xs v (Nat.le_of_succ_le_succ h), Int.add_assoc]
theorem dot_bmod (xs v : Coeffs) (m : Nat) : ∃ k, dot (bmod xs m) v = dot xs v + m * k := by
  induction xs generalizing v with
  | nil => exact ⟨0, by rw [Int.mul_zero]; rfl⟩
  | cons x xs ih => cases v with
    | nil => exact ⟨0, by rw [Int.mul_zero]; rfl⟩
    | cons y v =>
      obtain ⟨k, hk⟩ := ih v
      obtain ⟨l, hl⟩ := Int.bmod_eq x m
      refine ⟨l * y + k, ?_⟩
      rw [show bmod (x :: xs) m = Int.bmod x m :: bmod xs m from rfl, dot_cons, dot_cons, hk, hl, Int.add_mul, Int.mul_add, Int.mul_assoc]
      simp only [Int.add_assoc, Int.add_left_comm]
end Coeffs

/-- A constant plus a linear form. -/
structure LinearCombo where
  const : Int := 0
  coeffs : Coeffs := []
namespace LinearCombo
def eval (lc : LinearCombo) (values : Coeffs) : Int := lc.const + lc.coeffs.dot values
def coordinate (i : Nat) : LinearCombo := ⟨0, Coeffs.set [] i 1⟩
instance : Add LinearCombo := ⟨fun a b => ⟨a.const + b.const, a.coeffs.add b.coeffs⟩⟩
instance : Sub LinearCombo := ⟨fun a b => ⟨a.const - b.const, a.coeffs.sub b.coeffs⟩⟩
instance : Neg LinearCombo := ⟨fun a => ⟨-a.const, a.coeffs.neg⟩⟩
def smul (a : LinearCombo) (i : Int) : LinearCombo := ⟨i * a.const, a.coeffs.smul i⟩
def mul (a b : LinearCombo) : LinearCombo := ⟨a.const * b.const, (b.coeffs.smul a.const).add (a.coeffs.smul b.const)⟩
theorem coordinate_eval (i : Nat) (v : Coeffs) : (coordinate i).eval v = v.get i := by
  show 0 + Coeffs.dot (Coeffs.set [] i 1) v = _
  rw [Coeffs.dot_set [] v i 1 (Nat.zero_le i), Coeffs.dot_nil_left, Int.zero_add, Int.zero_add, Int.one_mul]
theorem coordinate_eval_0 {a0 : Int} {t : List Int} : (coordinate 0).eval (.ofList (a0 :: t)) = a0 := coordinate_eval 0 _
theorem coordinate_eval_1 {a0 a1 : Int} {t : List Int} : (coordinate 1).eval (.ofList (a0 :: a1 :: t)) = a1 := coordinate_eval 1 _
theorem coordinate_eval_2 {a0 a1 a2 : Int} {t : List Int} : (coordinate 2).eval (.ofList (a0 :: a1 :: a2 :: t)) = a2 := coordinate_eval 2 _
theorem coordinate_eval_3 {a0 a1 a2 a3 : Int} {t : List Int} : (coordinate 3).eval (.ofList (a0 :: a1 :: a2 :: a3 :: t)) = a3 := coordinate_eval 3 _
theorem coordinate_eval_4 {a0 a1 a2 a3 a4 : Int} {t : List Int} : (coordinate 4).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: t)) = a4 := coordinate_eval 4 _
theorem coordinate_eval_5 {a0 a1 a2 a3 a4 a5 : Int} {t : List Int} : (coordinate 5).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: t)) = a5 := coordinate_eval 5 _
theorem coordinate_eval_6 {a0 a1 a2 a3 a4 a5 a6 : Int} {t : List Int} : (coordinate 6).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: t)) = a6 := coordinate_eval 6 _
theorem coordinate_eval_7 {a0 a1 a2 a3 a4 a5 a6 a7 : Int} {t : List Int} : (coordinate 7).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: t)) = a7 := coordinate_eval 7 _
theorem coordinate_eval_8 {a0 a1 a2 a3 a4 a5 a6 a7 a8 : Int} {t : List Int} : (coordinate 8).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: t)) = a8 := coordinate_eval 8 _
theorem coordinate_eval_9 {a0 a1 a2 a3 a4 a5 a6 a7 a8 a9 : Int} {t : List Int} : (coordinate 9).eval (.ofList (a0 :: a1 :: a2 :: a3 :: a4 :: a5 :: a6 :: a7 :: a8 :: a9 :: t)) = a9 := coordinate_eval 9 _
theorem add_eval (l m : LinearCombo) (v : Coeffs) : (l + m).eval v = l.eval v + m.eval v := by
  show l.const + m.const + (l.coeffs.add m.coeffs).dot v = (l.const + l.coeffs.dot v) + (m.const + m.coeffs.dot v)
  rw [Coeffs.dot_add]; simp only [Int.add_assoc, Int.add_left_comm]
theorem sub_eval (l m : LinearCombo) (v : Coeffs) : (l - m).eval v = l.eval v - m.eval v := by
  show l.const - m.const + (l.coeffs.sub m.coeffs).dot v = (l.const + l.coeffs.dot v) - (m.const + m.coeffs.dot v)
  rw [Coeffs.dot_sub]; simp only [Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc, Int.add_left_comm]
theorem neg_eval (l : LinearCombo) (v : Coeffs) : (-l).eval v = -l.eval v := by
  show -l.const + l.coeffs.neg.dot v = -(l.const + l.coeffs.dot v)
  rw [Coeffs.dot_neg, Int.neg_add]
theorem mul_eval (l m : LinearCombo) (v : Coeffs) (h : l.coeffs.isZero ∨ m.coeffs.isZero) : (mul l m).eval v = l.eval v * m.eval v := by
  show l.const * m.const + ((m.coeffs.smul l.const).add (l.coeffs.smul m.const)).dot v = (l.const + l.coeffs.dot v) * (m.const + m.coeffs.dot v)
  rw [Coeffs.dot_add, Coeffs.dot_smul, Coeffs.dot_smul]
  cases h with
  | inl h => rw [Coeffs.dot_of_isZero v h, Int.mul_zero, Int.add_zero, Int.add_zero, Int.mul_add]
  | inr h => rw [Coeffs.dot_of_isZero v h, Int.mul_zero, Int.zero_add, Int.add_zero, Int.add_mul, Int.mul_comm m.const]
end LinearCombo

abbrev LowerBound := Option Int
abbrev UpperBound := Option Int
/-- An interval, possibly unbounded or empty. -/
structure Constraint where
  lowerBound : LowerBound
  upperBound : UpperBound
def LowerBound.sat : Option Int → Int → Prop
  | none, _ => True
  | some a, t => a ≤ t
def UpperBound.sat : Option Int → Int → Prop
  | none, _ => True
  | some b, t => t ≤ b
namespace Constraint
def mapBound (f : Int → Int) : Option Int → Option Int
  | none => none
  | some a => some (f a)
def mergeBound (f : Int → Int → Int) : Option Int → Option Int → Option Int
  | none, b => b
  | some a, none => some a
  | some a, some b => some (f a b)
def bothBounds (f : Int → Int → Int) : Option Int → Option Int → Option Int
  | some a, some b => some (f a b)
  | some _, none => none
  | none, _ => none
def sat (c : Constraint) (t : Int) : Prop := LowerBound.sat c.lowerBound t ∧ UpperBound.sat c.upperBound t
def sat' (c : Constraint) (x y : Coeffs) : Prop := c.sat (x.dot y)
instance decLower : (a : Option Int) → (t : Int) → Decidable (LowerBound.sat a t)
  | none, _ => instDecidableTrue
  | some a, t => Int.decLe a t
instance decUpper : (a : Option Int) → (t : Int) → Decidable (UpperBound.sat a t)
  | none, _ => instDecidableTrue
  | some a, t => Int.decLe t a
instance decSat (c : Constraint) (t : Int) : Decidable (c.sat t) := instDecidableAnd
def trivial : Constraint := ⟨none, none⟩
def impossible : Constraint := ⟨some 1, some 0⟩
def exact (r : Int) : Constraint := ⟨some r, some r⟩
def isImpossible : Constraint → Bool
  | ⟨some x, some y⟩ => decide (y < x)
  | ⟨some _, none⟩ => false
  | ⟨none, _⟩ => false
def map (c : Constraint) (f : Int → Int) : Constraint := ⟨mapBound f c.lowerBound, mapBound f c.upperBound⟩
def flip (c : Constraint) : Constraint := ⟨c.upperBound, c.lowerBound⟩
def neg (c : Constraint) : Constraint := c.flip.map (-·)
def scale (k : Int) (c : Constraint) : Constraint :=
  if k = 0 then if c.isImpossible then c else ⟨some 0, some 0⟩
  else if 0 < k then c.map (k * ·) else c.flip.map (k * ·)
def add (x y : Constraint) : Constraint := ⟨bothBounds (· + ·) x.lowerBound y.lowerBound, bothBounds (· + ·) x.upperBound y.upperBound⟩
def combo (a : Int) (x : Constraint) (b : Int) (y : Constraint) : Constraint := add (scale a x) (scale b y)
def combine (x y : Constraint) : Constraint := ⟨mergeBound max x.lowerBound y.lowerBound, mergeBound min x.upperBound y.upperBound⟩
def div (c : Constraint) (k : Nat) : Constraint := ⟨mapBound (fun x => -(-x / k)) c.lowerBound, mapBound (fun y => y / k) c.upperBound⟩

theorem not_sat_of_isImpossible {c : Constraint} (h : c.isImpossible = true) {t : Int} : ¬c.sat t := match c, h with
  | ⟨some x, some y⟩, h => fun ⟨a, b⟩ => Int.not_le_of_gt (of_decide_eq_true h) (Int.le_trans a b)
theorem not_sat'_of_isImpossible {c : Constraint} (h : c.isImpossible = true) {x y : Coeffs} : ¬c.sat' x y := not_sat_of_isImpossible h
theorem addInequality_sat {c : Int} {x y : Coeffs} (w : 0 ≤ c + x.dot y) : sat' ⟨some (-c), none⟩ x y := by
  have := Int.add_le_add_left w (-c)
  rw [Int.add_zero, Int.neg_add_cancel_left] at this
  exact ⟨this, True.intro⟩
theorem addEquality_sat {c : Int} {x y : Coeffs} (w : c + x.dot y = 0) : sat' ⟨some (-c), some (-c)⟩ x y := by
  have : x.dot y = -c := by rw [← Int.neg_add_cancel_left c (x.dot y), w, Int.add_zero]
  exact ⟨Int.le_of_eq this.symm, Int.le_of_eq this⟩
theorem lower_add {a b : Option Int} {s t : Int} (h : LowerBound.sat a s) (k : LowerBound.sat b t) : LowerBound.sat (bothBounds (· + ·) a b) (s + t) :=
  match a, b, h, k with
  | some _, some _, h, k => Int.add_le_add h k
  | some _, none, _, _ => True.intro
  | none, _, _, _ => True.intro
theorem upper_add {a b : Option Int} {s t : Int} (h : UpperBound.sat a s) (k : UpperBound.sat b t) : UpperBound.sat (bothBounds (· + ·) a b) (s + t) :=
  match a, b, h, k with
  | some _, some _, h, k => Int.add_le_add h k
  | some _, none, _, _ => True.intro
  | none, _, _, _ => True.intro
theorem sat_map {c : Constraint} {t : Int} {f : Int → Int} (mono : ∀ {a b}, a ≤ b → f a ≤ f b) (h : c.sat t) : (c.map f).sat (f t) := by
  obtain ⟨l, u⟩ := c
  refine ⟨?_, ?_⟩
  · cases l with
    | none => exact True.intro
    | some l => exact mono h.1
  · cases u with
    | none => exact True.intro
    | some u => exact mono h.2
theorem sat_flip_map {c : Constraint} {t : Int} {f : Int → Int} (anti : ∀ {a b}, a ≤ b → f b ≤ f a) (h : c.sat t) : (c.flip.map f).sat (f t) := by
  obtain ⟨l, u⟩ := c
  refine ⟨?_, ?_⟩
  · cases u with
    | none => exact True.intro
    | some u => exact anti h.2
  · cases l with
    | none => exact True.intro
    | some l => exact anti h.1
theorem sat_scale {c : Constraint} {t : Int} (k : Int) (h : c.sat t) : (scale k c).sat (k * t) := by
  unfold scale
  split
  case isTrue h0 =>
    split
    case isTrue hi => exact absurd h (not_sat_of_isImpossible hi)
    case isFalse => rw [h0, Int.zero_mul]; exact ⟨Int.le_refl 0, Int.le_refl 0⟩
  case isFalse h0 =>
    split
    case isTrue hp => exact sat_map (fun l => Int.mul_le_mul_of_nonneg_left l (Int.le_of_lt hp)) h
    case isFalse hn =>
      refine sat_flip_map (fun {a b} l => ?_) h
      have := Int.mul_le_mul_of_nonneg_left l (Int.neg_nonneg_of_nonpos (Int.not_lt.1 hn))
      rw [Int.neg_mul, Int.neg_mul] at this
      have := Int.neg_le_neg this
      rw [Int.neg_neg, Int.neg_neg] at this; exact this
theorem combine_sat {s t : Constraint} {x : Int} (h : s.sat x) (k : t.sat x) : (s.combine t).sat x := by
  obtain ⟨l, u⟩ := s; obtain ⟨l', u'⟩ := t
  refine ⟨?_, ?_⟩
  · cases l with
    | none => exact k.1
    | some a => cases l' with
      | none => exact h.1
      | some b => show max a b ≤ x; rw [Int.max_def]; split; exact k.1; exact h.1
  · cases u with
    | none => exact k.2
    | some a => cases u' with
      | none => exact h.2
      | some b => show x ≤ min a b; rw [Int.min_def]; split; exact h.2; exact k.2
theorem combine_sat' {s t : Constraint} {x y : Coeffs} (h : s.sat' x y) (k : t.sat' x y) : (s.combine t).sat' x y := combine_sat h k
theorem div_sat {c : Constraint} {t : Int} {k : Nat} (hk : k ≠ 0) (h : c.sat (k * t)) : (c.div k).sat t := by
  have pos : 0 < (k : Int) := Int.ofNat_pos_of_pos (Nat.pos_of_ne_zero hk)
  have key : ∀ {a s : Int}, k * s ≤ a → s ≤ a / k := fun {a s} h => by
    refine Int.le_of_not_lt fun l => ?_
    have h1 := Int.mul_le_mul_of_nonneg_left l (Int.le_of_lt pos)
    rw [Int.mul_add, Int.mul_one] at h1
    exact Int.lt_irrefl _ (Int.lt_of_lt_of_le (Int.lt_mul_ediv_self_add pos) (Int.le_trans h1 h))
  obtain ⟨l, u⟩ := c
  refine ⟨?_, ?_⟩
  · cases l with
    | none => exact True.intro
    | some a =>
      have := Int.neg_le_neg (key (a := -a) (s := -t) (by rw [Int.mul_neg]; exact Int.neg_le_neg h.1))
      rw [Int.neg_neg] at this; exact this
  · cases u with
    | none => exact True.intro
    | some b => exact key h.2
end Constraint

theorem combo_sat' (s t : Constraint) (a : Int) (x : Coeffs) (b : Int) (y v : Coeffs) (h : s.sat' x v) (k : t.sat' y v) :
    (Constraint.combo a s b t).sat' (Coeffs.combo a x b y) v := by
  show (Constraint.combo a s b t).sat (Coeffs.dot (Coeffs.combo a x b y) v)
  rw [Coeffs.dot_combo]
  have h1 := Constraint.sat_scale a h
  have h2 := Constraint.sat_scale b k
  exact ⟨Constraint.lower_add h1.1 h2.1, Constraint.upper_add h1.2 h2.2⟩

def positivizeConstraint (s : Constraint) (x : Coeffs) : Constraint := if 0 ≤ x.leading then s else s.neg
def positivizeCoeffs (x : Coeffs) : Coeffs := if 0 ≤ x.leading then x else x.smul (-1)
def normalizeConstraint (s : Constraint) (x : Coeffs) : Constraint :=
  if x.gcd = 0 then (if s.sat 0 then .trivial else .impossible) else if x.gcd = 1 then s else s.div x.gcd
def normalizeCoeffs (x : Coeffs) : Coeffs := if x.gcd = 0 then x else if x.gcd = 1 then x else x.sdiv x.gcd
/-- Make the leading coefficient positive, then divide by the common divisor of the coefficients. -/
def tidyConstraint (s : Constraint) (x : Coeffs) : Constraint := normalizeConstraint (positivizeConstraint s x) (positivizeCoeffs x)
def tidyCoeffs (_ : Constraint) (x : Coeffs) : Coeffs := normalizeCoeffs (positivizeCoeffs x)
theorem positivize_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) : (positivizeConstraint s x).sat' (positivizeCoeffs x) v := by
  unfold positivizeConstraint positivizeCoeffs
  cases em (0 ≤ x.leading) with
  | inl h => rw [if_pos h, if_pos h]; exact w
  | inr h =>
    rw [if_neg h, if_neg h]
    show s.neg.sat (Coeffs.dot (x.smul (-1)) v)
    rw [Coeffs.dot_smul, ← Int.neg_eq_neg_one_mul]
    exact Constraint.sat_flip_map Int.neg_le_neg w
theorem normalize_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) : (normalizeConstraint s x).sat' (normalizeCoeffs x) v := by
  unfold normalizeConstraint normalizeCoeffs
  cases em (x.gcd = 0) with
  | inl h =>
    have hz := Coeffs.isZero_of_gcd h
    have w0 : s.sat 0 := by have w : s.sat (x.dot v) := w; rw [Coeffs.dot_of_isZero v hz] at w; exact w
    rw [if_pos h, if_pos h, if_pos w0]; exact ⟨True.intro, True.intro⟩
  | inr h => cases em (x.gcd = 1) with
    | inl h1 => rw [if_neg h, if_neg h, if_pos h1, if_pos h1]; exact w
    | inr h1 =>
      rw [if_neg h, if_neg h, if_neg h1, if_neg h1]
      refine Constraint.div_sat h ?_
      have w : s.sat (x.dot v) := w
      rw [Coeffs.dot_sdiv (g := (x.gcd : Int)) v (fun e => h (Int.ofNat_inj.1 e)) (fun y hy => Coeffs.gcd_dvd y hy _ (Nat.dvd_refl _))] at w
      exact w
theorem tidy_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) : (tidyConstraint s x).sat' (tidyCoeffs s x) v := normalize_sat (positivize_sat w)

def bmod_coeffs (m : Nat) (i : Nat) (x : Coeffs) : Coeffs := Coeffs.set (x.bmod m) i m
def bmod_div_term (m : Nat) (a b : Coeffs) : Int := (Int.bmod (a.dot b) m - (a.bmod m).dot b) / m
theorem bmod_sat (m : Nat) (r : Int) (i : Nat) (x v : Coeffs) (h : x.length ≤ i) (p : Coeffs.get v i = bmod_div_term m x v)
    (w : (Constraint.exact r).sat' x v) : (Constraint.exact (Int.bmod r m)).sat' (bmod_coeffs m i x) v := by
  have e : x.dot v = r := Int.le_antisymm w.2 w.1
  have goal : (bmod_coeffs m i x).dot v = Int.bmod r m := by
    unfold bmod_coeffs
    rw [Coeffs.dot_set _ v i m (by rw [show Coeffs.length (x.bmod m) = x.length from List.length_map _ x]; exact h), p]
    unfold bmod_div_term
    obtain ⟨k, hk⟩ := Coeffs.dot_bmod x v m
    obtain ⟨l, hl⟩ := Int.bmod_eq (x.dot v) m
    have diff : Int.bmod (x.dot v) m - (x.bmod m).dot v = m * (l - k) := by
      rw [hk, hl, Int.mul_sub]
      simp only [Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc]
      rw [Int.add_left_comm (m * l), ← Int.add_assoc, Int.add_right_neg, Int.zero_add]
    cases em (m = 0) with
    | inl h0 =>
      rw [h0] at diff hk hl ⊢
      rw [show ((0 : Nat) : Int) = 0 from rfl, Int.zero_mul, Int.add_zero]
      rw [show ((0 : Nat) : Int) = 0 from rfl, Int.zero_mul, Int.add_zero] at hk hl
      rw [hk, ← e, hl]
    | inr h0 =>
      rw [diff, Int.mul_ediv_cancel_left _ (fun e => h0 (Int.ofNat_inj.1 e)), ← diff, Int.add_comm, Int.sub_add_cancel, e]
  exact ⟨Int.le_of_eq goal.symm, Int.le_of_eq goal⟩
export Constraint (addInequality_sat addEquality_sat)
end Lean.Omega

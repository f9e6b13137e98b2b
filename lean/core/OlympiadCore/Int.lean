prelude
import OlympiadCore.NatDiv
-- The integers: a ring, and their order.
set_option linter.all false
universe u
set_option genCtorIdx false in
inductive Int : Type where
  | ofNat : Nat → Int
  | negSucc : Nat → Int
attribute [extern "lean_nat_to_int"] Int.ofNat
attribute [extern "lean_int_neg_succ_of_nat"] Int.negSucc
class NatCast (R : Type u) where natCast : Nat → R
@[coe, reducible, match_pattern] protected def Nat.cast {R : Type u} [NatCast R] : Nat → R := NatCast.natCast
instance {R : Type u} [NatCast R] : CoeTail Nat R := ⟨Nat.cast⟩
instance {R : Type u} [NatCast R] : CoeHTCT Nat R := ⟨Nat.cast⟩
class IntCast (R : Type u) where intCast : Int → R
@[coe, reducible, match_pattern] protected def Int.cast {R : Type u} [IntCast R] : Int → R := IntCast.intCast
instance instNatCastInt : NatCast Int := ⟨Int.ofNat⟩
instance : IntCast Int := ⟨id⟩
instance instNatCastNat : NatCast Nat := ⟨id⟩
instance instOfNat {n : Nat} : OfNat Int n := ⟨Int.ofNat n⟩
namespace Int
instance : Inhabited Int := ⟨ofNat 0⟩
def negOfNat : Nat → Int
  | 0 => 0
  | .succ m => negSucc m
@[extern "lean_int_neg"] protected def neg : Int → Int
  | ofNat n => negOfNat n
  | negSucc n => ofNat (n + 1)
@[default_instance mid] instance instNegInt : Neg Int := ⟨Int.neg⟩
def subNatNat (m n : Nat) : Int := match n - m with
  | 0 => ofNat (m - n)
  | .succ k => negSucc k
@[extern "lean_int_add"] protected def add : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m + n)
  | ofNat m, negSucc n => subNatNat m (n + 1)
  | negSucc m, ofNat n => subNatNat n (m + 1)
  | negSucc m, negSucc n => negSucc (m + n + 1)
instance instAdd : Add Int := ⟨Int.add⟩
@[extern "lean_int_mul"] protected def mul : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m * n)
  | ofNat m, negSucc n => negOfNat (m * (n + 1))
  | negSucc m, ofNat n => negOfNat ((m + 1) * n)
  | negSucc m, negSucc n => ofNat ((m + 1) * (n + 1))
instance instMul : Mul Int := ⟨Int.mul⟩
@[extern "lean_int_sub"] protected def sub (m n : Int) : Int := m + -n
instance instSub : Sub Int := ⟨Int.sub⟩
inductive NonNeg : Int → Prop where
  | mk (n : Nat) : NonNeg (ofNat n)
protected def le (a b : Int) : Prop := NonNeg (b - a)
instance instLEInt : LE Int := ⟨Int.le⟩
protected def lt (a b : Int) : Prop := a + 1 ≤ b
instance instLTInt : LT Int := ⟨Int.lt⟩
@[extern "lean_nat_abs"] def natAbs : Int → Nat
  | ofNat m => m
  | negSucc m => m + 1
@[extern "lean_int_dec_eq"] protected def decEq : (a b : Int) → Decidable (a = b)
  | ofNat a, ofNat b => match Nat.decEq a b with
    | isTrue h => isTrue (congrArg _ h)
    | isFalse h => isFalse fun e => Int.noConfusion e h
  | negSucc a, negSucc b => match Nat.decEq a b with
    | isTrue h => isTrue (congrArg _ h)
    | isFalse h => isFalse fun e => Int.noConfusion e h
  | ofNat _, negSucc _ => isFalse fun e => Int.noConfusion e
  | negSucc _, ofNat _ => isFalse fun e => Int.noConfusion e
instance instDecidableEq : DecidableEq Int := Int.decEq
theorem not_nonNeg_negSucc {n : Nat} (h : NonNeg (negSucc n)) : False :=
  NonNeg.rec (motive := fun a _ => Int.casesOn (motive := fun _ => Prop) a (fun _ => True) (fun _ => False)) (fun _ => trivial) h
noncomputable def decNonneg : (m : Int) → Decidable (NonNeg m)
  | ofNat m => isTrue (.mk m)
  | negSucc _ => isFalse fun h => not_nonNeg_negSucc h
@[extern "lean_int_dec_le"] instance decLe (a b : Int) : Decidable (a ≤ b) := decNonneg _
@[extern "lean_int_dec_lt"] instance decLt (a b : Int) : Decidable (a < b) := decNonneg _
attribute [gen_constructor_elims] Int
def toNat : Int → Nat
  | ofNat n => n
  | negSucc _ => 0
def sign : Int → Int
  | ofNat 0 => 0
  | ofNat (_ + 1) => 1
  | negSucc _ => -1
theorem ofNat.inj {m n : Nat} (h : ofNat m = ofNat n) : m = n := Int.noConfusion h id
theorem negSucc.inj {m n : Nat} (h : negSucc m = negSucc n) : m = n := Int.noConfusion h id
theorem ofNat.injEq (m n : Nat) : (ofNat m = ofNat n) = (m = n) := propext ⟨ofNat.inj, congrArg _⟩
theorem negSucc.injEq (m n : Nat) : (negSucc m = negSucc n) = (m = n) := propext ⟨negSucc.inj, congrArg _⟩
protected def pow (m : Int) : Nat → Int
  | 0 => 1
  | n + 1 => Int.pow m n * m
instance instNatPow : NatPow Int := ⟨Int.pow⟩
instance : Max Int := ⟨fun a b => if a ≤ b then b else a⟩
instance : Min Int := ⟨fun a b => if a ≤ b then a else b⟩

@[simp] theorem ofNat_eq_coe {n : Nat} : ofNat n = (n : Int) := rfl
@[simp] theorem natCast_inj {m n : Nat} : (m : Int) = (n : Int) ↔ m = n := ⟨ofNat.inj, congrArg _⟩
theorem ofNat_inj {m n : Nat} : (m : Int) = n ↔ m = n := natCast_inj
@[simp] theorem natCast_zero : ((0 : Nat) : Int) = 0 := rfl
@[simp] theorem natCast_one : ((1 : Nat) : Int) = 1 := rfl
@[simp] theorem natCast_ofNat {n : Nat} : ((OfNat.ofNat n : Nat) : Int) = OfNat.ofNat n := rfl
@[simp] theorem natCast_add (m n : Nat) : ((m + n : Nat) : Int) = m + n := rfl
@[simp] theorem natCast_mul (m n : Nat) : ((m * n : Nat) : Int) = m * n := rfl
theorem ofNat_add (m n : Nat) : ((m + n : Nat) : Int) = m + n := rfl
theorem ofNat_mul (m n : Nat) : ((m * n : Nat) : Int) = m * n := rfl
theorem natCast_succ (n : Nat) : ((Nat.succ n : Nat) : Int) = n + 1 := rfl
theorem ofNat_succ (n : Nat) : ((Nat.succ n : Nat) : Int) = n + 1 := rfl
theorem negSucc_eq (n : Nat) : negSucc n = -((n : Int) + 1) := rfl
@[simp] theorem natCast_pow (m n : Nat) : ((m ^ n : Nat) : Int) = (m : Int) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg (· * (m : Int)) ih

-- Every integer is a difference of naturals; addition and multiplication follow the differences.
theorem subNatNat_of_ge {m n : Nat} (h : n ≤ m) : subNatNat m n = ofNat (m - n) := by
  unfold subNatNat; rw [Nat.sub_eq_zero_of_le h]
theorem subNatNat_of_lt {m n : Nat} (h : m < n) : subNatNat m n = negSucc (n - m - 1) := by
  have e : n - m = (n - m - 1) + 1 := (Nat.sub_one_add_one_eq_of_pos (Nat.sub_pos_of_lt h)).symm
  unfold subNatNat; rw [e]; rfl
theorem subNatNat_add (m n k : Nat) : subNatNat (m + k) (n + k) = subNatNat m n := by
  unfold subNatNat; rw [Nat.add_sub_add_right, Nat.add_sub_add_right]
@[simp] theorem subNatNat_zero (m : Nat) : subNatNat m 0 = ofNat m := by rw [subNatNat_of_ge (Nat.zero_le m)]; rfl
theorem zero_subNatNat (n : Nat) : subNatNat 0 n = negOfNat n := by cases n <;> rfl
theorem rep (a : Int) : ∃ m n, a = subNatNat m n := match a with
  | ofNat m => ⟨m, 0, (subNatNat_zero m).symm⟩
  | negSucc n => ⟨0, n + 1, rfl⟩
theorem subNatNat_eq_iff {a b c d : Nat} : subNatNat a b = subNatNat c d ↔ a + d = c + b := by
  constructor
  · intro h
    cases Nat.lt_or_ge a b with
    | inl hab => cases Nat.lt_or_ge c d with
      | inl hcd =>
        rw [subNatNat_of_lt hab, subNatNat_of_lt hcd] at h
        obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_lt hab
        obtain ⟨l, hl⟩ := Nat.exists_eq_add_of_lt hcd
        injection h with h
        rw [hk, hl, Nat.add_assoc, Nat.add_assoc, Nat.add_sub_cancel_left, Nat.add_sub_cancel_left] at h
        rw [hk, hl, show k = l from h, ← Nat.add_assoc, ← Nat.add_assoc, ← Nat.add_assoc, ← Nat.add_assoc, Nat.add_comm a c]
      | inr hcd => rw [subNatNat_of_lt hab, subNatNat_of_ge hcd] at h; exact Int.noConfusion h
    | inr hab => cases Nat.lt_or_ge c d with
      | inl hcd => rw [subNatNat_of_ge hab, subNatNat_of_lt hcd] at h; exact Int.noConfusion h
      | inr hcd =>
        rw [subNatNat_of_ge hab, subNatNat_of_ge hcd] at h
        obtain ⟨k, hk⟩ := Nat.exists_eq_add_of_le hab
        obtain ⟨l, hl⟩ := Nat.exists_eq_add_of_le hcd
        injection h with h
        rw [hk, hl, Nat.add_sub_cancel_left, Nat.add_sub_cancel_left] at h
        rw [hk, hl, h, Nat.add_right_comm, Nat.add_comm b d, Nat.add_right_comm d l b]
  · intro h
    have e1 : subNatNat (a + d) (b + d) = subNatNat a b := subNatNat_add a b d
    have e2 : subNatNat (c + b) (d + b) = subNatNat c d := subNatNat_add c d b
    rw [← e1, ← e2, h, Nat.add_comm b d]
theorem subNatNat_add_subNatNat (a b c d : Nat) : subNatNat a b + subNatNat c d = subNatNat (a + c) (b + d) := by
  have shift : ∀ {m n k : Nat}, m = n + k → subNatNat m n = ofNat k := fun {m n k} e => by
    rw [e, subNatNat_of_ge (Nat.le_add_right n k), Nat.add_sub_cancel_left]
  have shift' : ∀ {m n k : Nat}, n = m + k + 1 → subNatNat m n = negSucc k := fun {m n k} e => by
    rw [subNatNat_of_lt (e ▸ Nat.lt_succ_of_le (Nat.le_add_right m k)), e, Nat.add_assoc, Nat.add_sub_cancel_left]; rfl
  cases Nat.lt_or_ge a b with
  | inl h => obtain ⟨k, e⟩ := Nat.exists_eq_add_of_lt h; cases Nat.lt_or_ge c d with
    | inl g =>
      obtain ⟨l, f⟩ := Nat.exists_eq_add_of_lt g
      rw [shift' e, shift' f]
      refine (shift' ?_).symm
      rw [e, f]; simp only [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
    | inr g =>
      obtain ⟨l, f⟩ := Nat.exists_eq_add_of_le g
      rw [shift' e, shift f]
      refine (subNatNat_eq_iff (a := l) (b := k + 1)).2 ?_
      rw [e, f]; simp only [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
  | inr h => obtain ⟨k, e⟩ := Nat.exists_eq_add_of_le h; cases Nat.lt_or_ge c d with
    | inl g =>
      obtain ⟨l, f⟩ := Nat.exists_eq_add_of_lt g
      rw [shift e, shift' f]
      refine (subNatNat_eq_iff (a := k) (b := l + 1)).2 ?_
      rw [e, f]; simp only [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
    | inr g =>
      obtain ⟨l, f⟩ := Nat.exists_eq_add_of_le g
      rw [shift e, shift f]
      refine (shift ?_).symm
      rw [e, f]; simp only [Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
theorem neg_subNatNat (a b : Nat) : -subNatNat a b = subNatNat b a := by
  cases Nat.lt_or_ge a b with
  | inl h =>
    obtain ⟨k, e⟩ := Nat.exists_eq_add_of_lt h
    rw [subNatNat_of_lt h, subNatNat_of_ge (Nat.le_of_lt h), e, Nat.add_assoc, Nat.add_sub_cancel_left]; rfl
  | inr h =>
    obtain ⟨k, e⟩ := Nat.exists_eq_add_of_le h
    rw [subNatNat_of_ge h, e, Nat.add_sub_cancel_left]
    have := subNatNat_add 0 k b
    rw [Nat.zero_add, Nat.add_comm k b] at this
    rw [this, zero_subNatNat]; rfl
theorem coe_eq_rep (n : Nat) : (n : Int) = subNatNat n 0 := (subNatNat_zero n).symm
theorem neg_coe_rep (n : Nat) : -(n : Int) = subNatNat 0 n := (zero_subNatNat n).symm

theorem subNatNat_mul_subNatNat (a b c d : Nat) : subNatNat a b * subNatNat c d = subNatNat (a * c + b * d) (a * d + b * c) := by
  have pos : ∀ {m n : Nat}, n ≤ m → ∃ k, m = n + k ∧ subNatNat m n = ofNat k := fun {m n} h => by
    obtain ⟨k, e⟩ := Nat.exists_eq_add_of_le h
    exact ⟨k, e, by rw [e, subNatNat_of_ge (Nat.le_add_right n k), Nat.add_sub_cancel_left]⟩
  have neg : ∀ {m n : Nat}, m < n → ∃ k, n = m + k + 1 ∧ subNatNat m n = negSucc k := fun {m n} h => by
    obtain ⟨k, e⟩ := Nat.exists_eq_add_of_lt h
    exact ⟨k, e, by rw [subNatNat_of_lt h, e, Nat.add_assoc, Nat.add_sub_cancel_left]; rfl⟩
  cases Nat.lt_or_ge a b with
  | inl h => obtain ⟨k, e, r⟩ := neg h; cases Nat.lt_or_ge c d with
    | inl g =>
      obtain ⟨l, f, s⟩ := neg g
      rw [r, s, show negSucc k * negSucc l = subNatNat ((k + 1) * (l + 1)) 0 from coe_eq_rep _, subNatNat_eq_iff, e, f]
      simp only [Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.add_zero, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm, Nat.mul_left_comm]
    | inr g =>
      obtain ⟨l, f, s⟩ := pos g
      rw [r, s, show negSucc k * ofNat l = subNatNat 0 ((k + 1) * l) from neg_coe_rep _, subNatNat_eq_iff, e, f]
      simp only [Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.zero_add, Nat.add_zero, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm, Nat.mul_left_comm]
  | inr h => obtain ⟨k, e, r⟩ := pos h; cases Nat.lt_or_ge c d with
    | inl g =>
      obtain ⟨l, f, s⟩ := neg g
      rw [r, s, show ofNat k * negSucc l = subNatNat 0 (k * (l + 1)) from neg_coe_rep _, subNatNat_eq_iff, e, f]
      simp only [Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.zero_add, Nat.add_zero, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm, Nat.mul_left_comm]
    | inr g =>
      obtain ⟨l, f, s⟩ := pos g
      rw [r, s, show ofNat k * ofNat l = subNatNat (k * l) 0 from coe_eq_rep _, subNatNat_eq_iff, e, f]
      simp only [Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.add_zero, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc, Nat.mul_comm, Nat.mul_left_comm]

protected theorem add_comm (a b : Int) : a + b = b + a := by
  obtain ⟨p, q, rfl⟩ := rep a; obtain ⟨r, s, rfl⟩ := rep b
  rw [subNatNat_add_subNatNat, subNatNat_add_subNatNat, Nat.add_comm p, Nat.add_comm q]
protected theorem add_assoc (a b c : Int) : a + b + c = a + (b + c) := by
  obtain ⟨p, q, rfl⟩ := rep a; obtain ⟨r, s, rfl⟩ := rep b; obtain ⟨t, u, rfl⟩ := rep c
  simp only [subNatNat_add_subNatNat, Nat.add_assoc]
@[simp] protected theorem add_zero (a : Int) : a + 0 = a := by
  obtain ⟨p, q, rfl⟩ := rep a
  exact (subNatNat_add_subNatNat p q 0 0)
@[simp] protected theorem zero_add (a : Int) : 0 + a = a := Int.add_comm a 0 ▸ Int.add_zero a
protected theorem add_left_comm (a b c : Int) : a + (b + c) = b + (a + c) := by rw [← Int.add_assoc, Int.add_comm a b, Int.add_assoc]
protected theorem add_right_comm (a b c : Int) : a + b + c = a + c + b := by rw [Int.add_assoc, Int.add_comm b c, Int.add_assoc]
protected theorem add_left_neg (a : Int) : -a + a = 0 := by
  obtain ⟨p, q, rfl⟩ := rep a
  rw [neg_subNatNat, subNatNat_add_subNatNat, show (0 : Int) = subNatNat 0 0 from rfl, subNatNat_eq_iff, Nat.add_zero, Nat.zero_add, Nat.add_comm]
protected theorem add_right_neg (a : Int) : a + -a = 0 := by rw [Int.add_comm, Int.add_left_neg]
attribute [simp] Int.add_left_neg Int.add_right_neg
protected theorem sub_eq_add_neg {a b : Int} : a - b = a + -b := rfl
@[simp] protected theorem neg_neg (a : Int) : - -a = a := by obtain ⟨p, q, rfl⟩ := rep a; rw [neg_subNatNat, neg_subNatNat]
protected theorem neg_add {a b : Int} : -(a + b) = -a + -b := by
  obtain ⟨p, q, rfl⟩ := rep a; obtain ⟨r, s, rfl⟩ := rep b
  simp only [subNatNat_add_subNatNat, neg_subNatNat]
@[simp] protected theorem neg_zero : -(0 : Int) = 0 := rfl
@[simp] protected theorem sub_self (a : Int) : a - a = 0 := Int.add_right_neg a
@[simp] protected theorem sub_zero (a : Int) : a - 0 = a := Int.add_zero a
@[simp] protected theorem zero_sub (a : Int) : 0 - a = -a := Int.zero_add _
protected theorem neg_sub (a b : Int) : -(a - b) = b - a := by rw [Int.sub_eq_add_neg, Int.neg_add, Int.neg_neg, Int.add_comm]; rfl
protected theorem neg_inj {a b : Int} : -a = -b ↔ a = b := ⟨fun h => by rw [← Int.neg_neg a, h, Int.neg_neg], fun h => h ▸ rfl⟩
protected theorem neg_eq_zero {a : Int} : -a = 0 ↔ a = 0 := Int.neg_inj (b := 0)
@[simp] protected theorem add_neg_cancel_right (a b : Int) : a + b + -b = a := by rw [Int.add_assoc, Int.add_right_neg, Int.add_zero]
@[simp] protected theorem neg_add_cancel_left (a b : Int) : -a + (a + b) = b := by rw [← Int.add_assoc, Int.add_left_neg, Int.zero_add]
protected theorem add_sub_cancel (a b : Int) : a + b - b = a := Int.add_neg_cancel_right a b
protected theorem sub_add_cancel (a b : Int) : a - b + b = a := by rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_left_neg, Int.add_zero]
protected theorem add_left_cancel {a b c : Int} (h : a + b = a + c) : b = c := by rw [← Int.neg_add_cancel_left a b, h, Int.neg_add_cancel_left]
protected theorem add_right_cancel {a b c : Int} (h : a + b = c + b) : a = c := by rw [← Int.add_neg_cancel_right a b, h, Int.add_neg_cancel_right]
@[simp] protected theorem add_left_cancel_iff {a b c : Int} : a + b = a + c ↔ b = c := ⟨Int.add_left_cancel, congrArg _⟩
@[simp] protected theorem add_right_cancel_iff {a b c : Int} : a + b = c + b ↔ a = c := ⟨Int.add_right_cancel, fun h => h ▸ rfl⟩
protected theorem sub_eq_zero_of_eq {a b : Int} (h : a = b) : a - b = 0 := h ▸ Int.sub_self a
protected theorem eq_of_sub_eq_zero {a b : Int} (h : a - b = 0) : a = b := by rw [← Int.sub_add_cancel a b, h, Int.zero_add]
protected theorem sub_eq_zero {a b : Int} : a - b = 0 ↔ a = b := ⟨Int.eq_of_sub_eq_zero, Int.sub_eq_zero_of_eq⟩
protected theorem sub_eq_iff_eq_add {a b c : Int} : a - b = c ↔ a = c + b := ⟨fun h => by rw [← h, Int.sub_add_cancel], fun h => by rw [h, Int.add_sub_cancel]⟩
protected theorem eq_sub_iff_add_eq {a b c : Int} : a = b - c ↔ a + c = b := ⟨fun h => by rw [h, Int.sub_add_cancel], fun h => by rw [← h, Int.add_sub_cancel]⟩

protected theorem mul_comm (a b : Int) : a * b = b * a := by
  obtain ⟨p, q, rfl⟩ := rep a; obtain ⟨r, s, rfl⟩ := rep b
  simp only [subNatNat_mul_subNatNat, Nat.mul_comm, Nat.add_comm]
protected theorem mul_assoc (a b c : Int) : a * b * c = a * (b * c) := by
  obtain ⟨p, q, rfl⟩ := rep a; obtain ⟨r, s, rfl⟩ := rep b; obtain ⟨t, u, rfl⟩ := rep c
  simp only [subNatNat_mul_subNatNat, Nat.mul_add, Nat.add_mul, Nat.mul_assoc, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]
protected theorem mul_add (a b c : Int) : a * (b + c) = a * b + a * c := by
  obtain ⟨p, q, rfl⟩ := rep a; obtain ⟨r, s, rfl⟩ := rep b; obtain ⟨t, u, rfl⟩ := rep c
  simp only [subNatNat_mul_subNatNat, subNatNat_add_subNatNat, Nat.mul_add, Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]
protected theorem add_mul (a b c : Int) : (a + b) * c = a * c + b * c := by rw [Int.mul_comm, Int.mul_add, Int.mul_comm c, Int.mul_comm c]
protected theorem mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c) := by rw [← Int.mul_assoc, Int.mul_comm a b, Int.mul_assoc]
protected theorem mul_right_comm (a b c : Int) : a * b * c = a * c * b := by rw [Int.mul_assoc, Int.mul_comm b c, Int.mul_assoc]
@[simp] protected theorem mul_one (a : Int) : a * 1 = a := by
  obtain ⟨p, q, rfl⟩ := rep a
  rw [show (1 : Int) = subNatNat 1 0 from rfl, subNatNat_mul_subNatNat]
  simp only [Nat.mul_one, Nat.mul_zero, Nat.add_zero, Nat.zero_add]
@[simp] protected theorem one_mul (a : Int) : 1 * a = a := Int.mul_comm a 1 ▸ Int.mul_one a
@[simp] protected theorem mul_zero (a : Int) : a * 0 = 0 := Int.add_left_cancel (a := a * 0) (by rw [← Int.mul_add, Int.add_zero, Int.add_zero])
@[simp] protected theorem zero_mul (a : Int) : 0 * a = 0 := Int.mul_comm a 0 ▸ Int.mul_zero a
protected theorem mul_neg (a b : Int) : a * -b = -(a * b) := Int.add_left_cancel (a := a * b) (by rw [← Int.mul_add, Int.add_right_neg, Int.mul_zero, Int.add_right_neg])
protected theorem neg_mul (a b : Int) : -a * b = -(a * b) := by rw [Int.mul_comm, Int.mul_neg, Int.mul_comm]
protected theorem neg_mul_neg (a b : Int) : -a * -b = a * b := by rw [Int.neg_mul, Int.mul_neg, Int.neg_neg]
protected theorem neg_eq_neg_one_mul (a : Int) : -a = -1 * a := by rw [Int.neg_mul, Int.one_mul]
protected theorem mul_sub (a b c : Int) : a * (b - c) = a * b - a * c := by rw [Int.sub_eq_add_neg, Int.mul_add, Int.mul_neg]; rfl
protected theorem sub_mul (a b c : Int) : (a - b) * c = a * c - b * c := by rw [Int.mul_comm, Int.mul_sub, Int.mul_comm c, Int.mul_comm c]
protected theorem two_mul (a : Int) : 2 * a = a + a := by rw [show (2 : Int) = 1 + 1 from rfl, Int.add_mul, Int.one_mul]
@[simp] protected theorem pow_zero (b : Int) : b ^ 0 = 1 := rfl
protected theorem pow_succ (b : Int) (e : Nat) : b ^ (e + 1) = b ^ e * b := rfl
protected theorem pow_succ' (b : Int) (e : Nat) : b ^ (e + 1) = b * b ^ e := Int.mul_comm _ _
@[simp] protected theorem pow_one (b : Int) : b ^ 1 = b := Int.one_mul b
protected theorem pow_two (b : Int) : b ^ 2 = b * b := by rw [Int.pow_succ, Int.pow_one]
protected theorem pow_add (a : Int) (m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => exact (Int.mul_one _).symm
  | succ n ih => rw [← Nat.add_assoc, Int.pow_succ, ih, Int.pow_succ, Int.mul_assoc]
protected theorem mul_pow (a b : Int) (n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Int.pow_succ, ih, Int.pow_succ, Int.pow_succ, Int.mul_assoc, Int.mul_left_comm (b ^ n), Int.mul_assoc]
@[simp] protected theorem one_pow (n : Nat) : (1 : Int) ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Int.pow_succ, ih]; rfl

-- Order
theorem nonneg_or_nonneg_neg (a : Int) : NonNeg a ∨ NonNeg (-a) := match a with
  | ofNat n => .inl ⟨n⟩
  | negSucc n => .inr ⟨n + 1⟩
theorem nonneg_add {a b : Int} : NonNeg a → NonNeg b → NonNeg (a + b) | ⟨m⟩, ⟨n⟩ => ⟨m + n⟩
theorem nonneg_mul {a b : Int} : NonNeg a → NonNeg b → NonNeg (a * b) | ⟨m⟩, ⟨n⟩ => ⟨m * n⟩
theorem eq_zero_of_nonneg {a : Int} : NonNeg a → NonNeg (-a) → a = 0
  | ⟨0⟩, _ => rfl
  | ⟨_ + 1⟩, h => (not_nonNeg_negSucc h).elim
theorem le_def {a b : Int} : a ≤ b ↔ NonNeg (b - a) := Iff.rfl
theorem lt_iff_add_one_le {a b : Int} : a < b ↔ a + 1 ≤ b := Iff.rfl
theorem add_one_le_of_lt {a b : Int} (h : a < b) : a + 1 ≤ b := h
theorem nonneg_iff {a : Int} : 0 ≤ a ↔ NonNeg a := by rw [le_def, Int.sub_zero]
protected theorem sub_nonneg {a b : Int} : 0 ≤ a - b ↔ b ≤ a := nonneg_iff
protected theorem sub_nonneg_of_le {a b : Int} (h : b ≤ a) : 0 ≤ a - b := Int.sub_nonneg.2 h
protected theorem le_of_sub_nonneg {a b : Int} (h : 0 ≤ a - b) : b ≤ a := Int.sub_nonneg.1 h
@[simp, refl] protected theorem le_refl (a : Int) : a ≤ a := le_def.2 (by rw [Int.sub_self]; exact ⟨0⟩)
protected theorem le_rfl {a : Int} : a ≤ a := Int.le_refl a
protected theorem le_of_eq {a b : Int} (h : a = b) : a ≤ b := h ▸ Int.le_refl a
protected theorem le_trans {a b c : Int} (h : a ≤ b) (k : b ≤ c) : a ≤ c := by
  have := nonneg_add (le_def.1 k) (le_def.1 h)
  rw [Int.sub_eq_add_neg, Int.add_assoc, Int.sub_eq_add_neg, Int.neg_add_cancel_left] at this; exact this
protected theorem le_antisymm {a b : Int} (h : a ≤ b) (k : b ≤ a) : a = b :=
  (Int.eq_of_sub_eq_zero (eq_zero_of_nonneg (le_def.1 h) (by rw [Int.neg_sub]; exact k))).symm
protected theorem le_total (a b : Int) : a ≤ b ∨ b ≤ a := (nonneg_or_nonneg_neg (b - a)).imp id (fun h => by rw [Int.neg_sub] at h; exact h)
protected theorem add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b := by
  show NonNeg (c + b + -(c + a))
  rw [Int.neg_add, Int.add_comm c b, Int.add_assoc, ← Int.add_assoc c, Int.add_right_neg, Int.zero_add]; exact h
protected theorem add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c := Int.add_comm c a ▸ Int.add_comm c b ▸ Int.add_le_add_left h c
protected theorem add_le_add {a b c d : Int} (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d := Int.le_trans (Int.add_le_add_right h c) (Int.add_le_add_left k b)
protected theorem le_of_add_le_add_left {a b c : Int} (h : a + b ≤ a + c) : b ≤ c := by
  have := Int.add_le_add_left h (-a); rw [Int.neg_add_cancel_left, Int.neg_add_cancel_left] at this; exact this
protected theorem le_of_add_le_add_right {a b c : Int} (h : a + b ≤ c + b) : a ≤ c := Int.le_of_add_le_add_left (a := b) (by rw [Int.add_comm b, Int.add_comm b]; exact h)
@[simp] protected theorem add_le_add_iff_left {a b c : Int} : a + b ≤ a + c ↔ b ≤ c := ⟨Int.le_of_add_le_add_left, fun h => Int.add_le_add_left h a⟩
@[simp] protected theorem add_le_add_iff_right {a b c : Int} : a + c ≤ b + c ↔ a ≤ b := ⟨Int.le_of_add_le_add_right, fun h => Int.add_le_add_right h c⟩
theorem lt_add_one (a : Int) : a < a + 1 := Int.le_refl _
@[simp] theorem ofNat_le {m n : Nat} : (m : Int) ≤ n ↔ m ≤ n := by
  rw [le_def, coe_eq_rep, coe_eq_rep, Int.sub_eq_add_neg, neg_subNatNat, subNatNat_add_subNatNat, Nat.add_zero, Nat.zero_add]
  constructor
  · intro h
    refine Nat.le_of_not_lt fun l => ?_
    rw [subNatNat_of_lt l] at h; exact not_nonNeg_negSucc h
  · intro h; rw [subNatNat_of_ge h]; exact ⟨_⟩
@[simp] theorem ofNat_lt {m n : Nat} : (m : Int) < n ↔ m < n := ofNat_le (m := m + 1)
theorem natCast_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_le.2 (Nat.zero_le n)
theorem ofNat_nonneg (n : Nat) : 0 ≤ (n : Int) := natCast_nonneg n
theorem ofNat_zero_le (n : Nat) : 0 ≤ (n : Int) := natCast_nonneg n
theorem eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = n := match a, nonneg_iff.1 h with | _, ⟨n⟩ => ⟨n, rfl⟩
protected theorem lt_irrefl (a : Int) : ¬a < a := fun h => by
  have := Int.le_of_add_le_add_left (a := a) (b := 1) (c := 0) (by rw [Int.add_zero]; exact h)
  exact absurd this (by decide)
attribute [simp] Int.lt_irrefl
protected theorem le_of_lt {a b : Int} (h : a < b) : a ≤ b := Int.le_trans (by have := Int.add_le_add_left (show (0 : Int) ≤ 1 by decide) a; rw [Int.add_zero] at this; exact this) h
protected theorem lt_of_lt_of_le {a b c : Int} (h : a < b) (k : b ≤ c) : a < c := Int.le_trans h k
protected theorem lt_of_le_of_lt {a b c : Int} (h : a ≤ b) (k : b < c) : a < c := Int.le_trans (Int.add_le_add_right h 1) k
protected theorem lt_trans {a b c : Int} (h : a < b) (k : b < c) : a < c := Int.lt_of_lt_of_le h (Int.le_of_lt k)
protected theorem not_le_of_gt {a b : Int} (h : b < a) : ¬a ≤ b := fun k => Int.lt_irrefl b (Int.lt_of_lt_of_le h k)
protected theorem ne_of_lt {a b : Int} (h : a < b) : a ≠ b := fun e => Int.lt_irrefl b (e ▸ h)
protected theorem ne_of_gt {a b : Int} (h : b < a) : a ≠ b := fun e => Int.lt_irrefl b (e ▸ h)
protected theorem lt_of_not_ge {a b : Int} (h : ¬a ≤ b) : b < a := by
  have k := (Int.le_total a b).resolve_left h
  obtain ⟨n, e⟩ := eq_ofNat_of_zero_le (Int.sub_nonneg.2 k)
  have e' : a = n + b := Int.sub_eq_iff_eq_add.1 e
  cases n with
  | zero => exact absurd (by rw [e', natCast_zero, Int.zero_add]) h
  | succ n =>
    rw [e', Int.natCast_add, Int.add_comm, Int.add_comm (n : Int)]
    show b + 1 ≤ b + ((1 : Nat) + (n : Int))
    refine Int.add_le_add_left ?_ b
    have := Int.add_le_add_left (natCast_nonneg n) 1
    rw [Int.add_zero] at this; exact this
@[simp] protected theorem not_le {a b : Int} : ¬a ≤ b ↔ b < a := ⟨Int.lt_of_not_ge, Int.not_le_of_gt⟩
@[simp] protected theorem not_lt {a b : Int} : ¬a < b ↔ b ≤ a := ⟨fun h => Classical.byContradiction fun k => h (Int.lt_of_not_ge k), fun h k => Int.not_le_of_gt k h⟩
protected theorem le_of_not_lt {a b : Int} (h : ¬a < b) : b ≤ a := Int.not_lt.1 h
protected theorem le_of_not_gt {a b : Int} (h : ¬a > b) : a ≤ b := Int.not_lt.1 h
theorem lt_or_ge (a b : Int) : a < b ∨ a ≥ b := (em (a < b)).imp id Int.le_of_not_lt
protected theorem lt_or_eq_of_le {a b : Int} (h : a ≤ b) : a < b ∨ a = b := (Int.lt_or_ge a b).imp id fun k => Int.le_antisymm h k
protected theorem lt_or_gt_of_ne {a b : Int} (h : a ≠ b) : a < b ∨ b < a := (Int.lt_or_ge a b).imp id fun k => (Int.lt_or_eq_of_le k).resolve_right h.symm
protected theorem ne_iff_lt_or_gt {a b : Int} : a ≠ b ↔ a < b ∨ b < a := ⟨Int.lt_or_gt_of_ne, fun h => h.elim Int.ne_of_lt Int.ne_of_gt⟩
protected theorem lt_trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a := (em (a = b)).elim (fun h => .inr (.inl h)) fun h => (Int.lt_or_gt_of_ne h).imp id .inr
protected theorem lt_iff_le_and_ne {a b : Int} : a < b ↔ a ≤ b ∧ a ≠ b := ⟨fun h => ⟨Int.le_of_lt h, Int.ne_of_lt h⟩, fun h => (Int.lt_or_eq_of_le h.1).resolve_right h.2⟩
@[simp] protected theorem not_ge_eq (a b : Int) : (¬a ≥ b) = (a < b) := propext Int.not_le
@[simp] protected theorem not_gt_eq (a b : Int) : (¬a > b) = (a ≤ b) := propext Int.not_lt
theorem not_le_eq (a b : Int) : (¬a ≤ b) = (b < a) := propext Int.not_le
theorem not_lt_eq (a b : Int) : (¬a < b) = (b ≤ a) := propext Int.not_lt
protected theorem neg_le_neg {a b : Int} (h : a ≤ b) : -b ≤ -a := by
  show NonNeg (-a + - -b); rw [Int.neg_neg, Int.add_comm]; exact h
protected theorem neg_nonneg_of_nonpos {a : Int} (h : a ≤ 0) : 0 ≤ -a := Int.neg_le_neg h
protected theorem mul_nonneg {a b : Int} (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a * b := nonneg_iff.2 (nonneg_mul (nonneg_iff.1 h) (nonneg_iff.1 k))
protected theorem mul_le_mul_of_nonneg_left {a b c : Int} (h : a ≤ b) (k : 0 ≤ c) : c * a ≤ c * b :=
  Int.le_of_sub_nonneg (by rw [← Int.mul_sub]; exact Int.mul_nonneg k (Int.sub_nonneg_of_le h))
protected theorem mul_le_mul_of_nonneg_right {a b c : Int} (h : a ≤ b) (k : 0 ≤ c) : a * c ≤ b * c := by
  rw [Int.mul_comm, Int.mul_comm b]; exact Int.mul_le_mul_of_nonneg_left h k
protected theorem mul_pos {a b : Int} (ha : 0 < a) (hb : 0 < b) : 0 < a * b := by
  have := Int.mul_le_mul_of_nonneg_left (c := a) hb (Int.le_of_lt ha)
  rw [Int.zero_add, Int.mul_one] at this
  exact Int.lt_of_lt_of_le ha this
protected theorem mul_lt_mul_of_pos_left {a b c : Int} (h : a < b) (k : 0 < c) : c * a < c * b := by
  have := Int.mul_pos k (show 0 < b - a from Int.lt_of_not_ge fun g => Int.not_le_of_gt h (by
    have := Int.add_le_add_right g a; rw [Int.sub_add_cancel, Int.zero_add] at this; exact this))
  refine Int.lt_of_not_ge fun g => Int.not_le_of_gt this ?_
  rw [Int.mul_sub]
  have := Int.add_le_add_right g (-(c * a)); rw [Int.add_right_neg] at this; exact this
protected theorem mul_eq_zero {a b : Int} : a * b = 0 ↔ a = 0 ∨ b = 0 := by
  refine ⟨fun h => ?_, fun h => h.elim (fun e => by rw [e, Int.zero_mul]) fun e => by rw [e, Int.mul_zero]⟩
  have key : ∀ {x y : Int}, 0 < x → x * y = 0 → y = 0 := fun {x y} hx e => by
    cases Int.lt_trichotomy y 0 with
    | inl l => have := Int.mul_lt_mul_of_pos_left l hx; rw [e, Int.mul_zero] at this; exact absurd this (Int.lt_irrefl 0)
    | inr k => cases k with
      | inl k => exact k
      | inr l => have := Int.mul_pos hx l; rw [e] at this; exact absurd this (Int.lt_irrefl 0)
  cases Int.lt_trichotomy a 0 with
  | inl l => exact .inr (key (x := -a) (by
      refine Int.lt_of_not_ge fun g => Int.not_le_of_gt l ?_
      have := Int.neg_le_neg g; rw [Int.neg_neg] at this; exact this) (by rw [Int.neg_mul, h]; rfl))
  | inr k => cases k with
    | inl k => exact .inl k
    | inr l => exact .inr (key l h)
attribute [simp] Int.mul_eq_zero
protected theorem mul_ne_zero {a b : Int} (h : a ≠ 0) (k : b ≠ 0) : a * b ≠ 0 := fun e => (Int.mul_eq_zero.1 e).elim h k
protected theorem eq_of_mul_eq_mul_left {a b c : Int} (ha : a ≠ 0) (h : a * b = a * c) : b = c :=
  Int.eq_of_sub_eq_zero ((Int.mul_eq_zero.1 (by rw [Int.mul_sub, h, Int.sub_self])).resolve_left ha)
protected theorem eq_of_mul_eq_mul_right {a b c : Int} (ha : a ≠ 0) (h : b * a = c * a) : b = c := Int.eq_of_mul_eq_mul_left ha (by rw [Int.mul_comm a, Int.mul_comm a, h])
theorem mul_self_nonneg (a : Int) : 0 ≤ a * a := (Int.le_total 0 a).elim (fun h => Int.mul_nonneg h h) fun h => by
  have := Int.mul_nonneg (Int.neg_nonneg_of_nonpos h) (Int.neg_nonneg_of_nonpos h); rw [Int.neg_mul_neg] at this; exact this
theorem sq_nonneg (a : Int) : 0 ≤ a ^ 2 := by rw [Int.pow_two]; exact mul_self_nonneg a
theorem ofNat_sub {m n : Nat} (h : m ≤ n) : ((n - m : Nat) : Int) = n - m := by
  refine (Int.sub_eq_iff_eq_add.2 ?_).symm
  rw [← Int.natCast_add, Nat.sub_add_cancel h]
theorem natCast_sub {m n : Nat} (h : m ≤ n) : ((n - m : Nat) : Int) = n - m := ofNat_sub h
theorem natAbs_cast (n : Nat) : natAbs (n : Int) = n := rfl
@[simp] theorem natAbs_ofNat (n : Nat) : natAbs (n : Int) = n := rfl
theorem natAbs_of_nonneg {a : Int} (h : 0 ≤ a) : (natAbs a : Int) = a := by obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h; rfl
@[simp] theorem natAbs_neg (a : Int) : natAbs (-a) = natAbs a := match a with | ofNat 0 => rfl | ofNat (_ + 1) => rfl | negSucc _ => rfl
theorem natAbs_eq_zero {a : Int} : natAbs a = 0 ↔ a = 0 := by
  cases a with
  | ofNat n => exact ⟨fun h => congrArg ofNat h, ofNat.inj⟩
  | negSucc n => exact ⟨fun h => absurd h (Nat.add_one_ne_zero n), fun h => Int.noConfusion h⟩
theorem natAbs_mul (a b : Int) : natAbs (a * b) = natAbs a * natAbs b := by
  have neg : ∀ n, natAbs (negOfNat n) = n := fun n => by cases n <;> rfl
  cases a <;> cases b <;> first | rfl | exact neg _
theorem le_natAbs {a : Int} : a ≤ natAbs a := match a with
  | ofNat n => Int.le_refl _
  | negSucc n => Int.le_trans (Int.neg_le_neg (natCast_nonneg (n + 1))) (natCast_nonneg _)
theorem eq_nat_or_neg (a : Int) : ∃ n : Nat, a = n ∨ a = -n := match a with | ofNat n => ⟨n, .inl rfl⟩ | negSucc n => ⟨n + 1, .inr rfl⟩
theorem natAbs_eq (a : Int) : a = natAbs a ∨ a = -natAbs a := match a with | ofNat _ => .inl rfl | negSucc _ => .inr rfl
theorem toNat_of_nonneg {a : Int} (h : 0 ≤ a) : (toNat a : Int) = a := by obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h; rfl
protected theorem max_def (a b : Int) : max a b = if a ≤ b then b else a := rfl
protected theorem min_def (a b : Int) : min a b = if a ≤ b then a else b := rfl
theorem toNat_eq_max (a : Int) : (toNat a : Int) = max a 0 := by
  rw [Int.max_def]; split
  case isTrue h => match a with
    | ofNat n => exact Int.le_antisymm h (natCast_nonneg n)
    | negSucc n => rfl
  case isFalse h => exact toNat_of_nonneg (Int.le_of_lt (Int.lt_of_not_ge h))
protected theorem min_le_left (a b : Int) : min a b ≤ a := by rw [Int.min_def]; split; exact Int.le_refl a; exact Int.le_of_lt (Int.lt_of_not_ge ‹_›)
protected theorem min_le_right (a b : Int) : min a b ≤ b := by rw [Int.min_def]; split; assumption; exact Int.le_refl b
protected theorem le_max_left (a b : Int) : a ≤ max a b := by rw [Int.max_def]; split; assumption; exact Int.le_refl a
protected theorem le_max_right (a b : Int) : b ≤ max a b := by rw [Int.max_def]; split; exact Int.le_refl b; exact Int.le_of_lt (Int.lt_of_not_ge ‹_›)
@[elab_as_elim] protected theorem induction_on {motive : Int → Prop} (i : Int) (zero : motive 0) (succ : ∀ i : Nat, motive i → motive (i + 1)) (pred : ∀ i : Nat, motive (-i) → motive (-i - 1)) : motive i := by
  have up : ∀ n : Nat, motive n := fun n => by
    induction n with
    | zero => exact zero
    | succ n ih => exact succ n ih
  have down : ∀ n : Nat, motive (-n) := fun n => by
    induction n with
    | zero => exact zero
    | succ n ih => have := pred n ih; rw [natCast_add, Int.neg_add]; exact this
  obtain ⟨n, h | h⟩ := eq_nat_or_neg i
  · rw [h]; exact up n
  · rw [h]; exact down n
end Int
instance : Trans (α := Int) (β := Int) (γ := Int) LE.le LE.le LE.le := ⟨Int.le_trans⟩
instance : Trans (α := Int) (β := Int) (γ := Int) LT.lt LT.lt LT.lt := ⟨Int.lt_trans⟩
instance : Trans (α := Int) (β := Int) (γ := Int) LT.lt LE.le LT.lt := ⟨Int.lt_of_lt_of_le⟩
instance : Trans (α := Int) (β := Int) (γ := Int) LE.le LT.lt LT.lt := ⟨Int.lt_of_le_of_lt⟩
instance : Std.Associative (α := Int) (· + ·) := ⟨Int.add_assoc⟩
instance : Std.Commutative (α := Int) (· + ·) := ⟨Int.add_comm⟩
instance : Std.Associative (α := Int) (· * ·) := ⟨Int.mul_assoc⟩
instance : Std.Commutative (α := Int) (· * ·) := ⟨Int.mul_comm⟩

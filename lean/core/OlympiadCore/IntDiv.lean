prelude
import OlympiadCore.Int
-- Euclidean division of integers: the remainder is never negative.
set_option linter.all false
namespace Int
@[extern "lean_int_ediv"] protected def ediv : Int → Int → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / (n + 1))
  | negSucc _, ofNat 0 => 0
  | negSucc m, ofNat (n + 1) => negSucc (m / (n + 1))
  | negSucc m, negSucc n => ofNat (m / (n + 1) + 1)
@[extern "lean_int_emod"] protected def emod : Int → Int → Int
  | ofNat m, n => ofNat (m % natAbs n)
  | negSucc m, n => subNatNat (natAbs n) (m % natAbs n + 1)
instance instDiv : Div Int := ⟨Int.ediv⟩
instance instMod : Mod Int := ⟨Int.emod⟩
instance instDvd : Dvd Int := ⟨fun a b => ∃ c, b = a * c⟩
def bmod (x : Int) (m : Nat) : Int := let r := x % (m : Int); if r < ((m : Int) + 1) / 2 then r else r - m
def gcd (a b : Int) : Nat := Nat.gcd (natAbs a) (natAbs b)

theorem subNatNat_eq_coe (m n : Nat) : subNatNat m n = (m : Int) - n := by
  rw [Int.sub_eq_add_neg, neg_coe_rep, coe_eq_rep, subNatNat_add_subNatNat, Nat.add_zero, Nat.zero_add]
@[simp] theorem natCast_ediv (m n : Nat) : ((m / n : Nat) : Int) = m / n := rfl
@[simp] theorem natCast_emod (m n : Nat) : ((m % n : Nat) : Int) = m % n := rfl
theorem ofNat_ediv (m n : Nat) : ((m / n : Nat) : Int) = m / n := rfl
theorem ofNat_emod (m n : Nat) : ((m % n : Nat) : Int) = m % n := rfl
@[simp] protected theorem ediv_zero (a : Int) : a / 0 = 0 := match a with | ofNat _ => rfl | negSucc _ => rfl
theorem negSucc_emod_aux (m n : Nat) : subNatNat (n + 1) (m % (n + 1) + 1) + ((n : Int) + 1) * -((m / (n + 1) : Nat) + 1 : Int) = negSucc m := by
  have h : (n + 1) * (m / (n + 1)) + m % (n + 1) = m := Nat.div_add_mod m (n + 1)
  have e : negSucc m = subNatNat 0 (m + 1) := rfl
  rw [e, show ((n : Int) + 1) = subNatNat (n + 1) 0 from coe_eq_rep (n + 1), show -((m / (n + 1) : Nat) + 1 : Int) = subNatNat 0 (m / (n + 1) + 1) from rfl, subNatNat_mul_subNatNat, subNatNat_add_subNatNat, subNatNat_eq_iff]
  conv => lhs; rw [← h]
  simp only [Nat.mul_add, Nat.add_mul, Nat.mul_one, Nat.one_mul, Nat.mul_zero, Nat.zero_mul, Nat.zero_add, Nat.add_zero, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]
theorem emod_add_ediv (a b : Int) : a % b + b * (a / b) = a := match a, b with
  | ofNat m, ofNat n => congrArg ofNat (Nat.mod_add_div m n)
  | ofNat m, negSucc n => by
    show ofNat (m % (n + 1)) + -ofNat (n + 1) * -ofNat (m / (n + 1)) = ofNat m
    rw [Int.neg_mul_neg]; exact congrArg ofNat (Nat.mod_add_div m (n + 1))
  | negSucc m, ofNat 0 => by rw [show (ofNat 0 : Int) = 0 from rfl, Int.ediv_zero]; rfl
  | negSucc m, ofNat (n + 1) => negSucc_emod_aux m n
  | negSucc m, negSucc n => by
    have := negSucc_emod_aux m n
    rw [Int.mul_neg, ← Int.neg_mul] at this; exact this
theorem emod_def (a b : Int) : a % b = a - b * (a / b) := Int.eq_sub_iff_add_eq.2 (emod_add_ediv a b)
theorem ediv_add_emod (a b : Int) : b * (a / b) + a % b = a := by rw [Int.add_comm, emod_add_ediv]
protected theorem emod_nonneg (a : Int) {b : Int} (h : b ≠ 0) : 0 ≤ a % b := match a with
  | ofNat m => natCast_nonneg _
  | negSucc m => by
    have pos : 0 < natAbs b := Nat.pos_of_ne_zero fun e => h (natAbs_eq_zero.1 e)
    show 0 ≤ subNatNat (natAbs b) (m % natAbs b + 1)
    rw [subNatNat_of_ge (Nat.mod_lt m pos)]; exact natCast_nonneg _
protected theorem emod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : a % b < b := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le (Int.le_of_lt h)
  have pos : 0 < n := ofNat_lt.1 h
  match a with
  | ofNat m => exact ofNat_lt.2 (Nat.mod_lt m pos)
  | negSucc m =>
    show subNatNat n (m % n + 1) < n
    rw [subNatNat_of_ge (Nat.mod_lt m pos)]
    exact ofNat_lt.2 (Nat.sub_lt pos (Nat.succ_pos _))
protected theorem ediv_neg (a b : Int) : a / -b = -(a / b) := match a, b with
  | ofNat m, ofNat 0 => by show ofNat (m / 0) = -ofNat (m / 0); rw [Nat.div_zero]; rfl
  | ofNat _, ofNat (_ + 1) => rfl
  | ofNat m, negSucc n => (Int.neg_neg _).symm
  | negSucc _, ofNat 0 => rfl
  | negSucc _, ofNat (_ + 1) => rfl
  | negSucc _, negSucc _ => rfl
theorem mul_ediv_self_le {x k : Int} (h : k ≠ 0) : k * (x / k) ≤ x := by
  have := Int.add_le_add_left (Int.emod_nonneg x h) (k * (x / k))
  rw [ediv_add_emod, Int.add_zero] at this; exact this
theorem lt_mul_ediv_self_add {x k : Int} (h : 0 < k) : x < k * (x / k) + k := by
  have := Int.add_le_add_left (Int.emod_lt_of_pos x h) (k * (x / k))
  rw [← Int.add_assoc, ediv_add_emod] at this; exact this
theorem ediv_emod_unique {a b q r : Int} (h : b * q + r = a) (h0 : 0 ≤ r) (hb : r < b) : a / b = q ∧ a % b = r := by
  have pos : 0 < b := Int.lt_of_le_of_lt h0 hb
  have key : ∀ {p q s t : Int}, 0 ≤ s → t < b → b * p + s = b * q + t → p ≤ q := fun {p q s t} hs ht e => by
    refine Int.le_of_not_lt fun l => ?_
    have h1 := Int.mul_le_mul_of_nonneg_left l (Int.le_of_lt pos)
    rw [Int.mul_add, Int.mul_one] at h1
    have h2 : b * q + t < b * q + b := by
      show b * q + t + 1 ≤ b * q + b
      rw [Int.add_assoc]; exact Int.add_le_add_left ht _
    have h3 := Int.add_le_add_left hs (b * p)
    rw [Int.add_zero, e] at h3
    exact Int.lt_irrefl _ (Int.lt_of_lt_of_le h2 (Int.le_trans h1 h3))
  have e : b * (a / b) + a % b = b * q + r := (ediv_add_emod a b).trans h.symm
  have hq : a / b = q := Int.le_antisymm (key (Int.emod_nonneg a (Int.ne_of_gt pos)) hb e) (key h0 (Int.emod_lt_of_pos a pos) e.symm)
  rw [hq] at e
  exact ⟨hq, Int.add_left_cancel e⟩
theorem mul_ediv_cancel_left {a : Int} (b : Int) (h : a ≠ 0) : a * b / a = b :=
  have := emod_add_ediv (a * b) a
  have hm : ∀ {x : Int}, 0 < x → x * b / x = b := fun hx => (ediv_emod_unique (r := 0) (by rw [Int.add_zero]) (Int.le_refl 0) hx).1
  (Int.lt_or_gt_of_ne h).elim (fun l => by
    have pos : 0 < -a := Int.lt_of_not_ge fun g => Int.not_le_of_gt l (by have := Int.neg_le_neg g; rw [Int.neg_neg] at this; exact this)
    have k : -a * -b / -a = -b := (ediv_emod_unique (r := 0) (by rw [Int.add_zero]) (Int.le_refl 0) pos).1
    rw [Int.neg_mul_neg, Int.ediv_neg] at k
    exact Int.neg_inj.1 k) hm
protected theorem dvd_refl (a : Int) : a ∣ a := ⟨1, (Int.mul_one a).symm⟩
@[simp] protected theorem dvd_zero (a : Int) : a ∣ 0 := ⟨0, (Int.mul_zero a).symm⟩
@[simp] protected theorem one_dvd (a : Int) : 1 ∣ a := ⟨a, (Int.one_mul a).symm⟩
protected theorem dvd_mul_right (a b : Int) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Int) : b ∣ a * b := ⟨a, Int.mul_comm a b⟩
protected theorem dvd_trans {a b c : Int} : a ∣ b → b ∣ c → a ∣ c := fun ⟨x, e⟩ ⟨y, f⟩ => ⟨x * y, by rw [f, e, Int.mul_assoc]⟩
protected theorem dvd_add {a b c : Int} : a ∣ b → a ∣ c → a ∣ b + c := fun ⟨x, e⟩ ⟨y, f⟩ => ⟨x + y, by rw [e, f, Int.mul_add]⟩
protected theorem dvd_neg {a b : Int} : a ∣ -b ↔ a ∣ b := ⟨fun ⟨x, e⟩ => ⟨-x, by rw [Int.mul_neg, ← e, Int.neg_neg]⟩, fun ⟨x, e⟩ => ⟨-x, by rw [Int.mul_neg, ← e]⟩⟩
protected theorem dvd_sub {a b c : Int} (h : a ∣ b) (k : a ∣ c) : a ∣ b - c := Int.dvd_add h (Int.dvd_neg.2 k)
theorem dvd_mul_of_dvd_left {a b : Int} (h : a ∣ b) (c : Int) : a ∣ b * c := Int.dvd_trans h (Int.dvd_mul_right b c)
theorem dvd_mul_of_dvd_right {a b : Int} (h : a ∣ b) (c : Int) : a ∣ c * b := Int.dvd_trans h (Int.dvd_mul_left c b)
theorem dvd_of_emod_eq_zero {a b : Int} (h : b % a = 0) : a ∣ b := ⟨b / a, by have := emod_add_ediv b a; rw [h, Int.zero_add] at this; exact this.symm⟩
theorem emod_eq_zero_of_dvd {a b : Int} (h : a ∣ b) : b % a = 0 := by
  obtain ⟨c, rfl⟩ := h
  cases em (a = 0) with
  | inl h => rw [h, Int.zero_mul]; rfl
  | inr h => rw [emod_def, mul_ediv_cancel_left c h, Int.sub_self]
theorem dvd_iff_emod_eq_zero {a b : Int} : a ∣ b ↔ b % a = 0 := ⟨emod_eq_zero_of_dvd, dvd_of_emod_eq_zero⟩
instance decidable_dvd (a b : Int) : Decidable (a ∣ b) := decidable_of_iff' (b % a = 0) dvd_iff_emod_eq_zero
theorem emod_pos_of_not_dvd {a b : Int} (h : ¬a ∣ b) : a = 0 ∨ 0 < b % a := (em (a = 0)).imp id fun ha =>
  (Int.lt_or_eq_of_le (Int.emod_nonneg b ha)).resolve_right fun e => h (dvd_of_emod_eq_zero e.symm)
theorem natCast_dvd_natCast {m n : Nat} : (m : Int) ∣ n ↔ m ∣ n := by
  rw [dvd_iff_emod_eq_zero, Nat.dvd_iff_mod_eq_zero, ← natCast_emod]; exact natCast_inj
theorem emod_emod_of_sub {a b n : Int} (h : n ∣ a - b) : a % n = b % n := by
  obtain ⟨c, e⟩ := h
  have ea : a = n * c + b := Int.sub_eq_iff_eq_add.1 e
  cases em (n = 0) with
  | inl h => rw [ea, h, Int.zero_mul, Int.zero_add]
  | inr h =>
    have main : ∀ {m : Int}, 0 < m → ∀ x y : Int, (m * x + y) % m = y % m := fun {m} hm x y =>
      (ediv_emod_unique (q := x + y / m) (by rw [Int.mul_add, Int.add_assoc, ediv_add_emod]) (Int.emod_nonneg y (Int.ne_of_gt hm)) (Int.emod_lt_of_pos y hm)).2
    have negm : ∀ x m : Int, x % -m = x % m := fun x m => by rw [emod_def, emod_def, Int.ediv_neg, Int.neg_mul_neg]
    cases Int.lt_or_gt_of_ne h with
    | inr h => rw [ea, main h]
    | inl h =>
      have hn : 0 < -n := Int.lt_of_not_ge fun g => Int.not_le_of_gt h (by have := Int.neg_le_neg g; rw [Int.neg_neg] at this; exact this)
      rw [ea, ← negm, ← negm b, ← Int.neg_mul_neg, main hn]
theorem emod_emod_eq_iff {a b n : Int} : a % n = b % n ↔ n ∣ a - b :=
  ⟨fun h => by
    have e : a - b = n * (a / n) - n * (b / n) := by
      have h1 := ediv_add_emod a n; have h2 := ediv_add_emod b n
      conv => lhs; rw [← h1, ← h2, h]
      rw [Int.sub_eq_add_neg, Int.neg_add, Int.add_comm (-_) (-(b % n)), Int.add_assoc, ← Int.add_assoc (b % n), Int.add_right_neg, Int.zero_add]; rfl
    exact e ▸ Int.dvd_sub (Int.dvd_mul_right _ _) (Int.dvd_mul_right _ _), emod_emod_of_sub⟩
theorem dvd_emod_sub_self {a n : Int} : n ∣ a % n - a := by
  rw [emod_def]; refine ⟨-(a / n), ?_⟩; rw [Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_right_comm, Int.add_right_neg, Int.zero_add, Int.mul_neg]
theorem emod_emod (a n : Int) : a % n % n = a % n := emod_emod_of_sub dvd_emod_sub_self
attribute [simp] emod_emod
theorem add_emod (a b n : Int) : (a + b) % n = (a % n + b % n) % n := (emod_emod_of_sub (by
  have h := Int.dvd_add (dvd_emod_sub_self (a := a) (n := n)) (dvd_emod_sub_self (a := b) (n := n))
  have e : a % n + b % n - (a + b) = a % n - a + (b % n - b) := by
    rw [Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.neg_add, Int.add_assoc, Int.add_assoc, Int.add_left_comm (b % n)]
  rw [e]; exact h)).symm
theorem mul_emod (a b n : Int) : a * b % n = (a % n) * (b % n) % n := (emod_emod_of_sub (by
  have e : (a % n) * (b % n) - a * b = (a % n - a) * (b % n) + a * (b % n - b) := by
    rw [Int.sub_mul, Int.mul_sub, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_assoc, Int.neg_add_cancel_left]
  rw [e]; exact Int.dvd_add (dvd_mul_of_dvd_left dvd_emod_sub_self _) (dvd_mul_of_dvd_right dvd_emod_sub_self _))).symm
theorem emod_two_eq (a : Int) : a % 2 = 0 ∨ a % 2 = 1 := by
  have h0 := Int.emod_nonneg a (show (2 : Int) ≠ 0 by decide)
  have h1 := Int.emod_lt_of_pos a (show (0 : Int) < 2 by decide)
  obtain ⟨n, e⟩ := eq_ofNat_of_zero_le h0
  rw [e] at h1 ⊢
  have : n < 2 := ofNat_lt.1 h1
  exact (Nat.eq_or_lt_of_le (Nat.le_of_lt_succ this)).elim (fun e => .inr (congrArg _ e)) fun l => .inl (congrArg _ (Nat.lt_one_iff.1 l))
theorem bmod_eq (x : Int) (m : Nat) : ∃ k, bmod x m = x + m * k := by
  unfold bmod
  have e : x % m = x + m * -(x / m) := by rw [emod_def, Int.mul_neg]; rfl
  cases em (x % (m : Int) < ((m : Int) + 1) / 2) with
  | inl h => exact ⟨-(x / m), by rw [← e]; exact if_pos h⟩
  | inr h => exact ⟨-(x / m) + -1, by rw [Int.mul_add, ← Int.add_assoc, ← e, Int.mul_neg, Int.mul_one]; exact if_neg h⟩
end Int
attribute [norm_cast] Int.natCast_inj Int.ofNat_le Int.ofNat_lt Int.natCast_add Int.natCast_mul Int.natCast_pow Int.natCast_zero Int.natCast_one Int.natCast_ediv Int.natCast_emod Int.natCast_dvd_natCast
attribute [norm_cast] Int.natCast_sub

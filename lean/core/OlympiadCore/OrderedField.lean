prelude
import OlympiadCore.Order
-- Laws of ordered semirings, rings and fields; the order that a cone of positive elements gives.
set_option linter.all false
universe u v w

section rings
variable {α : Type u} [CommRing α] {a b c d : α}
theorem neg_neg (a : α) : - -a = a := add_right_cancel (b := -a) (by rw [neg_add_cancel, add_neg_cancel])
theorem neg_zero : -(0 : α) = 0 := by have := add_neg_cancel (0 : α); rwa [zero_add] at this
theorem neg_mul (a b : α) : -a * b = -(a * b) := by ring1
theorem mul_neg (a b : α) : a * -b = -(a * b) := by ring1
theorem neg_mul_neg (a b : α) : -a * -b = a * b := by ring1
theorem neg_sub (a b : α) : -(a - b) = b - a := by ring1
theorem neg_add (a b : α) : -(a + b) = -a + -b := by ring1
theorem mul_sub (a b c : α) : a * (b - c) = a * b - a * c := by ring1
theorem sub_mul (a b c : α) : (a - b) * c = a * c - b * c := by ring1
theorem sub_zero (a : α) : a - 0 = a := by ring1
theorem zero_sub (a : α) : 0 - a = -a := by ring1
theorem sub_neg_eq_add (a b : α) : a - -b = a + b := by ring1
theorem add_left_cancel (h : a + b = a + c) : b = c := add_right_cancel (b := a) (by rw [add_comm b, add_comm c, h])
theorem add_sub_cancel (a b : α) : a + (b - a) = b := by ring1
theorem sub_eq_iff_eq_add : a - b = c ↔ a = c + b := ⟨fun h => by rw [← h, sub_add_cancel], fun h => by rw [h, add_sub_cancel_right]⟩
theorem eq_sub_iff_add_eq : a = b - c ↔ a + c = b := ⟨fun h => by rw [h, sub_add_cancel], fun h => by rw [← h, add_sub_cancel_right]⟩
theorem neg_eq_zero : -a = 0 ↔ a = 0 := ⟨fun h => by rw [← neg_neg a, h, neg_zero], fun h => by rw [h, neg_zero]⟩
theorem neg_inj : -a = -b ↔ a = b := ⟨fun h => by rw [← neg_neg a, h, neg_neg], fun h => h ▸ rfl⟩
theorem neg_one_mul (a : α) : -1 * a = -a := by ring1
theorem neg_eq_iff_add_eq_zero : -a = b ↔ a + b = 0 := ⟨fun h => h ▸ add_neg_cancel a, fun h => add_left_cancel (a := a) (by rw [add_neg_cancel, h])⟩
theorem sq_sub_sq (a b : α) : a ^ 2 - b ^ 2 = (a + b) * (a - b) := by ring1
end rings
attribute [simp] neg_neg neg_zero sub_zero zero_sub

section ordered_semiring
variable {α : Type u} [CommSemiring α] [LinearOrder α] [IsStrictOrderedRing α] {a b c d : α}
theorem add_le_add_left (h : a ≤ b) (c : α) : c + a ≤ c + b := IsStrictOrderedRing.add_le_add_left a b h c
theorem add_le_add_right (h : a ≤ b) (c : α) : a + c ≤ b + c := by rw [add_comm a, add_comm b]; exact add_le_add_left h c
theorem add_le_add (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d := le_trans (add_le_add_right h c) (add_le_add_left k b)
theorem le_of_add_le_add_left (h : a + b ≤ a + c) : b ≤ c := IsStrictOrderedRing.le_of_add_le_add_left a b c h
theorem le_of_add_le_add_right (h : b + a ≤ c + a) : b ≤ c := le_of_add_le_add_left (a := a) (by rwa [add_comm a, add_comm a])
theorem add_lt_add_left (h : a < b) (c : α) : c + a < c + b := not_le.1 fun k => not_le_of_gt h (le_of_add_le_add_left k)
theorem add_lt_add_right (h : a < b) (c : α) : a + c < b + c := by rw [add_comm a, add_comm b]; exact add_lt_add_left h c
theorem add_lt_add (h : a < b) (k : c < d) : a + c < b + d := lt_trans (add_lt_add_right h c) (add_lt_add_left k b)
theorem add_lt_add_of_lt_of_le (h : a < b) (k : c ≤ d) : a + c < b + d := lt_of_lt_of_le (add_lt_add_right h c) (add_le_add_left k b)
theorem add_lt_add_of_le_of_lt (h : a ≤ b) (k : c < d) : a + c < b + d := lt_of_le_of_lt (add_le_add_right h c) (add_lt_add_left k b)
theorem zero_lt_one : (0 : α) < 1 := IsStrictOrderedRing.zero_lt_one
theorem one_pos : (0 : α) < 1 := zero_lt_one
theorem zero_le_one : (0 : α) ≤ 1 := le_of_lt zero_lt_one
theorem one_ne_zero : (1 : α) ≠ 0 := ne_of_gt zero_lt_one
theorem mul_lt_mul_of_pos_left (h : a < b) (k : 0 < c) : c * a < c * b := IsStrictOrderedRing.mul_lt_mul_of_pos_left a b c h k
theorem mul_lt_mul_of_pos_right (h : a < b) (k : 0 < c) : a * c < b * c := by rw [mul_comm a, mul_comm b]; exact mul_lt_mul_of_pos_left h k
theorem mul_le_mul_of_nonneg_left (h : a ≤ b) (k : 0 ≤ c) : c * a ≤ c * b := by
  cases lt_or_eq_of_le h with
  | inr e => exact e ▸ le_refl _
  | inl l => cases lt_or_eq_of_le k with
    | inr e => rw [← e, zero_mul, zero_mul]; exact le_refl _
    | inl p => exact le_of_lt (mul_lt_mul_of_pos_left l p)
theorem mul_le_mul_of_nonneg_right (h : a ≤ b) (k : 0 ≤ c) : a * c ≤ b * c := by rw [mul_comm a, mul_comm b]; exact mul_le_mul_of_nonneg_left h k
theorem mul_pos (h : 0 < a) (k : 0 < b) : 0 < a * b := by have := mul_lt_mul_of_pos_left k h; rwa [mul_zero] at this
theorem mul_nonneg (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a * b := by have := mul_le_mul_of_nonneg_left k h; rwa [mul_zero] at this
theorem add_pos (h : 0 < a) (k : 0 < b) : 0 < a + b := by have := add_lt_add h k; rwa [zero_add] at this
theorem add_nonneg (h : 0 ≤ a) (k : 0 ≤ b) : 0 ≤ a + b := by have := add_le_add h k; rwa [zero_add] at this
theorem add_pos_of_pos_of_nonneg (h : 0 < a) (k : 0 ≤ b) : 0 < a + b := by have := add_lt_add_of_lt_of_le h k; rwa [zero_add] at this
theorem mul_le_mul (h : a ≤ b) (k : c ≤ d) (hc : 0 ≤ c) (hb : 0 ≤ b) : a * c ≤ b * d := le_trans (mul_le_mul_of_nonneg_right h hc) (mul_le_mul_of_nonneg_left k hb)
theorem le_of_mul_le_mul_left (h : c * a ≤ c * b) (k : 0 < c) : a ≤ b := not_lt.1 fun l => not_le_of_gt (mul_lt_mul_of_pos_left l k) h
theorem lt_of_mul_lt_mul_left (h : c * a < c * b) (k : 0 ≤ c) : a < b := not_le.1 fun l => not_lt_of_ge (mul_le_mul_of_nonneg_left l k) h
theorem mul_self_lt_mul_self (h : 0 ≤ a) (k : a < b) : a * a < b * b :=
  lt_of_le_of_lt (mul_le_mul_of_nonneg_left (le_of_lt k) h) (mul_lt_mul_of_pos_right k (lt_of_le_of_lt h k))
theorem mul_self_le_mul_self (h : 0 ≤ a) (k : a ≤ b) : a * a ≤ b * b := mul_le_mul k k h (le_trans h k)
theorem pow_nonneg (h : 0 ≤ a) (n : Nat) : 0 ≤ a ^ n := by
  induction n with
  | zero => rw [pow_zero]; exact zero_le_one
  | succ n ih => rw [pow_succ]; exact mul_nonneg ih h
theorem pow_pos (h : 0 < a) (n : Nat) : 0 < a ^ n := by
  induction n with
  | zero => rw [pow_zero]; exact zero_lt_one
  | succ n ih => rw [pow_succ]; exact mul_pos ih h
theorem Nat.cast_nonneg (n : Nat) : (0 : α) ≤ n := by
  induction n with
  | zero => rw [Nat.cast_zero]; exact le_refl _
  | succ n ih => rw [Nat.cast_succ]; exact add_nonneg ih zero_le_one
theorem Nat.cast_succ_pos (n : Nat) : (0 : α) < ((n + 1 : Nat) : α) := by
  rw [Nat.cast_succ, add_comm]; exact add_pos_of_pos_of_nonneg _root_.zero_lt_one (Nat.cast_nonneg n)
theorem Nat.cast_pos {n : Nat} : (0 : α) < n ↔ 0 < n := by
  cases n with
  | zero => rw [Nat.cast_zero]; exact iff_of_false (lt_irrefl _) (Nat.lt_irrefl 0)
  | succ n => exact iff_of_true (Nat.cast_succ_pos n) (Nat.succ_pos n)
theorem Nat.cast_le {m n : Nat} : (m : α) ≤ n ↔ m ≤ n := by
  have mono : ∀ {m n : Nat}, m ≤ n → (m : α) ≤ n := fun {m n} h => by
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h
    rw [Nat.cast_add]; have := add_le_add_left (Nat.cast_nonneg (α := α) k) (m : α); rwa [add_zero] at this
  refine ⟨fun h => Nat.le_of_not_lt fun l => ?_, mono⟩
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_lt l
  have e : ((n + k + 1 : Nat) : α) = n + ((k + 1 : Nat) : α) := by rw [Nat.add_assoc, Nat.cast_add]
  rw [e] at h
  have := add_lt_add_left (Nat.cast_succ_pos (α := α) k) (n : α)
  rw [add_zero] at this
  exact not_le_of_gt this h
theorem Nat.cast_lt {m n : Nat} : (m : α) < n ↔ m < n := by rw [← not_le, ← Nat.not_le, Nat.cast_le]
theorem Nat.cast_inj {m n : Nat} : (m : α) = n ↔ m = n :=
  ⟨fun h => Nat.le_antisymm (Nat.cast_le.1 (le_of_eq h)) (Nat.cast_le.1 (le_of_eq h.symm)), fun h => h ▸ rfl⟩
theorem Nat.ofNat_pos' {n : Nat} [h : Nat.AtLeastTwo n] : (0 : α) < OfNat.ofNat n := Nat.cast_pos.2 (Nat.lt_of_lt_of_le (by decide) h.two_le)
theorem two_pos : (0 : α) < 2 := Nat.ofNat_pos'
theorem two_ne_zero : (2 : α) ≠ 0 := ne_of_gt two_pos
end ordered_semiring

section ordered_ring
variable {α : Type u} [CommRing α] [LinearOrder α] [IsStrictOrderedRing α] {a b c d : α}
theorem sub_nonneg : 0 ≤ a - b ↔ b ≤ a :=
  ⟨fun h => by have := add_le_add_right h b; rwa [zero_add, sub_add_cancel] at this,
   fun h => by have := add_le_add_right h (-b); rwa [add_neg_cancel, ← sub_eq_add_neg] at this⟩
theorem sub_pos : 0 < a - b ↔ b < a :=
  ⟨fun h => by have := add_lt_add_right h b; rwa [zero_add, sub_add_cancel] at this,
   fun h => by have := add_lt_add_right h (-b); rwa [add_neg_cancel, ← sub_eq_add_neg] at this⟩
/-- The ways in which the inequalities below are proved: the difference is a sum of nonnegative terms. -/
theorem le_of_sub_eq (h : 0 ≤ c) (e : b - a = c) : a ≤ b := sub_nonneg.1 (e ▸ h)
theorem lt_of_sub_eq (h : 0 < c) (e : b - a = c) : a < b := sub_pos.1 (e ▸ h)
theorem neg_le_neg (h : a ≤ b) : -b ≤ -a := le_of_sub_eq (sub_nonneg.2 h) (by ring1)
theorem neg_lt_neg (h : a < b) : -b < -a := lt_of_sub_eq (sub_pos.2 h) (by ring1)
theorem neg_nonneg : 0 ≤ -a ↔ a ≤ 0 := ⟨fun h => le_of_sub_eq h (by ring1), fun h => le_of_sub_eq (sub_nonneg.2 h) (by ring1)⟩
theorem neg_pos : 0 < -a ↔ a < 0 := ⟨fun h => lt_of_sub_eq h (by ring1), fun h => lt_of_sub_eq (sub_pos.2 h) (by ring1)⟩
theorem neg_nonpos : -a ≤ 0 ↔ 0 ≤ a := by rw [← neg_nonneg, neg_neg]
theorem sub_le_iff_le_add : a - c ≤ b ↔ a ≤ b + c := ⟨fun h => le_of_sub_eq (sub_nonneg.2 h) (by ring1), fun h => le_of_sub_eq (sub_nonneg.2 h) (by ring1)⟩
theorem sub_lt_iff_lt_add : a - c < b ↔ a < b + c := ⟨fun h => lt_of_sub_eq (sub_pos.2 h) (by ring1), fun h => lt_of_sub_eq (sub_pos.2 h) (by ring1)⟩
theorem le_sub_iff_add_le : a ≤ c - b ↔ a + b ≤ c := ⟨fun h => le_of_sub_eq (sub_nonneg.2 h) (by ring1), fun h => le_of_sub_eq (sub_nonneg.2 h) (by ring1)⟩
theorem lt_sub_iff_add_lt : a < c - b ↔ a + b < c := ⟨fun h => lt_of_sub_eq (sub_pos.2 h) (by ring1), fun h => lt_of_sub_eq (sub_pos.2 h) (by ring1)⟩
theorem sub_le_sub (h : a ≤ b) (k : c ≤ d) : a - d ≤ b - c := le_of_sub_eq (add_nonneg (sub_nonneg.2 h) (sub_nonneg.2 k)) (by ring1)
theorem mul_self_nonneg (a : α) : 0 ≤ a * a := (le_total 0 a).elim (fun h => mul_nonneg h h) fun h => by
  have := mul_nonneg (neg_nonneg.2 h) (neg_nonneg.2 h); rwa [neg_mul_neg] at this
theorem sq_nonneg (a : α) : 0 ≤ a ^ 2 := by rw [pow_two]; exact mul_self_nonneg a
theorem mul_eq_zero : a * b = 0 ↔ a = 0 ∨ b = 0 := by
  refine ⟨fun h => Classical.byContradiction fun n => ?_, fun h => h.elim (fun e => by rw [e, zero_mul]) fun e => by rw [e, mul_zero]⟩
  rw [not_or] at n
  have key : ∀ {a b : α}, a * b = 0 → 0 < a → b ≠ 0 → False := fun {a b} h ha hb => by
    cases lt_or_gt_of_ne hb with
    | inl l => have := mul_pos ha (neg_pos.2 l); rw [mul_neg, h, neg_zero] at this; exact lt_irrefl _ this
    | inr l => have := mul_pos ha l; rw [h] at this; exact lt_irrefl _ this
  cases lt_or_gt_of_ne n.1 with
  | inl l => exact key (a := -a) (by rw [neg_mul, h, neg_zero]) (neg_pos.2 l) n.2
  | inr l => exact key h l n.2
theorem mul_ne_zero (h : a ≠ 0) (k : b ≠ 0) : a * b ≠ 0 := fun e => (mul_eq_zero.1 e).elim h k
theorem mul_left_cancel₀ (h : a ≠ 0) (e : a * b = a * c) : b = c :=
  sub_eq_zero.1 ((mul_eq_zero.1 (show a * (b - c) = 0 by rw [mul_sub, e, sub_self])).resolve_left h)
theorem pow_eq_zero_iff {n : Nat} (hn : n ≠ 0) : a ^ n = 0 ↔ a = 0 := by
  constructor
  · intro h
    clear hn
    induction n with
    | zero => rw [pow_zero] at h; exact (one_ne_zero h).elim
    | succ n ih => rw [pow_succ] at h; exact (mul_eq_zero.1 h).elim ih id
  · intro h
    cases n with
    | zero => exact (hn rfl).elim
    | succ n => rw [h, pow_succ, mul_zero]

theorem abs_of_nonneg (h : 0 ≤ a) : |a| = a := max_eq_left (le_trans (neg_nonpos.2 h) h)
theorem abs_of_nonpos (h : a ≤ 0) : |a| = -a := max_eq_right (le_trans h (neg_nonneg.2 h))
theorem abs_of_pos (h : 0 < a) : |a| = a := abs_of_nonneg (le_of_lt h)
theorem abs_of_neg (h : a < 0) : |a| = -a := abs_of_nonpos (le_of_lt h)
theorem le_abs_self (a : α) : a ≤ |a| := le_max_left a (-a)
theorem neg_le_abs (a : α) : -a ≤ |a| := le_max_right a (-a)
theorem abs_nonneg (a : α) : 0 ≤ |a| := (le_total 0 a).elim (fun h => le_trans h (le_abs_self a)) fun h => le_trans (neg_nonneg.2 h) (neg_le_abs a)
theorem abs_neg (a : α) : |(-a)| = |a| := (le_total 0 a).elim
  (fun h => by rw [abs_of_nonneg h, abs_of_nonpos (neg_nonpos.2 h), neg_neg]) fun h => by rw [abs_of_nonpos h, abs_of_nonneg (neg_nonneg.2 h)]
theorem abs_zero : |(0 : α)| = 0 := abs_of_nonneg (le_refl 0)
theorem abs_one : |(1 : α)| = 1 := abs_of_nonneg zero_le_one
theorem abs_sub_comm (a b : α) : |a - b| = |b - a| := by rw [← abs_neg, neg_sub]
theorem abs_le : |a| ≤ b ↔ -b ≤ a ∧ a ≤ b := max_le_iff.trans ⟨fun h => ⟨by have := neg_le_neg h.2; rwa [neg_neg] at this, h.1⟩, fun h => ⟨h.2, by have := neg_le_neg h.1; rwa [neg_neg] at this⟩⟩
theorem abs_lt : |a| < b ↔ -b < a ∧ a < b := by
  constructor
  · intro h
    exact ⟨by have := neg_lt_neg (lt_of_le_of_lt (neg_le_abs a) h); rwa [neg_neg] at this, lt_of_le_of_lt (le_abs_self a) h⟩
  · intro h
    cases le_total 0 a with
    | inl k => rw [abs_of_nonneg k]; exact h.2
    | inr k => rw [abs_of_nonpos k]; have := neg_lt_neg h.1; rwa [neg_neg] at this
theorem abs_eq_zero : |a| = 0 ↔ a = 0 := by
  refine ⟨fun h => le_antisymm (h ▸ le_abs_self a) ?_, fun h => by rw [h]; exact abs_zero⟩
  have := neg_le_neg (h ▸ neg_le_abs a); rwa [neg_neg, neg_zero] at this
theorem abs_pos : 0 < |a| ↔ a ≠ 0 := ⟨fun h e => lt_irrefl (0 : α) (by rw [e, abs_zero] at h; exact h), fun h => lt_of_le_of_ne (abs_nonneg a) fun e => h (abs_eq_zero.1 e.symm)⟩
theorem abs_mul (a b : α) : |a * b| = |a| * |b| := by
  cases le_total 0 a with
  | inl ha => cases le_total 0 b with
    | inl hb => rw [abs_of_nonneg ha, abs_of_nonneg hb, abs_of_nonneg (mul_nonneg ha hb)]
    | inr hb =>
      have := mul_nonneg ha (neg_nonneg.2 hb)
      rw [mul_neg] at this
      rw [abs_of_nonneg ha, abs_of_nonpos hb, abs_of_nonpos (neg_nonneg.1 this), mul_neg]
  | inr ha => cases le_total 0 b with
    | inl hb =>
      have := mul_nonneg (neg_nonneg.2 ha) hb
      rw [neg_mul] at this
      rw [abs_of_nonpos ha, abs_of_nonneg hb, abs_of_nonpos (neg_nonneg.1 this), neg_mul]
    | inr hb =>
      have := mul_nonneg (neg_nonneg.2 ha) (neg_nonneg.2 hb)
      rw [neg_mul_neg] at this
      rw [abs_of_nonpos ha, abs_of_nonpos hb, abs_of_nonneg this, neg_mul_neg]
theorem abs_add_le (a b : α) : |a + b| ≤ |a| + |b| :=
  max_le (add_le_add (le_abs_self a) (le_abs_self b)) (by rw [neg_add]; exact add_le_add (neg_le_abs a) (neg_le_abs b))
theorem abs_add (a b : α) : |a + b| ≤ |a| + |b| := abs_add_le a b
theorem abs_sub_le (a b c : α) : |a - c| ≤ |a - b| + |b - c| := by
  have := abs_add_le (a - b) (b - c)
  rwa [show a - b + (b - c) = a - c by ring1] at this
theorem sq_abs (a : α) : |a| ^ 2 = a ^ 2 := (le_total 0 a).elim (fun h => by rw [abs_of_nonneg h]) fun h => by rw [abs_of_nonpos h]; ring1
end ordered_ring

section field
variable {α : Type u} [Field α] {a b c : α}
theorem mul_inv_cancel₀ (h : a ≠ 0) : a * a⁻¹ = 1 := Field.mul_inv_cancel a h
theorem inv_mul_cancel₀ (h : a ≠ 0) : a⁻¹ * a = 1 := (mul_comm _ _).trans (mul_inv_cancel₀ h)
theorem inv_zero : (0 : α)⁻¹ = 0 := Field.inv_zero
theorem div_eq_mul_inv (a b : α) : a / b = a * b⁻¹ := Field.div_eq_mul_inv a b
theorem div_zero (a : α) : a / 0 = 0 := by rw [div_eq_mul_inv, inv_zero, mul_zero]
theorem zero_div (a : α) : 0 / a = 0 := by rw [div_eq_mul_inv, zero_mul]
theorem div_self (h : a ≠ 0) : a / a = 1 := by rw [div_eq_mul_inv, mul_inv_cancel₀ h]
theorem div_mul_cancel₀ (a : α) (h : b ≠ 0) : a / b * b = a := by rw [div_eq_mul_inv, mul_assoc, inv_mul_cancel₀ h, mul_one]
theorem mul_div_cancel_right₀ (a : α) (h : b ≠ 0) : a * b / b = a := by rw [div_eq_mul_inv, mul_assoc, mul_inv_cancel₀ h, mul_one]
theorem eq_div_iff (h : c ≠ 0) : a = b / c ↔ a * c = b := ⟨fun e => by rw [e, div_mul_cancel₀ b h], fun e => by rw [← e, mul_div_cancel_right₀ a h]⟩
theorem div_eq_iff (h : b ≠ 0) : a / b = c ↔ a = c * b := ⟨fun e => by rw [← e, div_mul_cancel₀ a h], fun e => by rw [e, mul_div_cancel_right₀ c h]⟩
theorem inv_eq_of_mul_eq_one (h : a * b = 1) : a⁻¹ = b := by
  have ha : a ≠ 0 := fun e => Field.zero_ne_one (α := α) (by rw [← h, e, zero_mul])
  rw [← mul_one a⁻¹, ← h, ← mul_assoc, inv_mul_cancel₀ ha, one_mul]
theorem one_div (a : α) : 1 / a = a⁻¹ := by rw [div_eq_mul_inv, one_mul]
theorem inv_one : (1 : α)⁻¹ = 1 := inv_eq_of_mul_eq_one (one_mul 1)
theorem div_one (a : α) : a / 1 = a := by rw [div_eq_mul_inv, inv_one, mul_one]
theorem inv_neg (a : α) : (-a)⁻¹ = -a⁻¹ := by
  cases em (a = 0) with
  | inl h => rw [h, neg_zero, inv_zero, neg_zero]
  | inr h => exact inv_eq_of_mul_eq_one (by rw [neg_mul_neg, mul_inv_cancel₀ h])
theorem div_add_div_same (a b c : α) : a / c + b / c = (a + b) / c := by rw [div_eq_mul_inv, div_eq_mul_inv, div_eq_mul_inv, add_mul]
/-- Powers with integer exponents. -/
protected def Field.zpow (a : α) : Int → α
  | .ofNat n => a ^ n
  | .negSucc n => (a ^ (n + 1))⁻¹
instance Field.instPowInt : Pow α Int := ⟨Field.zpow⟩
theorem zpow_natCast (a : α) (n : Nat) : a ^ (n : Int) = a ^ n := rfl
theorem zpow_negSucc (a : α) (n : Nat) : a ^ Int.negSucc n = (a ^ (n + 1))⁻¹ := rfl
theorem zpow_neg_one (a : α) : a ^ (-1 : Int) = a⁻¹ := (congrArg _ (pow_one a) : (a ^ 1)⁻¹ = a⁻¹)
end field
section ordered_field
variable {α : Type u} [Field α] [LinearOrder α] [IsStrictOrderedRing α] {a b c d : α}
theorem inv_pos_of_pos (h : 0 < a) : 0 < a⁻¹ := not_le.1 fun k => by
  have := mul_le_mul_of_nonneg_left k (le_of_lt h)
  rw [mul_inv_cancel₀ (ne_of_gt h), mul_zero] at this
  exact not_le_of_gt zero_lt_one this
theorem div_pos (h : 0 < a) (k : 0 < b) : 0 < a / b := by rw [div_eq_mul_inv]; exact mul_pos h (inv_pos_of_pos k)
theorem inv_ne_zero (h : a ≠ 0) : a⁻¹ ≠ 0 := fun e => one_ne_zero (α := α) (by rw [← mul_inv_cancel₀ h, e, mul_zero])
theorem inv_inv (a : α) : a⁻¹⁻¹ = a := by
  cases em (a = 0) with
  | inl h => rw [h, inv_zero, inv_zero]
  | inr h => exact inv_eq_of_mul_eq_one (inv_mul_cancel₀ h)
theorem le_div_iff₀ (h : 0 < c) : a ≤ b / c ↔ a * c ≤ b :=
  ⟨fun k => by have := mul_le_mul_of_nonneg_right k (le_of_lt h); rwa [div_mul_cancel₀ b (ne_of_gt h)] at this,
   fun k => by have := mul_le_mul_of_nonneg_right k (le_of_lt (inv_pos_of_pos h)); rwa [mul_assoc, mul_inv_cancel₀ (ne_of_gt h), mul_one, ← div_eq_mul_inv] at this⟩
theorem div_le_iff₀ (h : 0 < c) : a / c ≤ b ↔ a ≤ b * c :=
  ⟨fun k => by have := mul_le_mul_of_nonneg_right k (le_of_lt h); rwa [div_mul_cancel₀ a (ne_of_gt h)] at this,
   fun k => by have := mul_le_mul_of_nonneg_right k (le_of_lt (inv_pos_of_pos h)); rwa [mul_assoc, mul_inv_cancel₀ (ne_of_gt h), mul_one, ← div_eq_mul_inv] at this⟩
theorem lt_div_iff₀ (h : 0 < c) : a < b / c ↔ a * c < b := by rw [← not_le, ← not_le, div_le_iff₀ h]
theorem div_lt_iff₀ (h : 0 < c) : a / c < b ↔ a < b * c := by rw [← not_le, ← not_le, le_div_iff₀ h]
theorem half_pos (h : 0 < a) : 0 < a / 2 := div_pos h two_pos
theorem add_halves (a : α) : a / 2 + a / 2 = a := by rw [← mul_two, div_mul_cancel₀ a two_ne_zero]
theorem abs_inv (a : α) : |a⁻¹| = |a|⁻¹ := by
  cases em (a = 0) with
  | inl h => rw [h, inv_zero, abs_zero, inv_zero]
  | inr h => exact (inv_eq_of_mul_eq_one (by rw [← abs_mul, mul_inv_cancel₀ h, abs_one])).symm
theorem abs_div (a b : α) : |a / b| = |a| / |b| := by rw [div_eq_mul_inv, abs_mul, abs_inv, ← div_eq_mul_inv]
end ordered_field

/-- The positive elements of a ring that is to be ordered by them. -/
structure PositiveCone (α : Type u) [CommRing α] where
  pos : α → Prop
  not_pos_zero : ¬pos 0
  pos_add : ∀ a b, pos a → pos b → pos (a + b)
  pos_mul : ∀ a b, pos a → pos b → pos (a * b)
  total : ∀ a, a = 0 ∨ pos a ∨ pos (-a)
  one_ne_zero : (1 : α) ≠ 0
namespace PositiveCone
variable {α : Type u} [CommRing α] (P : PositiveCone α)
theorem lt_trans' {a b c : α} (h : P.pos (b - a)) (k : P.pos (c - b)) : P.pos (c - a) := by
  have := P.pos_add _ _ h k; rwa [show b - a + (c - b) = c - a by ring1] at this
theorem asymm {a b : α} (h : P.pos (b - a)) (k : P.pos (a - b)) : False := by
  have := P.lt_trans' h k; rw [sub_self] at this; exact P.not_pos_zero this
/-- `a < b` if `b - a` is positive. -/
@[reducible] def linearOrder (max min : α → α → α) (hmax : ∀ a b, (P.pos (b - a) ∨ a = b → max a b = b) ∧ (P.pos (a - b) ∨ b = a → max a b = a))
    (hmin : ∀ a b, (P.pos (b - a) ∨ a = b → min a b = a) ∧ (P.pos (a - b) ∨ b = a → min a b = b)) : LinearOrder α where
  lt a b := P.pos (b - a)
  le a b := P.pos (b - a) ∨ a = b
  le_refl a := .inr rfl
  le_trans a b c h k := h.elim (fun h => k.elim (fun k => .inl (P.lt_trans' h k)) fun e => .inl (e ▸ h)) fun e => e ▸ k
  lt_iff_le_not_ge a b := ⟨fun h => ⟨.inl h, fun k => k.elim (P.asymm h) fun e => by subst e; exact P.asymm h h⟩,
    fun h => h.1.elim id fun e => (h.2 (.inr e.symm)).elim⟩
  le_antisymm a b h k := h.elim (fun h => k.elim (fun k => (P.asymm h k).elim) Eq.symm) id
  le_total a b := (P.total (b - a)).elim (fun e => .inl (.inr (sub_eq_zero.1 e).symm)) fun h => h.elim (fun h => .inl (.inl h)) fun h => .inr (.inl (by rwa [neg_sub] at h))
  max := max
  min := min
  max_of_le a b h := (hmax a b).1 h
  max_of_ge a b h := (hmax a b).2 h
  min_of_le a b h := (hmin a b).1 h
  min_of_ge a b h := (hmin a b).2 h
theorem pos_one : P.pos 1 := (P.total 1).elim (fun e => (P.one_ne_zero e).elim) fun h => h.elim id fun h => by
  have := P.pos_mul _ _ h h; rwa [show (-1 : α) * -1 = 1 by ring1] at this
end PositiveCone

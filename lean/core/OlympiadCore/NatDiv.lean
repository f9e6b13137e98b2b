prelude
import OlympiadCore.Nat
-- Quotient, remainder and divisibility of natural numbers.
set_option linter.all false
namespace Nat
instance instDvdNat : Dvd Nat := ⟨fun a b => ∃ c, b = a * c⟩
theorem ble_eq {a b : Nat} : Nat.ble a b = true ↔ a ≤ b := ⟨Nat.le_of_ble_eq_true, Nat.ble_eq_true_of_le⟩
@[simp] theorem ble_eq_true_eq (a b : Nat) : (Nat.ble a b = true) = (a ≤ b) := propext ble_eq
@[simp] theorem beq_eq_true_eq (a b : Nat) : (Nat.beq a b = true) = (a = b) := propext ⟨Nat.eq_of_beq_eq_true a b, fun h => h ▸ Nat.beq_refl a⟩
theorem ble_false {a b : Nat} (h : Nat.ble a b = false) : b < a := Nat.lt_of_not_le fun k => Bool.noConfusion (h.symm.trans (ble_eq.2 k))

theorem divFuel_spec {d : Nat} (hd : 0 < d) : ∀ fuel n, n ≤ fuel → d * divFuel d fuel n + modFuel d fuel n = n ∧ modFuel d fuel n < d := by
  intro fuel
  induction fuel with
  | zero => intro n h; rw [eq_zero_of_le_zero h]; exact ⟨rfl, hd⟩
  | succ fuel ih =>
    intro n h
    cases hb : Nat.ble d n with
    | true =>
      have hdn : d ≤ n := ble_eq.1 hb
      have eq1 : divFuel d (fuel + 1) n = divFuel d fuel (n - d) + 1 := by show cond (Nat.ble d n) _ _ = _; rw [hb]; rfl
      have eq2 : modFuel d (fuel + 1) n = modFuel d fuel (n - d) := by show cond (Nat.ble d n) _ _ = _; rw [hb]; rfl
      have hlt : n - d < n := sub_lt (Nat.lt_of_lt_of_le hd hdn) hd
      have := ih (n - d) (le_of_lt_succ (Nat.lt_of_lt_of_le hlt h))
      rw [eq1, eq2]
      refine ⟨?_, this.2⟩
      rw [Nat.mul_add_one, Nat.add_right_comm, this.1, Nat.sub_add_cancel hdn]
    | false =>
      have eq1 : divFuel d (fuel + 1) n = 0 := by show cond (Nat.ble d n) _ _ = _; rw [hb]; rfl
      have eq2 : modFuel d (fuel + 1) n = n := by show cond (Nat.ble d n) _ _ = _; rw [hb]; rfl
      rw [eq1, eq2]
      exact ⟨by rw [Nat.mul_zero, Nat.zero_add], ble_false hb⟩
theorem div_eq_fuel {d : Nat} (hd : 0 < d) (n : Nat) : n / d = divFuel d n n := by
  cases d with
  | zero => exact absurd hd (Nat.lt_irrefl 0)
  | succ d => rfl
theorem mod_eq_fuel {d : Nat} (hd : 0 < d) (n : Nat) : n % d = modFuel d n n := by
  cases d with
  | zero => exact absurd hd (Nat.lt_irrefl 0)
  | succ d => rfl
@[simp] protected theorem div_zero (n : Nat) : n / 0 = 0 := rfl
@[simp] theorem mod_zero (n : Nat) : n % 0 = n := rfl
theorem mod_lt (n : Nat) {d : Nat} (h : 0 < d) : n % d < d := mod_eq_fuel h n ▸ (divFuel_spec h n n (Nat.le_refl n)).2
theorem div_add_mod (n d : Nat) : d * (n / d) + n % d = n := by
  cases eq_zero_or_pos d with
  | inl h => rw [h, Nat.zero_mul, Nat.zero_add]; rfl
  | inr h => rw [div_eq_fuel h, mod_eq_fuel h]; exact (divFuel_spec h n n (Nat.le_refl n)).1
theorem mod_add_div (n d : Nat) : n % d + d * (n / d) = n := by rw [Nat.add_comm, div_add_mod]
theorem div_mod_unique {n d q r : Nat} (h : d * q + r = n) (hr : r < d) : n / d = q ∧ n % d = r := by
  have hd : 0 < d := Nat.pos_of_lt hr
  have key : ∀ {a b s t : Nat}, s < d → t < d → d * a + s = d * b + t → a ≤ b := fun {a b s t} hs ht e =>
    Nat.le_of_not_lt fun l => Nat.ne_of_gt (a := d * a + s) (b := d * b + t)
      (Nat.lt_of_lt_of_le (Nat.add_lt_add_left ht _) (Nat.le_trans (Nat.mul_le_mul_left d l) (le_add_right _ s))) e
  have e : d * (n / d) + n % d = d * q + r := (div_add_mod n d).trans h.symm
  have hq : n / d = q := Nat.le_antisymm (key (mod_lt n hd) hr e) (key hr (mod_lt n hd) e.symm)
  refine ⟨hq, ?_⟩
  rw [hq] at e
  exact Nat.add_left_cancel e
theorem mod_eq_of_lt {a b : Nat} (h : a < b) : a % b = a := (div_mod_unique (q := 0) (by rw [Nat.mul_zero, Nat.zero_add]) h).2
theorem div_eq_of_lt {a b : Nat} (h : a < b) : a / b = 0 := (div_mod_unique (q := 0) (by rw [Nat.mul_zero, Nat.zero_add]) h).1
@[simp] theorem zero_mod (b : Nat) : 0 % b = 0 := by
  cases eq_zero_or_pos b with
  | inl h => rw [h]
  | inr h => exact mod_eq_of_lt h
@[simp] protected theorem zero_div (b : Nat) : 0 / b = 0 := by
  cases eq_zero_or_pos b with
  | inl h => rw [h]
  | inr h => exact div_eq_of_lt h
theorem add_mul_mod_self_left (x z y : Nat) : (x + y * z) % y = x % y := by
  cases eq_zero_or_pos y with
  | inl h => rw [h, Nat.zero_mul]; rfl
  | inr h =>
    refine (div_mod_unique (q := x / y + z) ?_ (mod_lt x h)).2
    rw [Nat.mul_add, Nat.add_right_comm, div_add_mod]
theorem add_mul_div_left (x z : Nat) {y : Nat} (h : 0 < y) : (x + y * z) / y = x / y + z := by
  refine (div_mod_unique (q := x / y + z) (r := x % y) ?_ (mod_lt x h)).1
  rw [Nat.mul_add, Nat.add_right_comm, div_add_mod]
theorem add_mul_div_right (x y : Nat) {z : Nat} (h : 0 < z) : (x + y * z) / z = x / z + y := by rw [Nat.mul_comm, add_mul_div_left x y h]
@[simp] theorem add_mul_mod_self_right (x y z : Nat) : (x + y * z) % z = x % z := by rw [Nat.mul_comm, add_mul_mod_self_left]
attribute [simp] add_mul_mod_self_left
@[simp] theorem add_mod_right (x z : Nat) : (x + z) % z = x % z := by have := add_mul_mod_self_left x 1 z; rw [Nat.mul_one] at this; exact this
@[simp] theorem add_mod_left (x z : Nat) : (x + z) % x = z % x := by rw [Nat.add_comm, add_mod_right]
@[simp] theorem mul_mod_right (x z : Nat) : x * z % x = 0 := by have := add_mul_mod_self_left 0 z x; rw [Nat.zero_add, zero_mod] at this; exact this
@[simp] theorem mul_mod_left (m n : Nat) : m * n % n = 0 := by rw [Nat.mul_comm, mul_mod_right]
@[simp] theorem mod_self (n : Nat) : n % n = 0 := by have := mul_mod_right n 1; rw [Nat.mul_one] at this; exact this
@[simp] theorem mod_one (n : Nat) : n % 1 = 0 := by have := mul_mod_right 1 n; rw [Nat.one_mul] at this; exact this
@[simp] protected theorem div_one (n : Nat) : n / 1 = n := by have := div_add_mod n 1; rw [mod_one, Nat.one_mul] at this; exact this
@[simp] theorem mod_mod (a n : Nat) : a % n % n = a % n := by
  cases eq_zero_or_pos n with
  | inl h => rw [h]; rfl
  | inr h => exact mod_eq_of_lt (mod_lt a h)
@[simp] protected theorem mul_div_cancel (m : Nat) {n : Nat} (h : 0 < n) : m * n / n = m := (div_mod_unique (r := 0) (by rw [Nat.mul_comm]; rfl) h).1
@[simp] protected theorem mul_div_cancel_left (m : Nat) {n : Nat} (h : 0 < n) : n * m / n = m := by rw [Nat.mul_comm, Nat.mul_div_cancel m h]
protected theorem div_self {n : Nat} (h : 0 < n) : n / n = 1 := by have := Nat.mul_div_cancel 1 h; rw [Nat.one_mul] at this; exact this
theorem add_mod (a b n : Nat) : (a + b) % n = (a % n + b % n) % n := by
  have : a + b = (a % n + b % n) + n * (a / n + b / n) := by
    rw [Nat.mul_add, Nat.add_right_comm, ← Nat.add_assoc, mod_add_div, Nat.add_assoc, div_add_mod]
  rw [this, add_mul_mod_self_left]
theorem mul_mod (a b n : Nat) : a * b % n = (a % n) * (b % n) % n := by
  have h1 : ∀ x y, x * y % n = (x % n) * y % n := fun x y => by
    have : x * y = (x % n) * y + n * ((x / n) * y) := by rw [← Nat.mul_assoc, ← Nat.add_mul, mod_add_div]
    rw [this, add_mul_mod_self_left]
  rw [h1, Nat.mul_comm, h1, Nat.mul_comm]
theorem pow_mod (a b n : Nat) : a ^ b % n = (a % n) ^ b % n := by
  induction b with
  | zero => rfl
  | succ b ih => rw [pow_succ, mul_mod, ih, ← mod_mod a n, ← mul_mod, mod_mod, pow_succ]
theorem mod_le (x y : Nat) : x % y ≤ x := by have := le_add_left (x % y) (y * (x / y)); rw [div_add_mod] at this; exact this
theorem mul_div_le (m n : Nat) : n * (m / n) ≤ m := by have := le_add_right (n * (m / n)) (m % n); rw [div_add_mod] at this; exact this
theorem div_mul_le_self (m n : Nat) : m / n * n ≤ m := Nat.mul_comm _ _ ▸ mul_div_le m n
theorem lt_mul_div_succ (a : Nat) {b : Nat} (h : 0 < b) : a < b * (a / b + 1) := by
  have := Nat.add_lt_add_left (mod_lt a h) (b * (a / b)); rw [div_add_mod] at this; exact this
theorem div_lt_iff_lt_mul {x y k : Nat} (h : 0 < k) : x / k < y ↔ x < y * k :=
  ⟨fun l => Nat.lt_of_lt_of_le (lt_mul_div_succ x h) (Nat.mul_comm y k ▸ Nat.mul_le_mul_left k l),
   fun l => Nat.lt_of_not_le fun g => Nat.not_le_of_gt l (Nat.le_trans (Nat.mul_le_mul_right k g) (div_mul_le_self x k))⟩
theorem le_div_iff_mul_le {x y k : Nat} (h : 0 < k) : x ≤ y / k ↔ x * k ≤ y :=
  ⟨fun l => Nat.le_of_not_lt fun g => Nat.not_lt_of_ge l ((div_lt_iff_lt_mul h).2 g), fun l => Nat.le_of_not_lt fun g => Nat.not_lt_of_ge l ((div_lt_iff_lt_mul h).1 g)⟩
theorem div_le_self (n k : Nat) : n / k ≤ n := by
  cases eq_zero_or_pos k with
  | inl h => rw [h]; exact zero_le n
  | inr h => exact Nat.le_trans (by have := Nat.mul_le_mul_right (n / k) h; rw [Nat.one_mul] at this; exact this) (mul_div_le n k)
theorem div_lt_self {n k : Nat} (hn : 0 < n) (hk : 1 < k) : n / k < n :=
  (div_lt_iff_lt_mul (Nat.pos_of_lt hk)).2 (by have := Nat.mul_lt_mul_of_pos_left hk hn; rw [Nat.mul_one] at this; exact this)
theorem mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by
  have h : n % 2 < 2 := mod_lt n (by decide)
  cases Nat.eq_or_lt_of_le (le_of_lt_succ h) with
  | inl h => exact .inr h
  | inr h => exact .inl (lt_one_iff.1 h)

-- Divisibility
theorem dvd_def {a b : Nat} : a ∣ b ↔ ∃ c, b = a * c := Iff.rfl
protected theorem dvd_refl (a : Nat) : a ∣ a := ⟨1, (Nat.mul_one a).symm⟩
@[simp] protected theorem dvd_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩
@[simp] protected theorem one_dvd (n : Nat) : 1 ∣ n := ⟨n, (Nat.one_mul n).symm⟩
protected theorem dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, Nat.mul_comm b a⟩
protected theorem dvd_trans {a b c : Nat} : a ∣ b → b ∣ c → a ∣ c := fun ⟨x, e⟩ ⟨y, f⟩ => ⟨x * y, by rw [f, e, Nat.mul_assoc]⟩
theorem dvd_mul_right_of_dvd {m n : Nat} (h : n ∣ m) (k : Nat) : n ∣ m * k := Nat.dvd_trans h (Nat.dvd_mul_right m k)
theorem dvd_mul_left_of_dvd {m n : Nat} (h : n ∣ m) (k : Nat) : n ∣ k * m := Nat.dvd_trans h (Nat.dvd_mul_left m k)
protected theorem dvd_add {m n k : Nat} : k ∣ m → k ∣ n → k ∣ m + n := fun ⟨x, e⟩ ⟨y, f⟩ => ⟨x + y, by rw [e, f, Nat.mul_add]⟩
protected theorem dvd_sub {k m n : Nat} : k ∣ m → k ∣ n → k ∣ m - n := fun ⟨x, e⟩ ⟨y, f⟩ => ⟨x - y, by rw [e, f, Nat.mul_sub]⟩
theorem dvd_sub' {k m n : Nat} (h : k ∣ m) (h' : k ∣ n) : k ∣ m - n := Nat.dvd_sub h h'
protected theorem mul_dvd_mul {a b c d : Nat} : a ∣ b → c ∣ d → a * c ∣ b * d := fun ⟨x, e⟩ ⟨y, f⟩ => ⟨x * y, by rw [e, f, Nat.mul_assoc, Nat.mul_left_comm x, ← Nat.mul_assoc, ← Nat.mul_assoc]⟩
protected theorem mul_dvd_mul_left {b c : Nat} (a : Nat) (h : b ∣ c) : a * b ∣ a * c := Nat.mul_dvd_mul (Nat.dvd_refl a) h
protected theorem dvd_add_right {m k : Nat} (h : k ∣ m) {n : Nat} : k ∣ m + n ↔ k ∣ n :=
  ⟨fun g => by have := Nat.dvd_sub g h; rw [Nat.add_sub_cancel_left] at this; exact this, Nat.dvd_add h⟩
protected theorem dvd_add_iff_right {k m : Nat} (h : k ∣ m) {n : Nat} : k ∣ n ↔ k ∣ m + n := (Nat.dvd_add_right h).symm
theorem mod_eq_zero_of_dvd {k n : Nat} (h : k ∣ n) : n % k = 0 := match h with | ⟨c, e⟩ => by rw [e, mul_mod_right]
theorem dvd_of_mod_eq_zero {k n : Nat} (h : n % k = 0) : k ∣ n := ⟨n / k, by have := div_add_mod n k; rw [h, Nat.add_zero] at this; exact this.symm⟩
theorem dvd_iff_mod_eq_zero {k n : Nat} : k ∣ n ↔ n % k = 0 := ⟨mod_eq_zero_of_dvd, dvd_of_mod_eq_zero⟩
theorem emod_eq_zero_of_dvd {k n : Nat} (h : k ∣ n) : n % k = 0 := mod_eq_zero_of_dvd h
theorem emod_pos_of_not_dvd {k n : Nat} (h : ¬k ∣ n) : 0 < n % k := pos_of_ne_zero fun e => h (dvd_of_mod_eq_zero e)
instance decidable_dvd (k n : Nat) : Decidable (k ∣ n) := decidable_of_iff' (n % k = 0) dvd_iff_mod_eq_zero
theorem le_of_dvd {m n : Nat} (hn : 0 < n) (h : m ∣ n) : m ≤ n := match h with
  | ⟨c, e⟩ => by
    cases eq_zero_or_pos c with
    | inl hc => rw [e, hc] at hn; exact absurd hn (Nat.lt_irrefl 0)
    | inr hc => rw [e]; exact le_mul_of_pos_right m hc
theorem eq_zero_of_zero_dvd {a : Nat} (h : 0 ∣ a) : a = 0 := match h with | ⟨c, e⟩ => e.trans (Nat.zero_mul c)
@[simp] theorem zero_dvd {n : Nat} : 0 ∣ n ↔ n = 0 := ⟨eq_zero_of_zero_dvd, fun h => h ▸ Nat.dvd_zero 0⟩
theorem dvd_antisymm {m n : Nat} (h : m ∣ n) (k : n ∣ m) : m = n := by
  cases eq_zero_or_pos n with
  | inl e => rw [e] at k ⊢; exact eq_zero_of_zero_dvd k
  | inr hn => cases eq_zero_or_pos m with
    | inl e => rw [e] at h ⊢; exact (eq_zero_of_zero_dvd h).symm
    | inr hm => exact Nat.le_antisymm (le_of_dvd hn h) (le_of_dvd hm k)
theorem pos_of_dvd_of_pos {m n : Nat} (h : m ∣ n) (hn : 0 < n) : 0 < m := pos_of_ne_zero fun e => Nat.ne_of_gt hn (eq_zero_of_zero_dvd (e ▸ h))
@[simp] theorem dvd_one {n : Nat} : n ∣ 1 ↔ n = 1 := ⟨fun h => dvd_antisymm h (Nat.one_dvd n), fun h => h ▸ Nat.dvd_refl 1⟩
theorem eq_one_of_dvd_one {n : Nat} (h : n ∣ 1) : n = 1 := dvd_one.1 h
protected theorem mul_div_cancel' {n m : Nat} (h : n ∣ m) : n * (m / n) = m := by have := div_add_mod m n; rw [mod_eq_zero_of_dvd h] at this; exact this
protected theorem div_mul_cancel {n m : Nat} (h : n ∣ m) : m / n * n = m := by rw [Nat.mul_comm, Nat.mul_div_cancel' h]
protected theorem eq_mul_of_div_eq_right {a b c : Nat} (h : b ∣ a) (e : a / b = c) : a = b * c := by rw [← e, Nat.mul_div_cancel' h]
protected theorem dvd_of_mul_dvd_mul_left {k m n : Nat} (hk : 0 < k) : k * m ∣ k * n → m ∣ n := fun ⟨c, e⟩ => ⟨c, Nat.eq_of_mul_eq_mul_left hk (by rw [e, Nat.mul_assoc])⟩
theorem pow_dvd_pow {m n : Nat} (a : Nat) (h : m ≤ n) : a ^ m ∣ a ^ n := match le.dest h with | ⟨k, e⟩ => e ▸ Nat.pow_add a m k ▸ Nat.dvd_mul_right _ _
theorem mod_mod_of_dvd (n : Nat) {m k : Nat} (h : m ∣ k) : n % k % m = n % m := match h with
  | ⟨c, e⟩ => by
    have := div_add_mod n k
    conv => rhs; rw [← this, e, Nat.mul_assoc, Nat.add_comm, add_mul_mod_self_left]
    rw [e]

-- Greatest common divisor
theorem gcdFuel_spec : ∀ fuel m n, m ≤ fuel → (gcdFuel fuel m n ∣ m ∧ gcdFuel fuel m n ∣ n) ∧ ∀ d, d ∣ m → d ∣ n → d ∣ gcdFuel fuel m n := by
  intro fuel
  induction fuel with
  | zero => intro m n h; rw [eq_zero_of_le_zero h]; exact ⟨⟨Nat.dvd_zero _, Nat.dvd_refl n⟩, fun d _ h => h⟩
  | succ fuel ih =>
    intro m n h
    cases m with
    | zero => exact ⟨⟨Nat.dvd_zero _, Nat.dvd_refl n⟩, fun d _ h => h⟩
    | succ m =>
      have e : gcdFuel (fuel + 1) (m + 1) n = gcdFuel fuel (n % (m + 1)) (m + 1) := rfl
      have := ih (n % (m + 1)) (m + 1) (Nat.le_trans (le_of_lt_succ (mod_lt n (succ_pos m))) (le_of_succ_le_succ h))
      rw [e]
      refine ⟨⟨this.1.2, ?_⟩, fun d hd hn => this.2 d ?_ hd⟩
      · have k := Nat.dvd_add (dvd_mul_right_of_dvd this.1.2 (n / (m + 1))) this.1.1
        rw [div_add_mod] at k; exact k
      · refine (Nat.dvd_add_right (dvd_mul_right_of_dvd hd (n / (m + 1)))).1 ?_
        rw [div_add_mod]; exact hn
theorem gcd_dvd_left (m n : Nat) : gcd m n ∣ m := (gcdFuel_spec m m n (Nat.le_refl m)).1.1
theorem gcd_dvd_right (m n : Nat) : gcd m n ∣ n := (gcdFuel_spec m m n (Nat.le_refl m)).1.2
theorem gcd_dvd (m n : Nat) : gcd m n ∣ m ∧ gcd m n ∣ n := ⟨gcd_dvd_left m n, gcd_dvd_right m n⟩
theorem dvd_gcd {k m n : Nat} (h : k ∣ m) (g : k ∣ n) : k ∣ gcd m n := (gcdFuel_spec m m n (Nat.le_refl m)).2 k h g
theorem dvd_gcd_iff {k m n : Nat} : k ∣ gcd m n ↔ k ∣ m ∧ k ∣ n := ⟨fun h => ⟨Nat.dvd_trans h (gcd_dvd_left m n), Nat.dvd_trans h (gcd_dvd_right m n)⟩, fun h => dvd_gcd h.1 h.2⟩
theorem gcd_comm (m n : Nat) : gcd m n = gcd n m := dvd_antisymm (dvd_gcd (gcd_dvd_right m n) (gcd_dvd_left m n)) (dvd_gcd (gcd_dvd_right n m) (gcd_dvd_left n m))
@[simp] theorem gcd_zero_left (n : Nat) : gcd 0 n = n := rfl
@[simp] theorem gcd_zero_right (n : Nat) : gcd n 0 = n := by rw [gcd_comm]; rfl
@[simp] theorem gcd_self (n : Nat) : gcd n n = n := dvd_antisymm (gcd_dvd_left n n) (dvd_gcd (Nat.dvd_refl n) (Nat.dvd_refl n))
@[simp] theorem gcd_one_left (n : Nat) : gcd 1 n = 1 := dvd_one.1 (gcd_dvd_left 1 n)
@[simp] theorem gcd_one_right (n : Nat) : gcd n 1 = 1 := dvd_one.1 (gcd_dvd_right n 1)
theorem gcd_assoc (m n k : Nat) : gcd (gcd m n) k = gcd m (gcd n k) := dvd_antisymm
  (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ k) (gcd_dvd_left m n)) (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ k) (gcd_dvd_right m n)) (gcd_dvd_right _ k)))
  (dvd_gcd (dvd_gcd (gcd_dvd_left m _) (Nat.dvd_trans (gcd_dvd_right m _) (gcd_dvd_left n k))) (Nat.dvd_trans (gcd_dvd_right m _) (gcd_dvd_right n k)))
theorem gcd_rec (m n : Nat) : gcd m n = gcd (n % m) m := dvd_antisymm
  (dvd_gcd ((Nat.dvd_add_right (dvd_mul_right_of_dvd (gcd_dvd_left m n) (n / m))).1 (by rw [div_add_mod]; exact gcd_dvd_right m n)) (gcd_dvd_left m n))
  (dvd_gcd (gcd_dvd_right _ m) (by have := Nat.dvd_add (dvd_mul_right_of_dvd (gcd_dvd_right (n % m) m) (n / m)) (gcd_dvd_left (n % m) m); rw [div_add_mod] at this; exact this))
theorem gcd_add_mul_right_right (m n k : Nat) : gcd m (n + k * m) = gcd m n := by rw [gcd_rec, add_mul_mod_self_right, ← gcd_rec]
@[simp] theorem gcd_add_self_right (m n : Nat) : gcd m (n + m) = gcd m n := by have := gcd_add_mul_right_right m n 1; rw [Nat.one_mul] at this; exact this
theorem gcd_pos_of_pos_left {m : Nat} (n : Nat) (h : 0 < m) : 0 < gcd m n := pos_of_dvd_of_pos (gcd_dvd_left m n) h
theorem gcd_le_left {m : Nat} (n : Nat) (h : 0 < m) : gcd m n ≤ m := le_of_dvd h (gcd_dvd_left m n)
theorem gcd_mul_left (m n k : Nat) : gcd (m * n) (m * k) = m * gcd n k := by
  cases eq_zero_or_pos m with
  | inl h => rw [h, Nat.zero_mul, Nat.zero_mul, Nat.zero_mul]; rfl
  | inr h =>
    refine dvd_antisymm ?_ (dvd_gcd (Nat.mul_dvd_mul_left m (gcd_dvd_left n k)) (Nat.mul_dvd_mul_left m (gcd_dvd_right n k)))
    obtain ⟨c, e⟩ := dvd_gcd (Nat.dvd_mul_right m n) (Nat.dvd_mul_right m k)
    rw [e]
    exact Nat.mul_dvd_mul_left m (dvd_gcd (Nat.dvd_of_mul_dvd_mul_left h (e ▸ gcd_dvd_left _ _)) (Nat.dvd_of_mul_dvd_mul_left h (e ▸ gcd_dvd_right _ _)))
def lcm (m n : Nat) : Nat := m * n / gcd m n

@[reducible] def Coprime (m n : Nat) : Prop := gcd m n = 1
theorem coprime_iff_gcd_eq_one {m n : Nat} : gcd m n = 1 ↔ Coprime m n := Iff.rfl
theorem Coprime.gcd_eq_one {m n : Nat} (h : Coprime m n) : gcd m n = 1 := h
theorem Coprime.symm {m n : Nat} (h : Coprime m n) : Coprime n m := (gcd_comm n m).trans h
theorem coprime_comm {m n : Nat} : Coprime m n ↔ Coprime n m := ⟨Coprime.symm, Coprime.symm⟩
theorem Coprime.dvd_of_dvd_mul_left {k m n : Nat} (h : Coprime k m) (d : k ∣ m * n) : k ∣ n := by
  have := dvd_gcd (Nat.dvd_mul_left k n) (Nat.mul_comm m n ▸ d)
  rw [gcd_mul_left, h, Nat.mul_one] at this; exact this
theorem Coprime.dvd_of_dvd_mul_right {k m n : Nat} (h : Coprime k n) (d : k ∣ m * n) : k ∣ m := Coprime.dvd_of_dvd_mul_left h (Nat.mul_comm m n ▸ d)
theorem Coprime.mul_dvd_of_dvd_of_dvd {m n a : Nat} (h : Coprime m n) (hm : m ∣ a) (hn : n ∣ a) : m * n ∣ a := by
  obtain ⟨c, e⟩ := hm
  exact e ▸ Nat.mul_dvd_mul_left m (Coprime.dvd_of_dvd_mul_left h.symm (e ▸ hn))
theorem Coprime.mul {m n k : Nat} (h : Coprime m k) (g : Coprime n k) : Coprime (m * n) k := by
  have hd : Coprime (gcd (m * n) k) m := dvd_one.1 (h ▸ dvd_gcd (gcd_dvd_right _ m) (Nat.dvd_trans (gcd_dvd_left _ m) (gcd_dvd_right _ k)))
  exact dvd_one.1 (g ▸ dvd_gcd (Coprime.dvd_of_dvd_mul_left hd (gcd_dvd_left _ k)) (gcd_dvd_right _ k))
theorem Coprime.pow_left {m k : Nat} (n : Nat) (h : Coprime m k) : Coprime (m ^ n) k := by
  induction n with
  | zero => exact gcd_one_left k
  | succ n ih => exact Coprime.mul ih h
theorem Coprime.pow {k l : Nat} (m n : Nat) (h : Coprime k l) : Coprime (k ^ m) (l ^ n) := Coprime.pow_left m (Coprime.symm (Coprime.pow_left n (Coprime.symm h)))

-- Specifications of the remaining functions that the kernel evaluates on literals
theorem shiftLeft_eq (a b : Nat) : a <<< b = a * 2 ^ b := by
  induction b with
  | zero => exact (Nat.mul_one a).symm
  | succ b ih => exact (congrArg (2 * ·) ih).trans (by show 2 * (a * 2 ^ b) = a * (2 ^ b * 2); rw [Nat.mul_comm, Nat.mul_assoc])
theorem div_div_eq_div_mul (m n k : Nat) : m / n / k = m / (n * k) := by
  cases eq_zero_or_pos k with
  | inl h => rw [h]; rfl
  | inr hk => cases eq_zero_or_pos n with
    | inl h => rw [h, Nat.zero_mul, Nat.div_zero, Nat.zero_div]
    | inr hn =>
      refine (div_mod_unique (r := n * (m / n % k) + m % n) ?_ ?_).1.symm
      · rw [Nat.mul_assoc, ← Nat.add_assoc, ← Nat.mul_add, div_add_mod, div_add_mod]
      · refine Nat.lt_of_lt_of_le (Nat.add_lt_add_left (mod_lt m hn) _) ?_
        exact Nat.mul_le_mul_left n (mod_lt (m / n) hk)
theorem shiftRight_eq_div_pow (m n : Nat) : m >>> n = m / 2 ^ n := by
  induction n with
  | zero => exact (Nat.div_one m).symm
  | succ n ih => exact (congrArg (· / 2) ih).trans (div_div_eq_div_mul m (2 ^ n) 2)
end Nat
instance : Trans (α := Nat) (β := Nat) (γ := Nat) Dvd.dvd Dvd.dvd Dvd.dvd := ⟨Nat.dvd_trans⟩

prelude
import OlympiadCore.Tactic
-- Parity, congruences, primes, factorials. Statements follow Mathlib's names and meanings.
set_option linter.all false
universe u

def Even {α : Type u} [Add α] (a : α) : Prop := ∃ r, a = r + r
def Odd {α : Type u} [Add α] [Mul α] [OfNat α 1] [OfNat α 2] (a : α) : Prop := ∃ m, a = 2 * m + 1
def IsSquare {α : Type u} [Mul α] (a : α) : Prop := ∃ r, a = r * r
namespace Nat
theorem even_iff {n : Nat} : Even n ↔ n % 2 = 0 := ⟨fun ⟨r, e⟩ => by omega, fun h => ⟨n / 2, by omega⟩⟩
theorem odd_iff {n : Nat} : Odd n ↔ n % 2 = 1 := ⟨fun ⟨r, e⟩ => by omega, fun h => ⟨n / 2, by omega⟩⟩
theorem not_even_iff {n : Nat} : ¬Even n ↔ n % 2 = 1 := by rw [even_iff]; omega
theorem not_odd_iff {n : Nat} : ¬Odd n ↔ n % 2 = 0 := by rw [odd_iff]; omega
theorem not_even_iff_odd {n : Nat} : ¬Even n ↔ Odd n := by rw [even_iff, odd_iff]; omega
theorem not_odd_iff_even {n : Nat} : ¬Odd n ↔ Even n := by rw [even_iff, odd_iff]; omega
theorem even_or_odd (n : Nat) : Even n ∨ Odd n := by rw [even_iff, odd_iff]; omega
theorem even_add {m n : Nat} : Even (m + n) ↔ (Even m ↔ Even n) := by simp only [even_iff]; omega
theorem even_mul {m n : Nat} : Even (m * n) ↔ Even m ∨ Even n := by
  simp only [even_iff]
  have e := Nat.mul_mod m n 2
  cases Nat.mod_two_eq_zero_or_one m with
  | inl h => rw [h, Nat.zero_mul] at e; omega
  | inr h => rw [h, Nat.one_mul] at e; omega
theorem even_two_mul (n : Nat) : Even (2 * n) := ⟨n, Nat.two_mul n⟩
instance : DecidablePred (Even (α := Nat)) := fun n => decidable_of_iff' _ even_iff
instance : DecidablePred (Odd (α := Nat)) := fun n => decidable_of_iff' _ odd_iff
theorem even_mul_succ_self (n : Nat) : Even (n * (n + 1)) := by rw [even_mul, even_iff, even_iff]; omega
end Nat
theorem even_iff_two_dvd {n : Nat} : Even n ↔ 2 ∣ n := by rw [Nat.even_iff]; omega
theorem Even.two_dvd {n : Nat} (h : Even n) : 2 ∣ n := even_iff_two_dvd.1 h
namespace Int
theorem even_iff {n : Int} : Even n ↔ n % 2 = 0 := ⟨fun ⟨r, e⟩ => by omega, fun h => ⟨n / 2, by omega⟩⟩
theorem odd_iff {n : Int} : Odd n ↔ n % 2 = 1 := ⟨fun ⟨r, e⟩ => by omega, fun h => ⟨n / 2, by omega⟩⟩
theorem even_or_odd (n : Int) : Even n ∨ Odd n := by rw [even_iff, odd_iff]; omega
theorem not_even_iff_odd {n : Int} : ¬Even n ↔ Odd n := by rw [even_iff, odd_iff]; omega
theorem even_add {m n : Int} : Even (m + n) ↔ (Even m ↔ Even n) := by simp only [even_iff]; omega
theorem even_mul {m n : Int} : Even (m * n) ↔ Even m ∨ Even n := by
  simp only [even_iff]
  have e := Int.mul_emod m n 2
  cases Int.emod_two_eq m with
  | inl h => rw [h, Int.zero_mul] at e; omega
  | inr h => rw [h, Int.one_mul] at e; omega
instance : DecidablePred (Even (α := Int)) := fun n => decidable_of_iff' _ even_iff
instance : DecidablePred (Odd (α := Int)) := fun n => decidable_of_iff' _ odd_iff
end Int

def Nat.ModEq (n a b : Nat) : Prop := a % n = b % n
def Int.ModEq (n a b : Int) : Prop := a % n = b % n
notation:50 a " ≡ " b " [MOD " n "]" => Nat.ModEq n a b
notation:50 a " ≡ " b " [ZMOD " n "]" => Int.ModEq n a b
namespace Nat
instance (n a b : Nat) : Decidable (Nat.ModEq n a b) := Nat.decEq _ _
namespace ModEq
protected theorem refl {n : Nat} (a : Nat) : a ≡ a [MOD n] := rfl
protected theorem rfl {n a : Nat} : a ≡ a [MOD n] := rfl
protected theorem symm {n a b : Nat} (h : a ≡ b [MOD n]) : b ≡ a [MOD n] := Eq.symm h
protected theorem trans {n a b c : Nat} (h : a ≡ b [MOD n]) (k : b ≡ c [MOD n]) : a ≡ c [MOD n] := Eq.trans h k
protected theorem add {n a b c d : Nat} (h : a ≡ b [MOD n]) (k : c ≡ d [MOD n]) : a + c ≡ b + d [MOD n] := by
  show (a + c) % n = (b + d) % n
  rw [Nat.add_mod, h, k, ← Nat.add_mod]
protected theorem mul {n a b c d : Nat} (h : a ≡ b [MOD n]) (k : c ≡ d [MOD n]) : a * c ≡ b * d [MOD n] := by
  show a * c % n = b * d % n
  rw [Nat.mul_mod, h, k, ← Nat.mul_mod]
protected theorem pow {n a b : Nat} (m : Nat) (h : a ≡ b [MOD n]) : a ^ m ≡ b ^ m [MOD n] := by
  show a ^ m % n = b ^ m % n
  rw [Nat.pow_mod, h, ← Nat.pow_mod]
protected theorem add_left {n a b : Nat} (c : Nat) (h : a ≡ b [MOD n]) : c + a ≡ c + b [MOD n] := ModEq.add rfl h
protected theorem add_right {n a b : Nat} (c : Nat) (h : a ≡ b [MOD n]) : a + c ≡ b + c [MOD n] := ModEq.add h rfl
protected theorem mul_left {n a b : Nat} (c : Nat) (h : a ≡ b [MOD n]) : c * a ≡ c * b [MOD n] := ModEq.mul rfl h
protected theorem mul_right {n a b : Nat} (c : Nat) (h : a ≡ b [MOD n]) : a * c ≡ b * c [MOD n] := ModEq.mul h rfl
end ModEq
theorem modEq_zero_iff_dvd {n a : Nat} : a ≡ 0 [MOD n] ↔ n ∣ a := by
  show a % n = 0 % n ↔ n ∣ a
  rw [Nat.zero_mod]; exact Nat.dvd_iff_mod_eq_zero.symm
theorem mod_modEq (a n : Nat) : a % n ≡ a [MOD n] := Nat.mod_mod a n
instance {n : Nat} : Trans (Nat.ModEq n) (Nat.ModEq n) (Nat.ModEq n) := ⟨ModEq.trans⟩
end Nat
namespace Int
instance (n a b : Int) : Decidable (Int.ModEq n a b) := Int.decEq _ _
namespace ModEq
protected theorem refl {n : Int} (a : Int) : a ≡ a [ZMOD n] := rfl
protected theorem rfl {n a : Int} : a ≡ a [ZMOD n] := rfl
protected theorem symm {n a b : Int} (h : a ≡ b [ZMOD n]) : b ≡ a [ZMOD n] := Eq.symm h
protected theorem trans {n a b c : Int} (h : a ≡ b [ZMOD n]) (k : b ≡ c [ZMOD n]) : a ≡ c [ZMOD n] := Eq.trans h k
protected theorem add {n a b c d : Int} (h : a ≡ b [ZMOD n]) (k : c ≡ d [ZMOD n]) : a + c ≡ b + d [ZMOD n] := by
  show (a + c) % n = (b + d) % n
  rw [Int.add_emod, h, k, ← Int.add_emod]
protected theorem mul {n a b c d : Int} (h : a ≡ b [ZMOD n]) (k : c ≡ d [ZMOD n]) : a * c ≡ b * d [ZMOD n] := by
  show a * c % n = b * d % n
  rw [Int.mul_emod, h, k, ← Int.mul_emod]
protected theorem pow {n a b : Int} (m : Nat) (h : a ≡ b [ZMOD n]) : a ^ m ≡ b ^ m [ZMOD n] := by
  induction m with
  | zero => exact rfl
  | succ m ih => exact ModEq.mul ih h
end ModEq
theorem modEq_iff_dvd {n a b : Int} : a ≡ b [ZMOD n] ↔ n ∣ b - a := by
  show a % n = b % n ↔ _
  rw [eq_comm]; exact emod_emod_eq_iff
theorem modEq_zero_iff_dvd {n a : Int} : a ≡ 0 [ZMOD n] ↔ n ∣ a := by rw [modEq_iff_dvd, Int.zero_sub, Int.dvd_neg]
instance {n : Int} : Trans (Int.ModEq n) (Int.ModEq n) (Int.ModEq n) := ⟨ModEq.trans⟩
end Int

namespace Nat
def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n
@[simp] theorem factorial_zero : factorial 0 = 1 := rfl
theorem factorial_succ (n : Nat) : factorial (n + 1) = (n + 1) * factorial n := rfl
theorem factorial_pos (n : Nat) : 0 < factorial n := by
  induction n with
  | zero => decide
  | succ n ih => exact Nat.mul_pos (succ_pos n) ih
theorem dvd_factorial {m n : Nat} (hm : 0 < m) (h : m ≤ n) : m ∣ factorial n := by
  induction n with
  | zero => omega
  | succ n ih =>
    rw [factorial_succ]
    cases Nat.lt_or_eq_of_le h with
    | inl l => exact Nat.dvd_mul_left_of_dvd (ih (Nat.le_of_lt_succ l)) _
    | inr e => rw [e]; exact Nat.dvd_mul_right _ _

/-- A number from 2 on whose only divisors are 1 and itself. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ m, m ∣ p → m = 1 ∨ m = p
theorem prime_def {p : Nat} : Prime p ↔ 2 ≤ p ∧ ∀ m, m ∣ p → m = 1 ∨ m = p := Iff.rfl
theorem prime_def_le {p : Nat} : Prime p ↔ 2 ≤ p ∧ ∀ m, m < p → m ∣ p → m = 1 :=
  ⟨fun h => ⟨h.1, fun m l d => (h.2 m d).resolve_right (Nat.ne_of_lt l)⟩,
   fun h => ⟨h.1, fun m d => (Nat.lt_or_eq_of_le (le_of_dvd (by omega) d)).imp (fun l => h.2 m l d) id⟩⟩
instance decidablePrime (p : Nat) : Decidable (Prime p) := decidable_of_iff' _ prime_def_le
theorem Prime.two_le {p : Nat} (h : Prime p) : 2 ≤ p := h.1
theorem Prime.one_lt {p : Nat} (h : Prime p) : 1 < p := h.1
theorem Prime.pos {p : Nat} (h : Prime p) : 0 < p := Nat.lt_of_lt_of_le (by decide) h.1
theorem Prime.ne_zero {p : Nat} (h : Prime p) : p ≠ 0 := Nat.ne_of_gt h.pos
theorem Prime.ne_one {p : Nat} (h : Prime p) : p ≠ 1 := Nat.ne_of_gt h.one_lt
theorem Prime.eq_one_or_self_of_dvd {p : Nat} (h : Prime p) (a : Nat) (d : a ∣ p) : a = 1 ∨ a = p := h.2 a d
theorem prime_two : Prime 2 := by decide
theorem prime_three : Prime 3 := by decide
theorem prime_five : Prime 5 := by decide
theorem not_prime_one : ¬Prime 1 := by decide
theorem not_prime_zero : ¬Prime 0 := by decide
theorem Prime.coprime_iff_not_dvd {p n : Nat} (h : Prime p) : Coprime p n ↔ ¬p ∣ n := by
  constructor
  · intro c d
    have : gcd p n = 1 := c
    have d' := dvd_gcd (Nat.dvd_refl p) d
    rw [this] at d'
    exact h.ne_one (dvd_one.1 d')
  · intro nd
    exact (h.2 _ (gcd_dvd_left p n)).resolve_right fun e => nd (e ▸ gcd_dvd_right p n)
theorem Prime.dvd_mul {p m n : Nat} (h : Prime p) : p ∣ m * n ↔ p ∣ m ∨ p ∣ n := by
  constructor
  · intro d
    cases em (p ∣ m) with
    | inl hm => exact .inl hm
    | inr hm => exact .inr (Coprime.dvd_of_dvd_mul_left (h.coprime_iff_not_dvd.2 hm) d)
  · intro d
    exact d.elim (fun d => dvd_mul_right_of_dvd d n) fun d => dvd_mul_left_of_dvd d m
theorem Prime.dvd_of_dvd_pow {p m n : Nat} (h : Prime p) (d : p ∣ m ^ n) : p ∣ m := by
  induction n with
  | zero => exact absurd (dvd_one.1 d) h.ne_one
  | succ n ih => exact (h.dvd_mul.1 d).elim ih id
theorem exists_prime_and_dvd {n : Nat} (hn : n ≠ 1) : ∃ p, Prime p ∧ p ∣ n := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    cases em (n = 0) with
    | inl h => exact ⟨2, prime_two, h ▸ Nat.dvd_zero 2⟩
    | inr h0 => cases em (Prime n) with
      | inl h => exact ⟨n, h, Nat.dvd_refl n⟩
      | inr h =>
        rw [prime_def_le] at h
        obtain ⟨m, hm⟩ := Classical.not_forall.1 (fun g => h ⟨by omega, g⟩)
        obtain ⟨l, hm⟩ := Classical.not_imp.1 hm
        obtain ⟨d, ne⟩ := Classical.not_imp.1 hm
        obtain ⟨p, hp, hd⟩ := ih m l ne
        exact ⟨p, hp, Nat.dvd_trans hd d⟩
theorem exists_infinite_primes (n : Nat) : ∃ p, n ≤ p ∧ Prime p := by
  obtain ⟨p, hp, d⟩ := exists_prime_and_dvd (n := factorial n + 1) (by have := factorial_pos n; omega)
  refine ⟨p, Nat.le_of_not_lt fun l => ?_, hp⟩
  have h1 := dvd_factorial hp.pos (Nat.le_of_lt l)
  exact hp.ne_one (dvd_one.1 ((Nat.dvd_add_right h1).1 d))
theorem coprime_primes {p q : Nat} (hp : Prime p) (hq : Prime q) : Coprime p q ↔ p ≠ q := by
  rw [hp.coprime_iff_not_dvd]
  exact not_congr ⟨fun d => (hq.2 p d).resolve_left hp.ne_one, fun e => e ▸ Nat.dvd_refl p⟩
theorem Prime.eq_two_or_odd {p : Nat} (h : Prime p) : p = 2 ∨ p % 2 = 1 := by
  cases mod_two_eq_zero_or_one p with
  | inl e => exact .inl (((h.2 2 (dvd_of_mod_eq_zero e)).resolve_left (by decide)).symm)
  | inr e => exact .inr e
end Nat

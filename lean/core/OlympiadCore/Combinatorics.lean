prelude
import OlympiadCore.RealFun
-- Binomial coefficients, digits, divisors, Euler's function, integer roots and logarithms; arithmetic modulo n.
set_option linter.all false
universe u v w

namespace Nat
scoped notation:10000 n "!" => Nat.factorial n
def choose : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, k + 1 => choose n k + choose n (k + 1)
@[simp] theorem choose_zero_right (n : Nat) : choose n 0 = 1 := by cases n <;> rfl
theorem choose_zero_succ (k : Nat) : choose 0 (k + 1) = 0 := rfl
theorem choose_succ_succ (n k : Nat) : choose (n + 1) (k + 1) = choose n k + choose n (k + 1) := rfl
theorem choose_eq_zero_of_lt : ∀ {n k : Nat}, n < k → choose n k = 0
  | _, 0, h => (Nat.not_lt_zero _ h).elim
  | 0, k + 1, _ => rfl
  | n + 1, k + 1, h => by rw [choose_succ_succ, choose_eq_zero_of_lt (by omega), choose_eq_zero_of_lt (by omega)]
@[simp] theorem choose_self (n : Nat) : choose n n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [choose_succ_succ, ih, choose_eq_zero_of_lt (Nat.lt_succ_self n)]
@[simp] theorem choose_one_right (n : Nat) : choose n 1 = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [choose_succ_succ, choose_zero_right, ih, Nat.add_comm]
theorem choose_mul_factorial (n k : Nat) : choose (n + k) k * (factorial k * factorial n) = factorial (n + k) := by
  induction k generalizing n with
  | zero => rw [choose_zero_right, Nat.one_mul, factorial_zero, Nat.one_mul]; rfl
  | succ k ihk =>
    induction n with
    | zero => rw [Nat.zero_add, choose_self, Nat.one_mul, factorial_zero, Nat.mul_one]
    | succ n ihn =>
      have a := ihk (n + 1)
      have b := ihn
      rw [show n + 1 + (k + 1) = (n + k + 1) + 1 by omega, choose_succ_succ, factorial_succ (n + k + 1)]
      rw [show n + 1 + k = n + k + 1 by omega] at a
      rw [show n + (k + 1) = n + k + 1 by omega] at b
      have e : (choose (n + k + 1) k + choose (n + k + 1) (k + 1)) * (factorial (k + 1) * factorial (n + 1))
          = (k + 1) * (choose (n + k + 1) k * (factorial k * factorial (n + 1))) + (n + 1) * (choose (n + k + 1) (k + 1) * (factorial (k + 1) * factorial n)) := by
        rw [factorial_succ k, factorial_succ n]
        generalize choose (n + k + 1) k = x
        generalize choose (n + k + 1) (k + 1) = y
        generalize factorial k = u
        generalize factorial n = v
        ring
      rw [e, a, b, ← Nat.add_mul]
      congr 1
      omega
def descFactorial (n : Nat) : Nat → Nat
  | 0 => 1
  | k + 1 => (n - k) * descFactorial n k
def ascFactorial (n : Nat) : Nat → Nat
  | 0 => 1
  | k + 1 => (n + k) * ascFactorial n k
def doubleFactorial : Nat → Nat
  | 0 => 1
  | 1 => 1
  | n + 2 => (n + 2) * doubleFactorial n
scoped notation:10000 n "‼" => Nat.doubleFactorial n
def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)
theorem fib_add_two {n : Nat} : fib (n + 2) = fib n + fib (n + 1) := rfl
def dist (m n : Nat) : Nat := m - n + (n - m)

/-- Digits in base `b + 2`, at most `fuel` of them, the lowest first. -/
def digitsFuel (b : Nat) : Nat → Nat → List Nat
  | 0, _ => []
  | fuel + 1, n => cond (Nat.beq n 0) [] (n % (b + 2) :: digitsFuel b fuel (n / (b + 2)))
def replicateOne : Nat → List Nat
  | 0 => []
  | n + 1 => 1 :: replicateOne n
/-- The digits of `n`, the lowest first; in base 0 the number itself if it is not 0, in base 1 as many ones. -/
def digits : Nat → Nat → List Nat
  | 0, n => cond (Nat.beq n 0) [] [n]
  | 1, n => replicateOne n
  | b + 2, n => digitsFuel b n n
def ofDigits {α : Type u} [CommSemiring α] (b : α) : List Nat → α
  | [] => 0
  | h :: t => h + b * ofDigits b t
theorem digits_zero (b : Nat) : digits b 0 = [] := match b with | 0 => rfl | 1 => rfl | _ + 2 => rfl
theorem digits_zero_succ (n : Nat) : digits 0 (n + 1) = [n + 1] := rfl
theorem digitsFuel_eq (b : Nat) : ∀ {f g n : Nat}, n ≤ f → n ≤ g → digitsFuel b f n = digitsFuel b g n
  | 0, 0, _, _, _ => rfl
  | 0, g + 1, n, h, _ => by have e : n = 0 := by omega
                            subst e; rfl
  | f + 1, 0, n, _, h => by have e : n = 0 := by omega
                            subst e; rfl
  | f + 1, g + 1, 0, _, _ => rfl
  | f + 1, g + 1, n + 1, h, k => by
    have l : (n + 1) / (b + 2) < n + 1 := Nat.div_lt_self (by omega) (by omega)
    show (n + 1) % (b + 2) :: digitsFuel b f _ = (n + 1) % (b + 2) :: digitsFuel b g _
    rw [digitsFuel_eq b (f := f) (g := g) (by omega) (by omega)]
theorem digits_def' : ∀ {b : Nat}, 1 < b → ∀ {n : Nat}, 0 < n → digits b n = n % b :: digits b (n / b)
  | 0, h, _, _ => by omega
  | 1, h, _, _ => by omega
  | b + 2, _, 0, k => by omega
  | b + 2, _, n + 1, _ => by
    have l : (n + 1) / (b + 2) < n + 1 := Nat.div_lt_self (by omega) (by omega)
    show (n + 1) % (b + 2) :: digitsFuel b n _ = (n + 1) % (b + 2) :: digitsFuel b _ _
    rw [digitsFuel_eq b (f := n) (g := (n + 1) / (b + 2)) (by omega) (Nat.le_refl _)]
theorem ofDigits_digits (b : Nat) (h : 1 < b) (n : Nat) : ofDigits b (digits b n) = n := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    cases Nat.eq_zero_or_pos n with
    | inl e => rw [e, digits_zero]; rfl
    | inr p =>
      rw [digits_def' h p]
      show (n % b) + b * ofDigits b (digits b (n / b)) = n
      rw [ih _ (Nat.div_lt_self p h)]
      exact Nat.mod_add_div n b

def divisors (n : Nat) : Finset Nat := Finset.filter (· ∣ n) (Finset.Ico 1 (n + 1))
def properDivisors (n : Nat) : Finset Nat := Finset.filter (· ∣ n) (Finset.Ico 1 n)
def primeFactors (n : Nat) : Finset Nat := Finset.filter Nat.Prime (divisors n)
def totient (n : Nat) : Nat := (Finset.filter (Nat.Coprime n) (Finset.range n)).card
scoped notation "φ" => Nat.totient
theorem mem_divisors {m n : Nat} : m ∈ divisors n ↔ m ∣ n ∧ n ≠ 0 := by
  unfold divisors
  rw [Finset.mem_filter, Finset.mem_Ico]
  constructor
  · intro h; exact ⟨h.2, by omega⟩
  · intro h
    have l := Nat.le_of_dvd (Nat.pos_of_ne_zero h.2) h.1
    have p := Nat.pos_of_dvd_of_pos h.1 (Nat.pos_of_ne_zero h.2)
    exact ⟨by omega, h.1⟩
theorem mem_properDivisors {m n : Nat} : m ∈ properDivisors n ↔ m ∣ n ∧ m < n := by
  unfold properDivisors
  rw [Finset.mem_filter, Finset.mem_Ico]
  constructor
  · intro h; exact ⟨h.2, h.1.2⟩
  · intro h
    have p := Nat.pos_of_dvd_of_pos h.1 (by omega)
    exact ⟨by omega, h.1⟩
theorem divisors_zero : divisors 0 = ∅ := rfl

/-- The greatest number whose square is at most `n`, from that of `n / 4`. -/
def sqrtFuel : Nat → Nat → Nat
  | 0, _ => 0
  | fuel + 1, n => cond (Nat.beq n 0) 0
      (cond (Nat.ble ((2 * sqrtFuel fuel (n / 4) + 1) * (2 * sqrtFuel fuel (n / 4) + 1)) n) (2 * sqrtFuel fuel (n / 4) + 1) (2 * sqrtFuel fuel (n / 4)))
def sqrt (n : Nat) : Nat := sqrtFuel n n
theorem sqrtFuel_spec : ∀ (f n : Nat), n ≤ f → sqrtFuel f n * sqrtFuel f n ≤ n ∧ n < (sqrtFuel f n + 1) * (sqrtFuel f n + 1)
  | 0, n, h => by have e : n = 0 := by omega
                  subst e; exact ⟨Nat.le_refl _, by decide⟩
  | f + 1, 0, _ => ⟨Nat.le_refl _, Nat.zero_lt_one⟩
  | f + 1, n + 1, h => by
    obtain ⟨a, b⟩ := sqrtFuel_spec f ((n + 1) / 4) (by omega)
    have e : sqrtFuel (f + 1) (n + 1) = cond (Nat.ble ((2 * sqrtFuel f ((n + 1) / 4) + 1) * (2 * sqrtFuel f ((n + 1) / 4) + 1)) (n + 1))
      (2 * sqrtFuel f ((n + 1) / 4) + 1) (2 * sqrtFuel f ((n + 1) / 4)) := rfl
    rw [e]
    generalize sqrtFuel f ((n + 1) / 4) = s at *
    have s1 : (2 * s + 1) * (2 * s + 1) = 4 * (s * s) + 4 * s + 1 := by ring
    have s2 : (2 * s + 1 + 1) * (2 * s + 1 + 1) = 4 * ((s + 1) * (s + 1)) := by ring
    have s3 : 2 * s * (2 * s) = 4 * (s * s) := by ring
    cases k : Nat.ble ((2 * s + 1) * (2 * s + 1)) (n + 1) with
    | true =>
      have := Nat.le_of_ble_eq_true k
      exact ⟨this, by show n + 1 < (2 * s + 1 + 1) * (2 * s + 1 + 1); omega⟩
    | false =>
      have : ¬(2 * s + 1) * (2 * s + 1) ≤ n + 1 := fun l => by rw [← Nat.ble_eq] at l; rw [l] at k; exact Bool.noConfusion k
      exact ⟨by show 2 * s * (2 * s) ≤ n + 1; omega, by show n + 1 < (2 * s + 1) * (2 * s + 1); omega⟩
theorem sqrt_le (n : Nat) : sqrt n * sqrt n ≤ n := (sqrtFuel_spec n n (Nat.le_refl n)).1
theorem lt_succ_sqrt (n : Nat) : n < (sqrt n + 1) * (sqrt n + 1) := (sqrtFuel_spec n n (Nat.le_refl n)).2
def logFuel (b : Nat) : Nat → Nat → Nat
  | 0, _ => 0
  | fuel + 1, n => cond (Nat.ble b n) (logFuel b fuel (n / b) + 1) 0
/-- The greatest exponent with `b ^ k ≤ n`; 0 for bases below 2. -/
def log (b n : Nat) : Nat := cond (Nat.ble b 1) 0 (logFuel b n n)
theorem log_of_lt {b n : Nat} (h : n < b) : log b n = 0 := by
  unfold log
  cases n with
  | zero => cases Nat.ble b 1 <;> rfl
  | succ n =>
    have : Nat.ble b (n + 1) = false := by
      cases k : Nat.ble b (n + 1) with
      | false => rfl
      | true => exact (Nat.not_le.2 h (Nat.le_of_ble_eq_true k)).elim
    cases Nat.ble b 1 with
    | true => rfl
    | false => show cond (Nat.ble b (n + 1)) _ 0 = 0; rw [this]; rfl
def count (p : Nat → Prop) [DecidablePred p] (n : Nat) : Nat := (Finset.filter p (Finset.range n)).card
/-- The least number with a property. -/
protected noncomputable def find {p : Nat → Prop} [DecidablePred p] (h : ∃ n, p n) : Nat := Classical.choose (Real.exists_least_nat h)
theorem find_spec {p : Nat → Prop} [DecidablePred p] (h : ∃ n, p n) : p (Nat.find h) := (Classical.choose_spec (Real.exists_least_nat h)).1
theorem find_min {p : Nat → Prop} [DecidablePred p] (h : ∃ n, p n) {m : Nat} (l : m < Nat.find h) : ¬p m := (Classical.choose_spec (Real.exists_least_nat h)).2 m l
open Classical in
noncomputable instance : InfSet Nat := ⟨fun s => if h : ∃ n, n ∈ s then Classical.choose (Real.exists_least_nat h) else 0⟩
open Classical in
noncomputable instance : SupSet Nat := ⟨fun s => if h : ∃ n, ∀ a, a ∈ s → a ≤ n then Classical.choose (Real.exists_least_nat h) else 0⟩
theorem sInf_empty : sInf (∅ : Set Nat) = 0 := dif_neg fun ⟨_, h⟩ => h
theorem sInf_mem {s : Set Nat} (h : s.Nonempty) : sInf s ∈ s := by
  have e : sInf s = Classical.choose (Real.exists_least_nat h) := dif_pos h
  exact e ▸ (Classical.choose_spec (Real.exists_least_nat h)).1
theorem sInf_le {s : Set Nat} {m : Nat} (h : m ∈ s) : sInf s ≤ m := by
  have ex : ∃ n, n ∈ s := ⟨m, h⟩
  have e : sInf s = Classical.choose (Real.exists_least_nat ex) := dif_pos ex
  rw [e]
  exact Nat.le_of_not_lt fun l => (Classical.choose_spec (Real.exists_least_nat ex)).2 m l h
end Nat

def IsUnit {α : Type u} [Mul α] [One α] (a : α) : Prop := ∃ b, a * b = 1 ∧ b * a = 1
structure Irreducible {α : Type u} [Mul α] [One α] (p : α) : Prop where
  not_isUnit : ¬IsUnit p
  isUnit_or_isUnit : ∀ ⦃a b : α⦄, p = a * b → IsUnit a ∨ IsUnit b
instance (priority := low) CommMonoid.instDvd {α : Type u} [CommSemiring α] : Dvd α := ⟨fun a b => ∃ c, b = a * c⟩
def Prime {α : Type u} [CommMonoid α] [Zero α] [Dvd α] (p : α) : Prop := p ≠ 0 ∧ ¬IsUnit p ∧ ∀ a b, p ∣ a * b → p ∣ a ∨ p ∣ b
def Squarefree {α : Type u} [Mul α] [One α] [Dvd α] (r : α) : Prop := ∀ x : α, x * x ∣ r → IsUnit x
def IsCoprime {α : Type u} [CommSemiring α] (x y : α) : Prop := ∃ a b, a * x + b * y = 1
def Nat.Perfect (n : Nat) : Prop := ∑ i ∈ Nat.properDivisors n, i = n ∧ 0 < n
def IsPrimePow (n : Nat) : Prop := ∃ (p k : Nat), Nat.Prime p ∧ 0 < k ∧ p ^ k = n

-- Arithmetic modulo `n` on `Fin n`; the ring laws hold where somebody asks for them (`open Fin.CommRing`).
class NeZero {R : Type u} [Zero R] (n : R) : Prop where
  out : n ≠ 0
instance {n : Nat} : NeZero (n + 1) := ⟨Nat.succ_ne_zero n⟩
theorem NeZero.pos {n : Nat} [h : NeZero n] : 0 < n := Nat.pos_of_ne_zero h.out
namespace Fin
def ofNat (n : Nat) [NeZero n] (a : Nat) : Fin n := ⟨a % n, Nat.mod_lt a NeZero.pos⟩
instance instOfNat {n : Nat} [NeZero n] {i : Nat} : OfNat (Fin n) i := ⟨Fin.ofNat n i⟩
theorem pos' {n : Nat} (a : Fin n) : 0 < n := Nat.lt_of_le_of_lt (Nat.zero_le _) a.isLt
instance {n : Nat} : Add (Fin n) := ⟨fun a b => ⟨(a.val + b.val) % n, Nat.mod_lt _ a.pos'⟩⟩
instance {n : Nat} : Mul (Fin n) := ⟨fun a b => ⟨a.val * b.val % n, Nat.mod_lt _ a.pos'⟩⟩
instance {n : Nat} : Sub (Fin n) := ⟨fun a b => ⟨(n - b.val + a.val) % n, Nat.mod_lt _ a.pos'⟩⟩
instance {n : Nat} : Neg (Fin n) := ⟨fun a => ⟨(n - a.val) % n, Nat.mod_lt _ a.pos'⟩⟩
def last (n : Nat) : Fin (n + 1) := ⟨n, Nat.lt_succ_self n⟩
def succ {n : Nat} (i : Fin n) : Fin (n + 1) := ⟨i.val + 1, by have := i.isLt; omega⟩
def castSucc {n : Nat} (i : Fin n) : Fin (n + 1) := ⟨i.val, by have := i.isLt; omega⟩
def castLE {m n : Nat} (h : n ≤ m) (i : Fin n) : Fin m := ⟨i.val, Nat.lt_of_lt_of_le i.isLt h⟩
def rev {n : Nat} (i : Fin n) : Fin n := ⟨n - (i.val + 1), by have := i.isLt; omega⟩
theorem val_add {n : Nat} (a b : Fin n) : (a + b).val = (a.val + b.val) % n := rfl
theorem val_mul {n : Nat} (a b : Fin n) : (a * b).val = a.val * b.val % n := rfl
theorem val_sub {n : Nat} (a b : Fin n) : (a - b).val = (n - b.val + a.val) % n := rfl
instance : LinearOrder (Fin n) where
  le_refl a := Nat.le_refl a.val
  le_trans a b c h k := Nat.le_trans (m := b.val) h k
  lt_iff_le_not_ge a b := by show a.val < b.val ↔ a.val ≤ b.val ∧ ¬b.val ≤ a.val; omega
  le_antisymm a b h k := Fin.ext (Nat.le_antisymm h k)
  le_total a b := Nat.le_total a.val b.val
  max a b := if a ≤ b then b else a
  min a b := if a ≤ b then a else b
  max_of_le a b h := if_pos h
  max_of_ge a b h := by
    split
    · rename_i k; exact Fin.ext (Nat.le_antisymm h k)
    · rfl
  min_of_le a b h := if_pos h
  min_of_ge a b h := by
    split
    · rename_i k; exact Fin.ext (Nat.le_antisymm k h)
    · rfl
theorem add_assoc' {n : Nat} (a b c : Fin n) : a + b + c = a + (b + c) := Fin.ext (by
  show ((a.val + b.val) % n + c.val) % n = (a.val + (b.val + c.val) % n) % n
  rw [Nat.add_mod, Nat.mod_mod, ← Nat.add_mod, Nat.add_mod a.val ((b.val + c.val) % n), Nat.mod_mod, ← Nat.add_mod, Nat.add_assoc])
theorem mod_of_val {n : Nat} (a : Fin n) : a.val % n = a.val := Nat.mod_eq_of_lt a.isLt
@[instance_reducible] def addCommMonoid (n : Nat) [NeZero n] : AddCommMonoid (Fin n) where
  zero := Fin.ofNat n 0
  add_assoc := add_assoc'
  add_comm a b := Fin.ext (congrArg (· % n) (Nat.add_comm a.val b.val))
  zero_add a := Fin.ext (by show (0 % n + a.val) % n = a.val; rw [Nat.zero_mod, Nat.zero_add, mod_of_val])
end Fin

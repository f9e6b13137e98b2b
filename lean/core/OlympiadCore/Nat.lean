prelude
import OlympiadCore.Unexpanders
-- Natural numbers: addition, multiplication, order, subtraction.
set_option linter.all false
universe u v
theorem List.cons.inj {α : Type u} {a b : α} {l m : List α} (h : a :: l = b :: m) : a = b ∧ l = m := by injection h; exact ⟨‹_›, ‹_›⟩
theorem List.cons.injEq {α : Type u} (a : α) (l : List α) (b : α) (m : List α) : (a :: l = b :: m) = (a = b ∧ l = m) :=
  propext ⟨List.cons.inj, fun ⟨h, k⟩ => h ▸ k ▸ rfl⟩
theorem Option.some.inj {α : Type u} {a b : α} (h : some a = some b) : a = b := by injection h
theorem Option.some.injEq {α : Type u} (a b : α) : (some a = some b) = (a = b) := propext ⟨Option.some.inj, fun h => h ▸ rfl⟩
theorem Prod.mk.inj {α : Type u} {β : Type v} {a c : α} {b d : β} (h : (a, b) = (c, d)) : a = c ∧ b = d := by injection h; exact ⟨‹_›, ‹_›⟩
theorem Prod.mk.injEq {α : Type u} {β : Type v} (a : α) (b : β) (c : α) (d : β) : ((a, b) = (c, d)) = (a = c ∧ b = d) :=
  propext ⟨Prod.mk.inj, fun ⟨h, k⟩ => h ▸ k ▸ rfl⟩
theorem Subtype.mk.injEq {α : Sort u} {p : α → Prop} (a : α) (h : p a) (b : α) (k : p b) : ((⟨a, h⟩ : Subtype p) = ⟨b, k⟩) = (a = b) :=
  propext ⟨fun e => congrArg Subtype.val e, fun e => Subtype.ext e⟩
theorem Fin.mk.injEq {n : Nat} (a : Nat) (h : a < n) (b : Nat) (k : b < n) : ((⟨a, h⟩ : Fin n) = ⟨b, k⟩) = (a = b) :=
  propext ⟨fun e => congrArg Fin.val e, fun e => by subst e; rfl⟩
theorem Nat.succ.inj {m n : Nat} (h : Nat.succ m = Nat.succ n) : m = n := Nat.noConfusion h id
theorem Nat.succ.injEq (m n : Nat) : (Nat.succ m = Nat.succ n) = (m = n) := propext ⟨Nat.succ.inj, congrArg _⟩
namespace Nat
@[simp] theorem succ_eq_add_one (n : Nat) : succ n = n + 1 := rfl
@[simp] theorem add_eq (m n : Nat) : Nat.add m n = m + n := rfl
@[simp] theorem mul_eq (m n : Nat) : Nat.mul m n = m * n := rfl
@[simp] theorem sub_eq (m n : Nat) : Nat.sub m n = m - n := rfl
@[simp] theorem le_eq (m n : Nat) : Nat.le m n = (m ≤ n) := rfl
@[simp] theorem lt_eq (m n : Nat) : Nat.lt m n = (m < n) := rfl
@[simp] theorem zero_eq : Nat.zero = 0 := rfl
@[elab_as_elim, induction_eliminator] protected noncomputable abbrev recAux {motive : Nat → Sort u} (zero : motive 0) (succ : ∀ n, motive n → motive (n + 1)) (t : Nat) : motive t := Nat.rec zero succ t
@[elab_as_elim, cases_eliminator] protected abbrev casesAuxOn {motive : Nat → Sort u} (t : Nat) (zero : motive 0) (succ : ∀ n, motive (n + 1)) : motive t := Nat.casesOn t zero succ
@[simp] protected theorem add_zero (n : Nat) : n + 0 = n := rfl
theorem add_succ (n m : Nat) : n + succ m = succ (n + m) := rfl
theorem add_one (n : Nat) : n + 1 = succ n := rfl
theorem succ_inj {a b : Nat} : succ a = succ b ↔ a = b := ⟨Nat.succ.inj, congrArg _⟩
@[simp] theorem add_one_ne_zero (n : Nat) : n + 1 ≠ 0 := fun h => Nat.noConfusion h
theorem succ_ne_zero (n : Nat) : succ n ≠ 0 := add_one_ne_zero n
@[simp] theorem zero_ne_add_one (n : Nat) : 0 ≠ n + 1 := fun h => Nat.noConfusion h
@[simp] protected theorem zero_add (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => exact congrArg succ ih
theorem succ_add (n m : Nat) : succ n + m = succ (n + m) := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg succ ih
theorem add_right_comm_one (n m : Nat) : n + 1 + m = n + m + 1 := succ_add n m
protected theorem add_comm (n m : Nat) : n + m = m + n := by
  induction m with
  | zero => exact (Nat.zero_add n).symm
  | succ m ih => exact (congrArg succ ih).trans (succ_add m n).symm
protected theorem add_assoc (a b c : Nat) : a + b + c = a + (b + c) := by
  induction c with
  | zero => rfl
  | succ c ih => exact congrArg succ ih
protected theorem add_left_comm (a b c : Nat) : a + (b + c) = b + (a + c) := by
  rw [← Nat.add_assoc, Nat.add_comm a b, Nat.add_assoc]
protected theorem add_right_comm (a b c : Nat) : a + b + c = a + c + b := by
  rw [Nat.add_assoc, Nat.add_comm b c, Nat.add_assoc]
protected theorem add_left_cancel {a b c : Nat} (h : a + b = a + c) : b = c := by
  induction a with
  | zero => rw [Nat.zero_add, Nat.zero_add] at h; exact h
  | succ a ih => rw [add_right_comm_one, add_right_comm_one] at h; exact ih (succ.inj h)
protected theorem add_right_cancel {a b c : Nat} (h : a + b = c + b) : a = c :=
  Nat.add_left_cancel (by rw [Nat.add_comm b a, Nat.add_comm b c]; exact h)
@[simp] protected theorem add_left_cancel_iff {m k n : Nat} : n + m = n + k ↔ m = k := ⟨Nat.add_left_cancel, fun h => h ▸ rfl⟩
@[simp] protected theorem add_right_cancel_iff {m k n : Nat} : m + n = k + n ↔ m = k := ⟨Nat.add_right_cancel, fun h => h ▸ rfl⟩
theorem eq_zero_of_add_eq_zero_right {a b : Nat} (h : a + b = 0) : a = 0 := by
  cases b with
  | zero => exact h
  | succ b => exact Nat.noConfusion h
theorem eq_zero_of_add_eq_zero_left {a b : Nat} (h : a + b = 0) : b = 0 := eq_zero_of_add_eq_zero_right (Nat.add_comm a b ▸ h)
@[simp] theorem add_eq_zero_iff {a b : Nat} : a + b = 0 ↔ a = 0 ∧ b = 0 :=
  ⟨fun h => ⟨eq_zero_of_add_eq_zero_right h, eq_zero_of_add_eq_zero_left h⟩, fun ⟨h, k⟩ => by rw [h, k]⟩

@[simp] protected theorem mul_zero (n : Nat) : n * 0 = 0 := rfl
theorem mul_succ (n m : Nat) : n * succ m = n * m + n := rfl
protected theorem mul_add_one (n m : Nat) : n * (m + 1) = n * m + n := rfl
@[simp] protected theorem zero_mul (n : Nat) : 0 * n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => exact ih
theorem succ_mul (n m : Nat) : succ n * m = n * m + m := by
  induction m with
  | zero => rfl
  | succ m ih =>
    show succ n * m + (n + 1) = n * m + n + (m + 1)
    rw [ih, Nat.add_assoc, Nat.add_assoc, ← Nat.add_assoc m, ← Nat.add_assoc n, Nat.add_comm m n]
protected theorem add_one_mul (n m : Nat) : (n + 1) * m = n * m + m := succ_mul n m
protected theorem mul_comm (n m : Nat) : n * m = m * n := by
  induction m with
  | zero => exact (Nat.zero_mul n).symm
  | succ m ih => rw [Nat.mul_add_one, ih, Nat.add_one_mul]
@[simp] protected theorem mul_one (n : Nat) : n * 1 = n := Nat.zero_add n
@[simp] protected theorem one_mul (n : Nat) : 1 * n = n := (Nat.mul_comm 1 n).trans (Nat.mul_one n)
protected theorem left_distrib (a b c : Nat) : a * (b + c) = a * b + a * c := by
  induction c with
  | zero => rfl
  | succ c ih => rw [← Nat.add_assoc, Nat.mul_add_one, ih, Nat.mul_add_one, Nat.add_assoc]
protected theorem mul_add (a b c : Nat) : a * (b + c) = a * b + a * c := Nat.left_distrib a b c
protected theorem add_mul (a b c : Nat) : (a + b) * c = a * c + b * c := by
  rw [Nat.mul_comm, Nat.mul_add, Nat.mul_comm c a, Nat.mul_comm c b]
protected theorem right_distrib (a b c : Nat) : (a + b) * c = a * c + b * c := Nat.add_mul a b c
protected theorem mul_assoc (a b c : Nat) : a * b * c = a * (b * c) := by
  induction c with
  | zero => rfl
  | succ c ih => rw [Nat.mul_add_one, ih, Nat.mul_add_one, Nat.mul_add]
protected theorem mul_left_comm (a b c : Nat) : a * (b * c) = b * (a * c) := by
  rw [← Nat.mul_assoc, Nat.mul_comm a b, Nat.mul_assoc]
protected theorem mul_right_comm (a b c : Nat) : a * b * c = a * c * b := by
  rw [Nat.mul_assoc, Nat.mul_comm b c, Nat.mul_assoc]
protected theorem two_mul (n : Nat) : 2 * n = n + n := by rw [show 2 = 1 + 1 from rfl, Nat.add_mul, Nat.one_mul]
protected theorem mul_two (n : Nat) : n * 2 = n + n := by rw [Nat.mul_comm, Nat.two_mul]

@[simp] protected theorem pow_zero (b : Nat) : b ^ 0 = 1 := rfl
theorem pow_succ (b n : Nat) : b ^ (n + 1) = b ^ n * b := rfl
protected theorem pow_add_one (b n : Nat) : b ^ (n + 1) = b ^ n * b := rfl
theorem pow_succ' (b n : Nat) : b ^ (n + 1) = b * b ^ n := Nat.mul_comm _ _
@[simp] protected theorem pow_one (b : Nat) : b ^ 1 = b := Nat.one_mul b
protected theorem pow_two (b : Nat) : b ^ 2 = b * b := by rw [Nat.pow_succ, Nat.pow_one]
@[simp] protected theorem one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [pow_succ, ih]
protected theorem zero_pow {n : Nat} (h : 0 < n) : 0 ^ n = 0 := by
  cases n with
  | zero => exact absurd h (Nat.not_succ_le_zero 0)
  | succ n => rfl
protected theorem pow_add (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => exact (Nat.mul_one _).symm
  | succ n ih => rw [← Nat.add_assoc, pow_succ, ih, pow_succ, Nat.mul_assoc]
protected theorem mul_pow (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [pow_succ, ih, pow_succ, pow_succ, Nat.mul_assoc, Nat.mul_left_comm (b ^ n), Nat.mul_assoc]
protected theorem pow_mul (a m n : Nat) : a ^ (m * n) = (a ^ m) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.mul_add_one, Nat.pow_add, ih, pow_succ]

-- Order
@[simp] theorem _root_.ge_iff_le {α : Type u} [LE α] {x y : α} : x ≥ y ↔ y ≤ x := Iff.rfl
@[simp] theorem _root_.gt_iff_lt {α : Type u} [LT α] {x y : α} : x > y ↔ y < x := Iff.rfl
@[simp] protected theorem le_refl (n : Nat) : n ≤ n := Nat.le.refl
@[refl] protected theorem le_rfl {n : Nat} : n ≤ n := Nat.le.refl
protected theorem le_of_eq {n m : Nat} (h : n = m) : n ≤ m := h ▸ Nat.le.refl
theorem le_succ (n : Nat) : n ≤ succ n := .step .refl
theorem le_add_right (n k : Nat) : n ≤ n + k := by
  induction k with
  | zero => exact .refl
  | succ k ih => exact .step ih
theorem le_add_left (n m : Nat) : n ≤ m + n := Nat.add_comm n m ▸ le_add_right n m
theorem lt_succ_of_le {n m : Nat} (h : n ≤ m) : n < succ m := succ_le_succ h
theorem le_of_lt_succ {n m : Nat} (h : n < succ m) : n ≤ m := le_of_succ_le_succ h
theorem lt_succ_iff {m n : Nat} : m < succ n ↔ m ≤ n := ⟨le_of_lt_succ, lt_succ_of_le⟩
theorem lt_add_one_iff {m n : Nat} : m < n + 1 ↔ m ≤ n := lt_succ_iff
theorem lt_iff_add_one_le {m n : Nat} : m < n ↔ m + 1 ≤ n := Iff.rfl
theorem succ_le_iff {m n : Nat} : succ m ≤ n ↔ m < n := Iff.rfl
theorem succ_le_of_lt {n m : Nat} (h : n < m) : succ n ≤ m := h
theorem lt_of_succ_le {n m : Nat} (h : succ n ≤ m) : n < m := h
theorem lt_add_one (n : Nat) : n < n + 1 := .refl
theorem lt_succ_self (n : Nat) : n < succ n := .refl
@[simp] theorem succ_pos (n : Nat) : 0 < n + 1 := succ_le_succ (zero_le n)
theorem zero_lt_succ (n : Nat) : 0 < succ n := succ_pos n
theorem zero_lt_one : 0 < 1 := .refl
@[simp] theorem not_lt_zero (n : Nat) : ¬n < 0 := Nat.not_succ_le_zero n
protected theorem lt_irrefl (n : Nat) : ¬n < n := by
  induction n with
  | zero => exact not_lt_zero 0
  | succ n ih => exact fun h => ih (le_of_succ_le_succ h)
attribute [simp] Nat.lt_irrefl Nat.zero_le
protected theorem le_of_lt {n m : Nat} (h : n < m) : n ≤ m := Nat.le_trans (le_succ n) h
protected theorem lt_of_lt_of_le {n m k : Nat} (h : n < m) (h' : m ≤ k) : n < k := Nat.le_trans h h'
protected theorem lt_of_le_of_lt {n m k : Nat} (h : n ≤ m) (h' : m < k) : n < k := Nat.le_trans (succ_le_succ h) h'
protected theorem lt_trans {n m k : Nat} (h : n < m) (h' : m < k) : n < k := Nat.lt_of_lt_of_le h (Nat.le_of_lt h')
protected theorem ne_of_lt {a b : Nat} (h : a < b) : a ≠ b := fun e => Nat.lt_irrefl b (e ▸ h)
protected theorem ne_of_gt {a b : Nat} (h : b < a) : a ≠ b := (Nat.ne_of_lt h).symm
protected theorem ne_of_lt' {a b : Nat} (h : b < a) : a ≠ b := Nat.ne_of_gt h
protected theorem eq_or_lt_of_le {n m : Nat} (h : n ≤ m) : n = m ∨ n < m :=
  match h with | .refl => .inl rfl | .step h => .inr (succ_le_succ h)
protected theorem lt_or_eq_of_le {n m : Nat} (h : n ≤ m) : n < m ∨ n = m := (Nat.eq_or_lt_of_le h).symm
protected theorem lt_or_ge (n m : Nat) : n < m ∨ n ≥ m := by
  induction m with
  | zero => exact .inr (zero_le n)
  | succ m ih => cases ih with
    | inl h => exact .inl (.step h)
    | inr h => cases Nat.eq_or_lt_of_le h with
      | inl e => exact .inl (e ▸ .refl)
      | inr l => exact .inr l
protected theorem le_antisymm {n m : Nat} (h : n ≤ m) (k : m ≤ n) : n = m :=
  (Nat.eq_or_lt_of_le h).elim id fun l => absurd (Nat.lt_of_lt_of_le l k) (Nat.lt_irrefl n)
protected theorem le_antisymm_iff {a b : Nat} : a = b ↔ a ≤ b ∧ b ≤ a := ⟨fun h => h ▸ ⟨.refl, .refl⟩, fun h => Nat.le_antisymm h.1 h.2⟩
protected theorem le_total (m n : Nat) : m ≤ n ∨ n ≤ m := (Nat.lt_or_ge m n).elim (fun h => .inl (Nat.le_of_lt h)) .inr
protected theorem not_le_of_gt {n m : Nat} (h : n > m) : ¬n ≤ m := fun k => Nat.lt_irrefl m (Nat.lt_of_lt_of_le h k)
protected theorem not_lt_of_ge {n m : Nat} (h : n ≥ m) : ¬n < m := fun k => Nat.lt_irrefl n (Nat.lt_of_lt_of_le k h)
protected theorem not_le_of_lt {a b : Nat} (h : a < b) : ¬b ≤ a := Nat.not_le_of_gt h
protected theorem not_lt_of_le {a b : Nat} (h : a ≤ b) : ¬b < a := Nat.not_lt_of_ge h
protected theorem lt_of_not_ge {a b : Nat} (h : ¬b ≥ a) : b < a := (Nat.lt_or_ge b a).resolve_right h
protected theorem lt_of_not_le {a b : Nat} (h : ¬a ≤ b) : b < a := (Nat.lt_or_ge b a).resolve_right h
protected theorem le_of_not_lt {a b : Nat} (h : ¬a < b) : b ≤ a := (Nat.lt_or_ge a b).resolve_left h
protected theorem le_of_not_le {a b : Nat} (h : ¬b ≤ a) : a ≤ b := Nat.le_of_lt (Nat.lt_of_not_le h)
@[simp] protected theorem not_le {n m : Nat} : ¬n ≤ m ↔ m < n := ⟨Nat.lt_of_not_le, Nat.not_le_of_gt⟩
@[simp] protected theorem not_lt {n m : Nat} : ¬n < m ↔ m ≤ n := ⟨Nat.le_of_not_lt, Nat.not_lt_of_ge⟩
protected theorem lt_iff_le_not_le {m n : Nat} : m < n ↔ m ≤ n ∧ ¬n ≤ m := ⟨fun h => ⟨Nat.le_of_lt h, Nat.not_le_of_gt h⟩, fun h => Nat.lt_of_not_le h.2⟩
protected theorem lt_iff_le_and_ne {m n : Nat} : m < n ↔ m ≤ n ∧ m ≠ n := ⟨fun h => ⟨Nat.le_of_lt h, Nat.ne_of_lt h⟩, fun h => (Nat.eq_or_lt_of_le h.1).resolve_left h.2⟩
protected theorem ne_iff_lt_or_gt {a b : Nat} : a ≠ b ↔ a < b ∨ b < a :=
  ⟨fun h => (Nat.lt_or_ge a b).elim .inl fun k => .inr ((Nat.eq_or_lt_of_le k).resolve_left h.symm), fun h => h.elim Nat.ne_of_lt Nat.ne_of_gt⟩
protected theorem lt_or_gt_of_ne {a b : Nat} (h : a ≠ b) : a < b ∨ a > b := Nat.ne_iff_lt_or_gt.1 h
protected theorem lt_trichotomy (a b : Nat) : a < b ∨ a = b ∨ b < a :=
  (em (a = b)).elim (fun h => .inr (.inl h)) fun h => (Nat.lt_or_gt_of_ne h).elim .inl fun h => .inr (.inr h)
theorem pos_of_ne_zero {n : Nat} (h : n ≠ 0) : 0 < n := (Nat.eq_or_lt_of_le (zero_le n)).resolve_left h.symm
theorem pos_iff_ne_zero {n : Nat} : 0 < n ↔ n ≠ 0 := ⟨Nat.ne_of_gt, pos_of_ne_zero⟩
protected theorem zero_lt_of_ne_zero {n : Nat} (h : n ≠ 0) : 0 < n := pos_of_ne_zero h
theorem eq_zero_or_pos (n : Nat) : n = 0 ∨ 0 < n := (Nat.eq_or_lt_of_le (zero_le n)).imp Eq.symm id
theorem le_zero_eq (a : Nat) : (a ≤ 0) = (a = 0) := propext ⟨fun h => Nat.le_antisymm h (zero_le a), fun h => h ▸ .refl⟩
@[simp] theorem le_zero {a : Nat} : a ≤ 0 ↔ a = 0 := Iff.of_eq (le_zero_eq a)
theorem eq_zero_of_le_zero {n : Nat} (h : n ≤ 0) : n = 0 := le_zero.1 h
theorem lt_one_iff {n : Nat} : n < 1 ↔ n = 0 := lt_succ_iff.trans le_zero
protected theorem pos_of_lt {a b : Nat} (h : a < b) : 0 < b := Nat.lt_of_le_of_lt (zero_le a) h
protected theorem add_le_add_left {n m : Nat} (h : n ≤ m) (k : Nat) : k + n ≤ k + m := by
  induction h with
  | refl => exact .refl
  | step _ ih => exact .step ih
protected theorem add_le_add_right {n m : Nat} (h : n ≤ m) (k : Nat) : n + k ≤ m + k := by
  rw [Nat.add_comm n k, Nat.add_comm m k]; exact Nat.add_le_add_left h k
protected theorem add_le_add {a b c d : Nat} (h : a ≤ b) (k : c ≤ d) : a + c ≤ b + d :=
  Nat.le_trans (Nat.add_le_add_right h c) (Nat.add_le_add_left k b)
protected theorem add_lt_add_left {n m : Nat} (h : n < m) (k : Nat) : k + n < k + m := Nat.add_le_add_left h k
protected theorem add_lt_add_right {n m : Nat} (h : n < m) (k : Nat) : n + k < m + k := by
  rw [Nat.add_comm n k, Nat.add_comm m k]; exact Nat.add_lt_add_left h k
protected theorem add_lt_add {a b c d : Nat} (h : a < b) (k : c < d) : a + c < b + d :=
  Nat.lt_trans (Nat.add_lt_add_right h c) (Nat.add_lt_add_left k b)
protected theorem add_lt_add_of_le_of_lt {a b c d : Nat} (h : a ≤ b) (k : c < d) : a + c < b + d :=
  Nat.lt_of_le_of_lt (Nat.add_le_add_right h c) (Nat.add_lt_add_left k b)
protected theorem le_of_add_le_add_left {a b c : Nat} (h : a + b ≤ a + c) : b ≤ c :=
  Nat.le_of_not_lt fun k => Nat.not_le_of_gt (Nat.add_lt_add_left k a) h
protected theorem le_of_add_le_add_right {a b c : Nat} (h : a + b ≤ c + b) : a ≤ c :=
  Nat.le_of_not_lt fun k => Nat.not_le_of_gt (Nat.add_lt_add_right k b) h
@[simp] protected theorem add_le_add_iff_left {m k n : Nat} : n + m ≤ n + k ↔ m ≤ k := ⟨Nat.le_of_add_le_add_left, fun h => Nat.add_le_add_left h n⟩
@[simp] protected theorem add_le_add_iff_right {m k n : Nat} : m + n ≤ k + n ↔ m ≤ k := ⟨Nat.le_of_add_le_add_right, fun h => Nat.add_le_add_right h n⟩
@[simp] protected theorem add_lt_add_iff_left {m k n : Nat} : n + m < n + k ↔ m < k :=
  ⟨fun h => Nat.lt_of_not_le fun g => Nat.not_le_of_gt h (Nat.add_le_add_left g n), fun h => Nat.add_lt_add_left h n⟩
@[simp] protected theorem add_lt_add_iff_right {m k n : Nat} : m + n < k + n ↔ m < k :=
  ⟨fun h => Nat.lt_of_not_le fun g => Nat.not_le_of_gt h (Nat.add_le_add_right g n), fun h => Nat.add_lt_add_right h n⟩
theorem lt_add_of_pos_right {n k : Nat} (h : 0 < k) : n < n + k := Nat.add_lt_add_left h n
theorem lt_add_of_pos_left {n k : Nat} (h : 0 < k) : n < k + n := Nat.add_comm n k ▸ lt_add_of_pos_right h
theorem le.dest : {n m : Nat} → n ≤ m → ∃ k, n + k = m
  | _, _, .refl => ⟨0, rfl⟩
  | _, _, .step h => match le.dest h with | ⟨k, e⟩ => ⟨k + 1, congrArg succ e⟩
protected theorem exists_eq_add_of_le {m n : Nat} (h : m ≤ n) : ∃ k, n = m + k := match le.dest h with | ⟨k, e⟩ => ⟨k, e.symm⟩
protected theorem exists_eq_add_of_lt {m n : Nat} (h : m < n) : ∃ k, n = m + k + 1 :=
  match le.dest h with | ⟨k, e⟩ => ⟨k, e.symm.trans (succ_add m k)⟩
protected theorem le_iff_exists_add {m n : Nat} : m ≤ n ↔ ∃ k, n = m + k := ⟨Nat.exists_eq_add_of_le, fun ⟨k, e⟩ => e ▸ le_add_right m k⟩
protected theorem mul_le_mul_left {m n : Nat} (k : Nat) (h : m ≤ n) : k * m ≤ k * n :=
  match le.dest h with | ⟨d, e⟩ => e ▸ Nat.mul_add k m d ▸ le_add_right _ _
protected theorem mul_le_mul_right {m n : Nat} (k : Nat) (h : m ≤ n) : m * k ≤ n * k :=
  Nat.mul_comm k m ▸ Nat.mul_comm k n ▸ Nat.mul_le_mul_left k h
protected theorem mul_le_mul {p q m n : Nat} (h : p ≤ m) (k : q ≤ n) : p * q ≤ m * n :=
  Nat.le_trans (Nat.mul_le_mul_right q h) (Nat.mul_le_mul_left m k)
protected theorem mul_lt_mul_of_pos_left {m n k : Nat} (h : m < n) (hk : 0 < k) : k * m < k * n :=
  Nat.lt_of_lt_of_le (lt_add_of_pos_right hk) (Nat.mul_le_mul_left k h)
protected theorem mul_lt_mul_of_pos_right {m n k : Nat} (h : m < n) (hk : 0 < k) : m * k < n * k :=
  Nat.mul_comm k m ▸ Nat.mul_comm k n ▸ Nat.mul_lt_mul_of_pos_left h hk
protected theorem mul_pos {m n : Nat} (h : 0 < m) (k : 0 < n) : 0 < m * n := Nat.mul_lt_mul_of_pos_left k h
protected theorem eq_of_mul_eq_mul_left {a b c : Nat} (ha : 0 < a) (h : a * b = a * c) : b = c :=
  (Nat.lt_trichotomy b c).elim (fun l => absurd h (Nat.ne_of_lt (Nat.mul_lt_mul_of_pos_left l ha)))
    fun k => k.elim id fun l => absurd h (Nat.ne_of_gt (Nat.mul_lt_mul_of_pos_left l ha))
protected theorem eq_of_mul_eq_mul_right {a b c : Nat} (ha : 0 < a) (h : b * a = c * a) : b = c :=
  Nat.eq_of_mul_eq_mul_left ha (by rw [Nat.mul_comm a b, Nat.mul_comm a c]; exact h)
protected theorem le_of_mul_le_mul_left {a b c : Nat} (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b :=
  Nat.le_of_not_lt fun k => Nat.not_le_of_gt (Nat.mul_lt_mul_of_pos_left k hc) h
protected theorem lt_of_mul_lt_mul_left {a b c : Nat} (h : a * b < a * c) : b < c :=
  Nat.lt_of_not_le fun k => Nat.not_le_of_gt h (Nat.mul_le_mul_left a k)
protected theorem mul_eq_zero {m n : Nat} : n * m = 0 ↔ n = 0 ∨ m = 0 :=
  ⟨fun h => (eq_zero_or_pos n).imp id fun hn => (eq_zero_or_pos m).elim id fun hm => absurd h (Nat.ne_of_gt (Nat.mul_pos hn hm)),
   fun h => h.elim (fun e => by rw [e, Nat.zero_mul]) fun e => by rw [e, Nat.mul_zero]⟩
attribute [simp] Nat.mul_eq_zero
protected theorem mul_ne_zero {m n : Nat} (h : n ≠ 0) (k : m ≠ 0) : n * m ≠ 0 := fun e => (Nat.mul_eq_zero.1 e).elim h k
theorem le_mul_of_pos_right {m : Nat} (n : Nat) (h : 0 < m) : n ≤ n * m := by
  have := Nat.mul_le_mul_left n h; rw [Nat.mul_one] at this; exact this
theorem pow_pos {b n : Nat} (h : 0 < b) : 0 < b ^ n := by
  induction n with
  | zero => exact zero_lt_one
  | succ n ih => exact Nat.mul_pos ih h
theorem pos_pow_of_pos {b : Nat} (n : Nat) (h : 0 < b) : 0 < b ^ n := pow_pos h
protected theorem pow_le_pow_left {m n : Nat} (h : m ≤ n) (i : Nat) : m ^ i ≤ n ^ i := by
  induction i with
  | zero => exact .refl
  | succ i ih => exact Nat.mul_le_mul ih h
protected theorem pow_le_pow_right {n m k : Nat} (h : 0 < n) (l : m ≤ k) : n ^ m ≤ n ^ k :=
  match le.dest l with | ⟨d, e⟩ => e ▸ Nat.pow_add n m d ▸ le_mul_of_pos_right _ (pow_pos h)
protected theorem lt_two_pow_self (n : Nat) : n < 2 ^ n := by
  induction n with
  | zero => exact zero_lt_one
  | succ n ih => rw [pow_succ, Nat.mul_two]; exact Nat.lt_of_lt_of_le (Nat.add_lt_add_right ih 1) (Nat.add_le_add_left (pow_pos (by decide)) _)

-- Truncated subtraction
@[simp] protected theorem sub_zero (n : Nat) : n - 0 = n := rfl
theorem sub_succ (n m : Nat) : n - succ m = pred (n - m) := rfl
theorem sub_one (n : Nat) : n - 1 = pred n := rfl
@[simp] theorem pred_succ (n : Nat) : pred (succ n) = n := rfl
@[simp] theorem add_one_sub_one (n : Nat) : n + 1 - 1 = n := rfl
theorem succ_sub_succ (n m : Nat) : succ n - succ m = n - m := by
  induction m with
  | zero => rfl
  | succ m ih => exact congrArg pred ih
@[simp] protected theorem add_sub_add_right (n k m : Nat) : n + k - (m + k) = n - m := by
  induction k with
  | zero => rfl
  | succ k ih => exact (succ_sub_succ _ _).trans ih
@[simp] protected theorem add_sub_add_left (k n m : Nat) : k + n - (k + m) = n - m := by
  rw [Nat.add_comm k n, Nat.add_comm k m, Nat.add_sub_add_right]
@[simp] protected theorem zero_sub (n : Nat) : 0 - n = 0 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [show 0 - (n + 1) = pred (0 - n) from rfl, ih]; rfl
@[simp] protected theorem sub_self (n : Nat) : n - n = 0 := by
  have := Nat.add_sub_add_right 0 n 0; rw [Nat.zero_add] at this; exact this
@[simp] protected theorem add_sub_cancel (n m : Nat) : n + m - m = n := by
  have := Nat.add_sub_add_right n m 0; rw [Nat.zero_add] at this; exact this
@[simp] protected theorem add_sub_cancel_left (n m : Nat) : n + m - n = m := by rw [Nat.add_comm, Nat.add_sub_cancel]
protected theorem sub_sub (n m k : Nat) : n - m - k = n - (m + k) := by
  induction k with
  | zero => rfl
  | succ k ih => exact congrArg pred ih
theorem sub_eq_zero_of_le {n m : Nat} (h : n ≤ m) : n - m = 0 :=
  match le.dest h with | ⟨k, e⟩ => by rw [← e, ← Nat.sub_sub, Nat.sub_self, Nat.zero_sub]
protected theorem add_sub_of_le {a b : Nat} (h : a ≤ b) : a + (b - a) = b :=
  match le.dest h with | ⟨k, e⟩ => by rw [← e, Nat.add_sub_cancel_left]
protected theorem sub_add_cancel {n m : Nat} (h : m ≤ n) : n - m + m = n := by rw [Nat.add_comm, Nat.add_sub_of_le h]
protected theorem add_sub_cancel' {n m : Nat} (h : m ≤ n) : m + (n - m) = n := Nat.add_sub_of_le h
theorem le_of_sub_eq_zero {n m : Nat} (h : n - m = 0) : n ≤ m :=
  Nat.le_of_not_lt fun k => by have := Nat.sub_add_cancel (Nat.le_of_lt k); rw [h, Nat.zero_add] at this; exact Nat.lt_irrefl n (this ▸ k)
theorem sub_eq_zero_iff_le {n m : Nat} : n - m = 0 ↔ n ≤ m := ⟨le_of_sub_eq_zero, sub_eq_zero_of_le⟩
theorem sub_le (n m : Nat) : n - m ≤ n := (Nat.le_total m n).elim
  (fun h => by have := le_add_right (n - m) m; rw [Nat.sub_add_cancel h] at this; exact this) (fun h => sub_eq_zero_of_le h ▸ zero_le n)
theorem sub_lt {n m : Nat} (hn : 0 < n) (hm : 0 < m) : n - m < n := by
  cases m with
  | zero => exact absurd hm (Nat.lt_irrefl 0)
  | succ m => cases n with
    | zero => exact absurd hn (Nat.lt_irrefl 0)
    | succ n => rw [Nat.add_sub_add_right]; exact lt_succ_of_le (sub_le n m)
protected theorem sub_eq_iff_eq_add {a b c : Nat} (h : b ≤ a) : a - b = c ↔ a = c + b :=
  ⟨fun e => by rw [← e, Nat.sub_add_cancel h], fun e => by rw [e, Nat.add_sub_cancel]⟩
protected theorem sub_eq_of_eq_add {a b c : Nat} (h : a = c + b) : a - b = c := by rw [h, Nat.add_sub_cancel]
protected theorem eq_sub_of_add_eq {a b c : Nat} (h : a + b = c) : a = c - b := by rw [← h, Nat.add_sub_cancel]
protected theorem add_sub_assoc {m k : Nat} (h : k ≤ m) (n : Nat) : n + m - k = n + (m - k) :=
  Nat.sub_eq_of_eq_add (by rw [Nat.add_assoc, Nat.sub_add_cancel h])
protected theorem sub_le_iff_le_add {a b c : Nat} : a - b ≤ c ↔ a ≤ c + b :=
  ⟨fun h => (Nat.le_total b a).elim (fun k => by have := Nat.add_le_add_right h b; rw [Nat.sub_add_cancel k] at this; exact this)
    (fun k => Nat.le_trans k (le_add_left b c)),
   fun h => (Nat.le_total b a).elim (fun k => Nat.le_of_add_le_add_right (b := b) (by rw [Nat.sub_add_cancel k]; exact h))
    (fun k => sub_eq_zero_of_le k ▸ zero_le c)⟩
protected theorem le_sub_iff_add_le {x y k : Nat} (h : k ≤ y) : x ≤ y - k ↔ x + k ≤ y :=
  ⟨fun g => by have := Nat.add_le_add_right g k; rw [Nat.sub_add_cancel h] at this; exact this,
   fun g => Nat.le_of_add_le_add_right (b := k) (by rw [Nat.sub_add_cancel h]; exact g)⟩
protected theorem le_sub_of_add_le {a b c : Nat} (h : a + b ≤ c) : a ≤ c - b := (Nat.le_sub_iff_add_le (Nat.le_trans (le_add_left b a) h)).2 h
protected theorem sub_pos_of_lt {m n : Nat} (h : m < n) : 0 < n - m := pos_of_ne_zero fun e => Nat.not_le_of_gt h (le_of_sub_eq_zero e)
protected theorem mul_sub (k m n : Nat) : k * (m - n) = k * m - k * n := (Nat.le_total n m).elim
  (fun h => Nat.eq_sub_of_add_eq (by rw [← Nat.mul_add, Nat.sub_add_cancel h]))
  (fun h => by rw [sub_eq_zero_of_le h, sub_eq_zero_of_le (Nat.mul_le_mul_left k h), Nat.mul_zero])
protected theorem sub_mul (m n k : Nat) : (m - n) * k = m * k - n * k := by
  rw [Nat.mul_comm, Nat.mul_sub, Nat.mul_comm k m, Nat.mul_comm k n]
theorem sub_one_add_one_eq_of_pos {n : Nat} (h : 0 < n) : n - 1 + 1 = n := Nat.sub_add_cancel h

@[elab_as_elim] protected theorem strongRecOn {motive : Nat → Prop} (n : Nat) (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n :=
  have all : ∀ n m, m < n → motive m := fun n => by
    induction n with
    | zero => exact fun m h => absurd h (not_lt_zero m)
    | succ n ih => exact fun m h => (Nat.eq_or_lt_of_le (le_of_lt_succ h)).elim (fun e => e ▸ ind n ih) (ih m)
  ind n (all n)
@[elab_as_elim] protected theorem strong_induction_on {p : Nat → Prop} (n : Nat) (h : ∀ n, (∀ m, m < n → p m) → p n) : p n := Nat.strongRecOn n h
@[elab_as_elim] theorem le_induction {m : Nat} {P : ∀ n, m ≤ n → Prop} (base : P m (Nat.le_refl m)) (succ : ∀ n (h : m ≤ n), P n h → P (n + 1) (.step h)) : ∀ n (h : m ≤ n), P n h := by
  intro n h
  induction h with
  | refl => exact base
  | step h ih => exact succ _ h ih

instance : Max Nat := ⟨fun a b => if a ≤ b then b else a⟩
instance : Min Nat := ⟨fun a b => if a ≤ b then a else b⟩
end Nat
instance : Trans (α := Nat) (β := Nat) (γ := Nat) LE.le LE.le LE.le := ⟨Nat.le_trans⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) LT.lt LT.lt LT.lt := ⟨Nat.lt_trans⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) LT.lt LE.le LT.lt := ⟨Nat.lt_of_lt_of_le⟩
instance : Trans (α := Nat) (β := Nat) (γ := Nat) LE.le LT.lt LT.lt := ⟨Nat.lt_of_le_of_lt⟩
class Std.Associative {α : Sort u} (op : α → α → α) : Prop where
  assoc : (a b c : α) → op (op a b) c = op a (op b c)
class Std.Commutative {α : Sort u} (op : α → α → α) : Prop where
  comm : (a b : α) → op a b = op b a
class Std.IdempotentOp {α : Sort u} (op : α → α → α) : Prop where
  idempotent : (x : α) → op x x = x
instance : Std.Associative (α := Nat) (· + ·) := ⟨Nat.add_assoc⟩
instance : Std.Commutative (α := Nat) (· + ·) := ⟨Nat.add_comm⟩
instance : Std.Associative (α := Nat) (· * ·) := ⟨Nat.mul_assoc⟩
instance : Std.Commutative (α := Nat) (· * ·) := ⟨Nat.mul_comm⟩
-- Bounded quantifiers are decidable, so `decide` settles finite statements.
instance Nat.decidableBallLT : (n : Nat) → (P : (k : Nat) → k < n → Prop) → [∀ n h, Decidable (P n h)] → Decidable (∀ n h, P n h)
  | 0, _, _ => isTrue fun _ h => absurd h (Nat.not_lt_zero _)
  | n + 1, P, H =>
    match @Nat.decidableBallLT n (fun k h => P k (.step h)) (fun k h => H k (.step h)) with
    | isFalse h => isFalse fun g => h fun k hk => g k _
    | isTrue h => match H n .refl with
      | isTrue p => isTrue fun k hk => (Nat.eq_or_lt_of_le (Nat.le_of_lt_succ hk)).elim (fun e => by subst e; exact p) (fun l => h k l)
      | isFalse p => isFalse fun g => p (g n _)
instance Nat.decidableForallFin {n : Nat} (P : Fin n → Prop) [DecidablePred P] : Decidable (∀ i, P i) :=
  decidable_of_iff' (∀ k h, P ⟨k, h⟩) ⟨fun g k h => g ⟨k, h⟩, fun g ⟨k, h⟩ => g k h⟩
instance Nat.decidableExistsFin {n : Nat} (P : Fin n → Prop) [DecidablePred P] : Decidable (∃ i, P i) :=
  decidable_of_iff' (¬∀ i, ¬P i) ⟨fun ⟨i, h⟩ g => g i h, fun h => Classical.byContradiction fun g => h fun i hi => g ⟨i, hi⟩⟩
instance Nat.decidableBallLE (n : Nat) (P : (k : Nat) → k ≤ n → Prop) [∀ n h, Decidable (P n h)] : Decidable (∀ n h, P n h) :=
  decidable_of_iff' (∀ k (h : k < n + 1), P k (Nat.le_of_lt_succ h)) ⟨fun g k h => g k _, fun g k h => g k (Nat.lt_succ_of_le h)⟩
instance Nat.decidableExistsLT (n : Nat) (p : Nat → Prop) [h : DecidablePred p] : Decidable (∃ k, k < n ∧ p k) :=
  decidable_of_iff' (¬∀ k, k < n → ¬p k)
    ⟨fun ⟨k, a, b⟩ g => g k a b, fun g => Classical.byContradiction fun c => g fun k a b => c ⟨k, a, b⟩⟩
instance Nat.decidableExistsLE (n : Nat) (p : Nat → Prop) [h : DecidablePred p] : Decidable (∃ k, k ≤ n ∧ p k) :=
  decidable_of_iff' (∃ k, k < n + 1 ∧ p k) ⟨fun ⟨k, a, b⟩ => ⟨k, Nat.lt_succ_of_le a, b⟩, fun ⟨k, a, b⟩ => ⟨k, Nat.le_of_lt_succ a, b⟩⟩

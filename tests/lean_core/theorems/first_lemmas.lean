-- First lemmas: logic and the arithmetic of natural numbers.
theorem and_swap_iff (p q : Prop) : p ∧ q ↔ q ∧ p := by
  constructor
  · rintro ⟨hp, hq⟩; exact ⟨hq, hp⟩
  · rintro ⟨hq, hp⟩; exact ⟨hp, hq⟩
theorem or_swap (p q : Prop) : p ∨ q → q ∨ p := by
  intro h
  rcases h with hp | hq
  · right; exact hp
  · left; exact hq
theorem double_negation (p : Prop) : ¬¬p ↔ p := by
  constructor
  · intro h
    by_cases hp : p
    · exact hp
    · exact absurd hp h
  · intro hp hn
    exact hn hp
theorem contrapositive (p q : Prop) : (p → q) ↔ (¬q → ¬p) := by
  constructor
  · intro h hq hp
    exact hq (h hp)
  · intro h hp
    by_cases hq : q
    · exact hq
    · exact absurd hp (h hq)
theorem de_morgan_and (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∨ ¬q := by
  constructor
  · intro h
    by_cases hp : p
    · right; intro hq; exact h ⟨hp, hq⟩
    · left; exact hp
  · rintro (h | h) ⟨hp, hq⟩
    · exact h hp
    · exact h hq
theorem de_morgan_or (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := by
  constructor
  · intro h
    exact ⟨fun hp => h (Or.inl hp), fun hq => h (Or.inr hq)⟩
  · rintro ⟨hp, hq⟩ (h | h)
    · exact hp h
    · exact hq h
theorem not_forall_example (p : Nat → Prop) (h : ¬∀ n, p n) : ∃ n, ¬p n := by
  push_neg at h
  exact h
theorem exists_mono (p q : Nat → Prop) (h : ∀ n, p n → q n) (e : ∃ n, p n) : ∃ n, q n := by
  obtain ⟨n, hn⟩ := e
  exact ⟨n, h n hn⟩
theorem drinkers (p : Nat → Prop) : ∃ x, p x → ∀ y, p y := by
  by_cases h : ∀ y, p y
  · exact ⟨0, fun _ => h⟩
  · push_neg at h
    obtain ⟨x, hx⟩ := h
    exact ⟨x, fun hp => absurd hp hx⟩
theorem implication_chain (p q r : Prop) (h : p → q) (k : q → r) : p → r := fun x => k (h x)
theorem add_zero_left (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]
theorem succ_add_example (m n : Nat) : m + 1 + n = m + n + 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih, Nat.add_assoc m n 1]
theorem add_comm_example (m n : Nat) : m + n = n + m := Nat.add_comm m n
theorem add_assoc_example (a b c : Nat) : a + b + c = a + (b + c) := Nat.add_assoc a b c
theorem mul_comm_example (m n : Nat) : m * n = n * m := by rw [Nat.mul_comm]
theorem mul_add_example (a b c : Nat) : a * (b + c) = a * b + a * c := Nat.mul_add a b c
theorem zero_mul_example (n : Nat) : 0 * n = 0 := by simp
theorem one_mul_example (n : Nat) : 1 * n = n := by simp
theorem two_mul_example (n : Nat) : 2 * n = n + n := by omega
theorem square_of_sum (a b : Nat) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by ring
theorem cube_of_sum (a b : Nat) : (a + b) ^ 3 = a ^ 3 + 3 * a ^ 2 * b + 3 * a * b ^ 2 + b ^ 3 := by ring
theorem pow_add_example (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := Nat.pow_add a m n
theorem one_pow_example (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ, ih]
theorem le_antisymm_example (a b : Nat) (h : a ≤ b) (k : b ≤ a) : a = b := Nat.le_antisymm h k
theorem lt_irrefl_example (a : Nat) : ¬a < a := Nat.lt_irrefl a
theorem lt_trans_example (a b c : Nat) (h : a < b) (k : b < c) : a < c := by
  calc a < b := h
    _ < c := k
theorem le_of_sum (a b c : Nat) (h : a + b ≤ c) : a ≤ c := by omega
theorem mul_le_mul_example (a b c d : Nat) (h : a ≤ b) (k : c ≤ d) : a * c ≤ b * d := Nat.mul_le_mul h k
theorem square_monotone (a b : Nat) (h : a ≤ b) : a ^ 2 ≤ b ^ 2 := Nat.pow_le_pow_left h 2
theorem add_cancel (a b c : Nat) (h : a + b = a + c) : b = c := Nat.add_left_cancel h
theorem mul_cancel (a b c : Nat) (ha : 0 < a) (h : a * b = a * c) : b = c := Nat.eq_of_mul_eq_mul_left ha h
theorem sub_add_back (a b : Nat) (h : b ≤ a) : a - b + b = a := by omega
theorem sub_of_smaller (a b : Nat) (h : a ≤ b) : a - b = 0 := by omega
theorem truncated_subtraction : (3 : Nat) - 5 = 0 := rfl
theorem zero_or_successor (n : Nat) : n = 0 ∨ ∃ m, n = m + 1 := by
  cases n with
  | zero => left; rfl
  | succ m => right; exact ⟨m, rfl⟩
theorem pointwise (f g : Nat → Nat) (h : ∀ x, f x = g x) : f = g := by
  funext x
  exact h x
theorem composition (f g : Nat → Nat) (h : ∀ x, g (f x) = x) (a b : Nat) (e : f a = f b) : a = b := by
  have := congrArg g e
  rw [h, h] at this
  exact this
theorem involution_injective (f : Nat → Nat) (h : ∀ x, f (f x) = x) (a b : Nat) (e : f a = f b) : a = b := by
  rw [← h a, e, h]
theorem if_same (n : Nat) : (if n = 0 then n else 0) = 0 := by
  split
  · assumption
  · rfl
theorem max_of_two (a b : Nat) : ∃ m, a ≤ m ∧ b ≤ m ∧ (m = a ∨ m = b) := by
  rcases Nat.le_total a b with h | h
  · exact ⟨b, h, Nat.le_refl b, Or.inr rfl⟩
  · exact ⟨a, Nat.le_refl a, h, Or.inl rfl⟩
theorem two_pow_gt (n : Nat) : n < 2 ^ n := by
  induction n with
  | zero => decide
  | succ n ih => rw [Nat.pow_succ]; omega
theorem pos_of_square_pos (n : Nat) (h : 0 < n ^ 2) : 0 < n := by
  rcases Nat.eq_zero_or_pos n with e | p
  · rw [e] at h; exact absurd h (by decide)
  · exact p

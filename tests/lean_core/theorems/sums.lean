-- Finite sums and products over ranges.
theorem gauss_sum (n : Nat) : ∑ i ∈ Finset.range (n + 1), i = n * (n + 1) / 2 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Finset.sum_range_succ, ih]
    have e : (n + 1) * (n + 1 + 1) = n * (n + 1) + 2 * (n + 1) := by ring
    omega
theorem gauss_doubled (n : Nat) : 2 * ∑ i ∈ Finset.range (n + 1), i = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, Nat.mul_add, ih]; ring
theorem sum_of_odds (n : Nat) : ∑ i ∈ Finset.range n, (2 * i + 1) = n ^ 2 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, ih]; ring
theorem sum_of_evens (n : Nat) : ∑ i ∈ Finset.range (n + 1), 2 * i = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, ih]; ring
theorem sum_of_squares (n : Nat) : 6 * ∑ i ∈ Finset.range (n + 1), i ^ 2 = n * (n + 1) * (2 * n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, Nat.mul_add, ih]; ring
theorem sum_of_cubes (n : Nat) : 4 * ∑ i ∈ Finset.range (n + 1), i ^ 3 = (n * (n + 1)) ^ 2 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, Nat.mul_add, ih]; ring
theorem nicomachus (n : Nat) : ∑ i ∈ Finset.range (n + 1), i ^ 3 = (∑ i ∈ Finset.range (n + 1), i) ^ 2 := by
  have h := sum_of_cubes n
  have g := gauss_doubled n
  have e : (n * (n + 1)) ^ 2 = 4 * (∑ i ∈ Finset.range (n + 1), i) ^ 2 := by rw [← g]; ring
  omega
theorem geometric_two (n : Nat) : ∑ i ∈ Finset.range n, 2 ^ i + 1 = 2 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, Nat.pow_succ]; omega
theorem geometric_three (n : Nat) : 2 * ∑ i ∈ Finset.range n, 3 ^ i + 1 = 3 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, Nat.pow_succ]; omega
theorem geometric_ten (n : Nat) : 9 * ∑ i ∈ Finset.range n, 10 ^ i + 1 = 10 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, Nat.pow_succ]; omega
theorem sum_of_pronics (n : Nat) : 3 * ∑ i ∈ Finset.range (n + 1), i * (i + 1) = n * (n + 1) * (n + 2) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.sum_range_succ, Nat.mul_add, ih]; ring
theorem sum_of_factorials (n : Nat) : ∑ i ∈ Finset.range n, i * Nat.factorial i + 1 = Nat.factorial n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [Finset.sum_range_succ, Nat.factorial_succ, ← ih]
    ring
theorem sum_to_hundred : ∑ i ∈ Finset.range (100 + 1), i = 5050 := by
  have h := gauss_doubled 100
  omega
theorem product_is_factorial (n : Nat) : ∏ i ∈ Finset.range n, (i + 1) = Nat.factorial n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.prod_range_succ, ih, Nat.factorial_succ, Nat.mul_comm]
theorem product_of_twos (n : Nat) : ∏ _i ∈ Finset.range n, 2 = 2 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Finset.prod_range_succ, ih, Nat.pow_succ]
theorem sum_positive (f : Nat → Nat) (n : Nat) (h : ∀ i, 0 < f i) : n ≤ ∑ i ∈ Finset.range n, f i := by
  induction n with
  | zero => exact Nat.zero_le _
  | succ n ih => rw [Finset.sum_range_succ]; have := h n; omega
theorem sum_monotone (f g : Nat → Nat) (h : ∀ i, f i ≤ g i) (n : Nat) : ∑ i ∈ Finset.range n, f i ≤ ∑ i ∈ Finset.range n, g i := by
  induction n with
  | zero => exact Nat.le_refl _
  | succ n ih => rw [Finset.sum_range_succ, Finset.sum_range_succ]; have := h n; omega
theorem sum_parity (n : Nat) : 2 ∣ ∑ i ∈ Finset.range n, i * (i + 1) := by
  induction n with
  | zero => exact Nat.dvd_zero 2
  | succ n ih =>
    rw [Finset.sum_range_succ]
    have h : 2 ∣ n * (n + 1) := (Nat.even_mul_succ_self n).two_dvd
    omega
theorem telescoping (f : Nat → Int) (n : Nat) : ∑ i ∈ Finset.range n, (f (i + 1) - f i) = f n - f 0 := by
  induction n with
  | zero => simp
  | succ n ih => rw [Finset.sum_range_succ, ih]; omega
theorem mem_range_example : 7 ∈ Finset.range 10 := by simp
theorem alternating_pairs (n : Nat) : ∑ i ∈ Finset.range (2 * n), (-1 : Int) ^ i = 0 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [show 2 * (n + 1) = 2 * n + 1 + 1 from by omega, Finset.sum_range_succ, Finset.sum_range_succ, ih, Int.pow_succ]
    omega

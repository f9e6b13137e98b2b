-- Primes, squares modulo small numbers, Fermat's little theorem for small primes.
theorem ninety_seven_prime : Nat.Prime 97 := by decide
theorem ninety_one_composite : ¬Nat.Prime 91 := by decide
theorem prime_divides_product (p a b : Nat) (hp : Nat.Prime p) (h : p ∣ a * b) : p ∣ a ∨ p ∣ b := hp.dvd_mul.1 h
theorem prime_divides_square (p a : Nat) (hp : Nat.Prime p) (h : p ∣ a ^ 2) : p ∣ a := hp.dvd_of_dvd_pow h
theorem prime_factor_exists (n : Nat) (h : n ≠ 1) : ∃ p, Nat.Prime p ∧ p ∣ n := Nat.exists_prime_and_dvd h
theorem infinitely_many_primes (n : Nat) : ∃ p, n ≤ p ∧ Nat.Prime p := Nat.exists_infinite_primes n
theorem odd_prime (p : Nat) (hp : Nat.Prime p) (h : p ≠ 2) : p % 2 = 1 := by
  rcases hp.eq_two_or_odd with e | o
  · exact absurd e h
  · exact o
theorem distinct_primes_coprime (p q : Nat) (hp : Nat.Prime p) (hq : Nat.Prime q) (h : p ≠ q) : Nat.Coprime p q :=
  (Nat.coprime_primes hp hq).2 h
theorem no_square_two_mod_three (n : Nat) : n ^ 2 % 3 ≠ 2 := by
  rw [Nat.pow_mod]
  have h : n % 3 < 3 := Nat.mod_lt n (by decide)
  generalize n % 3 = r at h
  interval_cases r <;> decide
theorem square_mod_four (n : Nat) : n ^ 2 % 4 = 0 ∨ n ^ 2 % 4 = 1 := by
  rw [Nat.pow_mod]
  have h : n % 4 < 4 := Nat.mod_lt n (by decide)
  generalize n % 4 = r at h
  interval_cases r <;> decide
theorem square_mod_five (n : Nat) : n ^ 2 % 5 ≠ 2 ∧ n ^ 2 % 5 ≠ 3 := by
  rw [Nat.pow_mod]
  have h : n % 5 < 5 := Nat.mod_lt n (by decide)
  generalize n % 5 = r at h
  interval_cases r <;> decide
theorem square_mod_eight (n : Nat) : n ^ 2 % 8 = 0 ∨ n ^ 2 % 8 = 1 ∨ n ^ 2 % 8 = 4 := by
  rw [Nat.pow_mod]
  have h : n % 8 < 8 := Nat.mod_lt n (by decide)
  generalize n % 8 = r at h
  interval_cases r <;> decide
theorem square_mod_sixteen (n : Nat) : n ^ 4 % 16 = 0 ∨ n ^ 4 % 16 = 1 := by
  rw [Nat.pow_mod]
  have h : n % 16 < 16 := Nat.mod_lt n (by decide)
  generalize n % 16 = r at h
  interval_cases r <;> decide
theorem cube_mod_seven (n : Nat) : n ^ 3 % 7 = 0 ∨ n ^ 3 % 7 = 1 ∨ n ^ 3 % 7 = 6 := by
  rw [Nat.pow_mod]
  have h : n % 7 < 7 := Nat.mod_lt n (by decide)
  generalize n % 7 = r at h
  interval_cases r <;> decide
theorem cube_mod_nine (n : Nat) : n ^ 3 % 9 = 0 ∨ n ^ 3 % 9 = 1 ∨ n ^ 3 % 9 = 8 := by
  rw [Nat.pow_mod]
  have h : n % 9 < 9 := Nat.mod_lt n (by decide)
  generalize n % 9 = r at h
  interval_cases r <;> decide
theorem fermat_two (n : Nat) : n ^ 2 ≡ n [MOD 2] := by
  show n ^ 2 % 2 = n % 2
  rw [Nat.pow_mod]
  have h : n % 2 < 2 := Nat.mod_lt n (by decide)
  generalize n % 2 = r at h
  interval_cases r <;> rfl
theorem fermat_three (n : Nat) : n ^ 3 ≡ n [MOD 3] := by
  show n ^ 3 % 3 = n % 3
  rw [Nat.pow_mod]
  have h : n % 3 < 3 := Nat.mod_lt n (by decide)
  generalize n % 3 = r at h
  interval_cases r <;> rfl
theorem fermat_five (n : Nat) : n ^ 5 ≡ n [MOD 5] := by
  show n ^ 5 % 5 = n % 5
  rw [Nat.pow_mod]
  have h : n % 5 < 5 := Nat.mod_lt n (by decide)
  generalize n % 5 = r at h
  interval_cases r <;> rfl
theorem fermat_seven (n : Nat) : n ^ 7 ≡ n [MOD 7] := by
  show n ^ 7 % 7 = n % 7
  rw [Nat.pow_mod]
  have h : n % 7 < 7 := Nat.mod_lt n (by decide)
  generalize n % 7 = r at h
  interval_cases r <;> rfl
theorem fermat_eleven (n : Nat) : n ^ 11 ≡ n [MOD 11] := by
  show n ^ 11 % 11 = n % 11
  rw [Nat.pow_mod]
  have all : ∀ r, r < 11 → r ^ 11 % 11 = r := by decide
  exact all _ (Nat.mod_lt n (by decide))
theorem fermat_thirteen (n : Nat) : n ^ 13 ≡ n [MOD 13] := by
  show n ^ 13 % 13 = n % 13
  rw [Nat.pow_mod]
  have all : ∀ r, r < 13 → r ^ 13 % 13 = r := by decide
  exact all _ (Nat.mod_lt n (by decide))
theorem last_digit_fifth_power (n : Nat) : n ^ 5 % 10 = n % 10 := by
  rw [Nat.pow_mod]
  have h : n % 10 < 10 := Nat.mod_lt n (by decide)
  generalize n % 10 = r at h
  interval_cases r <;> rfl
theorem thirty_divides (n : Nat) : n ^ 5 % 30 = n % 30 := by
  rw [Nat.pow_mod]
  have all : ∀ r, r < 30 → r ^ 5 % 30 = r := by decide
  exact all _ (Nat.mod_lt n (by decide))
theorem sum_of_squares_not_three_mod_four (a b : Nat) : (a ^ 2 + b ^ 2) % 4 ≠ 3 := by
  rcases square_mod_four a with h | h <;> rcases square_mod_four b with k | k <;> omega
theorem sum_of_three_squares_not_seven_mod_eight (a b c : Nat) : (a ^ 2 + b ^ 2 + c ^ 2) % 8 ≠ 7 := by
  rcases square_mod_eight a with h | h | h <;> rcases square_mod_eight b with k | k | k <;> rcases square_mod_eight c with l | l | l <;> omega
theorem sum_of_two_cubes_mod_nine (a b : Nat) : (a ^ 3 + b ^ 3) % 9 ≠ 4 := by
  rcases cube_mod_nine a with h | h | h <;> rcases cube_mod_nine b with k | k | k <;> omega
theorem sum_of_three_cubes_mod_nine (a b c : Nat) : (a ^ 3 + b ^ 3 + c ^ 3) % 9 ≠ 4 := by
  rcases cube_mod_nine a with h | h | h <;> rcases cube_mod_nine b with k | k | k <;> rcases cube_mod_nine c with l | l | l <;> omega
theorem sqrt_two_irrational_descent (m n : Nat) (h : m ^ 2 = 2 * n ^ 2) : 2 ∣ m := by
  have hp : Nat.Prime 2 := Nat.prime_two
  exact hp.dvd_of_dvd_pow ⟨n ^ 2, h⟩
theorem sqrt_two_irrational (n : Nat) : ∀ m, m ^ 2 = 2 * n ^ 2 → n = 0 := by
  induction n using Nat.strongRecOn with
  | ind n ih =>
    intro m h
    rcases Nat.eq_zero_or_pos n with e | pos
    · exact e
    · obtain ⟨k, rfl⟩ := sqrt_two_irrational_descent m n h
      have h2 : n ^ 2 = 2 * k ^ 2 := by
        have e : (2 * k) ^ 2 = 4 * k ^ 2 := by ring
        omega
      have hk : k < n := by
        apply Nat.lt_of_not_le
        intro le
        have := Nat.pow_le_pow_left le 2
        have pp : 0 < n ^ 2 := Nat.pow_pos pos
        omega
      have k0 := ih k hk n h2
      rw [k0] at h2
      have pp : 0 < n ^ 2 := Nat.pow_pos pos
      omega
theorem powers_of_two_mod_three (n : Nat) : 2 ^ (2 * n) % 3 = 1 := by
  rw [Nat.pow_mul, Nat.pow_mod]
  simp
theorem factorial_five : Nat.factorial 5 = 120 := by decide
theorem factorial_divisible (n : Nat) (h : 5 ≤ n) : 5 ∣ Nat.factorial n := Nat.dvd_factorial (by decide) h
theorem factorial_gt (n : Nat) (h : 4 ≤ n) : 2 ^ n < Nat.factorial n := by
  induction n with
  | zero => omega
  | succ n ih =>
    rcases Nat.lt_or_ge n 4 with l | g
    · have : n = 3 := by omega
      subst this
      decide
    · have h1 := ih g
      rw [Nat.factorial_succ, Nat.pow_succ]
      have h2 : 2 * Nat.factorial n ≤ (n + 1) * Nat.factorial n := Nat.mul_le_mul_right _ (by omega)
      omega

-- Competition problems.
theorem imo_1959_p1 (n : Nat) : Nat.gcd (21 * n + 4) (14 * n + 3) = 1 := by
  have h1 := Nat.gcd_dvd_left (21 * n + 4) (14 * n + 3)
  have h2 := Nat.gcd_dvd_right (21 * n + 4) (14 * n + 3)
  have h3 := Nat.dvd_sub (Nat.dvd_trans h2 (Nat.dvd_mul_left (14 * n + 3) 3)) (Nat.dvd_trans h1 (Nat.dvd_mul_left (21 * n + 4) 2))
  rw [show 3 * (14 * n + 3) - 2 * (21 * n + 4) = 1 from by omega] at h3
  exact Nat.dvd_one.1 h3
theorem two_pow_mod_seven (k r : Nat) : 2 ^ (3 * k + r) % 7 = 2 ^ r % 7 := by
  induction k with
  | zero => rw [Nat.mul_zero, Nat.zero_add]
  | succ k ih =>
    have e : 2 ^ (3 * (k + 1) + r) = 8 * 2 ^ (3 * k + r) := by
      rw [show 3 * (k + 1) + r = 3 * k + r + 3 from by omega, Nat.pow_add]
      omega
    omega
theorem imo_1964_p1a (n : Nat) : 7 ∣ 2 ^ n - 1 ↔ 3 ∣ n := by
  have h := two_pow_mod_seven (n / 3) (n % 3)
  rw [show 3 * (n / 3) + n % 3 = n from by omega] at h
  have hr : n % 3 < 3 := Nat.mod_lt n (by decide)
  have pos : 0 < 2 ^ n := Nat.pow_pos (by decide)
  have cases3 : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases cases3 with e | e | e <;> rw [e] at h <;> simp at h <;> omega
theorem imo_1964_p1b (n : Nat) : ¬7 ∣ 2 ^ n + 1 := by
  have h := two_pow_mod_seven (n / 3) (n % 3)
  rw [show 3 * (n / 3) + n % 3 = n from by omega] at h
  have cases3 : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases cases3 with e | e | e <;> rw [e] at h <;> simp at h <;> omega
theorem bounded_pythagorean : ∃ a b c : Nat, a ^ 2 + b ^ 2 = c ^ 2 ∧ 0 < a ∧ 0 < b := ⟨3, 4, 5, by decide, by decide, by decide⟩
theorem no_small_square_between (n : Nat) (h : n * n = 50) : False := by
  have h1 : n < 8 := by
    apply Nat.lt_of_not_le
    intro g
    have := Nat.mul_le_mul g g
    omega
  interval_cases n <;> omega
theorem sum_of_two_squares_twenty_one (a b : Nat) : a ^ 2 + b ^ 2 ≠ 21 := by
  intro h
  have ha : a < 5 := by
    apply Nat.lt_of_not_le
    intro g
    have := Nat.pow_le_pow_left g 2
    omega
  have hb : b < 5 := by
    apply Nat.lt_of_not_le
    intro g
    have := Nat.pow_le_pow_left g 2
    omega
  interval_cases a <;> interval_cases b <;> omega
theorem bounded_diophantine_one (x y : Nat) (hx : x < 10) (hy : y < 10) (h : 3 * x + 5 * y = 41) : (x = 2 ∧ y = 7) ∨ (x = 7 ∧ y = 4) := by omega
theorem bounded_diophantine_two (x y : Nat) (h : x * y = 12) (k : x + y = 7) : (x = 3 ∧ y = 4) ∨ (x = 4 ∧ y = 3) := by
  have hx : x < 8 := by omega
  interval_cases x <;> omega
theorem bounded_diophantine_three : ∀ x, x < 12 → ∀ y, y < 12 → x ^ 2 + y ^ 2 = 100 → (x = 0 ∧ y = 10) ∨ (x = 6 ∧ y = 8) ∨ (x = 8 ∧ y = 6) ∨ (x = 10 ∧ y = 0) := by decide
theorem bounded_cubes : ∀ a, a < 13 → ∀ b, b < 13 → a ^ 3 + b ^ 3 = 1729 → (a = 1 ∧ b = 12) ∨ (a = 9 ∧ b = 10) ∨ (a = 10 ∧ b = 9) ∨ (a = 12 ∧ b = 1) := by decide
theorem simon_factoring (x y : Int) (h : x * y + x + y = 6) (hx : 0 ≤ x) (hy : 0 ≤ y) : (x + 1) * (y + 1) = 7 := by
  have e : (x + 1) * (y + 1) = x * y + x + y + 1 := by ring
  omega
theorem no_solution_mod_four (x y : Nat) : x ^ 2 + y ^ 2 ≠ 4 * (x + y) + 3 := by
  intro h
  have hx : x ^ 2 % 4 = 0 ∨ x ^ 2 % 4 = 1 := by
    rw [Nat.pow_mod]
    have h : x % 4 < 4 := Nat.mod_lt x (by decide)
    generalize x % 4 = r at h
    interval_cases r <;> decide
  have hy : y ^ 2 % 4 = 0 ∨ y ^ 2 % 4 = 1 := by
    rw [Nat.pow_mod]
    have h : y % 4 < 4 := Nat.mod_lt y (by decide)
    generalize y % 4 = r at h
    interval_cases r <;> decide
  omega
theorem no_solution_mod_five (x y : Nat) : x ^ 2 ≠ 5 * y + 3 := by
  intro h
  have hx : x ^ 2 % 5 ≠ 3 := by
    rw [Nat.pow_mod]
    have h : x % 5 < 5 := Nat.mod_lt x (by decide)
    generalize x % 5 = r at h
    interval_cases r <;> decide
  omega
theorem no_solution_mod_seven (x y : Nat) : x ^ 3 ≠ 7 * y + 2 := by
  intro h
  have hx : x ^ 3 % 7 ≠ 2 := by
    rw [Nat.pow_mod]
    have h : x % 7 < 7 := Nat.mod_lt x (by decide)
    generalize x % 7 = r at h
    interval_cases r <;> decide
  omega
theorem repunit_not_square (n : Nat) (x : Nat) : x ^ 2 ≠ 100 * n + 11 := by
  intro h
  have hx : x ^ 2 % 4 ≠ 3 := by
    rw [Nat.pow_mod]
    have h : x % 4 < 4 := Nat.mod_lt x (by decide)
    generalize x % 4 = r at h
    interval_cases r <;> decide
  omega
theorem consecutive_product_not_square (n x : Nat) (hn : 0 < n) (h : n * (n + 1) = x * x) : False := by
  rcases Nat.lt_or_ge n x with l | g
  · have h1 : (n + 1) * (n + 1) ≤ x * x := Nat.mul_le_mul l l
    have e : (n + 1) * (n + 1) = n * (n + 1) + (n + 1) := by ring
    omega
  · have h1 : x * x ≤ n * n := Nat.mul_le_mul g g
    have e : n * (n + 1) = n * n + n := by ring
    omega
theorem square_between_squares (n x : Nat) (h : n * n < x * x) (k : x * x < (n + 1) * (n + 1)) : False := by
  rcases Nat.lt_or_ge n x with l | g
  · have h1 : (n + 1) * (n + 1) ≤ x * x := Nat.mul_le_mul l l
    omega
  · have h1 : x * x ≤ n * n := Nat.mul_le_mul g g
    omega
theorem fibonacci_like_parity (f : Nat → Nat) (h0 : f 0 = 0) (h1 : f 1 = 1) (h : ∀ n, f (n + 2) = f (n + 1) + f n) (k : Nat) : f (3 * k) % 2 = 0 ∧ f (3 * k + 1) % 2 = 1 := by
  induction k with
  | zero => exact ⟨by rw [Nat.mul_zero, h0], by rw [Nat.mul_zero, Nat.zero_add, h1]⟩
  | succ k ih =>
    have a := h (3 * k)
    have b := h (3 * k + 1)
    have c := h (3 * k + 2)
    rw [show 3 * (k + 1) = 3 * k + 1 + 2 from by omega]
    rw [show 3 * k + 2 + 1 = 3 * k + 1 + 2 from by omega] at c
    rw [show 3 * k + 1 + 2 + 1 = 3 * k + 2 + 2 from by omega]
    rw [show 3 * k + 1 + 1 = 3 * k + 2 from by omega] at b
    omega
theorem imo_1969_p1_witness (k n : Nat) : n ^ 4 + 4 * k ^ 4 = ((n - k) ^ 2 + k ^ 2) * ((n + k) ^ 2 + k ^ 2) ∨ n < k := by
  rcases Nat.lt_or_ge n k with l | g
  · right; exact l
  · left
    obtain ⟨d, rfl⟩ := Nat.exists_eq_add_of_le g
    rw [Nat.add_sub_cancel_left]
    ring
theorem divisor_of_six_numbers (n : Nat) : 24 ∣ n * (n + 1) * (n + 2) * (n + 3) := by
  induction n with
  | zero => decide
  | succ n ih =>
    have h6 : 6 ∣ (n + 1) * (n + 2) * (n + 3) := by
      have : ∀ m : Nat, 6 ∣ (m + 1) * (m + 2) * (m + 3) := by
        intro m
        induction m with
        | zero => decide
        | succ m ih =>
          have e : (m + 1 + 1) * (m + 1 + 2) * (m + 1 + 3) = (m + 1) * (m + 2) * (m + 3) + 3 * ((m + 2) * (m + 2 + 1)) := by ring
          have h2 : 2 ∣ (m + 2) * (m + 2 + 1) := (Nat.even_mul_succ_self (m + 2)).two_dvd
          omega
      exact this n
    have e : (n + 1) * (n + 1 + 1) * (n + 1 + 2) * (n + 1 + 3) = n * (n + 1) * (n + 2) * (n + 3) + 4 * ((n + 1) * (n + 2) * (n + 3)) := by ring
    omega
theorem imo_1979_like (n : Nat) : (n ^ 2 + n + 41) % 2 = 1 := by
  have e : n ^ 2 + n + 41 = n * (n + 1) + 41 := by ring
  have h : 2 ∣ n * (n + 1) := (Nat.even_mul_succ_self n).two_dvd
  omega
theorem sum_of_digits_invariant (a b : Nat) : (10 * a + b) % 9 = (a + b) % 9 := by omega
theorem casting_out_elevens (a b : Nat) : (10 * a + b + 10 * a) % 11 = (b + 9 * a) % 11 := by omega
theorem coin_problem (n : Nat) (h : 8 ≤ n) : ∃ a b, n = 3 * a + 5 * b := by
  have h3 : n % 3 = 0 ∨ n % 3 = 1 ∨ n % 3 = 2 := by omega
  rcases h3 with h | h | h
  · exact ⟨n / 3, 0, by omega⟩
  · exact ⟨(n - 10) / 3, 2, by omega⟩
  · exact ⟨(n - 5) / 3, 1, by omega⟩
theorem seven_not_sum_of_coins : ¬∃ a b : Nat, 7 = 3 * a + 5 * b := by
  rintro ⟨a, b, h⟩
  omega
theorem pigeonhole_three (a b c : Nat) : a % 2 = b % 2 ∨ b % 2 = c % 2 ∨ a % 2 = c % 2 := by omega
theorem handshake_triples (x y z : Nat) (h : x + y + z = 2 * (x + y)) : z = x + y := by omega
theorem egyptian_bound (a b : Nat) (ha : 0 < a) (hb : 0 < b) (h : 2 * (a + b) = a * b) (hab : a ≤ b) : a ≤ 4 := by
  apply Nat.le_of_not_lt
  intro g
  have h1 : 5 * b ≤ a * b := Nat.mul_le_mul_right b g
  omega
theorem egyptian_solutions (b : Nat) : (2 * (3 + b) = 3 * b → b = 6) ∧ (2 * (4 + b) = 4 * b → b = 4) := by
  constructor <;> intro h <;> omega
theorem vieta_like (a b : Int) (h : a + b = 5) (k : a * b = 6) : a ^ 2 + b ^ 2 = 13 := by
  have e : (a + b) ^ 2 = a ^ 2 + b ^ 2 + 2 * (a * b) := by ring
  rw [h, k] at e
  have : (5 : Int) ^ 2 = 25 := rfl
  omega
theorem am_gm_integers (a b : Int) : 4 * (a * b) ≤ (a + b) ^ 2 := by
  have h : 0 ≤ (a - b) ^ 2 := Int.sq_nonneg (a - b)
  have e : (a + b) ^ 2 = (a - b) ^ 2 + 4 * (a * b) := by ring
  omega
theorem functional_equation_identity (f : Nat → Nat) (h : ∀ m n, f (m + n) = f m + f n) (h1 : f 1 = 1) (n : Nat) : f n = n := by
  induction n with
  | zero => have := h 0 0; rw [Nat.add_zero] at this; omega
  | succ n ih => rw [h, ih, h1]
theorem imo_1977_p6_step (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : 0 < f 1 := by
  have := h 0
  rw [Nat.zero_add] at this
  omega
theorem primes_three_five_seven (p : Nat) (hp : Nat.Prime p) (h2 : Nat.Prime (p + 2)) (h4 : Nat.Prime (p + 4)) : p = 3 := by
  have c : p % 3 = 0 ∨ p % 3 = 1 ∨ p % 3 = 2 := by omega
  rcases c with e | e | e
  · rcases hp.eq_one_or_self_of_dvd 3 (Nat.dvd_of_mod_eq_zero e) with h | h
    · omega
    · omega
  · rcases h2.eq_one_or_self_of_dvd 3 (Nat.dvd_of_mod_eq_zero (by omega)) with h | h
    · omega
    · have := hp.two_le
      omega
  · rcases h4.eq_one_or_self_of_dvd 3 (Nat.dvd_of_mod_eq_zero (by omega)) with h | h
    · omega
    · have := hp.two_le
      omega

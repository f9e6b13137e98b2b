-- Divisibility, remainders, common divisors.
theorem dvd_reflexive (n : Nat) : n ∣ n := Nat.dvd_refl n
theorem dvd_transitive (a b c : Nat) (h : a ∣ b) (k : b ∣ c) : a ∣ c := Nat.dvd_trans h k
theorem dvd_of_sum (a b c : Nat) (h : a ∣ b) (k : a ∣ c) : a ∣ b + c := Nat.dvd_add h k
theorem dvd_of_difference (a b c : Nat) (h : a ∣ b + c) (k : a ∣ b) : a ∣ c := (Nat.dvd_add_right k).1 h
theorem dvd_of_product (a b c : Nat) (h : a ∣ b) : a ∣ b * c := Nat.dvd_trans h (Nat.dvd_mul_right b c)
theorem dvd_linear_combination (d a b x y : Int) (h : d ∣ a) (k : d ∣ b) : d ∣ a * x + b * y := by
  obtain ⟨m, rfl⟩ := h
  obtain ⟨n, rfl⟩ := k
  exact ⟨m * x + n * y, by ring⟩
theorem dvd_antisymmetric (a b : Nat) (h : a ∣ b) (k : b ∣ a) : a = b := Nat.dvd_antisymm h k
theorem divisor_bound (a b : Nat) (hb : 0 < b) (h : a ∣ b) : a ≤ b := Nat.le_of_dvd hb h
theorem two_dvd_consecutive (n : Nat) : 2 ∣ n * (n + 1) := by
  induction n with
  | zero => exact Nat.dvd_zero 2
  | succ n ih =>
    have e : (n + 1) * (n + 1 + 1) = n * (n + 1) + 2 * (n + 1) := by ring
    omega
theorem three_dvd_cube_sub (n : Nat) : 3 ∣ n ^ 3 + 2 * n := by
  induction n with
  | zero => exact Nat.dvd_zero 3
  | succ n ih =>
    have e : (n + 1) ^ 3 + 2 * (n + 1) = n ^ 3 + 2 * n + 3 * (n ^ 2 + n + 1) := by ring
    omega
theorem six_dvd_product_of_three (n : Nat) : 6 ∣ n * (n + 1) * (n + 2) := by
  induction n with
  | zero => decide
  | succ n ih =>
    have e : (n + 1) * (n + 1 + 1) * (n + 1 + 2) = n * (n + 1) * (n + 2) + 3 * ((n + 1) * (n + 2)) := by ring
    have h := two_dvd_consecutive (n + 1)
    have e2 : (n + 1) * (n + 1 + 1) = (n + 1) * (n + 2) := by ring
    omega
theorem eight_dvd_odd_square_sub_one (n : Nat) : (2 * n + 1) ^ 2 % 8 = 1 := by
  have e : (2 * n + 1) ^ 2 = 4 * (n * (n + 1)) + 1 := by ring
  have h := two_dvd_consecutive n
  omega
theorem seven_dvd (n : Nat) : 7 ∣ 8 ^ n - 1 := by
  have h : 8 ^ n % 7 = 1 := by
    rw [Nat.pow_mod]
    simp
  omega
theorem nine_dvd (n : Nat) : 10 ^ n % 9 = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ]; omega
theorem eleven_dvd (n : Nat) : 10 ^ (2 * n) % 11 = 1 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have e : 10 ^ (2 * (n + 1)) = 100 * 10 ^ (2 * n) := by
      rw [show 2 * (n + 1) = 2 * n + 2 from by omega, Nat.pow_add]
      omega
    omega
theorem mod_two_cases (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 := by omega
theorem mod_of_sum (a b n : Nat) : (a + b) % n = (a % n + b % n) % n := Nat.add_mod a b n
theorem mod_of_product (a b n : Nat) : a * b % n = (a % n) * (b % n) % n := Nat.mul_mod a b n
theorem division_with_remainder (a b : Nat) : b * (a / b) + a % b = a := Nat.div_add_mod a b
theorem remainder_bound (a b : Nat) (h : 0 < b) : a % b < b := Nat.mod_lt a h
theorem gcd_commutes (a b : Nat) : Nat.gcd a b = Nat.gcd b a := Nat.gcd_comm a b
theorem gcd_divides_sum (a b : Nat) : Nat.gcd a b ∣ a + b := Nat.dvd_add (Nat.gcd_dvd_left a b) (Nat.gcd_dvd_right a b)
theorem gcd_numeric : Nat.gcd 123456 7890 = 6 := by decide
theorem gcd_of_consecutive (n : Nat) : Nat.gcd n (n + 1) = 1 := by
  have h : Nat.gcd n (n + 1) ∣ 1 := (Nat.dvd_add_right (Nat.gcd_dvd_left n (n + 1))).1 (Nat.gcd_dvd_right n (n + 1))
  exact Nat.dvd_one.1 h
theorem gcd_of_odd_neighbours (n : Nat) : Nat.gcd (2 * n + 1) (2 * n + 3) = 1 := by
  have h1 := Nat.gcd_dvd_left (2 * n + 1) (2 * n + 3)
  have h2 := Nat.gcd_dvd_right (2 * n + 1) (2 * n + 3)
  have h3 : Nat.gcd (2 * n + 1) (2 * n + 3) ∣ 2 := by
    have := Nat.dvd_sub h2 h1
    rw [show 2 * n + 3 - (2 * n + 1) = 2 from by omega] at this
    exact this
  generalize Nat.gcd (2 * n + 1) (2 * n + 3) = d at h1 h3
  have hd : d ≤ 2 := Nat.le_of_dvd (by decide) h3
  interval_cases d
  · exact absurd h3 (by decide)
  · rfl
  · omega
theorem coprime_product (a b c : Nat) (h : Nat.Coprime a b) (k : a ∣ b * c) : a ∣ c := Nat.Coprime.dvd_of_dvd_mul_left h k
theorem even_square_iff (n : Nat) : Even (n * n) ↔ Even n := by
  rw [Nat.even_mul]
  constructor
  · rintro (h | h) <;> exact h
  · intro h; exact Or.inl h
theorem odd_plus_odd (m n : Nat) (hm : Odd m) (hn : Odd n) : Even (m + n) := by
  obtain ⟨a, rfl⟩ := hm
  obtain ⟨b, rfl⟩ := hn
  exact ⟨a + b + 1, by omega⟩
theorem odd_times_odd (m n : Nat) (hm : Odd m) (hn : Odd n) : Odd (m * n) := by
  obtain ⟨a, rfl⟩ := hm
  obtain ⟨b, rfl⟩ := hn
  exact ⟨2 * a * b + a + b, by ring⟩
theorem even_or_odd_nat (n : Nat) : Even n ∨ Odd n := Nat.even_or_odd n
theorem sum_of_two_evens (m n : Nat) (hm : Even m) (hn : Even n) : Even (m + n) := by
  obtain ⟨a, rfl⟩ := hm
  obtain ⟨b, rfl⟩ := hn
  exact ⟨a + b, by omega⟩
theorem last_digit_of_fourth_power (n : Nat) : n ^ 4 % 10 = 0 ∨ n ^ 4 % 10 = 1 ∨ n ^ 4 % 10 = 5 ∨ n ^ 4 % 10 = 6 := by
  rw [Nat.pow_mod]
  have h : n % 10 < 10 := Nat.mod_lt n (by decide)
  generalize n % 10 = r at h
  interval_cases r <;> decide
theorem modEq_add_example (a b : Nat) (h : a ≡ 3 [MOD 7]) (k : b ≡ 5 [MOD 7]) : a + b ≡ 1 [MOD 7] := Nat.ModEq.add h k
theorem modEq_pow_example : 2 ^ 100 ≡ 1 [MOD 5] := by decide
theorem modEq_symm_example (n a b : Nat) (h : a ≡ b [MOD n]) : b ≡ a [MOD n] := Nat.ModEq.symm h
theorem int_mod_example (x : Int) (h : x ≡ 2 [ZMOD 5]) : x * x ≡ 4 [ZMOD 5] := Int.ModEq.mul h h

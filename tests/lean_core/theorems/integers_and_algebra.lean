-- Integers: identities, order, parity.
theorem difference_of_squares (a b : Int) : a ^ 2 - b ^ 2 = (a - b) * (a + b) := by ring
theorem difference_of_cubes (a b : Int) : a ^ 3 - b ^ 3 = (a - b) * (a ^ 2 + a * b + b ^ 2) := by ring
theorem sum_of_two_cubes (a b : Int) : a ^ 3 + b ^ 3 = (a + b) * (a ^ 2 - a * b + b ^ 2) := by ring
theorem sophie_germain (a b : Int) : a ^ 4 + 4 * b ^ 4 = (a ^ 2 + 2 * b ^ 2 + 2 * a * b) * (a ^ 2 + 2 * b ^ 2 - 2 * a * b) := by ring
theorem brahmagupta (a b c d : Int) : (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) = (a * c - b * d) ^ 2 + (a * d + b * c) ^ 2 := by ring
theorem three_cubes_identity (a b c : Int) : a ^ 3 + b ^ 3 + c ^ 3 - 3 * a * b * c = (a + b + c) * (a ^ 2 + b ^ 2 + c ^ 2 - a * b - b * c - c * a) := by ring
theorem sum_zero_cubes (a b c : Int) (h : a + b + c = 0) : a ^ 3 + b ^ 3 + c ^ 3 = 3 * a * b * c := by
  have e := three_cubes_identity a b c
  rw [h, Int.zero_mul] at e
  omega
theorem square_nonneg (a : Int) : 0 ≤ a ^ 2 := by positivity
theorem two_squares_bound (a b : Int) : 2 * a * b ≤ a ^ 2 + b ^ 2 := by
  have h : 0 ≤ (a - b) ^ 2 := by positivity
  have e : (a - b) ^ 2 = a ^ 2 + b ^ 2 - 2 * a * b := by ring
  omega
theorem three_squares_bound (a b c : Int) : a * b + b * c + c * a ≤ a ^ 2 + b ^ 2 + c ^ 2 := by
  have h1 := two_squares_bound a b
  have h2 := two_squares_bound b c
  have h3 := two_squares_bound c a
  have e1 : 2 * a * b = 2 * (a * b) := by ring
  have e2 : 2 * b * c = 2 * (b * c) := by ring
  have e3 : 2 * c * a = 2 * (c * a) := by ring
  omega
theorem cauchy_two (a b c d : Int) : (a * c + b * d) ^ 2 ≤ (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) := by
  have h : 0 ≤ (a * d - b * c) ^ 2 := by positivity
  have e : (a ^ 2 + b ^ 2) * (c ^ 2 + d ^ 2) = (a * c + b * d) ^ 2 + (a * d - b * c) ^ 2 := by ring
  omega
theorem product_zero (a b : Int) (h : a * b = 0) : a = 0 ∨ b = 0 := Int.mul_eq_zero.1 h
theorem quadratic_roots (x : Int) (h : x ^ 2 - 5 * x + 6 = 0) : x = 2 ∨ x = 3 := by
  have e : (x - 2) * (x - 3) = x ^ 2 - 5 * x + 6 := by ring
  rw [h] at e
  rcases Int.mul_eq_zero.1 e with h | h
  · left; omega
  · right; omega
theorem square_eq_one (x : Int) (h : x * x = 1) : x = 1 ∨ x = -1 := by
  have e : (x - 1) * (x + 1) = x * x - 1 := by ring
  rw [h, Int.sub_self] at e
  rcases Int.mul_eq_zero.1 e with h | h
  · left; omega
  · right; omega
theorem squares_equal (a b : Int) (h : a ^ 2 = b ^ 2) : a = b ∨ a = -b := by
  have e : (a - b) * (a + b) = a ^ 2 - b ^ 2 := by ring
  rw [h, Int.sub_self] at e
  rcases Int.mul_eq_zero.1 e with h | h
  · left; omega
  · right; omega
theorem sum_of_squares_zero (a b : Int) (h : a ^ 2 + b ^ 2 = 0) : a = 0 ∧ b = 0 := by
  have ha : 0 ≤ a ^ 2 := by positivity
  have hb : 0 ≤ b ^ 2 := by positivity
  have ea : a ^ 2 = 0 := by omega
  have eb : b ^ 2 = 0 := by omega
  rw [Int.pow_two] at ea eb
  exact ⟨(Int.mul_eq_zero.1 ea).elim id id, (Int.mul_eq_zero.1 eb).elim id id⟩
theorem int_even_or_odd (n : Int) : n % 2 = 0 ∨ n % 2 = 1 := by omega
theorem int_even_product (n : Int) : Even (n * (n + 1)) := by
  rw [Int.even_mul, Int.even_iff, Int.even_iff]
  omega
theorem negation_order (a b : Int) (h : a ≤ b) : -b ≤ -a := by omega
theorem between_consecutive (n x : Int) (h : n < x) (k : x < n + 1) : False := by omega
theorem int_square_mod_four (n : Int) : n * n % 4 = 0 ∨ n * n % 4 = 1 := by
  rcases int_even_or_odd n with h | h
  · left
    have e : n * n = 4 * ((n / 2) * (n / 2)) := by
      have : n = 2 * (n / 2) := by omega
      conv => lhs; rw [this]
      ring
    omega
  · right
    have e : n * n = 4 * ((n / 2) * (n / 2) + n / 2) + 1 := by
      have : n = 2 * (n / 2) + 1 := by omega
      conv => lhs; rw [this]
      ring
    omega
theorem monotone_cube (a b : Int) (ha : 0 ≤ a) (h : a ≤ b) : a * a * a ≤ b * b * b := by
  have hb : 0 ≤ b := by omega
  have h1 : a * a ≤ b * b := Int.le_trans (Int.mul_le_mul_of_nonneg_left h ha) (Int.mul_le_mul_of_nonneg_right h hb)
  exact Int.le_trans (Int.mul_le_mul_of_nonneg_right h1 ha) (Int.mul_le_mul_of_nonneg_left h (by
    have := Int.mul_le_mul_of_nonneg_left hb hb
    rw [Int.mul_zero] at this
    exact this))
theorem int_dvd_difference (d a b : Int) (h : d ∣ a) (k : d ∣ b) : d ∣ a - b := Int.dvd_sub h k
theorem difference_divides_powers (a b : Int) (n : Nat) : a - b ∣ a ^ n - b ^ n := by
  induction n with
  | zero => simp
  | succ n ih =>
    obtain ⟨c, hc⟩ := ih
    refine ⟨a * c + b ^ n, ?_⟩
    have e : a ^ (n + 1) - b ^ (n + 1) = a * (a ^ n - b ^ n) + (a - b) * b ^ n := by ring
    rw [e, hc]
    ring
theorem additive_function (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y) : f 0 = 0 := by
  have := h 0 0
  rw [Int.add_zero] at this
  omega
theorem additive_odd (f : Int → Int) (h : ∀ x y, f (x + y) = f x + f y) (x : Int) : f (-x) = -f x := by
  have h0 := additive_function f h
  have h1 := h x (-x)
  rw [Int.add_right_neg] at h1
  omega
theorem additive_on_naturals (f : Nat → Nat) (h : ∀ x y, f (x + y) = f x + f y) (n : Nat) : f n = n * f 1 := by
  induction n with
  | zero =>
    have := h 0 0
    rw [Nat.add_zero] at this
    omega
  | succ n ih => rw [h, ih, Nat.add_one_mul]
theorem functional_shift (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n + 2) (n : Nat) : f n = f 0 + 2 * n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [h, ih]; omega
theorem strictly_increasing_ge (f : Nat → Nat) (h : ∀ n, f n < f (n + 1)) (n : Nat) : n ≤ f n := by
  induction n with
  | zero => exact Nat.zero_le _
  | succ n ih => have := h n; omega

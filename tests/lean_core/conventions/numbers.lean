-- What Mathlib's documentation says of values that nobody would guess: division by zero, truncation,
-- rounding, empty sums, the empty set. Numbers.
theorem nat_sub_stops_at_zero (a b : ℕ) (h : a ≤ b) : a - b = 0 := Nat.sub_eq_zero_of_le h
theorem nat_sub_closed : (3 : ℕ) - 5 = 0 := by decide
theorem nat_div_rounds_down : (7 : ℕ) / 2 = 3 := by decide
theorem nat_div_zero (a : ℕ) : a / 0 = 0 := Nat.div_zero a
theorem nat_mod_zero (a : ℕ) : a % 0 = a := Nat.mod_zero a
theorem nat_zero_pow_zero : (0 : ℕ) ^ 0 = 1 := by decide
theorem nat_numerals_default : 1 / 2 = 0 := by decide
theorem int_div_negative_dividend : (-7 : ℤ) / 2 = -4 := by decide
theorem int_div_negative_divisor : (7 : ℤ) / -2 = -3 := by decide
theorem int_div_both_negative : (-7 : ℤ) / -2 = 4 := by decide
theorem int_mod_negative_dividend : (-7 : ℤ) % 2 = 1 := by decide
theorem int_mod_negative_divisor : (7 : ℤ) % -2 = 1 := by decide
theorem int_mod_nonneg (a b : ℤ) (h : b ≠ 0) : 0 ≤ a % b := Int.emod_nonneg a h
theorem int_div_zero (a : ℤ) : a / 0 = 0 := Int.ediv_zero a
theorem int_mod_zero (a : ℤ) : a % 0 = a := by have := Int.emod_add_ediv a 0; rwa [Int.zero_mul, Int.add_zero] at this
theorem int_toNat_negative : Int.toNat (-5) = 0 := by decide
theorem int_natAbs_negative : Int.natAbs (-5) = 5 := by decide
theorem int_sub_below_zero : (3 : ℤ) - 5 = -2 := by decide
theorem int_modEq (a b n : ℤ) : a ≡ b [ZMOD n] ↔ a % n = b % n := Iff.rfl
theorem nat_modEq (a b n : ℕ) : a ≡ b [MOD n] ↔ a % n = b % n := Iff.rfl
theorem nat_modEq_zero (a b : ℕ) : a ≡ b [MOD 0] ↔ a = b := by
  show a % 0 = b % 0 ↔ a = b
  rw [Nat.mod_zero, Nat.mod_zero]
theorem zero_dvd_only_zero (a : ℕ) : 0 ∣ a ↔ a = 0 := ⟨fun ⟨c, h⟩ => by rw [h, Nat.zero_mul], fun h => ⟨0, by rw [h]⟩⟩
theorem everything_divides_zero (a : ℕ) : a ∣ 0 := ⟨0, rfl⟩
theorem gcd_zero_right (a : ℕ) : Nat.gcd a 0 = a := Nat.gcd_zero_right a
theorem lcm_zero : Nat.lcm 5 0 = 0 := by decide
theorem one_is_not_prime : ¬Nat.Prime 1 := Nat.not_prime_one
theorem zero_is_not_prime : ¬Nat.Prime 0 := Nat.not_prime_zero
theorem coprime_zero_one : Nat.Coprime 0 1 := by decide
theorem not_coprime_zero_zero : ¬Nat.Coprime 0 0 := by decide
theorem zero_is_even : Even (0 : ℕ) := ⟨0, rfl⟩
theorem odd_negative : Odd (-3 : ℤ) := ⟨-2, by decide⟩
theorem factorial_zero : Nat.factorial 0 = 1 := rfl
open Nat in
theorem factorial_binds_tighter_than_powers : 2 ^ 3 ! = 64 := by decide
theorem choose_above_the_diagonal (n k : ℕ) (h : n < k) : Nat.choose n k = 0 := Nat.choose_eq_zero_of_lt h
theorem choose_zero_zero : Nat.choose 0 0 = 1 := rfl
theorem digits_of_zero : Nat.digits 10 0 = [] := rfl
theorem digits_lowest_first : Nat.digits 10 123 = [3, 2, 1] := by decide
theorem digits_base_one : Nat.digits 1 3 = [1, 1, 1] := by decide
theorem digits_base_zero : Nat.digits 0 7 = [7] := by decide
theorem ofDigits_inverts_digits (n : ℕ) : Nat.ofDigits 10 (Nat.digits 10 n) = n := Nat.ofDigits_digits 10 (by decide) n
theorem divisors_of_zero : Nat.divisors 0 = ∅ := rfl
theorem divisors_have_the_number (n : ℕ) (h : n ≠ 0) : n ∈ Nat.divisors n := Nat.mem_divisors.2 ⟨Nat.dvd_refl n, h⟩
theorem proper_divisors_lack_the_number (n : ℕ) : n ∉ Nat.properDivisors n := fun h => Nat.lt_irrefl n (Nat.mem_properDivisors.1 h).2
theorem totient_one : Nat.totient 1 = 1 := by decide
theorem totient_zero : Nat.totient 0 = 0 := by decide
theorem nat_sqrt_rounds_down : Nat.sqrt 15 = 3 := by decide
theorem nat_log_below_the_base (b n : ℕ) (h : n < b) : Nat.log b n = 0 := Nat.log_of_lt h
theorem nat_log_base_one : Nat.log 1 10 = 0 := by decide
theorem nat_dist_is_symmetric_difference : Nat.dist 3 8 = 5 := by decide
theorem fib_starts_at_zero : Nat.fib 0 = 0 ∧ Nat.fib 1 = 1 ∧ Nat.fib 10 = 55 := by decide
theorem nat_sInf_empty : sInf (∅ : Set ℕ) = 0 := Nat.sInf_empty
theorem rat_div_zero (q : ℚ) : q / 0 = 0 := div_zero q
theorem rat_inv_zero : (0 : ℚ)⁻¹ = 0 := inv_zero
theorem rat_lowest_terms : ((6 : ℚ) / 4).num = 3 ∧ ((6 : ℚ) / 4).den = 2 := by decide
theorem rat_sign_above : ((6 : ℚ) / -4).num = -3 ∧ ((6 : ℚ) / -4).den = 2 := by decide
theorem rat_zero_den : (0 : ℚ).den = 1 := rfl
theorem rat_zero_pow_zero : (0 : ℚ) ^ 0 = 1 := rfl
theorem rat_division_is_exact : (1 : ℚ) / 2 + 1 / 2 = 1 := by decide
theorem cast_of_truncated_sub : (((3 - 5 : ℕ) : ℕ) : ℤ) = 0 := by decide
theorem cast_before_sub : ((3 : ℕ) : ℤ) - (5 : ℕ) = -2 := by decide
theorem cast_of_div : (((1 / 2 : ℕ) : ℕ) : ℚ) = 0 := by decide
theorem floor_rounds_down : ⌊(-1 : ℚ) / 2⌋ = -1 := by decide
theorem ceil_rounds_up : ⌈(-1 : ℚ) / 2⌉ = 0 := by decide
theorem nat_floor_of_negative : ⌊(-5 : ℚ) / 2⌋₊ = 0 := by decide
theorem fract_of_negative : Int.fract ((-1 : ℚ) / 4) = 3 / 4 := by decide
theorem abs_of_negative : |(-3 : ℤ)| = 3 := by decide
theorem real_div_zero (x : ℝ) : x / 0 = 0 := div_zero x
theorem real_inv_zero : (0 : ℝ)⁻¹ = 0 := inv_zero
theorem real_zero_pow_zero : (0 : ℝ) ^ 0 = 1 := pow_zero 0
theorem real_floor (x : ℝ) (n : ℤ) : n ≤ ⌊x⌋ ↔ (n : ℝ) ≤ x := Int.le_floor
theorem real_ceil (x : ℝ) (n : ℤ) : ⌈x⌉ ≤ n ↔ x ≤ n := Int.ceil_le
theorem real_exponent_division_is_of_naturals (x : ℝ) : x ^ (1 / 2) = 1 := pow_zero x
theorem sqrt_of_negative : √(-1) = 0 := Real.sqrt_eq_zero_of_nonpos (neg_nonpos.2 zero_le_one)
theorem sqrt_of_nonpositive (x : ℝ) (h : x ≤ 0) : √x = 0 := Real.sqrt_eq_zero_of_nonpos h
theorem sqrt_is_nonnegative (x : ℝ) : 0 ≤ √x := Real.sqrt_nonneg x
theorem sqrt_of_square (x : ℝ) (h : 0 ≤ x) : √(x ^ 2) = x := Real.sqrt_sq h
theorem square_of_sqrt (x : ℝ) (h : 0 ≤ x) : √x ^ 2 = x := Real.sq_sqrt h
theorem log_of_zero : Real.log 0 = 0 := Real.log_zero
theorem log_of_negative (x : ℝ) : Real.log (-x) = Real.log x := Real.log_neg_eq_log x
theorem logb_is_a_quotient (b x : ℝ) : Real.logb b x = Real.log x / Real.log b := rfl
theorem rpow_zero_zero : (0 : ℝ) ^ (0 : ℝ) = 1 := Real.zero_rpow_zero
theorem rpow_zero_base (y : ℝ) (h : y ≠ 0) : (0 : ℝ) ^ y = 0 := Real.zero_rpow h
theorem rpow_positive_base (x y : ℝ) (h : 0 < x) : x ^ y = Real.exp (Real.log x * y) := Real.rpow_def_of_pos h y
theorem rpow_negative_base (x y : ℝ) (h : x < 0) : x ^ y = Real.exp (Real.log x * y) * Real.cos (y * Real.pi) := Real.rpow_def_of_neg h y
theorem real_sSup_empty : sSup (∅ : Set ℝ) = 0 := Real.sSup_empty
theorem real_sInf_empty : sInf (∅ : Set ℝ) = 0 := Real.sInf_empty
theorem real_sSup_unbounded (S : Set ℝ) (h : ¬BddAbove S) : sSup S = 0 := Real.sSup_of_not_bddAbove h
theorem real_sSup_bounded (S : Set ℝ) (h : S.Nonempty) (k : BddAbove S) : IsLUB S (sSup S) := Real.isLUB_sSup h k
theorem tan_is_a_quotient (x : ℝ) : Real.tan x = Real.sin x / Real.cos x := rfl
theorem zpow_negative (x : ℝ) (n : ℕ) : x ^ (Int.negSucc n) = (x ^ (n + 1))⁻¹ := rfl
theorem zpow_of_zero : (0 : ℝ) ^ (-1 : ℤ) = 0 := (zpow_neg_one 0).trans inv_zero
theorem complex_inv_zero : (0 : ℂ)⁻¹ = 0 := inv_zero
theorem complex_I : Complex.I ^ 2 = -1 := Complex.I_sq
theorem nnreal_sub_stops_at_zero (a b : NNReal) : ((a - b : NNReal) : ℝ) = max ((a : ℝ) - b) 0 := rfl
theorem toNNReal_of_negative (x : ℝ) : (Real.toNNReal x : ℝ) = max x 0 := rfl
theorem pnat_sub_stops_at_one (a b : ℕ+) : ((a - b : ℕ+) : ℕ) = if (b : ℕ) < a then (a : ℕ) - b else 1 := rfl
theorem cast_nat_int_rat_real (n : ℕ) : ((((n : ℤ) : ℚ) : ℝ)) = (n : ℝ) := rfl
theorem fin_addition_wraps : (5 : Fin 7) + 4 = 2 := by decide
theorem fin_subtraction_wraps : (2 : Fin 7) - 4 = 5 := by decide
theorem fin_numerals_wrap : (9 : Fin 7) = 2 := by decide
theorem zmod_zero_is_int : ZMod 0 = ℤ := rfl
theorem zmod_numerals_wrap : (9 : ZMod 7) = 2 := by decide
theorem zmod_inverse : (3 : ZMod 7)⁻¹ = 5 := by decide +kernel
theorem zmod_inverse_of_a_zero_divisor : (2 : ZMod 4) * 2⁻¹ = 2 := by decide +kernel
theorem zmod_inverse_of_zero : (0 : ZMod 7)⁻¹ = 0 := by decide +kernel
theorem zero_polynomial_has_degree_zero : Polynomial.natDegree (0 : Polynomial ℝ) = 0 := Polynomial.natDegree_zero
theorem zero_polynomial_has_leading_coefficient_zero : Polynomial.leadingCoeff (0 : Polynomial ℝ) = 0 := rfl
theorem value_of_a_constant_polynomial (a x : ℝ) : Polynomial.eval x (Polynomial.C a) = a := Polynomial.eval_C a x

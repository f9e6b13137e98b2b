-- Identities over any commutative ring or semiring, and over `Nat` and `Int`, by `ring`.

theorem square_of_ring_sum {α : Type} [CommRing α] (a b : α) : (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by
  ring

theorem square_of_semiring_sum {α : Type} [CommSemiring α] (a b : α) :
    (a + b) ^ 2 = a ^ 2 + 2 * a * b + b ^ 2 := by ring

theorem square_of_three {α : Type} [CommSemiring α] (a b c : α) :
    (a + b + c) ^ 2 = a ^ 2 + b ^ 2 + c ^ 2 + 2 * (a * b + b * c + c * a) := by ring

theorem squares_of_ring {α : Type} [CommRing α] (a b : α) : a ^ 2 - b ^ 2 = (a - b) * (a + b) := by
  ring

theorem cubes_of_ring {α : Type} [CommRing α] (a b : α) :
    a ^ 3 - b ^ 3 = (a - b) * (a ^ 2 + a * b + b ^ 2) := by ring

theorem sum_of_three_cubes {α : Type} [CommRing α] (a b c : α) :
    a ^ 3 + b ^ 3 + c ^ 3 - 3 * a * b * c =
      (a + b + c) * (a ^ 2 + b ^ 2 + c ^ 2 - a * b - b * c - c * a) := by ring

theorem cyclic_differences {α : Type} [CommRing α] (a b c : α) :
    (a - b) ^ 3 + (b - c) ^ 3 + (c - a) ^ 3 = 3 * (a - b) * (b - c) * (c - a) := by ring

theorem vandermonde_three {α : Type} [CommRing α] (a b c : α) :
    a ^ 2 * (b - c) + b ^ 2 * (c - a) + c ^ 2 * (a - b) = -((a - b) * (b - c) * (c - a)) := by ring

theorem sophie_germain_of_ring {α : Type} [CommRing α] (a b : α) :
    a ^ 4 + 4 * b ^ 4 = (a ^ 2 + 2 * b ^ 2 + 2 * a * b) * (a ^ 2 + 2 * b ^ 2 - 2 * a * b) := by ring

theorem brahmagupta_of_ring {α : Type} [CommRing α] (a b c d n : α) :
    (a ^ 2 + n * b ^ 2) * (c ^ 2 + n * d ^ 2) = (a * c - n * b * d) ^ 2 + n * (a * d + b * c) ^ 2 := by ring

theorem four_squares {α : Type} [CommRing α] (a b c d e f g h : α) :
    (a ^ 2 + b ^ 2 + c ^ 2 + d ^ 2) * (e ^ 2 + f ^ 2 + g ^ 2 + h ^ 2) =
      (a * e - b * f - c * g - d * h) ^ 2 + (a * f + b * e + c * h - d * g) ^ 2 +
      (a * g - b * h + c * e + d * f) ^ 2 + (a * h + b * g - c * f + d * e) ^ 2 := by ring

theorem power_of_a_product {α : Type} [CommRing α] (a b : α) :
    (a - b) ^ 8 * (a + b) ^ 8 = (a ^ 2 - b ^ 2) ^ 8 := by ring

theorem exponents_in_a_letter {α : Type} [CommRing α] (a b : α) (n : Nat) :
    a ^ (2 * n + 2) - b ^ (2 * n + 2) = (a ^ (n + 1) - b ^ (n + 1)) * (a ^ (n + 1) + b ^ (n + 1)) := by ring

theorem values_of_a_function {α : Type} [CommSemiring α] (a b c : α) (f : α → α) :
    f a + b * (f a + c) = (1 + b) * f a + c * b + 0 := by ring

theorem a_sign_in_front {α : Type} [CommRing α] (a b : α) : -(a - b) * -1 + 0 * b = -b + a := by ring

theorem ring_of_naturals (a b c : Nat) :
    (a + b) * (b + c) * (c + a) + a * b * c = (a + b + c) * (a * b + b * c + c * a) := by ring

theorem truncated_difference_is_a_letter (a b c : Nat) : (a - b) * (c + 1) = c * (a - b) + (a - b) := by
  ring

theorem large_power_of_naturals (a b : Nat) : (a + b) ^ 6 * (a + b) ^ 6 = (a ^ 2 + 2 * a * b + b ^ 2) ^ 6 := by
  ring

theorem ring_of_integers (a b c d : Int) :
    (a * c - b * d) ^ 2 + (a * d + b * c) ^ 2 = (a * c + b * d) ^ 2 + (a * d - b * c) ^ 2 := by ring

theorem quotient_is_a_letter (a b : Int) : (a / 2 + b) ^ 2 - (a / 2) ^ 2 = b * (b + 2 * (a / 2)) := by ring

theorem zero_product_step {α : Type} [CommRing α] (a b : α) (h : a * b = 0) : (a + b) ^ 2 = a ^ 2 + b ^ 2 := by
  have e : (a + b) ^ 2 = a ^ 2 + b ^ 2 + 2 * (a * b) := by ring
  rw [e, h, mul_zero, add_zero]

theorem sum_from_product {α : Type} [CommRing α] (a b s p : α) (h : a + b = s) (k : a * b = p) :
    a ^ 2 + b ^ 2 = s ^ 2 - 2 * p := by
  rw [← h, ← k]
  ring

theorem generic_lemmas_apply_to_integers (a b : Int) (h : a - b = 0) : 2 * a = b + b := by
  rw [two_mul, sub_eq_zero.1 h]

theorem cast_of_a_sum {α : Type} [CommRing α] (a : α) (n : Nat) : ((n + 1 : Nat) : α) * a - a = a * n := by ring

theorem cast_of_a_polynomial {α : Type} [CommSemiring α] (a : α) (m n : Nat) :
    ((2 * n * m + m ^ 2 + 3 : Nat) : α) * a = a * (m * (2 * n + m) + 3) := by ring

theorem sum_of_odd_multiples {α : Type} [CommRing α] (a : α) (n : Nat) :
    ∑ i ∈ Finset.range n, (2 * (i : α) + 1) * a = (n : α) ^ 2 * a := by
  induction n with
  | zero =>
    rw [Finset.sum_range_zero, Nat.cast_zero]
    ring
  | succ n ih =>
    rw [Finset.sum_range_succ, ih]
    ring

theorem simp_in_a_ring {α : Type} [CommRing α] (a b : α) (h : a * 1 + 0 = b - b) : 0 * b + a ^ 1 = 0 := by
  simpa using h

theorem rewrite_in_a_ring {α : Type} [CommRing α] (a b c : α) (h : a + b = c + b) : a * b = b * c := by
  rw [add_right_cancel h, mul_comm]

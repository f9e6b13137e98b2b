-- Negations moved inwards, cases of a bounded term, and statements that evaluation decides.

theorem negated_quantifiers (f : Nat → Nat) (h : ¬∀ x, ∃ y, f y ≤ x) : ∃ x, ∀ y, x < f y := by
  push_neg at h
  exact h
theorem negated_goal (f : Int → Int) (h : ∀ x, f x < 0 → x ≤ 0) : ¬∃ x, f x < 0 ∧ 0 < x := by
  push_neg
  exact h
theorem negated_implication (p q : Prop) (h : ¬(p → q)) : p ∧ ¬q := by
  push_neg at h
  exact h
theorem negated_equivalence (p q : Prop) (h : ¬(p ↔ q)) : p ∧ ¬q ∨ ¬p ∧ q := by
  push_neg at h
  exact h
theorem negated_alternative (p q : Prop) (h : ¬(p ∨ q)) : ¬p ∧ ¬q := by
  push_neg at h
  exact h
theorem negated_pair (p q : Prop) (h : ¬(p ∧ q)) : p → ¬q := by
  push_neg at h
  exact h
theorem negated_equation (a b c : Nat) (f : Nat → Nat) (h : ¬f a = f b) (k : f a ≠ f b → c = 0) : c = 0 := by
  push_neg at h
  exact k h
theorem negated_inequation (a b : Nat) (h : ¬a ≠ b) : a = b := by
  push_neg at h
  exact h
theorem negated_limit (f : Nat → Nat) (h : ¬∀ e, 0 < e → ∃ d, 0 < d ∧ ∀ x, x < d → f x < e) :
    ∃ e, 0 < e ∧ ∀ d, 0 < d → ∃ x, x < d ∧ e ≤ f x := by
  push_neg at h
  exact h
theorem negated_bound_in_a_set (s : Finset Nat) (h : ¬∀ x ∈ s, x < 3) : ∃ x ∈ s, 3 ≤ x := by
  push_neg at h
  exact h
theorem negated_collision (f : Nat → Nat) (h : ¬∃ x, ∃ y, x ≠ y ∧ f x = f y) (a b : Nat) (k : f a = f b) : a = b := by
  push_neg at h
  by_contra n
  exact h a b n k

theorem cases_below_a_bound (x : Nat) (h : x < 6) (k : x * x = 9) : x = 3 := by
  interval_cases x <;> omega
theorem cases_far_from_zero (x : Nat) (h : 70 ≤ x) (k : x < 75) : x * x < 5625 := by
  interval_cases x <;> decide
theorem cases_of_an_integer (x : Int) (h : -3 ≤ x) (k : x ≤ 3) : x * x ≤ 9 := by
  interval_cases x <;> decide
theorem cases_of_negative_integers (x : Int) (h : -100 ≤ x) (k : x < -97) : 9604 ≤ x * x := by
  interval_cases x <;> decide
theorem cases_of_two_integers (x y : Int) (h : -2 ≤ x) (k : x < 3) (l : x ≤ y) (m : y ≤ 2) : x * y ≤ 4 := by
  interval_cases x <;> interval_cases y <;> decide
theorem cases_of_one_value (x : Int) (h : 4 ≤ x) (k : x ≤ 4) : x = 4 := by
  interval_cases x
  rfl
theorem cases_of_many_values (x : Nat) (h : x < 100) : x * x ≤ 9801 := by
  interval_cases x <;> decide
theorem cases_of_none (x : Int) (h : 5 < x) (k : x < 6) : x = 0 := by
  interval_cases x

theorem decide_below (a : Nat) (h : a = 7) : ∀ x < a, x * x < 49 := by
  subst h
  decide
theorem decide_squares_mod_eight : ∀ x < 8, x * x % 8 = 0 ∨ x * x % 8 = 1 ∨ x * x % 8 = 4 := by decide
theorem decide_two_variables : ∀ x < 5, ∀ y < 5, x * y < 17 := by decide
theorem decide_existence : ∃ x < 10, x * x = 49 := by decide
theorem decide_no_root : ¬∃ x < 12, x * x % 12 = 5 := by decide
theorem decide_in_a_range : ∀ x ∈ Finset.range 6, x ^ 2 < 26 := by decide
theorem decide_prime_in_an_interval : ∃ p ∈ Finset.Icc 3 7, Nat.Prime p ∧ p % 4 = 1 := by decide
theorem decide_finite_type : (∀ i : Fin 5, i.val < 5) ∧ ∃ i : Fin 5, i.val = 3 := by decide
theorem decide_integers : (-7 : Int) / 2 = -4 ∧ (-7 : Int) % 2 = 1 := by decide
theorem decide_sum : ∑ i ∈ Finset.range 11, i = 55 := by decide

theorem omega_equivalence (a b : Int) : 2 * a < 2 * b + 1 ↔ a ≤ b := by omega
theorem omega_truncated (a b : Nat) (h : a - b = 0) (k : b - a = 0) : a = b := by omega
theorem omega_remainders (n : Nat) (h : n % 6 = 5) : n % 2 = 1 ∧ n % 3 = 2 := by omega
theorem omega_divisors (n : Int) (h : 6 ∣ n) : 2 ∣ n ∧ 3 ∣ n := by omega
theorem omega_casts (a b : Nat) (h : (a : Int) - b = -1) : b = a + 1 := by omega
theorem omega_integer_quotient (a : Int) (h : a < 0) : a / 2 < 0 := by omega
theorem omega_opaque_products (x y : Int) (h : x * y < 3) (k : 2 < x * y) : x = 0 := by omega
theorem omega_in_a_finite_type (i j : Fin 7) (h : i < j) : i.val ≤ 5 := by omega

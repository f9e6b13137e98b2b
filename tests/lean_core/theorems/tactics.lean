-- One statement for each tactic that the other files do not use.
theorem by_contra_use (a b : Nat) (h : a = b) : b = a := by
  by_contra hn
  exact hn h.symm
theorem use_witness : ∃ x : Nat, x * 2 = 6 := by use 3
theorem norm_num_numerals : (2 : Int) + 3 * 4 = 14 := by norm_num
theorem mod_cast_equation (a b : Nat) (h : (a : Int) = b) : a = b := by exact_mod_cast h
theorem mod_cast_inequality (a b : Nat) (h : (a : Int) + b ≤ 3) : a + b ≤ 3 := by exact_mod_cast h
theorem push_cast_sum (a b : Nat) : ((a + b : Nat) : Int) = a + b := by push_cast; rfl
theorem simp_all_uses_hypotheses (p q : Prop) (h : p ∧ q) : q := by simp_all
theorem specialize_hypothesis (a b : Nat) (h : ∀ x, x = a → x = b) : a = b := by
  specialize h a rfl
  exact h
theorem all_goals_combinators (p q : Prop) (hp : p) (hq : q) : p ∧ q ∧ p := by
  refine ⟨?_, ?_, ?_⟩ <;> assumption
theorem conv_side (a b : Nat) : a + b = b + a := by
  conv => lhs; rw [Nat.add_comm]
theorem congruence (a b : Nat) (f : Nat → Nat) (h : a = b) : f a = f b := by
  congr
theorem suffices_step (p q : Prop) (h : p → q) (hp : p) : q := by
  suffices hh : p by exact h hh
  exact hp
theorem simpa_using (a : Nat) (h : a + 0 = 3) : a = 3 := by simpa using h
theorem structural_recursion (p : Nat → Prop) (h0 : p 0) (hs : ∀ n, p n → p (n + 1)) : ∀ n, p n
  | 0 => h0
  | n + 1 => hs n (structural_recursion p h0 hs n)
def fibonacci : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fibonacci (n + 1) + fibonacci n
theorem fibonacci_step (n : Nat) : fibonacci (n + 2) = fibonacci (n + 1) + fibonacci n := by simp [fibonacci]
theorem fibonacci_ten : fibonacci 10 = 55 := by rfl
theorem linarith_chain (x y z : Int) (h : x < y) (k : y < z) : x < z := by linarith

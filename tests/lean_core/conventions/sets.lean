-- What Mathlib's documentation says of sets, functions, finite sets and sums where one could think otherwise.
theorem sum_over_nothing (f : ℕ → ℝ) : ∑ x ∈ (∅ : Finset ℕ), f x = 0 := rfl
theorem product_over_nothing (f : ℕ → ℝ) : ∏ x ∈ (∅ : Finset ℕ), f x = 1 := rfl
theorem range_excludes_its_end : Finset.range 3 = {0, 1, 2} := by decide
theorem Icc_has_both_ends : Finset.Icc 1 3 = {1, 2, 3} := by decide
theorem Ico_excludes_the_end : Finset.Ico 1 3 = {1, 2} := by decide
theorem Ioc_excludes_the_start : Finset.Ioc 1 3 = {2, 3} := by decide
theorem Ioo_excludes_both : Finset.Ioo 1 4 = {2, 3} := by decide
theorem reversed_interval_is_empty : Finset.Icc 3 1 = ∅ := by decide
theorem reversed_set_interval_is_empty : Set.Icc (3 : ℝ) 1 = ∅ :=
  Set.eq_empty_iff_forall_notMem.2 fun x h => by
    have k : (3 : ℝ) ≤ 1 := le_trans h.1 h.2
    have : ((3 : ℕ) : ℝ) ≤ ((1 : ℕ) : ℝ) := by rw [Nat.cast_one]; exact k
    exact absurd (Nat.cast_le.1 this) (by decide)
theorem integer_interval : Finset.Icc (-1 : ℤ) 1 = {-1, 0, 1} := by decide
theorem insertion_is_idempotent : ({1, 1, 2} : Finset ℕ).card = 2 := by decide
theorem image_identifies : (Finset.image (fun x => x % 2) (Finset.range 10)).card = 2 := by decide
theorem powerset_has_the_empty_set : (Finset.powerset (Finset.range 3)).card = 8 := by decide
theorem powersetCard_counts : (Finset.powersetCard 2 (Finset.range 4)).card = 6 := by decide
theorem sum_with_condition : ∑ x ∈ Finset.range 10 with x % 2 = 1, x = 25 := by decide
theorem sum_binds_weaker_than_times (n : ℕ) : ∑ x ∈ Finset.range n, x * 2 + 1 = (∑ x ∈ Finset.range n, (x * 2)) + 1 := rfl
theorem sum_over_a_type : ∑ i : Fin 4, (i : ℕ) = 6 := by decide
theorem ncard_of_infinite (S : Set ℕ) (h : S.Infinite) : S.ncard = 0 := Set.ncard_of_infinite h
theorem ncard_of_finite (s : Finset ℕ) : (s : Set ℕ).ncard = s.card := Set.ncard_coe_finset s
theorem ncard_empty : (∅ : Set ℕ).ncard = 0 := Set.ncard_empty
theorem empty_set_is_finite : (∅ : Set ℝ).Finite := Set.finite_empty
theorem set_difference (S T : Set ℕ) (x : ℕ) : x ∈ S \ T ↔ x ∈ S ∧ x ∉ T := Iff.rfl
theorem strict_subset (S T : Set ℕ) : S ⊂ T ↔ S ⊆ T ∧ ¬T ⊆ S := Iff.rfl
theorem superset_turns_around (S T : Set ℕ) : S ⊇ T ↔ T ⊆ S := Iff.rfl
theorem builder_membership (p : ℕ → Prop) (x : ℕ) : x ∈ {y | p y} ↔ p x := Iff.rfl
theorem builder_with_bound (S : Set ℕ) (x : ℕ) : x ∈ {y ∈ S | y < 5} ↔ x ∈ S ∧ x < 5 := Iff.rfl
theorem builder_with_pattern (x y : ℕ) : (x, y) ∈ {(a, b) : ℕ × ℕ | a < b} ↔ x < y := Iff.rfl
theorem builder_of_values (z : ℕ) : z ∈ {x ^ 2 | x : ℕ} ↔ ∃ x, x ^ 2 = z := Iff.rfl
theorem builder_of_values_with_condition (z : ℕ) : z ∈ {x + y | (x : ℕ) (y : ℕ) (h : x < y)} ↔ ∃ x y, ∃ _ : x < y, x + y = z := Iff.rfl
theorem image_membership (f : ℕ → ℕ) (S : Set ℕ) (y : ℕ) : y ∈ f '' S ↔ ∃ x, x ∈ S ∧ f x = y := Iff.rfl
theorem preimage_membership (f : ℕ → ℕ) (S : Set ℕ) (x : ℕ) : x ∈ f ⁻¹' S ↔ f x ∈ S := Iff.rfl
theorem least_belongs (S : Set ℕ) (a : ℕ) : IsLeast S a ↔ a ∈ S ∧ ∀ b, b ∈ S → a ≤ b := Iff.rfl
theorem greatest_belongs (S : Set ℕ) (a : ℕ) : IsGreatest S a ↔ a ∈ S ∧ ∀ b, b ∈ S → b ≤ a := Iff.rfl
theorem least_upper_bound (S : Set ℝ) (a : ℝ) : IsLUB S a ↔ (∀ b, b ∈ S → b ≤ a) ∧ ∀ c, (∀ b, b ∈ S → b ≤ c) → a ≤ c := Iff.rfl
theorem every_number_bounds_the_empty_set (a : ℝ) : a ∈ upperBounds (∅ : Set ℝ) := fun _ h => False.elim h
theorem unique_existence (p : ℕ → Prop) : (∃! x, p x) ↔ ∃ x, p x ∧ ∀ y, p y → y = x := Iff.rfl
theorem iterate_applies_inside_first (f : ℕ → ℕ) (n x : ℕ) : f^[n + 1] x = f^[n] (f x) := rfl
theorem iterate_zero (f : ℕ → ℕ) (x : ℕ) : f^[0] x = x := rfl
theorem injective_says (f : ℕ → ℕ) : Function.Injective f ↔ ∀ a b, f a = f b → a = b := Iff.rfl
theorem surjective_says (f : ℕ → ℕ) : Function.Surjective f ↔ ∀ b, ∃ a, f a = b := Iff.rfl
theorem monotone_is_weak (f : ℕ → ℕ) : Monotone f ↔ ∀ a b, a ≤ b → f a ≤ f b := Iff.rfl
theorem strictMono_is_strict (f : ℕ → ℕ) : StrictMono f ↔ ∀ a b, a < b → f a < f b := Iff.rfl
theorem injective_on_a_set (f : ℕ → ℕ) (S : Set ℕ) : Set.InjOn f S ↔ ∀ a, a ∈ S → ∀ b, b ∈ S → f a = f b → a = b := Iff.rfl
theorem pairwise_leaves_out_equals (r : ℕ → ℕ → Prop) : Pairwise r ↔ ∀ a b, a ≠ b → r a b := Iff.rfl
theorem disjoint_finite_sets (s t : Finset ℕ) : Disjoint s t ↔ ∀ a, a ∈ s → a ∉ t := Finset.disjoint_left
theorem functions_compare_pointwise (f g : ℕ → ℝ) : f ≤ g ↔ ∀ x, f x ≤ g x := Iff.rfl
theorem pairs_compare_by_components (p q : ℕ × ℕ) : p ≤ q ↔ p.1 ≤ q.1 ∧ p.2 ≤ q.2 := Iff.rfl
theorem zero_function (x : ℕ) : (0 : ℕ → ℝ) x = 0 := rfl
theorem answers_mean_themselves : answer(2) = 1 + 1 := rfl
theorem exists_of_several : (∃ᵉ (x > 0) (y > x), x + y = 5) ↔ ∃ x, x > 0 ∧ ∃ y, y > x ∧ x + y = 5 := Iff.rfl
theorem toFinset_of_a_list : [1, 2, 1].toFinset.card = 2 := by decide
theorem answers_are_read_at_their_type (n : ℕ) (x : ℝ) : (x = answer(n - 1)) ↔ x = (n : ℝ) - 1 := Iff.rfl
theorem limit_of_a_sequence (u : ℕ → ℝ) (l : ℝ) : Filter.Tendsto u Filter.atTop (nhds l) ↔ ∀ ε : ℝ, 0 < ε → ∃ N, ∀ n, N ≤ n → |u n - l| < ε := tendsto_atTop_nhds
theorem continuous_says (f : ℝ → ℝ) (a : ℝ) : ContinuousAt f a ↔ ∀ ε : ℝ, 0 < ε → ∃ δ : ℝ, 0 < δ ∧ ∀ x, |x - a| < δ → |f x - f a| < ε := continuousAt_iff
theorem distance_of_pairs (p q : ℝ × ℝ) : dist p q = max |p.1 - q.1| |p.2 - q.2| := rfl

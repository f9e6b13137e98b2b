prelude
import OlympiadCore.Ring
import OlympiadCore.IntervalCases
-- Our own tactics, all of them macros over Lean's: nothing here adds to what must be trusted.
set_option linter.all false


theorem Nat.mul_ofNat_comm (a n : Nat) : a * no_index (OfNat.ofNat n) = OfNat.ofNat n * a := Nat.mul_comm _ _
theorem Nat.mul_ofNat_left_comm (a n b : Nat) : a * (no_index (OfNat.ofNat n) * b) = OfNat.ofNat n * (a * b) := Nat.mul_left_comm _ _ _
theorem Int.mul_ofNat_comm (a : Int) (n : Nat) : a * no_index (OfNat.ofNat n) = OfNat.ofNat n * a := Int.mul_comm _ _
theorem Int.mul_ofNat_left_comm (a : Int) (n : Nat) (b : Int) : a * (no_index (OfNat.ofNat n) * b) = OfNat.ofNat n * (a * b) := Int.mul_left_comm _ _ _

/-- Multiply out into monomials with their factors in a fixed order. -/
macro "ring_expand" : tactic => `(tactic|
  (try simp only [Nat.mul_add, Nat.add_mul, Nat.pow_succ, Nat.pow_zero, Nat.pow_add, Nat.mul_pow, Nat.pow_mul, Nat.one_mul, Nat.mul_one, Nat.zero_mul, Nat.mul_zero,
     Int.mul_add, Int.add_mul, Int.mul_sub, Int.sub_mul, Int.neg_mul, Int.mul_neg, Int.pow_succ, Int.pow_zero, Int.pow_add, Int.mul_pow, Int.one_mul, Int.mul_one, Int.zero_mul, Int.mul_zero,
     Int.natCast_add, Int.natCast_mul, Int.natCast_pow, Int.natCast_ofNat, Nat.reduceMul, Int.reduceMul,
     Nat.mul_assoc, Int.mul_assoc, Nat.mul_comm, Int.mul_comm, Nat.mul_left_comm, Int.mul_left_comm]
   try simp only [Nat.mul_ofNat_comm, Nat.mul_ofNat_left_comm, Int.mul_ofNat_comm, Int.mul_ofNat_left_comm, Int.mul_neg, Int.neg_mul, Int.neg_neg]))
/-- Sums and multiples in exponents become products and powers; casts of naturals move to the letters. -/
macro "ring_prepare" : tactic => `(tactic| simp only [pow_add, mul_pow, RingNF.pow_mul_numeral, RingNF.pow_numeral_mul, Nat.cast_add, Nat.cast_mul, Nat.cast_pow])
/-- Prove an identity in a commutative ring or semiring: compare normal forms, also after splitting
exponents and casts; over `Nat` and `Int`, multiply out and compare monomials linearly. -/
macro "ring" : tactic => `(tactic|
  first
  | rfl
  | ring1
  | (ring_prepare; ring1)
  | (ring_expand; done)
  | (ring_expand; omega)
  | fail "ring could not prove that the two sides are equal in every commutative ring")
/-- Linear arithmetic over `Nat` and `Int`. -/
macro "linarith" : tactic => `(tactic| omega)
macro "positivity" : tactic => `(tactic| first | omega | (apply Nat.pow_pos; omega) | (apply Nat.mul_pos <;> omega) | exact Int.sq_nonneg _ | exact Int.mul_self_nonneg _)
macro "trivial_arith" : tactic => `(tactic| first | decide | omega)

theorem push_neg_iff {p q : Prop} : ¬(p ↔ q) ↔ p ∧ ¬q ∨ ¬p ∧ q :=
  @Decidable.not_iff_iff_and_not_or_not_and p q (Classical.propDecidable p) (Classical.propDecidable q)
/-- Move negations inwards: through quantifiers, connectives and the order of `Nat` and `Int`. -/
syntax "push_neg" (Lean.Parser.Tactic.location)? : tactic
macro_rules
  | `(tactic| push_neg $[$loc]?) => `(tactic| first
    | (simp only [Classical.not_forall, not_exists, not_and, not_or, Classical.not_imp, exists_prop, push_neg_iff, Classical.not_not, Nat.not_le, Nat.not_lt, Int.not_le, Int.not_lt, ne_eq, not_false_eq_true, not_true_eq_false] $[$loc]?
       try simp only [← ne_eq] $[$loc]?)
    | simp only [← ne_eq] $[$loc]?)

/-- Assume the contrary of the goal under the name `h`. -/
macro "by_contra " h:ident : tactic => `(tactic| refine Classical.byContradiction fun $h => ?_)
/-- Give the witness of an existential statement. -/
macro "use " e:term : tactic => `(tactic| (refine ⟨$e, ?_⟩; try first | rfl | assumption | decide | trivial))
/-- Settle a goal about numerals: by `simp`, by evaluation, or linearly. -/
macro "norm_num" : tactic => `(tactic| first | (simp; done) | decide | omega)

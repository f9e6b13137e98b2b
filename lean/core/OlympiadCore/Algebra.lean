prelude
import OlympiadCore.Quote
-- Commutative monoids, semirings and rings, with the naturals and the integers as instances.
-- Names, fields and numerals follow Mathlib, so that a statement over `[CommRing α]` means the same.
set_option linter.all false
universe u v

class AddCommMonoid (α : Type u) extends Add α, Zero α where
  add_assoc : ∀ a b c : α, a + b + c = a + (b + c)
  add_comm : ∀ a b : α, a + b = b + a
  zero_add : ∀ a : α, 0 + a = a
class CommMonoid (α : Type u) extends Mul α, One α where
  mul_assoc : ∀ a b c : α, a * b * c = a * (b * c)
  mul_comm : ∀ a b : α, a * b = b * a
  one_mul : ∀ a : α, 1 * a = a
class CommSemiring (α : Type u) extends AddCommMonoid α, CommMonoid α, NatPow α, NatCast α where
  left_distrib : ∀ a b c : α, a * (b + c) = a * b + a * c
  zero_mul : ∀ a : α, 0 * a = 0
  natCast_zero : (natCast 0 : α) = 0
  natCast_succ : ∀ n : Nat, (natCast (n + 1) : α) = natCast n + 1
  pow_zero : ∀ a : α, a ^ 0 = 1
  pow_succ : ∀ (a : α) (n : Nat), a ^ (n + 1) = a ^ n * a
class CommRing (α : Type u) extends CommSemiring α, Neg α, Sub α where
  neg_add_cancel : ∀ a : α, -a + a = 0
  sub_eq_add_neg : ∀ a b : α, a - b = a + -b

instance : AddCommMonoid Nat := { zero := 0, add_assoc := Nat.add_assoc, add_comm := Nat.add_comm, zero_add := Nat.zero_add }
instance : AddCommMonoid Int := { zero := 0, add_assoc := Int.add_assoc, add_comm := Int.add_comm, zero_add := Int.zero_add }
instance : CommMonoid Nat := { one := 1, mul_assoc := Nat.mul_assoc, mul_comm := Nat.mul_comm, one_mul := Nat.one_mul }
instance : CommMonoid Int := { one := 1, mul_assoc := Int.mul_assoc, mul_comm := Int.mul_comm, one_mul := Int.one_mul }
instance Nat.instCommSemiring : CommSemiring Nat :=
  { left_distrib := Nat.left_distrib, zero_mul := Nat.zero_mul, natCast_zero := rfl, natCast_succ := fun _ => rfl
    pow_zero := Nat.pow_zero, pow_succ := Nat.pow_succ }
instance Int.instCommRing : CommRing Int :=
  { left_distrib := Int.mul_add, zero_mul := Int.zero_mul, natCast_zero := rfl, natCast_succ := fun _ => rfl
    pow_zero := Int.pow_zero, pow_succ := Int.pow_succ, neg_add_cancel := Int.add_left_neg
    sub_eq_add_neg := fun _ _ => Int.sub_eq_add_neg }

/-- Numerals from 2 on mean casts; 0 and 1 are the constants of the structure. -/
class Nat.AtLeastTwo (n : Nat) : Prop where
  two_le : 2 ≤ n
instance Nat.instAtLeastTwo {n : Nat} : Nat.AtLeastTwo (n + 2) := ⟨Nat.le_add_left 2 n⟩
instance (priority := 50) instOfNatOfNatCast {α : Type u} {n : Nat} [NatCast α] [Nat.AtLeastTwo n] : OfNat α n := ⟨NatCast.natCast n⟩

section monoids
variable {α : Type u}
theorem add_assoc [AddCommMonoid α] (a b c : α) : a + b + c = a + (b + c) := AddCommMonoid.add_assoc a b c
theorem add_comm [AddCommMonoid α] (a b : α) : a + b = b + a := AddCommMonoid.add_comm a b
theorem zero_add [AddCommMonoid α] (a : α) : 0 + a = a := AddCommMonoid.zero_add a
theorem add_zero [AddCommMonoid α] (a : α) : a + 0 = a := (add_comm a 0).trans (zero_add a)
theorem add_left_comm [AddCommMonoid α] (a b c : α) : a + (b + c) = b + (a + c) := by rw [← add_assoc, add_comm a b, add_assoc]
theorem add_right_comm [AddCommMonoid α] (a b c : α) : a + b + c = a + c + b := by rw [add_assoc, add_comm b c, add_assoc]
theorem add_add_add_comm [AddCommMonoid α] (a b c d : α) : a + b + (c + d) = a + c + (b + d) := by
  rw [add_assoc, add_left_comm b c, ← add_assoc]
theorem mul_assoc [CommMonoid α] (a b c : α) : a * b * c = a * (b * c) := CommMonoid.mul_assoc a b c
theorem mul_comm [CommMonoid α] (a b : α) : a * b = b * a := CommMonoid.mul_comm a b
theorem one_mul [CommMonoid α] (a : α) : 1 * a = a := CommMonoid.one_mul a
theorem mul_one [CommMonoid α] (a : α) : a * 1 = a := (mul_comm a 1).trans (one_mul a)
theorem mul_left_comm [CommMonoid α] (a b c : α) : a * (b * c) = b * (a * c) := by rw [← mul_assoc, mul_comm a b, mul_assoc]
theorem mul_right_comm [CommMonoid α] (a b c : α) : a * b * c = a * c * b := by rw [mul_assoc, mul_comm b c, mul_assoc]
theorem mul_mul_mul_comm [CommMonoid α] (a b c d : α) : a * b * (c * d) = a * c * (b * d) := by
  rw [mul_assoc, mul_left_comm b c, ← mul_assoc]
end monoids

section semirings
variable {α : Type u} [CommSemiring α]
theorem mul_add (a b c : α) : a * (b + c) = a * b + a * c := CommSemiring.left_distrib a b c
theorem add_mul (a b c : α) : (a + b) * c = a * c + b * c := by rw [mul_comm, mul_add, mul_comm c a, mul_comm c b]
theorem left_distrib (a b c : α) : a * (b + c) = a * b + a * c := mul_add a b c
theorem right_distrib (a b c : α) : (a + b) * c = a * c + b * c := add_mul a b c
theorem zero_mul (a : α) : 0 * a = 0 := CommSemiring.zero_mul a
theorem mul_zero (a : α) : a * 0 = 0 := (mul_comm a 0).trans (zero_mul a)
theorem pow_zero (a : α) : a ^ 0 = 1 := CommSemiring.pow_zero a
theorem pow_succ (a : α) (n : Nat) : a ^ (n + 1) = a ^ n * a := CommSemiring.pow_succ a n
theorem pow_succ' (a : α) (n : Nat) : a ^ (n + 1) = a * a ^ n := (pow_succ a n).trans (mul_comm _ _)
theorem pow_one (a : α) : a ^ 1 = a := by rw [pow_succ a 0, pow_zero, one_mul]
theorem pow_two (a : α) : a ^ 2 = a * a := by rw [pow_succ a 1, pow_one]
theorem sq (a : α) : a ^ 2 = a * a := pow_two a
theorem one_pow (n : Nat) : (1 : α) ^ n = 1 := by
  induction n with
  | zero => exact pow_zero 1
  | succ n ih => rw [pow_succ, ih, one_mul]
theorem pow_add (a : α) (m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => rw [pow_zero, mul_one, Nat.add_zero]
  | succ n ih => rw [← Nat.add_assoc, pow_succ, ih, pow_succ, mul_assoc]
theorem mul_pow (a b : α) (n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rw [pow_zero, pow_zero, pow_zero, one_mul]
  | succ n ih => rw [pow_succ, ih, pow_succ, pow_succ, mul_mul_mul_comm]
theorem pow_mul (a : α) (m n : Nat) : a ^ (m * n) = (a ^ m) ^ n := by
  induction n with
  | zero => rw [Nat.mul_zero, pow_zero, pow_zero]
  | succ n ih => rw [Nat.mul_add_one, pow_add, ih, pow_succ]
theorem RingNF.pow_mul_numeral (a : α) (m n : Nat) : a ^ (m * no_index (OfNat.ofNat n)) = (a ^ m) ^ (OfNat.ofNat n : Nat) := pow_mul a m _
theorem RingNF.pow_numeral_mul (a : α) (m n : Nat) : a ^ (no_index (OfNat.ofNat n) * m) = (a ^ m) ^ (OfNat.ofNat n : Nat) :=
  (congrArg (a ^ ·) (Nat.mul_comm _ _)).trans (pow_mul a m _)
theorem two_mul (a : α) : 2 * a = a + a := by
  have e : (2 : α) = 1 + 1 := by
    show (NatCast.natCast 2 : α) = 1 + 1
    rw [CommSemiring.natCast_succ, CommSemiring.natCast_succ, CommSemiring.natCast_zero, zero_add]
  rw [e, add_mul, one_mul]
theorem mul_two (a : α) : a * 2 = a + a := (mul_comm a 2).trans (two_mul a)
end semirings

section rings
variable {α : Type u} [CommRing α]
theorem neg_add_cancel (a : α) : -a + a = 0 := CommRing.neg_add_cancel a
theorem add_neg_cancel (a : α) : a + -a = 0 := (add_comm a (-a)).trans (neg_add_cancel a)
theorem sub_eq_add_neg (a b : α) : a - b = a + -b := CommRing.sub_eq_add_neg a b
theorem sub_self (a : α) : a - a = 0 := (sub_eq_add_neg a a).trans (add_neg_cancel a)
theorem add_right_cancel {a b c : α} (h : a + b = c + b) : a = c := by
  rw [← add_zero a, ← add_neg_cancel b, ← add_assoc, h, add_assoc, add_neg_cancel, add_zero]
theorem sub_add_cancel (a b : α) : a - b + b = a := by rw [sub_eq_add_neg, add_assoc, neg_add_cancel, add_zero]
theorem add_sub_cancel_right (a b : α) : a + b - b = a := by rw [sub_eq_add_neg, add_assoc, add_neg_cancel, add_zero]
theorem sub_eq_zero {a b : α} : a - b = 0 ↔ a = b :=
  ⟨fun h => by rw [← sub_add_cancel a b, h, zero_add], fun h => h ▸ sub_self a⟩
end rings

attribute [simp] add_zero zero_add mul_one one_mul mul_zero zero_mul pow_zero pow_one one_pow sub_self neg_add_cancel add_neg_cancel

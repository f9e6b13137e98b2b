prelude
import OlympiadCore.OrderedField
-- The rational numbers in lowest terms: an ordered field.
set_option linter.all false
universe u v w

instance {R : Type u} [IntCast R] : CoeTail Int R := ⟨Int.cast⟩
instance {R : Type u} [IntCast R] : CoeHTCT Int R := ⟨Int.cast⟩

structure Rat where
  mk' ::
  num : Int
  den : Nat := 1
  den_nz : den ≠ 0
  reduced : num.natAbs.Coprime den
macro "ℚ" : term => `(Rat)
namespace Rat
theorem ext {p q : Rat} (hn : p.num = q.num) (hd : p.den = q.den) : p = q := by
  cases p; cases q; cases hn; cases hd; rfl
instance : DecidableEq Rat := fun p q =>
  decidable_of_iff (p.num = q.num ∧ p.den = q.den) ⟨fun h => ext h.1 h.2, fun e => e ▸ ⟨rfl, rfl⟩⟩
theorem den_pos (q : Rat) : 0 < q.den := Nat.pos_of_ne_zero q.den_nz
theorem natAbs_ediv_natCast (n : Int) (g : Nat) (h : (g : Int) ∣ n) (hg : 0 < g) : (n / g).natAbs = n.natAbs / g := by
  obtain ⟨k, rfl⟩ := h
  have hg' : (g : Int) ≠ 0 := by omega
  rw [Int.mul_ediv_cancel_left k hg', Int.natAbs_mul, Int.natAbs_ofNat, Nat.mul_div_cancel_left _ hg]
theorem gcd_dvd_int (n : Int) (d : Nat) : ((Nat.gcd n.natAbs d : Nat) : Int) ∣ n := by
  obtain ⟨k, e⟩ := Nat.gcd_dvd_left n.natAbs d
  cases Int.natAbs_eq n with
  | inl h => exact ⟨k, h.trans (congrArg Nat.cast e)⟩
  | inr h => exact ⟨-k, h.trans ((congrArg (fun m : Nat => -(m : Int)) e).trans (by rw [Int.natCast_mul, Int.mul_neg]))⟩
/-- The number `n / d` in lowest terms. -/
def normalize (n : Int) (d : Nat) (h : d ≠ 0) : Rat where
  num := n / (Nat.gcd n.natAbs d : Nat)
  den := d / Nat.gcd n.natAbs d
  den_nz := by
    have hg : 0 < Nat.gcd n.natAbs d := Nat.gcd_comm _ _ ▸ Nat.gcd_pos_of_pos_left _ (Nat.pos_of_ne_zero h)
    obtain ⟨k, e⟩ := Nat.gcd_dvd_right n.natAbs d
    have : d / Nat.gcd n.natAbs d = k := by
      rw [show d / Nat.gcd n.natAbs d = (Nat.gcd n.natAbs d * k) / Nat.gcd n.natAbs d by rw [← e], Nat.mul_div_cancel_left _ hg]
    rw [this]
    intro z
    rw [z, Nat.mul_zero] at e
    exact h e
  reduced := by
    have hg : 0 < Nat.gcd n.natAbs d := Nat.gcd_comm _ _ ▸ Nat.gcd_pos_of_pos_left _ (Nat.pos_of_ne_zero h)
    rw [natAbs_ediv_natCast n _ (gcd_dvd_int n d) hg]
    generalize n.natAbs = m at *
    obtain ⟨k, e⟩ := Nat.gcd_dvd_left m d
    obtain ⟨l, f⟩ := Nat.gcd_dvd_right m d
    have a : m / Nat.gcd m d = k := by
      rw [show m / Nat.gcd m d = (Nat.gcd m d * k) / Nat.gcd m d by rw [← e], Nat.mul_div_cancel_left _ hg]
    have b : d / Nat.gcd m d = l := by
      rw [show d / Nat.gcd m d = (Nat.gcd m d * l) / Nat.gcd m d by rw [← f], Nat.mul_div_cancel_left _ hg]
    rw [a, b]
    have g := Nat.gcd_mul_left (Nat.gcd m d) k l
    rw [← e, ← f] at g
    exact Nat.eq_of_mul_eq_mul_left hg ((Nat.mul_one _).trans g).symm
/-- `q` is `n / d`. -/
def Rep (q : Rat) (n : Int) (d : Nat) : Prop := d ≠ 0 ∧ q.num * d = n * q.den
theorem rep_self (q : Rat) : Rep q q.num q.den := ⟨q.den_nz, rfl⟩
theorem rep_normalize (n : Int) (d : Nat) (h : d ≠ 0) : Rep (normalize n d h) n d := by
  refine ⟨h, ?_⟩
  have hg : 0 < Nat.gcd n.natAbs d := Nat.gcd_comm _ _ ▸ Nat.gcd_pos_of_pos_left _ (Nat.pos_of_ne_zero h)
  show n / (Nat.gcd n.natAbs d : Nat) * d = n * ((d / Nat.gcd n.natAbs d : Nat) : Int)
  obtain ⟨k, e⟩ := gcd_dvd_int n d
  obtain ⟨l, f⟩ := Nat.gcd_dvd_right n.natAbs d
  generalize Nat.gcd n.natAbs d = g at *
  have hg' : (g : Int) ≠ 0 := by omega
  subst f
  rw [Nat.mul_div_cancel_left _ hg, e, Int.mul_ediv_cancel_left k hg', Int.natCast_mul]
  ring1
theorem int_cast_ne {d : Nat} (h : d ≠ 0) : (d : Int) ≠ 0 := by omega
/-- Lowest terms are unique. -/
theorem eq_of_rep {p q : Rat} {a c : Int} {b d : Nat} (hp : Rep p a b) (hq : Rep q c d) (e : a * d = c * b) : p = q := by
  obtain ⟨hb, hp⟩ := hp
  obtain ⟨hd, hq⟩ := hq
  have key : p.num * q.den = q.num * p.den := by
    refine Int.eq_of_mul_eq_mul_left (a := (b : Int) * d) (Int.mul_ne_zero (int_cast_ne hb) (int_cast_ne hd)) ?_
    have s1 : (b : Int) * d * (p.num * q.den) = (p.num * b) * (d * q.den) := by ring1
    have s2 : (b : Int) * d * (q.num * p.den) = (q.num * d) * (b * p.den) := by ring1
    rw [s1, s2, hp, hq, show a * p.den * (d * q.den : Int) = (a * d) * (p.den * q.den) by ring1, e]
    ring1
  have n := congrArg Int.natAbs key
  rw [Int.natAbs_mul, Int.natAbs_mul, Int.natAbs_ofNat, Int.natAbs_ofNat] at n
  have d1 : p.den ∣ q.den := Nat.Coprime.dvd_of_dvd_mul_left (Nat.Coprime.symm p.reduced) ⟨q.num.natAbs, by rw [n, Nat.mul_comm]⟩
  have d2 : q.den ∣ p.den := Nat.Coprime.dvd_of_dvd_mul_left (Nat.Coprime.symm q.reduced) ⟨p.num.natAbs, by rw [← n, Nat.mul_comm]⟩
  have hden := Nat.dvd_antisymm d1 d2
  refine ext (Int.eq_of_mul_eq_mul_right (int_cast_ne q.den_nz) ?_) hden
  rw [key, hden]
theorem rep_eq {q : Rat} {a c : Int} {b d : Nat} (h : Rep q a b) (k : Rep q c d) : a * d = c * b := by
  refine Int.eq_of_mul_eq_mul_left (int_cast_ne q.den_nz) ?_
  rw [show (q.den : Int) * (a * d) = (a * q.den) * d by ring1, show (q.den : Int) * (c * b) = (c * q.den) * b by ring1, ← h.2, ← k.2]
  ring1
instance : Zero Rat := ⟨⟨0, 1, (by decide), rfl⟩⟩
instance : One Rat := ⟨⟨1, 1, (by decide), rfl⟩⟩
instance : NatCast Rat := ⟨fun n => ⟨n, 1, (by decide), Nat.gcd_one_right _⟩⟩
instance : IntCast Rat := ⟨fun n => ⟨n, 1, (by decide), Nat.gcd_one_right _⟩⟩
instance : Add Rat := ⟨fun p q => normalize (p.num * q.den + q.num * p.den) (p.den * q.den) (Nat.mul_ne_zero p.den_nz q.den_nz)⟩
instance : Mul Rat := ⟨fun p q => normalize (p.num * q.num) (p.den * q.den) (Nat.mul_ne_zero p.den_nz q.den_nz)⟩
instance : Neg Rat := ⟨fun p => ⟨-p.num, p.den, p.den_nz, by rw [Int.natAbs_neg]; exact p.reduced⟩⟩
instance : Sub Rat := ⟨fun p q => p + -q⟩
theorem natAbs_ne_zero_of_num {n : Int} (h : ¬n = 0) : n.natAbs ≠ 0 := fun e => h (Int.natAbs_eq_zero.1 e)
/-- The inverse of 0 is 0. -/
protected def inv (p : Rat) : Rat := if h : p.num = 0 then 0 else normalize (p.num.sign * p.den) p.num.natAbs (natAbs_ne_zero_of_num h)
instance : Inv Rat := ⟨Rat.inv⟩
instance : Div Rat := ⟨fun p q => p * q⁻¹⟩
protected def pow (a : Rat) : Nat → Rat
  | 0 => 1
  | n + 1 => Rat.pow a n * a
instance : NatPow Rat := ⟨Rat.pow⟩
theorem Rep.add {p q : Rat} {a c : Int} {b d : Nat} (h : Rep p a b) (k : Rep q c d) : Rep (p + q) (a * d + c * b) (b * d) := by
  have r := rep_normalize (p.num * q.den + q.num * p.den) (p.den * q.den) (Nat.mul_ne_zero p.den_nz q.den_nz)
  refine ⟨Nat.mul_ne_zero h.1 k.1, Int.eq_of_mul_eq_mul_left (a := (p.den : Int) * q.den) (Int.mul_ne_zero (int_cast_ne p.den_nz) (int_cast_ne q.den_nz)) ?_⟩
  have r2 := r.2
  have h2 := h.2
  have k2 := k.2
  change (p + q).num * _ = _ * ((p + q).den : Int) at r2
  rw [Int.natCast_mul] at r2 ⊢
  generalize (p + q).num = x at *
  generalize ((p + q).den : Int) = y at *
  rw [show (p.den : Int) * q.den * (x * (b * d)) = (x * (p.den * q.den)) * (b * d) by ring1, r2,
    show ((p.num * q.den + q.num * p.den) * y * (b * d) : Int) = ((p.num * b) * (q.den * d) + (q.num * d) * (p.den * b)) * y by ring1, h2, k2]
  ring1
theorem Rep.mul {p q : Rat} {a c : Int} {b d : Nat} (h : Rep p a b) (k : Rep q c d) : Rep (p * q) (a * c) (b * d) := by
  have r := rep_normalize (p.num * q.num) (p.den * q.den) (Nat.mul_ne_zero p.den_nz q.den_nz)
  refine ⟨Nat.mul_ne_zero h.1 k.1, Int.eq_of_mul_eq_mul_left (a := (p.den : Int) * q.den) (Int.mul_ne_zero (int_cast_ne p.den_nz) (int_cast_ne q.den_nz)) ?_⟩
  have r2 := r.2
  have h2 := h.2
  have k2 := k.2
  change (p * q).num * _ = _ * ((p * q).den : Int) at r2
  rw [Int.natCast_mul] at r2 ⊢
  generalize (p * q).num = x at *
  generalize ((p * q).den : Int) = y at *
  rw [show (p.den : Int) * q.den * (x * (b * d)) = (x * (p.den * q.den)) * (b * d) by ring1, r2,
    show (p.num * q.num * y * (b * d) : Int) = (p.num * b) * (q.num * d) * y by ring1, h2, k2]
  ring1
theorem Rep.neg {p : Rat} {a : Int} {b : Nat} (h : Rep p a b) : Rep (-p) (-a) b :=
  ⟨h.1, by show -p.num * b = -a * p.den; rw [Int.neg_mul, h.2, Int.neg_mul]⟩
theorem Rep.zero : Rep 0 0 1 := ⟨(by decide), rfl⟩
theorem Rep.one : Rep 1 1 1 := ⟨(by decide), rfl⟩
theorem rep_natCast (n : Nat) : Rep (NatCast.natCast n) n 1 := ⟨(by decide), rfl⟩
theorem rep_intCast (n : Int) : Rep (n : Rat) n 1 := ⟨(by decide), rfl⟩
/-- Equality of two integers made of numerators and denominators. -/
local macro "rat_ring" : tactic => `(tactic| ((try simp only [Int.natCast_mul, Int.natCast_one]); ring1))
instance instAddCommMonoid : AddCommMonoid Rat where
  add_assoc a b c := eq_of_rep ((a.rep_self.add b.rep_self).add c.rep_self) (a.rep_self.add (b.rep_self.add c.rep_self)) (by rat_ring)
  add_comm a b := eq_of_rep (a.rep_self.add b.rep_self) (b.rep_self.add a.rep_self) (by rat_ring)
  zero_add a := eq_of_rep (Rep.zero.add a.rep_self) a.rep_self (by rat_ring)
instance instCommMonoid : CommMonoid Rat where
  mul_assoc a b c := eq_of_rep ((a.rep_self.mul b.rep_self).mul c.rep_self) (a.rep_self.mul (b.rep_self.mul c.rep_self)) (by rat_ring)
  mul_comm a b := eq_of_rep (a.rep_self.mul b.rep_self) (b.rep_self.mul a.rep_self) (by rat_ring)
  one_mul a := eq_of_rep (Rep.one.mul a.rep_self) a.rep_self (by rat_ring)
instance instCommSemiring : CommSemiring Rat where
  left_distrib a b c := eq_of_rep (a.rep_self.mul (b.rep_self.add c.rep_self)) ((a.rep_self.mul b.rep_self).add (a.rep_self.mul c.rep_self)) (by rat_ring)
  zero_mul a := eq_of_rep (Rep.zero.mul a.rep_self) Rep.zero (by rat_ring)
  natCast_zero := rfl
  natCast_succ n := eq_of_rep (rep_natCast (n + 1)) ((rep_natCast n).add Rep.one) (by rw [Int.natCast_add]; rat_ring)
  pow_zero _ := rfl
  pow_succ _ _ := rfl
instance instCommRing : CommRing Rat where
  neg_add_cancel a := eq_of_rep (a.rep_self.neg.add a.rep_self) Rep.zero (by rat_ring)
  sub_eq_add_neg _ _ := rfl
theorem num_eq_zero_iff {q : Rat} : q.num = 0 ↔ q = 0 :=
  ⟨fun h => eq_of_rep q.rep_self Rep.zero (by rw [h]; simp), fun h => h ▸ rfl⟩
theorem sign_mul_self (n : Int) : n * n.sign = n.natAbs := match n with
  | .ofNat 0 => rfl
  | .ofNat (n + 1) => by show Int.ofNat (n + 1) * 1 = _; rw [Int.mul_one]; rfl
  | .negSucc n => by show Int.negSucc n * -1 = _; rw [Int.mul_neg, Int.mul_one]; rfl
instance instField : Field Rat where
  zero_ne_one := fun h => absurd (congrArg Rat.num h) (by decide)
  inv_zero := rfl
  div_eq_mul_inv _ _ := rfl
  mul_inv_cancel a ha := by
    have hn : ¬a.num = 0 := fun h => ha (num_eq_zero_iff.1 h)
    have e : a⁻¹ = normalize (a.num.sign * a.den) a.num.natAbs (natAbs_ne_zero_of_num hn) := dif_neg hn
    rw [e]
    refine eq_of_rep (a.rep_self.mul (rep_normalize _ _ _)) Rep.one ?_
    rw [Int.natCast_mul, ← sign_mul_self, Int.natCast_one]
    ring1
/-- Positive are the numbers with positive numerator. -/
theorem pos_of_rep {q : Rat} {a : Int} {b : Nat} (h : Rep q a b) : 0 < q.num ↔ 0 < a := by
  have hb : (0 : Int) < b := by have := h.1; omega
  have hq : (0 : Int) < q.den := by have := q.den_nz; omega
  have e := h.2
  constructor
  · intro p
    have := Int.mul_pos p hb
    rw [e] at this
    exact Int.not_le.1 fun n => Int.not_le.2 this (by have := Int.mul_le_mul_of_nonneg_right n (Int.le_of_lt hq); rwa [Int.zero_mul] at this)
  · intro p
    have := Int.mul_pos p hq
    rw [← e] at this
    exact Int.not_le.1 fun n => Int.not_le.2 this (by have := Int.mul_le_mul_of_nonneg_right n (Int.le_of_lt hb); rwa [Int.zero_mul] at this)
def cone : PositiveCone Rat where
  pos q := 0 < q.num
  not_pos_zero := by decide
  pos_add a b h k := (pos_of_rep (a.rep_self.add b.rep_self)).2 (by
    have ha : (0 : Int) < a.den := by have := a.den_nz; omega
    have hb : (0 : Int) < b.den := by have := b.den_nz; omega
    have := Int.mul_pos h hb
    have := Int.mul_pos k ha
    omega)
  pos_mul a b h k := (pos_of_rep (a.rep_self.mul b.rep_self)).2 (Int.mul_pos h k)
  total a := (Int.lt_trichotomy a.num 0).elim (fun h => .inr (.inr (by show 0 < -a.num; omega))) fun h => h.elim (fun h => .inl (num_eq_zero_iff.1 h)) fun h => .inr (.inl h)
  one_ne_zero := fun h => absurd (congrArg Rat.num h) (by decide)
instance decidablePos (a b : Rat) : Decidable (cone.pos (b - a)) := Int.decLt 0 (b - a).num
instance instLinearOrder : LinearOrder Rat := cone.linearOrder (fun a b => if cone.pos (b - a) then b else a) (fun a b => if cone.pos (b - a) then a else b)
  (fun a b => ⟨fun h => h.elim (fun h => if_pos h) fun e => by subst e; exact ite_self _,
    fun h => h.elim (fun h => if_neg fun k => cone.asymm h k) fun e => by subst e; exact ite_self _⟩)
  (fun a b => ⟨fun h => h.elim (fun h => if_pos h) fun e => by subst e; exact ite_self _,
    fun h => h.elim (fun h => if_neg fun k => cone.asymm h k) fun e => by subst e; exact ite_self _⟩)
instance instDecidableLt (a b : Rat) : Decidable (a < b) := decidablePos a b
instance instDecidableLe (a b : Rat) : Decidable (a ≤ b) := inferInstanceAs (Decidable (cone.pos (b - a) ∨ a = b))
instance instIsStrictOrderedRing : IsStrictOrderedRing Rat where
  add_le_add_left a b h c := h.elim (fun h => .inl (by rwa [show c + b - (c + a) = b - a by ring1])) fun e => .inr (e ▸ rfl)
  le_of_add_le_add_left a b c h := h.elim (fun h => .inl (by rwa [show a + c - (a + b) = c - b by ring1] at h)) fun e => .inr (add_left_cancel e)
  mul_lt_mul_of_pos_left a b c h k := by
    have h : cone.pos (b - a) := h
    have k : cone.pos (c - 0) := k
    have := cone.pos_mul _ _ k h
    rw [show (c - 0) * (b - a) = c * b - c * a by ring1] at this
    exact this
  zero_lt_one := by decide
@[simp] theorem num_intCast (n : Int) : (n : Rat).num = n := rfl
@[simp] theorem den_intCast (n : Int) : (n : Rat).den = 1 := rfl
@[simp] theorem num_natCast (n : Nat) : (n : Rat).num = n := rfl
@[simp] theorem den_natCast (n : Nat) : (n : Rat).den = 1 := rfl
theorem num_div_den (q : Rat) : (q.num : Rat) / (q.den : Rat) = q := by
  have hd : (q.den : Rat) ≠ 0 := fun e => q.den_nz (Int.ofNat.inj (congrArg Rat.num e))
  rw [div_eq_iff hd]
  exact eq_of_rep (rep_intCast _) (q.rep_self.mul (rep_intCast q.den)) (by rat_ring)
theorem zero_lt_num_iff {q : Rat} : 0 < q.num ↔ 0 < q := by show 0 < q.num ↔ 0 < (q - 0).num; rw [sub_zero]
theorem lt_iff (a b : Rat) : a < b ↔ a.num * b.den < b.num * a.den := by
  show 0 < (b - a).num ↔ _
  rw [show b - a = b + -a from rfl, pos_of_rep (b.rep_self.add a.rep_self.neg), Int.neg_mul]
  omega
end Rat

-- Casts of integers into a ring, where no other is there.
instance (priority := low) CommRing.instIntCast {α : Type u} [CommRing α] : IntCast α := ⟨fun n => match n with
  | .ofNat n => (n : α)
  | .negSucc n => -((n + 1 : Nat) : α)⟩

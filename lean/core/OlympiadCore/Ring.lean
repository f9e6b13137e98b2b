prelude
import OlympiadCore.Algebra
-- `ring` by reflection: both sides become polynomials with natural coefficients in a normal form, and
-- one theorem says that equal normal forms have equal values. In a ring a value is kept as a
-- difference of two such polynomials, because the kernel computes with naturals natively.
set_option linter.all false
universe u
namespace RingNF

/-- What `ring` sees of a term; `var i` is the `i`-th atom. -/
inductive Expr where
  | zero | one
  | num (n : Nat)
  | var (i : Nat)
  | add (a b : Expr)
  | mul (a b : Expr)
  | pow (a : Expr) (k : Nat)
  | neg (a : Expr)
  | sub (a b : Expr)

/-- A sum of monomials in falling order by `cmp`: coefficient, exponents by atom, the rest. -/
inductive Poly where
  | nil
  | cons (c : Nat) (m : List Nat) (p : Poly)
inductive Pair where
  | mk (p n : Poly)

def get {α : Type u} [One α] : List α → Nat → α
  | [], _ => 1
  | v :: _, 0 => v
  | _ :: vs, n + 1 => get vs n

def isOne : List Nat → Bool
  | [] => true
  | k :: ks => cond (Nat.beq k 0) (isOne ks) false
def cmp : List Nat → List Nat → Ordering
  | [], m => cond (isOne m) .eq .lt
  | j :: js, [] => cond (isOne (j :: js)) .eq .gt
  | j :: js, k :: ks => cond (Nat.beq j k) (cmp js ks) (cond (Nat.ble j k) .lt .gt)
def unit : Nat → List Nat
  | 0 => [1]
  | n + 1 => 0 :: unit n
def mulMono : List Nat → List Nat → List Nat
  | [], m => m
  | j :: js, [] => j :: js
  | j :: js, k :: ks => Nat.add j k :: mulMono js ks
def powMono (k : Nat) : List Nat → List Nat
  | [] => []
  | j :: js => Nat.mul j k :: powMono k js

def mergeTerm (rest : Poly → Poly) (c : Nat) (m : List Nat) : Poly → Poly
  | .nil => .cons c m (rest .nil)
  | .cons d n q => match cmp m n with
    | .lt => .cons d n (mergeTerm rest c m q)
    | .eq => .cons (Nat.add c d) m (rest q)
    | .gt => .cons c m (rest (.cons d n q))
def merge : Poly → Poly → Poly
  | .nil, q => q
  | .cons c m p, q => mergeTerm (merge p) c m q
def mulTerm (c : Nat) (m : List Nat) : Poly → Poly
  | .nil => .nil
  | .cons d n q => .cons (Nat.mul c d) (mulMono m n) (mulTerm c m q)
def mulPoly : Poly → Poly → Poly
  | .nil, _ => .nil
  | .cons c m p, q => merge (mulTerm c m q) (mulPoly p q)
def iterate (p : Poly) : Nat → Poly
  | 0 => .cons 1 [] .nil
  | k + 1 => mulPoly (iterate p k) p
def powPoly (p : Poly) (k : Nat) : Poly :=
  match p with
  | .cons c m .nil => .cons (Nat.pow c k) (powMono k m) .nil
  | p => iterate p k
def beqPoly : Poly → Poly → Bool
  | .nil, .nil => true
  | .nil, .cons _ _ _ => false
  | .cons _ _ _, .nil => false
  | .cons c m p, .cons d n q => cond (Nat.beq c d) (match cmp m n with | .eq => beqPoly p q | _ => false) false

def const (n : Nat) : Poly := cond (Nat.beq n 0) .nil (.cons n [] .nil)

/-- The normal form in a semiring, where `neg` and `sub` do not occur. -/
def poly : Expr → Poly
  | .zero => .nil
  | .one => .cons 1 [] .nil
  | .num n => const n
  | .var i => .cons 1 (unit i) .nil
  | .add a b => merge (poly a) (poly b)
  | .mul a b => mulPoly (poly a) (poly b)
  | .pow a k => powPoly (poly a) k
  | .neg _ => .nil
  | .sub _ _ => .nil

def Pair.mul : Pair → Pair → Pair
  | .mk p .nil, .mk q .nil => .mk (mulPoly p q) .nil
  | .mk p n, .mk q m => .mk (merge (mulPoly p q) (mulPoly n m)) (merge (mulPoly p m) (mulPoly n q))
def Pair.iterate (x : Pair) : Nat → Pair
  | 0 => .mk (.cons 1 [] .nil) .nil
  | k + 1 => Pair.mul (Pair.iterate x k) x
def Pair.pow (x : Pair) (k : Nat) : Pair :=
  match x with
  | .mk p .nil => .mk (powPoly p k) .nil
  | x => Pair.iterate x k
def Pair.add : Pair → Pair → Pair
  | .mk p n, .mk q m => .mk (merge p q) (merge n m)
def Pair.neg : Pair → Pair
  | .mk p n => .mk n p
/-- The normal form in a ring: a difference of two polynomials. -/
def pair : Expr → Pair
  | .zero => .mk .nil .nil
  | .one => .mk (.cons 1 [] .nil) .nil
  | .num n => .mk (const n) .nil
  | .var i => .mk (.cons 1 (unit i) .nil) .nil
  | .add a b => Pair.add (pair a) (pair b)
  | .mul a b => Pair.mul (pair a) (pair b)
  | .pow a k => Pair.pow (pair a) k
  | .neg a => Pair.neg (pair a)
  | .sub a b => Pair.add (pair a) (Pair.neg (pair b))
def beqPair : Pair → Pair → Bool
  | .mk p n, .mk q m => beqPoly (merge p m) (merge q n)

section semiring
variable {α : Type u} [CommSemiring α]
def evalMono : List Nat → List α → α
  | [], _ => 1
  | _ :: _, [] => 1
  | k :: ks, v :: vs => v ^ k * evalMono ks vs
def evalPoly (vs : List α) : Poly → α
  | .nil => 0
  | .cons c m p => NatCast.natCast c * evalMono m vs + evalPoly vs p
/-- The value of an expression in a semiring. -/
def eval (vs : List α) : Expr → α
  | .zero => 0
  | .one => 1
  | .num n => NatCast.natCast n
  | .var i => get vs i
  | .add a b => eval vs a + eval vs b
  | .mul a b => eval vs a * eval vs b
  | .pow a k => eval vs a ^ k
  | .neg _ => 0
  | .sub _ _ => 0

theorem natCast_one : (NatCast.natCast 1 : α) = 1 := by rw [CommSemiring.natCast_succ, CommSemiring.natCast_zero, zero_add]
theorem natCast_add (m n : Nat) : (NatCast.natCast (Nat.add m n) : α) = NatCast.natCast m + NatCast.natCast n := by
  induction n with
  | zero => rw [CommSemiring.natCast_zero, add_zero]; rfl
  | succ n ih => rw [CommSemiring.natCast_succ, ← add_assoc, ← ih, ← CommSemiring.natCast_succ]; rfl
theorem natCast_mul (m n : Nat) : (NatCast.natCast (Nat.mul m n) : α) = NatCast.natCast m * NatCast.natCast n := by
  induction n with
  | zero => rw [CommSemiring.natCast_zero, mul_zero]; exact CommSemiring.natCast_zero
  | succ n ih => rw [CommSemiring.natCast_succ, mul_add, mul_one, ← ih, ← natCast_add]; rfl
theorem natCast_pow (m n : Nat) : (NatCast.natCast (Nat.pow m n) : α) = NatCast.natCast m ^ n := by
  induction n with
  | zero => rw [pow_zero]; exact natCast_one
  | succ n ih => rw [pow_succ, ← ih, ← natCast_mul]; rfl

theorem eval_isOne : (m : List Nat) → (vs : List α) → isOne m = true → evalMono m vs = 1
  | [], _, _ => rfl
  | _ :: _, [], _ => rfl
  | 0 :: ks, v :: vs, h => by
    show v ^ 0 * evalMono ks vs = 1
    rw [eval_isOne ks vs h, pow_zero, one_mul]
  | (_ + 1) :: _, _ :: _, h => Bool.noConfusion h
theorem eval_cmp : (m n : List Nat) → (vs : List α) → cmp m n = .eq → evalMono m vs = evalMono n vs
  | [], n, vs, h => by
    have : isOne n = true := by
      unfold cmp at h
      cases e : isOne n with
      | true => rfl
      | false => rw [e] at h; exact Ordering.noConfusion h
    exact (eval_isOne n vs this).symm
  | j :: js, [], vs, h => by
    have : isOne (j :: js) = true := by
      unfold cmp at h
      cases e : isOne (j :: js) with
      | true => rfl
      | false => rw [e] at h; exact Ordering.noConfusion h
    exact eval_isOne (j :: js) vs this
  | _ :: _, _ :: _, [], _ => rfl
  | j :: js, k :: ks, v :: vs, h => by
    unfold cmp at h
    cases e : Nat.beq j k with
    | true =>
      rw [e] at h
      have e := Nat.eq_of_beq_eq_true j k e
      show v ^ j * evalMono js vs = v ^ k * evalMono ks vs
      rw [e, eval_cmp js ks vs h]
    | false =>
      rw [e] at h
      exact (by cases l : Nat.ble j k <;> rw [l] at h <;> exact Ordering.noConfusion h)
theorem eval_unit : (i : Nat) → (vs : List α) → evalMono (unit i) vs = get vs i
  | 0, [] => rfl
  | _ + 1, [] => rfl
  | 0, v :: vs => by
    show v ^ 1 * evalMono [] vs = v
    rw [pow_one]; exact mul_one v
  | i + 1, v :: vs => by
    show v ^ 0 * evalMono (unit i) vs = get vs i
    rw [pow_zero, one_mul, eval_unit i vs]
theorem eval_mulMono : (m n : List Nat) → (vs : List α) → evalMono (mulMono m n) vs = evalMono m vs * evalMono n vs
  | [], n, vs => (one_mul _).symm
  | _ :: _, [], vs => (mul_one _).symm
  | _ :: _, _ :: _, [] => (one_mul _).symm
  | j :: js, k :: ks, v :: vs => by
    show v ^ (j + k) * evalMono (mulMono js ks) vs = v ^ j * evalMono js vs * (v ^ k * evalMono ks vs)
    rw [eval_mulMono js ks vs, pow_add, mul_mul_mul_comm]
theorem eval_powMono (k : Nat) : (m : List Nat) → (vs : List α) → evalMono (powMono k m) vs = evalMono m vs ^ k
  | [], _ => (one_pow k).symm
  | _ :: _, [] => (one_pow k).symm
  | j :: js, v :: vs => by
    show v ^ (j * k) * evalMono (powMono k js) vs = (v ^ j * evalMono js vs) ^ k
    rw [eval_powMono k js vs, mul_pow, pow_mul]
theorem eval_mergeTerm (vs : List α) (c : Nat) (m : List Nat) (p : Poly) (rest : Poly → Poly)
    (h : ∀ q, evalPoly vs (rest q) = evalPoly vs p + evalPoly vs q) :
    ∀ q, evalPoly vs (mergeTerm rest c m q) = evalPoly vs (.cons c m p) + evalPoly vs q := by
  intro q
  induction q with
  | nil =>
    show NatCast.natCast c * evalMono m vs + evalPoly vs (rest .nil) = (NatCast.natCast c * evalMono m vs + evalPoly vs p) + evalPoly vs .nil
    rw [h, add_assoc]
  | cons d n q ih =>
    unfold mergeTerm
    cases e : cmp m n with
    | lt =>
      show NatCast.natCast d * evalMono n vs + evalPoly vs (mergeTerm rest c m q) = evalPoly vs (.cons c m p) + (NatCast.natCast d * evalMono n vs + evalPoly vs q)
      rw [ih, add_left_comm]
    | eq =>
      show NatCast.natCast (Nat.add c d) * evalMono m vs + evalPoly vs (rest q) =
        NatCast.natCast c * evalMono m vs + evalPoly vs p + (NatCast.natCast d * evalMono n vs + evalPoly vs q)
      rw [h, natCast_add, add_mul, add_add_add_comm, eval_cmp m n vs e]
    | gt =>
      show NatCast.natCast c * evalMono m vs + evalPoly vs (rest (.cons d n q)) = (NatCast.natCast c * evalMono m vs + evalPoly vs p) + evalPoly vs (.cons d n q)
      rw [h, add_assoc]
theorem eval_merge (vs : List α) : (p q : Poly) → evalPoly vs (merge p q) = evalPoly vs p + evalPoly vs q
  | .nil, q => (zero_add _).symm
  | .cons c m p, q => eval_mergeTerm vs c m p (merge p) (eval_merge vs p) q
theorem eval_mulTerm (vs : List α) (c : Nat) (m : List Nat) : (q : Poly) →
    evalPoly vs (mulTerm c m q) = NatCast.natCast c * evalMono m vs * evalPoly vs q
  | .nil => (mul_zero _).symm
  | .cons d n q => by
    show NatCast.natCast (Nat.mul c d) * evalMono (mulMono m n) vs + evalPoly vs (mulTerm c m q) =
      NatCast.natCast c * evalMono m vs * (NatCast.natCast d * evalMono n vs + evalPoly vs q)
    rw [natCast_mul, eval_mulMono, eval_mulTerm vs c m q, mul_add, mul_mul_mul_comm]
theorem eval_mulPoly (vs : List α) : (p q : Poly) → evalPoly vs (mulPoly p q) = evalPoly vs p * evalPoly vs q
  | .nil, q => (zero_mul _).symm
  | .cons c m p, q => by
    show evalPoly vs (merge (mulTerm c m q) (mulPoly p q)) = (NatCast.natCast c * evalMono m vs + evalPoly vs p) * evalPoly vs q
    rw [eval_merge, eval_mulTerm, eval_mulPoly vs p q, add_mul]
theorem eval_one (vs : List α) : evalPoly vs (.cons 1 [] .nil) = 1 := by
  show NatCast.natCast 1 * 1 + 0 = (1 : α)
  rw [natCast_one, mul_one, add_zero]
theorem eval_iterate (vs : List α) (p : Poly) : (k : Nat) → evalPoly vs (iterate p k) = evalPoly vs p ^ k
  | 0 => (eval_one vs).trans (pow_zero _).symm
  | k + 1 => by
    show evalPoly vs (mulPoly (iterate p k) p) = evalPoly vs p ^ (k + 1)
    rw [eval_mulPoly, eval_iterate vs p k, pow_succ]
theorem eval_powPoly (vs : List α) (p : Poly) (k : Nat) : evalPoly vs (powPoly p k) = evalPoly vs p ^ k :=
  match p with
  | .nil => eval_iterate vs .nil k
  | .cons c m .nil => by
    show NatCast.natCast (Nat.pow c k) * evalMono (powMono k m) vs + 0 = (NatCast.natCast c * evalMono m vs + 0) ^ k
    rw [add_zero, add_zero, natCast_pow, eval_powMono, mul_pow]
  | .cons c m (.cons d n p) => eval_iterate vs (.cons c m (.cons d n p)) k
theorem eval_const (vs : List α) : (n : Nat) → evalPoly vs (const n) = NatCast.natCast n
  | 0 => CommSemiring.natCast_zero.symm
  | n + 1 => by
    show NatCast.natCast (n + 1) * 1 + 0 = (NatCast.natCast (n + 1) : α)
    rw [mul_one, add_zero]
theorem eval_var (vs : List α) (i : Nat) : evalPoly vs (.cons 1 (unit i) .nil) = get vs i := by
  show NatCast.natCast 1 * evalMono (unit i) vs + 0 = get vs i
  rw [natCast_one, one_mul, add_zero, eval_unit]
theorem eval_beqPoly (vs : List α) : (p q : Poly) → beqPoly p q = true → evalPoly vs p = evalPoly vs q
  | .nil, .nil, _ => rfl
  | .nil, .cons _ _ _, h => Bool.noConfusion h
  | .cons _ _ _, .nil, h => Bool.noConfusion h
  | .cons c m p, .cons d n q, h => by
    unfold beqPoly at h
    cases e : Nat.beq c d with
    | false => rw [e] at h; exact Bool.noConfusion h
    | true =>
      rw [e] at h
      cases k : cmp m n with
      | lt => rw [k] at h; exact Bool.noConfusion h
      | gt => rw [k] at h; exact Bool.noConfusion h
      | eq =>
        rw [k] at h
        show NatCast.natCast c * evalMono m vs + evalPoly vs p = NatCast.natCast d * evalMono n vs + evalPoly vs q
        rw [eval_cmp m n vs k, Nat.eq_of_beq_eq_true c d e, eval_beqPoly vs p q h]

/-- Without `neg` and `sub`. -/
def positive : Expr → Bool
  | .add a b => cond (positive a) (positive b) false
  | .mul a b => cond (positive a) (positive b) false
  | .pow a _ => positive a
  | .neg _ => false
  | .sub _ _ => false
  | _ => true
theorem eval_poly (vs : List α) : (a : Expr) → evalPoly vs (poly a) = eval vs a
  | .zero => rfl
  | .one => eval_one vs
  | .num n => eval_const vs n
  | .var i => eval_var vs i
  | .add a b => (eval_merge vs _ _).trans (by rw [eval_poly vs a, eval_poly vs b]; rfl)
  | .mul a b => (eval_mulPoly vs _ _).trans (by rw [eval_poly vs a, eval_poly vs b]; rfl)
  | .pow a k => (eval_powPoly vs _ _).trans (by rw [eval_poly vs a]; rfl)
  | .neg _ => rfl
  | .sub _ _ => rfl
end semiring

section ring
variable {α : Type u} [CommRing α]
/-- The value of an expression in a ring. -/
def evalRing (vs : List α) : Expr → α
  | .zero => 0
  | .one => 1
  | .num n => NatCast.natCast n
  | .var i => get vs i
  | .add a b => evalRing vs a + evalRing vs b
  | .mul a b => evalRing vs a * evalRing vs b
  | .pow a k => evalRing vs a ^ k
  | .neg a => -evalRing vs a
  | .sub a b => evalRing vs a - evalRing vs b
/-- `a` is the difference that the pair stands for. -/
def Stands (vs : List α) (a : α) : Pair → Prop
  | .mk p n => a + evalPoly vs n = evalPoly vs p
theorem stands_of_eq {vs : List α} {a : α} {p : Poly} (h : evalPoly vs p = a) : Stands vs a (.mk p .nil) :=
  (add_zero a).trans h.symm
theorem stands_iff {vs : List α} {a : α} {p : Poly} : Stands vs a (.mk p .nil) ↔ evalPoly vs p = a :=
  ⟨fun h => (Eq.symm h).trans (add_zero a), stands_of_eq⟩
theorem stands_mul_full {vs : List α} {a b : α} {p n q m : Poly} (h : Stands vs a (.mk p n)) (k : Stands vs b (.mk q m)) :
    Stands vs (a * b) (.mk (merge (mulPoly p q) (mulPoly n m)) (merge (mulPoly p m) (mulPoly n q))) := by
  show a * b + evalPoly vs (merge (mulPoly p m) (mulPoly n q)) = evalPoly vs (merge (mulPoly p q) (mulPoly n m))
  have h : a + evalPoly vs n = evalPoly vs p := h
  have k : b + evalPoly vs m = evalPoly vs q := k
  rw [eval_merge, eval_merge, eval_mulPoly, eval_mulPoly, eval_mulPoly, eval_mulPoly, ← h, ← k]
  generalize evalPoly vs n = x
  generalize evalPoly vs m = y
  rw [add_mul a x y, mul_add x b y, add_mul a x (b + y), mul_add a b y, mul_add x b y]
  simp only [add_assoc]
  rw [add_left_comm (x * y) (x * b) (x * y)]
theorem stands_mul {vs : List α} {a b : α} : {x y : Pair} → Stands vs a x → Stands vs b y → Stands vs (a * b) (Pair.mul x y)
  | .mk p .nil, .mk q .nil, h, k => stands_of_eq (by rw [eval_mulPoly, stands_iff.1 h, stands_iff.1 k])
  | .mk p .nil, .mk q (.cons _ _ _), h, k => stands_mul_full h k
  | .mk p (.cons _ _ _), .mk q .nil, h, k => stands_mul_full h k
  | .mk p (.cons _ _ _), .mk q (.cons _ _ _), h, k => stands_mul_full h k
theorem stands_add {vs : List α} {a b : α} : {x y : Pair} → Stands vs a x → Stands vs b y → Stands vs (a + b) (Pair.add x y)
  | .mk p n, .mk q m, h, k => by
    show a + b + evalPoly vs (merge n m) = evalPoly vs (merge p q)
    have h : a + evalPoly vs n = evalPoly vs p := h
    have k : b + evalPoly vs m = evalPoly vs q := k
    rw [eval_merge, eval_merge, ← h, ← k, add_add_add_comm]
theorem stands_neg {vs : List α} {a : α} : {x : Pair} → Stands vs a x → Stands vs (-a) (Pair.neg x)
  | .mk p n, h => by
    show -a + evalPoly vs p = evalPoly vs n
    have h : a + evalPoly vs n = evalPoly vs p := h
    rw [← h, ← add_assoc, neg_add_cancel, zero_add]
theorem stands_iterate {vs : List α} {a : α} {x : Pair} (h : Stands vs a x) : (k : Nat) → Stands vs (a ^ k) (Pair.iterate x k)
  | 0 => by rw [pow_zero]; exact stands_of_eq (eval_one vs)
  | k + 1 => by rw [pow_succ]; exact stands_mul (stands_iterate h k) h
theorem stands_pow {vs : List α} {a : α} : {x : Pair} → (k : Nat) → Stands vs a x → Stands vs (a ^ k) (Pair.pow x k)
  | .mk p .nil, k, h => stands_of_eq (by rw [eval_powPoly, stands_iff.1 h])
  | .mk p (.cons _ _ _), k, h => stands_iterate h k
theorem stands_pair (vs : List α) : (a : Expr) → Stands vs (evalRing vs a) (pair a)
  | .zero => stands_of_eq rfl
  | .one => stands_of_eq (eval_one vs)
  | .num n => stands_of_eq (eval_const vs n)
  | .var i => stands_of_eq (eval_var vs i)
  | .add a b => stands_add (stands_pair vs a) (stands_pair vs b)
  | .mul a b => stands_mul (stands_pair vs a) (stands_pair vs b)
  | .pow a k => stands_pow k (stands_pair vs a)
  | .neg a => stands_neg (stands_pair vs a)
  | .sub a b => by
    show Stands vs (evalRing vs a - evalRing vs b) _
    rw [sub_eq_add_neg]
    exact stands_add (stands_pair vs a) (stands_neg (stands_pair vs b))
theorem eq_of_beqPair {vs : List α} {a b : α} : {x y : Pair} → Stands vs a x → Stands vs b y → beqPair x y = true → a = b
  | .mk p n, .mk q m, h, k, e => by
    have e := eval_beqPoly vs (merge p m) (merge q n) e
    have h : a + evalPoly vs n = evalPoly vs p := h
    have k : b + evalPoly vs m = evalPoly vs q := k
    rw [eval_merge, eval_merge, ← h, ← k, add_right_comm b] at e
    exact add_right_cancel (add_right_cancel e)
end ring

-- Reification by instance search. `Find x vs ws i`: `x` is the `i`-th of `ws`, which is `vs` or `vs`
-- with `x` appended. `Reify a vs ws e`: `e` evaluated at `ws` is `a`, where `ws` begins with `vs`.
-- The classes promise nothing: that the value is right is checked by unfolding it.
class Find {α : Type u} (x : α) (vs : List α) (ws : outParam (List α)) (i : outParam Nat) : Prop where
class Reify {α : Type u} (a : α) (vs : List α) (ws : outParam (List α)) (e : outParam Expr) : Prop where
/-- Holds of what computes to `true`: `Known (Nat.beq n n)` when `n` is a numeral. -/
class Known (b : Bool) : Prop where
instance : Known (no_index true) := ⟨⟩
section reify
variable {α : Type u} {vs ws us : List α} {e f : Expr}
instance (x : α) : Find x [] [x] 0 := ⟨⟩
instance (priority := low) findNext (x y : α) {i : Nat} [Find x vs ws i] : Find x (y :: vs) (y :: ws) (Nat.succ i) := ⟨⟩
instance (x : α) : Find x (x :: vs) (x :: vs) 0 := ⟨⟩
instance (priority := low) reifyAtom (x : α) {i : Nat} [Find x vs ws i] : Reify x vs ws (.var i) := ⟨⟩
instance {i : HAdd α α α} (a b : α) [Reify a vs ws e] [Reify b ws us f] : Reify (@HAdd.hAdd α α α i a b) vs us (.add e f) := ⟨⟩
instance {i : HMul α α α} (a b : α) [Reify a vs ws e] [Reify b ws us f] : Reify (@HMul.hMul α α α i a b) vs us (.mul e f) := ⟨⟩
instance {i : HSub α α α} (a b : α) [CommRing α] [Reify a vs ws e] [Reify b ws us f] : Reify (@HSub.hSub α α α i a b) vs us (.sub e f) := ⟨⟩
instance {i : Neg α} (a : α) [CommRing α] [Reify a vs ws e] : Reify (@Neg.neg α i a) vs ws (.neg e) := ⟨⟩
instance {i : HPow α Nat α} {j : OfNat Nat n} (a : α) [Known (Nat.beq n n)] [Reify a vs ws e] : Reify (@HPow.hPow α Nat α i a (no_index (@OfNat.ofNat Nat n j))) vs ws (.pow e n) := ⟨⟩
instance (priority := 500) reifyNumeral {i : OfNat α n} [Known (Nat.beq n n)] : Reify (no_index (@OfNat.ofNat α n i)) vs vs (.num n) := ⟨⟩
instance {i : NatCast α} {j : OfNat Nat n} [Known (Nat.beq n n)] : Reify (@Nat.cast α i (no_index (@OfNat.ofNat Nat n j))) vs vs (.num n) := ⟨⟩
instance {i : OfNat α (nat_lit 0)} : Reify (@OfNat.ofNat α (nat_lit 0) i) vs vs .zero := ⟨⟩
instance {i : OfNat α (nat_lit 1)} : Reify (@OfNat.ofNat α (nat_lit 1) i) vs vs .one := ⟨⟩
end reify

theorem prove_ring {α : Type u} [CommRing α] {a b : α} {vs ws : List α} {e f : Expr} [Reify a [] vs e] [Reify b vs ws f]
    (ha : a = evalRing ws e) (hb : b = evalRing ws f) (h : beqPair (pair e) (pair f) = true) : a = b :=
  ha.trans ((eq_of_beqPair (stands_pair ws e) (stands_pair ws f) h).trans hb.symm)
theorem prove_semiring {α : Type u} [CommSemiring α] {a b : α} {vs ws : List α} {e f : Expr} [Reify a [] vs e] [Reify b vs ws f]
    (ha : a = eval ws e) (hb : b = eval ws f) (h : beqPoly (poly e) (poly f) = true) : a = b :=
  ha.trans (((eval_poly ws e).symm.trans ((eval_beqPoly ws _ _ h).trans (eval_poly ws f))).trans hb.symm)
end RingNF

namespace Nat
variable {α : Type u} [CommSemiring α]
theorem cast_zero : ((0 : Nat) : α) = 0 := CommSemiring.natCast_zero
theorem cast_one : ((1 : Nat) : α) = 1 := RingNF.natCast_one
theorem cast_succ (n : Nat) : ((n + 1 : Nat) : α) = n + 1 := CommSemiring.natCast_succ n
theorem cast_add (m n : Nat) : ((m + n : Nat) : α) = m + n := RingNF.natCast_add m n
theorem cast_mul (m n : Nat) : ((m * n : Nat) : α) = m * n := RingNF.natCast_mul m n
theorem cast_pow (m n : Nat) : ((m ^ n : Nat) : α) = (m : α) ^ n := RingNF.natCast_pow m n
end Nat

/-- Prove an identity in a commutative ring or semiring by comparing normal forms; use nothing else. -/
macro "ring1" : tactic => `(tactic| set_option synthInstance.maxSize 100000 in
  first
  | (refine RingNF.prove_ring ?_ ?_ ?_; rfl; rfl; decide +kernel)
  | (refine RingNF.prove_semiring ?_ ?_ ?_; rfl; rfl; decide +kernel))

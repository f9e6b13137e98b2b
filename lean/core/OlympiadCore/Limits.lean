prelude
import OlympiadCore.Structures
-- Filters, limits and continuity in metric spaces; inverses modulo n.
set_option linter.all false
universe u v w

structure Filter (α : Type u) where
  sets : Set (Set α)
  univ_sets : Set.univ ∈ sets
  sets_of_superset : ∀ {x y : Set α}, x ∈ sets → x ⊆ y → y ∈ sets
  inter_sets : ∀ {x y : Set α}, x ∈ sets → y ∈ sets → x ∩ y ∈ sets
namespace Filter
variable {α : Type u} {β : Type v}
instance : Membership (Set α) (Filter α) := ⟨fun f s => s ∈ f.sets⟩
/-- Every set of the second filter has its preimage in the first. -/
def Tendsto (f : α → β) (l₁ : Filter α) (l₂ : Filter β) : Prop := ∀ s, s ∈ l₂ → f ⁻¹' s ∈ l₁
protected def Eventually (p : α → Prop) (f : Filter α) : Prop := {x | p x} ∈ f
/-- The sets that hold everything from some element on. -/
def atTop {α : Type u} [LinearOrder α] [Nonempty α] : Filter α where
  sets := {s | ∃ a, ∀ b, a ≤ b → b ∈ s}
  univ_sets := match ‹Nonempty α› with | ⟨a⟩ => ⟨a, fun _ _ => trivial⟩
  sets_of_superset := fun ⟨a, h⟩ k => ⟨a, fun b hb => k b (h b hb)⟩
  inter_sets := fun ⟨a, h⟩ ⟨b, k⟩ => ⟨max a b, fun c hc => ⟨h c (le_trans (le_max_left a b) hc), k c (le_trans (le_max_right a b) hc)⟩⟩
def atBot {α : Type u} [LinearOrder α] [Nonempty α] : Filter α where
  sets := {s | ∃ a, ∀ b, b ≤ a → b ∈ s}
  univ_sets := match ‹Nonempty α› with | ⟨a⟩ => ⟨a, fun _ _ => trivial⟩
  sets_of_superset := fun ⟨a, h⟩ k => ⟨a, fun b hb => k b (h b hb)⟩
  inter_sets := fun ⟨a, h⟩ ⟨b, k⟩ => ⟨min a b, fun c hc => ⟨h c (le_trans hc (min_le_left a b)), k c (le_trans hc (min_le_right a b))⟩⟩
theorem mem_atTop_sets {α : Type u} [LinearOrder α] [Nonempty α] {s : Set α} : s ∈ (atTop : Filter α) ↔ ∃ a, ∀ b, a ≤ b → b ∈ s := Iff.rfl
end Filter
instance : Nonempty Real := ⟨0⟩
instance : Nonempty Rat := ⟨0⟩
instance : Nonempty Complex := ⟨0⟩
instance : Nonempty NNReal := ⟨0⟩

class Dist (α : Type u) where dist : α → α → Real
export Dist (dist)
noncomputable instance Real.instDist : Dist Real := ⟨fun x y => |x - y|⟩
noncomputable instance Rat.instDist : Dist Rat := ⟨fun x y => |(x : Real) - y|⟩
noncomputable instance Int.instDist : Dist Int := ⟨fun x y => |(x : Real) - y|⟩
noncomputable instance Nat.instDist : Dist Nat := ⟨fun x y => |(x : Real) - y|⟩
noncomputable instance NNReal.instDist : Dist NNReal := ⟨fun x y => |(x : Real) - y|⟩
noncomputable instance Complex.instDist : Dist Complex := ⟨fun z w => ‖z - w‖⟩
noncomputable instance Prod.instDist {α : Type u} {β : Type v} [Dist α] [Dist β] : Dist (α × β) := ⟨fun p q => max (dist p.1 q.1) (dist p.2 q.2)⟩
/-- The sets that hold a ball around `a`. -/
def nhds {α : Type u} [Dist α] (a : α) : Filter α where
  sets := {s | ∃ ε : Real, 0 < ε ∧ ∀ x, dist x a < ε → x ∈ s}
  univ_sets := ⟨1, zero_lt_one, fun _ _ => trivial⟩
  sets_of_superset := fun ⟨ε, p, h⟩ k => ⟨ε, p, fun x hx => k x (h x hx)⟩
  inter_sets := fun ⟨ε, p, h⟩ ⟨δ, q, k⟩ => ⟨min ε δ, lt_min p q, fun x hx => ⟨h x (lt_of_lt_of_le hx (min_le_left _ _)), k x (lt_of_lt_of_le hx (min_le_right _ _))⟩⟩
namespace Topology
scoped notation "𝓝" => nhds
end Topology
def ContinuousAt {α : Type u} {β : Type v} [Dist α] [Dist β] (f : α → β) (a : α) : Prop := Filter.Tendsto f (nhds a) (nhds (f a))
def Continuous {α : Type u} {β : Type v} [Dist α] [Dist β] (f : α → β) : Prop := ∀ a, ContinuousAt f a
theorem continuousAt_iff {α : Type u} {β : Type v} [Dist α] [Dist β] {f : α → β} {a : α} :
    ContinuousAt f a ↔ ∀ ε : Real, 0 < ε → ∃ δ : Real, 0 < δ ∧ ∀ x, dist x a < δ → dist (f x) (f a) < ε := by
  constructor
  · intro h ε p
    exact h {y | dist y (f a) < ε} ⟨ε, p, fun y hy => hy⟩
  · rintro h s ⟨ε, p, k⟩
    obtain ⟨δ, q, l⟩ := h ε p
    exact ⟨δ, q, fun x hx => k _ (l x hx)⟩
theorem tendsto_atTop_nhds {β : Type v} [Dist β] {u : Nat → β} {l : β} :
    Filter.Tendsto u Filter.atTop (nhds l) ↔ ∀ ε : Real, 0 < ε → ∃ N, ∀ n, N ≤ n → dist (u n) l < ε := by
  constructor
  · intro h ε p
    exact h {y | dist y l < ε} ⟨ε, p, fun y hy => hy⟩
  · rintro h s ⟨ε, p, k⟩
    obtain ⟨N, hN⟩ := h ε p
    exact ⟨N, fun n hn => k _ (hN n hn)⟩

namespace Nat
/-- The extended Euclidean algorithm: remainders and the coefficients that give them. -/
def xgcdFuel : Nat → Nat → Int → Int → Nat → Int → Int → Nat × Int × Int
  | 0, _, _, _, r', s', t' => (r', s', t')
  | _ + 1, 0, _, _, r', s', t' => (r', s', t')
  | fuel + 1, r + 1, s, t, r', s', t' =>
    xgcdFuel fuel (r' % (r + 1)) (s' - (r' / (r + 1) : Nat) * s) (t' - (r' / (r + 1) : Nat) * t) (r + 1) s t
def xgcd (x y : Nat) : Int × Int := (xgcdFuel x x 1 0 y 0 1).2
def gcdA (x y : Nat) : Int := (xgcd x y).1
def gcdB (x y : Nat) : Int := (xgcd x y).2
theorem xgcdFuel_spec (x y : Nat) : ∀ (fuel r : Nat) (s t : Int) (r' : Nat) (s' t' : Int), r ≤ fuel →
    (r : Int) = x * s + y * t → (r' : Int) = x * s' + y * t' →
    (xgcdFuel fuel r s t r' s' t').1 = Nat.gcd r r' ∧
    ((xgcdFuel fuel r s t r' s' t').1 : Int) = x * (xgcdFuel fuel r s t r' s' t').2.1 + y * (xgcdFuel fuel r s t r' s' t').2.2 := by
  intro fuel
  induction fuel with
  | zero =>
    intro r s t r' s' t' h e e'
    have : r = 0 := by omega
    subst this
    exact ⟨(Nat.gcd_zero_left r').symm, e'⟩
  | succ fuel ih =>
    intro r s t r' s' t' h e e'
    cases r with
    | zero => exact ⟨(Nat.gcd_zero_left r').symm, e'⟩
    | succ r =>
      have l : r' % (r + 1) < r + 1 := Nat.mod_lt r' (Nat.succ_pos r)
      have d : ((r' % (r + 1) : Nat) : Int) = r' - (r' / (r + 1) : Nat) * ((r + 1 : Nat) : Int) := by
        have := congrArg (fun n : Nat => (n : Int)) (Nat.mod_add_div r' (r + 1))
        simp only [Int.natCast_add, Int.natCast_mul] at this
        rw [← this, Int.natCast_add]
        ring1
      have step := ih (r' % (r + 1)) (s' - (r' / (r + 1) : Nat) * s) (t' - (r' / (r + 1) : Nat) * t) (r + 1) s t (by omega)
        (by rw [d, e', e]; ring1) e
      exact ⟨step.1.trans (Nat.gcd_rec (r + 1) r').symm, step.2⟩
theorem gcd_eq_gcd_ab (x y : Nat) : (Nat.gcd x y : Int) = x * gcdA x y + y * gcdB x y := by
  have h := xgcdFuel_spec x y x x 1 0 y 0 1 (Nat.le_refl x) (by ring1) (by ring1)
  have e := h.2
  rw [h.1] at e
  exact e
end Nat
/-- `a * a⁻¹` is the greatest common divisor of `a` and `n`; the inverse is the extended Euclidean algorithm's. -/
instance ZMod.instInv : (n : Nat) → Inv (ZMod n)
  | 0 => ⟨Int.sign⟩
  | n + 1 => ⟨fun a => ((Nat.gcdA a.val (n + 1) : Int) : ZMod (n + 1))⟩

prelude
import OlympiadCore.Notation
-- Properties of functions, iterates, equivalences.
set_option linter.all false
universe u v w

namespace Function
variable {α : Sort u} {β : Sort v} {γ : Sort w}
def Injective (f : α → β) : Prop := ∀ ⦃a b⦄, f a = f b → a = b
def Surjective (f : α → β) : Prop := ∀ b, ∃ a, f a = b
def Bijective (f : α → β) : Prop := Injective f ∧ Surjective f
def LeftInverse (g : β → α) (f : α → β) : Prop := ∀ x, g (f x) = x
def RightInverse (g : β → α) (f : α → β) : Prop := LeftInverse f g
def HasLeftInverse (f : α → β) : Prop := ∃ g : β → α, LeftInverse g f
def HasRightInverse (f : α → β) : Prop := ∃ g : β → α, RightInverse g f
def Involutive (f : α → α) : Prop := ∀ x, f (f x) = x
def IsFixedPt {α : Type u} (f : α → α) (x : α) : Prop := f x = x
def onFun (f : β → β → γ) (g : α → β) : α → α → γ := fun x y => f (g x) (g y)
scoped infixl:2 " on " => onFun
def update {β : α → Sort v} [DecidableEq α] (f : (a : α) → β a) (a' : α) (v : β a') (a : α) : β a :=
  if h : a = a' then h ▸ v else f a
theorem Injective.comp {g : β → γ} {f : α → β} (hg : Injective g) (hf : Injective f) : Injective (g ∘ f) := fun _ _ h => hf (hg h)
theorem Surjective.comp {g : β → γ} {f : α → β} (hg : Surjective g) (hf : Surjective f) : Surjective (g ∘ f) := fun c =>
  match hg c with | ⟨b, hb⟩ => match hf b with | ⟨a, ha⟩ => ⟨a, (congrArg g ha).trans hb⟩
theorem Injective.eq_iff {f : α → β} (h : Injective f) {a b : α} : f a = f b ↔ a = b := ⟨fun e => h e, congrArg f⟩
theorem Bijective.injective {f : α → β} (h : Bijective f) : Injective f := h.1
theorem Bijective.surjective {f : α → β} (h : Bijective f) : Surjective f := h.2
theorem LeftInverse.injective {g : β → α} {f : α → β} (h : LeftInverse g f) : Injective f := fun a b e =>
  (h a).symm.trans ((congrArg g e).trans (h b))
theorem Involutive.injective {f : α → α} (h : Involutive f) : Injective f := LeftInverse.injective h
theorem update_self {β : α → Sort v} [DecidableEq α] (f : (a : α) → β a) (a : α) (v : β a) : update f a v a = v := dif_pos rfl
theorem update_of_ne {β : α → Sort v} [DecidableEq α] (f : (a : α) → β a) {a a' : α} (h : a ≠ a') (v : β a') : update f a' v a = f a := dif_neg h
theorem injective_id {α : Sort u} : Injective (id : α → α) := fun _ _ h => h
theorem surjective_id {α : Sort u} : Surjective (id : α → α) := fun a => ⟨a, rfl⟩
def Periodic {α : Type u} {β : Type v} [Add α] (f : α → β) (c : α) : Prop := ∀ x, f (x + c) = f x
structure Embedding (α : Sort u) (β : Sort v) where
  toFun : α → β
  inj' : Injective toFun
instance : CoeFun (Embedding α β) (fun _ => α → β) := ⟨Embedding.toFun⟩
infixr:25 " ↪ " => Embedding
end Function

def Nat.iterate {α : Sort u} (f : α → α) : Nat → α → α
  | 0, a => a
  | n + 1, a => iterate f n (f a)
notation:max f "^[" n "]" => Nat.iterate f n
namespace Function
variable {α : Sort u}
theorem iterate_zero (f : α → α) : f^[0] = id := rfl
theorem iterate_zero_apply (f : α → α) (x : α) : f^[0] x = x := rfl
theorem iterate_succ_apply (f : α → α) (n : Nat) (x : α) : f^[n + 1] x = f^[n] (f x) := rfl
theorem iterate_succ_apply' (f : α → α) (n : Nat) (x : α) : f^[n + 1] x = f (f^[n] x) := by
  induction n generalizing x with
  | zero => rfl
  | succ n ih => rw [iterate_succ_apply, ih, iterate_succ_apply]
theorem iterate_add_apply (f : α → α) (m n : Nat) (x : α) : f^[m + n] x = f^[m] (f^[n] x) := by
  induction n generalizing x with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, iterate_succ_apply, ih, iterate_succ_apply]
theorem iterate_one (f : α → α) : f^[1] = f := rfl
end Function

structure Equiv (α : Sort u) (β : Sort v) where
  toFun : α → β
  invFun : β → α
  left_inv : Function.LeftInverse invFun toFun
  right_inv : Function.RightInverse invFun toFun
infix:25 " ≃ " => Equiv
namespace Equiv
variable {α : Sort u} {β : Sort v} {γ : Sort w}
instance : CoeFun (α ≃ β) (fun _ => α → β) := ⟨Equiv.toFun⟩
abbrev Perm (α : Sort u) := Equiv α α
protected def refl (α : Sort u) : α ≃ α := ⟨id, id, fun _ => rfl, fun _ => rfl⟩
protected def symm (e : α ≃ β) : β ≃ α := ⟨e.invFun, e.toFun, e.right_inv, e.left_inv⟩
protected def trans (e : α ≃ β) (f : β ≃ γ) : α ≃ γ :=
  ⟨fun x => f (e x), fun x => e.invFun (f.invFun x), fun x => (congrArg e.invFun (f.left_inv _)).trans (e.left_inv x),
   fun x => (congrArg f.toFun (e.right_inv _)).trans (f.right_inv x)⟩
theorem symm_apply_apply (e : α ≃ β) (x : α) : e.symm (e x) = x := e.left_inv x
theorem apply_symm_apply (e : α ≃ β) (x : β) : e (e.symm x) = x := e.right_inv x
protected theorem injective (e : α ≃ β) : Function.Injective e := Function.LeftInverse.injective e.left_inv
protected theorem surjective (e : α ≃ β) : Function.Surjective e := fun b => ⟨e.symm b, e.right_inv b⟩
protected theorem bijective (e : α ≃ β) : Function.Bijective e := ⟨e.injective, e.surjective⟩
end Equiv

/-- What holds for exactly one of infinitely many: a property of pairs of different elements. -/
def Pairwise {α : Type u} (r : α → α → Prop) : Prop := ∀ ⦃i j⦄, i ≠ j → r i j

prelude
import OlympiadCore.Finset
-- Finite sets over any type with decidable equality: extensionality, insertion, image, union, powerset,
-- and finite types.
set_option linter.all false
universe u v w

namespace List
theorem Perm.symm {α : Type u} {l m : List α} (h : Perm l m) : Perm m l := by
  induction h with
  | nil => exact .nil
  | cons a _ ih => exact .cons a ih
  | swap a b l => exact .swap b a l
  | trans _ _ ih k => exact .trans k ih
theorem Perm.middle {α : Type u} (a : α) (s t : List α) : Perm (s ++ a :: t) (a :: (s ++ t)) := by
  induction s with
  | nil => exact Perm.refl _
  | cons b s ih => exact .trans (.cons b ih) (.swap a b _)
theorem append_of_mem {α : Type u} {a : α} {l : List α} (h : a ∈ l) : ∃ s t, l = s ++ a :: t := by
  induction h with
  | head as => exact ⟨[], as, rfl⟩
  | tail b _ ih => obtain ⟨s, t, e⟩ := ih; exact ⟨b :: s, t, congrArg _ e⟩
theorem nodup_cons {α : Type u} {a : α} {l : List α} : Nodup (a :: l) ↔ ¬a ∈ l ∧ Nodup l :=
  ⟨fun h => match h with | .cons f g => ⟨fun m => f a m rfl, g⟩, fun h => .cons (fun b m e => h.1 (e ▸ m)) h.2⟩
theorem Perm.nodup {α : Type u} {l m : List α} (h : Perm l m) (n : Nodup l) : Nodup m := by
  induction h with
  | nil => exact n
  | cons a p ih => rw [nodup_cons] at n ⊢; exact ⟨fun k => n.1 ((p.mem_iff a).2 k), ih n.2⟩
  | swap a b l =>
    simp only [nodup_cons, mem_cons, _root_.not_or] at n ⊢
    exact ⟨⟨fun e => n.1.1 e.symm, n.2.1⟩, n.1.2, n.2.2⟩
  | trans _ _ ih k => exact k (ih n)
theorem perm_of_nodup {α : Type u} {l m : List α} (hl : Nodup l) (hm : Nodup m) (h : ∀ a, a ∈ l ↔ a ∈ m) : Perm l m := by
  induction l generalizing m with
  | nil =>
    cases m with
    | nil => exact .nil
    | cons b m => exact (not_mem_nil b ((h b).2 (.head m))).elim
  | cons a l ih =>
    obtain ⟨s, t, e⟩ := append_of_mem ((h a).1 (.head l))
    subst e
    have p := Perm.middle a s t
    have n := nodup_cons.1 (p.nodup hm)
    have nl := nodup_cons.1 hl
    refine .trans (.cons a (ih nl.2 n.2 fun b => ?_)) p.symm
    have hb := (h b).trans (p.mem_iff b)
    rw [mem_cons, mem_cons] at hb
    constructor
    · intro k
      exact (hb.1 (.inr k)).elim (fun e => (nl.1 (e ▸ k)).elim) id
    · intro k
      exact (hb.2 (.inr k)).elim (fun e => (n.1 (e ▸ k)).elim) id
def dedup {α : Type u} [DecidableEq α] : List α → List α
  | [] => []
  | a :: l => if a ∈ l then dedup l else a :: dedup l
theorem mem_dedup {α : Type u} [DecidableEq α] {a : α} {l : List α} : a ∈ dedup l ↔ a ∈ l := by
  induction l with
  | nil => exact Iff.rfl
  | cons b l ih =>
    unfold dedup
    split
    · rename_i h
      rw [ih, mem_cons]
      exact ⟨.inr, fun k => k.elim (fun e => e ▸ h) id⟩
    · rw [mem_cons, mem_cons, ih]
theorem nodup_dedup {α : Type u} [DecidableEq α] (l : List α) : Nodup (dedup l) := by
  induction l with
  | nil => exact .nil
  | cons b l ih =>
    unfold dedup
    split
    · exact ih
    · rename_i h
      exact nodup_cons.2 ⟨fun k => h (mem_dedup.1 k), ih⟩
def flatMap {α : Type u} {β : Type v} (l : List α) (f : α → List β) : List β := l.foldr (fun a r => f a ++ r) []
theorem mem_flatMap {α : Type u} {β : Type v} {f : α → List β} {b : β} {l : List α} : b ∈ l.flatMap f ↔ ∃ a, a ∈ l ∧ b ∈ f a := by
  induction l with
  | nil => exact ⟨fun h => (not_mem_nil _ h).elim, fun ⟨_, h, _⟩ => (not_mem_nil _ h).elim⟩
  | cons a l ih =>
    show b ∈ f a ++ l.flatMap f ↔ _
    rw [mem_append, ih]
    constructor
    · rintro (h | ⟨c, hc, h⟩)
      · exact ⟨a, .head l, h⟩
      · exact ⟨c, .tail a hc, h⟩
    · rintro ⟨c, hc, h⟩
      exact (mem_cons.1 hc).elim (fun e => .inl (e ▸ h)) fun k => .inr ⟨c, k, h⟩
theorem nodup_map {α : Type u} {β : Type v} {f : α → β} {l : List α} (n : Nodup l) (h : ∀ a, a ∈ l → ∀ b, b ∈ l → f a = f b → a = b) : Nodup (l.map f) := by
  induction l with
  | nil => exact .nil
  | cons a l ih =>
    have n := nodup_cons.1 n
    refine nodup_cons.2 ⟨fun k => ?_, ih n.2 fun b hb c hc => h b (.tail a hb) c (.tail a hc)⟩
    obtain ⟨b, hb, e⟩ := mem_map.1 k
    exact n.1 (h b (.tail a hb) a (.head l) e ▸ hb)
end List

instance Prod.instDecidableEq {α : Type u} {β : Type v} [DecidableEq α] [DecidableEq β] : DecidableEq (α × β) := fun p q =>
  decidable_of_iff (p.1 = q.1 ∧ p.2 = q.2) ⟨fun h => Prod.ext h.1 h.2, fun e => e ▸ ⟨rfl, rfl⟩⟩
namespace Finset
variable {α : Type u} {β : Type v}
theorem exists_list (s : Finset α) : ∃ l : List α, ∃ h : l.Nodup, s = Quot.mk _ ⟨l, h⟩ :=
  Quot.ind (β := fun s => ∃ l : List α, ∃ h : l.Nodup, s = Quot.mk _ ⟨l, h⟩) (fun l => ⟨l.val, l.property, rfl⟩) s
theorem ext {s t : Finset α} (h : ∀ a, a ∈ s ↔ a ∈ t) : s = t := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  obtain ⟨m, hm, rfl⟩ := exists_list t
  exact Quot.sound (List.perm_of_nodup hl hm h)
theorem ext_iff {s t : Finset α} : s = t ↔ ∀ a, a ∈ s ↔ a ∈ t := ⟨fun e _ => e ▸ Iff.rfl, ext⟩
/-- The set of a list's elements. -/
def ofList [DecidableEq α] (l : List α) : Finset α := Quot.mk _ ⟨l.dedup, l.nodup_dedup⟩
theorem mem_ofList [DecidableEq α] {l : List α} {a : α} : a ∈ ofList l ↔ a ∈ l := List.mem_dedup
/-- A function of lists whose elements depend on the elements of its argument only, as one of sets. -/
def lift [DecidableEq β] (f : List α → List β) (h : ∀ l m, (∀ x, x ∈ l ↔ x ∈ m) → ∀ y, y ∈ f l → y ∈ f m) (s : Finset α) : Finset β :=
  Quot.lift (fun l => ofList (f l.val)) (fun l m p => ext fun y => by
    rw [mem_ofList, mem_ofList]
    exact ⟨h _ _ p.mem_iff y, h _ _ (fun x => (p.mem_iff x).symm) y⟩) s
def toList (s : Finset α) : List α → Prop := fun l => ∃ h : l.Nodup, s = Quot.mk _ ⟨l, h⟩

instance instDecidableMem [DecidableEq α] (a : α) (s : Finset α) : Decidable (a ∈ s) :=
  decidable_of_iff (∃ x, x ∈ s ∧ x = a) ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨a, h, rfl⟩⟩
instance : HasSubset (Finset α) := ⟨fun s t => ∀ ⦃a⦄, a ∈ s → a ∈ t⟩
instance : HasSSubset (Finset α) := ⟨fun s t => s ⊆ t ∧ ¬t ⊆ s⟩
instance : LE (Finset α) := ⟨fun s t => s ⊆ t⟩
instance : LT (Finset α) := ⟨fun s t => s ⊂ t⟩
instance instDecidableSubset [DecidableEq α] (s t : Finset α) : Decidable (s ⊆ t) := decidableBAll s fun a => a ∈ t
instance instDecidableEq [DecidableEq α] : DecidableEq (Finset α) := fun s t =>
  decidable_of_iff (s ⊆ t ∧ t ⊆ s) ⟨fun h => ext fun a => ⟨fun k => h.1 k, fun k => h.2 k⟩, fun e => e ▸ ⟨fun _ h => h, fun _ h => h⟩⟩
theorem subset_iff {s t : Finset α} : s ⊆ t ↔ ∀ ⦃a⦄, a ∈ s → a ∈ t := Iff.rfl
theorem Subset.antisymm {s t : Finset α} (h : s ⊆ t) (k : t ⊆ s) : s = t := ext fun _ => ⟨fun x => h x, fun x => k x⟩
instance : Singleton α (Finset α) := ⟨fun a => Quot.mk _ ⟨[a], .cons (fun b h => (List.not_mem_nil b h).elim) .nil⟩⟩
instance [DecidableEq α] : Insert α (Finset α) :=
  ⟨fun a => lift (List.cons a) fun l m h y k => by rw [List.mem_cons] at k ⊢; exact k.imp id (h y).1⟩
@[simp] theorem notMem_empty (a : α) : a ∉ (∅ : Finset α) := List.not_mem_nil a
@[simp] theorem mem_singleton {a b : α} : b ∈ ({a} : Finset α) ↔ b = a :=
  (List.mem_cons (l := [])).trans ⟨fun h => h.elim id fun k => (List.not_mem_nil _ k).elim, .inl⟩
@[simp] theorem mem_insert [DecidableEq α] {a b : α} {s : Finset α} : a ∈ insert b s ↔ a = b ∨ a ∈ s := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  exact (mem_ofList (l := b :: l)).trans List.mem_cons
/-- Lists of both sets, one behind the other. -/
instance [DecidableEq α] : Union (Finset α) :=
  ⟨fun s t => Quot.lift (fun l : Subtype fun l : List α => l.Nodup => lift (l.val ++ ·)
      (fun m n h y k => by rw [List.mem_append] at k ⊢; exact k.imp id (h y).1) t)
    (fun l m p => ext fun y => by
      obtain ⟨n, hn, rfl⟩ := exists_list t
      refine (mem_ofList (l := l.val ++ n)).trans (Iff.trans ?_ (mem_ofList (l := m.val ++ n)).symm)
      rw [List.mem_append, List.mem_append, p.mem_iff y]) s⟩
@[simp] theorem mem_union [DecidableEq α] {s t : Finset α} {a : α} : a ∈ s ∪ t ↔ a ∈ s ∨ a ∈ t := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  obtain ⟨m, hm, rfl⟩ := exists_list t
  exact (mem_ofList (l := l ++ m)).trans List.mem_append
instance [DecidableEq α] : Inter (Finset α) := ⟨fun s t => filter (· ∈ t) s⟩
@[simp] theorem mem_inter [DecidableEq α] {s t : Finset α} {a : α} : a ∈ s ∩ t ↔ a ∈ s ∧ a ∈ t := mem_filter
instance [DecidableEq α] : SDiff (Finset α) := ⟨fun s t => filter (¬· ∈ t) s⟩
@[simp] theorem mem_sdiff [DecidableEq α] {s t : Finset α} {a : α} : a ∈ s \ t ↔ a ∈ s ∧ a ∉ t := mem_filter
def erase [DecidableEq α] (s : Finset α) (a : α) : Finset α := filter (· ≠ a) s
@[simp] theorem mem_erase [DecidableEq α] {a b : α} {s : Finset α} : a ∈ erase s b ↔ a ≠ b ∧ a ∈ s := mem_filter.trans and_comm
def image [DecidableEq β] (f : α → β) : Finset α → Finset β :=
  lift (List.map f) fun l m h y k => by
    rw [List.mem_map] at k ⊢
    exact k.imp fun x hx => ⟨(h x).1 hx.1, hx.2⟩
@[simp] theorem mem_image [DecidableEq β] {f : α → β} {s : Finset α} {b : β} : b ∈ image f s ↔ ∃ a, a ∈ s ∧ f a = b := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  exact (mem_ofList (l := l.map f)).trans List.mem_map
def map (f : Function.Embedding α β) (s : Finset α) : Finset β :=
  Quot.lift (fun l => (Quot.mk _ ⟨l.val.map f.toFun, List.nodup_map l.property fun a _ b _ e => f.inj' e⟩ : Finset β))
    (fun l m p => ext fun y => by
      refine (List.mem_map (f := f.toFun) (l := l.val)).trans (Iff.trans ?_ (List.mem_map (f := f.toFun) (l := m.val)).symm)
      exact exists_congr fun x => and_congr (p.mem_iff x) Iff.rfl) s
@[simp] theorem mem_map {f : Function.Embedding α β} {s : Finset α} {b : β} : b ∈ map f s ↔ ∃ a, a ∈ s ∧ f a = b := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  exact List.mem_map (f := f.toFun) (l := l)
def elementLists : List α → List (List α)
  | [] => [[]]
  | a :: l => elementLists l ++ (elementLists l).map (a :: ·)
theorem mem_elementLists {l m : List α} (h : m ∈ elementLists l) : ∀ x, x ∈ m → x ∈ l := by
  induction l generalizing m with
  | nil =>
    intro x hx
    cases List.mem_cons.1 h with
    | inl e => exact e ▸ hx
    | inr k => exact (List.not_mem_nil _ k).elim
  | cons a l ih =>
    intro x hx
    cases List.mem_append.1 h with
    | inl k => exact .tail a (ih k x hx)
    | inr k =>
      obtain ⟨n, hn, rfl⟩ := List.mem_map.1 k
      exact (List.mem_cons.1 hx).elim (fun e => e ▸ .head l) fun k => .tail a (ih hn x k)
theorem filter_mem_elementLists (p : α → Bool) (l : List α) : l.filter p ∈ elementLists l := by
  induction l with
  | nil => exact .head _
  | cons a l ih =>
    unfold List.filter
    cases p a with
    | true => exact List.mem_append.2 (.inr (List.mem_map.2 ⟨_, ih, rfl⟩))
    | false => exact List.mem_append.2 (.inl ih)
theorem nodup_of_mem_elementLists {l m : List α} (n : l.Nodup) (h : m ∈ elementLists l) : m.Nodup := by
  induction l generalizing m with
  | nil =>
    cases List.mem_cons.1 h with
    | inl e => exact e ▸ .nil
    | inr k => exact (List.not_mem_nil _ k).elim
  | cons a l ih =>
    have n := List.nodup_cons.1 n
    cases List.mem_append.1 h with
    | inl k => exact ih n.2 k
    | inr k =>
      obtain ⟨q, hq, rfl⟩ := List.mem_map.1 k
      exact List.nodup_cons.2 ⟨fun hx => n.1 (mem_elementLists hq a hx), ih n.2 hq⟩
theorem exists_filter_of_subset [DecidableEq α] {s : Finset α} {l : List α} (h : ∀ x, x ∈ s → x ∈ l) : ∃ m, m ∈ elementLists l ∧ ∀ x, x ∈ m ↔ x ∈ s :=
  ⟨l.filter fun x => decide (x ∈ s), filter_mem_elementLists _ l, fun x => by
    rw [List.mem_filter, decide_eq_true_eq]; exact ⟨And.right, fun k => ⟨h x k, k⟩⟩⟩
def powerset [DecidableEq α] (s : Finset α) : Finset (Finset α) :=
  Quot.lift (fun l => ofList ((elementLists l.val).map ofList)) (fun l m p => by
    have key : ∀ l m : List α, (∀ x, x ∈ l ↔ x ∈ m) → ∀ t, t ∈ (elementLists l).map ofList → t ∈ (elementLists m).map ofList := by
      intro l m h t ht
      obtain ⟨n, hn, rfl⟩ := List.mem_map.1 ht
      obtain ⟨q, hq, e⟩ := exists_filter_of_subset (s := ofList n) (l := m) fun x hx => (h x).1 (mem_elementLists hn x (mem_ofList.1 hx))
      exact List.mem_map.2 ⟨q, hq, ext fun x => by rw [mem_ofList, e x]⟩
    exact ext fun t => by
      rw [mem_ofList, mem_ofList]
      exact ⟨key _ _ p.mem_iff t, key _ _ (fun x => (p.mem_iff x).symm) t⟩) s
@[simp] theorem mem_powerset [DecidableEq α] {s t : Finset α} : s ∈ powerset t ↔ s ⊆ t := by
  obtain ⟨l, hl, rfl⟩ := exists_list t
  refine (mem_ofList (l := (elementLists l).map ofList)).trans ?_
  rw [List.mem_map]
  constructor
  · rintro ⟨m, hm, rfl⟩ x hx
    exact mem_elementLists hm x (mem_ofList.1 hx)
  · intro h
    obtain ⟨m, hm, e⟩ := exists_filter_of_subset (s := s) (l := l) fun x hx => h hx
    exact ⟨m, hm, ext fun x => by rw [mem_ofList, e x]⟩
def powersetCard [DecidableEq α] (n : Nat) (s : Finset α) : Finset (Finset α) := filter (fun t => t.card = n) (powerset s)
@[simp] theorem mem_powersetCard [DecidableEq α] {n : Nat} {s t : Finset α} : t ∈ powersetCard n s ↔ t ⊆ s ∧ t.card = n := by
  unfold powersetCard; rw [mem_filter, mem_powerset]
protected def Nonempty (s : Finset α) : Prop := ∃ x, x ∈ s
instance [DecidableEq α] (s : Finset α) : Decidable s.Nonempty :=
  decidable_of_iff (∃ x, x ∈ s ∧ True) ⟨fun ⟨x, h, _⟩ => ⟨x, h⟩, fun ⟨x, h⟩ => ⟨x, h, trivial⟩⟩
def product [DecidableEq α] [DecidableEq β] (s : Finset α) (t : Finset β) : Finset (α × β) :=
  Quot.lift (fun l : Subtype fun l : List α => l.Nodup => lift (fun m => l.val.flatMap fun a => m.map fun b => (a, b))
      (fun m n h y k => by
        obtain ⟨a, ha, k⟩ := List.mem_flatMap.1 k
        obtain ⟨b, hb, e⟩ := List.mem_map.1 k
        exact List.mem_flatMap.2 ⟨a, ha, List.mem_map.2 ⟨b, (h b).1 hb, e⟩⟩) t)
    (fun l m p => ext fun y => by
      obtain ⟨n, hn, rfl⟩ := exists_list t
      refine (mem_ofList (l := l.val.flatMap fun a => n.map fun b => (a, b))).trans
        (Iff.trans ?_ (mem_ofList (l := m.val.flatMap fun a => n.map fun b => (a, b))).symm)
      rw [List.mem_flatMap, List.mem_flatMap]
      exact exists_congr fun a => and_congr (p.mem_iff a) Iff.rfl) s
@[simp] theorem mem_product [DecidableEq α] [DecidableEq β] {s : Finset α} {t : Finset β} {p : α × β} : p ∈ product s t ↔ p.1 ∈ s ∧ p.2 ∈ t := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  obtain ⟨m, hm, rfl⟩ := exists_list t
  refine (mem_ofList (l := l.flatMap fun a => m.map fun b => (a, b))).trans ?_
  rw [List.mem_flatMap]
  constructor
  · rintro ⟨a, ha, k⟩
    obtain ⟨b, hb, rfl⟩ := List.mem_map.1 k
    exact ⟨ha, hb⟩
  · intro h
    exact ⟨p.1, h.1, List.mem_map.2 ⟨p.2, h.2, rfl⟩⟩
instance [DecidableEq α] [DecidableEq β] : SProd (Finset α) (Finset β) (Finset (α × β)) := ⟨product⟩
instance : CoeTC (Finset α) (Set α) := ⟨fun s => {a | a ∈ s}⟩
instance : CoeSort (Finset α) (Type u) := ⟨fun s => { x : α // x ∈ s }⟩
@[simp] theorem mem_coe {a : α} {s : Finset α} : a ∈ (s : Set α) ↔ a ∈ s := Iff.rfl
@[simp] theorem card_empty : (∅ : Finset α).card = 0 := rfl
@[simp] theorem card_singleton (a : α) : ({a} : Finset α).card = 1 := rfl
theorem card_of_list [DecidableEq α] {l : List α} (h : l.Nodup) : (ofList l).card = l.length :=
  (List.perm_of_nodup (List.nodup_dedup l) h fun _ => List.mem_dedup).length_eq
theorem card_insert_of_notMem [DecidableEq α] {a : α} {s : Finset α} (h : a ∉ s) : (insert a s).card = s.card + 1 := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  exact card_of_list (List.nodup_cons.2 ⟨h, hl⟩)
@[simp] theorem sum_empty {ι : Type u} [AddCommMonoid β] (f : ι → β) : ∑ x ∈ (∅ : Finset ι), f x = 0 := rfl
@[simp] theorem prod_empty {ι : Type u} [CommMonoid β] (f : ι → β) : ∏ x ∈ (∅ : Finset ι), f x = 1 := rfl
@[simp] theorem sum_singleton {ι : Type u} [AddCommMonoid β] (f : ι → β) (a : ι) : ∑ x ∈ ({a} : Finset ι), f x = f a := _root_.add_zero (f a)
@[simp] theorem prod_singleton {ι : Type u} [CommMonoid β] (f : ι → β) (a : ι) : ∏ x ∈ ({a} : Finset ι), f x = f a := _root_.mul_one (f a)
theorem sum_of_list {ι : Type u} [DecidableEq ι] [AddCommMonoid β] (f : ι → β) {l : List ι} (h : l.Nodup) : ∑ x ∈ ofList l, f x = (l.map f).sum :=
  (List.perm_of_nodup (List.nodup_dedup l) h fun _ => List.mem_dedup).sum_eq f
theorem sum_insert {ι : Type u} [DecidableEq ι] [AddCommMonoid β] (f : ι → β) {a : ι} {s : Finset ι} (h : a ∉ s) :
    ∑ x ∈ insert a s, f x = f a + ∑ x ∈ s, f x := by
  obtain ⟨l, hl, rfl⟩ := exists_list s
  exact sum_of_list f (List.nodup_cons.2 ⟨h, hl⟩)
end Finset

instance Fin.instFintype (n : Nat) : Fintype (Fin n) where
  elems := Finset.lift (fun l => l.flatMap fun i => if h : i < n then [⟨i, h⟩] else [])
    (fun l m h y k => by
      obtain ⟨a, ha, k⟩ := List.mem_flatMap.1 k
      exact List.mem_flatMap.2 ⟨a, (h a).1 ha, k⟩) (Finset.range n)
  complete x := (Finset.mem_ofList (l := (List.range n).flatMap fun i => if h : i < n then [(⟨i, h⟩ : Fin n)] else [])).2
    (List.mem_flatMap.2 ⟨x.val, List.mem_range.2 x.isLt, by rw [dif_pos x.isLt]; exact .head _⟩)
instance Bool.instFintype : Fintype Bool := ⟨{true, false}, fun b => by cases b <;> decide⟩
instance PUnit.instFintype : Fintype PUnit := ⟨{PUnit.unit}, fun _ => Finset.mem_singleton.2 rfl⟩
instance Prod.instFintype {α : Type u} {β : Type v} [DecidableEq α] [DecidableEq β] [Fintype α] [Fintype β] : Fintype (α × β) :=
  ⟨Finset.product Finset.univ Finset.univ, fun p => Finset.mem_product.2 ⟨Finset.mem_univ _, Finset.mem_univ _⟩⟩
def Fintype.card (α : Type u) [Fintype α] : Nat := (Finset.univ : Finset α).card
instance Fintype.decidableForallFintype {α : Type u} {p : α → Prop} [DecidablePred p] [Fintype α] : Decidable (∀ a, p a) :=
  decidable_of_iff (∀ a, a ∈ (Finset.univ : Finset α) → p a) ⟨fun h a => h a (Finset.mem_univ a), fun h a _ => h a⟩
instance Fintype.decidableExistsFintype {α : Type u} {p : α → Prop} [DecidablePred p] [Fintype α] : Decidable (∃ a, p a) :=
  decidable_of_iff (∃ a, a ∈ (Finset.univ : Finset α) ∧ p a) ⟨fun ⟨a, _, h⟩ => ⟨a, h⟩, fun ⟨a, h⟩ => ⟨a, Finset.mem_univ a, h⟩⟩

instance Int.instLocallyFiniteOrder : LocallyFiniteOrder Int where
  finsetIcc a b := Finset.image (fun i : Nat => a + i) (Finset.range (b + 1 - a).toNat)
  finsetIco a b := Finset.image (fun i : Nat => a + i) (Finset.range (b - a).toNat)
  finsetIoc a b := Finset.image (fun i : Nat => a + 1 + i) (Finset.range (b - a).toNat)
  finsetIoo a b := Finset.image (fun i : Nat => a + 1 + i) (Finset.range (b - a - 1).toNat)
  finset_mem_Icc a b x := by
    rw [Finset.mem_image]
    exact ⟨fun ⟨i, h, e⟩ => by rw [Finset.mem_range] at h; omega, fun h => ⟨(x - a).toNat, by rw [Finset.mem_range]; omega, by omega⟩⟩
  finset_mem_Ico a b x := by
    rw [Finset.mem_image]
    exact ⟨fun ⟨i, h, e⟩ => by rw [Finset.mem_range] at h; omega, fun h => ⟨(x - a).toNat, by rw [Finset.mem_range]; omega, by omega⟩⟩
  finset_mem_Ioc a b x := by
    rw [Finset.mem_image]
    exact ⟨fun ⟨i, h, e⟩ => by rw [Finset.mem_range] at h; omega, fun h => ⟨(x - a - 1).toNat, by rw [Finset.mem_range]; omega, by omega⟩⟩
  finset_mem_Ioo a b x := by
    rw [Finset.mem_image]
    exact ⟨fun ⟨i, h, e⟩ => by rw [Finset.mem_range] at h; omega, fun h => ⟨(x - a - 1).toNat, by rw [Finset.mem_range]; omega, by omega⟩⟩
instance Fin.instLocallyFiniteOrder (n : Nat) : LocallyFiniteOrder (Fin n) where
  finsetIcc a b := Finset.filter (fun x => a ≤ x ∧ x ≤ b) Finset.univ
  finsetIco a b := Finset.filter (fun x => a ≤ x ∧ x < b) Finset.univ
  finsetIoc a b := Finset.filter (fun x => a < x ∧ x ≤ b) Finset.univ
  finsetIoo a b := Finset.filter (fun x => a < x ∧ x < b) Finset.univ
  finset_mem_Icc a b x := Finset.mem_filter.trans ⟨And.right, fun h => ⟨Finset.mem_univ x, h⟩⟩
  finset_mem_Ico a b x := Finset.mem_filter.trans ⟨And.right, fun h => ⟨Finset.mem_univ x, h⟩⟩
  finset_mem_Ioc a b x := Finset.mem_filter.trans ⟨And.right, fun h => ⟨Finset.mem_univ x, h⟩⟩
  finset_mem_Ioo a b x := Finset.mem_filter.trans ⟨And.right, fun h => ⟨Finset.mem_univ x, h⟩⟩

namespace Set
variable {α : Type u}
/-- A set that some finite set lists. -/
protected def Finite (s : Set α) : Prop := ∃ t : Finset α, ∀ x, x ∈ t ↔ x ∈ s
protected def Infinite (s : Set α) : Prop := ¬s.Finite
/-- The number of elements of a finite set, 0 for an infinite one. -/
noncomputable def ncard (s : Set α) : Nat := open Classical in if h : s.Finite then (choose h).card else 0
theorem ncard_of_infinite {s : Set α} (h : s.Infinite) : ncard s = 0 := dif_neg h
theorem ncard_eq_card {s : Set α} {t : Finset α} (h : ∀ x, x ∈ t ↔ x ∈ s) : ncard s = t.card := by
  have f : s.Finite := ⟨t, h⟩
  have e : Classical.choose f = t := Finset.ext fun x => (Classical.choose_spec f x).trans (h x).symm
  exact (dif_pos f).trans (congrArg Finset.card e)
theorem ncard_coe_finset (t : Finset α) : ncard (t : Set α) = t.card := ncard_eq_card fun _ => Iff.rfl
@[simp] theorem ncard_empty : ncard (∅ : Set α) = 0 := ncard_eq_card (t := ∅) fun x => iff_of_false (Finset.notMem_empty x) id
@[simp] theorem ncard_singleton (a : α) : ncard ({a} : Set α) = 1 := ncard_eq_card (t := {a}) fun x => Finset.mem_singleton
theorem finite_coe_finset (t : Finset α) : (t : Set α).Finite := ⟨t, fun _ => Iff.rfl⟩
theorem finite_empty : (∅ : Set α).Finite := ⟨∅, fun x => iff_of_false (Finset.notMem_empty x) id⟩
end Set
class inductive Finite (α : Sort u) : Prop where
  | intro {n : Nat} (e : α ≃ Fin n) : Finite α
class Infinite (α : Sort u) : Prop where
  not_finite : ¬Finite α
/-- The number of elements of a finite type, 0 for an infinite one. -/
noncomputable def Nat.card (α : Type u) : Nat := Set.ncard (Set.univ : Set α)

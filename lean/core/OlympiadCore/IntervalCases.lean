prelude
import OlympiadCore.Quote
-- `interval_cases` finds the bounds of a term by `omega`, in steps that double and then by halving, and
-- splits between them. A bound `b` travels as the numeral `b + 2 ^ 20`, so that it may be negative.
set_option linter.all false

theorem interval_cases_split {p q : Prop} (h : p → q) (k : ¬p → q) : q := (em p).elim h k
namespace IntervalCases
def zero : Nat := 1048576
def num (n : Nat) : Lean.NumLit := Lean.Syntax.mkNatLit n
/-- The bound that the numeral stands for. -/
def bound (u : Nat) : Lean.MacroM Lean.Term :=
  match Nat.ble zero u with
  | true => `($(num (u - zero)))
  | false => `(-$(num (zero - u)))
end IntervalCases
open IntervalCases
/-- `x` lies between two bounds by `h` and `k`: split into cases of one value each. -/
syntax "interval_cases_between" term:max ident ident num num : tactic
macro_rules
  | `(tactic| interval_cases_between $x $h $k $u $v) => do
    let lo := u.getNat
    let hi := v.getNat
    let middle := (lo + hi) / 2
    match Nat.beq lo hi with
    | true => `(tactic| first
      | (exfalso; omega)
      | (have e : $x = $(← bound lo) := by first | exact Nat.le_antisymm $k $h | exact Int.le_antisymm $k $h
         clear $h $k
         first | subst e | skip))
    | false => `(tactic| focus (
        refine interval_cases_split (p := $x ≤ $(← bound middle)) (fun k => ?_) (fun n => ?_)
        rotate_left
        have h : $(← bound (middle + 1)) ≤ $x := by first | exact Nat.lt_of_not_le n | exact Int.not_le.1 n
        clear n $h
        interval_cases_between $x h $k $(num (middle + 1)) $v
        rotate_right
        clear $k
        interval_cases_between $x $h k $u $(num middle)))
/-- `x ≤ v` by `k`, and `x ≤ w` cannot be proved: find the least bound between. -/
syntax "interval_cases_below" term:max ident ident num num num : tactic
macro_rules
  | `(tactic| interval_cases_below $x $h $k $u $w $v) => do
    let middle := (w.getNat + v.getNat) / 2
    match Nat.ble middle w.getNat with
    | true => `(tactic| interval_cases_between $x $h $k $u $v)
    | false => `(tactic| first
      | (have k : $x ≤ $(← bound middle) := by omega
         clear $k
         interval_cases_below $x $h k $u $w $(num middle))
      | interval_cases_below $x $h $k $u $(num middle) $v)
/-- `u ≤ x` by `h`: find an upper bound at most `s` above, or double `s`. -/
syntax "interval_cases_above" term:max ident num num : tactic
macro_rules
  | `(tactic| interval_cases_above $x $h $u $s) => do
    let v := u.getNat + s.getNat
    let w := u.getNat + s.getNat / 2
    match Nat.ble s.getNat 127 with
    | true => `(tactic| first
      | (have k : $x ≤ $(← bound v) := by omega
         interval_cases_below $x $h k $u $(num w) $(num v))
      | interval_cases_above $x $h $u $(num (2 * s.getNat + 1)))
    | false => `(tactic| fail "more than 128 values")
/-- `u ≤ x` by `h`, and `w ≤ x` cannot be proved: find the greatest bound between. -/
syntax "interval_cases_least" term:max ident num num : tactic
macro_rules
  | `(tactic| interval_cases_least $x $h $u $w) => do
    let middle := (u.getNat + w.getNat) / 2
    match Nat.ble middle u.getNat with
    | true => `(tactic| interval_cases_above $x $h $u 0)
    | false => do
      let c ← `($(← bound middle) ≤ $x)
      `(tactic| first
      | (have h : $c := by omega
         clear $h
         interval_cases_least $x h $(num middle) $w)
      | (fail_if_success have : $c := by omega
         interval_cases_least $x $h $u $(num middle)))
/-- `u ≤ x` by `h`: try the bound `s` above it. -/
syntax "interval_cases_up" term:max ident num num : tactic
macro_rules
  | `(tactic| interval_cases_up $x $h $u $s) => do
    let w := u.getNat + s.getNat
    let c ← `($(← bound w) ≤ $x)
    match Nat.ble w (2 * zero) with
    | true => `(tactic| first
      | (have h : $c := by omega
         clear $h
         interval_cases_up $x h $(num w) $(num (2 * s.getNat)))
      | (fail_if_success have : $c := by omega
         interval_cases_least $x $h $u $(num w)))
    | false => `(tactic| fail "no bound")
/-- Try the lower bound `-s`. -/
syntax "interval_cases_down" term:max num : tactic
macro_rules
  | `(tactic| interval_cases_down $x $s) => do
    let c ← `($(← bound (zero - s.getNat)) ≤ $x)
    match Nat.ble s.getNat zero with
    | true => `(tactic| first
      | (have h : $c := by omega
         interval_cases_least $x h $(num (zero - s.getNat)) $(num (zero - s.getNat / 2)))
      | (fail_if_success have : $c := by omega
         interval_cases_down $x $(num (2 * s.getNat))))
    | false => `(tactic| fail "no bound")
/-- One goal for each value of a term between the bounds that the context gives for it. -/
syntax "interval_cases " term:max : tactic
macro_rules
  | `(tactic| interval_cases $x) => do
    `(tactic| first
    | (have k : $x ≤ $(num zero) := by omega
       clear k
       first
       | (have h : 0 ≤ $x := by omega
          interval_cases_up $x h $(num zero) 1)
       | (fail_if_success have : 0 ≤ $x := by omega
          interval_cases_down $x 1))
    | (exfalso; omega)
    | fail "interval_cases: no bounds for this term in the context, or more than 128 values")

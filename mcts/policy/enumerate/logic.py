"""Rules for connectives and quantifiers, in the goal and in what is known."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mcts.policy.enumerate import polynomial
from mcts.policy.enumerate.terms import Term
from mcts.policy.enumerate.view import GoalView, Known
from mcts.protocols.policy import Proposal

_FACT_NAME = re.compile(r"[^\W\d][\w']*")


def logic(view: GoalView) -> Iterator[Proposal]:
    """Yield introductions for the target, eliminations and uses for the facts."""
    yield from _target(view)
    for age, fact in enumerate(view.facts[:8]):
        recent = 1.0 / (1 + 0.15 * age)
        for proposal in _fact(view, fact):
            yield Proposal(proposal.action, proposal.weight * recent)
    for known in view.known:
        if known.type.text in ("Bool", "Prop") or (known.is_fact and known.type.head == "∀"):
            yield Proposal(f"by_cases {view.fresh('h')[0]} : {known.name}", 1.5)
    if view.hidden:
        names = " ".join(view.fresh("x", len(view.hidden)))
        yield Proposal(f"rename_i {names}", 3)
    for term in view.target.walk():
        if term.head == "if" and not term.args[0].names:
            yield Proposal("split", 4)
            break


def _target(view: GoalView) -> Iterator[Proposal]:
    target = view.target
    if target.head in ("∀", "→", "¬", "≠"):
        names = list(_intro_names(view, target))
        if len(names) > 1:
            yield Proposal("intro " + " ".join(names), 9)
        yield Proposal(f"intro {names[0]}", 4 if len(names) > 1 else 8)
    elif target.head in ("∧", "↔"):
        yield Proposal("constructor", 9)
    elif target.head == "∨":
        yield Proposal("left", 4)
        yield Proposal("right", 4)
    elif target.head == "∃":
        for witness in _witnesses(view, target):
            yield Proposal(f"refine ⟨{witness}, ?_⟩", 5)
    elif target.text == "False":
        for fact in view.facts:
            if fact.type.head in ("¬", "≠"):
                yield Proposal(f"apply {fact.name}", 4)
    elif target.head in ("=", "<", "≤", "∣"):
        yield Proposal("exfalso", 0.3)
        yield Proposal(f"by_cases {view.fresh('hc')[0]} : {target.text}", 0.1)


def _intro_names(view: GoalView, target: Term) -> Iterator[str]:
    """Yield a name for each binder and hypothesis that `intro` can take from the target."""
    taken = {k.name for k in view.known}

    def name(wanted: str) -> str:
        wanted = wanted if _FACT_NAME.fullmatch(wanted) else "x"
        candidate, number = wanted, 1
        while candidate in taken:
            candidate, number = f"{wanted}{number}", number + 1
        taken.add(candidate)
        return candidate

    for _ in range(12):
        if target.head == "∀":
            for bound in target.names:
                yield name(bound)
                if any(t.head in ("<", "≤", ">", "≥", "∈") for t in target.args[:-1]):
                    break
            target = target.args[-1]
        elif target.head == "→":
            yield name("h")
            target = target.args[1]
        elif target.head in ("¬", "≠"):
            yield name("h")
            return
        else:
            return


def _witnesses(view: GoalView, target: Term) -> Iterator[str]:
    """Yield witnesses for the first bound name: solutions of an equation, then small guesses."""
    name = target.names[0]
    seen = set[str]()
    for term in target.walk():
        if term.head in ("=", "≡") and len(term.args) >= 2:
            for witness in _solve(term, name):
                if witness not in seen and not any(
                    re.search(rf"(?<![\w.]){other}(?![\w'])", witness) for other in target.names
                ):
                    seen.add(witness)
                    yield witness
    numbers = [*view.numbers("Nat"), *view.numbers("Int")][:4]
    for guess in [*numbers, "0", "1", "2", *(f"{number} + 1" for number in numbers)]:
        if guess not in seen:
            seen.add(guess)
            yield guess


def _solve(equation: Term, name: str) -> Iterator[str]:
    """Solve an equation that is linear in `name` with a number as its coefficient."""
    left, right = map(polynomial.of_term, equation.args[:2])
    if left is None or right is None:
        for here, there in (equation.args[:2], equation.args[1::-1]):
            if here.head == "var" and here.text == name and not there.mentions(name):
                yield there.text
        return
    difference = polynomial.plus(left, right, -1)
    own = difference.get((name,), 0)
    rest = {m: c for m, c in difference.items() if m != (name,)}
    if own == 0 or any(name in monomial for monomial in rest):
        return
    negated = polynomial.plus({}, rest, -1)
    solution = polynomial.divide(negated, own)
    if solution is not None and polynomial.natural(solution):
        yield polynomial.spell(solution)
    elif own < 0 and polynomial.natural(rest):
        yield f"({polynomial.spell(rest)}) / {-own}"
    elif own > 0 and polynomial.natural(negated):
        yield f"({polynomial.spell(negated)}) / {own}"


def _fact(view: GoalView, fact: Known) -> Iterator[Proposal]:
    name, head = fact.name, fact.type.head
    if head in ("∧", "↔"):
        first, second = view.fresh("h", 2)
        yield Proposal(f"obtain ⟨{first}, {second}⟩ := {name}", 7)
    elif head == "∃":
        witness = view.fresh(fact.type.names[0])[0]
        yield Proposal(f"obtain ⟨{witness}, {view.fresh('h')[0]}⟩ := {name}", 7)
    elif head == "∨":
        yield Proposal(f"rcases {name} with {name} | {name}", 6)
    elif head in ("∣", "Even", "Odd", "IsSquare"):
        pair = f"⟨{view.fresh('k')[0]}, {view.fresh('hk')[0]}⟩"
        yield Proposal(f"obtain {pair} := {name}", 3)
    elif head in ("∀", "→"):
        yield Proposal(f"apply {name}", 2)
        yield Proposal(f"exact {name} _ (by omega)", 0.3)
        yield from _instances(view, fact)
    elif head == "=":
        yield Proposal(f"rw [{name}]", 2)
        yield Proposal(f"rw [← {name}]", 0.7)
        yield Proposal(f"simp [{name}]", 1)
        if any(side.head == "var" for side in fact.type.args):
            yield Proposal(f"subst {name}", 3)
    elif head in ("¬", "≠"):
        yield Proposal(f"exact {name} (by omega)", 0.3)
    if head not in ("∀", "→", "="):
        yield Proposal(f"simp at {name}", 0.4)


def _instances(view: GoalView, fact: Known) -> Iterator[Proposal]:
    """Use a general fact at the variables that there are."""
    if fact.type.head != "∀":
        return
    new = view.fresh("hx")[0]
    for variable in [*view.numbers("Nat"), *view.numbers("Int")][:3]:
        yield Proposal(f"have {new} := {fact.name} {variable}", 0.8)
    several = len(fact.type.names)
    for number in ("0", "1", "2"):
        yield Proposal(f"have {new} := {fact.name} {number}", 0.4)
        if several > 1:
            yield Proposal(f"have {new} := {fact.name} {' '.join([number] * several)}", 0.6)

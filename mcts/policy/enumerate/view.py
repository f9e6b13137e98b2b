"""A goal as the rules see it: what is to be shown, what is known, and what may be named."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from lean.driver.goals import Goal
from mcts.policy.enumerate.terms import Term, read

_RELATIONS = frozenset(
    ["=", "≠", "<", "≤", ">", "≥", "∣", "≡", "∈", "∉", "⊆", "∧", "∨", "¬", "↔", "→", "∀", "∃"]
)
_PREDICATES = frozenset(
    ["False", "True", "Even", "Odd", "Prime", "Coprime", "IsSquare", "ModEq", "Pairwise"]
)


# What a type ends in that is no proposition: sorts, and types of objects.
_SORTS = frozenset(["Prop", "Type", "Sort"])
_NUMBERS = frozenset(["Nat", "Int", "ℕ", "ℤ", "ℚ", "ℝ", "ℂ", "Fin", "ZMod", "Bool", "Char"])
_COLLECTIONS = frozenset(["List", "Array", "Option", "Set", "Finset", "Multiset", "String", "×"])
_TYPES = _NUMBERS | _COLLECTIONS | {"Unit", "Polynomial", "Matrix"}


@dataclass(frozen=True)
class Known:
    """A named line of the context: a variable (`type` is a type) or a fact."""

    name: str
    type: Term
    is_fact: bool


def _ending(term: Term) -> Term:
    """Return what is left of a type when everything before its last arrow is given."""
    while term.head in ("→", "∀") and term.args:
        term = term.args[-1]
    return term


def _name(term: Term) -> str:
    """Return the head of a term: a variable's or constant's name, or the operator."""
    return term.text if term.head == "var" else term.head


def is_proposition(term: Term, context: Mapping[str, Term]) -> bool:
    """Whether a type in a context looks like a proposition, whose inhabitants are facts.

    ``∀ x, p x`` with ``p : Nat → Prop`` is one; ``Nat → Prop`` and ``Nat → Nat`` are types of
    functions. ``context`` gives the types of the names before it.
    """
    last = _ending(term)
    name = _name(last)
    if name in _RELATIONS or name.rsplit(".", 1)[-1] in _PREDICATES:
        return True
    if name in _SORTS or name in _TYPES:
        return False
    declared = context.get(name)
    if declared is not None:
        return _name(_ending(declared)) == "Prop"
    # A name of the library: a statement if it ends an arrow, since types of functions that a
    # goal speaks of end in one of those above.
    return last is not term


@dataclass(frozen=True)
class GoalView:
    """What the rules read. `target` is what is to be shown; `hidden` names cannot be typed."""

    target: Term
    known: tuple[Known, ...]
    hidden: tuple[str, ...]

    @cached_property
    def facts(self) -> tuple[Known, ...]:
        """The context's propositions, the newest first."""
        return tuple(k for k in reversed(self.known) if k.is_fact)

    @cached_property
    def variables(self) -> tuple[Known, ...]:
        """The context's numbers and other objects."""
        return tuple(k for k in self.known if not k.is_fact and k.type.text not in ("Prop", "Type"))

    def numbers(self, kind: str) -> tuple[str, ...]:
        """Names of the variables of a number type, `Nat` or `Int`."""
        spellings = {"Nat": ("Nat", "ℕ"), "Int": ("Int", "ℤ")}[kind]
        return tuple(k.name for k in self.variables if k.type.text in spellings)

    @cached_property
    def statements(self) -> tuple[Term, ...]:
        """The target and every fact."""
        return (self.target, *(fact.type for fact in self.facts))

    def fresh(self, wanted: str, count: int = 1) -> tuple[str, ...]:
        """Return names that the context does not use: `h`, `h1`, `h2`, ..."""
        taken = {k.name for k in self.known}
        spellings: Iterable[str] = itertools.chain(
            [wanted], (f"{wanted}{number}" for number in itertools.count(1))
        )
        return tuple(itertools.islice((name for name in spellings if name not in taken), count))

    def all_terms(self) -> Iterator[Term]:
        """Yield every subterm of the target and the facts."""
        for statement in self.statements:
            yield from statement.walk()


def view(goal: Goal) -> GoalView:
    """Read a goal of the driver."""
    known: list[Known] = []
    hidden: list[str] = []
    context: dict[str, Term] = {}
    for hypothesis in goal.hypotheses:
        if hypothesis.is_instance:
            continue
        term = read(hypothesis.type.text)
        is_fact = is_proposition(term, context)
        context.update(dict.fromkeys(hypothesis.names, term))
        for name in hypothesis.names:
            if "✝" in name:
                hidden.append(name)
            else:
                known.append(Known(name, term, is_fact))
    return GoalView(read(goal.target.text), tuple(known), tuple(hidden))

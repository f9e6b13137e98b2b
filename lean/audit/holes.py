"""The holes of a trusted statement: what it leaves open by `sorry`, for the candidate to fill.

A theorem whose proof is left open is a hole; so is a definition whose value is, which is how a
statement asks for an answer. The candidate declares each under its own name and with its own type.
"""

from __future__ import annotations

from lean.audit.meaning import is_auxiliary
from lean.audit.olean import Constant
from lean.audit.terms import APP, CONST, LAM, Name, TermBank

SORRY: Name = ("sorryAx",)


def kind_of(hole: Constant) -> str:
    """Return what a hole is called: `theorem` or `definition`."""
    return "definition" if hole.kind == "definition" else "theorem"


class Holes:
    """What a statement's file leaves open.

    `open` holds the theorems and definitions with a `sorry` in them. `left_out` are the names by which a term of the file says that a part of it is open: `sorryAx`, and what
    the compiler made of an open part for itself (`f._proof_1`).
    """

    def __init__(self, constants: list[Constant], bank: TermBank) -> None:
        self._bank = bank
        used = {
            constant.name: bank.constants_of([constant.value])
            for constant in constants
            if constant.value >= 0
        }
        auxiliary = {c.name for c in constants if is_auxiliary(c)}
        left_out = {SORRY}
        grown = True
        while grown:
            new = {n for n in auxiliary - left_out if used.get(n, set()) & left_out}
            left_out |= new
            grown = bool(new)
        self.left_out: frozenset[Name] = frozenset(left_out)
        self.open: dict[Name, Constant] = {
            constant.name: constant
            for constant in constants
            if constant.kind in ("theorem", "definition")
            and constant.name not in auxiliary
            and used[constant.name] & left_out
        }

    def stated_open(self, constants: list[Constant]) -> Name:
        """Return the first declaration that says `sorry` in what it states, or an empty name."""
        for constant in constants:
            if not is_auxiliary(constant) and SORRY in self._bank.constants_of([constant.type]):
                return constant.name
        return ()

    def whole(self, constant: Constant) -> bool:
        """Say whether all of a definition's value is open, up to its arguments."""
        nodes = self._bank.nodes
        number = constant.value
        while nodes[number][0] == LAM:
            number = nodes[number][2]
        node = nodes[number]
        while node[0] == APP:
            node = nodes[node[1]]
        return node[0] == CONST and node[1] in self.left_out

"""Compares what two separately compiled modules say, up to what a compiler may choose freely.

The trusted statement and the candidate are compiled apart, so that the compiler may give other
names to what it makes for itself. Three differences count as none, because the kernel cannot tell
them apart, and nothing else does:

* **Names of universes.** They are bound by the declaration, like any variable: those of a
  definition correspond by position, those of the theorem one to one.
* **Auxiliary constants** that the compiler shares between declarations (`f.match_1`,
  `f._proof_1`): a matcher that an earlier lemma made is used again under the lemma's name. Two of
  them correspond if their types and values do, in turn, by this very comparison: unfolding makes
  the same term of both.
* **Proofs.** Two proofs of one proposition are equal to the kernel, so that of a theorem only the
  proposition counts. That the candidate's own is a proof, and on which axioms it rests, is asked
  of the kernel afterwards, as for everything in the candidate.

Beside these, what the statement leaves open by `sorry` in the *value* of a definition may be anything:
the candidate is asked to fill it. Nothing may stand for a `sorry` in a type.
"""

from __future__ import annotations

import re

from lean.audit.olean import Constant
from lean.audit.terms import (
    APP,
    CHILDREN,
    CONST,
    L_PARAM,
    PROJ,
    Name,
    TermBank,
)

# Definitions and theorems that the compiler makes for a declaration and takes again for another.
_SHARED = re.compile(r"(match|_proof)_\d+\Z")
_AUXILIARY_KINDS = ("definition", "theorem")


def is_auxiliary(constant: Constant) -> bool:
    """Say whether a constant is of the kind that the compiler shares between declarations."""
    last = constant.name[-1] if constant.name else ""
    return (
        constant.kind in _AUXILIARY_KINDS
        and isinstance(last, str)
        and _SHARED.fullmatch(last) is not None
    )


def mentions(constant: Constant, bank: TermBank) -> set[Name]:
    """Return the names in a declaration's type and value, and an inductive type's parts."""
    roots = [constant.type] + ([constant.value] if constant.value >= 0 else [])
    names = bank.constants_of(roots)
    if constant.parts is not None:
        names |= {*constant.parts[1], *constant.parts[2]}
    if constant.family:
        names.add(constant.family)
    return names


def meaning_of(
    theorem: Constant, table: dict[Name, Constant], bank: TermBank
) -> dict[Name, Constant]:
    """Return the declarations of a file that the statement of one of its theorems rests on."""
    found: dict[Name, Constant] = {}
    stack = list(bank.constants_of([theorem.type]))
    while stack:
        name = stack.pop()
        constant = table.get(name)
        if constant is not None and name not in found:
            found[name] = constant
            stack.extend(mentions(constant, bank))
    return found


class _Universes:
    """Which universe of the candidate stands for which of the statement; one to one."""

    def __init__(self, free: bool) -> None:
        self._free = free
        self._forth: dict[Name, Name] = {}
        self._back: dict[Name, Name] = {}

    def same(self, ours: Name, theirs: Name) -> bool:
        """Say whether two names stand for each other; ties them if neither is tied and it may."""
        if ours in self._forth or theirs in self._back:
            return self._forth.get(ours) == theirs and self._back.get(theirs) == ours
        if self._free:
            self.tie(ours, theirs)
        return self._free

    def tie(self, ours: Name, theirs: Name) -> None:
        self._forth[ours] = theirs
        self._back[theirs] = ours


class Comparison:
    """Statement (`ours`) and candidate (`theirs`), whose terms share a bank.

    `left_out` are the names by which the statement says that a part of a value is open, and
    `free` its definitions whose whole value is. `differing` is empty or holds the name of the
    first declaration of the statement that the candidate has otherwise, or not at all.
    """

    def __init__(
        self,
        bank: TermBank,
        ours: dict[Name, Constant],
        theirs: dict[Name, Constant],
        left_out: frozenset[Name] = frozenset(),
        free: frozenset[Name] = frozenset(),
    ) -> None:
        self._nodes = bank.nodes
        self._ours = ours
        self._theirs = theirs
        self._left_out = left_out
        self._free = free
        self._pairs: list[tuple[Name, Name]] = []
        self._asked: set[tuple[Name, Name]] = set()
        self.differing: Name = ()

    def theorem(self, ours: Constant, theirs: Constant) -> bool:
        """Say whether two theorems state the same, universes taken one to one."""
        if len(ours.levels) != len(theirs.levels) or len(set(theirs.levels)) != len(theirs.levels):
            return False
        universes = _Universes(free=True)
        return self._terms(ours.type, theirs.type, universes) and self._rest()

    def definition(self, ours: Constant, theirs: Constant) -> bool:
        """Say whether two definitions agree but for what the statement leaves open."""
        self._asked.add((ours.name, theirs.name))
        return self._declarations(ours, theirs) and self._rest()

    def negation(self, ours: Constant, theirs: Constant, negated: int) -> bool:
        """Say whether `theirs` states `negated`, a negation of what `ours` states."""
        if len(ours.levels) != len(theirs.levels) or len(set(theirs.levels)) != len(theirs.levels):
            return False
        return self._terms(negated, theirs.type, _Universes(free=True)) and self._rest()

    def _rest(self) -> bool:
        """Compare all declarations that the terms compared so far rest on, and theirs in turn."""
        while self._pairs:
            mine, other = self._pairs.pop()
            ours, theirs = self._ours[mine], self._theirs.get(other)
            if theirs is None or not self._declarations(ours, theirs):
                self.differing = mine
                return False
        return True

    def _declarations(self, ours: Constant, theirs: Constant) -> bool:
        if (
            ours.kind != theirs.kind
            or ours.unsafe != theirs.unsafe
            or ours.parts != theirs.parts
            or ours.family != theirs.family
            or len(ours.levels) != len(theirs.levels)
            or len(set(theirs.levels)) != len(theirs.levels)
        ):
            return False
        universes = _Universes(free=False)
        for mine, other in zip(ours.levels, theirs.levels, strict=True):
            universes.tie(mine, other)
        if ours.parts is not None:
            for name in (*ours.parts[1], *ours.parts[2]):
                self._ask(name, name)
        if ours.family:
            self._ask(ours.family, ours.family)
        if not self._terms(ours.type, theirs.type, universes):
            return False
        if ours.value < 0 or ours.kind == "theorem" or ours.name in self._free:
            return True
        return self._terms(ours.value, theirs.value, universes, value=True)

    def _is_open(self, number: int) -> bool:
        """Say whether a term of the statement is one that it leaves open."""
        node = self._nodes[number]
        while node[0] == APP:
            node = self._nodes[node[1]]
        return node[0] == CONST and node[1] in self._left_out

    def _ask(self, ours: Name, theirs: Name) -> None:
        pair = (ours, theirs)
        if ours in self._ours and pair not in self._asked:
            self._asked.add(pair)
            self._pairs.append(pair)

    def _constants(self, ours: Name, theirs: Name) -> bool:
        """Say whether one name may stand for the other; what they mean is asked later."""
        if ours != theirs:
            mine, other = self._ours.get(ours), self._theirs.get(theirs)
            if mine is None or other is None or not (is_auxiliary(mine) and is_auxiliary(other)):
                return False
        self._ask(ours, theirs)
        return True

    def _terms(self, ours: int, theirs: int, universes: _Universes, value: bool = False) -> bool:
        """Compare two terms node by node; their shared parts once."""
        seen: set[tuple[int, int]] = set()
        stack = [(ours, theirs)]
        while stack:
            pair = stack.pop()
            if pair in seen:
                continue
            seen.add(pair)
            mine, other = self._nodes[pair[0]], self._nodes[pair[1]]
            kind = mine[0]
            if value and self._left_out and kind in (APP, CONST) and self._is_open(pair[0]):
                continue
            if kind != other[0]:
                return False
            if kind == L_PARAM:
                if not universes.same(mine[1], other[1]):
                    return False
            elif kind == CONST:
                if len(mine[2]) != len(other[2]) or not self._constants(mine[1], other[1]):
                    return False
                stack.extend(zip(mine[2], other[2], strict=True))
            elif kind == PROJ:
                if mine[1:3] != other[1:3]:
                    return False
                self._ask(mine[1], other[1])
                stack.append((mine[3], other[3]))
            elif CHILDREN[kind]:
                stack.extend((mine[place], other[place]) for place in CHILDREN[kind])
            elif mine != other:
                return False
        return True

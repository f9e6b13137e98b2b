"""What a definition that was left open was filled with, and whether that says more than the question.

`{n | P n}` answers "find all n with P n" with the question itself: the theorem is then true and the
problem is not solved. Nothing can decide whether an answer is one that a jury would take; what can
be seen is whether it stands in the question already. That is said, and changes no verdict.
"""

from __future__ import annotations

from lean.audit.olean import Constant
from lean.audit.pretty import TOO_LONG, show_term
from lean.audit.terms import (
    APP,
    BVAR,
    CHILDREN,
    CONST,
    LAM,
    LET,
    NAT,
    PI,
    PROJ,
    SORT,
    STR,
    Name,
    TermBank,
)

_NUMERAL: Name = ("OfNat", "ofNat")
_NEGATIVE: Name = ("Neg", "neg")
_SET_BUILDER: Name = ("setOf",)
_DEEPEST = 20
_LARGE = 10_000


class Answer:
    """`text` is the value as the kernel has it, the candidate's own constants replaced by theirs;
    `plain` says that it is a number, a constant or a text; `asked_by` are the open theorems of the
    statement that are about it, `restates` those of them in which it stands already.
    """

    __slots__ = ("asked_by", "plain", "restates", "text")

    def __init__(
        self, text: str, plain: bool, asked_by: tuple[Name, ...], restates: tuple[Name, ...]
    ) -> None:
        self.text = text
        self.plain = plain
        self.asked_by = asked_by
        self.restates = restates

    @classmethod
    def of(
        cls,
        bank: TermBank,
        found: Constant,
        asking: list[Constant],
        theirs: dict[Name, Constant],
        ours: dict[Name, Constant],
    ) -> Answer:
        """Look at the definition that fills a hole, beside the theorems that ask for it."""
        asking = [t for t in asking if found.name in bank.constants_of([t.type])]
        asked_by = tuple(theorem.name for theorem in asking)
        if len(_reach(bank.nodes, found.value)) > _LARGE:
            return cls(TOO_LONG, False, asked_by, ())
        own = {name: constant for name, constant in theirs.items() if name not in ours}
        value = _unfolded(bank, found.value, own)
        core = _core(bank.nodes, value)
        restates = tuple(
            theorem.name
            for theorem in asking
            if not _plain(bank.nodes, core) and _stands_in(bank.nodes, core, theorem.type)
        )
        shown = show_term(bank, value, theirs)
        return cls(shown, _plain(bank.nodes, value), asked_by, restates)


def _parts(node: tuple) -> tuple[int, ...]:
    """Return the expressions that an expression is made of."""
    return () if node[0] == SORT else tuple(node[place] for place in CHILDREN[node[0]])


def _reach(nodes: list[tuple], root: int) -> list[int]:
    """Return the expressions in a term, parts before the whole."""
    seen: set[int] = set()
    stack = [root]
    while stack:
        number = stack.pop()
        if number not in seen:
            seen.add(number)
            stack.extend(_parts(nodes[number]))
    return sorted(seen)


def _unfolded(bank: TermBank, root: int, own: dict[Name, Constant]) -> int:
    """Return a term with the candidate's own constants replaced by their values, where that is small."""
    for _ in range(_DEEPEST):
        replaced = {
            name: own[name].value
            for name in bank.constants_of([root])
            if name in own and own[name].kind == "definition" and not own[name].levels
        }
        reach = _reach(bank.nodes, root)
        if not replaced or len(reach) > _LARGE:
            break
        made: dict[int, int] = {}
        for number in reach:
            node = bank.nodes[number]
            if node[0] == CONST and node[1] in replaced:
                made[number] = replaced[node[1]]
            elif parts := _parts(node):
                new = list(node)
                for place, part in zip(CHILDREN[node[0]], parts, strict=True):
                    new[place] = made[part]
                made[number] = bank.intern(tuple(new))
            else:
                made[number] = number
        root = made[root]
    return root


def _core(nodes: list[tuple], number: int) -> int:
    """Return what an answer says: the body of a function, the condition of a set."""
    while True:
        node = nodes[number]
        if node[0] == LAM or (node[0] == APP and _head(nodes, number) == (_SET_BUILDER, 2)):
            number = node[2]
        else:
            return number


def _head(nodes: list[tuple], number: int) -> tuple[Name, int]:
    """Return the constant that an application applies, if it is one, and the number of arguments."""
    count = 0
    node = nodes[number]
    while node[0] == APP:
        count += 1
        node = nodes[node[1]]
    return (node[1] if node[0] == CONST else (), count)


def _plain(nodes: list[tuple], number: int) -> bool:
    """Say whether a term is a number, a constant, a variable or a text, which may stand anywhere."""
    while nodes[number][0] == APP and _head(nodes, number) == (_NEGATIVE, 3):
        number = nodes[number][2]
    if nodes[number][0] == APP:
        return _head(nodes, number) == (_NUMERAL, 3)
    return nodes[number][0] in (BVAR, CONST, NAT, STR, SORT)


def _stands_in(nodes: list[tuple], part: int, whole: int) -> bool:
    """Say whether a term occurs in another, its free variables named by the order they occur in."""
    sizes: dict[int, int] = {}
    for number in sorted({*_reach(nodes, part), *_reach(nodes, whole)}):
        below = sum(sizes[below] for below in _parts(nodes[number]))
        sizes[number] = min(1 + below, _LARGE + 1)
    if sizes[part] > _LARGE:
        return False
    wanted = _canonical(nodes, part)
    alike = (n for n in _reach(nodes, whole) if sizes[n] == sizes[part])
    return any(_canonical(nodes, number) == wanted for number in alike)


def _canonical(nodes: list[tuple], root: int) -> list[tuple]:
    """Return a term's nodes in the order in which they are met, free variables by first occurrence."""
    order: dict[int, int] = {}
    out: list[tuple] = []
    stack = [(root, 0)]
    while stack:
        number, depth = stack.pop()
        node = nodes[number]
        kind = node[0]
        parts = _parts(node)
        if kind == BVAR and node[1] >= depth:
            out.append((BVAR, -1 - order.setdefault(node[1] - depth, len(order))))
        elif parts:
            out.append((kind, *(node[1:3] if kind == PROJ else ())))
            # The last part of a binder is inside it.
            inside = [0] * (len(parts) - 1) + [kind in (LAM, PI, LET)]
            stack += [(p, depth + i) for p, i in zip(parts, inside, strict=True)][::-1]
        else:
            out.append(node)
    return out

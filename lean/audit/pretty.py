"""Spells a kernel term for people.

What is shown is what the kernel has, and not what the candidate's text looks like: a candidate can give
any notation any meaning. So an operator is written as one only if everything that is left out
(types, instances) is the library's own; whatever else there is, is spelt out with all its arguments.
Bound variables have no names here and get some.
"""

from __future__ import annotations

from collections.abc import Collection

from lean.audit.terms import (
    APP,
    BVAR,
    CONST,
    L_SUCC,
    L_ZERO,
    LAM,
    LET,
    NAT,
    PI,
    PROJ,
    SORT,
    STR,
    Name,
    TermBank,
    show_name,
)

MOST = 2000
TOO_LONG = "(a term too long to be shown)"

# Operators by name: the number of arguments that are not shown, sign, strength (of the operator, of
# its left and its right side).
_INFIX: dict[Name, tuple[int, str, int, int, int]] = {
    ("HAdd", "hAdd"): (4, "+", 65, 65, 66),
    ("HSub", "hSub"): (4, "-", 65, 65, 66),
    ("HMul", "hMul"): (4, "*", 70, 70, 71),
    ("HDiv", "hDiv"): (4, "/", 70, 70, 71),
    ("HMod", "hMod"): (4, "%", 70, 70, 71),
    ("HPow", "hPow"): (4, "^", 75, 76, 75),
    ("Eq",): (1, "=", 50, 51, 51),
    ("Ne",): (1, "≠", 50, 51, 51),
    ("LT", "lt"): (2, "<", 50, 51, 51),
    ("LE", "le"): (2, "≤", 50, 51, 51),
    ("GT", "gt"): (2, ">", 50, 51, 51),
    ("GE", "ge"): (2, "≥", 50, 51, 51),
    ("Dvd", "dvd"): (2, "∣", 50, 51, 51),
    ("And",): (0, "∧", 35, 36, 35),
    ("Or",): (0, "∨", 30, 31, 30),
    ("Iff",): (0, "↔", 20, 21, 21),
}
_PREFIX: dict[Name, tuple[int, str, int]] = {
    ("Not",): (0, "¬", 40),
    ("Neg", "neg"): (2, "-", 75),
}
_NUMERAL: Name = ("OfNat", "ofNat")
_EXISTS: Name = ("Exists",)
_SET_BUILDER: Name = ("setOf",)
_DOMAIN, _ARGUMENT, _LOOSEST = 26, 100, 0


class _TooLong(Exception):
    """The text is longer than anyone reads."""


def show_term(bank: TermBank, number: int, foreign: Collection[Name]) -> str:
    """Return the text of a closed term, or words in its place where it is longer than `MOST` characters.

    `foreign` are the names of constants that are not the library's.
    """
    try:
        return _Printer(bank, foreign).text(number, (), _LOOSEST)
    except (_TooLong, RecursionError):
        return TOO_LONG


class _Printer:
    def __init__(self, bank: TermBank, foreign: Collection[Name]) -> None:
        self._bank = bank
        self._nodes = bank.nodes
        self._foreign = foreign
        self._left = MOST

    def _say(self, text: str) -> str:
        self._left -= len(text)
        if self._left < 0:
            raise _TooLong
        return text

    def text(self, number: int, bound: tuple[str, ...], strength: int) -> str:
        """Spell a term for a place of some strength, `bound` being the names of its variables."""
        node = self._nodes[number]
        kind = node[0]
        if kind == BVAR:
            return self._say(bound[-1 - node[1]] if node[1] < len(bound) else f"#{node[1]}")
        if kind == CONST:
            return self._say(show_name(node[1]))
        if kind == NAT:
            return self._say(str(node[1]) if node[1] < 1 << 2000 else "a number of over 600 digits")
        if kind == STR:
            return self._say(ascii(node[1]))
        if kind == SORT:
            return self._say(_sort(self._nodes, node[1]))
        if kind == PROJ:
            return f"{self.text(node[3], bound, _ARGUMENT)}.{node[2] + 1}"
        if kind == LAM:
            return self._wrapped(self._binder("fun ", " => ", node, bound), strength)
        if kind == PI:
            return self._wrapped(self._arrow(node, bound), strength, _DOMAIN - 1)
        if kind == LET:
            return self._wrapped(self._let(node, bound), strength)
        return self._application(number, bound, strength)

    def _wrapped(self, text: str, strength: int, own: int = _LOOSEST) -> str:
        return f"({text})" if strength > own else text

    def _fresh(self, bound: tuple[str, ...]) -> str:
        letters = "xyzuvw"
        return self._say(letters[len(bound)] if len(bound) < len(letters) else f"x{len(bound)}")

    def _binder(self, word: str, arrow: str, node: tuple, bound: tuple[str, ...]) -> str:
        name = self._fresh(bound)
        type_ = self.text(node[1], bound, _LOOSEST)
        body = self.text(node[2], (*bound, name), _LOOSEST)
        return f"{word}{name} : {type_}{arrow}{body}"

    def _arrow(self, node: tuple, bound: tuple[str, ...]) -> str:
        if _occurs(self._nodes, node[2], 0):
            return self._binder("∀ ", ", ", node, bound)
        left = self.text(node[1], bound, _DOMAIN)
        return f"{left} → {self.text(node[2], (*bound, '_'), _DOMAIN - 1)}"

    def _let(self, node: tuple, bound: tuple[str, ...]) -> str:
        name = self._fresh(bound)
        type_, value = (self.text(part, bound, _LOOSEST) for part in node[1:3])
        return f"let {name} : {type_} := {value}; {self.text(node[3], (*bound, name), _LOOSEST)}"

    def _application(self, number: int, bound: tuple[str, ...], strength: int) -> str:
        arguments: list[int] = []
        node = self._nodes[number]
        while node[0] == APP:
            arguments.append(node[2])
            number = node[1]
            node = self._nodes[number]
        arguments.reverse()
        if node[0] == CONST and node[1] not in self._foreign:
            written = self._notation(node[1], arguments, bound, strength)
            if written is not None:
                return written
        head = self.text(number, bound, _ARGUMENT)
        # All arguments are there, those that Lean would find by itself, too.
        words = [f"@{head}" if node[0] == CONST else head]
        words += [self.text(argument, bound, _ARGUMENT) for argument in arguments]
        return self._wrapped(" ".join(words), strength, _ARGUMENT - 1)

    def _notation(
        self, name: Name, arguments: list[int], bound: tuple[str, ...], strength: int
    ) -> str | None:
        """Write an application as people do; None where that could hide something."""
        hidden: int
        if name in _INFIX:
            hidden, sign, own, left, right = _INFIX[name]
            if len(arguments) != hidden + 2 or not self._plain(arguments[:hidden]):
                return None
            a = self.text(arguments[hidden], bound, left)
            b = self.text(arguments[hidden + 1], bound, right)
            return self._wrapped(f"{a} {sign} {b}", strength, own)
        if name in _PREFIX:
            hidden, sign, own = _PREFIX[name]
            if len(arguments) != hidden + 1 or not self._plain(arguments[:hidden]):
                return None
            return self._wrapped(sign + self.text(arguments[hidden], bound, own), strength, own)
        if name == _NUMERAL and len(arguments) == 3 and self._plain(arguments):
            literal = self._nodes[arguments[1]]
            type_ = self._nodes[arguments[0]]
            if literal[0] == NAT and type_[0] == CONST:
                return self.text(arguments[1], bound, strength)
        if name in (_EXISTS, _SET_BUILDER) and len(arguments) == 2:
            body = self._nodes[arguments[1]]
            if body[0] != LAM:
                return None
            if name == _EXISTS:
                written = self._binder("∃ ", ", ", body, bound)
                return self._wrapped(written, strength)
            return self._binder("{", " | ", body, bound) + "}"
        return None

    def _plain(self, numbers: list[int]) -> bool:
        """Say whether terms are made of the library's constants alone."""
        return not any(name in self._foreign for name in self._bank.constants_of(numbers))


def _sort(nodes: list[tuple], level: int) -> str:
    height = 0
    node = nodes[level]
    while node[0] == L_SUCC:
        height += 1
        node = nodes[node[1]]
    if node[0] != L_ZERO:
        return "Sort _"
    return "Prop" if not height else "Type" if height == 1 else f"Type {height - 1}"


def _occurs(nodes: list[tuple], number: int, index: int) -> bool:
    """Say whether a bound variable occurs in a term."""
    seen: set[tuple[int, int]] = set()
    stack = [(number, index)]
    while stack:
        pair = stack.pop()
        if pair in seen:
            continue
        seen.add(pair)
        node, wanted = nodes[pair[0]], pair[1]
        if node[0] == BVAR and node[1] == wanted:
            return True
        if node[0] == APP:
            stack += [(node[1], wanted), (node[2], wanted)]
        elif node[0] in (LAM, PI):
            stack += [(node[1], wanted), (node[2], wanted + 1)]
        elif node[0] == LET:
            stack += [(node[1], wanted), (node[2], wanted), (node[3], wanted + 1)]
        elif node[0] == PROJ:
            stack.append((node[3], wanted))
    return False

"""Reads terms as Lean prints them, as far as choosing a tactic needs it.

Not a parser of Lean: what it does not know becomes a term with the head `?` and its text, and
the worst that a misreading can do is a tactic that fails.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    r"\s*(?P<token>\d+|\[Z?MOD|(?<=[)\w✝'])\.\d+|(?<=[)✝])\.[A-Za-z_]\w*"
    r"|[^\W\d][\w'✝]*(?:\.[^\W\d][\w'✝]*)*|:=|=>|!=|<->|->|>=|<=|\S)"
)
_BINDERS = ("∀", "∃", "∃!", "fun", "∑", "∏", "Σ")
# Binding powers as in Lean: (left, right).
_INFIX: dict[str, tuple[int, int]] = {
    "↔": (21, 21),
    "→": (26, 25),
    "∨": (31, 30),
    "∧": (36, 35),
    **dict.fromkeys(("=", "≠", "<", "≤", ">", "≥", "∣", "∈", "∉", "≡", "⊆", "≃"), (51, 51)),
    **dict.fromkeys(("+", "-", "∪", "++"), (65, 66)),
    **dict.fromkeys(("*", "/", "%", "∩"), (70, 71)),
    "^": (76, 75),
    "∘": (91, 90),
}
_STOP = {")", "]", "}", "⟩", ",", "then", "else", "with", "=>", ":", ":=", "|", "[MOD", "[ZMOD"}
MAX_TEXT = 4_000


@dataclass(frozen=True)
class Term:
    """A term: its head, its arguments, and its text.

    Heads: an operator (`+`, `=`, `∣`, `∧`, `¬`, `neg`, ...), `num`, `var`, a
    function's last name (`gcd` for `Nat.gcd a b` and `a.gcd b`), a binder (its names in
    `names`, the body as last argument), or `?`.
    """

    head: str
    args: tuple[Term, ...]
    text: str
    names: tuple[str, ...] = ()

    def walk(self) -> Iterator[Term]:
        """Yield the term and all its subterms, outermost first."""
        yield self
        for arg in self.args:
            yield from arg.walk()

    def mentions(self, name: str) -> bool:
        """Whether a variable occurs."""
        return any(term.head == "var" and term.text == name for term in self.walk())

    @property
    def bare(self) -> str:
        """The text without the parentheses that the term stood in."""
        enclosed = self.text.startswith("(") and self.text.endswith(")")
        inner = self.text[1:-1]
        return inner if enclosed and read(inner).head == self.head else self.text

    @property
    def number(self) -> int | None:
        """The value of a numeral."""
        return int(self.text) if self.head == "num" else None


class _Unread(Exception):
    pass


def read(text: str) -> Term:
    """Read a term; one with the head `?` where that fails."""
    whole = " ".join(text.split())
    if len(whole) > MAX_TEXT:
        return Term("?", (), whole)
    try:
        reader = _Reader(whole)
        term = reader.term(0)
        if reader.peek() is not None:
            raise _Unread
        return term
    except (_Unread, RecursionError):
        return Term("?", (), whole)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = [
            (match["token"], match.start("token"), match.end("token"))
            for match in _TOKEN.finditer(text)
        ]
        self.place = 0

    def peek(self) -> str | None:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else None

    def next(self) -> str:
        token = self.peek()
        if token is None:
            raise _Unread
        self.place += 1
        return token

    def expect(self, wanted: str) -> None:
        if self.next() != wanted:
            raise _Unread

    def since(self, first: int) -> str:
        return self.text[self.tokens[first][1] : self.tokens[self.place - 1][2]]

    def term(self, power: int) -> Term:
        first = self.place
        left = self.prefix()
        while (token := self.peek()) is not None and token in _INFIX:
            own, right = _INFIX[token]
            if own < power or (own == power == 51):
                break
            self.next()
            other = self.term(right if right != 51 else 52)
            args: tuple[Term, ...] = (left, other)
            if token == "≡":
                if self.next() not in ("[MOD", "[ZMOD"):
                    raise _Unread
                args = (left, other, self.term(0))
                self.expect("]")
            left = Term(token, args, self.since(first))
        return left

    def prefix(self) -> Term:
        first = self.place
        token = self.peek()
        if token in _BINDERS:
            self.next()
            return self.binder(str(token), first)
        if token == "¬":
            self.next()
            return self.done("¬", (self.term(40),), first)
        if token == "-":
            self.next()
            return self.done("neg", (self.term(75),), first)
        if token == "if":
            self.next()
            condition = self.term(0)
            self.expect("then")
            yes = self.term(0)
            self.expect("else")
            return self.done("if", (condition, yes, self.term(0)), first)
        return self.application(first)

    def binder(self, word: str, first: int) -> Term:
        names: list[str] = []
        types: list[Term] = []
        while self.peek() not in (",", "=>"):
            token = self.next()
            if token in ("(", "{"):
                while self.peek() != ":":
                    names.append(self.next())
                self.next()
                types.append(self.term(0))
                self.next()
            elif token == ":":
                types.append(self.term(0))
            elif token in ("<", "≤", ">", "≥", "∈", "≠"):
                types.append(self.term(52))  # `∀ x < n, ...`
            elif re.match(r"[^\W\d]", token):
                names.append(token)
            else:
                raise _Unread
        self.next()
        # The body of a sum ends before a relation, that of a quantifier does not.
        body = self.term(67 if word in ("∑", "∏") else 0)
        return Term(word, (*types, body), self.since(first), tuple(names))

    def application(self, first: int) -> Term:
        function = self.atom()
        args: list[Term] = []
        while (token := self.peek()) is not None and token not in _STOP and token not in _INFIX:
            if token.startswith(".") and len(token) > 1:
                self.next()
                function = self.done(token[1:], (function, *args), first)
                args = []
                continue
            if token in _BINDERS:
                args.append(self.term(0))  # `s.sum fun i => i`: a last argument without parentheses
                break
            args.append(self.atom())
        if not args:
            return function
        if function.head == "var":
            return self.done(function.text.rsplit(".", 1)[-1], tuple(args), first)
        if function.head not in ("num", "?", "group") and function.args:
            return self.done(function.head, (*function.args, *args), first)
        return self.done("?", (function, *args), first)

    def atom(self) -> Term:
        first = self.place
        token = self.next()
        if token.isdigit():
            return self.done("num", (), first)
        if token == "↑":
            return self.done("↑", (self.atom(),), first)
        if token in ("(", "⟨", "[", "{", "|", "‖"):
            inner: list[Term] = []
            closing = {"(": ")", "⟨": "⟩", "[": "]", "{": "}", "|": "|", "‖": "‖"}[token]
            while self.peek() != closing:
                inner.append(self.term(0))
                if self.peek() in (",", ":"):
                    self.next()
            self.next()
            if token == "(" and inner:
                core = inner[0]
                return Term(core.head, core.args, self.since(first), core.names)
            return self.done("group", tuple(inner), first)
        if re.match(r"[^\W\d]", token):
            owner, _, field = token.rpartition(".")
            if owner and (owner[0].islower() or "✝" in owner):
                return self.done(field, (Term("var", (), owner),), first)
            return self.done("var", (), first)
        raise _Unread

    def done(self, head: str, args: tuple[Term, ...], first: int) -> Term:
        return Term(head, args, self.since(first))

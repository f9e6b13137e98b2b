r"""Final answers in TeX as exact SymPy expressions.

    sympy_text(r"\frac{2^n}{2}")  ->  "((((Integer(2)**v_n))/(Integer(2))))"

Only what is read without doubt is translated: numbers, letters, sums, products, fractions, roots,
powers, factorials and binomials. The text holds nothing else, so that evaluating it in the tool's
sandbox runs no word of a model's.
"""

from __future__ import annotations

import re

MAX_ANSWER = 300

MAX_NESTING = 50
"""Brackets within brackets: what Python parses ends at 200, and one answer that it does not parse
would cost all others their comparison."""

SYMBOL = "v_"
"""Put before each letter: SymPy gives E, I, N and some others a meaning of their own."""

_LAYOUT = re.compile(r"\\(?:left|right|displaystyle|quad|[,;:! ])|[$]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_BOX = re.compile(r"\A\\boxed\{(.*)\}\Z", re.DOTALL)
_NAMED = re.compile(r"\A[A-Za-z](?:\([A-Za-z]\))?\s*=(?=[^=])")
_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|\\[a-zA-Z]+|[A-Za-z]|[-+*/^!(){}\[\]]")
_COMMAND = re.compile(r"\\[a-zA-Z]+")
_WORDS = re.compile(r"[A-Za-z]{3}|[A-Za-z]\s+[A-Za-z]")
_TIMES = frozenset({"*", r"\cdot", r"\times"})


class _Unread(Exception):
    """The answer is none of the expressions that are read here."""


def sympy_text(answer: str) -> str | None:
    """The answer as Python text over `sympy` names and symbols `v_x`; None where it is not read.

    A leading `f(n) =` or `x =` is taken off. Letters are symbols, also e and i.
    """
    text = _LAYOUT.sub(" ", _THOUSANDS.sub("", answer)).strip().rstrip(".")
    text = re.sub(r"\\[dt]frac", r"\\frac", text)
    box = _BOX.match(text)
    text = _NAMED.sub("", (box[1] if box else text).strip())
    tokens = _TOKEN.findall(text)
    if _WORDS.search(_COMMAND.sub("+", text)):
        return None  # "all primes" is no product of nine letters
    if not tokens or len(text) > MAX_ANSWER or "".join(tokens) != "".join(text.split()):
        return None
    reader = _Reader(tokens)
    try:
        said = reader.sum()
        return said if reader.next is None and _nesting(said) <= MAX_NESTING else None
    except (_Unread, RecursionError):
        return None


def _nesting(text: str) -> int:
    """How deep its brackets lie within each other."""
    depth = deepest = 0
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        deepest = max(deepest, depth)
    return deepest


class _Reader:
    """Recursive descent over the tokens of one answer."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    @property
    def next(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def take(self, wanted: str | None = None) -> str:
        token = self.next
        if token is None or (wanted is not None and token != wanted):
            raise _Unread
        self._at += 1
        return token

    def sum(self) -> str:
        said = self.product()
        while self.next in ("+", "-"):
            said += self.take() + self.product()
        return f"({said})"

    def product(self) -> str:
        said, divided = self.signed(), False
        while (token := self.next) is not None:
            if token in _TIMES or token == "/":
                self.take()
                divided = token == "/"
                said += ("/" if divided else "*") + self.signed()
            elif token[0].isdigit() or divided:
                raise _Unread  # "2 3": a number with a gap? "1/2n": is n below?
            elif token[0].isalpha() or token in ("(", "{") or token.startswith("\\"):
                said += "*" + self.power()
            else:
                break
        return said

    def signed(self) -> str:
        sign = ""
        while self.next in ("+", "-"):
            sign += self.take()
        return f"({sign}{self.power()})" if sign else self.power()

    def power(self) -> str:
        base = self.atom()
        while self.next == "!":
            self.take()
            base = f"factorial({base})"
        if self.next != "^":
            return base
        self.take()
        # TeX raises the next token only: 2^10 is 2^1 followed by a zero.
        if self.next is not None and self.next[0].isdigit() and len(self.next) > 1:
            raise _Unread
        return f"({base}**{self.atom()})"

    def atom(self) -> str:
        token = self.take()
        if token[0].isdigit():
            # int: Python reads no number that begins with 0.
            return f"Rational('{token}')" if "." in token else f"Integer({int(token)})"
        if token.isalpha():
            if self.next == "(" and token in "fgh":
                raise _Unread  # a function's value
            return SYMBOL + token
        if token == r"\pi":
            return "pi"
        if token == r"\frac":
            top, bottom = self.group(), self.group()
            return f"({top}/{bottom})"
        if token == r"\binom":
            top, bottom = self.group(), self.group()
            return f"binomial({top},{bottom})"
        if token == r"\sqrt":
            degree = "Integer(2)"
            if self.next == "[":
                self.take()
                degree = self.sum()
                self.take("]")
            return f"root({self.group()},{degree})"
        closing = {"(": ")", "{": "}"}.get(token)
        if closing is None:
            raise _Unread
        inner = self.sum()
        self.take(closing)
        return inner

    def group(self) -> str:
        self.take("{")
        inner = self.sum()
        self.take("}")
        return inner

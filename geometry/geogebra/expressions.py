"""Arguments of GeoGebra commands: labels, numbers, nested commands, and relations between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from geometry.geogebra.objects import LeftOut


@dataclass(frozen=True)
class Label:
    """The name of an object."""

    text: str


@dataclass(frozen=True)
class Call:
    """A command with its arguments; relations such as `f ∥ g` are commands, too."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True)
class Constant:
    """A number, or an angle in degrees."""

    value: Fraction
    degrees: bool = False


@dataclass(frozen=True)
class Pair:
    """The coordinates of a point."""

    x: float
    y: float


Expression: TypeAlias = Label | Call | Constant | Pair

#: Signs between two objects, and the command that says the same.
RELATION_SIGNS = {
    **{"≟": "AreEqual", "==": "AreEqual", "∥": "AreParallel", "⟂": "ArePerpendicular"},
    "∈": "IsOn",
}
_DECIMAL = r"[+-]?\d{1,15}(?:\.\d{1,15})?"
_CONSTANT = re.compile(rf"(?P<value>{_DECIMAL})\s*(?P<degrees>°?)")
_PAIR = re.compile(rf"\(\s*(?P<x>{_DECIMAL})\s*,\s*(?P<y>{_DECIMAL})\s*\)")
_MEAN = re.compile(r"\(\s*(?P<a>[^\W\d][^\s()+]*)\s*\+\s*(?P<b>[^\W\d][^\s()+]*)\s*\)\s*/\s*2")
_CALL = re.compile(r"(?P<name>[A-Za-z]\w*)\s*(?P<open>[\[(])(?P<inside>.*)[\])]", re.DOTALL)
_LABEL = re.compile(r"[^\W\d][^\s()\[\]+*/=,;<>≟∥⟂∈^-]*")
_MAX_DEPTH = 8


def parse_expression(text: str, depth: int = 0) -> Expression:
    """Read one argument.

    Raises:
        LeftOut: it is a formula of another kind.
    """
    text = text.strip()
    if depth > _MAX_DEPTH or len(text) > 2_000:
        raise LeftOut("its formula is too long")
    for sign, name in RELATION_SIGNS.items():
        parts = split_outside(text, sign)
        if len(parts) == 2 and all(p.strip() for p in parts):
            return Call(name, tuple(parse_expression(p, depth + 1) for p in parts))
    if match := _CONSTANT.fullmatch(text):
        return Constant(Fraction(match["value"]), bool(match["degrees"]))
    if match := _PAIR.fullmatch(text):
        return Pair(float(match["x"]), float(match["y"]))
    if match := _MEAN.fullmatch(text):
        return Call("Midpoint", (Label(match["a"]), Label(match["b"])))
    if _LABEL.fullmatch(text):
        return Label(text)
    if match := _CALL.fullmatch(text):
        inside = match["inside"]
        parts = split_outside(inside, ",") if inside.strip() else []
        return Call(match["name"], tuple(parse_expression(p, depth + 1) for p in parts))
    raise LeftOut(f"the formula `{text[:60]}` has no counterpart")


def split_outside(text: str, sign: str) -> list[str]:
    """The parts of `text` between occurrences of `sign` that stand outside of brackets."""
    parts, depth, start, at = [], 0, 0, 0
    while at < len(text):
        if text[at] in "([{":
            depth += 1
        elif text[at] in ")]}":
            depth -= 1
        elif depth == 0 and text.startswith(sign, at):
            parts.append(text[start:at])
            at = start = at + len(sign)
            continue
        at += 1
    return [*parts, text[start:]]

"""Reads the JSON of a certificate, strictly: every key known, every value of its type and size."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NoReturn

from geometry.checker.report import Rejection, shown

FORMAT = "olympiad-geometry-certificate/1"

# Sizes far above any proof that a person would read, and low enough that a check ends in seconds.
MAX_CHARACTERS = 4_000_000
MAX_STEPS = 5_000
MAX_PREMISES = 20_000
MAX_PREMISES_PER_STEP = 2_000
MAX_FACT_CHARACTERS = 600

_COORDINATE = re.compile(r"[+-]?[0-9]{1,40}(\.[0-9]{0,400})?([eE][+-]?[0-9]{1,2})?")
_COEFFICIENT = re.compile(r"-?[0-9]{1,40}(/[0-9]{1,40})?")
_KEYS = {"format", "problem", "auxiliary", "diagram", "steps", "goals"}
_STEP_KEYS = {
    "construction": {"fact", "by", "clause"},
    "rule": {"fact", "by", "rule", "points", "premises"},
    "algebra": {"fact", "by", "table", "premises"},
}


@dataclass(frozen=True, slots=True)
class ByConstruction:
    """The fact is asserted by this clause of the problem and its auxiliary constructions."""

    clause: int


@dataclass(frozen=True, slots=True)
class ByRule:
    """The fact is a conclusion of a rule; one premise step for each premise of the rule."""

    rule: str
    points: dict[str, str]
    premises: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ByAlgebra:
    """The fact's equation 0 in `table` is the sum of coefficient times equation of a step."""

    table: str
    premises: tuple[tuple[int, int, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Step:
    """The text of a fact and why it holds."""

    fact: str
    reason: ByConstruction | ByRule | ByAlgebra


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate whose form is right; nothing in it is trusted.

    Every premise is the number of an earlier step, and every goal that of some step.
    """

    problem: str
    auxiliary: str
    diagram: dict[str, tuple[Fraction, Fraction]]
    steps: tuple[Step, ...]
    goals: tuple[int, ...]


def read_json(text: str) -> Any:
    """What JSON says, where it says it once: no key twice, no number that is none.

    Raises:
        Rejection: it is none.
    """
    try:
        return json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        detail = (
            shown(str(error), 100)
            if isinstance(error, json.JSONDecodeError)
            else "bad nesting or number"
        )
        raise Rejection(f"the certificate is not JSON ({detail})") from None


def read_certificate(text: str) -> Certificate:
    """Raises Rejection, and nothing else, whatever the text."""
    if not isinstance(text, str):
        raise Rejection("the certificate is not text")
    if len(text) > MAX_CHARACTERS:
        raise Rejection(f"the certificate is longer than {MAX_CHARACTERS} characters")
    data = read_json(text)
    top = _typed(data, dict, "the certificate")
    _same_keys(top, _KEYS, "the certificate")
    if top["format"] != FORMAT:
        raise Rejection(f"the format is {shown(top['format'])}, not {FORMAT}")
    steps: list[Step] = []
    premises = 0
    listed = _typed(top["steps"], list, "`steps`")
    if len(listed) > MAX_STEPS:
        raise Rejection(f"there are more than {MAX_STEPS} steps")
    for i, item in enumerate(listed):
        try:
            step = _step(item, i)
        except Rejection as rejection:
            raise Rejection(rejection.reason, i) from None
        steps.append(step)
        premises += 0 if isinstance(step.reason, ByConstruction) else len(step.reason.premises)
        if premises > MAX_PREMISES:
            raise Rejection(f"there are more than {MAX_PREMISES} premises")
    return Certificate(
        problem=_typed(top["problem"], str, "`problem`"),
        auxiliary=_typed(top["auxiliary"], str, "`auxiliary`"),
        diagram=_diagram(_typed(top["diagram"], dict, "`diagram`")),
        steps=tuple(steps),
        goals=tuple(
            _number(goal, "a goal", len(steps)) for goal in _typed(top["goals"], list, "`goals`")
        ),
    )


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) < len(pairs):
        raise Rejection("a JSON object has the same key twice")
    return result


def _no_constant(word: str) -> NoReturn:
    raise Rejection(f"{word} is not a number")


def _typed(value: Any, kind: type, what: str) -> Any:
    if type(value) is not kind:
        name = {dict: "an object", list: "a list", str: "a string", int: "a whole number"}[kind]
        raise Rejection(f"{what} is not {name}")
    return value


def _same_keys(value: dict[str, Any], keys: set[str], what: str) -> None:
    if missing := sorted(keys - value.keys()):
        raise Rejection(f"{what} has no `{missing[0]}`")
    if unknown := sorted(value.keys() - keys):
        raise Rejection(f"{what} has an unknown key `{shown(unknown[0])}`")


def _number(value: Any, what: str, below: int) -> int:
    if type(value) is not int or not 0 <= value < below:
        raise Rejection(f"{what} is {shown(value)}, not a number from 0 to {below - 1}")
    return value


def _diagram(data: dict[str, Any]) -> dict[str, tuple[Fraction, Fraction]]:
    result = {}
    for name, value in data.items():
        if type(value) is not list or len(value) != 2:
            raise Rejection(f"the diagram has no two coordinates for {shown(name)}")
        for word in value:
            if type(word) is not str or not _COORDINATE.fullmatch(word):
                raise Rejection(
                    f"a coordinate of {shown(name)} is {shown(word)}, not a decimal in quotes"
                )
        result[name] = (Fraction(value[0]), Fraction(value[1]))
    return result


def _step(data: Any, i: int) -> Step:
    _typed(data, dict, f"step {i}")
    by = data.get("by")
    if not isinstance(by, str) or by not in _STEP_KEYS:
        raise Rejection(f"`by` is {shown(by)}, not construction, rule or algebra")
    _same_keys(data, _STEP_KEYS[by], f"step {i}")
    fact = _typed(data["fact"], str, "`fact`")
    if len(fact) > MAX_FACT_CHARACTERS:
        raise Rejection("the fact is too long")
    if by == "construction":
        clause = data["clause"]
        return Step(fact, ByConstruction(_number(clause, "`clause`", 1_000_000)))
    listed = _typed(data["premises"], list, "`premises`")
    if len(listed) > MAX_PREMISES_PER_STEP:
        raise Rejection(f"more than {MAX_PREMISES_PER_STEP} premises")
    if by == "rule":
        points = _typed(data["points"], dict, "`points`")
        for value in points.values():
            _typed(value, str, "a point")
        premises = tuple(_earlier(p, i) for p in listed)
        return Step(fact, ByRule(_typed(data["rule"], str, "`rule`"), dict(points), premises))
    triples = []
    for triple in listed:
        if type(triple) is not list or len(triple) != 3:
            raise Rejection("a premise of algebra is not [step, equation, coefficient]")
        text = _typed(triple[2], str, "a coefficient")
        if not _COEFFICIENT.fullmatch(text):
            raise Rejection(f"the coefficient {shown(text)} is not a fraction of at most 40 digits")
        try:
            coefficient = Fraction(text)
        except ZeroDivisionError:
            raise Rejection(f"the coefficient {shown(text)} divides by zero") from None
        triples.append((_earlier(triple[0], i), _number(triple[1], "an equation", 2), coefficient))
    return Step(fact, ByAlgebra(_typed(data["table"], str, "`table`"), tuple(triples)))


def _earlier(value: Any, i: int) -> int:
    if type(value) is not int or not 0 <= value < i:
        raise Rejection(f"premise {shown(value)} is not an earlier step")
    return value

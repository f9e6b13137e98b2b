"""Writes what was solved as plain data: a chain of named objects, each with its small identity.

    {"format": "olympiad-geometry-algebra/1", "problem": "...", "hidden": [...],
     "parameters": 2, "diagram": {"a": ["0.1", "1.5"]}, "drawn": {"parameters": [...], "roots": [1]},
     "cases": [{"steps": [...], "ending": "goal"}], "says": null}

`says` has room for what the checker finds: how far the goals hold, and under which conditions.

A number is a list of terms [coefficient, roots, exponents]: `roots` is a set of roots as bits,
`exponents` those of the parameters. A curve is a list of [power of x, power of y, number].
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from geometry.algebra.engine import Solution
from geometry.algebra.equations import Curve
from geometry.algebra.tower import Element, reals
from geometry.language import Statement

FORMAT = "olympiad-geometry-algebra/1"
#: Decimal digits of the drawn figure's parameters.
_DIGITS = 40


def to_dict(
    statement: Statement, solution: Solution, figure: Mapping[str, tuple[float, float]]
) -> dict[str, Any]:
    """The certificate as data for `json.dumps`."""
    return {
        "format": FORMAT,
        "problem": str(statement),
        "hidden": [
            {"name": h.name, "kind": h.kind, "of": list(h.of)} for h in solution.plan.all_hidden
        ],
        "parameters": solution.unknowns,
        "diagram": {name: [repr(x), repr(y)] for name, (x, y) in figure.items()},
        "drawn": {
            "parameters": [reals.nstr(value, _DIGITS) for value in solution.place],
            "roots": list(solution.signs),
        },
        "cases": [
            {
                "steps": [_plain(step) for step in case.steps],
                "ending": case.coincident or case.ending,
            }
            for case in solution.cases
        ],
        "says": None,
    }


def to_json(certificate: Mapping[str, Any]) -> str:
    """The certificate for `geometry.checker.algebraic` as text."""
    return json.dumps(certificate, separators=(",", ":"), allow_nan=False) + "\n"


def _plain(value: Any) -> Any:
    if isinstance(value, Element):
        return number(value)
    if isinstance(value, Curve):
        return [[i, k, number(c)] for (i, k), c in sorted(value.terms.items())]
    if isinstance(value, dict):
        return {key: _plain(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(v) for v in value]
    return value


def number(e: Element) -> list[list[Any]]:
    """The terms of an exact number."""
    ring = e.tower.ring
    assert ring is not None
    return [[c, roots, list(x)] for roots, p in sorted(e.exact.items()) for c, x in ring.terms(p)]

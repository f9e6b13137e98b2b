"""An algebraic certificate in words: coordinates, objects, conditions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geometry.language import Statement
from geometry.prose.constructions import describe
from geometry.prose.facts import phrase
from geometry.prose.notation import Notation

#: Numbers with more terms are described and not written out.
_SHOWN_TERMS = 8
_CROSSINGS = ("crossing", "tangent centre")
_HIDDEN = {
    "incentre": "the incentre of triangle {}",
    "circumcentre": "the circumcentre of triangle {}",
    "arc midpoint": "the midpoint of an arc {} of the circle about {}",
}


def render_algebraic(data: Mapping[str, Any], statement: Statement, *, title: str = "Proof") -> str:
    """A whole document in Markdown, of an algebraic certificate that stands alone."""
    n = Notation(tex=True)
    given = [f"- {describe(made, n, lambda _: None)}" for made in statement.constructions]
    goal = " and ".join(phrase(g, n) for g in statement.goals)
    parts = [f"# {title}", "## Problem", "\n".join(given), f"**Show that {goal}.**"]
    parts += ["## Solution", *section(data, statement)]
    return "\n\n".join(parts) + "\n"


def section(data: Mapping[str, Any], statement: Statement) -> list[str]:
    """The proof by coordinates, as paragraphs."""
    n = Notation(tex=True)
    steps = data["cases"][0]["steps"]
    a, b = steps[0]["points"]
    names = [p for p in steps if "point" in p and "at" in p]
    out = [
        f"The figure is moved so that {_point(n, a)} is the origin and {_point(n, b)} lies on the "
        "x-axis"
        + (f", {steps[0]['length']} away" if steps[0]["length"] != "1" else ", one unit away")
        + ". Every other point is then solved from its conditions, in homogeneous coordinates "
        f"{n.math('(X : Y : W)')}, which stand for the point {n.math('(X/W, Y/W)')}."
    ]
    for hidden in data["hidden"]:
        if hidden["kind"] in _CROSSINGS:
            a, b, p, q = (n.point(x) for x in hidden["of"][:4])
            out.append(
                f"Let {_point(n, hidden['name'])} be where the lines {n.math(a + b)} and "
                f"{n.math(p + q)} meet."
            )
            continue
        *of, last = (n.point(p) for p in hidden["of"])
        first = n.math("".join(of) if hidden["kind"] == "arc midpoint" else "".join((*of, last)))
        what = _HIDDEN[hidden["kind"]].format(first, n.math(last))
        out.append(f"Let {_point(n, hidden['name'])} be {what}.")
    rows: list[str] = []
    for step in steps:
        rows += _row(step, n)
    out.append("\n".join(rows))
    goals = " and ".join(phrase(g, n) for g in statement.goals)
    out.append(
        f"With these {len(names) + 2} points every hypothesis vanishes identically, and so does what "
        f"the goal says: {goals}. ∎"
    )
    cases = len(data["cases"])
    if cases > 1:
        out.append(
            f"Where a root is there already, its sign is a choice; the certificate follows {cases} "
            "choices of signs in the same way."
        )
    says = data.get("says")
    if says:
        out += _says(says)
    return out


def _says(says: Mapping[str, Any]) -> list[str]:
    if says["holds"] == "all branches":
        words = "The goal holds in every position that the hypotheses allow."
    else:
        words = "The goal is shown for these positions: " + "; ".join(says["branches"]) + "."
    conditions = "\n".join(f"- {c}" for c in says["conditions"])
    return [words, f"What it takes beside the hypotheses:\n\n{conditions}"]


def _row(step: Mapping[str, Any], n: Notation) -> list[str]:
    kind = step["by"]
    rows = [f"- {_root(step['root'], n)}"] if "index" in step.get("root", {}) else []
    if kind in ("frame", "direction", "length", "number", "half"):
        return rows
    at = n.math("(" + " : ".join(_number(e, n) for e in step["at"]) + ")")
    rows.append(f"- {_point(n, step['point'])} {_why(step, n)}: {at}")
    return rows


def _why(step: Mapping[str, Any], n: Notation) -> str:
    match step["by"]:
        case "free":
            return "is any point"
        case "meet":
            return "is where " + " and ".join(_source(s) for s in step["lines"]) + " meet"
        case "second":
            known = _point(n, step["known"])
            return (
                f"is where {_source(step['line'])} and {_source(step['conic'])} meet beside {known}"
            )
        case "root":
            return f"is where {_source(step['line'])} and {_source(step['conic'])} meet"
        case "on line":
            return f"is any point with {_source(step['line'])}"
        case "on conic":
            return f"is any point with {_source(step['conic'])}"
        case _:
            return f"is any point with `{step['fact']}`"


def _source(source: Mapping[str, Any]) -> str:
    if "fact" in source:
        return f"`{source['fact']}`"
    if "radical" in source:
        return "the radical line of " + " and ".join(_source(s) for s in source["radical"])
    return "one of the two lines of a condition"


def _root(record: Mapping[str, Any], n: Notation) -> str:
    name = f"y_{record['index'] + 1}" if record["index"] < 9 else f"y_{{{record['index'] + 1}}}"
    return f"a root: {n.math(f'{name}^2 = ' + _number(record['square'], n))}"


def _number(terms: Sequence[Any], n: Notation) -> str:
    if not terms:
        return "0"
    if len(terms) > _SHOWN_TERMS:
        return rf"\text{{{len(terms)} terms}}"
    out = ""
    for c, roots, exponents in terms:
        letters = "".join(_power(f"u_{i + 1}", e) for i, e in enumerate(exponents) if e)
        letters += "".join(f"y_{i + 1}" for i in range(roots.bit_length()) if roots >> i & 1)
        size = "" if abs(c) == 1 and letters else str(abs(c))
        sign = "-" if c < 0 else "+" if out else ""
        out += f"{sign}{size}{letters}"
    return out


def _power(base: str, exponent: int) -> str:
    return base if exponent == 1 else f"{base}^{{{exponent}}}"


def _point(n: Notation, name: str) -> str:
    return n.math(n.point(name))

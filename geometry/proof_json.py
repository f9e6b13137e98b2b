"""Proof to JSON certificate and back; the format is described in `docs/architecture.md`.

The way there and back is exact: coordinates are written with the shortest decimal that reads
back as the same float, coefficients as fractions. `geometry.checker` has a reader of its own and
does not use this module.
"""

from __future__ import annotations

import json
import math
from fractions import Fraction
from typing import Any, get_args

from geometry.errors import GeometryInputError
from geometry.predicates import Predicate, Table, parse_predicate
from geometry.proof import ByAlgebra, ByRule, Construction, Proof, Reason, Step

FORMAT = "olympiad-geometry-certificate/1"


def to_json(proof: Proof, *, indent: int | None = None) -> str:
    """The certificate of `proof`: one step a line, or indented throughout by `indent`."""
    data = to_dict(proof)
    if indent is not None:
        return json.dumps(data, indent=indent, ensure_ascii=False) + "\n"
    lines = []
    for key, value in data.items():
        if key == "steps" and value:
            rows = ",\n".join("    " + json.dumps(step, ensure_ascii=False) for step in value)
            lines.append(f'  "steps": [\n{rows}\n  ]')
        else:
            lines.append(f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def to_dict(proof: Proof) -> dict[str, Any]:
    """The certificate as plain JSON values."""
    return {
        "format": FORMAT,
        "problem": proof.problem,
        "auxiliary": proof.auxiliary,
        "diagram": {
            name: [repr(float(x)), repr(float(y))] for name, (x, y) in proof.diagram.items()
        },
        "steps": [_step_to_dict(step) for step in proof.steps],
        "goals": list(proof.goals),
    }


def from_json(text: str) -> Proof:
    """Read a certificate.

    Raises:
        GeometryInputError: the text is not a certificate; the message names the place.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        raise GeometryInputError(
            "the certificate is not JSON", line=line, fix="make it anew with `olympiad prove`"
        ) from None
    return from_dict(data)


def from_dict(data: Any) -> Proof:
    """As `from_json`, from JSON values."""
    if isinstance(data, dict) and str(data.get("format")).startswith("olympiad-geometry-algebra/"):
        raise GeometryInputError(
            "this proof is by coordinates alone and has no steps", fix="read its proof.md"
        )
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise GeometryInputError("not a geometry certificate", fix=f"its format must be `{FORMAT}`")
    try:
        diagram = {
            str(name): _coordinates(name, xy) for name, xy in _get(data, "diagram", dict).items()
        }
        steps = tuple(
            _step_from_dict(number, step) for number, step in enumerate(_get(data, "steps", list))
        )
        goals = tuple(_integer(goal, "goals") for goal in _get(data, "goals", list))
        return Proof(
            problem=_get(data, "problem", str),
            auxiliary=_get(data, "auxiliary", str),
            diagram=diagram,
            steps=steps,
            goals=goals,
        )
    except ValueError as error:
        raise GeometryInputError(f"bad certificate: {error}") from None


def _step_to_dict(step: Step) -> dict[str, Any]:
    fact = str(step.fact)
    match step.reason:
        case Construction(clause):
            return {"fact": fact, "by": "construction", "clause": clause}
        case ByRule(rule, points, premises):
            return {
                "fact": fact,
                "by": "rule",
                "rule": rule,
                "points": dict(points),
                "premises": list(premises),
            }
        case ByAlgebra(table, triples):
            return {
                "fact": fact,
                "by": "algebra",
                "table": table,
                "premises": [[step, equation, str(c)] for step, equation, c in triples],
            }


def _step_from_dict(number: int, data: Any) -> Step:
    where = f"step {number}"
    if not isinstance(data, dict):
        raise ValueError(f"{where} is not an object")
    try:
        fact: Predicate = parse_predicate(_get(data, "fact", str))
    except GeometryInputError as error:
        raise ValueError(f"{where}: {error}") from None
    reason: Reason
    match data.get("by"):
        case "construction":
            reason = Construction(_integer(data.get("clause"), f"{where}: clause"))
        case "rule":
            points = _get(data, "points", dict, where)
            if not all(isinstance(point, str) for point in points.values()):
                raise ValueError(f"{where}: `points` must map variables to point names")
            reason = ByRule(
                rule=_get(data, "rule", str, where),
                points=tuple(points.items()),
                premises=tuple(
                    _integer(p, f"{where}: premises") for p in _get(data, "premises", list, where)
                ),
            )
        case "algebra":
            table: Table = _get(data, "table", str, where)
            if table not in get_args(Table):
                raise ValueError(f"{where}: unknown table {table!r}")
            reason = ByAlgebra(
                table=table,
                premises=tuple(_triple(t, where) for t in _get(data, "premises", list, where)),
            )
        case other:
            raise ValueError(f"{where}: `by` is {other!r}, not construction, rule or algebra")
    return Step(fact, reason)


def _triple(data: Any, where: str) -> tuple[int, int, Fraction]:
    if not isinstance(data, list) or len(data) != 3 or not isinstance(data[2], str):
        raise ValueError(f"{where}: a premise of algebra is [step, equation, coefficient]")
    try:
        coefficient = Fraction(data[2])
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"{where}: {data[2]!r} is not a fraction") from None
    return _integer(data[0], where), _integer(data[1], where), coefficient


def _coordinates(name: str, data: Any) -> tuple[float, float]:
    if not isinstance(data, list) or len(data) != 2 or not all(isinstance(c, str) for c in data):
        raise ValueError(f"the coordinates of point `{name}` must be two strings")
    x, y = float(data[0]), float(data[1])
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(f"the coordinates of point `{name}` are not finite")
    return x, y


def _integer(value: Any, where: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError(f"{where}: {value!r} is not a whole number")
    return value


def _get(data: dict[str, Any], key: str, kind: type, where: str = "certificate") -> Any:
    value = data.get(key)
    if not isinstance(value, kind):
        raise ValueError(f"{where}: field `{key}` is missing or of the wrong kind")
    return value

"""The check of a geometry certificate: of a proof in steps, an algebraic one, or both together."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import Any

from geometry.checker import CheckReport
from geometry.checker import check_certificate as check_steps
from geometry.checker.algebraic import AlgebraReport, check_algebra
from geometry.checker.algebraic.check import FORMAT, MAX_CHARACTERS
from geometry.checker.document import read_json
from geometry.checker.report import Rejection
from geometry.checker.scope import Claim, combined


@dataclass(frozen=True, slots=True)
class Report(CheckReport):
    """A report with what the algebra shows, where there is any and all was accepted."""

    algebra: AlgebraReport | None = None


def check_certificate(
    text: str,
    *,
    problem: str | None = None,
    diagrams: int = 3,
    precision: int = 60,
    seed: int | None = None,
    seconds: float = 60.0,
) -> Report:
    """Checks a geometry certificate of either kind; never raises, whatever the text is.

    Where a proof in steps has an algebraic certificate beside it, both must be accepted and be about
    one problem; the proof is then about all branches if the algebra is.

    Args:
        text: JSON as described in `docs/architecture.md` or `docs/geometry-algebra.md`.
        problem: if given, the problem that the certificate has to be about.
        diagrams, precision, seed: of the random figures for a proof in steps.
        seconds: for an algebraic certificate.

    Raises:
        ValueError: `diagrams` or `precision` is out of range.
    """

    def steps(part: str) -> Report:
        found = check_steps(
            part, problem=problem, diagrams=diagrams, precision=precision, seed=seed
        )
        return Report(**{f.name: getattr(found, f.name) for f in fields(found)})

    data = _object(text)
    if data is None or ("algebra" not in data and data.get("format") != FORMAT):
        return steps(text)
    if data.get("format") == FORMAT:
        algebra = check_algebra(text, problem=problem, seconds=seconds)
        return _joined(Report(algebra.accepted, algebra.reason), algebra)
    beside = json.dumps(data.pop("algebra"))
    report = steps(json.dumps(data))
    if not report.accepted:
        return report
    algebra = check_algebra(beside, problem=report.statement, seconds=seconds)
    if not algebra.accepted:
        return replace(
            report, accepted=False, reason=f"the algebraic certificate beside it: {algebra.reason}"
        )
    return _joined(report, algebra)


def _object(text: str) -> dict[str, Any] | None:
    if not isinstance(text, str) or len(text) > MAX_CHARACTERS:
        return None
    try:
        data = read_json(text)
    except Rejection:
        return None
    return data if isinstance(data, dict) else None


def _joined(report: Report, algebra: AlgebraReport) -> Report:
    """The report with what the algebra adds: its scope, which it decides and does not sample."""
    if not algebra.accepted:
        return replace(report, statement=algebra.statement)
    claims = [_claim(algebra)]
    if report.scope is not None:
        claims.insert(0, Claim(report.scope, report.scope_reason, report.conditions))
    else:  # the algebra stands alone
        report = replace(report, statement=algebra.statement, steps=algebra.objects, diagrams=1)
    claim = combined(claims)
    return replace(
        report,
        algebra=algebra,
        scope=claim.scope,
        scope_reason=claim.reason,
        conditions=claim.conditions,
    )


def _claim(algebra: AlgebraReport) -> Claim:
    """What a proof by coordinates says of the scope. Its conditions are sentences."""
    if algebra.holds == "all branches":
        why = "solved by coordinates, the goal vanishes whatever the signs of the roots are"
        return Claim("all branches", why, algebra.conditions)
    return Claim("drawn configuration", "; ".join(algebra.branches))

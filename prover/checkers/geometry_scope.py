"""How far an accepted geometry certificate reaches, with what sampling says against it."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from prover.verdicts.verdict import BranchCount

if TYPE_CHECKING:
    from geometry import Statement
    from geometry.checker import CheckReport
    from geometry.diagram.survey import Survey

SURVEY_SECONDS = 8.0
"""Seconds in which figures of all positions are drawn; without an end in time none are counted."""


def reach_of(
    report: CheckReport, asked: Statement, certificate: str, seconds: float = SURVEY_SECONDS
) -> Mapping[str, Any]:
    """The fields of `SymbolicEvidence` about scope.

    The checker's argument decides, and a figure in which a goal fails refutes it; that the goals
    hold in all figures proves nothing.

    Args:
        report: of an accepted certificate.
        asked: the problem's own statement, which may ask for values.
        certificate: its text, which has been checked.
        seconds: in which figures are drawn.
    """
    from geometry.language import parse_statement
    from geometry.prose.positions import assumed, spoken

    proved = parse_statement(report.statement) if asked.questions else asked
    found = _survey(proved, certificate, seconds)
    scope, reason = report.scope or "drawn configuration", report.scope_reason
    if scope == "all branches" and any(
        question.relation == "angle" for question in asked.questions
    ):
        scope = "drawn configuration"
        reason = "the undirected angle that is asked for depends on how the figure turns"
    if found is not None and found.held < found.drawn:
        scope = "drawn configuration"
        reason = f"the goal fails in {found.drawn - found.held} of {found.drawn} figures drawn"
    fields: dict[str, Any] = {"scope": scope.replace(" ", "_"), "scope_reason": reason}
    if scope == "all branches":
        fields["conditions"] = tuple(map(_in_words, report.conditions))
    elif found is not None:
        fields["position"] = assumed(found.position, found.circles)
    if found is not None:
        fields["figures"], fields["figures_held"] = found.drawn, found.held
        fields["branches"] = tuple(
            BranchCount(
                position=spoken(count.where, found.circles), held=count.held, drawn=count.drawn
            )
            for kind in found.kinds
            for count in kind
        )
    return fields


def _in_words(condition: str) -> str:
    """A condition of the checker; those of the algebra are sentences already."""
    from geometry.prose.positions import spoken
    from geometry.rules import Condition

    name, *points = condition.split()
    return spoken(Condition(name, tuple(points))) if name == "ncoll" else condition


def _survey(statement: Statement, certificate: str, seconds: float) -> Survey | None:
    """What is counted in figures; None where they cannot be drawn in time."""
    from geometry.diagram.stopping import pulse
    from geometry.diagram.survey import survey
    from geometry.errors import GeometryError

    diagram = json.loads(certificate)["diagram"]
    places = {name: (float(x), float(y)) for name, (x, y) in diagram.items()}
    end = time.monotonic() + seconds
    try:
        stop = pulse(lambda: time.monotonic() >= end)
        return survey(statement, places, pulse=stop)
    except GeometryError:
        return None

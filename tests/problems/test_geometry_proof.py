"""The geometry adapter proves: certificate, prose, figure, cost."""

from __future__ import annotations

from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.load import parse_problem
from prover.trace.events import EventBody
from tests.working import attempts_of

HEAD = "---\nid: p\nsource: s\nkind: geometry\n---\n\nProve it.\n\n"
ORTHOCENTRE = "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c"


async def test_a_theorem_is_proved_with_certificate_and_figure() -> None:
    seen: list[EventBody] = []
    budget = Budget(wall=60)
    orthocentre = parse_problem(f"{HEAD}```geometry\n{ORTHOCENTRE}\n```\n")
    (attempt,) = await attempts_of(GeometryEngine(), orthocentre, budget, seen.append)
    assert attempt.certificate is not None and attempt.certificate.kind == "geometry"
    assert attempt.proof_markdown and attempt.known_problems == ()
    assert attempt.figure_svg is not None and attempt.figure_svg.lstrip().startswith("<")
    assert {body.kind for body in seen} == {"progress"}
    assert budget.used("cpu_seconds") == attempt.cost.cpu_seconds > 0

"""The geometry adapter proves: certificate, prose, figure, cost."""

from __future__ import annotations

import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from geometry import draw_and_check, parse_statement
from prover.checkers import PROSE
from prover.checkers.judgement import judge
from prover.checkers.registry import CheckerRegistry
from prover.deepthink.jury_checker import JuryChecker
from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.llm.config import LLMConfig
from prover.problems.load import parse_problem
from prover.run.engine import prepare
from prover.run.runner import prove
from prover.trace.events import EventBody
from tests.working import attempts_of, context

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


def calls_of(*functions: Callable[..., object]) -> tuple[Counter[str], Callable[..., None]]:
    """A counter of calls, and the profiler that fills it."""
    codes = {function.__code__: function.__name__ for function in functions}  # type: ignore[attr-defined]
    counts: Counter[str] = Counter()

    def profile(frame: FrameType, event: str, argument: object) -> None:
        if event == "call" and frame.f_code in codes:
            counts[codes[frame.f_code]] += 1

    return counts, profile


async def test_a_problem_is_read_and_drawn_once_in_a_run(tmp_path: Path) -> None:
    """With text and figure made. The checker draws figures of its own; what it reads once more, by
    the language's parser, is what the problem asks to find."""
    problem = parse_problem(f"{HEAD}```geometry\n{ORTHOCENTRE}\n```\n")
    counts, profile = calls_of(parse_statement, draw_and_check)
    sys.setprofile(profile)
    threading.setprofile(profile)
    try:
        ready = prepare(problem, [GeometryEngine()])
        assert counts == {"parse_statement": 1, "draw_and_check": 1}
        (attempt,) = await ready[0].engine.run(ready[0].prepared, context())
        assert counts == {"parse_statement": 1, "draw_and_check": 1}
        result = await prove(
            problem, ready, Budget(wall=60), None, tmp_path / "b", None, "symbolically_verified"
        )
    finally:
        sys.setprofile(None)
        threading.setprofile(None)
    assert attempt.certificate and attempt.proof_markdown and attempt.figure_svg
    assert result.verdict.rung == "symbolically_verified"
    assert counts == {"parse_statement": 2, "draw_and_check": 1}


async def test_an_engine_without_a_proof_says_what_was_tried() -> None:
    """And not, where a jury is configured, that the empty text holds no letter or digit."""
    hard = parse_problem(
        f"{HEAD}```geometry\n"
        "a b c = triangle; d e = trisect b a c; f g = trisect c b a; h i = trisect a c b;\n"
        "j = on_line b f, on_line c i; k = on_line a e, on_line c h; l = on_line a d, on_line b g\n"
        "? cong j l j k\n```\n"
    )
    (attempt,) = await attempts_of(GeometryEngine(), hard, Budget(wall=1.5))
    assert attempt.certificate is None and not attempt.proof_markdown
    config = LLMConfig.model_validate(
        {
            "endpoints": {"e": {"url": "http://localhost:1/v1"}},
            "models": {"m": {"endpoint": "e", "name": "m"}},
            "roles": {"writer": "m", "jury": "m"},
        }
    )
    registry = CheckerRegistry({PROSE: lambda: JuryChecker(config)})
    judgement = await judge(hard, attempt, registry, context())
    assert judgement.verdict.rung == "unverified" and not judgement.accepted
    assert judgement.reason == "no proof was found: the search ran out of time"
    assert judgement.verdict.caveats == attempt.known_problems
    assert not any("gate" in line for line in judgement.verdict.caveats)

"""A configured model proposes points; what goes wrong with it costs the proof nothing."""

from __future__ import annotations

from typing import Any

import pytest

from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.llm import Client
from prover.llm.wire import WireStatus
from prover.problems.load import parse_problem
from tests.llm.helpers import ScriptedWire, client_of
from tests.working import attempts_of

PROBLEM = parse_problem(
    "Ptolemy.\n\n```geometry\na b c = ieq_triangle; p = on_circum a b c ? lsum p b p c p a\n```\n"
)


async def attempt_with(wire: ScriptedWire) -> tuple[Any, list[str]]:
    said: list[Any] = []

    def make_client(share: Budget) -> Client:
        return client_of(wire, budget=share)

    engine = GeometryEngine(make_client=make_client)
    (attempt,) = await attempts_of(engine, PROBLEM, Budget(wall=60), said.append)
    return attempt, [event.message for event in said if hasattr(event, "message")]


async def test_points_of_a_model_are_tried_first() -> None:
    wire = ScriptedWire("Try this:\nq = on_line a p, on_bline b p")
    attempt, _ = await attempt_with(wire)
    assert attempt.certificate is not None
    assert "sets of auxiliary points tried: 1" in attempt.notes
    assert len(wire.requests) == 1
    assert "lsum p b p c p a" in str(wire.requests[0].body)


@pytest.mark.parametrize("fault", ["", "I am sorry", WireStatus(400, "no")])
async def test_a_model_that_fails_is_no_harm(fault: Any) -> None:
    attempt, _ = await attempt_with(ScriptedWire(fault))
    assert attempt.certificate is not None
    assert "sets of auxiliary points tried: 1" not in attempt.notes

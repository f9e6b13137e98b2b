"""Every call of a run, the final jury's included, is paid from the run's budget."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from prover.bundle.bundle import open_bundle
from prover.checkers import CheckerRegistry
from prover.deepthink.jury_checker import JuryChecker
from prover.engines.deepthink import DeepThinkEngine, writers_share
from prover.limits.budget import Budget
from prover.llm.client import Client
from prover.llm.config import LLMConfig, Price
from prover.llm.local_server import LocalServer
from prover.problems.problem import Problem, ProblemKind
from prover.run.engine import prepare
from prover.run.runner import Result, prove
from prover.simulated import Simulator, simulator_config
from prover.simulated.app import SimulatorApp
from prover.simulated.faults import Fault, FaultPlan
from prover.trace.events import AttemptMade, CheckFinished, Emit
from prover.trace.events import Message as Spoken

SIMULATOR = Simulator(seed=4)
PROBLEM = Problem(
    id="simulated",
    source="the simulator",
    kind=ProblemKind.ALGEBRA,
    statement=SIMULATOR.problem(1).statement,
)
PRICE = Price(input=1.0, output=10.0)


@pytest.fixture(autouse=True)
def no_calibration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLYMPIAD_CALIBRATION", str(tmp_path / "calibration"))


def http_client(
    config: LLMConfig, budget: Budget, emit: Emit, journal: Path | None = None
) -> Client:
    return Client(config, budget=budget, emit=emit)


async def proved(folder: Path, url: str, budget: Budget, preset: str = "light") -> Result:
    config = simulator_config(url=url, price=PRICE)
    registry = CheckerRegistry(
        {kind: lambda: JuryChecker(config, http_client) for kind in ("jury", "prose")}
    )
    engine = DeepThinkEngine(preset=preset, config=config, make_client=http_client)
    return await prove(
        PROBLEM,
        prepare(PROBLEM, [engine]),
        budget,
        None,
        folder,
        None,
        "model_verified",
        registry=registry,
    )


async def billed(url: str) -> int:
    """The tokens on the server's bill."""
    async with httpx.AsyncClient() as client:
        bills = (await client.get(url.removesuffix("/v1") + "/bills")).json()
    return sum(bill[0] + bill[1] for bill in bills.values())


async def test_the_run_pays_for_what_the_server_bills(tmp_path: Path) -> None:
    budget = Budget(wall=60, tokens=2_000_000, cost=40.0, reserve=1)
    with LocalServer(SimulatorApp(SIMULATOR).asgi) as server:
        result = await proved(tmp_path / "b", server.url, budget)
        bills = await billed(server.url)
    assert budget.used("tokens") == bills
    calls = [e.body for e in result.bundle.events if isinstance(e.body, Spoken)]
    calls = [one for one in calls if one.source == "llm"]
    assert budget.used("cost") == pytest.approx(sum(one.data["cost"] for one in calls))  # type: ignore[misc]
    assert budget.used("cost") > 0
    # The jury's calls are in the trace, after the attempt that it reads.
    bodies = [event.body for event in result.bundle.events]
    made = max(place for place, body in enumerate(bodies) if isinstance(body, AttemptMade))
    later = [b for b in bodies[made:] if isinstance(b, Spoken) and b.source == "llm"]
    assert [one.data["purpose"] for one in later] == ["verify"] * 5


@pytest.mark.parametrize("limits", [{"tokens": 400_000}, {"cost": 4.0}])
async def test_a_run_that_spends_all_it_has_is_still_judged(
    tmp_path: Path, limits: dict[str, float]
) -> None:
    # best-of-n never stops before its budget does.
    budget = Budget(wall=60, reserve=1, **limits)  # type: ignore[arg-type]
    with LocalServer(SimulatorApp(SIMULATOR).asgi) as server:
        result = await proved(tmp_path / "b", server.url, budget, preset="best-of-n")
    events = [event.body for event in open_bundle(tmp_path / "b").events]
    (check,) = [body for body in events if isinstance(body, CheckFinished)]
    assert check.accepted or "objects" in check.reason, check.reason
    assert result.reached or result.ending == "out_of_budget"
    (limit,) = limits
    assert budget.used(limit) <= limits[limit]  # type: ignore[arg-type]


async def test_the_jury_reads_once_what_the_engine_hands_over_often(tmp_path: Path) -> None:
    with LocalServer(SimulatorApp(SIMULATOR).asgi) as server:
        await proved(tmp_path / "b", server.url, Budget(wall=60, tokens=2e6, reserve=1), "nomos")
    events = [event.body for event in open_bundle(tmp_path / "b").events]
    made = [body for body in events if isinstance(body, AttemptMade)]
    assert sum(body.provisional for body in made) > 1
    assert sum(isinstance(body, CheckFinished) for body in events) == 1


def test_the_writers_get_what_the_jury_does_not_need() -> None:
    config = simulator_config(price=PRICE)
    rich = writers_share(Budget(wall=100, tokens=5_000_000, cost=100), config)
    assert rich.allowed("tokens") == 4_800_000
    assert rich.allowed("cost") == pytest.approx(98.9)
    assert rich.allowed("wall") == pytest.approx(90, abs=1)
    poor = writers_share(Budget(tokens=100_000, cost=1.0), config)
    assert (poor.allowed("tokens"), poor.allowed("cost")) == (50_000, pytest.approx(0.67))
    some = writers_share(Budget(tokens=150_000, cost=4.0), config)
    assert (some.allowed("tokens"), some.allowed("cost")) == (90_000, pytest.approx(3.2))
    free = writers_share(Budget(), config)
    assert (free.allowed("tokens"), free.allowed("cost")) == (None, None)


@pytest.mark.parametrize(
    ("kind", "ending"),
    [("silence", "out_of_budget"), ("huge", "finished"), ("garbage", "finished")],
)
async def test_a_model_that_says_nothing_of_use_ends_in_a_bundle_that_says_so(
    tmp_path: Path, kind: Fault, ending: str
) -> None:
    plan = FaultPlan(rate=1.0, kinds=(kind,), then_well=False)
    budget = Budget(wall=4 if kind == "silence" else 60, reserve=0.5)
    with LocalServer(SimulatorApp(SIMULATOR, faults=plan).asgi) as server:
        result = await proved(tmp_path / "b", server.url, budget)
    assert (result.ending, result.verdict.rung) == (ending, "unverified")
    said = open_bundle(tmp_path / "b").proof
    words = {"silence": "out of budget", "huge": "calls in a row", "garbage": "is no API"}
    assert words[kind] in said

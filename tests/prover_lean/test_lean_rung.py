"""The `lean` engine and the formally verified rung, from a problem file to the verdict."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from lean.errors import LeanError
from lean.library.profile import find_profile
from prover.bundle.recheck import recheck_bundle
from prover.checkers import default_registry
from prover.checkers.judgement import Judgement, judge
from prover.checkers.lean import trusted_source
from prover.engines import load_engines
from prover.engines.lean_search import BeyondProfile, LeanEngine
from prover.limits.budget import Budget
from prover.problems.errors import InvalidProblem
from prover.problems.load import load_problem
from prover.problems.problem import FormalStatement, Problem
from prover.run.engine import prepare
from prover.run.runner import prove
from prover.trace.attempt import Attempt, Certificate
from prover.trace.events import AttemptMade, EventBody
from prover.verdicts.verdict import FormallyVerified, Unverified
from tests.prover_spine.test_shown import change, seal
from tests.working import attempts_of, context

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "contests" / "demo" / "imo-1959-p1.md"


@pytest.fixture(scope="module")
def lean() -> None:
    try:
        find_profile()
    except LeanError as error:
        pytest.skip(str(error))


def problem(lean_block: str | None, line: int = 0) -> Problem:
    formal = None
    if lean_block is not None:
        formal = FormalStatement(lean_block, author="A. Person", author_kind="person", line=line)
    return Problem(
        id="p",
        source="a school book",
        kind="number_theory",  # type: ignore[arg-type]
        statement="Show it.",
        lean=formal,
    )


def attempt(file: str) -> Attempt:
    return Attempt(
        engine="by hand", proof_markdown="", certificate=Certificate(kind="lean", text=file)
    )


async def judged(block: str, file: str) -> Judgement:
    return await judge(problem(block), attempt(file), default_registry(), context())


EVEN = "theorem even_sum (n : Nat) : ∃ k, n + n = 2 * k"


@pytest.mark.lean
async def test_the_demo_problem_is_found_by_search_and_formally_verified(
    lean: None, tmp_path: Path
) -> None:
    engine = LeanEngine()
    loaded = load_problem(DEMO)
    result = await prove(
        loaded,
        prepare(loaded, [engine]),
        Budget(wall=240, reserve=5),
        None,
        tmp_path / "bundle",
        None,
        "formally_verified",
    )
    assert result.reached
    assert isinstance(result.verdict, FormallyVerified)
    assert result.verdict.theorem == "imo_1959_p1"
    assert result.verdict.axioms <= {"propext", "Quot.sound", "Classical.choice"}
    file = (tmp_path / "bundle" / "certificate.lean").read_text()
    assert "theorem imo_1959_p1 (n : Nat) : Nat.gcd (21*n+4) (14*n+3) = 1 := by\n" in file
    proof = (tmp_path / "bundle" / "proof.md").read_text()
    assert "```lean\ntheorem imo_1959_p1" in proof
    assert "step by step" in proof
    again = await judge(loaded, attempt(file), default_registry(), context())
    assert again.accepted
    checked = await recheck_bundle(tmp_path / "bundle")
    assert checked.outcome == "holds", checked.mismatches

    # The kernel vouches for the file, and for no sentence or picture beside it.
    change(tmp_path / "bundle", "proof.md", lambda text: text + "\nHence also $1 = 2$.\n")
    seal(tmp_path / "bundle")
    checked = await recheck_bundle(tmp_path / "bundle")
    assert checked.outcome == "certificate_holds" and not checked.text_vouched


@pytest.mark.lean
async def test_the_same_seed_finds_the_same_proof(lean: None) -> None:
    def quiet(_: EventBody) -> None: ...

    texts = set()
    for _ in range(2):
        (made,) = await attempts_of(LeanEngine(seed=3), problem(EVEN), Budget(wall=120), quiet)
        assert made.certificate is not None
        texts.add(made.certificate.text)
    assert len(texts) == 1


@pytest.mark.lean
async def test_the_statement_that_counts_is_the_problems(lean: None) -> None:
    honest = f"{EVEN} := ⟨n, by omega⟩\n"
    assert (await judged(EVEN, honest)).accepted
    other = "theorem even_sum (n : Nat) : ∃ k, n + n = k + k := ⟨n, by omega⟩\n"
    refused = await judged(EVEN, other)
    assert isinstance(refused.verdict, Unverified)
    assert not refused.fault
    weaker = "theorem even_sum (n : Nat) (h : n = 0) : ∃ k, n + n = 2 * k := ⟨n, by omega⟩\n"
    assert not (await judged(EVEN, weaker)).accepted


@pytest.mark.lean
@pytest.mark.parametrize(
    ("file", "word"),
    [
        (f"{EVEN} := by sorry\n", "sorry"),
        (f"axiom cheat : False\n{EVEN} := cheat.elim\n", "axiom"),
        (f"{EVEN} := by\n  refine ⟨n, ?_⟩\n  rfl\n", "line 3"),
    ],
)
async def test_what_is_no_proof_is_rejected_with_the_reason(
    lean: None, file: str, word: str
) -> None:
    judgement = await judged(EVEN, file)
    assert not judgement.accepted
    assert not judgement.fault
    assert word in judgement.reason
    assert "\n" not in judgement.reason


@pytest.mark.lean
async def test_a_broken_statement_is_a_fault_of_the_problem_file(lean: None) -> None:
    block = "theorem t (n : Nat) : NoSuchThing n"
    judgement = await judged(block, f"{block} := by omega\n")
    assert judgement.fault
    assert "lean block" in judgement.reason

    def quiet(_: EventBody) -> None: ...

    with pytest.raises((InvalidProblem, BeyondProfile), match=r"line 12: .*NoSuchThing") as caught:
        await attempts_of(LeanEngine(), problem(block, line=12), Budget(wall=120), quiet)
    assert "\n" not in str(caught.value)


@pytest.mark.lean
async def test_a_search_without_a_proof_says_why_and_gives_no_certificate(lean: None) -> None:
    told: list[EventBody] = []
    block = "theorem t (f : Nat → Nat) : f 0 = f 1"
    (made,) = await attempts_of(LeanEngine(), problem(block), Budget(wall=6), told.append)
    assert made.certificate is None
    assert made.known_problems[0].startswith("no formal proof was found: ")
    assert not any(isinstance(body, AttemptMade) for body in told)


@pytest.mark.lean
async def test_a_cancelled_search_leaves_word_of_what_it_did(lean: None) -> None:
    told: list[EventBody] = []
    block = "theorem t (f : Nat → Nat) (n : Nat) : f n = f (n + 1)"
    task = asyncio.create_task(
        attempts_of(LeanEngine(), problem(block), Budget(wall=120), told.append)
    )
    while not any(body.kind == "progress" and "searching" in body.message for body in told):
        assert not task.done()
        await asyncio.sleep(0.05)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    (made,) = (body.attempt for body in told if isinstance(body, AttemptMade))
    assert made.certificate is None
    assert "tactics tried" in made.notes[0]


def test_a_problem_without_a_lean_block_is_not_accepted() -> None:
    assert LeanEngine().prepare(problem(None)) is None


def test_without_lean_the_engine_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lean.toolchain.find.wheel_library", lambda: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(Path, "home", lambda: Path("/nonexistent"))
    engine = LeanEngine()
    assert engine.prepare(problem(EVEN)) is None
    reason = engine.unavailable()
    assert reason is not None
    assert "olympiad lean setup" in reason and "olympiad doctor" in reason


@pytest.mark.parametrize(
    ("block", "source"),
    [
        ("theorem t : p", "theorem t : p := by sorry\n"),
        ("theorem t : p :=", "theorem t : p := by sorry\n"),
        ("theorem t : p := by", "theorem t : p := by sorry\n"),
        ("theorem t : p := by sorry", "theorem t : p := by sorry\n"),
        ("theorem t : p := sorry", "theorem t : p := sorry\n"),
        ("theorem t : p -- why", "theorem t : p -- why\n:= by sorry\n"),
        ("theorem t : p := by -- sorry", "theorem t : p := by -- sorry\nsorry\n"),
        ("theorem t : p /- := by sorry -/", "theorem t : p /- := by sorry -/\n:= by sorry\n"),
    ],
)
def test_a_block_may_leave_out_its_end(block: str, source: str) -> None:
    assert trusted_source(block) == source


def test_other_problems_do_not_pay_for_lean() -> None:
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from prover.engines import load_engines\n"
        "from prover.problems.load import load_problem\n"
        "problem = load_problem(Path('contests/demo/imo-2014-p4.md'))\n"
        "[engine.prepare(problem) for engine in load_engines(['lean'])]\n"
        "print(sorted(m for m in sys.modules if m.split('.')[0] in ('lean', 'mcts')))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_engine_comes_after_geometry() -> None:
    names = [engine.name for engine in load_engines()]
    assert names.index("geometry") < names.index("lean")

"""The scope of a symbolic verdict: asked for, told, forged, and absent in old bundles."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from prover.bundle.bundle import seal_bundle
from prover.bundle.proof_text import scope_text
from prover.bundle.recheck import recheck_bundle
from prover.checkers import default_registry
from prover.checkers.judgement import judge
from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.errors import ProblemError
from prover.problems.load import parse_problem
from prover.problems.markdown import render_markdown
from prover.problems.record import (
    problem_from_record,
    problem_sha256,
    problem_to_record,
    same_problem,
)
from prover.run.engine import prepare
from prover.run.runner import prove
from prover.verdicts.scope import asked_of, parse_scope, rung_with_scope
from prover.verdicts.verdict import (
    BranchCount,
    SymbolicallyVerified,
    answered,
    parse_verdict,
    strength,
    verdict_to_json,
)
from tests.prover_spine.test_find import attempt, problem
from tests.working import context

ALL = "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c"
BISECTORS = "a b c = triangle; i = incenter a b c; d = eqangle a b a d a d a c, on_line d b c"
INNER = f"{BISECTORS} ? coll a i d"


async def verdict_of(text: str) -> SymbolicallyVerified:
    judgement = await judge(problem(text), attempt(text), default_registry(), context())
    assert isinstance(judgement.verdict, SymbolicallyVerified), judgement.reason
    return judgement.verdict


async def test_a_statement_without_branches_is_proved_in_all() -> None:
    verdict = await verdict_of(ALL)
    assert verdict.scope == "all_branches" and verdict.heading.endswith("(all branches)")
    assert verdict.figures_held == verdict.figures >= 40
    assert verdict.answers("symbolically_verified") and not verdict.position
    assert {"obtuse", "acute"} <= {word for b in verdict.branches for word in b.position.split()}
    assert "**All branches**" in scope_text(verdict)


async def test_one_position_of_several_is_told_and_is_no_answer() -> None:
    verdict = await verdict_of(INNER)
    assert verdict.scope == "drawn_configuration"
    assert verdict.position == "figures in which D lies between B and C"
    assert 0 < verdict.figures_held < verdict.figures and verdict.figures >= 40
    assert not verdict.answers("symbolically_verified")
    assert not verdict.answers("model_verified") and verdict.answers("unverified")
    assert verdict.answers("symbolically_verified", "drawn")
    assert verdict.caveats[0].startswith("proved for figures in which D lies between B and C")
    text = scope_text(verdict)
    assert "**Drawn configuration**" in text and "D lies between B and C: " in text
    assert f"in {verdict.figures_held} of {verdict.figures} figures" in text
    assert parse_verdict(verdict_to_json(verdict)) == verdict


async def test_figures_without_a_failure_are_no_proof() -> None:
    """Every figure agrees; the argument that there is one kind of configuration does not carry."""
    verdict = await verdict_of("a b c = iso_triangle; i = incenter a b c ? perp a i b c")
    assert verdict.figures_held == verdict.figures >= 40
    assert verdict.scope == "drawn_configuration" and "positions of i" in verdict.scope_reason
    assert not verdict.answers("symbolically_verified")


async def test_an_undirected_angle_is_that_of_the_drawn_figure() -> None:
    angles = "a b c = triangle a b c, aconst a b a c 50o, aconst b c b a 70o ? find"
    asked = await verdict_of(f"{angles} angle a c b")
    directed = await verdict_of(f"{angles} aconst c a c b")
    assert (asked.scope, directed.scope) == ("drawn_configuration", "all_branches")


def fields(**changes: object) -> dict[str, object]:
    faithful = {
        "language": "geometry",
        "statement_sha256": "0" * 64,
        "author": "A",
        "author_kind": "person",
        "checks": (),
    }
    return {
        "checker_version": "1",
        "statement": "s",
        "statement_sha256": "0" * 64,
        "certificate_sha256": "1" * 64,
        "diagrams": 3,
        "steps": 1,
        "faithfulness": faithful,
        **changes,
    }


def test_a_goal_that_fails_in_a_figure_cannot_be_proved_in_all() -> None:
    SymbolicallyVerified(**fields(scope="all_branches", figures=40, figures_held=40))  # type: ignore[arg-type]
    for wrong in (
        {"scope": "all_branches", "figures": 40, "figures_held": 39},
        {"figures": 3, "figures_held": 4},
        {"scope": "everywhere"},
    ):
        with pytest.raises(ValidationError):
            SymbolicallyVerified(**fields(**wrong))  # type: ignore[arg-type]
    with pytest.raises(ValidationError):
        BranchCount(position="p", held=2, drawn=1)


def test_a_verdict_from_before_scopes_states_none_and_counts_as_the_drawn_one() -> None:
    old = SymbolicallyVerified(**fields())  # type: ignore[arg-type]
    narrow = SymbolicallyVerified(**fields(scope="drawn_configuration"))  # type: ignore[arg-type]
    wide = SymbolicallyVerified(**fields(scope="all_branches"))  # type: ignore[arg-type]
    assert old.heading == "symbolically_verified (scope not stated)"
    assert not old.answers("symbolically_verified")
    assert strength(wide) < strength(narrow) == strength(old)


def test_what_answers_what() -> None:
    assert answered("formally_verified", None, "symbolically_verified", "all")
    assert answered("model_verified", None, "model_verified", "all")
    assert not answered("model_verified", None, "symbolically_verified", "drawn")
    assert not answered("symbolically_verified", None, "symbolically_verified", "all")
    assert rung_with_scope("model_verified", None) == "model_verified"
    assert asked_of(None, "all") == asked_of("all", "all") == "all"
    assert asked_of("drawn", "all") == asked_of(None, "drawn") == "drawn"
    with pytest.raises(ValueError, match="all or drawn"):
        parse_scope("everything")


def test_a_problem_file_may_say_that_the_drawn_configuration_is_enough() -> None:
    text = f"---\nid: p\nkind: geometry\n---\nShow it.\n\n```geometry\n{INNER}\n```\n"
    plain = parse_problem(text)
    drawn = parse_problem(text.replace("kind:", "scope: drawn\nkind:"))
    assert (plain.scope, drawn.scope) == (None, "drawn")
    assert parse_problem(render_markdown(drawn)) == drawn
    record = problem_to_record(drawn)
    assert problem_from_record(record).scope == "drawn"
    # Records of problems that do not say it are what they were.
    assert "scope" not in problem_to_record(plain)
    assert problem_sha256(plain) != problem_sha256(drawn)
    assert not same_problem(problem_to_record(plain), record)
    with pytest.raises(ProblemError, match="use all or drawn"):
        parse_problem(text.replace("kind:", "scope: some\nkind:"))


async def test_a_run_goes_by_the_scope_that_is_asked_for(tmp_path: Path) -> None:
    asked = problem(INNER)
    codes = {}
    for scope in ("all", "drawn"):
        result = await prove(
            asked,
            prepare(asked, [GeometryEngine()]),
            Budget(wall=60),
            None,
            tmp_path / scope,
            None,
            "symbolically_verified",
            asked_scope=scope,
        )
        codes[scope] = result.exit_code
        manifest = result.bundle.manifest
        assert (manifest.scope, manifest.asked_scope) == ("drawn_configuration", scope)
        assert "## What is proved" in result.bundle.proof
        recheck = await recheck_bundle(tmp_path / scope)
        assert recheck.holds, recheck.mismatches
    assert codes == {"all": 1, "drawn": 0}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"scope": "all_branches", "figures": 0, "figures_held": 0, "branches": []}, "scope"),
        ({"figures": 40, "figures_held": 40}, "figures"),
        ({"position": "all figures"}, "position"),
        ({"branches": [{"position": "everywhere", "held": 64, "drawn": 64}]}, "branches"),
    ],
)
async def test_a_forged_scope_does_not_hold(
    tmp_path: Path, change: dict[str, object], says: str
) -> None:
    made = attempt(INNER)
    verdict = await verdict_of(INNER)
    forged = parse_verdict(json.dumps({**json.loads(verdict_to_json(verdict)), **change}))
    await sealed(tmp_path / "b", made, forged)
    recheck = await recheck_bundle(tmp_path / "b")
    assert not recheck.holds
    assert any(says in mismatch for mismatch in recheck.mismatches)
    await sealed(tmp_path / "honest", made, verdict)
    assert not [m for m in (await recheck_bundle(tmp_path / "honest")).mismatches if says in m]


async def sealed(folder: Path, made: object, verdict: object) -> None:
    from datetime import UTC, datetime

    from prover.bundle.bundle import BundleContents
    from prover.trace.attempt import Attempt
    from prover.trace.events import AttemptMade, Event
    from prover.verdicts.verdict import Unverified

    assert isinstance(made, Attempt) and not isinstance(verdict, Unverified)
    now = datetime.now(UTC)
    event = Event(run="r", seq=0, at=now, body=AttemptMade(attempt=made))
    asked = problem(INNER)
    seal_bundle(
        folder,
        BundleContents(
            run="r",
            problem_id=asked.id,
            problem_record=problem_to_record(asked),
            verdict=verdict,  # type: ignore[arg-type]
            asked_rung="symbolically_verified",
            ending="finished",
            attempt=made,
            events=(event,),
            sealed_at=now,
            command=("x",),
        ),
    )

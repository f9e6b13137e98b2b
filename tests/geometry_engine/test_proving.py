"""From a problem to a proof that the independent checker accepts."""

from __future__ import annotations

import time

import pytest

from geometry import (
    FalseGoalError,
    GeometryInputError,
    check_certificate,
    parse_statement,
    prepare,
    prove,
)
from geometry.proving import Progress
from tests.geometry_engine.test_closure import IMO, JGEX, PROVED


@pytest.mark.parametrize("name", sorted(PROVED))
def test_proofs_pass_the_checker_and_have_no_idle_step(name: str) -> None:
    statement = IMO[f"translated_imo_{name}"]
    outcome = prove(statement, auxiliary=False)
    assert outcome.status == "proved" and outcome.proof is not None and not outcome.missing
    assert list(outcome.proof.needed()) == list(range(len(outcome.proof.steps)))
    assert len({step.fact for step in outcome.proof.steps}) == len(outcome.proof.steps)
    report = check_certificate(outcome.certificate_json or "", problem=str(statement))
    assert report.accepted, report.reason


@pytest.mark.parametrize("name", sorted(JGEX)[::8])
def test_textbook_proofs_pass_the_checker(name: str) -> None:
    outcome = prove(JGEX[name], seconds=20)
    if outcome.status == "proved":
        report = check_certificate(outcome.certificate_json or "", problem=str(JGEX[name]))
        assert report.accepted, report.reason


@pytest.mark.parametrize("name", ["2012_p5", "2015_p3", "2000_p6"])
def test_auxiliary_points_are_found_used_and_checked(name: str) -> None:
    statement = IMO[f"translated_imo_{name}"]
    outcome = prove(statement, seconds=120)
    assert outcome.proof is not None and outcome.tried >= 1
    added = set(outcome.proof.diagram) - set(statement.points)
    assert added and outcome.proof.auxiliary
    assert added <= {p for step in outcome.proof.steps for p in step.fact.points}
    assert check_certificate(outcome.certificate_json or "", problem=str(statement)).accepted


@pytest.mark.parametrize(
    "name",
    [
        # Its circles touch: the hypotheses have a double solution, and the proof a phantom point.
        "2011_p6",
        # Its proof needs the isogonal conjugate, and carries equal angles over to their sines.
        "2021_p3",
    ],
)
def test_the_hardest_of_the_collection_are_proved_and_checked(name: str) -> None:
    statement = IMO[f"translated_imo_{name}"]
    outcome = prove(statement, seconds=300)
    assert outcome.proof is not None
    report = check_certificate(outcome.certificate_json or "", problem=str(statement))
    assert report.accepted, report.reason


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (  # Gergonne's point
            "a b c = triangle; i = incenter a b c; d = foot i b c; e = foot i c a; f = foot i a b;"
            " p = on_line a d, on_line b e ? coll c f p",
            "ceva_converse",
        ),
        (  # Lemoine's line
            "a b c = triangle; o = circle a b c; d = on_tline a o a, on_line b c;"
            " e = on_tline b o b, on_line c a; f = on_tline c o c, on_line a b ? coll d e f",
            "menelaus_converse",
        ),
        (
            "a b c d = quadrangle; e = on_line a b, on_line c d; f = on_line a d, on_line b c"
            " ? eqproduct e a b f c d a b f c d e",
            "menelaus",
        ),
        (
            "a b c = triangle; p = free; q = eqangle a b a p a q a c, eqangle b a b p b q b c;"
            " d = on_line c q, on_circum a b c; e = on_line c p, on_circum a b c ? para d e a b",
            "isogonal_conjugates",
        ),
    ],
)
def test_theorems_on_cut_triangles_and_isogonals_are_used(text: str, rule: str) -> None:
    outcome = prove(parse_statement(text), auxiliary=False)
    assert outcome.proof is not None
    assert rule in {getattr(step.reason, "rule", None) for step in outcome.proof.steps}
    report = check_certificate(outcome.certificate_json or "", problem=text)
    assert report.accepted, report.reason


def test_the_same_seed_gives_the_same_proof_whatever_the_number_of_workers() -> None:
    statement = IMO["translated_imo_2012_p5"]
    one, again, two = (prove(statement, seconds=60, seed=3, workers=w) for w in (1, 1, 2))
    assert one.certificate_json == again.certificate_json == two.certificate_json


def test_a_false_goal_is_refused_with_its_deviation() -> None:
    with pytest.raises(FalseGoalError) as caught:
        prove(parse_statement("a b c = triangle a b c; m = midpoint m b c ? perp a m b c"))
    assert caught.value.deviation > 1e-3 and "perp a m b c" in str(caught.value)


def test_a_dropped_hypothesis_leaves_no_proof() -> None:
    """The nine-point circle needs all of its feet; without the altitude there is none."""
    with pytest.raises(FalseGoalError):
        prove(
            parse_statement(
                "a b c = triangle a b c; d = on_line d b c; e = midpoint e a b; f = midpoint f a c; g = midpoint g b c ? cyclic d e f g"
            )
        )


def test_without_a_goal_there_is_nothing_to_prove() -> None:
    with pytest.raises(GeometryInputError, match="goal"):
        prove(parse_statement("a b c = triangle a b c"))


def test_no_time_means_no_proof_but_says_what_is_missing() -> None:
    outcome = prove(prepare(IMO["translated_imo_2000_p1"]), seconds=0)
    assert outcome.status == "out_of_time" and outcome.proof is None
    assert outcome.missing == IMO["translated_imo_2000_p1"].atomic_goals


def test_stopping_is_prompt_and_tells_how_far_it_came() -> None:
    """A problem beyond reach: Morley's theorem. The search stops when asked to, not later."""
    phases: list[Progress] = []
    begun = time.monotonic()
    outcome = prove(
        JGEX["examples/complete2/unsolved/morley.gex"],
        should_stop=lambda: bool(phases) and phases[-1].tried >= 20,
        progress=phases.append,
    )
    assert outcome.status == "cancelled" and outcome.proof is None and outcome.missing
    assert [p.phase for p in phases[:4]] == ["figure", "algebra", "closure", "auxiliary"]
    assert 20 <= outcome.tried <= 60 and time.monotonic() - begun < 60


def test_without_auxiliary_points_the_closure_ends_saturated() -> None:
    outcome = prove(IMO["translated_imo_2012_p5"], auxiliary=False)
    assert outcome.status == "saturated" and outcome.tried == 0 and outcome.missing


@pytest.mark.parametrize(
    "text",
    [
        "a b c = triangle a b c; d = circle d a b c ? cong d a d c",
        "a b c = triangle a b c; d = midpoint d a b; e = midpoint e a c ? para d e b c, rconst b c d e 2",
        "a b c d = isquare a b c d; e = midpoint e a c ? midp e b d",
        "a b = segment a b; c = s_angle b a c 30; d = mirror d b c; e = foot e d a b ? cong d e a c",
        "a b c = triangle a b c; d = incenter d a b c ? eqangle a b a d a d a c",
        "a b c = eq_triangle a b c ? aconst a b a c 1/3",
    ],
)
def test_small_theorems_with_several_kinds_of_goals(text: str) -> None:
    try:
        statement = parse_statement(text)
    except GeometryInputError:
        statement = parse_statement(text.replace("a b c = eq_triangle", "a b c = ieq_triangle"))
    try:
        outcome = prove(statement, seconds=30)
    except FalseGoalError:
        outcome = prove(
            parse_statement(text.replace("1/3", "2/3").replace("eq_t", "ieq_t")), seconds=30
        )
    assert outcome.status == "proved"
    assert check_certificate(outcome.certificate_json or "").accepted

"""How far an accepted proof reaches: never all branches for what is true in one position only."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from geometry import check_certificate, prepare, prove
from geometry.checker.branching import is_prime, square_root
from geometry.checker.plan import Unplanned, plan
from geometry.checker.scope import Claim, combined
from geometry.checker.statement import read_problem
from geometry.diagram.survey import survey
from geometry.language import parse_statement

PAIRS = Path(__file__).parents[1] / "data" / "contradictory_statements.txt"


def pairs() -> list[tuple[str, str]]:
    found = []
    for line in PAIRS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            hypotheses, _, goals = line.partition(" ? ")
            one, other = goals.split(" | ")
            found.append((f"{hypotheses} ? {one}", f"{hypotheses} ? {other}"))
    return found


def scope_of(statement: str, seed: int = 0) -> str | None:
    """The scope that the checker gives the proof; None where there is none in a second."""
    outcome = prove(prepare(statement, seed=seed), seconds=10, auxiliary=False, algebra_seconds=0)
    if outcome.certificate_json is None:
        return None
    report = check_certificate(outcome.certificate_json, problem=statement)
    assert report.accepted, report.reason
    assert report.scope is not None and report.scope_reason
    return report.scope


def test_there_are_enough_pairs_of_contradictory_statements() -> None:
    assert len(pairs()) >= 30 and len(set(pairs())) == len(pairs())


def test_no_two_contradictory_statements_are_proved_in_full() -> None:
    both = 0
    for one, other in pairs():
        scopes = [scope_of(one), scope_of(other)]
        assert scopes.count("all branches") < 2, (one, other)
        both += None not in scopes
    assert both >= 28  # else the test above would say little


@pytest.mark.parametrize(
    "statement",
    [
        "a b c = triangle; h = orthocenter a b c ? perp a h b c",
        # Two choices of sign that no equation tells apart: the four circles touching three lines.
        "a b c = triangle; i = incenter a b c; d = foot i b c; e = foot i c a ? cong i d i e",
        "a b = segment; c = on_circle a b, on_circle b a ? cong c a c b",
        # The second intersection, besides the one that the circle is drawn through.
        "a b c = triangle; o = circle a b c; d = on_line a o, on_circle o a ? perp a b b d",
        "a o b = triangle; p q = tangent a o b ? cong a p a q",
        # Mirror images of each other.
        "a b c d = isquare ? perp a c b d",
        "a b c = lconst a b 3, lconst b c 4, lconst c a 5 ? perp a b b c",
        "a b c d = eq_trapezoid ? cyclic a b c d",
        # Angles as numbers.
        "a b c = triangle a b c, aconst a b a c 50o, aconst b c b a 70o ? aconst c a c b 60o",
        # Sums of lengths whose order is given.
        "a b = segment; c = between a b ? lsum a c c b a b",
        "a b c = triangle, acute a b c, acute a c b; d = foot a b c ? lsum b d d c b c",
    ],
)
def test_one_kind_of_configuration_is_recognised(statement: str) -> None:
    assert scope_of(statement) == "all branches"


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("a b = segment; c = on_line a b ? lsum a c c b a b", "order of points"),
        ("a b c = triangle; d = foot a b c ? lsum b d d c b c", "order of points"),
        ("a b c = triangle, acute a b c; d = foot a b c ? lsum b d d c b c", "order of points"),
        (
            "a b c = triangle; i = incenter a b c; d = eqangle a b a d a d a c, on_line d b c"
            " ? coll a i d",
            "positions of d",
        ),
        (
            "a b c = iso_triangle; i = incenter a b c ? perp a i b c",
            "positions of i",
        ),
        (
            "a b = segment; x = eq_triangle a b; c d = square a b ? aconst d x d c 15o",
            "positions of x",
        ),
        # Two squares that may each be turned either way are two choices.
        (
            "a b c d = isquare; e f g h = isquare ? perp a c b d",
            "either way",
        ),
    ],
)
def test_what_may_differ_by_position_is_the_drawn_configuration(statement: str, says: str) -> None:
    outcome = prove(prepare(statement), seconds=10, auxiliary=False, algebra_seconds=0)
    assert outcome.certificate_json is not None
    report = check_certificate(outcome.certificate_json)
    assert report.accepted and report.scope == "drawn configuration"
    assert says in report.scope_reason


def test_the_scope_does_not_depend_on_the_seed_of_the_figures() -> None:
    statement = (
        "a b c = triangle; i = incenter a b c; d = foot i b c; e = foot i c a ? cong i d i e"
    )
    certificate = prove(prepare(statement), algebra_seconds=0).certificate_json
    assert certificate is not None
    for seed in range(4):
        assert check_certificate(certificate, seed=seed).scope == "all branches"


def test_what_is_rejected_has_no_scope() -> None:
    certificate = prove(
        prepare("a b c = triangle; m = midpoint b c ? cong m b m c")
    ).certificate_json
    assert certificate is not None
    broken = json.loads(certificate)
    broken["goals"] = []
    report = check_certificate(json.dumps(broken))
    assert not report.accepted and report.scope is None and not report.scope_reason


def test_a_figure_at_a_special_position_shows_nothing_of_the_others() -> None:
    """Where two curves touch in the drawn figure, its neighbours are not those of the plan."""
    statement = (
        "a b c = triangle; o = circle a b c; d = on_tline a o a; e = on_line a d, on_circle o a"
    )
    with pytest.raises(Unplanned):
        plan(
            read_problem(statement + "; f = on_line f a b, cong f a f b, cong f o f e ? coll f a b")
        )


def test_the_widest_claim_counts() -> None:
    narrow = Claim("drawn configuration", "no more is known")
    wide = Claim("all branches", "a proof")
    assert combined([narrow, wide]) is wide and combined([narrow]) is narrow
    assert combined([wide, Claim("all branches", "another")]) is wide


def test_roots_modulo_primes() -> None:
    rng = random.Random(1)
    primes = [p for p in range(3, 400) if is_prime(p)]
    assert len(primes) == 77 and not is_prime(2**61 + 1) and is_prime(2**61 - 1)
    for p in (*primes[:20], 2**61 - 1):
        for _ in range(5):
            x = rng.randrange(1, p)
            assert pow(square_root(x * x % p, p, rng), 2, p) == x * x % p


def test_positions_are_counted_and_named() -> None:
    prepared = prepare("a b c = ieq_triangle; p = on_circum a b c ? lsum p b p c p a")
    found = survey(prepared.statement, prepared.diagram.points)
    assert found.drawn >= 40 and 0 < found.held < found.drawn
    [condition] = found.position
    assert condition.name == "oppside" and set(condition.points) == set("abcp")
    for kind in found.kinds:
        assert sum(count.drawn for count in kind) <= found.drawn
        assert all(0 <= count.held <= count.drawn for count in kind)
    assert any(c.held == c.drawn and c.where == condition for kind in found.kinds for c in kind)


def test_figures_of_a_survey_are_obtuse_as_well() -> None:
    statement = parse_statement("a b c = triangle; d = foot a b c ? lsum b d d c b c")
    found = survey(statement, prepare(str(statement)).diagram.points)
    assert 0 < found.held < found.drawn and str(found.position[0]) == "between d b c"

"""Algebra cites an earlier step instead of repeating what that step combined."""

from __future__ import annotations

from fractions import Fraction

import pytest

from geometry import check_certificate, prove
from geometry.certificate import to_json
from geometry.engine.abbreviate import abbreviated, without_idle_steps
from geometry.predicates import parse_predicate
from geometry.proof import ByAlgebra, Construction, Proof, Reason, Step
from tests.geometry_engine.test_closure import IMO

ONE, TWO = Fraction(1), Fraction(2)


def proof(*steps: tuple[str, Reason], goals: tuple[int, ...]) -> Proof:
    points = {p: (float(i), float(i * i)) for i, p in enumerate("abcdefghij")}
    return Proof(
        "", "", points, tuple(Step(parse_predicate(fact), why) for fact, why in steps), goals
    )


def algebra(*premises: tuple[int, int, Fraction], table: str = "ratio") -> ByAlgebra:
    return ByAlgebra(table, premises)  # type: ignore[arg-type]


GIVEN = (
    ("cong a b c d", Construction(0)),
    ("cong c d e f", Construction(1)),
    ("cong e f g h", Construction(2)),
)


def test_a_part_that_an_earlier_step_states_is_cited() -> None:
    short = abbreviated(
        proof(
            *GIVEN,
            ("cong a b e f", algebra((0, 0, ONE), (1, 0, ONE))),
            ("cong a b g h", algebra((0, 0, ONE), (1, 0, ONE), (2, 0, ONE))),
            goals=(3, 4),
        )
    )
    assert short.steps[3].reason == algebra((0, 0, ONE), (1, 0, ONE))
    assert short.steps[4].reason == algebra((2, 0, ONE), (3, 0, ONE))


def test_multiples_count_too_and_what_is_no_longer_needed_goes() -> None:
    """The claim is twice the earlier step; its own premises stay for that step alone."""
    short = abbreviated(
        proof(
            *GIVEN,
            ("cong a b e f", algebra((0, 0, ONE), (1, 0, ONE))),
            ("cong i j i j", algebra((0, 0, TWO), (1, 0, TWO))),
            goals=(4,),
        )
    )
    assert [str(step.fact) for step in short.steps] == [
        "cong a b c d",
        "cong c d e f",
        "cong a b e f",
        "cong i j i j",
    ]
    assert short.steps[3].reason == algebra((2, 0, TWO)) and short.goals == (3,)


def test_tables_are_not_mixed_and_nothing_grows() -> None:
    whole = proof(
        *GIVEN,
        ("cong a b e f", algebra((0, 0, ONE), (1, 0, ONE), table="length")),
        ("cong a b g h", algebra((0, 0, ONE), (1, 0, ONE), (2, 0, ONE))),
        ("cong c d g h", algebra((1, 0, ONE), (2, 0, ONE))),
        goals=(3, 4, 5),
    )
    assert abbreviated(whole) == whole


def test_idle_steps_go() -> None:
    assert len(without_idle_steps(proof(*GIVEN, goals=(1,))).steps) == 1


@pytest.mark.parametrize("name", ["2021_p3", "2008_p1b", "2004_p1", "2010_p4"])
def test_real_proofs_are_accepted_and_have_no_idle_step(name: str) -> None:
    statement = IMO[f"translated_imo_{name}"]
    found = prove(statement, seconds=120, workers=1).proof
    assert found is not None
    assert check_certificate(to_json(found), problem=str(statement)).accepted
    assert list(found.needed()) == list(range(len(found.steps)))
    longest = max(
        len(step.reason.premises) for step in found.steps if isinstance(step.reason, ByAlgebra)
    )
    assert longest <= 30  # 2021 Problem 3 had a step of 46 equations

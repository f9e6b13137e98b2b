"""Words of other collections: both readers read the same, and positions are looked at."""

from __future__ import annotations

import pytest

from geometry import check_certificate, parse_statement, prove
from geometry.checker.report import Rejection
from geometry.checker.statement import read_problem
from geometry.errors import GeometryInputError

START = "a b c = triangle; d = midpoint b c; e = midpoint c a; "
#: A statement as another collection writes it, and in the words of this one.
SPELLINGS = {
    "b c e = triangle; x = between x b c; y = on_line b c ? coll x y b": None,
    "b c = segment; x = between_bound b c ? coll x b c": None,
    "a b c = acute_triangle a b c; h = orthocenter a b c ? perp a h b c": None,
    "a b c = acute_triangle; h = orthocenter a b c ? perp a h b c": None,
    "a b c = obtuse_angle a b c; h = orthocenter a b c ? perp a h b c": None,
    "a b c = triangle; x = iso_trapezoid2 x a b c ? cong a c b x": None,
    "a b c = triangle; x = iso_trapezoid2 a b c ? cyclic a b c x": None,
    START + "x = eqratio6 x a c a d b e ? eqratio6 a x c x a d b e": START
    + "x = eqratio6 x a c a d b e ? eqratio a x c x a d b e",
    "a b c = triangle; x = on_line b c, eqratio6 x b x c a b a c ? eqratio6 x b x c a b a c": (
        "a b c = triangle; x = on_line b c, eqratio x b x c a b a c ? eqratio x b x c a b a c"
    ),
    "a b c = triangle; d = angle_bisector b a c, on_line b c ? eqangle6 a b a d a d a c": (
        "a b c = triangle; d = angle_bisector b a c, on_line b c ? eqangle a b a d a d a c"
    ),
    "a b = segment; c = s_angle a b c 45o ? aconst b a b c 45o": (
        "a b = segment; c = s_angle a b c 45 ? aconst b a b c 1/4"
    ),
    "a b = segment; c = s_angle a b -90° ? perp b a b c": (
        "a b = segment; c = s_angle a b c -90 ? perp b a b c"
    ),
    "a b c = triangle; x = parallelogram x a b c ? para a b c x": (
        "a b c = triangle; x = parallelogram a b c x ? para a b c x"
    ),
    "a b = segment; c = between a b ? distseq a c c b a b 1 1 -1": (
        "a b = segment; c = between a b ? lsum a c c b a b"
    ),
    "a b = segment; c = between a b ? distseq a c a b c b -2 2 -2": (
        "a b = segment; c = between a b ? lsum a c c b a b"
    ),
    "a b = segment; c = midpoint a b ? distseq a b a c 1 -2": (
        "a b = segment; c = midpoint a b ? rconst a b a c 2"
    ),
    "a b = segment; c = midpoint a b ? distseq a c c b 1 -1": (
        "a b = segment; c = midpoint a b ? cong a c c b"
    ),
}


@pytest.mark.parametrize("text", SPELLINGS)
def test_both_readers_read_the_same(text: str) -> None:
    wanted = SPELLINGS[text] or text
    assert str(read_problem(text)) == str(read_problem(wanted))
    assert str(read_problem(str(parse_statement(text)))) == str(read_problem(text))
    assert parse_statement(text) == parse_statement(wanted)


@pytest.mark.parametrize("text", [t for t in SPELLINGS if "distseq" not in t or "rconst" in t])
def test_they_are_proved_and_checked(text: str) -> None:
    outcome = prove(parse_statement(text), seconds=60)
    report = check_certificate(outcome.certificate_json or "", problem=text)
    assert report.accepted, report.reason


WRONG_SUMS = (
    "distseq a b b c c a 1 1 1",
    "distseq a b b c c a 1 2 -1",
    "distseq a b b c c a 0 1 -1",
    "distseq a b b c 1 1",
    "distseq a b b c 1/0 -1",
    "distseq a b 1",
    "distseq a b b c c a 1 -1",
    "distseq",
)


@pytest.mark.parametrize("goal", WRONG_SUMS)
def test_sums_that_no_relation_says_are_refused_by_both(goal: str) -> None:
    text = f"a b c = triangle ? {goal}"
    with pytest.raises(GeometryInputError, match="distseq"):
        parse_statement(text)
    with pytest.raises(Rejection):
        read_problem(text)


#: A figure given by coordinates, the word it is drawn with, and one whose position it does not show.
TWINS = {
    "behind b": ("a@0_0 b@4_0 = segment; x@6_0 = on_line a b", "on_line", "between"),
    "before a": ("a@0_0 b@4_0 = segment; x@-1_0 = on_line a b", "on_line", "between_bound"),
    "obtuse": ("a@0_0 b@4_0 x@-1_2 = triangle a b x", "triangle", "acute_triangle"),
    "obtuse elsewhere": ("a@0_0 b@4_0 x@-1_2 = triangle a b x", "triangle", "obtuse_angle"),
    "acute": ("a@0_0 b@4_0 x@2_3 = triangle a b x", "triangle", "obtuse_angle"),
    "right": ("a@0_0 b@4_0 x@4_3 = triangle a b x", "triangle", "acute_triangle"),
}
RIGHT = {
    "within": ("a@0_0 b@4_0 = segment; x@1_0 = on_line a b", "on_line", "between"),
    "within too": ("a@0_0 b@4_0 = segment; x@1_0 = on_line a b", "on_line", "between_bound"),
    "acute": ("a@0_0 b@4_0 x@2_3 = triangle a b x", "triangle", "acute_triangle"),
    "obtuse at b": ("a@0_0 b@4_0 x@5_2 = triangle a b x", "triangle", "obtuse_angle"),
}
GOAL = "; m = midpoint a x; n = midpoint b x; k = midpoint m n ? cong m k k n"


def _renamed(start: str, old: str, new: str) -> tuple[bool, str]:
    outcome = prove(parse_statement(start + GOAL), seconds=60)
    text = outcome.certificate_json
    assert text is not None and check_certificate(text).accepted
    report = check_certificate(text.replace(f"= {old} ", f"= {new} "))
    return report.accepted, report.reason


@pytest.mark.parametrize("name", TWINS)
def test_a_figure_in_another_position_is_refused(name: str) -> None:
    accepted, reason = _renamed(*TWINS[name])
    assert not accepted and "another position" in reason


@pytest.mark.parametrize("name", RIGHT)
def test_a_figure_in_the_position_is_accepted(name: str) -> None:
    accepted, reason = _renamed(*RIGHT[name])
    assert accepted, reason


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a b c = triangle; o = circumcircle a b c", "on_circum"),
        ("a b c d = quadrangle; x = intersection a b c d", "on_line a b, on_line c d"),
        ("a b = segment; x = on_segment a b", "on_segment m a b"),
        ("a b c = triangle ? angle a b c 60o", "find angle a b c"),
        ("a b c = triangle; d = altitude a b c", "foot a b c"),
    ],
)
def test_errors_say_what_is_meant(text: str, says: str) -> None:
    with pytest.raises(GeometryInputError) as caught:
        parse_statement(text)
    assert says in str(caught.value)


def test_questions_of_other_collections() -> None:
    text = "a b c = ieq_triangle; d = midpoint b c ? {}"
    assert parse_statement(text.format("acompute a b a c")) == parse_statement(
        text.format("find aconst a b a c")
    )
    assert parse_statement(text.format("rcompute a b b d")) == parse_statement(
        text.format("find rconst a b b d")
    )

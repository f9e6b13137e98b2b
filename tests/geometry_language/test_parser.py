"""What a statement says, and how a wrong one is refused."""

from __future__ import annotations

from fractions import Fraction

import pytest

from geometry.errors import GeometryInputError
from geometry.language import extend, parse_constructions, parse_statement, read_problems
from geometry.language.reference import WRONG
from geometry.predicates import parse_predicate


def facts(text: str) -> list[str]:
    return [str(given.fact) for given in parse_statement(text).givens]


def test_both_spellings_of_every_kind_of_word() -> None:
    long = (
        "a b c = triangle a b c; x = on_line x a b; d = parallelogram a b c d; "
        "p q = square a b p q; y = s_angle a b y 30"
    )
    short = (
        "a b c = triangle; x = on_line a b; d = parallelogram a b c; "
        "p q = square a b; y = s_angle a b 30"
    )
    assert parse_statement(short) == parse_statement(long)
    assert str(parse_statement(short)) == long


def test_comments_and_line_breaks() -> None:
    text = "# a problem\na b c = triangle; # any ? = ;\nm = midpoint\n a b\n? coll m a b # done"
    assert str(parse_statement(text)) == "a b c = triangle a b c; m = midpoint m a b ? coll m a b"


def test_givens_count_single_conditions() -> None:
    statement = parse_statement(
        "a b c = triangle; x = on_line a b, on_tline c a b; o = circle a b c ? cong o a o b"
    )
    assert [(str(g.fact), g.clause) for g in statement.givens] == [
        ("coll x a b", 1),
        ("perp x c a b", 2),
        ("cong o a o b", 3),
        ("cong o b o c", 3),
    ]


def test_a_fact_given_twice_belongs_to_the_first_condition() -> None:
    statement = parse_statement("a b c = triangle; x = on_line a b, coll x a b")
    assert [g.clause for g in statement.givens] == [1]


def test_conventions_of_angles() -> None:
    assert facts("a b c d e = pentagon; x = on_aline a b c d e") == ["eqangle a x a b d c d e"]
    assert facts("a b c = triangle; x = angle_mirror a b c") == ["eqangle b a b c b c b x"]
    assert facts("a b = segment; x = s_angle a b -45/2") == ["aconst b a b x -1/8"]
    assert facts("a b d e f = pentagon; x = eqangle3 a b d e f") == ["eqangle x a x b d e d f"]


def test_goals_of_many_points_and_several_goals() -> None:
    statement = parse_statement("a b c d e = pentagon ? coll a b c d, cyclic a b c d e; midp a b c")
    assert [str(g) for g in statement.goals] == [
        "coll a b c",
        "coll a b d",
        "cyclic a b c d",
        "cyclic a b c e",
        "midp a b c",
    ]
    # `midp a b c` is `coll a b c`, which stands there already, and ab = ac.
    assert [str(g) for g in statement.atomic_goals] == [
        *map(str, statement.goals[:4]),
        "cong a b a c",
    ]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1/3", "1/3"),
        ("60o", "1/3"),
        ("60deg", "1/3"),
        ("60°", "1/3"),
        ("pi/3", "1/3"),
        ("2pi/3", "2/3"),
        ("-pi/4", "-1/4"),
        ("pi", "1"),
        ("0.25", "1/4"),
        ("22.5o", "1/8"),
    ],
)
def test_angle_constants(written: str, value: str) -> None:
    (goal,) = parse_statement(f"a b c = triangle ? aconst a b a c {written}").goals
    assert goal.value == Fraction(value)


@pytest.mark.parametrize("written", ["60o", "pi", "1e9", "1e999999999", "x", "1/0", "-1", "0", "½"])
def test_bad_length_constants(written: str) -> None:
    with pytest.raises(GeometryInputError) as caught:
        parse_statement(f"a b c = triangle ? rconst a b a c {written}")
    assert written in str(caught.value) and "column 35" in str(caught.value)


def test_hints_are_exact() -> None:
    statement = parse_statement("x@4.96_-0.13 y@-1.0068968328888160_1e-3 z = triangle x y z")
    (construction,) = statement.constructions
    assert [tuple(h) for h in construction.hints] == [
        ("x", 4.96, -0.13),
        ("y", -1.006896832888816, 0.001),
    ]


def test_relations_as_conditions() -> None:
    statement = parse_statement("a b c = triangle; x = cong x a b c, circle a x b c, coll x a b c")
    assert [str(g.fact) for g in statement.givens] == [
        "cong x a b c",
        "cong a x a b",
        "cong a b a c",
        "coll x a b",
        "coll x a c",
    ]
    assert [c.relation for c in statement.clauses] == [False, True, True, True]


def test_circle_is_construction_where_it_makes_the_centre() -> None:
    statement = parse_statement("a b c = triangle; o = circle o a b c; d = circle o a b d")
    assert [c.relation for c in statement.clauses] == [False, False, True]


def test_goals_may_be_missing() -> None:
    assert parse_statement("a b = segment;").goals == ()


def test_extended_adds_constructions_and_keeps_goals() -> None:
    statement = parse_statement("a b c = triangle; m = midpoint a b ? coll m a b")
    more = extend(statement, "n = midpoint a c; x = on_line m n, on_line b c")
    assert more.points == (*statement.points, "n", "x")
    assert more.goals == statement.goals
    assert [g.clause for g in more.givens if "x" in g.fact.points] == [3, 4]
    assert extend(statement, "") == statement
    with pytest.raises(GeometryInputError, match="defined already"):
        extend(statement, "a = free")
    with pytest.raises(GeometryInputError, match="goal"):
        extend(statement, "n = midpoint a c ? coll a n c")
    assert parse_constructions("  ", statement.points) == ()


@pytest.mark.parametrize("text", WRONG)
def test_documented_mistakes_are_refused(text: str) -> None:
    with pytest.raises(GeometryInputError) as caught:
        parse_statement(text)
    message = str(caught.value)
    assert "\n" not in message and "; " in message  # one line, with a fix


@pytest.mark.parametrize(
    ("text", "line", "column", "word", "says"),
    [
        ("a b c = triangle;\nm = midpont a b", 2, 5, "midpont", "did you mean `midpoint`"),
        ("a b = segment; m = midpoint a q", 1, 31, "q", "unknown point"),
        (
            "a b = segment;\n x = on_line a y; y = free",
            2,
            16,
            "y",
            "before its definition in line 2",
        ),
        ("a b = segment; x = on_line a x", 1, 30, "x", "defined by itself"),
        ("a b = segment; a = free", 1, 16, "a", "defined already"),
        ("a a = segment", 1, 3, "a", "twice"),
        ("a b c = triangle a b a", 1, 9, "triangle", "different points"),
        ("a b = triangle a b c", 1, 20, "c", "stands not before"),
        ("a b c d = triangle a b c", 1, 7, "d", "no condition defines point d"),
        ("a b = segment; 1x = free", 1, 16, "1x", "not a point name"),
        ("a@1_z = free", 1, 1, "a@1_z", "not a coordinate"),
        ("a@1_1e99 = free", 1, 1, "a@1_1e99", "beyond 1000000"),
        ("a b = segment = free", 1, 15, "=", "second `=`"),
        ("a b = segment, ; c = free", 1, 5, "=", "empty condition"),
        ("= segment", 1, 1, "=", "no point before"),
        ("a b c = triangle ? coll a b c ? coll a b c", 1, 31, "?", "second question mark"),
        ("a b c = triangle ?", 1, 18, "?", "no goal"),
        ("a b c = triangle ? coll a b z", 1, 29, "z", "unknown point"),
        ("a b c = triangle ? coll a b", 1, 20, "coll", "takes 3 points"),
        ("a b c = triangle ? perp a a b c", 1, 20, "perp", "repeats a point"),
        ("a b c = triangle ? collinear a b c", 1, 20, "collinear", "did you mean `coll`"),
        ("a b = segment; x = s_angle a b 30x", 1, 32, "30x", "takes a number"),
        ("a b c = triangle; x = tangent a b c", 1, 23, "tangent", "makes 2 point(s), and 1 stand"),
    ],
)
def test_errors_name_place_word_and_fix(
    text: str, line: int, column: int, word: str, says: str
) -> None:
    with pytest.raises(GeometryInputError) as caught:
        parse_statement(text)
    error = caught.value
    assert (error.line, error.column, error.word) == (line, column, word)
    assert says in str(error)


def test_refused_for_size() -> None:
    with pytest.raises(GeometryInputError, match="100000"):
        parse_statement("a = free; " * 20_000)
    many = "; ".join(f"p{i} = free" for i in range(201))
    with pytest.raises(GeometryInputError, match="200 points"):
        parse_statement(many)


@pytest.mark.parametrize("text", ["\x00\x01\x02", "a = fr\x1bee", "a =\x0bfree", "\ufffe = free"])
def test_binary_is_refused(text: str) -> None:
    with pytest.raises(GeometryInputError, match=r"U\+.* cannot stand in a statement"):
        parse_statement(text)


def test_problem_files() -> None:
    problems = read_problems("one\na b = segment\n\ntwo\na = free\n")
    assert problems == {"one": "a b = segment", "two": "a = free"}
    with pytest.raises(GeometryInputError, match="without a statement"):
        read_problems("one\na = free\ntwo\n")
    with pytest.raises(GeometryInputError, match="twice"):
        read_problems("one\na = free\none\na = free\n")


def test_relation_text_matches_predicate_text() -> None:
    (goal,) = parse_statement("a b c d = quadrangle ? eqratio a b b c c d d a").goals
    assert goal == parse_predicate("eqratio a b b c c d d a")

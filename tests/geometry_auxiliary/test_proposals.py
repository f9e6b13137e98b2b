"""Points that somebody proposes are tried first, and nothing that comes back can do harm."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geometry import check_certificate, draw_and_check, parse_statement, prove
from geometry.auxiliary.proposals import DEEPEST, MOST, READ, prompt_for, read_proposals
from geometry.language import extend
from geometry.numerics import deviation, normalised

PROBLEM = parse_statement("a b c = triangle; h = orthocenter a b c; o = circle a b c")
FIGURE = normalised(draw_and_check(PROBLEM).points)
NAMES = ["k", "l", "m", "n"]


class Scripted:
    """Answers always the same, and keeps what it was asked."""

    def __init__(self, *answers: str) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def propose(self, prompt: str) -> Sequence[str]:
        self.asked.append(prompt)
        return self.answers


def read(*answers: str) -> list[tuple[str, ...]]:
    return [p.constructions for p in read_proposals(answers, PROBLEM, FIGURE, NAMES)]


def test_lines_of_an_answer_are_read_whatever_stands_around_them() -> None:
    answer = """Here are some ideas:
1. x1 = midpoint b c; x2 = mirror h x1
- `foo = on_line b h, on_circum a b c`.
I hope that this helps = yes!"""
    assert read(answer) == [
        ("k = midpoint k b c", "l = mirror l h k"),
        ("k = on_line k b h, on_circum k a b c",),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "x = midpoint b q",  # no such point
        "x = nonsense a b",
        "a = midpoint b c",  # exists
        "x y z i = incenter2 a b c",  # several points at once
        "x = midpoint b c ? coll a b c",
        "x@1_2 = free",
        "x = on_line b c, on_circle a h, cong x a x o",  # no such point in this figure
        "x = foot a a b",
        "; ".join(f"x{i} = midpoint a b" for i in range(DEEPEST + 1)),
        "= = =",
        "x = " + "midpoint " * 3000,
    ],
)
def test_what_is_of_no_use_is_dropped(line: str) -> None:
    assert read(line) == []


def test_places_satisfy_the_constructions() -> None:
    answer = "x = on_line b h, on_circum a b c; y = circle x o c; z = reflect a x y"
    (proposal,) = read_proposals([answer], PROBLEM, FIGURE, NAMES)
    extended = extend(PROBLEM, "; ".join(proposal.constructions))
    places = {**FIGURE, **proposal.figure}
    assert max(deviation(g.fact, places)[0] for g in extended.givens) < 1e-9


def test_repetitions_and_floods_are_cut() -> None:
    flood = "\n".join(f"x = on_line a b, on_pline c a h\ny{i} = mirror a b" for i in range(500))
    assert len(read(flood)) == 2
    many = "\n".join(
        f"x = mirror {p} {q}; y = midpoint x {r}" for p in "abcho" for q in "abcho" for r in "abcho"
    )
    assert len(read(many)) <= MOST
    assert read(" " * READ + "\nx = midpoint a b") == []


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(alphabet="abchox =;,@?1 midpo\n", max_size=80))
def test_no_answer_breaks_the_reader(first: str, second: str) -> None:
    for constructions in read(first, second):
        extend(PROBLEM, "; ".join(constructions))


def test_the_prompt_says_what_is_asked() -> None:
    prompt = prompt_for(HARD, HARD.atomic_goals)
    assert str(HARD) in prompt
    assert "Not yet derived:\n\nlsum p b p c p a" in prompt
    assert "midpoint x a b: x midpoint of ab" in prompt


#: Ptolemy's sum of distances; the search needs dozens of trials for it.
HARD = parse_statement("a b c = ieq_triangle; p = on_circum a b c ? lsum p b p c p a")


def proved(proposer: Scripted | None) -> tuple[str, int]:
    """The auxiliary constructions of a proof that the checker accepts, and the trials."""
    outcome = prove(HARD, seconds=60, workers=1, proposer=proposer)
    assert outcome.proof is not None and outcome.certificate_json is not None
    assert check_certificate(outcome.certificate_json).accepted
    return outcome.proof.auxiliary, outcome.tried


def test_a_good_proposal_is_tried_first() -> None:
    _, without = proved(None)
    proposer = Scripted("nothing here", "q = on_line a p, on_bline b p")
    auxiliary, tried = proved(proposer)
    assert tried == 1 < without
    assert "on_bline" in auxiliary
    assert len(proposer.asked) == 1 and "lsum p b p c p a" in proposer.asked[0]


def test_bad_proposals_cost_trials_and_nothing_else() -> None:
    auxiliary, without = proved(None)
    useless = Scripted("q = midpoint a b", "rubbish", "q = foot p a c; r = free")
    assert proved(useless) == (auxiliary, without + 2)


def test_a_proposer_is_not_asked_where_no_points_are_needed() -> None:
    proposer = Scripted()
    easy = parse_statement("a b c = triangle; h = orthocenter a b c ? perp a h b c")
    assert prove(easy, proposer=proposer).status == "proved"
    assert proposer.asked == []

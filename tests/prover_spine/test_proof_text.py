"""`proof.md` is a clean text: statement, proof, headings in order."""

from __future__ import annotations

from prover.bundle.proof_text import render_proof
from prover.checkers.judgement import unchecked
from prover.problems.record import problem_to_record
from prover.trace.attempt import Attempt
from tests.prover_spine.helpers import GEOMETRY, make_problem

RECORD = problem_to_record(make_problem())


def render(markdown: str, **more: str) -> str:
    attempt = Attempt(engine="e", proof_markdown=markdown, **more)  # type: ignore[arg-type]
    return render_proof(RECORD, attempt, unchecked(attempt, "odd"))


def test_headings_of_the_engine_go_below_ours() -> None:
    text = render("# Proof\n\n## Lemma\n\n```\n# no heading\n```\n\n### Case\n\nDone.")
    lines = [line for line in text.split("\n") if line.startswith("#")]
    assert lines == [
        "# a school book",
        "## Attempt (nobody vouches for it)",
        "### Lemma",
        "# no heading",
        "#### Case",
        "## What is known to be wrong",
    ]


def test_figure_is_shown_once() -> None:
    assert render("Look.", figure_svg="<svg/>").count("figure.svg") == 1
    assert render("Look: ![](figure.svg)", figure_svg="<svg/>").count("figure.svg") == 1
    assert "figure.svg" not in render("Look.")


def test_problem_without_words_shows_its_formal_statement() -> None:
    text = render_proof({**RECORD, "statement": ""}, None, unchecked(_empty(), "odd"))
    assert GEOMETRY in text and "## No proof" in text and "- odd" in text


def _empty() -> Attempt:
    return Attempt(engine="e", proof_markdown="")

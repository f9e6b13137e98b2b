"""What a model sends may be anything and long: reading it takes time linear in it."""

from __future__ import annotations

import pytest

from prover.deepthink.judge import Grading, Issue, KeyStep, validate
from prover.deepthink.judge.issues import MAX_LINE
from prover.deepthink.stages.clean import clean_proof
from prover.deepthink.stages.write import final_answer
from prover.deepthink.state.state import MAX_TEXT
from tests.growth import assert_linear

PIECES = {
    "line ends": ("x", "\n", "y"),
    "line ends and spaces": ("x", "\n ", "y"),
    "spaces": ("x", " ", "y"),
    "an open frame": ("<proof>", " ", "x"),
    "an open fence": ("```", "\n", "x"),
    "fences": ("```\n", "\n```", "x"),
    "a greeting": ("Here is", " ", "\n"),
    "headings": ("", "#", " here is"),
    "closings": ("x", "\nlet me know if ", "y\n"),
    "boxes": ("", "\\boxed{", ""),
    "boxes in a box": ("\\boxed{", "\\boxed{}", ""),
    "thoughts": ("", "<think>", "x"),
    "ends of thoughts": ("x", "</think>", ""),
    "thoughts and ends": ("x", "<think></think>", "y"),
    "thoughts in brackets": ("x", "[THINK]", ""),
    "channels": ("", "<|channel|>final<|message|>", "x"),
    "bare channels": ("analysis", "assistantfinal", "x"),
    "lists of changes": ("x", "\nchanges made:", ""),
    "changes without a list": ("x", "\nchanges in the ", ""),
    "changes to a word": ("changes to the ", "a ", ":"),
    "joiners": ("x", "\u200c", "خ"),
    "answers": ("", "answer", ""),
    "answers on lines": ("x", "\nanswer", ""),
    "stars before an answer": ("", "*", "answer"),
    "stars after an answer": ("answer", "*", ""),
    "answers without one": ("", "answer:\n", ""),
}


def long_text(name: str, size: int) -> str:
    head, piece, tail = PIECES[name]
    return head + piece * (size // len(piece)) + tail


@pytest.mark.parametrize("name", PIECES)
def test_cleaning_a_text_takes_time_linear_in_it(name: str) -> None:
    assert_linear(clean_proof, lambda size: long_text(name, size), 200_000)
    assert_linear(final_answer, lambda size: long_text(name, size), 200_000)


def test_a_proof_has_a_largest_length_and_thinking_does_not_count() -> None:
    assert len(clean_proof("a" * 10 * MAX_TEXT)) == MAX_TEXT
    assert clean_proof(f"<think>{'hm ' * MAX_TEXT}</think>Proof.") == "Proof."


QUOTES = {
    "spaces": ("abcdef", " ", "ghijkl"),
    "line ends": ("abcdef", "\n", "ghijkl"),
    "brackets": ("abcdef", "[ ", "...ghijkl"),
    "ellipses": ("abcdef", "a...", "ghijkl"),
    "brackets and ellipses": ("abcdef", " [ ... ] ", "ghijkl"),
    "stars": ("abcdef", "*", "ghijkl"),
    "emphasis": ("abcdef", " *a", "ghijkl"),
    "dollars": ("abcdef", "$", "ghijkl"),
    "backslashes": ("abcdef", "\\", "ghijkl"),
    "quotation marks": ("abcdef", "'", "ghijkl"),
    "headings": ("abcdef", "#", "ghijkl"),
    "ties": ("abcdef", "~", "ghijkl"),
    "joiners": ("abcdef", "\u200d", "ghijkl"),
}


@pytest.mark.parametrize("name", QUOTES)
def test_looking_quotes_up_takes_time_linear_in_them_and_in_the_proof(name: str) -> None:
    head, piece, tail = QUOTES[name]

    def quote(size: int) -> str:
        return head + piece * ((size - len(head + tail)) // len(piece)) + tail

    def judged(text: str) -> None:
        issues = tuple(Issue(quote=text, category="gap", severity="minor") for _ in range(5))
        steps = tuple(KeyStep(quote=text) for _ in range(5))
        validate("a proof of something", Grading(grade=7, issues=issues, key_steps=steps))

    assert_linear(judged, quote, MAX_LINE)
    one = Grading(grade=7, key_steps=(KeyStep(quote="abcdef ... ghijkl"),))
    assert_linear(lambda proof: validate(proof, one), quote, 200_000)

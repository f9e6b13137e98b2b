"""Lean text as text, and what Lean's messages and ends mean, without starting Lean."""

from __future__ import annotations

import json
import signal
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean.checker.compile import _messages, _resource, clean
from lean.checker.outcome import CheckOutcome, Message, Position
from lean.checker.source import (
    MAX_SOURCE,
    SourceRefused,
    blank_comments,
    fill,
    is_fragment,
    position_at,
    refuse_hopeless,
    without_header,
)
from lean.sandbox.job import Limits, SandboxResult


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("a -- b\nc", "a     \nc"),
        ("a --", "a   "),
        ("a - b", "a - b"),
        ("a /- b -/ c", "a         c"),
        ("/- a /- b -/ c -/ d", "                  d"),
        ("/- a\n-/ b", "    \n   b"),
        ("/- a", "    "),
        ('"a -- b" c', '"      " c'),
        ('"a \\" b" c', '"      " c'),
        ('"\\\\" c', '"  " c'),
        ('"a\\\nb" c', '"  \n " c'),
        ('"a\nb" c', '" \n " c'),
        ('"\\', '" '),
        ("""'"' -- c""", "        "),
        ("""'\\'' "c" """, """     " " """),
        ("""'\\"' c""", "     c"),
        ("h' -- c", "h'     "),
        ("""h'"' "c" """, """h'"  "c" """),
        ("""h!'a' c""", """h!'a' c"""),
        ("""x_'a' c""", """x_'a' c"""),
        ("'a'", "   "),
        ("'ab' c", "'ab' c"),
    ],
)
def test_comments_strings_and_characters_are_blanked_in_place(text: str, bare: str) -> None:
    assert blank_comments(text) == bare


@given(st.text("ab\"\\\n-/' ", max_size=40))
def test_blanking_moves_nothing(text: str) -> None:
    bare = blank_comments(text)
    assert len(bare) == len(text)
    assert [i for i, c in enumerate(bare) if c == "\n"] == [
        i for i, c in enumerate(text) if c == "\n"
    ]
    assert all(b in (c, " ") for b, c in zip(bare, text, strict=True))


def test_positions_count_from_one_in_characters() -> None:
    text = "ab\nαβγ\n"
    assert [position_at(text, i) for i in (0, 1, 3, 5, 7)] == [
        Position(1, 1),
        Position(1, 2),
        Position(2, 1),
        Position(2, 3),
        Position(3, 1),
    ]


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("import Mathlib\ntheorem t", "\ntheorem t"),
        ("module\npublic import Init.Data\n\nx", "\n\n\nx"),
        ("prelude\n-- c\nimport all Lean.Elab\nx", "\n-- c\n\nx"),
        ("private import Std\nmeta import Aesop\nx", "\n\nx"),
        ("theorem t\nimport Evil", "theorem t\nimport Evil"),
        ("", ""),
        ("import OlympiadCore", ""),
    ],
)
def test_a_header_is_taken_off_and_lines_stay(text: str, rest: str) -> None:
    assert without_header(text) == rest


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("import Evil", "imports", 1),
        ("import Mathlib\n\nimport Mathlibs.Evil\n", "imports", 3),
        ("/- c -/\nimport LeanEvil\n", "imports", 2),
        ("a\0", "binary", None),
        ("-" * (MAX_SOURCE + 1), "too_long", None),
    ],
)
def test_a_header_that_no_profile_offers_is_refused(text: str, code: str, line: int | None) -> None:
    with pytest.raises(SourceRefused) as refused:
        without_header(text)
    assert refused.value.code == code
    assert (refused.value.position and refused.value.position.line) == line


def test_a_long_file_is_a_file() -> None:
    assert without_header("-" * 1_000_000) == "-" * 1_000_000


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("theorem t : p := by\n  sorry", "sorry", Position(2, 3)),
        ("by exact (sorry)", "sorry", Position(1, 11)),
        ("by admit", "sorry", Position(1, 4)),
        ("axiom a : False", "axiom", Position(1, 1)),
        ("x\n  unsafe axiom a : False", "axiom", Position(2, 3)),
        ("by native_decide", "axiom", Position(1, 4)),
        ("set_option  debug.skipKernelTC true", "option", Position(1, 1)),
    ],
)
def test_what_the_audit_would_refuse_is_refused_at_its_place(
    text: str, code: str, place: Position
) -> None:
    with pytest.raises(SourceRefused) as refused:
        refuse_hopeless(text)
    assert (refused.value.code, refused.value.position) == (code, place)


@pytest.mark.parametrize(
    "text",
    [
        "-- sorry",
        '"sorry"',
        "sorry'",
        "a.sorry",
        "sorryAx_free",
        "not_sorry",
        "«sorry»",
        "admitted",
        "theorem axiom_of : p",
        "native_decide'",
        "set_option maxRecDepth 10",
    ],
)
def test_words_that_only_look_like_it_pass(text: str) -> None:
    refuse_hopeless(text)


@pytest.mark.parametrize(
    "end", [":= by sorry", ":= sorry", ":=\n  by  sorry\n", ":= by sorry -- c"]
)
@pytest.mark.parametrize("proof", ["by simp", ":= by simp", " := by simp", "-- c\n:= by simp"])
def test_a_proof_takes_the_place_of_sorry(end: str, proof: str) -> None:
    filled = fill(f"-- := sorry\ntheorem t : p {end}", proof)
    bare = " ".join(blank_comments(filled.text).split())
    assert bare == "theorem t : p := by simp"
    assert filled.text.split("\n")[filled.first_line - 1 :][0] in (
        proof.split("\n")[0],
        proof.split("\n")[0].replace(":=", "  "),
    )
    assert filled.first_line == 3


@pytest.mark.parametrize("statement", ["theorem t : p", "theorem t : p := by sorry x", "def sorry"])
def test_a_statement_ends_in_sorry(statement: str) -> None:
    with pytest.raises(SourceRefused) as refused:
        fill(statement, "by simp")
    assert refused.value.code == "statement"


@pytest.mark.parametrize("text", ["by simp", "-- c\nby\n simp", ":= x", "/- c -/ := by simp"])
def test_a_fragment_is_no_file(text: str) -> None:
    assert is_fragment(text)


@pytest.mark.parametrize("text", ["theorem t : p := by simp", "bye", "", "-- by simp", "x := 1"])
def test_a_file_is_no_fragment(text: str) -> None:
    assert not is_fragment(text)


# What Lean says.


def line(**changes: object) -> str:
    entry = {"pos": {"line": 5, "column": 2}, "severity": "error", "data": "no"}
    return json.dumps({**entry, **changes})


def test_messages_are_at_the_users_lines() -> None:
    said = "\n".join(
        [line(), "noise", "{broken", '{"pos": 1}', line(severity="trace"), line(data="b")]
    )
    [one, two] = _messages(said.encode(), 3)
    assert (one.severity, one.text, one.position) == ("error", "no", Position(2, 3))
    assert two.text == "b"
    [early] = _messages(line(pos={"line": 1, "column": 0}).encode(), 3)
    assert early.position == Position(1, 1)
    assert _messages(b"\xff{", 0) == ()


def test_paths_of_ours_are_taken_out_of_messages() -> None:
    assert clean("/sandbox/Proof.lean: no ") == "the file: no"
    assert clean("Proof.lean: see /usr/lib/lean/Init.olean") == "the file: see a file"
    assert clean("/tmp/x/Proof.lean") == "the file"
    assert clean("a / b, 1/2 and /x") == "a / b, 1/2 and /x"


def ended(**changes: object) -> SandboxResult:
    plain = SandboxResult(
        exit_code=0,
        stdout=b"",
        stderr=b"",
        output=None,
        timed_out=False,
        truncated=False,
        seconds=1.0,
        note="",
        walls="user namespaces",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


HEARTBEATS = Message("error", "maximum number of heartbeats (200)\nmore", Position(1, 1))
MISTAKE = Message("error", "unknown identifier", Position(1, 1))


@pytest.mark.parametrize(
    ("result", "errors", "said"),
    [
        (ended(), (), ""),
        (ended(exit_code=1), (MISTAKE,), ""),
        (ended(exit_code=1), (), ""),
        (ended(exit_code=1), (HEARTBEATS, MISTAKE), ""),
        (ended(exit_code=0), (HEARTBEATS,), ""),
        (ended(exit_code=1), (HEARTBEATS,), "maximum number of heartbeats (200)"),
        (ended(exit_code=1, stderr=b"Stack overflow detected"), (MISTAKE,), "memory or stack"),
        (ended(timed_out=True), (MISTAKE,), "did not finish within 7 s"),
        (ended(truncated=True), (MISTAKE,), "printed more"),
        (ended(exit_code=128 + signal.SIGXCPU), (), "processor time"),
        (ended(exit_code=128 + signal.SIGKILL), (MISTAKE,), "memory or stack"),
        (ended(exit_code=128), (MISTAKE,), ""),
    ],
)
def test_running_out_of_something_is_told_from_a_mistake(
    result: SandboxResult, errors: tuple[Message, ...], said: str
) -> None:
    found = _resource(result, errors, Limits(wall_seconds=7))
    assert found == said if not said else said in found and "\n" not in found


def test_an_outcome_says_itself_in_one_line() -> None:
    plain = CheckOutcome("rejected", "audit", "c", "no proof", "t", "core", "4", "Lean 4")
    assert plain.one_line() == "rejected: no proof (Lean 4)" and not plain.ok
    placed = replace(plain, position=Position(3, 1), verdict="accepted")
    assert placed.one_line() == "accepted: line 3: no proof (Lean 4)" and placed.ok
    assert not replace(plain, verdict="resource").ok
    assert (plain.axioms, plain.declarations_checked, plain.seconds) == ((), 0, 0)

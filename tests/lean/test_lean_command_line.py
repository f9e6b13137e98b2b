"""`olympiad check lean`, `olympiad lean repl`, `olympiad lean setup`."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from lean.library.profile import Profile
from prover.cli.app import main

STATEMENT = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  sorry\n"
PROOF = "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n  exact ⟨h.2, h.1⟩\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[str, str]:
    statement, proof = tmp_path / "statement.lean", tmp_path / "proof.lean"
    statement.write_text(STATEMENT)
    proof.write_text(PROOF)
    return str(statement), str(proof)


@pytest.mark.lean
def test_an_accepted_proof(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statement, proof = files
    assert main(["check", "lean", proof, "--statement", statement, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"]
    assert answer["profile"] == "core"
    assert answer["axioms"] == []


@pytest.mark.lean
def test_a_rejected_proof_names_file_and_line(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statement, proof = files
    Path(proof).write_text(PROOF.replace("⟨h.2, h.1⟩", "h"))
    assert main(["check", "lean", proof, "--statement", statement]) == 1
    assert f"rejected: {proof}:2:" in capsys.readouterr().out


@pytest.mark.lean
def test_a_message_of_leans_does_not_steer_the_terminal(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statement, proof = files
    hostile = '"\\x1b[31mred\\x1b]0;title\\x07"'
    Path(proof).write_text(PROOF.replace("exact ⟨h.2, h.1⟩", f"fail {hostile}"))
    assert main(["check", "lean", proof, "--statement", statement]) == 1
    shown = capsys.readouterr().out
    assert "�[31mred�]0;title�" in shown
    assert "\x1b" not in shown and "\x07" not in shown
    assert main(["check", "lean", proof, "--statement", statement, "--json"]) == 1
    document = capsys.readouterr().out
    assert "\x1b" not in document
    assert "�[31mred" in json.loads(document)["reason"]


@pytest.mark.lean
def test_every_message_is_shown_whole_with_the_goals_at_its_place(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statement, proof = files
    # The first is a parser's error, which gives up the rest of that proof; the column of the second
    # stands behind a character that Lean's server counts as two.
    Path(proof).write_text(
        "theorem first (p : Prop) (h : p) : p := by\n  have := h\n  nlinarith [this]\n"
        "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n"
        "  have «𝔸» := h.1; exact h\n"
    )
    assert main(["check", "lean", proof, "--statement", statement]) == 1
    text = capsys.readouterr().out
    hint = "`nlinarith` is not in the core profile; try `have` for the products"
    assert f"rejected: {proof}:3:3: {hint}" in text
    assert f"{proof}:3:3: error: unknown tactic" in text
    assert f"{proof}:5:20: error: Type mismatch\n      h\n    has type\n      p ∧ q\n" in text
    assert "    goal:\n      p q : Prop\n      h : p ∧ q\n" in text
    assert main(["check", "lean", proof, "--statement", statement, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    errors = [m for m in document["messages"] if m["severity"] == "error"]
    assert errors[0]["hint"].startswith(hint)
    assert errors[0]["goals"] == ["p : Prop\nh this : p\n⊢ p"]
    assert errors[-1]["position"] == {"line": 5, "column": 20}
    assert errors[-1]["goals"] == ["p q : Prop\nh : p ∧ q\n𝔸 : p\n⊢ q ∧ p"]
    assert document["toolchain"].startswith("Lean 4.")
    assert document["warnings"] == []


@pytest.mark.lean
def test_goals_of_a_fragment_stand_at_the_fragments_lines(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statement, proof = files
    Path(proof).write_text(
        "\ufeffHere is the proof:\n```lean4\nby\n  constructor\n  rfl\n```\nDone.\n"
    )
    assert main(["check", "lean", proof, "--statement", statement, "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    (error,) = [m for m in document["messages"] if m["severity"] == "error" and m["goals"]]
    assert error["position"] == {"line": 5, "column": 3}
    assert error["goals"][0] == "case left\np q : Prop\nh : p ∧ q\n⊢ q"


@pytest.mark.lean
def test_without_a_statement_the_outcome_says_so(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, proof = files
    assert main(["check", "lean", proof]) == 0
    assert "no trusted statement was given" in capsys.readouterr().out
    Path(proof).write_text("axiom cheat : False\ntheorem t : (1 : Nat) = 0 := cheat.elim\n")
    assert main(["check", "lean", proof]) == 1


@pytest.mark.lean
@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"a\0b", b" \n"])
def test_bad_input_is_one_line_and_exit_two(
    profile: Profile,
    files: tuple[str, str],
    content: bytes,
    capsys: pytest.CaptureFixture[str],
) -> None:
    statement, proof = files
    Path(proof).write_bytes(content)
    assert main(["check", "lean", proof, "--statement", statement]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.strip().splitlines()) == 1
    assert proof in captured.err


@pytest.mark.lean
def test_a_bad_statement_names_its_own_file(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    statement, proof = files
    Path(statement).write_text("theorem swap : nonsense := by sorry\n")
    assert main(["check", "lean", proof, "--statement", statement]) == 2
    error = capsys.readouterr().err
    assert statement in error
    assert "line 1" in error


@pytest.mark.lean
def test_a_conversation(
    profile: Profile,
    files: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines = "constructor\nexact h.1\n:undo\n:help\nexact ⟨h.2, \\\n  h.1⟩\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))
    assert main(["lean", "repl", files[0]]) == 0
    out = capsys.readouterr().out
    assert "error: Type mismatch" in out
    assert "proved:\nby\n  exact ⟨h.2," in out
    assert "vouched by: Lean 4." in out


@pytest.mark.lean
def test_what_the_checker_refuses_is_not_proved(
    profile: Profile,
    files: tuple[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Every step is taken; the theorem rests on a lemma that the statement leaves open."""
    statement = "theorem wrong : (1 : Nat) = 0 := by sorry\ntheorem t : (2 : Nat) = 3 := by sorry\n"
    Path(files[0]).write_text(statement)
    monkeypatch.setattr("sys.stdin", io.StringIO("exact absurd wrong (by decide)\n"))
    assert main(["lean", "repl", files[0]]) == 1
    out = capsys.readouterr().out
    assert "not proved. rejected" in out and "depends on sorry" in out
    assert "proved:\n" not in out


@pytest.mark.lean
def test_the_goals_before_each_tactic(
    profile: Profile, files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    _, proof = files
    Path(proof).write_text(
        "import Mathlib\n"
        "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := by\n"
        "  -- exact h\n"
        "  constructor\n"
        "  · exact h.2\n"
        "  · have k := h.1; exact k\n"
        "theorem one (p : Prop) (h : p) : p := by exact h\n"
    )
    assert main(["lean", "states", proof, "--json"]) == 0
    states = json.loads(capsys.readouterr().out)["states"]
    assert [(s["position"]["line"], s["position"]["column"], s["tactic"]) for s in states] == [
        (4, 3, "constructor"),
        (5, 5, "exact h.2"),
        (6, 5, "have k := h.1; exact k"),
        (6, 20, "exact k"),
        (7, 42, "exact h"),
    ]
    assert states[1]["goals"] == ["case left\np q : Prop\nh : p ∧ q\n⊢ q"]
    assert states[3]["goals"] == ["case right\np q : Prop\nh : p ∧ q\nk : p\n⊢ p"]
    assert main(["lean", "states", proof]) == 0
    assert f"{proof}:7:42: exact h\n    p : Prop\n    h : p\n    ⊢ p\n" in capsys.readouterr().out


@pytest.mark.lean
def test_setup_of_what_is_there(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lean", "setup", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["profile"] == "core"


def test_a_profile_that_does_not_exist(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "lean", files[1], "--profile", "isabelle"]) == 2
    assert "core and mathlib" in capsys.readouterr().err

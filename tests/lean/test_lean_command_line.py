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


@pytest.mark.lean
def test_setup_of_what_is_there(profile: Profile, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lean", "setup", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["profile"] == "core"


def test_a_profile_that_does_not_exist(
    files: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "lean", files[1], "--profile", "isabelle"]) == 2
    assert "core and mathlib" in capsys.readouterr().err

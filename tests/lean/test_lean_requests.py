"""Questions to the audit's process and to the checker that no honest caller asks."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lean.checker.check import Checker
from lean.checker.compile import compile_text
from lean.errors import StatementError
from lean.library.profile import Profile
from lean.sandbox.job import Limits

ROOT = Path(__file__).parents[2]
STATEMENT = "theorem t (p : Prop) (h : p) : p := by sorry\n"
PROOF = "theorem t (p : Prop) (h : p) : p := h\n"


def audited(profile: Profile, folder: Path, candidate: bytes, **changes: Any) -> dict[str, Any]:
    """The answer of the audit's own process."""
    request = {
        "library": str(profile.toolchain.library),
        "trusted": [str(path) for path in profile.modules],
        "statement": "statement.olean",
        "targets": [["t"]],
        "permitted": [],
        "negation": False,
        **changes,
    }
    (folder / "request.json").write_text(json.dumps(request))
    start = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        "from lean.audit.main import main; main('request.json')"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-E", "-c", start],
        cwd=folder,
        input=candidate,
        capture_output=True,
        timeout=120,
        check=True,
    )
    return dict(json.loads(done.stdout))


async def compiled(profile: Profile, text: str, *more: str) -> bytes:
    """The module of `text`, which imports `more` beside the library."""
    header = profile.header + "".join(f"import {name}\n" for name in more)
    done = await compile_text(replace(profile, header=header), text, Limits())
    assert done.olean is not None, done
    return done.olean


@pytest.mark.lean
async def test_a_proof_imports_what_the_statement_imports(profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "statement.olean").write_bytes(await compiled(profile, STATEMENT))
    honest = audited(profile, tmp_path, await compiled(profile, PROOF))
    assert (honest["outcome"], honest["axioms"], honest["checked"]) == ("accepted", [], 1)
    more = await compiled(profile, PROOF, "OlympiadCore.Root")
    other = audited(profile, tmp_path, more)
    assert (other["outcome"], other["code"]) == ("rejected", "imports")


@pytest.mark.lean
async def test_what_is_wrong_is_told_from_what_is_missing(profile: Profile, tmp_path: Path) -> None:
    statement, proof = await compiled(profile, STATEMENT), await compiled(profile, PROOF)
    (tmp_path / "statement.olean").write_bytes(statement)
    sorry = audited(profile, tmp_path, statement)
    assert (sorry["outcome"], sorry["code"], sorry["constant"]) == ("rejected", "sorry", "t")
    for candidate in (b"", b"olean", proof[:200]):
        broken = audited(profile, tmp_path, candidate)
        assert (broken["outcome"], broken["code"]) == ("rejected", "malformed")
    for changes in ({"library": "/nowhere.so"}, {"statement": "nothing.olean"}):
        fault = audited(profile, tmp_path, proof, **changes)
        assert (fault["outcome"], fault["code"]) == ("fault", "library")
    nobody = audited(profile, tmp_path, proof, targets=[["u"]])
    assert (nobody["outcome"], nobody["code"]) == ("fault", "statement")
    short = audited(profile, tmp_path, proof, trusted=[])
    assert (short["outcome"], short["code"]) == ("fault", "library")


@pytest.mark.lean
async def test_a_header_that_is_refused_has_its_line(profile: Profile) -> None:
    checker = Checker(profile)
    for asked in (checker.statement, checker.check_alone):
        with pytest.raises(StatementError, match="import Evil") as fault:
            await asked(f"\nimport Evil\n{STATEMENT}")  # type: ignore[operator]
        assert fault.value.line == 2
        with pytest.raises(StatementError, match="not text") as fault:
            await asked("\0")  # type: ignore[operator]
        assert fault.value.line is None


@pytest.mark.lean
@pytest.mark.parametrize("end", ["exit 1", "echo module > Proof.olean; exit 1"])
async def test_a_lean_that_fails_without_a_word(profile: Profile, end: str) -> None:
    """Whatever it left behind is no module."""
    silent = replace(profile.toolchain, command=("/bin/sh", "-c", end))
    checker = Checker(replace(profile, toolchain=silent))
    with pytest.raises(StatementError, match="the statement does not compile"):
        await checker.statement(STATEMENT)


@pytest.mark.lean
@pytest.mark.parametrize(
    ("text", "theorem", "said"),
    [
        (PROOF, None, "no theorem that ends in `:= by sorry`"),
        (STATEMENT, "u", "declares no theorem u"),
    ],
)
async def test_which_theorem_is_meant(
    profile: Profile, text: str, theorem: str | None, said: str
) -> None:
    with pytest.raises(StatementError, match=said):
        await Checker(profile).statement(text, theorem)


@pytest.mark.lean
async def test_a_theorem_may_be_named(profile: Profile) -> None:
    checker = Checker(profile, remember=1)
    text = f"{STATEMENT}namespace N\n{STATEMENT.replace('theorem t', 'theorem u')}end N\n"
    for name, full in (("t", "t"), ("u", "N.u"), ("N.u", "N.u")):
        assert (await checker.statement(text, name)).name == full
    assert (await checker.statement(text)).name == "t, N.u"
    one, same = await checker.statement(STATEMENT), await checker.statement(STATEMENT)
    assert one is same  # compiled once


@pytest.mark.lean
async def test_a_file_is_checked_against_its_own_last_theorem(profile: Profile) -> None:
    checker = Checker(profile)
    text = f"{PROOF}{PROOF.replace('theorem t', 'theorem last')}"
    outcome = await checker.check_alone(text)
    assert outcome.ok and outcome.theorem == "last" and "no trusted statement" in outcome.notes[0]
    assert outcome.sandbox and outcome.seconds > 0
    assert (await checker.check_alone(text, "t")).theorem == "t"
    wrong = await checker.check_alone("theorem t : 1 = 2 := rfl\n")
    assert (wrong.verdict, wrong.theorem) == ("rejected", "t") and wrong.position is not None
    axiom = await checker.check_alone("axiom a : False\ntheorem t : False := a\n")
    assert axiom.verdict == "rejected"
    with pytest.raises(StatementError, match="declares no theorem"):
        await checker.check_alone("def x := 1\n")

"""The attack suite: none is accepted, none of their honest twins is refused.

Each file of ``attacks/`` says in its head what it tries, the trusted statement, and what must come
out. All are run with the text filters off: the audit alone must be enough. ``@@FOLDER@@`` in a
file is a folder of the user's that holds a file named ``secret``.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from lean.checker.check import Checker
from lean.checker.outcome import CheckOutcome
from lean.checker.source import SourceRefused, refuse_hopeless
from lean.profile import Profile
from lean.sandbox import Limits, isolation

FILES = sorted(Path(__file__).with_name("attacks").glob("*.lean"))
ATTACKS = [path.stem for path in FILES if not path.stem.endswith("_honest")]
# One of each kind in every run; the whole suite is `slow`.
QUICK = {
    "axiom_elsewhere",
    "axiom_newline",
    "contradictory",
    "definition_changed",
    "file_read",
    "file_write",
    "instance_shadowing",
    "macro_rules",
    "reduce_bool",
    "same_name_nested",
    "skip_kernel_macro",
    "skip_kernel_tactic",
    "sorry_macro",
    "unsafe_theorem",
}


def parse(path: Path) -> tuple[str, str, str]:
    """Return (expected verdicts, statement, proof) of an attack file."""
    text = path.read_text(encoding="utf-8")
    expected = re.search(r"^-- expect: (.+)$", text, re.M)
    assert expected is not None, f"{path.name} does not say what is expected"
    statement = "\n".join(re.findall(r"^-- statement: (.*)$", text, re.M))
    return expected[1], statement, text


async def outcome_of(profile: Profile, path: Path, folder: Path) -> CheckOutcome:
    _, statement, text = parse(path)
    checker = Checker(profile, Limits(wall_seconds=12))
    return await checker.check(statement, text.replace("@@FOLDER@@", str(folder)), filters=False)


def cases() -> list[object]:
    return [
        pytest.param(
            path,
            id=path.stem,
            marks=[] if path.stem.removesuffix("_honest") in QUICK else [pytest.mark.slow],
        )
        for path in FILES
    ]


@pytest.mark.lean
@pytest.mark.parametrize("path", cases())
async def test_attack(profile: Profile, path: Path, tmp_path: Path) -> None:
    expected, _, _ = parse(path)
    (tmp_path / "secret").write_text("secret")
    outcome = await outcome_of(profile, path, tmp_path)
    if "file_" in path.stem and not isolation():
        # Without walls a file can be read; the outcome has to say that there were none.
        assert outcome.sandbox_note
    else:
        assert outcome.verdict in expected.split(" or "), outcome
        assert not (tmp_path / "written").exists()
    assert outcome.vouched_by.startswith("Lean 4.")
    assert "/tmp" not in outcome.reason
    assert "/sandbox" not in outcome.reason
    if path.stem == "contradictory":
        assert any("contradict" in note for note in outcome.notes)


def test_every_attack_has_an_honest_twin() -> None:
    names = {path.stem for path in FILES}
    missing = [
        name for name in ATTACKS if name != "contradictory" and f"{name}_honest" not in names
    ]
    assert missing == []
    assert len(ATTACKS) >= 50


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_filters_refuse_no_honest_proof(path: Path) -> None:
    expected, _, text = parse(path)
    if expected == "accepted":
        refuse_hopeless(text)


def test_filters_catch_the_plain_cases() -> None:
    for name in ("sorry", "axiom", "native_decide", "skip_kernel_tactic"):
        path = next(path for path in FILES if path.stem == name)
        with pytest.raises(SourceRefused):
            refuse_hopeless(path.read_text(encoding="utf-8"))

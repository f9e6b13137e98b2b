"""The attack suite: none is accepted, none of their honest twins is refused.

Each file of `attacks/` says in its head what it tries, the trusted statement, and what must come
out. All are run with the text filters off: the audit alone must be enough. `@@FOLDER@@` in a
file is a folder of the user's that holds a file named `secret`, `@@PORT@@` a port of the user's
machine that waits for a call, `@@MARK@@` a word by which a process can be recognised.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from lean.checker.check import Checker
from lean.checker.outcome import CheckOutcome
from lean.checker.source import SourceRefused, refuse_hopeless
from lean.library.profile import Profile
from lean.sandbox.job import Limits, Walls
from lean.sandbox.walls import BY_NAME, SETTING, isolation, probe

FILES = sorted(Path(__file__).with_name("attacks").glob("*.lean"))
ATTACKS = [path.stem for path in FILES if not path.stem.endswith("_honest")]
# One of each kind in every run; the whole suite is `slow`.
QUICK = {
    "answer_beside_data",
    "answer_part",
    "answers_equal_by_sorry",
    "axiom_elsewhere",
    "axiom_newline",
    "contradictory",
    "definition_changed",
    "environment_axiom",
    "environment_self",
    "file_read",
    "file_write",
    "instance_shadowing",
    "macro_rules",
    "matcher_helper",
    "network",
    "process_left",
    "reduce_bool",
    "same_name_nested",
    "skip_kernel_string",
    "skip_kernel_tactic",
    "sorried_lemma",
    "sorry_macro",
    "universe_swap",
    "unsafe_cast_value",
    "unsafe_theorem",
}


# Lean itself compiles these without a word; only the audit stands in their way.
FOOLING = {
    "environment_axiom",
    "environment_self",
    "print_axioms",
    "print_axioms_elab",
    "skip_kernel_macro",
    "skip_kernel_string",
    "skip_kernel_tactic",
    "unsafe_cast_value",
}


def parse(path: Path) -> tuple[str, str, str]:
    """Return (expected verdicts, statement, proof) of an attack file."""
    text = path.read_text(encoding="utf-8")
    expected = re.search(r"^-- expect: (.+)$", text, re.M)
    assert expected is not None, f"{path.name} does not say what is expected"
    statement = "\n".join(re.findall(r"^-- statement: (.*)$", text, re.M))
    return expected[1], statement, text


@dataclass(frozen=True)
class Surroundings:
    """What an attack could reach: a folder, a port that listens, and a mark for processes."""

    folder: Path
    server: socket.socket
    mark: str

    def fill(self, text: str) -> str:
        port = str(self.server.getsockname()[1])
        text = text.replace("@@FOLDER@@", str(self.folder))
        return text.replace("@@PORT@@", port).replace("@@MARK@@", self.mark)

    def called(self) -> bool:
        """Whether somebody has called the port."""
        try:
            self.server.accept()[0].close()
        except BlockingIOError:
            return False
        return True

    def processes(self) -> int:
        """Processes that bear the mark."""
        found = 0
        for file in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                found += self.mark.encode() in file.read_bytes()
            except OSError:
                continue
        return found


@pytest.fixture
def around(tmp_path: Path) -> Iterator[Surroundings]:
    (tmp_path / "secret").write_text("secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Surroundings(tmp_path, server, f"left-behind-{time.monotonic_ns()}")


async def outcome_of(profile: Profile, path: Path, around: Surroundings) -> CheckOutcome:
    _, statement, text = parse(path)
    checker = Checker(profile, Limits(wall_seconds=12))
    return await checker.check(statement, around.fill(text), filters=False)


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
async def test_attack(profile: Profile, path: Path, around: Surroundings) -> None:
    expected, _, _ = parse(path)
    outcome = await outcome_of(profile, path, around)
    if path.stem in REACHING and not isolation():
        # Without walls a file can be read; the outcome has to say that there were none.
        assert outcome.sandbox_note
    else:
        assert outcome.verdict in expected.split(" or "), outcome
        assert not (around.folder / "written").exists()
        assert not around.called()
    assert around.processes() == 0
    if path.stem in FOOLING:
        assert outcome.stage == "audit"
    assert outcome.vouched_by.startswith("Lean 4.")
    assert "/tmp" not in outcome.reason
    assert "/sandbox" not in outcome.reason
    if path.stem == "contradictory":
        assert any("contradict" in note for note in outcome.notes)


# Accepted where the file can be reached, so that a rejection shows that it cannot.
REACHING = ("file_read", "file_write", "network")
LEFT = "process_left"


def attack(name: str) -> Path:
    return next(path for path in FILES if path.stem == name)


def use(mode: Walls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take these walls by name; skips, saying why, where they do not stand."""
    found = probe(mode)
    if not found.stand:
        pytest.skip(f"{mode} cannot be used on this machine: {found.why}")
    monkeypatch.setenv(SETTING, next(name for name, walls in BY_NAME.items() if walls == mode))


@pytest.mark.lean
@pytest.mark.parametrize("name", REACHING)
async def test_what_walls_stop_does_happen_without_them_and_the_outcome_says_so(
    profile: Profile, name: str, around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SETTING, "limits")
    outcome = await outcome_of(profile, attack(name), around)
    assert outcome.ok
    assert "could have read files and used the network" in outcome.sandbox_note
    assert SETTING in outcome.sandbox_note
    assert (around.folder / "written").exists() == (name == "file_write")
    assert around.called() == (name == "network")


@pytest.mark.lean
@pytest.mark.parametrize(
    ("mode", "name"),
    [
        *[(mode, n) for mode in ("user namespaces", "bubblewrap") for n in (*REACHING, LEFT)],
        ("resource limits", LEFT),
    ],
)
async def test_each_kind_of_walls_stops_what_reaches_outside(
    profile: Profile,
    name: str,
    mode: Walls,
    around: Surroundings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use(mode, monkeypatch)
    outcome = await outcome_of(profile, attack(name), around)
    assert (outcome.verdict, outcome.code) == ("rejected", "sorry")
    assert outcome.sandbox == mode
    assert not (around.folder / "written").exists()
    assert not around.called()
    assert around.processes() == 0


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
        with pytest.raises(SourceRefused):
            refuse_hopeless(attack(name).read_text(encoding="utf-8"))


@pytest.mark.lean
@pytest.mark.parametrize("mode", ["user namespaces", "bubblewrap", "resource limits"])
async def test_children_of_a_proof_count_against_its_memory(
    profile: Profile, mode: Walls, around: Surroundings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Four times 300 MB under a limit of 900 MB: each alone would be within it."""
    use(mode, monkeypatch)
    _, statement, text = parse(attack("memory_of_children"))
    checker = Checker(profile, Limits(wall_seconds=60, memory=900 << 20))
    proof = around.fill(text).replace("1000000000", "300000000")
    outcome = await checker.check(statement, proof, filters=False)
    assert (outcome.verdict, outcome.code) == ("resource", "limit"), outcome
    assert outcome.reason == "the proof used more memory than it may"
    assert around.processes() == 0

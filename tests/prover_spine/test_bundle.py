"""Bundles: what is in them, that damage is found, and that a kill leaves one whole state."""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from prover.base.locks import locked
from prover.bundle import atomic_folder
from prover.bundle.atomic_folder import exchange_names, replace_folder
from prover.bundle.bundle import (
    BundleContents,
    BundleDamaged,
    BundleError,
    BundleMissing,
    ManifestInvalid,
    NotABundle,
    open_bundle,
    save_bundle,
    seal_bundle,
)
from prover.problems.record import problem_from_record, problem_to_record
from prover.trace.events import Event, Progress
from prover.verdicts.verdict import Unverified
from tests.prover_spine.helpers import attempt, make_problem
from tests.prover_spine.killing import killed_at_line

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ROOT = Path(__file__).parents[2]


def names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def no_exchange(one: Path, other: Path) -> bool:
    return False


def contents(number: int = 4, **changes: Any) -> BundleContents:
    fields: dict[str, Any] = {
        "run": "r1",
        "problem_id": "orthocentre",
        "problem_record": problem_to_record(make_problem()),
        "verdict": Unverified(known_problems=(f"state {number}",)),
        "asked_rung": "symbolically_verified",
        "ending": "finished",
        "attempt": attempt(number, figure_svg="<svg/>"),
        "events": (Event(run="r1", seq=0, at=NOW, body=Progress(engine="e", message="…")),),
        "sealed_at": NOW,
        "command": ("olympiad", "prove", "a b.md"),
        "budget": {"wall": 3},
        "versions": {"engine": "7"},
    }
    return BundleContents(**{**fields, **changes})


def test_holds_everything(tmp_path: Path) -> None:
    sealed = seal_bundle(tmp_path / "deep" / "b", contents())
    bundle = open_bundle(tmp_path / "deep" / "b")
    assert bundle.digest == sealed.digest and bundle.manifest == sealed.manifest
    assert set(bundle.files) == {
        "proof.md",
        "figure.svg",
        "certificate.txt",
        "verdict.json",
        "events.jsonl",
        "problem.json",
    }
    assert bundle.verdict == Unverified(known_problems=("state 4",))
    assert bundle.certificate == attempt(4).certificate
    assert bundle.figure == "<svg/>"
    assert bundle.events == contents().events
    assert problem_from_record(bundle.problem_record) == make_problem()
    assert bundle.manifest.command == ("olympiad", "prove", "a b.md")
    assert bundle.manifest.versions.keys() == {"olympiad-prover", "python", "engine"}
    assert bundle.manifest.statement_sha256 == bundle.manifest.files["problem.json"].sha256
    assert "$AH \\perp BC$" in bundle.proof and "figure.svg" in bundle.proof
    assert names(tmp_path / "deep") == ["b"]


def test_new_state_drops_files_of_the_old_and_keeps_the_users(tmp_path: Path) -> None:
    seal_bundle(tmp_path / "b", contents())
    (tmp_path / "b" / "my notes.txt").write_text("mine")
    (tmp_path / "b" / "sub").mkdir()
    (tmp_path / "b" / "sub" / "x").write_text("mine too")
    bundle = seal_bundle(tmp_path / "b", contents(attempt=None))
    assert bundle.figure is None and bundle.certificate is None
    again = open_bundle(tmp_path / "b")
    assert again.unlisted == ("my notes.txt", "sub")
    assert (tmp_path / "b" / "sub" / "x").read_text() == "mine too"
    assert not (tmp_path / "b" / "figure.svg").exists()
    assert again.proof.count("## No proof") == 1


def test_permissions_are_those_of_ordinary_files(tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    (tmp_path / "file").write_text("")
    seal_bundle(tmp_path / "b", contents())
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert (tmp_path / "b" / "proof.md").stat().st_mode == (tmp_path / "file").stat().st_mode


@pytest.mark.parametrize("name", ["proof.md", "verdict.json", "certificate.txt", "problem.json"])
def test_damage_names_the_file(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "b"
    seal_bundle(folder, contents())
    path = folder / name
    text = path.read_bytes()
    path.write_bytes(text.replace(b"e", b"3", 1))
    with pytest.raises(BundleDamaged, match="altered") as altered:
        open_bundle(folder)
    assert altered.value.file == name
    path.unlink()
    with pytest.raises(BundleDamaged, match="missing") as missing:
        open_bundle(folder)
    assert missing.value.file == name
    (tmp_path / "elsewhere").write_bytes(text)
    path.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(BundleDamaged, match=name):
        open_bundle(folder)
    path.unlink()
    os.mkfifo(path)
    with pytest.raises(BundleDamaged, match="plain file"):
        open_bundle(folder)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other/1"},
        {"files": {"../x": {"bytes": 0, "sha256": "0" * 64}}},
        {"files": {"/etc/passwd": {"bytes": 0, "sha256": "0" * 64}}},
        {"rung": "proved"},
        {"surplus": 1},
    ],
)
def test_manifest_that_is_not_ours(tmp_path: Path, change: dict[str, Any]) -> None:
    seal_bundle(tmp_path / "b", contents())
    path = tmp_path / "b" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(ManifestInvalid, match=r"manifest\.json") as caught:
        open_bundle(tmp_path / "b")
    assert "\n" not in str(caught.value)
    with pytest.raises(NotABundle, match="damaged bundle"):
        seal_bundle(tmp_path / "b", contents())


def test_what_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(BundleMissing, match="no bundle"):
        open_bundle(tmp_path / "none")
    with pytest.raises(BundleMissing, match=r"no manifest\.json"):
        open_bundle(tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(BundleMissing):
        open_bundle(tmp_path / "file")
    with pytest.raises(NotABundle, match="not a folder"):
        seal_bundle(tmp_path / "file", contents())
    with pytest.raises(NotABundle, match="other files"):
        seal_bundle(tmp_path, contents())
    (tmp_path / "empty").mkdir()
    seal_bundle(tmp_path / "empty", contents())
    assert names(tmp_path) == ["empty", "file"]


@contextmanager
def without_roots_rights() -> Iterator[None]:
    """Root may write everywhere; for as long as this lasts it is `nobody`."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(pwd.getpwnam("nobody").pw_uid)
    try:
        yield
    finally:
        os.seteuid(0)


def test_unwritable_place_is_one_line() -> None:
    # Not pytest's folder, which nobody but its owner may enter at all.
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o555)
        with without_roots_rights(), pytest.raises(BundleError, match="cannot write the folder"):
            seal_bundle(place / "b", contents())
        assert names(place) == []
        place.chmod(0o700)


def test_saving_a_bundle_that_is_in_memory_writes_every_byte_of_it(tmp_path: Path) -> None:
    sealed = seal_bundle(tmp_path / "sealed", contents(1))
    saved = save_bundle(sealed, tmp_path / "deep" / "saved")
    assert saved.digest == sealed.digest == open_bundle(tmp_path / "deep" / "saved").digest
    for name in names(tmp_path / "sealed"):
        assert (saved.path / name).read_bytes() == (sealed.path / name).read_bytes()
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes").write_text("mine")
    with pytest.raises(NotABundle):
        save_bundle(sealed, tmp_path / "mine")
    assert names(tmp_path / "mine") == ["notes"]


def test_failed_write_leaves_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seal_bundle(tmp_path / "b", contents(1))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(BundleError, match="No space left") as caught:
        seal_bundle(tmp_path / "b", contents(2))
    monkeypatch.undo()
    assert "\n" not in str(caught.value)
    assert open_bundle(tmp_path / "b").verdict.caveats == ("state 1",)
    assert names(tmp_path) == ["b"]


def test_link_to_a_bundle_stays_a_link(tmp_path: Path) -> None:
    seal_bundle(tmp_path / "real", contents(1))
    (tmp_path / "link").symlink_to("real")
    seal_bundle(tmp_path / "link", contents(2))
    assert (tmp_path / "link").is_symlink()
    assert open_bundle(tmp_path / "real").verdict.caveats == ("state 2",)


def test_exchange_is_used_where_the_system_has_it(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").write_text("")
    if not exchange_names(tmp_path / "a", tmp_path / "b"):
        pytest.skip("this file system cannot exchange two names")
    assert (tmp_path / "a" / "x").exists() and not (tmp_path / "b" / "x").exists()


# --- killing ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "files",
    [
        ("/atomic_folder.py",),
        pytest.param(("/atomic_folder.py", "/bundle.py", "/shutil.py"), marks=pytest.mark.slow),
    ],
)
@pytest.mark.parametrize("exchange", [exchange_names, no_exchange])
@pytest.mark.parametrize("before", [True, False])
def test_killed_at_every_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    files: tuple[str, ...],
    exchange: Any,
    before: bool,
) -> None:
    """Kill the writer at each line it executes; then the old state or the new one is there."""
    monkeypatch.setattr(replace_folder, "__kwdefaults__", {"owned": (), "exchange": exchange})
    # A killed process loses nothing that it wrote; syncing is for power failures, and slow.
    monkeypatch.setattr(os, "fsync", lambda _: None)
    folder = tmp_path / "b"
    seen: set[str] = set()
    line = 0
    while True:
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        if before:
            seal_bundle(folder, contents(1))
            (folder / "notes").write_text("mine")
        killed = killed_at_line(lambda: _seal(folder, 2), files, line)
        try:
            bundle = open_bundle(folder)
        except BundleMissing:
            assert not before
            seen.add("nothing")
        else:
            (state,) = bundle.verdict.caveats
            seen.add(state)
            assert bundle.unlisted == (("notes",) if before else ())
        # Whatever the dead one left, the next one succeeds and cleans up.
        if line % 5 == 0:
            seal_bundle(folder, contents(3))
            assert open_bundle(folder).verdict.caveats == ("state 3",)
            assert names(tmp_path) == ["b"]
        if not killed:
            break
        line += 1
    assert line > 40
    assert seen == {"state 1" if before else "nothing", "state 2"}


def _seal(folder: Path, number: int) -> None:
    seal_bundle(folder, contents(number))


_WRITER = """
import sys
from pathlib import Path
from tests.prover_spine.test_bundle import contents
from prover.bundle.bundle import seal_bundle
number = int(sys.argv[2])
while True:
    number += 1
    seal_bundle(Path(sys.argv[1]), contents(number))
    print(number, flush=True)
"""


def test_real_process_killed_at_random_moments(tmp_path: Path) -> None:
    """SIGKILL from outside: the state is the last one acknowledged or the one after it."""
    folder = tmp_path / "b"
    number = 0
    for round_ in range(6):
        writer = subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(folder), str(number)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.05 + 0.013 * round_)
        writer.send_signal(signal.SIGKILL)
        said = [number + 1, *(int(line) for line in writer.stdout if line.endswith("\n"))]
        writer.wait()
        (state,) = open_bundle(folder).verdict.caveats
        assert int(state.split()[1]) in (said[-1], said[-1] + 1)
        number = int(state.split()[1])
    assert number > 6


def test_reader_sees_one_whole_state_while_writers_replace_it(tmp_path: Path) -> None:
    folder = tmp_path / "b"
    seal_bundle(folder, contents(0))
    stop = threading.Event()

    def write(first: int) -> None:
        number = first
        while not stop.is_set():
            number += 2
            seal_bundle(folder, contents(number))

    writers = [threading.Thread(target=write, args=(first,)) for first in (0, 1)]
    for writer in writers:
        writer.start()
    seen: set[str] = set()
    deadline = time.monotonic() + 40
    reads = 0
    try:
        # On a busy machine the writers may need a while to replace the state a few times.
        while (reads < 100 or len(seen) < 5) and time.monotonic() < deadline:
            reads += 1
            bundle = open_bundle(folder)
            (state,) = bundle.verdict.caveats
            assert f"The number {state.split()[1]} is even" in bundle.proof or state == "state 0"
            seen.add(state)
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert len(seen) >= 5


def test_lock_held_by_another_is_an_error_and_no_hang(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic_folder, "LOCK_SECONDS", 0.05)
    with locked(tmp_path), pytest.raises(BundleError, match="locked; stop it"):
        seal_bundle(tmp_path / "b", contents())
    seal_bundle(tmp_path / "b", contents())

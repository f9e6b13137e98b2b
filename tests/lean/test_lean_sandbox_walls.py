"""Which walls are used, and that they never fall in silence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from lean.sandbox.job import SandboxJob
from lean.sandbox.paths import trail, visible
from lean.sandbox.run import run
from lean.sandbox.walls import SETTING, probe

ROOT = Path(__file__).parents[2]
needs_namespaces = pytest.mark.skipif(
    not probe("user namespaces").stand,
    reason=f"user namespaces cannot be used here: {probe('user namespaces').why}",
)

# Starts its arguments where no further user namespace can be made.
DENIED = ("unshare", "--user", "--map-root-user", "/bin/sh", "-c")
DENIED_SCRIPT = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'

SAY = (
    f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
    "from lean.sandbox.errors import SandboxFault\n"
    "from lean.sandbox.walls import walls, note, require\n"
    "try: print(walls()); print(note(walls())); require(); print('serves')\n"
    "except SandboxFault as fault: print(fault)\n"
)


def clean_environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if k not in (SETTING, "PYTHONPATH", "PATH")}
    # No bubblewrap: what is found there is a matter of the machine.
    return {**kept, "PATH": "", **more}


def say(
    python: str = sys.executable, cwd: Path | None = None, env: dict[str, str] | None = None
) -> list[str]:
    """What a fresh interpreter says of its walls: which, what note, and what a server does."""
    done = subprocess.run(
        [python, "-c", SAY],
        cwd=cwd,
        env=env or clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def can_deny() -> bool:
    try:
        done = subprocess.run([*DENIED, DENIED_SCRIPT, "sh", "true"], capture_output=True)
    except OSError:
        return False
    return done.returncode == 0


needs_denial = pytest.mark.skipif(
    not can_deny(), reason="user namespaces cannot be taken away from a program here"
)


def denied(env: dict[str, str], *command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [
            *("/usr/bin/env", "-i"),
            *(f"{k}={v}" for k, v in env.items()),
            *("/usr/bin/unshare", *DENIED[1:], DENIED_SCRIPT, "sh", *command),
        ],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )


STANDS = ["user namespaces", "", "serves"]


# -- however the interpreter is reached --------------------------------------------------------


@needs_namespaces
def test_through_a_path_with_two_dots(tmp_path: Path) -> None:
    away = tmp_path / "deep" / "folder"
    away.mkdir(parents=True)
    python = os.path.relpath(sys.executable, away)
    assert python.startswith("..")
    assert say(python, cwd=away) == STANDS


@needs_namespaces
def test_through_a_link_to_the_venv_and_a_link_above_it(tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    (tmp_path / "a link").symlink_to(sys.prefix)
    assert say(str(tmp_path / "a link" / "bin" / Path(sys.executable).name)) == STANDS
    (tmp_path / "above").symlink_to(Path(sys.prefix).parent)
    inside = Path(sys.executable).relative_to(Path(sys.prefix).parent)
    assert say(str(tmp_path / "above" / inside)) == STANDS
    # From the folder that a link leads to, `..` goes up there and not here.
    up = f"{tmp_path}/a link/bin/../../{Path(sys.prefix).name}/bin/{Path(sys.executable).name}"
    assert say(up) == STANDS
    odd = f"{tmp_path}/here/../a link/bin/../bin/{Path(sys.executable).name}"
    assert say(odd) == STANDS


@needs_namespaces
def test_through_a_venv_of_a_venv_with_spaces_in_its_path(tmp_path: Path) -> None:
    venv = tmp_path / "a folder with spaces" / "and 'quotes'"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(venv)], check=True)
    assert say(str(venv / "bin" / "python")) == STANDS
    (tmp_path / "python").symlink_to(venv / "bin" / "python")
    assert say(str(tmp_path / "python")) == STANDS


@needs_namespaces
def test_through_a_relative_search_path(tmp_path: Path) -> None:
    folder = Path(sys.executable).parent
    env = clean_environment(PATH=os.path.relpath(folder, tmp_path))
    done = subprocess.run(
        ["/bin/sh", "-c", f'{Path(sys.executable).name} -c "$0"', SAY],
        cwd=tmp_path,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == STANDS, done.stderr


@needs_namespaces
def test_imported_through_a_relative_pythonpath_and_used_from_elsewhere(tmp_path: Path) -> None:
    code = f"import os, lean.sandbox.walls as w\nos.chdir({str(tmp_path)!r})\nprint(w.walls())\n"
    env = clean_environment(PYTHONPATH=os.path.join("..", ROOT.name))  # noqa: PTH118
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines() == ["user namespaces"], done.stderr


@needs_namespaces
def test_modules_in_the_current_folder_are_not_imported(tmp_path: Path) -> None:
    for name in ("json", "ctypes", "resource", "select"):
        (tmp_path / f"{name}.py").write_text("raise SystemExit('imported')")
    script = tmp_path / "elsewhere" / "say.py"
    script.parent.mkdir()
    script.write_text(SAY)
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines() == STANDS, done.stderr


@needs_namespaces
async def test_what_is_readable_works_by_the_name_it_was_given(tmp_path: Path) -> None:
    real = tmp_path / "real"
    real.mkdir()
    (real / "file").write_text("read")
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "second").symlink_to(tmp_path / "link" / "file")
    code = "import sys; open('out', 'w').write(open(sys.argv[1]).read())"
    for name in ("real/file", "link/file", "second"):
        job = SandboxJob(
            (sys.executable, "-S", "-E", "-c", code, str(tmp_path / name)),
            readable=(str(tmp_path / name),),
            output="out",
        )
        result = await run(job, "user namespaces")
        assert result.output == b"read", (name, result.stderr)


def test_a_trail_names_every_link_and_the_end(tmp_path: Path) -> None:
    tmp_path = tmp_path.resolve()
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to("real")
    (tmp_path / "again").symlink_to(tmp_path / "link")
    end = str(tmp_path / "real" / "x")
    assert trail(str(tmp_path / "again" / "x")) == (
        str(tmp_path / "again"),
        str(tmp_path / "link"),
        end,
    )
    assert trail(str(tmp_path / "again" / ".." / "real" / "x"))[-1] == end
    (tmp_path / "round").symlink_to("round")
    assert set(trail(str(tmp_path / "round"))) == {str(tmp_path / "round")}
    shown = visible([str(tmp_path / "again"), str(tmp_path / "real"), end, "/no/such/thing"])
    assert shown == tuple(str(tmp_path / name) for name in ("link", "real", "again"))


# -- where there are none ----------------------------------------------------------------------


@needs_denial
def test_where_the_machine_offers_none_the_note_says_why_and_no_server_starts() -> None:
    done = denied(clean_environment(), sys.executable, "-c", SAY)
    used, note, server = done.stdout.splitlines()
    assert used == "resource limits"
    assert "user namespaces: unshare: No space left on device" in note
    assert "bubblewrap: not installed" in note
    assert "a server does not start without walls" in server
    assert f"{SETTING}=limits" in server and "apt-get install bubblewrap" in server
    wished = clean_environment(**{SETTING: "limits"})
    used, note, server = denied(wished, sys.executable, "-c", SAY).stdout.splitlines()
    assert (used, server) == ("resource limits", "serves")


@needs_denial
@pytest.mark.parametrize("program", ["serve", "ui"])
def test_servers_end_with_exit_code_2_where_there_are_none(program: str) -> None:
    command = (sys.executable, "-m", "prover.cli.app", program, "--port", "0")
    done = denied(clean_environment(PYTHONPATH=str(ROOT)), *command)
    assert done.returncode == 2
    assert f"{SETTING}=limits" in done.stderr
    assert "Traceback" not in done.stderr


@needs_denial
def test_the_doctor_says_why() -> None:
    command = (sys.executable, "-m", "prover.cli.app", "doctor", "--json")
    done = denied(clean_environment(PYTHONPATH=str(ROOT)), *command)
    assert "user namespaces: unshare: No space left on device" in done.stdout


@needs_denial
def test_walls_that_are_offered_and_do_not_stand_are_no_reason_to_go_without(
    tmp_path: Path,
) -> None:
    """A bwrap that starts nothing, for a reason that is not the machine's refusal."""
    program = tmp_path / "bwrap"
    program.write_text("#!/bin/sh\necho 'bwrap: Cannot find source path /x' >&2\nexit 1\n")
    program.chmod(0o755)
    done = denied(clean_environment(PATH=str(tmp_path)), sys.executable, "-c", SAY)
    (fault,) = done.stdout.splitlines()
    assert "do not stand" in fault and "Cannot find source path /x" in fault
    assert f"{SETTING}=limits" in fault
    program.write_text(
        "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1"
    )
    done = denied(clean_environment(PATH=str(tmp_path)), sys.executable, "-c", SAY)
    assert done.stdout.splitlines()[0] == "resource limits"
    program.write_text("#!/bin/sh\necho 'bwrap: \033[31mred' >&2\nexit 1")
    done = denied(clean_environment(PATH=str(tmp_path)), sys.executable, "-c", SAY)
    assert "\033" not in done.stdout and "red" in done.stdout


# -- by name -----------------------------------------------------------------------------------


def test_a_name_that_is_none() -> None:
    (fault,) = say(env=clean_environment(**{SETTING: "none"}))
    assert fault == f"{SETTING}='none' names no walls: there are namespaces, bubblewrap, limits"


def test_walls_asked_for_by_name_are_these_or_none() -> None:
    (fault,) = say(env=clean_environment(**{SETTING: "bubblewrap"}))
    assert "asks for bubblewrap" in fault and "not installed" in fault


def test_limits_asked_for_by_name_are_said_to_be() -> None:
    used, note, server = say(env=clean_environment(**{SETTING: "limits"}))
    assert used == "resource limits"
    assert f"as {SETTING} asks" in note
    assert server == "serves"


@needs_namespaces
def test_no_server_waits_for_what_it_was_not_asked() -> None:
    assert say() == STANDS

"""Which walls this machine offers, which are used, and why others are not.

A probe builds the walls around a program that does nothing. One that fails says why. Walls that the
machine denies to programs like this one are not offered; walls that it grants and that do not stand
all the same are a fault, and nothing untrusted runs without them unless the user has asked for
weaker ones by name (`OLYMPIAD_SANDBOX`).
"""

from __future__ import annotations

import functools
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

from lean.sandbox import bubblewrap
from lean.sandbox.command import host_command, specification
from lean.sandbox.errors import SandboxFault
from lean.sandbox.job import SandboxJob, Walls
from lean.sandbox.paths import INTERPRETER
from lean.sandbox.report import Report, open_report
from lean.sandbox.text import printable

SETTING = "OLYMPIAD_SANDBOX"
BY_NAME: dict[str, Walls] = {
    "namespaces": "user namespaces",
    "bubblewrap": "bubblewrap",
    "limits": "resource limits",
}
LOCKED: tuple[Walls, ...] = ("user namespaces", "bubblewrap")
FIX = (
    "sudo apt-get install bubblewrap, or allow unprivileged user namespaces: "
    "sudo sysctl kernel.unprivileged_userns_clone=1"
)
_BY_WISH = f"{SETTING}=limits runs under resource limits only"
_PROBE_SECONDS = 20
# bwrap's words when the machine does not let it, or when it is too old.
_DENIED = re.compile(r"ermission|not permitted|namespace|[Uu]nknown option")


@dataclass(frozen=True)
class Probe:
    """Whether walls stand here. `why` says what was in their way.

    `offered` is False where it was the machine that did not let us.
    """

    stand: bool
    why: str = ""
    offered: bool = True


@functools.cache
def probe(candidate: Walls) -> Probe:
    """Try walls out, once."""
    if candidate == "resource limits" and sys.platform != "linux":
        return Probe(True)
    if sys.platform != "linux":
        return Probe(False, "Linux only", offered=False)
    if candidate == "bubblewrap" and bubblewrap.program() is None:
        return Probe(False, bubblewrap.NOT_INSTALLED, offered=False)
    job = SandboxJob((INTERPRETER, "-S", "-E", "-c", "pass"))
    with tempfile.TemporaryDirectory() as directory, open_report() as report:
        spec = specification(job, directory, candidate, report=report.descriptor)
        try:
            done = subprocess.run(
                host_command(spec),
                capture_output=True,
                timeout=_PROBE_SECONDS,
                pass_fds=(report.descriptor,),
            )
        except subprocess.TimeoutExpired:
            return Probe(False, f"no answer within {_PROBE_SECONDS} s")
        except (OSError, SandboxFault) as error:
            return Probe(False, str(error))
        return _read(candidate, done, report.read())


def _read(candidate: Walls, done: subprocess.CompletedProcess[bytes], report: Report) -> Probe:
    """What a probe's end says."""
    if done.returncode == 0:
        return Probe(True)
    words = last_words(done.stderr)
    if report.fault:
        return Probe(False, report.fault, offered=not report.denied)
    if candidate == "bubblewrap" and not report.started:
        return Probe(False, words, offered=_DENIED.search(words) is None)
    return Probe(False, words or f"exit code {done.returncode}")


def last_words(stderr: bytes) -> str:
    """Return the last line that is not empty, fit to be shown; empty if there is none."""
    lines = [line.strip() for line in stderr.decode("utf-8", "replace").splitlines()]
    return printable(next((line for line in reversed(lines) if line), ""))


def asked() -> Walls | None:
    """The walls that the user asks for by name, None where the choice is ours.

    Raises `SandboxFault` for a name that is none.
    """
    name = os.environ.get(SETTING, "").strip()
    if not name:
        return None
    if name not in BY_NAME:
        raise SandboxFault(f"{SETTING}={name!r} names no walls: there are {', '.join(BY_NAME)}")
    return BY_NAME[name]


def walls() -> Walls:
    """The walls to use: those asked for by name, else the strongest that this machine offers.

    Raises `SandboxFault` if the walls asked for do not stand, and if walls that the machine
    offers do not stand and nobody asked to go without.
    """
    wish = asked()
    if wish is not None:
        found = probe(wish)
        if not found.stand:
            raise SandboxFault(f"{SETTING} asks for {wish}, which do not stand here: {found.why}")
        return wish
    for candidate in LOCKED:
        if probe(candidate).stand:
            return candidate
    if any(probe(candidate).offered for candidate in LOCKED):
        raise SandboxFault(
            f"the walls around untrusted programs do not stand ({reasons()}): "
            f"`olympiad doctor` tries them again; {_BY_WISH}"
        )
    return "resource limits"


def require() -> Walls:
    """The walls to use for what strangers send: none is not enough, unless asked for by name.

    For servers, before they start. Raises `SandboxFault`.
    """
    found = walls()
    if found == "resource limits" and asked() is None:
        raise SandboxFault(
            f"a server does not start without walls around untrusted programs, and this machine "
            f"has none ({reasons()}): {FIX}; {_BY_WISH}"
        )
    return found


def isolation() -> bool:
    """Say whether untrusted commands are locked up here, and not just limited."""
    return walls() != "resource limits"


def reasons() -> str:
    """Say for each kind of walls that does not stand why, in one line."""
    probes = [(candidate, probe(candidate)) for candidate in LOCKED]
    return "; ".join(f"{name}: {found.why}" for name, found in probes if not found.stand)


def note(used: Walls) -> str:
    """What a result that was made behind `used` has to say about missing walls; else empty."""
    if used != "resource limits":
        return ""
    missing = reasons()
    # Without a word about the others, they stand and were not wanted.
    why = f" ({missing})" if missing else ""
    wished = f", as {SETTING} asks" if _wished(used) else ""
    return (
        f"no walls{wished}{why}: the program ran under resource limits only and could have read "
        "files and used the network"
    )


def _wished(used: Walls) -> bool:
    try:
        return asked() == used
    except SandboxFault:
        return False

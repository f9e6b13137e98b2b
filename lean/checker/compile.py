"""Compiles one file of the user's in the sandbox."""

from __future__ import annotations

import json
import re
import signal
from typing import Literal, cast

from lean.checker.outcome import Compiled, Message, Position
from lean.library.profile import Profile
from lean.sandbox.forks import SERVERS, Preload, Servers
from lean.sandbox.job import HOME, Limits, SandboxJob, SandboxResult
from lean.sandbox.run import Ready, run
from lean.sandbox.walls import walls

# Elaboration work, in Lean's own unit; the wall clock is there for what does not count itself.
MAX_HEARTBEATS = 400_000
_FILE = "Proof.lean"
_OUTPUT = "Proof.olean"
_PATHS = re.compile(rf"(?:{re.escape(HOME)}/|(?:/[\w.@+-]+)+/)?{re.escape(_FILE)}")
_ABSOLUTE = re.compile(r"(?<![\w/])(?:/[\w.@+-]+){2,}")
_RESOURCE_TEXT = re.compile(
    r"maximum number of heartbeats|\(deterministic\) timeout|maximum recursion depth|"
    r"out of memory|Stack overflow|excessive memory|deep recursion"
)
# What Lean says on standard error when it gives up without a message: the words, and ours for them.
_LAST_WORDS = (
    (re.compile(r"INTERNAL PANIC: Nat\.pow exponent is too big"), "a power is too big to compute"),
    (re.compile(r"INTERNAL PANIC: out of memory"), "the proof ran out of memory or stack"),
    (
        re.compile(rf"failed to write '{re.escape(_OUTPUT)}'|No space left on device"),
        "the compiled proof does not fit into the scratch folder",
    ),
    (_RESOURCE_TEXT, "the proof ran out of memory or stack"),
)


def clean(text: str) -> str:
    """Take out of a message what the user did not write: paths and names of temporary files."""
    return _ABSOLUTE.sub("a file", _PATHS.sub("the file", text)).strip()


def _messages(stdout: bytes, header_lines: int) -> tuple[Message, ...]:
    found: list[Message] = []
    for line in stdout.decode("utf-8", "replace").splitlines():
        if not line.startswith("{"):
            continue
        try:
            entry = json.loads(line)
            position = Position(
                max(1, int(entry["pos"]["line"]) - header_lines), int(entry["pos"]["column"]) + 1
            )
            severity = str(entry["severity"])
            text = clean(str(entry["data"]))
        except (ValueError, KeyError, TypeError):
            continue  # the candidate may print what it likes
        if severity in ("error", "warning", "information"):
            kind = cast(Literal["error", "warning", "information"], severity)
            found.append(Message(kind, text, position))
    return tuple(found)


def gave_up(stderr: str) -> str:
    """Say what Lean ran out of by its last words on standard error; an empty text if of nothing."""
    return next((ours for words, ours in _LAST_WORDS if words.search(stderr)), "")


def _resource(result: SandboxResult, errors: tuple[Message, ...], limits: Limits) -> str:
    if result.timed_out:
        return f"Lean did not finish within {limits.wall_seconds:g} s"
    if result.exceeded:
        return f"the proof used more {result.exceeded} than it may"
    if result.truncated:
        return "Lean printed more than can be read"
    if result.killed_by == signal.SIGXCPU:
        return "the proof used up its processor time"
    if result.killed_by is not None:
        return "the proof ran out of memory or stack"
    stderr = result.stderr.decode("utf-8", "replace")
    words = gave_up(stderr) if result.exit_code else ""
    if words:
        return words
    if result.exit_code and errors and all(_RESOURCE_TEXT.search(error.text) for error in errors):
        return errors[0].text.splitlines()[0]
    return ""


def library_preload(profile: Profile) -> Preload | None:
    """What may stand ready for compilations: Lean's library, where the command is our launcher.

    Behind namespaces alone: there nothing inside can reach the process that stands ready.
    """
    library = profile.toolchain.launched
    if library is None or walls() != "user namespaces":
        return None
    return Preload.of("lean.toolchain.launcher", library=library)


async def compile_text(
    profile: Profile, text: str, limits: Limits, servers: Servers | None = SERVERS
) -> Compiled:
    """Compile a text under the profile's header. The result's lines are the text's.

    `servers` are the processes that may stand ready; without them each compilation starts its own.
    Raises `SandboxFault`.
    """
    job = SandboxJob(
        command=(
            *profile.toolchain.command,
            *profile.options,
            f"-DmaxHeartbeats={MAX_HEARTBEATS}",
            "--json",
            "-o",
            _OUTPUT,
            _FILE,
        ),
        readable=profile.readable,
        inputs={_FILE: profile.header + text},
        output=_OUTPUT,
        environment=profile.environment,
        limits=limits,
    )
    preload = None if servers is None else library_preload(profile)
    ready = None
    if servers is not None and preload is not None:
        ready = Ready(servers, preload, job.command[len(profile.toolchain.command) :])
    result = await run(job, ready=ready)
    messages = _messages(result.stdout, profile.header_lines)
    errors = tuple(message for message in messages if message.severity == "error")
    resource = _resource(result, errors, limits)
    failed = bool(resource) or result.exit_code != 0
    return Compiled(
        olean=None if failed else result.output,
        messages=messages,
        resource=resource,
        sandbox=result.walls,
        sandbox_note=result.note,
    )

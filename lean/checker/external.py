"""Independent checkers, where they are installed.

`leanchecker` (`lean4checker` in older toolchains) replays a compiled module with Lean's kernel.
`leanexport` (`lean4export`) writes it out as text for two more: `nanoda_bin`, a kernel in
another language, and `lake comparator`, which compares what the proof's theorem and all it needs
say with the same in the statement and asks the kernels once more. All come with a toolchain of
elan from 4.35 on and need its compiled standard library, so that they run under the Mathlib
profile only. What they say is reported beside our own verdict; a refusal turns an acceptance into
a rejection, and nothing turns a rejection into an acceptance. A tool that gives no answer is
reported and changes nothing: the audit decides.

The tools map compiled modules into memory and follow their pointers. They run in the sandbox, and
the statement is never exported by a process that has seen the proof.
"""

from __future__ import annotations

import json
import shutil
import signal
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lean.checker.compile import clean
from lean.checker.outcome import ExternalReport
from lean.library.profile import Profile
from lean.sandbox.job import Limits, SandboxJob, SandboxResult
from lean.sandbox.run import run
from lean.sandbox.walls import isolation

Kind = Literal["replay", "kernel", "comparison"]

_STATEMENT, _PROOF = "Challenge", "Candidate"
_LIMITS = Limits(
    wall_seconds=300.0, memory=8 << 30, processes=512, file_size=4 << 30, scratch=4 << 30
)
_AXIOMS = ("propext", "Quot.sound", "Classical.choice")
# What the kernel and the comparator know by name; the comparator wants all of it in both exports.
_PRIMITIVES = (
    *("Quot", "Quot.mk", "Quot.lift", "Quot.ind"),
    *("Nat.add", "Nat.sub", "Nat.mul", "Nat.pow", "Nat.gcd", "Nat.div", "Nat.mod", "Nat.beq"),
    *("Nat.ble", "Nat.land", "Nat.lor", "Nat.xor", "Nat.shiftLeft", "Nat.shiftRight"),
    *("String.ofList", "Char.ofNat", "List", "eagerReduce", "Nat", "String", "String.mk", "Char"),
    *("optParam", "autoParam", "semiOutParam", "outParam"),
)
# Exit codes of `lake comparator`: 0 accepted, 1 rejected, 2 it could not start.
_NOT_STARTED = 2


@dataclass(frozen=True)
class Case:
    """What the tools are asked about: theorems, the module that states and the one that proves them.

    `alike` says that the proof's module differs from the statement's in proofs alone, which is what
    can be compared.
    """

    theorems: tuple[str, ...]
    statement: bytes
    proof: bytes
    alike: bool = True


@dataclass(frozen=True)
class ExternalTool:
    """An installed checker.

    `kind` is `replay` (takes the compiled proof), `kernel` (takes its export) or
    `comparison` (takes the exports of statement and proof); `exporter` makes the exports.
    """

    name: str
    kind: Kind
    program: str
    exporter: str = ""


def installed(profile: Profile) -> tuple[ExternalTool, ...]:
    """Return the checkers that are installed and fit the profile."""
    if profile.name != "mathlib":
        return ()
    beside = Path(profile.toolchain.command[0]).parent

    def find(*programs: str) -> str | None:
        for program in programs:
            own = beside / program
            path = str(own) if own.is_file() else shutil.which(program)
            if path is not None:
                return str(Path(path).resolve())
        return None

    tools = [
        ExternalTool(program, "replay", path)
        for program in ("leanchecker", "lean4checker")
        if (path := find(program)) is not None
    ]
    exporter, nanoda = find("leanexport", "lean4export"), find("nanoda_bin")
    if exporter is not None and nanoda is not None:
        tools.append(ExternalTool("nanoda", "kernel", nanoda, exporter))
    # Only with the toolchain's own exporter: `lake` learnt to compare in the release that has it.
    lake, own = beside / "lake", beside / "leanexport"
    if lake.is_file() and own.is_file():
        tools.append(ExternalTool("comparator", "comparison", str(lake), str(own)))
    return tuple(tools)


async def ask(
    tools: tuple[ExternalTool, ...], profile: Profile, case: Case
) -> tuple[ExternalReport, ...]:
    """Run checkers on a case, one after the other. Raises `SandboxFault`."""
    if not case.alike:
        tools = tuple(tool for tool in tools if tool.kind != "comparison")
    with tempfile.TemporaryDirectory(prefix="olympiad-") as folder:
        questions = _Questions(profile, case, Path(folder))
        return tuple([await questions.ask(tool) for tool in tools])


class _Questions:
    """One case under examination; exports are made once."""

    def __init__(self, profile: Profile, case: Case, folder: Path) -> None:
        self._profile = profile
        self._case = case
        self._folder = folder
        self._exports: dict[tuple[str, str], Path | None] = {}

    async def ask(self, tool: ExternalTool) -> ExternalReport:
        if tool.kind == "replay":
            inputs: dict[str, str | bytes] = {f"{_PROOF}.olean": self._case.proof}
            return _report(tool, await self._run((tool.program, _PROOF), inputs))
        proof = await self._export(tool.exporter, _PROOF, self._case.proof)
        if proof is None:
            return ExternalReport(tool.name, None, "no answer: the proof could not be exported")
        if tool.kind == "kernel":
            config = {**_kernel_config(), "export_file_path": str(proof)}
            command = (tool.program, "config.json")
            return _report(tool, await self._run(command, {"config.json": json.dumps(config)}))
        statement = await self._export(tool.exporter, _STATEMENT, self._case.statement)
        if statement is None:
            return ExternalReport(tool.name, None, "no answer: the statement could not be exported")
        return await self._compare(tool, statement, proof)

    async def _compare(self, tool: ExternalTool, statement: Path, proof: Path) -> ExternalReport:
        config = {
            "challenge_module": _STATEMENT,
            "solution_module": _PROOF,
            "theorem_names": list(self._case.theorems),
            "permitted_axioms": list(_AXIOMS),
        }
        command = [tool.program, "comparator", "--config", "config.json"]
        command += ["--challenge-from-export", str(statement)]
        command += ["--solution-from-export", str(proof)]
        if isolation():
            # Nothing is built where both exports are given, and our own walls stand already.
            command.append("--inadvisably-no-sandbox")
        result = await self._run(tuple(command), {"config.json": json.dumps(config)})
        if result.exit_code == _NOT_STARTED:
            return ExternalReport(tool.name, None, f"no answer: {_last_words(result)}")
        return _report(tool, result)

    async def _export(self, exporter: str, module: str, olean: bytes) -> Path | None:
        """Export a module's theorem and all it rests on; None if that fails. Made once."""
        key = (exporter, module)
        if key not in self._exports:
            targets = (*self._case.theorems, *_AXIOMS, *_PRIMITIVES)
            script = 'exec "$0" "$@" > export'
            command = ("/bin/sh", "-c", script, exporter, module, "--", *targets)
            result = await self._run(command, {f"{module}.olean": olean}, "export", (exporter,))
            path = self._folder / f"{module}-{len(self._exports)}.export"
            if result.exit_code == 0 and not result.timed_out and result.output:
                path.write_bytes(result.output)
                self._exports[key] = path
            else:
                self._exports[key] = None
        return self._exports[key]

    async def _run(
        self,
        command: tuple[str, ...],
        inputs: dict[str, str | bytes],
        output: str | None = None,
        programs: tuple[str, ...] = (),
    ) -> SandboxResult:
        environment = self._profile.environment
        bin_folder = str(Path(self._profile.toolchain.command[0]).parent)
        job = SandboxJob(
            command=command,
            # The exports lie in the folder; a job that makes one must not see the others.
            readable=(
                *self._profile.readable,
                bin_folder,
                *(programs or (command[0], str(self._folder))),
            ),
            inputs=inputs,
            output=output,
            environment={
                **environment,
                "LEAN_PATH": f".:{environment['LEAN_PATH']}",
                "PATH": f"{bin_folder}:{environment['PATH']}",
                "HOME": "/tmp",
            },
            limits=_LIMITS,
        )
        return await run(job)


def _kernel_config() -> dict[str, object]:
    return {
        "use_stdin": False,
        "permitted_axioms": list(_AXIOMS),
        "unpermitted_axiom_hard_error": True,
        "nat_extension": True,
        "string_extension": True,
    }


def _report(tool: ExternalTool, result: SandboxResult) -> ExternalReport:
    """What a tool's end means: 0 is an acceptance, being killed no answer, all else a refusal."""
    if result.timed_out:
        return ExternalReport(tool.name, None, f"no answer within {_LIMITS.wall_seconds:g} s")
    if result.exceeded:
        return ExternalReport(tool.name, None, f"no answer: it used too much {result.exceeded}")
    if result.killed_by is not None:
        word = "out of memory" if result.killed_by == signal.SIGKILL else "it crashed"
        return ExternalReport(tool.name, None, f"no answer: {word}")
    if result.exit_code == 0:
        return ExternalReport(tool.name, True, "accepted")
    return ExternalReport(tool.name, False, _last_words(result))


def _last_words(result: SandboxResult) -> str:
    """The line that says what was wrong: the first that calls itself an error, else the last."""
    said = (result.stderr.strip() or result.stdout.strip()).decode("utf-8", "replace")
    lines = clean(said).splitlines() or ["refused"]
    errors = [line.removeprefix("error: ") for line in lines if line.startswith("error: ")]
    return (errors or lines[-1:])[0]

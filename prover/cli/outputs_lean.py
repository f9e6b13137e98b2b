"""The JSON documents of the commands for Lean; see `outputs.py`."""

from __future__ import annotations

from typing import Literal

from prover.cli.output import Output, Part


class LeanPosition(Part):
    """A place in the proof's file; line and column count from 1."""

    line: int
    column: int


class LeanExternal(Part):
    """What an independent checker said; `accepted` is null where it gave no answer."""

    tool: str
    accepted: bool | None
    detail: str


class LeanMessage(Part):
    """A message of Lean's about the proof's file, whole. `hint` is ours: what to write instead of
    something that is not there; `goals` are the goals at an error's place, each as Lean prints it.
    """

    severity: Literal["error", "warning", "information"]
    text: str
    position: LeanPosition
    hint: str
    goals: tuple[str, ...]


class LeanHole(Part):
    """What became of a theorem or definition that the statement leaves open. `answer` is what a
    definition was filled with, `rests_on` are the open ones that a `conditional` one rests on.
    """

    name: str
    kind: Literal["theorem", "definition"]
    state: Literal["filled", "conditional", "open", "missing"]
    rests_on: tuple[str, ...]
    answer: str
    remark: str


class LeanCheckOutput(Output):
    """`check lean`: the fields of `lean.checker.outcome.CheckOutcome`. `warnings` are the known
    soundness bugs of the release of Lean that `toolchain` names.
    """

    format: Literal["olympiad-lean-check/1"] = "olympiad-lean-check/1"
    ok: bool
    verdict: Literal["accepted", "disproved", "partial", "rejected", "resource"]
    stage: Literal["read", "compile", "audit", "done"]
    code: str
    reason: str
    theorem: str
    profile: str
    version: str
    vouched_by: str
    position: LeanPosition | None
    axioms: tuple[str, ...]
    declarations_checked: int
    sandbox: str
    sandbox_note: str
    notes: tuple[str, ...]
    external: tuple[LeanExternal, ...]
    seconds: float
    toolchain: str
    warnings: tuple[str, ...]
    messages: tuple[LeanMessage, ...]
    holes: tuple[LeanHole, ...]


class LeanState(Part):
    """The goals before a tactic, each as Lean prints it; `tactic` is its line from there on."""

    position: LeanPosition
    tactic: str
    goals: tuple[str, ...]


class LeanStatesOutput(Output):
    """`lean states`, in the order of the file."""

    format: Literal["olympiad-lean-states/1"] = "olympiad-lean-states/1"
    states: tuple[LeanState, ...]


class LeanLemma(Part):
    """A `have` or `sorry` as a theorem. `text` elaborates behind `before`, the file up to its
    declaration; it is empty where no lemma could be made, and `fault` says why. `complete` says that
    it has a proof.
    """

    kind: Literal["have", "sorry"]
    name: str
    position: LeanPosition
    text: str
    before: str
    complete: bool
    fault: str


class LeanLemmasOutput(Output):
    """`lean lemmas`, in the order of the file."""

    format: Literal["olympiad-lean-lemmas/1"] = "olympiad-lean-lemmas/1"
    lemmas: tuple[LeanLemma, ...]


class LeanDataOutput(Output):
    """`lean extract`: what the data file holds."""

    format: Literal["olympiad-lean-data/1"] = "olympiad-lean-data/1"
    theorems: int
    steps: int
    unreadable: int
    faulty: tuple[str, ...]


class LeanSetupOutput(Output):
    """`lean setup`: the Lean that can be used now."""

    format: Literal["olympiad-lean-setup/1"] = "olympiad-lean-setup/1"
    profile: Literal["core", "mathlib"]
    version: str

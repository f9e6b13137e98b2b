"""What a check says. A fault of the proof is a value of this module; a fault of ours raises.

Words that come from a proof or from Lean are cleaned here, where they become a value.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lean.sandbox.text import printable

Verdict = Literal["accepted", "disproved", "partial", "rejected", "resource"]
HoleState = Literal["filled", "conditional", "open", "missing"]
Stage = Literal["read", "compile", "audit", "done"]


@dataclass(frozen=True)
class Position:
    """A place in the user's file: line from 1, column from 1, both in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Message:
    """A message of Lean's about a file, whole, at the user's line.

    `hint` is ours: what to write instead of something that is not there. `goals` are the goals
    before the place, where they were asked for (`lean.driver.places`) and there are any.
    """

    severity: Literal["error", "warning", "information"]
    text: str
    position: Position
    hint: str = ""
    goals: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))
        object.__setattr__(self, "hint", printable(self.hint))
        object.__setattr__(self, "goals", tuple(map(printable, self.goals)))

    @property
    def first_line(self) -> str:
        """The message in one line, with the hint in the place of words that say less."""
        return self.hint or (self.text.splitlines() or ["error"])[0]


@dataclass(frozen=True)
class ExternalReport:
    """What an independent checker that happens to be installed said.

    `accepted` is None where it gave no answer: it ran out of time or memory, or did not start.
    """

    tool: str
    accepted: bool | None
    detail: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "detail", printable(self.detail))


@dataclass(frozen=True)
class Hole:
    """What a proof did with a theorem or definition that the statement leaves open by `sorry`.

    `state` is `filled`; `conditional` (it has no `sorry` of its own and rests on holes that have one:
    `rests_on`); `open` (it has); `missing` (the proof does not declare it). `answer` is the value that
    a definition was filled with, as the kernel has it. `remark` says so where that seems to say no
    more than the question.
    """

    name: str
    kind: Literal["theorem", "definition"]
    state: HoleState
    rests_on: tuple[str, ...] = ()
    answer: str = ""
    remark: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", printable(self.name))
        object.__setattr__(self, "answer", printable(self.answer))

    def words(self) -> str:
        """Say in a line what became of it."""
        if self.state == "filled":
            return f"{self.name} := {self.answer}" if self.answer else f"{self.name} is proved"
        if self.state == "conditional":
            return f"{self.name} is open: it rests on {', '.join(self.rests_on)}"
        return f"{self.name} is {'not declared' if self.state == 'missing' else 'open'}"


@dataclass(frozen=True)
class CheckOutcome:
    """The result of checking one proof of one trusted statement.

    `verdict` is `accepted` (all that the statement leaves open is filled, with no `sorry` below it),
    `disproved` (the negation was asked for and is proved), `partial` (nothing is proved as a whole:
    what is open was permitted to be), `rejected` (the proof is no proof) or `resource` (it ran out
    of time or memory: nothing is known). `holes` says of each hole what became of it; it is empty
    where the proof did not come as far as the kernel, and for a negation. `stage` is the last stage that was entered, `code` a
    stable word for programs, `reason` a line for people, `position` a place in the proof's
    file. `axioms` are all axioms in the theorem's closure. `vouched_by` names the profile and
    version. `sandbox` says what the proof was compiled in (`user namespaces`, `bubblewrap` or
    `resource limits`; empty if it was not), `sandbox_note` which walls were missing, `notes` are remarks on the statement
    (for example contradictory hypotheses) that do not change the verdict. `toolchain` says which
    Lean it was and where it comes from, `warnings` which known soundness bugs that release has.
    `messages` is all that Lean said of the file when it compiled it, in order.
    """

    verdict: Verdict
    stage: Stage
    code: str
    reason: str
    theorem: str
    profile: str
    version: str
    vouched_by: str
    position: Position | None = None
    axioms: tuple[str, ...] = ()
    declarations_checked: int = 0
    sandbox: str = ""
    sandbox_note: str = ""
    notes: tuple[str, ...] = ()
    external: tuple[ExternalReport, ...] = ()
    seconds: float = 0.0
    toolchain: str = ""
    warnings: tuple[str, ...] = ()
    messages: tuple[Message, ...] = ()
    holes: tuple[Hole, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", printable(self.reason))
        object.__setattr__(self, "theorem", printable(self.theorem))
        object.__setattr__(self, "sandbox_note", printable(self.sandbox_note))
        object.__setattr__(self, "notes", tuple(map(printable, self.notes)))

    @property
    def ok(self) -> bool:
        """Whether the statement is proved; a proved negation is not that."""
        return self.verdict == "accepted"

    def one_line(self) -> str:
        """Say the outcome in one line."""
        place = "" if self.position is None else f"line {self.position.line}: "
        return f"{self.verdict}: {place}{self.reason} ({self.vouched_by})"


@dataclass(frozen=True)
class Compiled:
    """What compiling one file gave: `olean` is None unless Lean was content."""

    olean: bytes | None
    messages: tuple[Message, ...]
    resource: str = ""
    sandbox: str = ""
    sandbox_note: str = ""

    @property
    def errors(self) -> tuple[Message, ...]:
        """The messages that are errors."""
        return tuple(message for message in self.messages if message.severity == "error")

"""What people read at the end: a proof with its verdict, and the table of a contest."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from rich.markup import escape

from prover.cli.readable import readable
from prover.verdicts.scope import is_narrow, rung_with_scope

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from prover.bundle.bundle import Bundle
    from prover.contest.submission import SubmissionState
    from prover.trace.events import Event
    from prover.verdicts.scope import Scope
    from prover.verdicts.verdict import Rung, Verdict

COLOURS = {
    "formally_verified": "green",
    "symbolically_verified": "green",
    "model_verified": "yellow",
    "unverified": "red",
}


NARROW = "cyan"
"""The colour of a symbolic verdict on the drawn configuration alone."""


def colour_of(rung: Rung, scope: Scope | None) -> str:
    """The colour of a verdict of this rung and scope."""
    return NARROW if is_narrow(rung, scope) else COLOURS[rung]


def marked(rung: Rung, scope: Scope | None) -> str:
    """Rung and scope in their colour."""
    return f"[{colour_of(rung, scope)}]{rung_with_scope(rung, scope)}[/]"


def print_proof(console: Console, markdown: str) -> None:
    """Print a proof for reading: headings bold, TeX in symbols."""
    for line in readable(markdown).strip().split("\n"):
        heading = line.lstrip("#")
        if heading != line and heading.startswith(" "):
            console.print(f"[bold]{escape(heading.strip())}[/]")
        else:
            console.print(escape(line))


def print_verdict(console: Console, verdict: Verdict, notes: tuple[str, ...] = ()) -> None:
    """Print the rung, who vouches, what remains to be believed or is wrong, and the `notes` on the
    models that the caveats do not say."""
    colour = colour_of(verdict.rung, verdict.stated_scope)
    console.print(f"[bold {colour}]{verdict.heading}[/]: vouched for by {escape(verdict.vouches)}")
    for caveat in verdict.caveats:
        console.print(f"  - {escape(caveat)}")
    for note in notes:
        if not any(note in caveat for caveat in verdict.caveats):
            console.print(f"note: {escape(note)}")


def model_notes(bundle: Bundle) -> tuple[str, ...]:
    """What has to be said of the models that worked on the problem, each note once."""
    from prover.llm.own_models import NOTE_SOURCE

    told = (event.body for event in bundle.events if event.body.kind == "message")
    return tuple(dict.fromkeys(body.text for body in told if body.source == NOTE_SOURCE))


def print_bundle_place(console: Console, bundle: Bundle) -> None:
    """Print where the bundle lies and what a reader opens first."""
    files = [name for name in ("proof.md", "figure.svg") if name in bundle.files]
    certificate = next((name for name in bundle.files if name.startswith("certificate.")), None)
    names = ", ".join([*files, *filter(None, [certificate])])
    console.print(f"Bundle: {escape(str(bundle.path))} ({escape(names)})")


_TOLD = (
    "engine", "source", "scope", "limit", "certificate_kind", "outcome", "ending",
    "message", "text", "reason", "detail",
)  # fmt: skip
"""The fields of an event that a reader of the trace wants, in this order."""


def trace_line(event: Event) -> str:
    """An event in one line: time, what happened, and the words that go with it."""
    body = event.body
    told_of = [name for name in _TOLD if (name, body.kind) != ("scope", "run_finished")]
    words = [str(value) for name in told_of if (value := getattr(body, name, ""))]
    if body.kind == "verdict_reached":
        words.append(body.verdict.heading)
    if body.kind == "attempt_made":
        words.append(body.attempt.engine)
    if body.kind == "check_finished":
        words.insert(0, "accepted" if body.accepted else "rejected")
    told = ": " + ", ".join(words) if words else ""
    return f"{event.at:%H:%M:%S}.{event.at.microsecond // 1000:03d} {_said(body.kind)}{told}"


def _said(kind: str) -> str:
    return kind.replace("_", " ")


def contest_table(state: SubmissionState) -> Table:
    """The table at the end of a contest: a line per problem, in the order of the sessions."""
    from rich.table import Table

    table = Table(title=state.name, title_justify="left", header_style="bold", box=None)
    table.add_column("problem", overflow="fold")
    table.add_column("verdict", no_wrap=True)
    table.add_column("time", justify="right", no_wrap=True)
    table.add_column("vouched for by", overflow="fold")
    for entry in state.problems:
        vouches = entry.vouches
        if entry.rung == "unverified":
            vouches = f"nobody: {entry.detail}" if entry.detail else "nobody"
        table.add_row(
            escape(entry.title),
            marked(entry.rung, entry.scope).replace(" (", "\n("),
            f"{entry.seconds:.1f} s",
            escape(vouches),
        )
    return table


def shown(path: Path) -> str:
    """A path as short as it can be: relative to the current folder when it lies below it."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)

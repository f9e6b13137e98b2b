"""The proof and the table as a person reads them on an 80-column terminal."""

from __future__ import annotations

import io
import re

from rich.console import Console

from prover.cli.report import contest_table, print_proof, print_verdict
from prover.contest.submission import ProblemEntry, SessionEntry, SubmissionState
from prover.verdicts.verdict import Unverified

from .conftest import Run
from .golden import matches_golden


def console() -> tuple[Console, io.StringIO]:
    text = io.StringIO()
    return Console(file=text, width=80, highlight=False, color_system=None), text


PROOF = r"""# IMO 2018 Problem 1

Let $ABC$ be a triangle with $\angle BAC = 90^\circ$ and $[AB] = 2$.

![Figure](figure.svg)

## Proof

1. $DE \parallel FG$, since **both** are perpendicular to $AI$. [construction]
2. $\dfrac{AB}{CD} = \dfrac{1}{2}$ by similar triangles (1).
"""


def test_proof_on_the_terminal() -> None:
    out, text = console()
    print_proof(out, PROOF)
    matches_golden("proof.txt", text.getvalue())


def test_a_note_on_the_models_is_said_once() -> None:
    out, text = console()
    verdict = Unverified(known_problems=("no jury: [toy] proves nothing",))
    print_verdict(out, verdict, ("[toy] proves nothing", "another [note]"))
    assert text.getvalue().splitlines() == [
        "unverified: vouched for by nobody",
        "  - no jury: [toy] proves nothing",
        "note: another [note]",
    ]


def test_table_of_a_contest() -> None:
    state = SubmissionState(
        contest="demo",
        name="Demonstration",
        asked_rung="symbolically_verified",
        command=(),
        sessions=(SessionEntry(name="One", duration=300.0, finished=True),),
        problems=(
            ProblemEntry(
                id="a",
                title="IMO 2018 Problem 1",
                session=0,
                statement_sha256="0" * 64,
                status="done",
                rung="symbolically_verified",
                scope="drawn_configuration",
                vouches="the geometry proof checker 1 (side conditions in 5 random figures)",
                seconds=0.42,
            ),
            ProblemEntry(
                id="b",
                title="IMO 1964 Problem 2",
                session=0,
                statement_sha256="0" * 64,
                status="done",
                detail="no engine here can try this problem",
                seconds=0.0,
            ),
        ),
    )
    out, text = console()
    out.print(contest_table(state))
    table = "\n".join(line.rstrip() for line in text.getvalue().split("\n"))
    matches_golden("table.txt", table)
    assert "unverified" in table


def test_command_list(run: Run) -> None:
    """Names and help lines; what stands around them is Typer's business."""
    done = run("--help", env={"COLUMNS": "200"})
    commands = done.stdout.partition("Commands:\n")[2].partition("\n\n")[0]
    # A line that is longer than the help is wide goes on below, further in.
    listed = [" ".join(entry.split()) for entry in re.split(r"\n  (?=\S)", commands)]
    ours = ("prove", "compete", "check", "show", "runs", "doctor")
    kept = [line for line in listed if line.split()[0] in ours]
    matches_golden("commands.txt", "\n".join(kept) + "\n")
    assert "130 interrupted" in done.stdout

"""Measure how often the configured jury is wrong, on proofs that people graded."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, fail, print_json, stderr, stdout

if TYPE_CHECKING:
    from prover.deepthink.calibration.measure import Calibration

COMMAND = "bench judge"


def command(
    data: Annotated[
        Path,
        typer.Argument(
            metavar="DATA", help="A folder of graded proofs (.jsonl), or one such file."
        ),
    ],
    model: Annotated[
        list[str] | None,
        typer.Option(
            "--model",
            metavar="NAME",
            help="A model of olympiad.toml; repeat it for a jury of several. "
            "[default: the role jury]",
        ),
    ] = None,
    jurors: Annotated[
        int, typer.Option("--jurors", metavar="NUMBER", min=1, max=64, help="Readings a proof.")
    ] = 5,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="NUMBER", min=1, help="Only so many proofs.")
    ] = None,
    record: Annotated[
        Path | None,
        typer.Option(
            "--record",
            metavar="FILE",
            help="Where results are appended; a run that was stopped goes on "
            "there. [default: runs/calibration/<jury>.jsonl]",
        ),
    ] = None,
    picture: Annotated[
        Path | None,
        typer.Option(
            "--picture", metavar="FILE", help="Write the calibration curve there (SVG, PNG)."
        ),
    ] = None,
    tokens: Annotated[
        float | None,
        typer.Option("--tokens", metavar="NUMBER", min=1, help="Stop after so many tokens."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before spending.")] = False,
    json: JsonOption = False,
) -> int:
    """Measure how often the configured jury is wrong, on proofs that people graded.

    Prints what the run will cost, asks, and then judges proof by proof. A run that was stopped or
    killed goes on with the same command. The rates are kept for the verdicts of exactly this jury
    with exactly these prompts. Exits with 3 when --tokens ended it.
    """
    from prover.cli.interrupt import run_until_interrupted
    from prover.deepthink.calibration.bench import BenchError, plan_bench, run_bench
    from prover.deepthink.calibration.picture import check_picture, draw

    if picture is not None:
        check_picture(picture)
    plan = plan_bench(data, tuple(model or ()), jurors, limit, record)
    stderr().print(plan.announcement, markup=False, soft_wrap=True)
    if plan.left and not yes and not _go_on():
        return exits.NOT_PROVED
    try:
        found = run_until_interrupted(run_bench(plan, tokens=tokens, progress=_progress))
    except BenchError as fault:
        # The input was right; what was measured stands in the record.
        return fail(str(fault), exits.NOT_PROVED, json)
    except KeyboardInterrupt:
        text = f"interrupted; the same command goes on from {plan.record}"
        return fail(text, exits.INTERRUPTED, json)
    if json:
        from prover.cli.outputs import JuryOutput

        kept = None if found.kept is None else str(found.kept.resolve())
        print_json(JuryOutput(**found.rates.model_dump(), left=found.left, kept=kept))
    else:
        _show(found.rates)
    stderr().print(found.remark, markup=False, soft_wrap=True)
    if picture is not None:
        draw(found.rates, picture)
    return exits.OUT_OF_BUDGET if found.left else exits.PROVED


def _go_on() -> bool:
    try:
        return typer.confirm("Go on?", err=True)
    except typer.Abort:
        if sys.stdin.isatty():
            raise
        raise typer.BadParameter("nobody answers here; to go on unasked, add --yes") from None


def _progress(done: int, total: int) -> None:
    if done % 10 == 0 or done == total:
        stderr().print(f"{done} of {total} proofs", markup=False)


def _show(found: Calibration) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("", "rate", "95 % interval", "cases"):
        table.add_column(column)
    for name, share in (
        ("false accepts", found.false_accept), ("false rejects", found.false_reject)
    ):  # fmt: skip
        rate = "none measured" if share.estimate is None else f"{share.estimate:.1%}"
        table.add_row(name, rate, f"{share.low:.1%} to {share.high:.1%}", str(share.cases))
    console = stdout()
    console.print(table)
    console.print(f"undecided: {found.undecided}; tokens: {found.tokens}; cost: ${found.cost:.2f}")
    for score, share in found.curve:
        if share.estimate is not None:
            console.print(
                f"  {score:.0%} of jurors accept: {share.estimate:.0%} of {share.cases} are right"
            )

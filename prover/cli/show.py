"""Show a result bundle: its proof, who vouches, and how it came about."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.console import JsonOption, echo, print_json, stdout

if TYPE_CHECKING:
    from prover.bundle.bundle import Bundle

COMMAND = "show"


def command(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="A bundle's folder.")],
    trace: Annotated[bool, typer.Option("--trace", help="Show the events of the run too.")] = False,
    png: Annotated[
        Path | None,
        typer.Option("--png", metavar="FILE", help="Write the figure there as a PNG image."),
    ] = None,
    latex: Annotated[
        Path | None,
        typer.Option("--latex", metavar="FILE", help="Write a geometry proof there as LaTeX."),
    ] = None,
    figures: Annotated[
        Path | None,
        typer.Option(
            "--figures", metavar="FOLDER", help="Write one figure for each part of the proof there."
        ),
    ] = None,
    grading: Annotated[
        bool,
        typer.Option("--grading", help="Show the grader's report on a proof in words instead."),
    ] = False,
    effort: Annotated[
        Path | None,
        typer.Option(
            "--effort",
            metavar="FILE",
            help="Draw there what more tokens brought to a proof in words (.png or .svg).",
        ),
    ] = None,
    json: JsonOption = False,
) -> int:
    """Show a result bundle: its proof, who vouches, and how it came about.

    This prints what the bundle claims, after verifying the hash of every file; `olympiad check`
    finds out whether the claim holds. Pictures and LaTeX are written outside of the bundle.
    """
    from prover.bundle.bundle import open_bundle
    from prover.deepthink.report import exports as reports

    opened = open_bundle(bundle)
    written = _export(opened, png, latex, figures, effort)
    if json:
        from prover.cli.outputs import BundleOutput

        report = reports.grader_report(opened).model_dump(mode="json") if grading else None
        print_json(
            BundleOutput(
                bundle=opened.path.resolve(),
                manifest=opened.manifest.model_dump(mode="json"),
                problem=opened.problem_record,
                verdict=opened.verdict,
                vouches=opened.verdict.vouches,
                caveats=opened.verdict.caveats,
                proof=opened.proof,
                grading=report,
                events=tuple(e.to_record() for e in opened.events) if trace else None,
                written=tuple(str(path) for path in written),
            )
        )
        return exits.PROVED
    if written:
        for path in written:
            echo(f"Wrote {path}")
        return exits.PROVED
    from rich.markup import escape

    from prover.cli.report import (
        model_notes,
        print_bundle_place,
        print_proof,
        print_verdict,
        trace_line,
    )
    from prover.trace.spent import used_line

    console = stdout()
    if grading:
        from prover.deepthink.report.grader_report import report_markdown

        print_proof(console, report_markdown(reports.grader_report(opened)))
        return exits.PROVED
    print_proof(console, opened.proof)
    console.print()
    print_verdict(console, opened.verdict, model_notes(opened))
    print_bundle_place(console, opened)
    manifest = opened.manifest
    console.print(f"Sealed {manifest.sealed_at:%Y-%m-%d %H:%M:%S} UTC, ending: {manifest.ending}")
    if line := used_line(opened.events):
        console.print(line)
    console.print(f"Command: {escape(' '.join(manifest.command)) or 'not recorded'}")
    if trace:
        console.print()
        for event in opened.events:
            console.print(escape(trace_line(event)))
    return exits.PROVED


def _export(
    bundle: Bundle,
    png: Path | None,
    latex: Path | None,
    figures: Path | None,
    effort: Path | None,
) -> list[Path]:
    """Write what was asked for; the paths of the files."""
    from prover.bundle import exports
    from prover.deepthink.report import exports as reports

    written: list[Path] = []
    if png is not None:
        exports.write_png(bundle, png)
        written.append(png)
    if latex is not None:
        exports.write_latex(bundle, latex)
        written.append(latex)
    if figures is not None:
        written += exports.write_figures(bundle, figures)
    if effort is not None:
        reports.write_effort(bundle, effort)
        written.append(effort)
    return written

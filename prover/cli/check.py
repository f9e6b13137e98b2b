"""Check a bundle or a certificate again, from what it holds alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from prover.cli import exits
from prover.cli.complete import or_a_path
from prover.cli.console import JsonOption, print_json, stdout
from prover.cli.options import RungOption, ScopeOption, only_once, rung, scope

if TYPE_CHECKING:
    from prover.bundle.recheck import BareReport, Recheck
    from prover.checkers.judgement import Judgement
    from prover.problems.problem import Problem
    from prover.verdicts.scope import AskedScope
    from prover.verdicts.verdict import Rung

COMMAND = "check"

PROVE_AGAIN = "Read the certificate, or prove the problem again to have a text that is compared."

KINDS = {".json": "geometry", ".lean": "lean"}
"""The kind of a bare certificate by its suffix."""


def command(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH",
            help="A bundle's folder, or a certificate.",
            autocompletion=or_a_path("lean"),
        ),
    ],
    problem: Annotated[
        Path | None,
        typer.Option("--problem", metavar="FILE", help="The problem it should be about."),
    ] = None,
    rung_name: RungOption = None,
    scope_name: ScopeOption = None,
    json: JsonOption = False,
) -> int:
    """Check a bundle or a certificate again, from what it holds alone.

    Of a bundle: every hash, the statement, the trace, the certificate by its checker, and text
    and figure, which a geometry certificate gives anew. Exits with 0 when all that it claims
    holds and the verdict reaches the asked rung and scope, with 4 when only text and figure could not be
    compared because another version wrote them, else with 1. Of a geometry certificate without --problem: that it proves the statement it carries, which is
    shown.
    """
    import asyncio

    from prover.problems.load import load_problem
    from prover.service import checkers

    asked, reach = rung(rung_name), scope(scope_name)
    only_once(path, problem)
    expected = load_problem(problem, streams=True) if problem else None
    if path.is_dir():
        from prover.bundle.recheck import recheck_bundle

        return _report_bundle(
            asyncio.run(recheck_bundle(path, problem=expected, registry=checkers())),
            asked,
            reach,
            json,
        )
    text, kind = _certificate(path)
    if expected is None:
        from prover.bundle.recheck import check_bare_geometry

        if kind != "geometry":
            raise typer.BadParameter(
                f"a {kind} certificate does not carry its problem; give --problem FILE",
                param_hint="'PATH'",
            )
        return _report_bare(check_bare_geometry(text), path, json)
    from prover.bundle.recheck import recheck_certificate

    judgement = asyncio.run(recheck_certificate(text, kind, expected, registry=checkers()))
    return _report_judgement(judgement, expected, asked, reach, json)


def _certificate(path: Path) -> tuple[str, str]:
    """The text and kind of a bare certificate. Raises `ProblemError`."""
    from prover.problems.errors import ProblemError
    from prover.problems.files import MAX_CERTIFICATE_BYTES, read_text_file
    from prover.problems.streams import is_stream_name

    text = read_text_file(path, what="certificate", limit=MAX_CERTIFICATE_BYTES, streams=True)
    kind = KINDS.get(path.suffix.lower())
    if kind is None and is_stream_name(path):
        kind = "geometry" if text.lstrip().startswith("{") else "lean"
    if kind is None:
        raise ProblemError(
            f"is no certificate: its name does not end in {' or '.join(KINDS)}", path=path
        )
    return text, kind


def _report_bundle(recheck: Recheck, asked: Rung, scope: AskedScope, json: bool) -> int:
    from prover.verdicts.scope import asked_of

    fresh = recheck.fresh
    scope = asked_of(recheck.problem.scope, scope)
    reached = fresh.answers(asked, scope)
    good = recheck.holds and reached
    code = exits.PROVED if good else exits.NOT_PROVED
    if recheck.outcome == "certificate_holds" and reached:
        code = exits.TEXT_NOT_VOUCHED
    problem = recheck.problem
    if json:
        from prover.cli.outputs import BundleCheckOutput

        print_json(
            BundleCheckOutput(
                bundle=recheck.bundle.path.resolve(),
                problem=problem.id,
                title=problem.name,
                statement=problem.statement,
                outcome=recheck.outcome,
                words=recheck.words,
                holds=recheck.holds,
                text_vouched=recheck.text_vouched,
                proved=good,
                asked_rung=asked,
                asked_scope=scope,
                claimed=recheck.claimed,
                verdict=fresh,
                vouches=fresh.vouches,
                mismatches=recheck.mismatches,
                remarks=recheck.remarks,
                exit_code=code,
            )
        )
        return code
    from rich.markup import escape

    from prover.cli.report import print_verdict

    console = stdout()
    console.print(
        f"About the problem {escape(f'{problem.id}, {problem.title}' if problem.title else problem.id)}:"
    )
    for line in _statement(problem).splitlines():
        console.print(f"  {escape(line)}")
    print_verdict(console, fresh)
    words = recheck.words[0].upper() + recheck.words[1:]
    match recheck.outcome:
        case "holds":
            files = len(recheck.bundle.files)
            formal = fresh.rung == "formally_verified"
            text = "the Lean file in the text (not the goals told below it)" if formal else ""
            parts = f"the statement, the trace, {text or 'text and figure'}, and the verdict"
            console.print(f"{words}: {files} hashes, {parts}.")
        case "certificate_holds":
            why = (
                "beside the Lean file they are not what our search writes."
                if fresh.rung == "formally_verified"
                else "another version of this program wrote them."
            )
            console.print(f"[yellow]{words}[/]: {why}")
            console.print(f"  {PROVE_AGAIN}")
        case "fails":
            console.print(f"[red]{words}:[/]")
            for mismatch in recheck.mismatches:
                console.print(f"  - {escape(mismatch)}")
    for remark in recheck.remarks:
        console.print(f"[yellow]Otherwise here:[/] {escape(remark)}")
    return code


def _statement(problem: Problem) -> str:
    """The problem in words, and in the formal languages that its certificate may speak."""
    formal = [
        f"{name}: {language.text.strip()}"
        for name, language in (("geometry", problem.geometry), ("lean", problem.lean))
        if language is not None
    ]
    return "\n".join(part for part in (problem.statement.strip(), *formal) if part)


def _report_judgement(
    judgement: Judgement, problem: Problem, asked: Rung, scope: AskedScope, json: bool
) -> int:
    from prover.verdicts.scope import asked_of

    scope = asked_of(problem.scope, scope)
    good = judgement.verdict.answers(asked, scope)
    code = exits.PROVED if good else exits.NOT_PROVED
    if json:
        from prover.cli.outputs import CertificateCheckOutput

        print_json(
            CertificateCheckOutput(
                problem=problem.id,
                proved=good,
                asked_rung=asked,
                asked_scope=scope,
                verdict=judgement.verdict,
                vouches=judgement.verdict.vouches,
                reason=judgement.reason,
                exit_code=code,
            )
        )
    else:
        from prover.cli.report import print_verdict

        print_verdict(stdout(), judgement.verdict)
    return code


def _report_bare(report: BareReport, path: Path, json: bool) -> int:
    code = exits.PROVED if report.accepted else exits.NOT_PROVED
    if json:
        from prover.cli.outputs import BareCertificateOutput

        print_json(
            BareCertificateOutput(
                certificate=path.resolve(),
                accepted=report.accepted,
                statement=report.statement,
                scope=report.scope,
                reason=report.reason,
                step=report.step,
                diagrams=report.diagrams,
                exit_code=code,
            )
        )
        return code
    from rich.markup import escape

    from prover.cli.report import NARROW

    console = stdout()
    if report.accepted:
        colour = "green" if report.scope == "all branches" else NARROW
        console.print(
            f"[{colour}]Accepted[/] ({report.scope}): the certificate proves the statement it carries:"
        )
        console.print(f"  {escape(report.statement)}")
        console.print("Whether that is your problem: olympiad check CERTIFICATE --problem FILE")
    else:
        place = "" if report.step is None else f"step {report.step}: "
        console.print(f"[red]Rejected[/]: {escape(place + report.reason)}")
    return code

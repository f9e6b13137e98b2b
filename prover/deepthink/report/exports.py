"""The grader's report of a bundle, as a record and as a picture of what tokens brought."""

from __future__ import annotations

from pathlib import Path

from prover.bundle.bundle import Bundle
from prover.bundle.exports import ExportError, refuse_inside
from prover.deepthink.report.effort_picture import PictureError, draw_effort
from prover.deepthink.report.grader_report import GraderReport, ReportError, report_beside


def grader_report(bundle: Bundle) -> GraderReport:
    """The grader's report on a proof in words. Raises `ExportError`."""
    try:
        report = report_beside(bundle.certificate)
    except ReportError as fault:
        raise ExportError(f"the report in {bundle.path} cannot be read: {fault}") from None
    if report is None:
        raise ExportError(f"{bundle.path} has no grader's report; only proofs in words have one")
    return report


def write_effort(bundle: Bundle, path: Path) -> None:
    """A picture at `path` of what more tokens brought in this run. Raises `ExportError`."""
    report = grader_report(bundle)
    refuse_inside(bundle, path)
    try:
        draw_effort(report, path)
    except PictureError as fault:
        raise ExportError(str(fault)) from None
    except OSError as fault:
        raise ExportError(f"{path} cannot be written ({fault.strerror}); check the path") from None

"""Where measured rates are kept, and the rates of a jury for its verdicts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TypeVar

from prover.base.whole_files import replace_file
from prover.deepthink.calibration.measure import Calibration, Share
from prover.deepthink.jury.version import judge_version
from prover.verdicts.verdict import FalseAcceptRate, FalseRejectRate, NoneMeasured

_Rate = TypeVar("_Rate", FalseAcceptRate, FalseRejectRate)


def calibration_folder() -> Path:
    """OLYMPIAD_CALIBRATION, else `runs/calibration`."""
    return Path(os.environ.get("OLYMPIAD_CALIBRATION") or Path("runs") / "calibration")


def jury_name(models: tuple[str, ...]) -> str:
    """A file name for a jury: its models, whatever their order, and the judge's version."""
    text = "\0".join([*sorted(models), judge_version()])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def kept(models: tuple[str, ...]) -> tuple[Path, Calibration | None]:
    """Where the calibration of this jury stands, and the calibration; None when there is none of
    exactly this jury that can be read."""
    path = calibration_folder() / f"{jury_name(models)}.json"
    try:
        found = Calibration.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return path, None
    ours = sorted(found.models) == sorted(models) and found.judge_version == judge_version()
    return path, found if ours else None


def save(calibration: Calibration) -> Path:
    """Keep a calibration for verdicts of its jury."""
    path, _ = kept(calibration.models)
    path.parent.mkdir(parents=True, exist_ok=True)
    replace_file(path, calibration.model_dump_json(indent=2) + "\n")
    return path


def measured_rates(
    models: tuple[str, ...],
) -> tuple[FalseAcceptRate | NoneMeasured, FalseRejectRate | NoneMeasured]:
    """The measured error rates of exactly this jury with exactly these prompts, each or that it
    was not measured. A file that cannot be read measures nothing."""
    _, found = kept(models)
    if found is None:
        return NoneMeasured(), NoneMeasured()
    return (
        _rate(FalseAcceptRate, found.false_accept, found.dataset),
        _rate(FalseRejectRate, found.false_reject, found.dataset),
    )


def _rate(kind: type[_Rate], share: Share, dataset: str) -> _Rate | NoneMeasured:
    if share.estimate is None:
        return NoneMeasured()
    return kind(
        estimate=share.estimate,
        low=share.low,
        high=share.high,
        cases=share.cases,
        dataset=dataset,
    )

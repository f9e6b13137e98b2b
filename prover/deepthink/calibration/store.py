"""Where measured rates are kept, and the rate of a jury for its verdicts."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from prover.deepthink import judge_version
from prover.deepthink.calibration.measure import Calibration
from prover.verdict import FalseAcceptRate, NoneMeasured


def calibration_folder() -> Path:
    """OLYMPIAD_CALIBRATION, else `runs/calibration`."""
    return Path(os.environ.get("OLYMPIAD_CALIBRATION") or Path("runs") / "calibration")


def jury_name(models: tuple[str, ...]) -> str:
    """A file name for a jury: its models, whatever their order, and the judge's version."""
    text = "\0".join([*sorted(models), judge_version()])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def save(calibration: Calibration) -> Path:
    """Keep a calibration for verdicts of its jury."""
    folder = calibration_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{jury_name(calibration.models)}.json"
    fresh = path.with_suffix(f".{os.getpid()}.tmp")
    fresh.write_text(calibration.model_dump_json(indent=2) + "\n", encoding="utf-8")
    fresh.replace(path)  # never half a file
    return path


def measured_rate(models: tuple[str, ...]) -> FalseAcceptRate | NoneMeasured:
    """The measured false-accept rate of exactly this jury with exactly these prompts, or that
    none was measured. A file that cannot be read measures nothing."""
    path = calibration_folder() / f"{jury_name(models)}.json"
    try:
        found = Calibration.model_validate_json(path.read_bytes())
    except (OSError, ValueError):
        return NoneMeasured()
    share = found.false_accept
    same = sorted(found.models) == sorted(models) and found.judge_version == judge_version()
    if share.estimate is None or not same:
        return NoneMeasured()
    return FalseAcceptRate(
        estimate=share.estimate,
        low=share.low,
        high=share.high,
        cases=share.cases,
        dataset=found.dataset,
    )

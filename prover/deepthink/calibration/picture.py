"""The calibration curve as a picture (matplotlib, from the `pictures` extra)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from prover.deepthink.calibration.bench import BenchError
from prover.deepthink.calibration.measure import Calibration


def check_picture(target: Path) -> None:
    """Raise `BenchError` where `draw` would for want of matplotlib or of a known suffix."""
    if target.suffix.lower() not in (".svg", ".png"):
        raise BenchError(f"{target}: a picture ends in .svg or .png")
    if importlib.util.find_spec("matplotlib") is None:
        raise BenchError("no matplotlib; install it: pip install 'olympiad-prover[pictures]'")


def draw(found: Calibration, target: Path) -> None:
    """Write the share of right proofs against the share of accepting jurors to `target`.

    Raises `BenchError` without matplotlib or for another suffix than .svg and .png, `OSError`
    where it cannot be written.
    """
    check_picture(target)
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    points = [(score, share) for score, share in found.curve if share.cases]
    figure, axes = pyplot.subplots(figsize=(5, 4))
    axes.plot([0, 1], [0, 1], color="0.8", linewidth=1)
    for score, share in points:
        axes.plot([score, score], [share.low, share.high], color="tab:blue", linewidth=1)
        axes.annotate(
            f"{share.cases}", (score, share.high), xytext=(0, 4), textcoords="offset points",
            ha="center", va="bottom", fontsize=7,
        )  # fmt: skip
    axes.plot(
        [score for score, _ in points], [share.estimate or 0.0 for _, share in points], "o-", ms=4
    )
    axes.set(
        xlabel="share of jurors that accept",
        ylabel="share of right proofs (95 % interval, cases)",
        xlim=(-0.05, 1.05),
        ylim=(-0.02, 1.1),
        title=", ".join(found.models),
    )
    figure.tight_layout()
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        figure.savefig(target, metadata={"Date": None} if target.suffix == ".svg" else None)
    finally:
        pyplot.close(figure)

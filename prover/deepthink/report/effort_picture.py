"""What more tokens brought, as a picture (matplotlib, from the `pictures` extra)."""

from __future__ import annotations

from pathlib import Path

from prover.deepthink.report.grader_report import GraderReport


class PictureError(RuntimeError):
    """The picture cannot be drawn; one line with the fix."""


def draw_effort(report: GraderReport, target: Path) -> None:
    """Belief in the best text against the tokens spent, and the share of accepting readings
    against the length of texts, to `target` (.svg or .png).

    Raises `PictureError` without matplotlib or for another suffix, `OSError` where it cannot be
    written.
    """
    try:
        import matplotlib

        matplotlib.use("Agg")
        from matplotlib import pyplot
    except ImportError:
        raise PictureError(
            "no matplotlib; install it: pip install 'olympiad-prover[pictures]'"
        ) from None
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(9, 3.6))
    steps = [(tokens, right_) for tokens, _, _, _, right_ in report.log if right_ is not None]
    left.step([t / 1e6 for t, _ in steps], [b for _, b in steps], where="post", linewidth=1.2)
    left.set(
        xlabel="million tokens spent",
        ylabel="belief in the best text",
        ylim=(-0.02, 1.02),
        title="Within this run",
    )
    for effort in sorted({group.effort for group in report.votes_by_length}):
        groups = [group for group in report.votes_by_length if group.effort == effort]
        right.plot(
            [group.tokens / 1e3 for group in groups],
            [group.passes / group.votes for group in groups],
            "o-",
            markersize=4,
            label=f"thinking budget × {1 << effort}",
        )
    right.set(
        xlabel="thousand tokens of a text",
        ylabel="share of readings that accept",
        ylim=(-0.02, 1.02),
        title="Do longer texts pass more?",
    )
    if report.votes_by_length:
        right.legend(fontsize=8)
    figure.tight_layout()
    try:
        figure.savefig(target, metadata={"Date": None} if target.suffix == ".svg" else None)
    except ValueError as error:
        raise PictureError(f"{target}: {error}; use .svg or .png") from None
    finally:
        pyplot.close(figure)

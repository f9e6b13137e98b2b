"""What stands in a problem's submission."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from prover.bundle.bundle import open_bundle
from prover.contest.submission_text import submission_text

from .conftest import Run
from .problems import ORTHOCENTRE


def test_the_verdict_stands_below_the_title_and_links_lead_into_the_bundle(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    run("prove", "p.md", "--out", "b")
    bundle = open_bundle(tmp_path / "b")
    text = submission_text(bundle, PurePosixPath("bundles/p"))
    lines = text.split("\n")
    assert lines[0] == "# the tests"
    assert lines[2].startswith(
        "**Verdict: `symbolically_verified` (all branches).** The geometry proof checker "
    )
    assert "](figure.svg)" not in text
    assert text.count("](bundles/p/figure.svg)") == bundle.proof.count("](figure.svg)")
    assert bundle.proof.split("## Proof")[1].strip() in text

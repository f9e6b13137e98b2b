"""A certificate alone gives text and figure, with the same bytes everywhere, under a version."""

from __future__ import annotations

import hashlib
import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from geometry import prepare, prove
from geometry.certificate import RENDERER_VERSION, Rendering, from_json, render_certificate, to_dict
from prover.bundle.proof_text import render_proof
from prover.trace.attempt import Attempt
from prover.verdicts.verdict import Unverified

HERE = Path(__file__).parent
GOLDEN = HERE / "rendering.json"
CERTIFICATES = {
    path.stem: path
    for path in [
        *(HERE / "golden").glob("imo_*.json"),
        *(HERE.parent / "geometry_checker" / "data").glob("imo_*.json"),
    ]
}
RECORD = {"title": "A problem", "source": "s", "statement": "Prove it.", "geometry": None}


def hashes(rendering: Rendering) -> dict[str, str]:
    """What a version of the renderer stands for: the text, the figure, and the page of both."""
    attempt = Attempt(
        engine="geometry", proof_markdown=rendering.section, figure_svg=rendering.figure
    )
    page = render_proof(RECORD, attempt, Unverified(known_problems=("not checked",)))
    parts = {"text": rendering.markdown, "figure": rendering.figure, "page": page}
    return {k: hashlib.sha256((v or "").encode()).hexdigest() for k, v in parts.items()}


def rendered() -> dict[str, dict[str, str]]:
    return {
        name: hashes(render_certificate(path.read_text()))
        for name, path in sorted(CERTIFICATES.items())
    }


def test_nothing_that_is_rendered_changes_without_a_new_version() -> None:
    """The bytes of a version are what bundles are compared with: they are never changed under it.

    After a change on purpose raise RENDERER_VERSION in geometry/certificate.py and run
    `python -m tests.geometry_prose.test_rendering`, which adds the new version's hashes.
    """
    golden = json.loads(GOLDEN.read_text())
    assert RENDERER_VERSION in golden, "a new version without its hashes"
    assert rendered() == golden[RENDERER_VERSION], "rendered text or figures changed"


def test_versions_differ_in_what_they_render() -> None:
    golden = json.loads(GOLDEN.read_text())
    assert len({json.dumps(v, sort_keys=True) for v in golden.values()}) == len(golden)


@pytest.mark.parametrize(
    "text",
    [
        "a b c = triangle a b c; h = orthocenter a b c ? perp a h b c",
        # Merged points, a value to find, an auxiliary point in a goal.
        "a b = segment a b; m = midpoint a b; n = midpoint b a ? cong m a n b",
        "a b c = triangle a b c; m = midpoint a b; n = midpoint a c ? find rconst b c m n",
        "a b c = triangle a b c; o = circle o a b c; t = lc_tangent a o ? touches a t o b",
    ],
)
def test_the_prover_shows_what_the_certificate_gives(text: str) -> None:
    """Though it parses and draws only once, and the reader of the certificate does so anew."""
    outcome = prove(prepare(text), seconds=60)
    assert outcome.certificate_json is not None
    assert outcome.rendering == render_certificate(outcome.certificate_json)
    assert outcome.rendering.figure and not outcome.rendering.trouble


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_the_order_of_hash_tables_leaves_no_trace(seed: str) -> None:
    program = "import json\nfrom tests.geometry_prose.test_rendering import rendered\nprint(json.dumps(rendered()))"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=HERE.parents[1],
        env={**os.environ, "PYTHONHASHSEED": seed},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == rendered()


@pytest.mark.parametrize("name", sorted(CERTIFICATES))
def test_the_last_bits_of_a_machine_leave_no_trace(name: str) -> None:
    """Sines and roots differ in their last bits from one machine to another; so may what is
    computed from them, and nothing of it is seen."""
    text = CERTIFICATES[name].read_text()
    wanted, data = hashes(render_certificate(text)), to_dict(from_json(text))
    for seed in range(8):
        rng = random.Random(seed)
        data["diagram"] = {
            point: [repr(float(c) + rng.uniform(-1, 1) * 4e-16) for c in place]
            for point, place in data["diagram"].items()
        }
        assert hashes(render_certificate(json.dumps(data))) == wanted


def test_a_figure_without_a_proof_is_that_of_the_problem() -> None:
    text = "a b c d = quadrangle a b c d; e = on_line a c, on_line b d ? coll a e c"
    outcome = prove(prepare(text), seconds=0)
    assert outcome.proof is None and outcome.rendering.markdown is None
    assert outcome.rendering.section == "" and outcome.figure_svg


if __name__ == "__main__":
    known = json.loads(GOLDEN.read_text()) if GOLDEN.exists() else {}
    known.setdefault(RENDERER_VERSION, rendered())
    GOLDEN.write_text(json.dumps(known, indent=2) + "\n")

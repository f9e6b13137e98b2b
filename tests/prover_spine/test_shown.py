"""What a person sees of a geometry bundle is what its certificate gives, or nobody vouches for it."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geometry.certificate import RENDERER_VERSION
from prover.bundle.manifest import RENDERER
from prover.bundle.recheck import Recheck, recheck_bundle
from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.problem import FormalStatement, Problem
from prover.run.engine import prepare
from prover.run.runner import prove

CIRCLE = "a b c = triangle a b c; o = circle o a b c; m = midpoint m a b ? perp o m a b"
OTHER = "a b c = triangle a b c; h = orthocenter h a b c ? perp a h b c"


def problem(geometry: str) -> Problem:
    return Problem(
        id="p",
        source="a school book",
        kind="geometry",  # type: ignore[arg-type]
        statement="Show that $OM \\perp AB$.",
        geometry=FormalStatement(geometry, author="A. Person", author_kind="person"),
    )


async def proved(folder: Path, geometry: str) -> Path:
    await prove(
        problem(geometry),
        prepare(problem(geometry), [GeometryEngine()]),
        Budget(wall=60),
        None,
        folder,
        None,
        "symbolically_verified",
        command=("olympiad",),
    )
    return folder


@pytest.fixture(scope="module")
def bundles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the bundle `circle`, and `other` of another problem."""
    import asyncio

    folder = tmp_path_factory.mktemp("bundles")
    asyncio.run(proved(folder / "circle", CIRCLE))
    asyncio.run(proved(folder / "other", OTHER))
    return folder


@pytest.fixture
def bundle(bundles: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(bundles / "circle", tmp_path / "b"))


def seal(folder: Path, **versions: str | None) -> None:
    """Renew all hashes the way a liar would; `versions` go into the manifest, None out of it."""
    path = folder / "manifest.json"
    record = json.loads(path.read_text())
    for file in sorted(folder.iterdir()):
        if file.name != "manifest.json":
            content = file.read_bytes()
            digest = hashlib.sha256(content).hexdigest()
            record["files"][file.name] = {"bytes": len(content), "sha256": digest}
    record["files"] = {n: e for n, e in record["files"].items() if (folder / n).exists()}
    record["statement_sha256"] = record["files"]["problem.json"]["sha256"]
    for name, value in versions.items():
        record["versions"].pop(name.replace("_", "-"), None)
        if value is not None:
            record["versions"][name.replace("_", "-")] = value
    path.write_text(json.dumps(record))


def change(folder: Path, name: str, edit: Callable[[str], str], *, trace: bool = True) -> None:
    """Alter a file, and where wanted the attempt in the trace with it, so that they agree."""
    before = (folder / name).read_text()
    after = edit(before)
    assert after != before
    (folder / name).write_text(after)
    if not trace:
        return
    lines = []
    for line in (folder / "events.jsonl").read_text().splitlines():
        event: dict[str, Any] = json.loads(line)
        attempt = event.get("attempt") or event.get("body", {}).get("attempt")
        if attempt:
            if name == "figure.svg":
                attempt["figure_svg"] = after
            if name == "proof.md":
                attempt["proof_markdown"] = after.partition("## Proof\n\n")[2]
        lines.append(json.dumps(event))
    (folder / "events.jsonl").write_text("\n".join(lines) + "\n")


async def recheck(folder: Path) -> Recheck:
    return await recheck_bundle(folder)


async def test_an_honest_bundle_holds_and_names_its_renderer(bundle: Path) -> None:
    checked = await recheck(bundle)
    assert checked.outcome == "holds" and checked.holds, checked.mismatches
    assert checked.bundle.manifest.versions[RENDERER] == RENDERER_VERSION
    assert checked.fresh.rung == "symbolically_verified"


PROOF_FORGERIES: dict[str, Callable[[str], str]] = {
    "another claim": lambda t: t.replace("Show that", "Show that $PA + PB = 2\\,PC$ and that"),
    "an extra paragraph": lambda t: t + "\nHence also $PA + PB = 2\\,PC$.\n",
    "a paragraph less": lambda t: t.replace("**(c)**", "**(d)**"),
    "another conclusion": lambda t: t.replace("as was to be shown", "and $PA + PB = 2\\,PC$"),
    "a picture from elsewhere": lambda t: t.replace("(figure.svg)", "(other.svg)"),
    "a space more": lambda t: t.replace("Proof\n\n", "Proof\n\n\n"),
}


@pytest.mark.parametrize("name", PROOF_FORGERIES)
@pytest.mark.parametrize("trace", [True, False])
async def test_a_text_that_the_certificate_does_not_give(
    bundle: Path, name: str, trace: bool
) -> None:
    change(bundle, "proof.md", PROOF_FORGERIES[name], trace=trace)
    seal(bundle)
    checked = await recheck(bundle)
    assert checked.outcome == "fails"
    assert any("proof.md" in line for line in checked.mismatches), checked.mismatches


FIGURE_FORGERIES: dict[str, Callable[[str], str]] = {
    "a label": lambda t: t.replace(">O<", ">P<"),
    "a point moved": lambda t: t.replace('r="2.6"/>', 'r="2.7"/>', 1),
    "a line less": lambda t: "\n".join(line for line in t.split("\n") if "<line" not in line),
    "a description": lambda t: t.replace('<desc id="desc">', '<desc id="desc">PA + PB = 2 PC. '),
}


@pytest.mark.parametrize("name", FIGURE_FORGERIES)
@pytest.mark.parametrize("trace", [True, False])
async def test_a_figure_that_the_certificate_does_not_give(
    bundle: Path, name: str, trace: bool
) -> None:
    change(bundle, "figure.svg", FIGURE_FORGERIES[name], trace=trace)
    seal(bundle)
    checked = await recheck(bundle)
    assert checked.outcome == "fails"
    assert checked.mismatches == ("figure.svg is not the one that the certificate gives",)


async def test_the_figure_of_another_problem(bundle: Path, bundles: Path) -> None:
    swapped = (bundles / "other" / "figure.svg").read_text()
    change(bundle, "figure.svg", lambda _: swapped)
    seal(bundle)
    assert (await recheck(bundle)).outcome == "fails"


async def test_a_figure_that_was_taken_away(bundle: Path) -> None:
    (bundle / "figure.svg").unlink()
    change(bundle, "proof.md", lambda t: t.replace("![Figure](figure.svg)\n\n", ""))
    seal(bundle)
    checked = await recheck(bundle)
    assert "figure.svg is missing, and one the certificate gives" in checked.mismatches


async def test_the_text_of_another_proof(bundle: Path, bundles: Path) -> None:
    swapped = (bundles / "other" / "proof.md").read_text()
    change(bundle, "proof.md", lambda _: swapped)
    seal(bundle)
    checked = await recheck(bundle)
    assert checked.outcome == "fails"


@pytest.mark.parametrize("version", [RENDERER_VERSION, "0", None])
async def test_another_statement_in_the_proof_is_found_in_any_version(
    bundle: Path, version: str | None
) -> None:
    change(bundle, "proof.md", lambda t: t.replace("Show that $OM", "Show that $PA+PB=2PC$, $OM"))
    seal(bundle, geometry_renderer=version)
    checked = await recheck(bundle)
    assert "proof.md states another problem than problem.json" in checked.mismatches
    assert checked.outcome == "fails"


async def test_another_statement_in_words_in_both_is_shown(bundle: Path) -> None:
    """Nobody can derive it: the check says which statement it is about, and a problem file beside
    the bundle finds it."""
    claim = "Show that $PA + PB = 2 PC$."
    change(bundle, "problem.json", lambda t: t.replace("Show that $OM \\\\perp AB$.", claim))
    change(bundle, "proof.md", lambda t: t.replace("Show that $OM \\perp AB$.", claim))
    seal(bundle)
    checked = await recheck(bundle)
    assert checked.problem.statement == claim
    beside = await recheck_bundle(bundle, problem=problem(CIRCLE))
    assert beside.outcome == "fails"
    assert any("another statement than the problem" in line for line in beside.mismatches)


@pytest.mark.parametrize("version", ["0", "2", "", " 1", None])
@pytest.mark.parametrize("trace", [True, False])
@pytest.mark.parametrize("forged", ["proof.md", "figure.svg", None])
async def test_nobody_vouches_for_text_of_another_version(
    bundle: Path, version: str | None, trace: bool, forged: str | None
) -> None:
    """Also where it is the honest text: nothing was compared."""
    if forged == "proof.md":
        change(bundle, forged, PROOF_FORGERIES["another conclusion"], trace=trace)
    elif forged == "figure.svg":
        change(bundle, forged, FIGURE_FORGERIES["a label"], trace=trace)
    seal(bundle, geometry_renderer=version)
    checked = await recheck(bundle)
    assert checked.outcome == "certificate_holds" and not checked.holds, checked.mismatches
    assert checked.words == "certificate holds, text and figure not vouched for"
    assert not checked.text_vouched


async def test_a_bundle_from_before_there_were_renderers_still_opens() -> None:
    """Sealed by the version before; its certificate is checked, its text is not vouched for."""
    checked = await recheck(Path(__file__).parents[1] / "data" / "bundle_without_renderer")
    assert checked.outcome == "certificate_holds", checked.mismatches
    assert checked.fresh.rung == checked.claimed.rung == "symbolically_verified"
    # It is from before scopes, too: it says none, and counts as the drawn configuration.
    assert checked.claimed.heading == "symbolically_verified (scope not stated)"
    assert "not stated" in checked.claimed.caveats[0]
    assert not checked.claimed.answers("symbolically_verified")
    assert checked.claimed.answers("symbolically_verified", "drawn")
    assert checked.fresh.stated_scope == "all_branches"
    assert RENDERER not in checked.bundle.manifest.versions


async def test_another_version_excuses_nothing_else(bundle: Path) -> None:
    change(bundle, "certificate.json", lambda t: t.replace('"goals": [', '"goals": [0, '))
    seal(bundle, geometry_renderer="0")
    checked = await recheck(bundle)
    assert checked.outcome == "fails"


ACTIVE: dict[str, Callable[[str], str]] = {
    "a script": lambda t: t.replace("</svg>", "<script>alert(1)</script></svg>"),
    "a handler": lambda t: t.replace("<svg ", '<svg onload="alert(1)" ', 1),
    "a foreign object": lambda t: t.replace("</svg>", "<foreignObject><a/></foreignObject></svg>"),
    "an image": lambda t: t.replace("</svg>", '<image href="http://e.example/x"/></svg>'),
    "a link": lambda t: t.replace(
        "</svg>", '<a href="javascript:alert(1)"><text>x</text></a></svg>'
    ),
    "an animation": lambda t: t.replace("</svg>", '<animate attributeName="x"/></svg>'),
    "an import in the style": lambda t: t.replace("<style>", "<style>@import 'x';"),
    "an address in the style": lambda t: t.replace("<style>", "<style>.x{fill:url(x)}"),
    "an escape in the style": lambda t: t.replace("<style>", "<style>\\40 import 'x';"),
    "an entity": lambda t: '<!DOCTYPE svg [<!ENTITY x "y">]>' + t,
    "a style sheet": lambda t: '<?xml-stylesheet href="x.css"?>' + t,
    "an encoding": lambda t: '<?xml version="1.0" encoding="utf-8"?>' + t,
    "HTML within": lambda t: t.replace("</svg>", '<b xmlns="http://www.w3.org/1999/xhtml"/></svg>'),
    "a style attribute": lambda t: t.replace("<line ", '<line style="fill:url(x)" ', 1),
    "a picture within": lambda t: t.replace("</svg>", "<g><svg><g/></svg></g></svg>"),
    "no picture": lambda t: "<html><script>alert(1)</script></html>",
    "nothing that can be read": lambda t: t[:100],
}


@pytest.mark.parametrize("name", ACTIVE)
@pytest.mark.parametrize("version", [RENDERER_VERSION, None])
async def test_a_figure_that_acts_is_refused_in_any_version(
    bundle: Path, name: str, version: str | None
) -> None:
    change(bundle, "figure.svg", ACTIVE[name])
    seal(bundle, geometry_renderer=version)
    checked = await recheck(bundle)
    assert checked.outcome == "fails"
    assert any("figure.svg is no plain picture: " in line for line in checked.mismatches)


async def test_a_figure_that_acts_is_refused_beside_what_no_geometry_checker_saw(
    tmp_path: Path,
) -> None:
    """A bundle without a proof, of a problem in words: nothing is claimed, and still no script."""
    from tests.prover_spine.helpers import ScriptedEngine, attempt, returning, toy_registry

    script = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    folder = tmp_path / "b"
    engine = ScriptedEngine("toy", returning(attempt(4, figure_svg=script)))
    await prove(
        problem(CIRCLE),
        prepare(problem(CIRCLE), [engine]),
        Budget(wall=60),
        None,
        folder,
        None,
        "symbolically_verified",
        registry=toy_registry(),
        command=("olympiad",),
    )
    checked = await recheck_bundle(folder, registry=toy_registry())
    assert checked.mismatches == ("figure.svg is no plain picture: it holds the element script",)

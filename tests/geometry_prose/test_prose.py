"""What a reader finds in a proof: every construction in words, and references that exist."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from geometry import prove
from geometry.certificate import from_json
from geometry.constructions import CONSTRUCTIONS
from geometry.errors import GeometryInputError
from geometry.language import parse_statement
from geometry.predicates import ATOMIC, RELATIONS, Predicate
from geometry.proof import ByAlgebra, ByRule, Construction, Proof, Step
from geometry.prose import render_latex, render_markdown, render_text
from geometry.prose.constructions import CONDITIONS, LOCI, SENTENCES
from geometry.prose.document import compose, letter_label
from geometry.prose.expressions import show
from geometry.prose.facts import phrase
from geometry.prose.notation import Notation
from tests.geometry_engine.test_closure import IMO

GOLDEN = Path(__file__).parent / "golden"
PROOFS = sorted(GOLDEN.glob("*.json"))
TEXT, TEX = Notation(tex=False), Notation(tex=True)


def load(path: Path) -> Proof:
    return from_json(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PROOFS, ids=lambda p: p.stem)
@pytest.mark.parametrize(
    ("render", "ending"), [(render_text, "txt"), (render_markdown, "md"), (render_latex, "tex")]
)
def test_golden(path: Path, render: object, ending: str) -> None:
    """The files beside the certificates were read by a person; a change must be looked at."""
    assert callable(render)
    proof = load(path)
    text = render(proof, parse_statement(proof.problem), title=path.stem.replace("_", " "))
    assert text == path.with_suffix("." + ending).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PROOFS, ids=lambda p: p.stem)
def test_every_reference_was_introduced_before(path: Path) -> None:
    proof = load(path)
    document = compose(proof, parse_statement(proof.problem), TEXT)
    seen: set[str] = {item.label for item in (*document.given, *document.added)}
    for item in document.steps:
        reasons = [] if item.derivation is None else [r.reason for r in item.derivation.rows]
        notes = "" if item.derivation is None else item.derivation.note
        for label in re.findall(r"\(([a-z]{1,2}|\d+)\)", " ".join([item.text, *reasons, notes])):
            assert label in seen, (item, label)
        assert item.label not in seen
        seen.add(item.label)
    for label in re.findall(r"\((\d+)\)", document.conclusion):
        assert label in seen
    assert [item.label for item in document.steps] == [
        str(i + 1) for i in range(len(document.steps))
    ]


def test_one_equality_is_a_sentence_and_no_chain() -> None:
    statement = IMO["translated_imo_2012_p1"]
    proof = prove(statement, auxiliary=False).proof
    assert proof is not None
    steps = compose(proof, statement, TEXT).steps
    assert "∠ABF = ∠FBS, by (b). Points on one line: F, B and J (c); S, B and C (e)." in {
        item.text for item in steps
    }
    assert not any(item.derivation and item.derivation.one_equality for item in steps)


def test_every_construction_has_exactly_one_sentence() -> None:
    covered = [*LOCI, *CONDITIONS, *SENTENCES]
    assert len(covered) == len(set(covered))
    assert set(covered) == set(CONSTRUCTIONS)


@pytest.mark.parametrize("word", sorted(CONSTRUCTIONS))
def test_sentences_speak_of_the_parameters_of_their_construction(word: str) -> None:
    definition = CONSTRUCTIONS[word]
    template = {**LOCI, **CONDITIONS, **SENTENCES}[word]
    used = set(re.findall(r"\{(\w+)\}", template))
    assert used <= set(definition.parameters)
    # A locus is a noun for what the new point lies on; `lc_tangent` needs both of its points.
    expected = set(definition.given if word in LOCI else definition.parameters)
    assert expected <= used


@pytest.mark.parametrize("name", sorted(RELATIONS))
def test_every_relation_is_put_into_words(name: str) -> None:
    n_points, n_values, _ = RELATIONS[name]
    points = tuple("abcdefghijkl"[:n_points])
    fact = Predicate(name, points, Fraction(1, 3) if n_values else None)
    for notation in (TEXT, TEX):
        text = phrase(fact, notation)
        assert "`" not in text
        assert all(p.upper() in text for p in points)


def test_names() -> None:
    assert TEXT.points("a1", "b", "h12") == "A₁BH₁₂"
    assert TEX.points("a1", "b", "h12") == "A_1BH_{12}"
    assert [letter_label(i) for i in (0, 25, 26, 27)] == ["a", "z", "aa", "ab"]


def test_angles_at_a_vertex_are_named_by_three_points() -> None:
    assert phrase(Predicate("eqangle", tuple("abacdbdc")), TEXT) == "∠BAC = ∠BDC"
    assert phrase(Predicate("eqangle", tuple("abcdefgh")), TEXT) == "∠(AB, CD) = ∠(EF, GH)"
    assert phrase(Predicate("aconst", tuple("abac"), Fraction(-1, 3)), TEXT) == "∠BAC = −60°"


def test_values() -> None:
    one = Fraction(1)
    assert (
        show({("a", "b"): -one, ("b", "c"): one, 1: Fraction(1, 2)}, "angle", TEXT) == "∠ABC + 90°"
    )
    assert show({("a", "b"): one, ("c", "d"): -one, 3: one}, "ratio", TEXT) == "3·AB / CD"
    assert show({("a", "b"): one, ("c", "d"): -2 * one}, "square", TEXT) == "AB² − 2·CD²"
    assert show({("a", "b"): one, 2: Fraction(1, 2)}, "ratio", TEXT) == "AB·√2"


def test_an_angle_chase_goes_from_the_first_side_to_the_last() -> None:
    """Two equalities become one chain whose rows name the fact used in each."""
    facts = [Predicate("eqangle", tuple("abacdbdc")), Predicate("eqangle", tuple("dbdcebec"))]
    claim = Predicate("eqangle", tuple("abacebec"))
    steps = (
        Step(facts[0], Construction(1)),
        Step(facts[1], Construction(2)),
        Step(claim, ByAlgebra("angle", ((0, 0, Fraction(1)), (1, 0, Fraction(1))))),
    )
    problem = "b c = segment b c; a = free a; d = free d; e = free e ? eqangle a b a c e b e c"
    # Points on one circle, so that the equalities hold as they must for a proof.
    places = [(0.6, 0.8), (-0.8, -0.6), (0.8, -0.6), (0.0, 1.0), (-0.6, 0.8)]
    proof = Proof(problem, "", dict(zip("abcde", places, strict=True)), steps, (2,))
    document = compose(proof, parse_statement(problem), TEXT)
    derivation = document.steps[-1].derivation
    assert derivation is not None and derivation.chain
    assert [r.formula for r in derivation.rows] == ["∠BAC", "∠BDC", "∠BEC"]
    assert [r.reason for r in derivation.rows] == ["", "(b)", "(c)"]


def test_auxiliary_points_come_first_and_say_where_they_serve() -> None:
    proof = load(GOLDEN / "imo_2004_p1.json")
    text = render_text(proof, parse_statement(proof.problem))
    assert text.index("Let K be the circumcentre of triangle AMN.") < text.index("Solution")
    assert re.search(r"It serves in \(\d+\) to \(\d+\)\.", text)


@pytest.mark.parametrize("path", PROOFS, ids=lambda p: p.stem)
def test_latex_is_well_formed(path: Path, tmp_path: Path) -> None:
    proof = load(path)
    text = render_latex(proof, parse_statement(proof.problem), title="50% of a_1 & b")
    assert text.count(r"\begin{") == text.count(r"\end{")
    for name in set(re.findall(r"\\begin\{(\w+)", text)):
        assert text.count(rf"\begin{{{name}}}") == text.count(rf"\end{{{name}}}"), name
    assert text.count("$") % 2 == 0
    assert text.count("{") - text.count(r"\{") == text.count("}") - text.count(r"\}")
    assert r"50\% of a\_1 \& b" in text
    assert text.isascii(), [c for c in text if ord(c) > 126]
    if shutil.which("pdflatex"):
        (tmp_path / "proof.tex").write_text(text)
        command = ["pdflatex", "-interaction=nonstopmode", "-halt-on-error", "proof.tex"]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, timeout=60, check=False)
        assert done.returncode == 0, done.stdout[-2000:]


@pytest.mark.parametrize(
    "change",
    [
        lambda step: replace(step, reason=Construction(99)),
        lambda step: replace(step, reason=ByRule("no_such_rule", (), ())),
        lambda step: replace(step, reason=ByRule("isosceles_angles", (("o", "a"),), ())),
        lambda step: replace(step, reason=ByAlgebra("ratio", ((0, 7, Fraction(1)),))),
    ],
)
def test_a_reference_to_nothing_is_an_error_in_one_line(change: Callable[[Step], Step]) -> None:
    proof = load(GOLDEN / "imo_2004_p5.json")
    broken = replace(proof, steps=(*proof.steps[:-1], change(proof.steps[-1])))
    with pytest.raises(GeometryInputError, match=f"step {len(proof.steps) - 1} ") as caught:
        render_text(broken, parse_statement(proof.problem))
    assert "\n" not in str(caught.value)


def test_atomic_relations_are_the_ones_proofs_may_state() -> None:
    assert set(RELATIONS) >= ATOMIC

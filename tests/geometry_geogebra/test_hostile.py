"""Files that are no GeoGebra files, or are made to harm, get one line."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geometry import GeometryInputError
from geometry.geogebra import import_ggb
from geometry.geogebra.archive import MAX_XML
from prover.problems.errors import ProblemError
from prover.problems.load import load_problem
from tests.geometry_geogebra.files import ORTHOCENTRE, TRIANGLE, archive, ggb, point, xml

ENTITIES = """<?xml version="1.0"?><!DOCTYPE g [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<geogebra><construction><element type="point" label="&b;"/></construction></geogebra>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE g SYSTEM "file:///etc/passwd">
<geogebra><construction/></geogebra>"""

HOSTILE = {
    "no archive": (b"PK is not enough", "no zip archive"),
    "another archive": (archive("x", "readme.txt"), "no geogebra.xml inside"),
    "outside path": (archive(xml(*TRIANGLE), "../geogebra.xml"), "no geogebra.xml inside"),
    "entities": (archive(ENTITIES), "document type"),
    "outside entity": (archive(OUTSIDE), "document type"),
    "bomb": (archive(b" " * (MAX_XML + 1)), "more than"),
    "no XML": (archive("<geogebra><construction>"), "is no XML"),
    "no construction": (archive("<geogebra/>"), "no construction"),
    "deep": (archive("<a>" * 60 + "</a>" * 60), "nested too deeply"),
    "crowd": (ggb(*(point(f"P{i}", i, i) for i in range(2100))), "more than 2000 objects"),
    "truncated": (ggb(*ORTHOCENTRE)[:-40], "no zip archive"),
    "no points": (ggb('<element type="line" label="f"/>'), "no point"),
}


@pytest.mark.parametrize(("data", "says"), HOSTILE.values(), ids=HOSTILE)
def test_refused_in_one_line(data: bytes, says: str) -> None:
    with pytest.raises(GeometryInputError) as caught:
        import_ggb(data)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_damaged_content_is_noticed() -> None:
    data = bytearray(archive(xml(*ORTHOCENTRE)))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as file:
        start = file.getinfo("geogebra.xml").header_offset + 60
    for i in range(start, start + 20):
        data[i] ^= 0xFF
    with pytest.raises(GeometryInputError):
        import_ggb(bytes(data))


_ANY = st.text(max_size=12)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(_ANY, _ANY, _ANY), max_size=4), st.floats(), st.none() | _ANY)
@example([], 0.0, "0\n0")
def test_strange_labels_and_formulas_never_crash(
    entries: list[tuple[str, str, str]], x: float, goal: str | None
) -> None:
    from tests.geometry_geogebra.files import command, expression

    def clean(text: str) -> str:
        return "".join(c for c in text if c.isprintable() and c not in "\ufffe\uffff")

    parts = [point("A", x, 1.0), point("B", 2.0, 3.0)]
    for name, inputs, output in entries:
        parts.append(command(clean(name) or "Midpoint", clean(inputs) or "A;B", clean(output)))
        parts.append(point(clean(output), 1.0, x))
        parts.append(expression(clean(output) + "2", clean(inputs)))
    try:
        import_ggb(ggb(*parts), goal=goal)
    except GeometryInputError as error:
        assert "\n" not in str(error)


def test_problem_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "my orthocentre.ggb"
    path.write_bytes(ggb(*ORTHOCENTRE, '<element type="locus" label="loc"/>'))
    problem = load_problem(path, goal="perp C H A B")
    assert problem.id == "my-orthocentre"
    assert problem.geometry is not None and problem.geometry.text.endswith("? perp c h a b")
    assert "loc: a free locus" in problem.statement
    with pytest.raises(ProblemError, match="states no goal; give one with --goal"):
        load_problem(path)
    with pytest.raises(ProblemError, match="unknown point"):
        load_problem(path, goal="coll A B Q")
    with pytest.raises(ProblemError, match="no such file"):
        load_problem(tmp_path / "none.ggb")


def test_a_goal_is_for_geogebra_files_only(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("Prove it.")
    with pytest.raises(ProblemError, match="--goal is for GeoGebra files"):
        load_problem(path, goal="coll A B C")

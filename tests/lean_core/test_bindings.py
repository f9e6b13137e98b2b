"""The generated bindings: reproducible from the binary, and readers that refuse other files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lean.corelib.bindings import category_of, mangle, quote
from lean.corelib.elf import NotElf, dynamic_symbols
from lean.library.build import SOURCES
from tests.lean_core.test_core_build import LIBRARY

pytestmark = pytest.mark.lean

# In a process of its own: it loads and initialises the library, which lasts until the exit.
GENERATE = """
import sys
from pathlib import Path
from lean.corelib.bindings import generate
folder = Path(sys.argv[2])
for name, text in generate(Path(sys.argv[1])).items():
    (folder / name).write_text(text, encoding="utf-8")
"""


def test_committed_bindings_are_what_the_generator_writes(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-c", GENERATE, str(LIBRARY), str(tmp_path)],
        check=True,
        timeout=120,
        cwd=Path(__file__).parents[2],
    )
    written = {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()}
    assert written.keys() == {"Parsers.lean", "Macros.lean", "Unexpanders.lean"}
    for name, text in written.items():
        assert text == (SOURCES / "OlympiadCore" / name).read_text("utf-8"), name


def test_symbols_are_read_from_the_library() -> None:
    symbols = {symbol.name: symbol for symbol in dynamic_symbols(LIBRARY)}
    assert symbols["lean_main"].is_function
    assert not symbols["l_Lean_Parser_Tactic_omega"].is_function


@pytest.mark.parametrize("content", [b"", b"\x7fELF", b"#!/bin/sh\n" * 20])
def test_other_files_are_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "library.so"
    file.write_bytes(content)
    with pytest.raises(NotElf, match=r"library\.so"):
        dynamic_symbols(file)


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("term_+_", "term"),
        ("Lean.Parser.Tactic.omega", "tactic"),
        ("Lean.Parser.Tactic.Conv.lhs", "conv"),
        ("Lean.Parser.Tactic.Conv.conv", "tactic"),
        ("Lean.Parser.Attr.simp", "attr"),
        ("terminate", None),
    ],
)
def test_categories(name: str, category: str | None) -> None:
    assert category_of(name) == category


@given(
    st.lists(st.text(st.characters(codec="ascii", categories=["L", "N"]), min_size=1), min_size=1)
)
def test_plain_names_mangle_to_themselves(parts: list[str]) -> None:
    assert mangle(parts) == "l_" + "_".join(parts)


def test_odd_names_are_quoted() -> None:
    assert quote(["Lean", "term_∧_"]) == "Lean.«term_∧_»"
    assert mangle(["term_∧_"]) == "l_term___u2227__"

"""`load_problem`: one problem from a file, whatever of the four forms it has."""

from __future__ import annotations

from pathlib import Path

from prover.problems.errors import ProblemError
from prover.problems.files import read_text_file
from prover.problems.json_form import parse_json
from prover.problems.markdown import parse_markdown
from prover.problems.problem import Problem

SUFFIXES = (".md", ".markdown", ".txt", ".json")
GEOGEBRA = ".ggb"


def load_problem(path: Path, *, goal: str | None = None) -> Problem:
    """Read the problem in `path`: JSON for `.json`, GeoGebra for `.ggb`, else Markdown or text.

    `goal` is for GeoGebra files, which often state none; other problems state their own. Raises
    `ProblemError`, whose text names file, line, field and the fix.
    """
    if path.suffix.lower() == GEOGEBRA:
        from prover.problems.geogebra_form import load_geogebra

        return load_geogebra(path, goal=goal)
    if goal is not None:
        raise ProblemError(
            "--goal is for GeoGebra files; write the goal into the problem's geometry block",
            path=path,
        )
    return parse_problem(read_text_file(path), path=path)


def parse_problem(text: str, *, path: Path | None = None) -> Problem:
    """Parse a problem's text; the form follows the suffix of `path`, Markdown without one.

    A formal statement's `line` is its place in the file. Raises `ProblemError`.
    """
    suffix = path.suffix.lower() if path is not None else ".md"
    if suffix in ("", *SUFFIXES):
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise ProblemError("is empty; write the problem's statement into it", path=path)
        return (parse_json if suffix == ".json" else parse_markdown)(text, path=path)
    raise ProblemError(
        f"a problem file does not end in '{suffix}'; use one of {', '.join(SUFFIXES)}, or {GEOGEBRA}",
        path=path,
    )

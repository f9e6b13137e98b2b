"""`load_problem`: one problem from a file, whatever of the four forms it has."""

from __future__ import annotations

from pathlib import Path

from prover.problems.errors import ProblemError
from prover.problems.files import MAX_FILE_BYTES, decode, read_binary_file, read_text_file
from prover.problems.json_form import parse_json
from prover.problems.markdown import parse_markdown
from prover.problems.problem import Problem

SUFFIXES = (".md", ".markdown", ".txt", ".json")
GEOGEBRA = ".ggb"
_ZIP = b"PK\x03\x04"
"""How a GeoGebra file begins, which is how one is told that comes without a name."""


def load_problem(path: Path, *, goal: str | None = None, streams: bool = False) -> Problem:
    """Read the problem in `path`: JSON for `.json`, GeoGebra for `.ggb`, else Markdown or text.

    A bundle's folder stands for the problem in it. `goal` is for GeoGebra files, which often state
    none; other problems state their own. With `streams`, `-` is standard input, and pipes are read
    too; the form of what comes without a name is told by how it begins. Raises `ProblemError`,
    whose text names file, line, field and the fix.
    """
    if is_bundle(path):
        path = path / "problem.json"
    if path.suffix.lower() == GEOGEBRA or (streams and path.suffix == ""):
        from prover.problems.geogebra_form import MAX_BYTES, parse_geogebra

        drawn = path.suffix.lower() == GEOGEBRA
        what = "GeoGebra file" if drawn else "problem file"
        data = read_binary_file(path, what=what, limit=MAX_BYTES, streams=streams)
        if drawn or data.startswith(_ZIP):
            return parse_geogebra(data, path, goal=goal)
        _refuse_goal(goal, path)
        if len(data) > MAX_FILE_BYTES:
            raise ProblemError(
                f"is too large for a problem file; the limit is {MAX_FILE_BYTES / 1e6:.0f} MB",
                path=path,
            )
        return parse_problem(decode(data, path, what=what), path=path)
    _refuse_goal(goal, path)
    return parse_problem(read_text_file(path, streams=streams), path=path)


def is_bundle(path: Path) -> bool:
    """Whether `path` is a folder that looks like a bundle."""
    try:
        return all((path / name).is_file() for name in ("manifest.json", "problem.json"))
    except (OSError, ValueError):  # no possible name
        return False


def _refuse_goal(goal: str | None, path: Path) -> None:
    if goal is not None:
        raise ProblemError(
            "--goal is for GeoGebra files; write the goal into the problem's geometry block",
            path=path,
        )


def parse_problem(text: str, *, path: Path | None = None) -> Problem:
    """Parse a problem's text; the form follows the suffix of `path`. Without a suffix it is JSON
    when it begins with a brace, else Markdown; Markdown too without a path.

    A formal statement's `line` is its place in the file. Raises `ProblemError`.
    """
    suffix = path.suffix.lower() if path is not None else ".md"
    if suffix in ("", *SUFFIXES):
        text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        if not text.strip():
            raise ProblemError("is empty; write the problem's statement into it", path=path)
        if suffix == "" and text.lstrip().startswith("{"):
            suffix = ".json"
        return (parse_json if suffix == ".json" else parse_markdown)(text, path=path)
    raise ProblemError(
        f"a problem file does not end in '{suffix}'; use one of {', '.join(SUFFIXES)}, or {GEOGEBRA}",
        path=path,
    )

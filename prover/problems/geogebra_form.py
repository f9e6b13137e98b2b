"""Problems as GeoGebra files: the construction becomes the geometry block, in our language."""

from __future__ import annotations

from pathlib import Path

from prover.problems.errors import ProblemError
from prover.problems.naming import slug, title_of
from prover.problems.problem import FormalStatement, Problem, ProblemKind

MAX_BYTES = 20_000_000
"""Largest GeoGebra file that is read; pictures in it make some large."""


def parse_geogebra(data: bytes, path: Path, *, goal: str | None = None) -> Problem:
    """The problem in the bytes of a GeoGebra file; `path` names it and is shown in errors.

    `goal`, in the geometry language over the file's labels, replaces the goals that the file
    states. What has no counterpart is listed in the statement. Raises `ProblemError`.
    """
    from geometry import GeometryError
    from geometry.geogebra import import_ggb

    try:
        imported = import_ggb(data, goal=goal)
    except GeometryError as fault:
        raise ProblemError(str(fault), path=path) from None
    if "?" not in imported.text:
        raise ProblemError(
            "states no goal; give one with --goal, such as --goal 'coll A B C', or write it into "
            "the file as a text object that begins with '?'",
            path=path,
        )
    statement = "The construction in the GeoGebra file, as the geometry block states it."
    if imported.left_out:
        listed = "\n".join(f"* {_plain(line)}" for line in imported.left_out)
        statement += f"\n\nLeft out, since the geometry language has no counterpart:\n\n{listed}"
    return Problem(
        id=slug(path),
        title=title_of(path),
        source="GeoGebra file",
        kind=ProblemKind.GEOMETRY,
        statement=statement,
        geometry=FormalStatement(imported.text, "the GeoGebra file, read by the importer"),
        path=path,
    )


def _plain(line: str) -> str:
    """A reason on one line without the marks of code, which labels could leave open."""
    return "".join(c if c.isprintable() else " " for c in line).replace("`", "'")

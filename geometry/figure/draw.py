"""Draw a problem or a proof."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

from geometry.errors import DiagramError
from geometry.figure.content import build_scene, marked_facts
from geometry.figure.scene import Scene
from geometry.figure.svg import to_svg
from geometry.language import Statement, extend, parse_statement
from geometry.proof import Construction, Proof


def scene_of(
    subject: Proof | Statement,
    diagram: Mapping[str, tuple[float, float]] | None = None,
    *,
    steps: Iterable[int] | None = None,
    statement: Statement | None = None,
) -> Scene:
    """What the figure of a proof or a problem shows.

    Args:
        subject: a proof, or a problem without one.
        diagram: coordinates; a proof has its own, which are taken where the given ones lack
            a point, as they do for auxiliary points.
        steps: for a proof, the steps whose facts are marked; all that the goals need if None.
        statement: of a proof, where its problem was read already.

    Raises:
        DiagramError: a point has no coordinates.
    """
    if isinstance(subject, Proof):
        statement = parse_statement(subject.problem) if statement is None else statement
        own = len(statement.constructions)
        if subject.auxiliary:
            statement = extend(statement, subject.auxiliary)
        if diagram is None or any(p not in diagram for p in statement.points):
            diagram = subject.diagram
        proved = marked_facts(subject, subject.needed() if steps is None else steps)
    else:
        statement, own, proved = subject, len(subject.constructions), []
    missing = [p for p in statement.points if diagram is None or p not in diagram]
    if missing or diagram is None:
        raise DiagramError(f"no coordinates for point `{missing[0]}`; draw the problem first")
    return build_scene(statement, diagram, own=own, proved=proved)


def draw_svg(
    subject: Proof | Statement,
    diagram: Mapping[str, tuple[float, float]] | None = None,
    *,
    size: float = 640.0,
    steps: Iterable[int] | None = None,
    caption: str = "",
    statement: Statement | None = None,
) -> str:
    """The figure as SVG; see `scene_of` for the arguments.

    Args:
        size: longer side in pixels.
        caption: description for screen readers; made from the figure if empty.
    """
    return to_svg(
        scene_of(subject, diagram, steps=steps, statement=statement), size=size, caption=caption
    )


def split_phases(proof: Proof, most: int = 8) -> tuple[tuple[int, ...], ...]:
    """The needed steps that are not mere hypotheses, in parts of nearly equal length.

    Args:
        most: most steps in a part.
    """
    steps = [i for i in proof.needed() if not isinstance(proof.steps[i].reason, Construction)]
    parts = -(-len(steps) // most) or 1
    cuts = [round(k * len(steps) / parts) for k in range(parts + 1)]
    return tuple(tuple(steps[a:b]) for a, b in itertools.pairwise(cuts))


def draw_phases(proof: Proof, *, most: int = 8) -> tuple[str, ...]:
    """One figure per part of a long proof, each with the facts of its steps marked."""
    return tuple(
        draw_svg(proof, steps=part, caption=f"Part {k} of the proof")
        for k, part in enumerate(split_phases(proof, most), 1)
    )

"""Draws `docs/images/architecture.svg` from the imports that there are: `python docs/architecture_picture.py`.

The rooms of `prover` stand on each other. On the left an arc leads from a room to each room it
imports, unless it gets there through others anyway; on the right arrows lead to the other root
folders.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

import networkx as nx

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from source_imports import edges  # noqa: E402
from test_architecture import STACK, STARTS, room_of  # noqa: E402

PICTURE = ROOT / "docs" / "images" / "architecture.svg"

LEFT, WIDTH, ROW, TOP = 170, 470, 40, 24
OUTSIDE, OUTSIDE_WIDTH = 770, 170
WORDS = {
    "prover.cli": "the command line, a file a command",
    "prover": "service, doctor: what command line and web call",
    "prover.engines": "geometry, search over Lean tactics, words",
    "prover.deepthink": "proofs in words: pipelines, judge, jury",
    "prover.contest": "a contest under its clock, its submission",
    "prover.run": "one run: engine protocol, runner, recorder",
    "prover.strategy": "who works on what next",
    "prover.bundle": "sealing, opening and checking results again",
    "prover.checkers": "each rung's checker, and the judgement",
    "prover.simulated": "simulated models, for tests and rehearsals",
    "prover.llm": "the client for language models, servers",
    "prover.store": "every run in SQLite or PostgreSQL",
    "prover.trace": "attempts, events, their log, the run's context",
    "prover.verdicts": "the four rungs, faithfulness of statements",
    "prover.problems": "problems, contests, rules, and their files",
    "prover.limits": "budgets, deadlines, durations",
    "prover.settings": "settings, versions",
    "prover.base": "locks, whole writes, errors in one line",
    "web": "REST API and page",
    "geometry": "language, closure, proof checker, figures",
    "mcts": "tree search over tactics",
    "lean": "driver, sandbox, adversarial checker",
}
"""What a room is for."""

INK, LIGHT, LINE, TEXT = "#223", "#f3f5f9", "#445", "#445"


def arrows() -> nx.DiGraph:
    """Who imports whom, among rooms."""
    pairs = {(_room(one), _room(other)) for one, other in edges() - STARTS}
    return nx.DiGraph([(one, other) for one, other in pairs if one != other])


def _room(module: str) -> str:
    """A room of `prover`, or another root folder."""
    room = room_of(module)
    return room if room.startswith("prover") else room.split(".")[0]


def picture() -> str:
    """The picture as SVG text; the same code gives the same bytes."""
    graph = arrows()
    rooms, short = list(reversed(STACK)), nx.transitive_reduction(graph)
    place = {room: TOP + number * ROW for number, room in enumerate(rooms)}
    height = TOP + len(rooms) * ROW + 16
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {OUTSIDE + OUTSIDE_WIDTH + 20} {height}"'
        ' font-family="sans-serif" font-size="14" role="img" aria-label="Rooms and imports">',
        "<title>Rooms and imports</title>",
        '<defs><marker id="a" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="6" markerHeight="6"'
        f' orient="auto"><path d="M0 0L10 5L0 10z" fill="{LINE}"/></marker></defs>',
        f'<rect width="{OUTSIDE + OUTSIDE_WIDTH + 20}" height="{height}" fill="#fff"/>',
    ]
    out += [_box(LEFT, place[room], WIDTH, ROW - 8, _short(room), WORDS[room]) for room in rooms]
    outside = {"web": 0.0, "geometry": 0.35, "mcts": 0.6, "lean": 0.85}
    at = {name: TOP + share * (len(rooms) - 1) * ROW for name, share in outside.items()}
    out += [_tall_box(name, top) for name, top in at.items()]
    out += _arcs((place[a], place[b]) for a, b in short.edges if a in place and b in place)
    for room in rooms:
        for other in sorted(set(graph.successors(room)) - set(place)):
            out.append(_arrow(LEFT + WIDTH, place[room] + 16, OUTSIDE, at[other] + 32))
    for room in sorted(set(short.successors("web")) & set(place)):
        out.append(_arrow(OUTSIDE, at["web"] + 32, LEFT + WIDTH, place[room] + 16))
    middle = OUTSIDE + OUTSIDE_WIDTH / 2
    for one, other in sorted(short.edges):
        if one in at and other in at:
            out.append(_arrow(middle, at[one] + 64, middle, at[other]))
    return "\n".join([*out, "</svg>", ""])


def _short(room: str) -> str:
    return "(top files)" if room == "prover" else room.removeprefix("prover.")


def _box(x: float, y: float, width: float, height: float, name: str, text: str) -> str:
    return (
        f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="5" fill="{LIGHT}" stroke="{LINE}"/>'
        f'<text x="{x + 10}" y="{y + 21}" font-weight="bold" fill="{INK}">{escape(name)}</text>'
        f'<text x="{x + 122}" y="{y + 21}" font-size="12" fill="{TEXT}">{escape(text)}</text>'
    )


def _tall_box(name: str, y: float) -> str:
    words = WORDS[name]
    lines = [words] if len(words) < 25 else _halves(words)
    rows = "".join(
        f'<text x="{OUTSIDE + 10}" y="{y + 38 + 15 * number:g}" font-size="12" fill="{TEXT}">{escape(line)}</text>'
        for number, line in enumerate(lines)
    )
    return (
        f'<rect x="{OUTSIDE}" y="{y:g}" width="{OUTSIDE_WIDTH}" height="64" rx="5" fill="{LIGHT}" stroke="{LINE}"/>'
        f'<text x="{OUTSIDE + 10}" y="{y + 20:g}" font-weight="bold" fill="{INK}">{name}</text>{rows}'
    )


def _halves(words: str) -> list[str]:
    cut = words.rindex(" ", 0, 26)
    return [words[:cut], words[cut + 1 :]]


def _arcs(pairs: Iterable[tuple[float, float]]) -> list[str]:
    """Arcs on the left of the stack, wider the further they lead."""
    found = []
    for upper, lower in sorted(pairs):
        start, end = upper + 20, lower + 12
        reach = min(LEFT - 14, 16 + 0.42 * (end - start))
        found.append(
            f'<path d="M{LEFT} {start:g}C{LEFT - reach:g} {start:g} {LEFT - reach:g} {end:g} {LEFT} {end:g}"'
            f' fill="none" stroke="{LINE}" stroke-width="1.2" marker-end="url(#a)"/>'
        )
    return found


def _arrow(x: float, y: float, to_x: float, to_y: float) -> str:
    return (
        f'<path d="M{x:g} {y:g}L{to_x:g} {to_y:g}" fill="none" stroke="{LINE}"'
        ' stroke-width="1" marker-end="url(#a)"/>'
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")

"""Each `have` and each `sorry` of a file as a lemma of its own, closed over its context.

Lean is asked for the goal there, and the goal is written as a theorem. What is printed need not be
what can be read back, so that each lemma is tried: it has to elaborate by itself behind what stands
before its declaration, and to fit the place that it was taken from. It is first written as people
read goals, and else with more and more spelt out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lean.checker.compile import MAX_HEARTBEATS
from lean.checker.outcome import Position
from lean.checker.source import position_at
from lean.driver.goals import Goal
from lean.driver.lemma_places import Edit, Kind, Place, column_of, declared_in, edited, places_in
from lean.driver.lemma_text import arguments, flat, lemma_text
from lean.driver.places import readable_source, utf16_column
from lean.driver.worker import Diagnostic, Worker, WorkerSettings
from lean.library.profile import Profile

_SECONDS = 120.0
# How much is spelt out, least first.
_SPELLINGS = (
    ("pp.deepTerms", "pp.proofs"),
    (
        *("pp.deepTerms", "pp.proofs", "pp.numericTypes", "pp.coercions.types"),
        *("pp.funBinderTypes", "pp.piBinderTypes"),
    ),
    ("pp.deepTerms", "pp.proofs", "pp.explicit", "pp.funBinderTypes", "pp.piBinderTypes"),
    ("pp.deepTerms", "pp.all"),
)
_SKIP = "skip"
_CHECK = "«olympiad check»"


@dataclass(frozen=True)
class _Stated:
    """A theorem without its proof, and how it is applied at the place that it was taken from."""

    text: str
    applied: str


@dataclass(frozen=True)
class Lemma:
    """A `have` or a `sorry` of a file as a theorem.

    `text` elaborates behind `before`, which is what stands before the declaration in the file; it
    is empty where no lemma could be made, and `fault` says why. `complete` says that the lemma has a
    proof: the `have`'s own, which holds by itself; else it is left open by `sorry`.
    """

    kind: Kind
    name: str
    position: Position
    text: str
    before: str
    complete: bool = False
    fault: str = ""


async def lemmas_of(
    profile: Profile, text: str, progress: Callable[[str], None] = lambda _: None
) -> list[Lemma]:
    """Return the lemmas of a file, in its order; `progress` is told in words how far it is.

    Where the file has errors, as far as Lean got. Raises `DriverError`, `SandboxFault`, and
    `StatementError` for a file that cannot be read.
    """
    source = readable_source(text)
    places = places_in(source)
    if not places:
        return []
    worker = await Worker.start(profile, WorkerSettings(heartbeats=MAX_HEARTBEATS))
    try:
        return await _Extraction(worker, source, places, progress).lemmas()
    finally:
        await worker.close()


class _Extraction:
    """One file under way."""

    def __init__(
        self, worker: Worker, source: str, places: list[Place], progress: Callable[[str], None]
    ) -> None:
        self._worker = worker
        self._progress = progress
        self._source = source
        self._places = places
        self._names = _names(places, declared_in(source))

    async def lemmas(self) -> list[Lemma]:
        found: list[Lemma | None] = [None] * len(self._places)
        known = await self._contexts()
        for round_, options in enumerate(_SPELLINGS, 1):
            left = [n for n in range(len(found)) if found[n] is None and known[n] is not None]
            if not left:
                break
            more = "" if round_ == 1 else ", with more spelt out"
            self._progress(f"{len(left)} of {len(found)} places{more}")
            goals = await self._goals(left, options)
            made = {
                number: self._made(number, goal, known[number] or 0)
                for number, goal in zip(left, goals, strict=True)
            }
            tried = await self._tried({n: one for n, one in made.items() if one is not None})
            for number, lemma in tried.items():
                found[number] = lemma
        return [
            lemma or self._missing(number, known[number] is None)
            for number, lemma in enumerate(found)
        ]

    def _missing(self, number: int, nowhere: bool) -> Lemma:
        why = (
            "it is no tactic, or Lean did not get there"
            if nowhere
            else "it is no proposition, or cannot be written so that Lean reads it as the same"
        )
        return self._lemma(number, "", fault=why)

    def _lemma(self, number: int, text: str, complete: bool = False, fault: str = "") -> Lemma:
        place = self._places[number]
        return Lemma(
            place.kind,
            self._names[number],
            position_at(self._source, place.start),
            text,
            self._source[: place.declaration],
            complete,
            fault,
        )

    # -- goals -----------------------------------------------------------------------------

    async def _contexts(self) -> list[int | None]:
        """Return for each place how many names its context has, None where there is no goal."""
        goals = await self._ask([Edit(p.start, p.start, "") for p in self._places])
        return [
            None if not goal and not place.is_term else len(flat(goal[0])) if goal else 0
            for goal, place in zip(goals, self._places, strict=True)
        ]

    async def _goals(self, numbers: Sequence[int], options: Sequence[str]) -> list[Goal | None]:
        """Return the goals, printed with these options: behind a `have`, and before a `sorry`."""
        shown = "".join(f"set_option {option} true in " for option in options) + _SKIP
        marks = [self._marked(self._places[number], shown) for number in numbers]
        return [goals[0] if goals else None for goals in await self._ask(marks)]

    def _marked(self, place: Place, tactic: str) -> Edit:
        """The edit that puts a tactic where a goal is to be seen."""
        if place.kind == "sorry":
            text = f"({tactic}; sorry)"
            text = f"(by {text})" if place.is_term else text
            return Edit(place.start, place.end, text, text.index(_SKIP))
        text = f" ({tactic});" if place.inline else f"\n{self._indent(place)}{tactic}"
        return Edit(place.after, place.after, text, text.index(_SKIP))

    def _indent(self, place: Place) -> str:
        return " " * column_of(self._source, place.start)

    async def _ask(self, edits: Sequence[Edit]) -> list[tuple[Goal, ...]]:
        text, marks = edited(self._source, edits)
        await self._worker.set_text(text, _SECONDS)
        lines = text.split("\n")
        return await self._worker.goals_at(
            [
                (mark.line - 1, utf16_column(lines[mark.line - 1], mark.column - 1))
                for mark in marks
            ],
            _SECONDS,
        )

    # -- lemmas ----------------------------------------------------------------------------

    def _made(self, number: int, goal: Goal | None, before: int) -> _Stated | None:
        """Write a goal as a theorem without its proof; None where there is none."""
        if goal is None:
            return None
        place, context = self._places[number], flat(goal)
        if place.kind == "sorry":
            target = goal.target.text
        elif place.stated:
            context, target = context[:before], place.stated
        elif len(context) == before + 1:
            context, target = context[:-1], context[-1][1].type.text
        else:
            return None
        name = self._names[number]
        return _Stated(lemma_text(name, context, target), f"{name} {arguments(context)}".rstrip())

    def _proofs(self, number: int) -> list[str]:
        """What a lemma may be proved by: the `have`'s own proof, at its own columns, or `sorry`."""
        open_ = [" by\n  sorry\n"]
        value = self._places[number].value
        if value is None:
            return open_
        return [*_as_value(self._source, *value), *open_]

    async def _tried(self, made: dict[int, _Stated]) -> dict[int, Lemma]:
        """Return those lemmas that elaborate by themselves and fit their places."""
        found: dict[int, Lemma] = {}
        for declaration in sorted({self._places[n].declaration for n in made}):
            own = {
                n: text for n, text in made.items() if self._places[n].declaration == declaration
            }
            stands = await self._standing(declaration, own)
            fitting = await self._fitting(declaration, stands, made)
            found |= {number: stands[number] for number in fitting}
        return found

    async def _standing(self, declaration: int, made: dict[int, _Stated]) -> dict[int, Lemma]:
        """Elaborate the lemmas of one declaration behind what stands before it."""
        found: dict[int, Lemma] = {}
        left = {number: self._proofs(number) for number in made}
        while left:
            text, spans = self._source[:declaration], {}
            for number, proofs in left.items():
                first = text.count("\n")
                text += made[number].text + proofs[0] + "\n"
                spans[number] = (first, text.count("\n"))
            said = await self._worker.set_text(text, _SECONDS)
            for number, (first, last) in spans.items():
                own = [d for d in said if first <= d.line < last]
                proof = left[number].pop(0)
                if not any(d.severity == 1 for d in own):
                    complete = not any(_uses_sorry(d) for d in own)
                    # A proof with a `sorry` in it is no better than none, and its lemmas are there.
                    whole = proof if complete else self._proofs(number)[-1]
                    found[number] = self._lemma(number, made[number].text + whole, complete)
                    left[number] = []
            left = {number: proofs for number, proofs in left.items() if proofs}
        return found

    async def _fitting(
        self, declaration: int, lemmas: dict[int, Lemma], made: dict[int, _Stated]
    ) -> list[int]:
        """Return those of a declaration's lemmas that prove what their places ask for."""
        if not lemmas:
            return []
        stated = "".join(f"{lemma.text}\n" for lemma in lemmas.values())
        edits = [Edit(declaration, declaration, stated)]
        edits += [self._applied(self._places[n], made[n].applied) for n in lemmas]
        text, marks = edited(self._source, edits)
        said = await self._worker.set_text(text, _SECONDS)
        wrong = {d.line + 1 for d in said if d.severity == 1}
        return [n for n, mark in zip(lemmas, marks[1:], strict=True) if mark.line not in wrong]

    def _applied(self, place: Place, applied: str) -> Edit:
        """The edit that uses a lemma at its place."""
        use = f"(exact {applied})"
        if place.kind == "sorry":
            return Edit(place.start, place.end, f"(by {use})" if place.is_term else use)
        stated = place.stated or f"type_of% {place.name}"
        # Gone again: an `induction` further down would take it along.
        fits = f"(have {_CHECK} : {stated} := (by {use}); clear {_CHECK})"
        if place.inline:
            return Edit(place.after, place.after, f" {fits};", 1)
        indent = self._indent(place)
        return Edit(place.after, place.after, f"\n{indent}{fits}", 1 + len(indent))


def _as_value(source: str, start: int, end: int) -> list[str]:
    """Return a value as it may stand behind a theorem's `:=`.

    First as people write it; then with each line in its place to the others, on which tactics that
    begin behind a `by` depend.
    """
    own = source[start:end]
    start += len(own) - len(own.lstrip())
    lines = source[start:end].rstrip().split("\n")
    rest = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]

    def moved(column: int) -> list[str]:
        return [line[column:] if line.strip() else "" for line in lines[1:]]

    if not rest:
        return [f" {lines[0]}\n"]
    written = "\n".join([f" {lines[0]}", *moved(min(rest) - 2)]) + "\n"
    column = min(*rest, column_of(source, start)) - 2
    first = " " * (column_of(source, start) - column) + lines[0]
    return [written, "\n".join(["", first, *moved(column)]) + "\n"]


def _names(places: Sequence[Place], taken: set[str]) -> list[str]:
    """A name for each lemma: the declaration's with the `have`'s own behind it, none twice."""
    names: list[str] = []
    for place in places:
        own = place.name if re.fullmatch(r"[\w']+", place.name) else place.kind
        stem = f"{place.declared}_{own}"
        name, number = stem, 1
        while name in names or name in taken:
            number += 1
            name = f"{stem}_{number}"
        names.append(name)
    return names


def _uses_sorry(diagnostic: Diagnostic) -> bool:
    return "declaration uses" in diagnostic.text and "sorry" in diagnostic.text

"""The construction of a GeoGebra file as a list of entries, in the file's order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from geometry.errors import GeometryInputError

#: Most entries of a construction that are read.
MAX_ENTRIES = 2_000
_MAX_DEPTH = 40


@dataclass(frozen=True)
class Entry:
    """A command, or an object defined without one.

    Attributes:
        command: name of the command, such as `Midpoint`; empty for a free object or a formula.
        inputs: the arguments of the command, or the one formula of an expression.
        outputs: labels of the objects it makes; empty strings stand for undefined ones.
    """

    command: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]


@dataclass(frozen=True)
class Document:
    """What the file says.

    Attributes:
        entries: commands, formulas and free objects, in order.
        kinds: label to the type of the object, such as `point`, `line`, `conic`.
        coordinates: label to the numbers x, y, z of points and lines; homogeneous.
    """

    entries: tuple[Entry, ...]
    kinds: Mapping[str, str]
    coordinates: Mapping[str, tuple[float, float, float]]

    def place(self, label: str) -> tuple[float, float] | None:
        """Where the point stands; None where the file does not say."""
        x, y, z = self.coordinates.get(label, (0.0, 0.0, 0.0))
        if not (abs(z) > 1e-12 and abs(x / z) < 1e6 and abs(y / z) < 1e6):
            return None
        return x / z, y / z


@dataclass
class _Reader:
    """Collects entries while the parser calls back."""

    entries: list[Entry] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    coordinates: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    path: list[str] = field(default_factory=list)
    made: set[str] = field(default_factory=set)
    command: str = ""
    inputs: tuple[str, ...] = ()
    element: str = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.path.append(tag)
        if len(self.path) > _MAX_DEPTH:
            raise _damaged("it is nested too deeply")
        # A file may hold further constructions, of macros, outside of the first level.
        if self.path[:2] != ["geogebra", "construction"]:
            return
        where = self.path[2:]
        if where == ["command"]:
            self.command, self.inputs = attributes.get("name", ""), ()
        elif where == ["command", "input"]:
            self.inputs = _numbered(attributes)
        elif where == ["command", "output"]:
            self.add(Entry(self.command, self.inputs, _numbered(attributes)))
        elif where == ["expression"]:
            label, formula = attributes.get("label", ""), attributes.get("exp", "")
            self.add(Entry("", (formula,), (label,)))
        elif where == ["element"]:
            self.element = attributes.get("label", "")
            self.kinds[self.element] = attributes.get("type", "")
            if self.element not in self.made:
                self.add(Entry("", (), (self.element,)))
        elif where == ["element", "coords"]:
            numbers = [_number(attributes.get(name, "")) for name in "xyz"]
            self.coordinates[self.element] = (numbers[0], numbers[1], numbers[2])

    def end(self, tag: str) -> None:
        self.path.pop()

    def add(self, entry: Entry) -> None:
        self.entries.append(entry)
        self.made.update(entry.outputs)
        if len(self.entries) > MAX_ENTRIES:
            raise _damaged(f"it has more than {MAX_ENTRIES} objects")


def read_document(xml: bytes) -> Document:
    """Read the description. Document types and entities are refused, so nothing can expand.

    Raises:
        GeometryInputError: it is not the XML of a GeoGebra construction.
    """
    reader = _Reader()
    parser = expat.ParserCreate(encoding="UTF-8")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end

    def refuse(*_: object) -> int:
        raise _damaged("it declares a document type, which GeoGebra never does")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as fault:
        raise _damaged(f"line {fault.lineno} of its geogebra.xml is no XML") from None
    if not reader.entries:
        raise _damaged("it has no construction")
    return Document(tuple(reader.entries), reader.kinds, reader.coordinates)


def _numbered(attributes: Mapping[str, str]) -> tuple[str, ...]:
    """The values of a0, a1, ... in this order, also where some are missing."""
    found = {int(k[1:]): v for k, v in attributes.items() if k[:1] == "a" and k[1:].isdecimal()}
    last = min(max(found, default=-1), 50)
    return tuple(found.get(i, "") for i in range(last + 1))


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if abs(value) < 1e300 else 0.0  # False also for NaN


def _damaged(why: str) -> GeometryInputError:
    return GeometryInputError(
        f"this is not a GeoGebra construction that can be read: {why}",
        fix="save it anew in GeoGebra as a .ggb file",
    )

"""Turns the entries of a GeoGebra construction into constructions of our language, one by one."""

from __future__ import annotations

from collections.abc import Sequence

from geometry.geogebra.building import Building, Target
from geometry.geogebra.claims import CLAIMS
from geometry.geogebra.commands import COMMANDS
from geometry.geogebra.document import Document, Entry
from geometry.geogebra.expressions import Call, Constant, Expression, Label, Pair, parse_expression
from geometry.geogebra.objects import LeftOut, Number, Thing

#: Objects that say nothing about the problem.
_DECORATION = frozenset(
    {"text", "image", "button", "boolean", "textfield", "numeric", "angle", "pen", "list"}
)


class Translator:
    """Reads a file's entries.

    Attributes:
        building: the construction so far.
        left_out: label to the reason.
        claims: what the file asks to be proved, in our language.
    """

    def __init__(self, document: Document) -> None:
        self.building = Building(document)
        self.left_out: dict[str, str] = {}
        self.claims: dict[str, str] = {}

    def add(self, entry: Entry) -> None:
        """Translate one entry; what cannot be is noted in `left_out`."""
        # An empty output is an object that does not exist in the file's figure.
        targets = [Target(label) for label in entry.outputs if label]
        if not targets:
            return
        try:
            made = self._made(entry, targets)
            for target, thing in zip(targets, made, strict=False):
                if target.label:
                    self.building.things[target.label] = thing
            if len(made) < len(targets):
                raise LeftOut(f"`{entry.command}` does not make it here")
        except LeftOut as reason:
            for target in targets:
                if target.label and target.label not in self.building.things:
                    self.left_out[target.label] = str(reason)

    def _made(self, entry: Entry, targets: Sequence[Target]) -> Sequence[Thing]:
        if entry.command:
            return self.call(entry.command, [parse_expression(a) for a in entry.inputs], targets)
        label = entry.outputs[0]
        if not entry.inputs or self.building.document.kinds.get(label) in _DECORATION - {
            "boolean",
            "angle",
        }:
            return [self._free(label)]
        formula = parse_expression(entry.inputs[0])
        if isinstance(formula, Pair):
            return [self._free(label)]
        if isinstance(formula, Call):
            return self.call(formula.name, formula.arguments, targets)
        return [self.value(formula)]

    def _free(self, label: str) -> Thing:
        kind = self.building.document.kinds.get(label, "")
        if kind == "point":
            return self.building.point(Target(label), ("free",))
        raise LeftOut(
            "it says nothing about the points"
            if kind in _DECORATION
            else f"a free {kind or 'object'}"
        )

    def call(
        self, name: str, arguments: Sequence[Expression], targets: Sequence[Target]
    ) -> Sequence[Thing]:
        """The objects that a command makes.

        Raises:
            LeftOut: our language has no such command, or not with these arguments.
        """
        values = [self.value(a) for a in arguments]
        if name in CLAIMS:
            claim = CLAIMS[name](self.building, values)
            for target in targets:
                self.claims[target.label] = claim.text
            return [claim]
        if name not in COMMANDS:
            raise LeftOut(f"the command `{name[:40]}` has no counterpart")
        return COMMANDS[name](self.building, values, targets)

    def value(self, expression: Expression) -> Thing:
        """What an argument stands for.

        Raises:
            LeftOut: it was left out, or is of no use here.
        """
        match expression:
            case Label(text) if text in self.building.things:
                return self.building.things[text]
            case Label(text) if text in self.left_out:
                raise LeftOut(f"it depends on {text}")
            case Label("xAxis" | "yAxis" as text):
                raise LeftOut(f"it depends on the coordinates ({text})")
            case Label(text):
                raise LeftOut(f"it depends on {text[:40]}, which the file does not define")
            case Constant(value, degrees):
                return Number(value, degrees)
            case Call(name, arguments):
                return self.call(name, arguments, [Target()])[0]
            case _:
                raise LeftOut("it depends on coordinates")

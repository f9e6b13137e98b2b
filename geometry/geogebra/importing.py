"""A GeoGebra file as a statement of our language."""

from __future__ import annotations

import re
from dataclasses import dataclass

from geometry.errors import GeometryInputError
from geometry.geogebra.archive import read_description
from geometry.geogebra.document import Document, read_document
from geometry.geogebra.translate import Translator
from geometry.language import parse_statement

#: A text object that states the goal, as `? perp A H B C` or `goal: perp A H B C`.
_GOAL_TEXT = re.compile(r"\s*(?:\?|(?:goal|prove|show)\s*:)\s*(?P<goal>[^\n]+)", re.IGNORECASE)
_WORD = re.compile(r"[^\s,;]+")


@dataclass(frozen=True)
class Imported:
    """What came out of a GeoGebra file.

    Attributes:
        text: the statement, one construction a line, with the file's coordinates as hints; it
            has no goal if the file states none and none was given.
        left_out: what has no counterpart, as `label: reason`, in the file's order. The statement
            then has fewer hypotheses than the file: what is proved of it holds in the file, too.
        names: label of each point to its name in the statement.
    """

    text: str
    left_out: tuple[str, ...]
    names: dict[str, str]


def import_ggb(data: bytes, *, goal: str | None = None) -> Imported:
    """Read a `.ggb` file.

    Args:
        data: the file.
        goal: what to prove, in our language over the file's labels, in place of the file's own
            goals: text objects that begin with `?` or `goal:`, `Prove(...)`, and commands such
            as `AreCollinear(...)`, the first of these kinds that it has.

    Raises:
        GeometryInputError: the file cannot be read, has no points that our language can
            construct, or the goal speaks of what has no counterpart.
    """
    document = read_document(read_description(data))
    translator = Translator(document)
    for entry in document.entries:
        translator.add(entry)
    names = {
        label: name
        for label in translator.building.names
        if (name := translator.building.shown_name(label)) is not None
    }
    left_out = tuple(
        f"{label}: {reason}"
        for label, reason in translator.left_out.items()
        if document.kinds.get(label) not in ("text", "boolean")
    )
    if not names:
        raise GeometryInputError(
            "the GeoGebra file has no point that the geometry language can construct",
            fix="; ".join(left_out)[:200] or "draw the problem with points, lines and circles",
        )
    goals = [goal] if goal is not None else _texts(document)
    if goals:
        claims = [_over_names(g, translator, names) for g in goals]
    else:
        claims = _claims(document, translator)
    # Goals about lines may have made points, so the constructions are written last.
    text = translator.building.text()
    parse_statement(text)
    if claims:
        text += "\n? " + ", ".join(dict.fromkeys(claims))
        try:
            parse_statement(text)
        except GeometryInputError as error:
            raise GeometryInputError(
                f"the goal `{', '.join(claims)}` is wrong: {error.message}",
                word=error.word,
                fix=error.fix,
            ) from None
    return Imported(text, left_out, names)


def _texts(document: Document) -> list[str]:
    """Goals in text objects."""
    found = []
    for entry in document.entries:
        label = entry.outputs[0] if entry.outputs else ""
        if not entry.command and entry.inputs and document.kinds.get(label) == "text":
            match = _GOAL_TEXT.fullmatch(entry.inputs[0].strip().strip('"“”'))
            if match:
                found.append(match["goal"].strip())
    return found


def _claims(document: Document, translator: Translator) -> list[str]:
    """Goals of `Prove`, else all relations that the file asks about."""
    proving = [e for e in document.entries if e.command.startswith("Prove")]
    if not proving:
        proving = [
            e
            for e in document.entries
            if e.inputs and all(document.kinds.get(x) == "boolean" for x in e.outputs)
        ]
    claims = []
    for entry in proving:
        for label in entry.outputs:
            if label in translator.left_out:
                raise GeometryInputError(
                    f"the file's goal `{label}` cannot be stated: {translator.left_out[label]}",
                    fix="give the goal in the geometry language, such as `coll A B C`",
                )
            if label in translator.claims:
                claims.append(translator.building.renamed(translator.claims[label]))
    return claims


def _over_names(goal: str, translator: Translator, names: dict[str, str]) -> str:
    """A goal in our language whose points are labels of the file, or names already."""

    def replaced(match: re.Match[str]) -> str:
        word = match[0]
        if word in translator.left_out:
            raise GeometryInputError(
                f"the goal speaks of {word}, which has no counterpart: {translator.left_out[word]}",
                fix="state another goal, or draw the point in another way",
            )
        return names.get(word, word)

    heads, out = True, []
    for part in re.split(r"([,;]|\s+)", goal.strip().lstrip("?").strip()):
        if part in (",", ";"):
            heads = True
        elif part.strip():
            # The first word of a goal, and of a question `find`, is no point.
            part, heads = (part if heads else _WORD.sub(replaced, part)), part == "find"
        # A goal is one line, wherever its spaces came from.
        out.append(part if part.strip() else " " * bool(part))
    return "".join(out)

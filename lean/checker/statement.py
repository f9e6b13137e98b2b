"""The trusted statement: a file, compiled, and which of its theorems is asked for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from lean.audit.holes import Holes
from lean.audit.meaning import meaning_of
from lean.audit.olean import Constant, MalformedOlean, OleanReader
from lean.audit.terms import Name, TermBank, show_name
from lean.checker.outcome import Position
from lean.checker.source import blank_comments, position_at
from lean.errors import StatementError


@dataclass(frozen=True)
class Statement:
    """A compiled trusted statement: its text, its module, what is asked of a proof, remarks on it.

    `targets` are the theorems and definitions to fill, `mains` those theorems among them that no
    other's statement rests on, by which the statement is called; `holes` is all that the file
    leaves open.
    """

    text: str
    olean: bytes
    targets: tuple[Name, ...]
    mains: tuple[Name, ...]
    holes: tuple[Name, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The theorem's name as people write it; those of several with commas between them."""
        return ", ".join(map(show_name, self.mains))

    def hole(self, wanted: str) -> Name:
        """Return the open theorem or definition that a word names. Raises `StatementError`."""
        return _named(self.holes, wanted, "leaves nothing open that is called")


def read_statement(text: str, olean: bytes, wanted: str | None) -> Statement:
    """Find out what a compiled statement asks for: all that it leaves open, or what `wanted` names.

    Raises `StatementError`.
    """
    bank = TermBank()
    try:
        constants = OleanReader(olean, bank).constants()
    except MalformedOlean as error:
        raise StatementError(f"the compiled statement is unreadable: {error}") from error
    holes = Holes(constants, bank)
    theorems = tuple(c.name for c in constants if c.kind == "theorem")
    if wanted is not None:
        target = _named((*theorems, *holes.open), wanted, "declares no theorem")
        _check_stated(holes, [c for c in constants if c.name == target])
        return Statement(text, olean, (target,), (target,), in_order(text, holes.open))
    _check_stated(holes, constants)
    # A lemma that another's statement rests on is not what the statement is called by.
    table = {constant.name: constant for constant in constants}
    open_ = [constant for constant in holes.open.values() if constant.kind == "theorem"]
    means = [meaning_of(constant, table, bank) for constant in open_]
    mains = [c.name for c in open_ if not any(c.name in about for about in means)]
    if not mains:
        raise StatementError("the statement has no theorem that ends in `:= by sorry`")
    ordered = in_order(text, holes.open)
    return Statement(text, olean, ordered, in_order(text, mains), ordered)


def in_order(text: str, names: Collection[Name]) -> tuple[Name, ...]:
    """Return names in the order in which a text declares them; a compiled module has its own."""
    places = {name: declaration_place(text, show_name(name)) for name in names}
    last = (text.count("\n") + 2, 0)

    def place(name: Name) -> tuple[int, int]:
        found = places[name]
        return last if found is None else (found.line, found.column)

    return tuple(sorted(names, key=place))


def _check_stated(holes: Holes, constants: list[Constant]) -> None:
    stated = holes.stated_open(constants)
    if stated:
        raise StatementError(
            f"{show_name(stated)} has a `sorry` in what it states: give what is to be found a name "
            "by `def answer : T := sorry`"
        )


def _named(names: tuple[Name, ...], wanted: str, complaint: str) -> Name:
    # Inside a namespace the text spells the last component only.
    unique = dict.fromkeys(names)
    fits = [n for n in unique if wanted in (show_name(n), show_name(n[-1:]))]
    exact = [name for name in fits if show_name(name) == wanted]
    if len(exact or fits) != 1:
        raise StatementError(f"the statement {complaint} {wanted}")
    return (exact or fits)[0]


def last_theorem(text: str) -> str:
    """Return the name of the last theorem as the text spells it. Raises `StatementError`."""
    found = re.findall(
        r"(?m)^\s*(?:\w+\s+)*?(?:theorem|lemma)\s+([^\s:({\[]+)", blank_comments(text)
    )
    if not found:
        raise StatementError("the file declares no theorem")
    return str(found[-1])


def declaration_place(text: str, constant: str | None) -> Position | None:
    """Guess where a declaration stands in the text, by its last name component."""
    if not constant:
        return None
    last = constant.rsplit(".", 1)[-1]
    bare = blank_comments(text)
    match = re.search(
        r"(?m)\b(?:theorem|lemma|def|abbrev|axiom|opaque|structure|inductive|class|instance)\s+"
        rf"(?:[\w.«»]*\.)?{re.escape(last)}(?![\w'])",
        bare,
    )
    return None if match is None else position_at(bare, match.start())

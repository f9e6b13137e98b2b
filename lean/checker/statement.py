"""The trusted statement: a file, compiled, and which of its theorems is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lean.audit.meaning import meaning_of
from lean.audit.olean import Constant, MalformedOlean, OleanReader
from lean.audit.terms import Name, TermBank, show_name
from lean.checker.outcome import Position
from lean.checker.source import blank_comments, position_at
from lean.errors import StatementError

_SORRY_AX: Name = ("sorryAx",)
# Tried in the theorem's own context, with what is assumed behind the colon taken in: if `False`
# follows from the hypotheses alone, the theorem is true for a reason that its author may not have
# meant. Where `False` is what the theorem says, that is what it is about.
CONTRADICTION = (
    "by\n  intros\n  fail_if_success show False\n  exfalso\n"
    "  first | contradiction | omega | simp_all | decide\n"
)


@dataclass(frozen=True)
class Statement:
    """A compiled trusted statement: its text, its module, the theorem's name, remarks on it."""

    text: str
    olean: bytes
    target: Name
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The theorem's name as people write it."""
        return show_name(self.target)


def target_of(olean: bytes, wanted: str | None) -> Name:
    """Return the name of the statement's theorem. Raises ``StatementError``."""
    bank = TermBank()
    try:
        constants = OleanReader(olean, bank).constants()
    except MalformedOlean as error:
        raise StatementError(f"the compiled statement is unreadable: {error}") from error
    open_: list[Constant] = [
        constant
        for constant in constants
        if constant.kind == "theorem" and _SORRY_AX in bank.constants_of([constant.value])
    ]
    if wanted is not None:
        # Inside a namespace the text spells the last component only.
        fits = [
            constant.name
            for constant in constants
            if constant.kind == "theorem"
            and (show_name(constant.name) == wanted or show_name(constant.name[-1:]) == wanted)
        ]
        exact = [name for name in fits if show_name(name) == wanted]
        if len(exact or fits) == 1:
            return (exact or fits)[0]
        raise StatementError(f"the statement declares no theorem {wanted}")
    if not open_:
        raise StatementError("the statement has no theorem that ends in `:= by sorry`")
    if len(open_) > 1:
        # A lemma that another's statement rests on is not what is asked for.
        table = {constant.name: constant for constant in constants}
        means = {c.name: meaning_of(c, table, bank) for c in open_}
        open_ = [c for c in open_ if not any(c.name in m for m in means.values())]
    if len(open_) != 1:
        names = ", ".join(sorted(show_name(constant.name) for constant in open_))
        raise StatementError(f"the statement has several open theorems ({names}): name one")
    return open_[0].name


def last_theorem(text: str) -> str:
    """Return the name of the last theorem as the text spells it. Raises ``StatementError``."""
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

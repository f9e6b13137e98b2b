"""Goals that Lean printed as text, read back as data.

LeanDojo hands goals over as text, while a tactic is tried and in traced files. The text has no
spans of subterms; names, types, values, tags and targets can be read off it. LeanDojo has a reader
of its own (`lean_dojo.parse_goals`), which drops tags, takes a local definition's value for a
part of its type, and fails where a term contains `⊢`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lean.driver.goals import Goal, Hypothesis, Term
from lean.errors import TransportError

_NO_GOALS = "no goals"
_COUNT = re.compile(r"\d+ goals?\n")
_CASE = re.compile(r"case (\S+)")
# Names, and a colon that ends the line or is followed by the type.
_HYPOTHESIS = re.compile(r"((?:«[^»]+»|[^\s:«»])+(?: (?:«[^»]+»|[^\s:«»])+)*) :(?: |$)")
# `| ` is how a goal of `conv` starts.
_TARGET = re.compile(r"(?:⊢|\|) ?")
_NAME = re.compile(r"(?:«[^»]+»|[^\s«»])+")
_BINDS_A_VALUE = re.compile(r"\b(let|have|fun|λ)\b")
_SORT = re.compile(r"(Prop|Type|Sort)\b")
_OPENING, _CLOSING = "([{⟨", ")]}⟩"


@dataclass
class _Lines:
    """One goal under construction: its tag, the lines of each hypothesis, those of its target."""

    case: str = ""
    hypotheses: list[tuple[str, list[str]]] = field(default_factory=list)
    target: list[str] | None = None

    def goal(self) -> Goal:
        if self.target is None:
            raise TransportError("Lean printed a goal without a target")
        return Goal(
            tuple(_hypothesis(names, "\n".join(text)) for names, text in self.hypotheses),
            Term("\n".join(self.target).strip()),
            self.case,
        )


def goals_from_text(text: str) -> tuple[Goal, ...]:
    """Read the goals of a printed state, in order. Raises `TransportError` if it is none."""
    if text.strip() == _NO_GOALS:
        return ()
    count = _COUNT.match(text)
    found: list[Goal] = []
    lines = _Lines()
    for line in text[count.end() if count else 0 :].split("\n"):
        if lines.target is not None and line.strip():
            lines.target.append(line)
        elif lines.target is not None:
            found.append(lines.goal())
            lines = _Lines()
        elif line.strip():
            _take(line, lines)
    if lines.target is not None:
        found.append(lines.goal())
    elif lines.hypotheses or lines.case or not found:
        raise TransportError("Lean printed a goal without a target")
    return tuple(found)


def _take(line: str, lines: _Lines) -> None:
    """Add one line that stands before a target."""
    target = _TARGET.match(line)
    if target is not None:
        lines.target = [line[target.end() :]]
        return
    case = _CASE.fullmatch(line)
    if case is not None and not lines.hypotheses:
        lines.case = case[1]
        return
    hypothesis = _HYPOTHESIS.match(line)
    if hypothesis is not None:
        lines.hypotheses.append((hypothesis[1], [line[hypothesis.end() :]]))
    elif lines.hypotheses:
        lines.hypotheses[-1][1].append(line)
    else:
        raise TransportError("Lean printed a goal in an unknown form")


def _hypothesis(names: str, text: str) -> Hypothesis:
    type_, value = _split_value(text.strip())
    words = tuple(_NAME.findall(names))
    return Hypothesis(
        names=words,
        type=Term(type_),
        value=None if value is None else Term(value),
        is_type=_SORT.match(type_) is not None,
        is_instance=all(name.startswith("inst✝") for name in words),
    )


def _split_value(text: str) -> tuple[str, str | None]:
    """Cut `type := value` where the sign belongs to the line and not to a term inside it."""
    depth = 0
    for index, char in enumerate(text):
        if char in _OPENING:
            depth += 1
        elif char in _CLOSING:
            depth -= 1
        elif depth == 0 and text.startswith(":=", index):
            if _BINDS_A_VALUE.search(text[:index]):
                return text, None
            return text[:index].rstrip(), text[index + 2 :].strip()
    return text, None

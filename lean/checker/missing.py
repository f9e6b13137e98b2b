"""Says of a tactic or a name that is not there what to write instead.

Proofs written for Mathlib meet the core profile: Lean's own words for what is missing ("unknown
tactic") name neither the thing nor a way on.
"""

from __future__ import annotations

import difflib
import functools
import re
from dataclasses import replace

from lean.audit.olean import OleanReader
from lean.audit.terms import TermBank, show_name
from lean.checker.outcome import Message, Position
from lean.library.profile import Profile

# What a proof may use in the place of a tactic of Mathlib's. Asked only where Lean does not know the
# tactic, so that an entry does no harm once the library has it.
INSTEAD = {
    "abel": "`ring`",
    "aesop": "`simp_all`, or `constructor` and `cases` by hand",
    "bound": "`omega`",
    "bv_decide": "`decide`",
    "cases'": "`rcases`",
    "choose": "`obtain` for each value",
    "contrapose": "`by_contra`",
    "contrapose!": "`by_contra`",
    "convert": "`have` for the equation, then `rw` and `exact`",
    "exacts": "`exact` for each goal",
    "field": "`ring` after multiplying out",
    "field_simp": "`ring` after multiplying out",
    "fin_cases": "`interval_cases`",
    "gcongr": "`omega`, or `exact` with a lemma such as `Nat.mul_le_mul`",
    "induction'": "`induction`",
    "linear_combination": "`linarith`, or `rw` with the equations and `ring`",
    "nlinarith": "`have` for the products that are needed, then `omega`",
    "nth_rewrite": "`conv`, or `rw` with the arguments written out",
    "polyrith": "`ring`",
    "qify": "`omega`",
    "rify": "`omega`",
    "ring_nf": "`ring`",
    "set": "`generalize`",
    "simp_rw": "`simp only`, or `conv` and `rw`",
    "split_ifs": "`split`",
    "tauto": "`simp_all`, or `rcases` and `constructor`",
    "trans": "`calc`",
    "wlog": "`rcases` on the case that holds",
    "zify": "`omega`",
}

# Tactics of the binary whose theorems the core library lacks; they ask for these by name.
_INTERNAL = re.compile(r"Lean\.(Grind|Omega|Meta|Elab|RArray|Order)\b|(Nat|Int)\.Internal\b")
_UNKNOWN_NAME = re.compile(
    r"\AUnknown (?:constant|identifier) `([^`]+)`|"
    r"The environment does not contain `([^`]+)`"
)
_WORD = re.compile(r"[\w.'!?]")
_CLOSE = 0.72


def explained(messages: tuple[Message, ...], text: str, profile: Profile) -> tuple[Message, ...]:
    """Return the messages, those with a hint that are about something missing in the core profile.

    ``text`` is what was compiled.
    """
    if profile.name != "core":
        return messages
    return tuple(
        _with_hint(message, text, profile) if message.severity == "error" else message
        for message in messages
    )


def _with_hint(message: Message, text: str, profile: Profile) -> Message:
    hint = _hint(message, text, profile)
    if not hint or not message.text.endswith("unknown tactic"):
        return replace(message, hint=hint)
    # The parser complains of a place within the word.
    start = _word_start(text.split("\n")[message.position.line - 1], message.position.column - 1)
    return replace(message, hint=hint, position=Position(message.position.line, start + 1))


def _hint(message: Message, text: str, profile: Profile) -> str:
    # A parser's complaint may begin with a place of its own.
    said = re.sub(r"\A<input>:\d+:\d+: ", "", message.text)
    if said.startswith("unknown tactic"):
        return _tactic(word_at(text, message.position))
    found = _UNKNOWN_NAME.search(said)
    if found is None:
        return ""
    name = found[1] or found[2]
    if _INTERNAL.match(name):
        tactic = word_at(text, message.position)
        return f"`{tactic}` needs `{name}`, which is not in the core profile; try `omega` or `simp_all`"
    return _name(name, profile)


def _tactic(word: str) -> str:
    if not word:
        return ""
    instead = INSTEAD.get(word)
    return f"`{word}` is not in the core profile" + (f"; try {instead}" if instead else "")


def _name(name: str, profile: Profile) -> str:
    # A plain word is as likely a hypothesis that is spelt otherwise.
    if not re.search(r"[._]", name):
        return ""
    close = similar(name, names_of(profile))
    return f"`{name}` is not in the core profile" + (
        f"; try {' or '.join(f'`{word}`' for word in close)}" if close else ""
    )


def word_at(text: str, position: Position) -> str:
    """Return the word that stands at, or around, a place of a text."""
    lines = text.split("\n")
    if not 1 <= position.line <= len(lines):
        return ""
    line = lines[position.line - 1]
    start = _word_start(line, position.column - 1)
    end = min(position.column - 1, len(line))
    while end < len(line) and _WORD.match(line[end]):
        end += 1
    return line[start:end]


def _word_start(line: str, column: int) -> int:
    start = min(column, len(line))
    while start and _WORD.match(line[start - 1]):
        start -= 1
    return start


def similar(name: str, names: tuple[str, ...]) -> list[str]:
    """Return up to two names that are spelt like one; the last part of a name counts most."""
    last = name.rsplit(".", 1)[-1]
    twins = [known for known in names if known.rsplit(".", 1)[-1] == last]
    close = difflib.get_close_matches(name, twins or names, n=2, cutoff=0.0 if twins else _CLOSE)
    return list(close)


@functools.lru_cache(maxsize=2)
def names_of(profile: Profile) -> tuple[str, ...]:
    """Return the names of a library's constants that a proof might mean."""
    names = set()
    for path in profile.modules:
        for name in OleanReader(path.read_bytes(), TermBank()).constant_names():
            if name and all(isinstance(part, str) and part[:1].isalpha() for part in name):
                names.add(show_name(name))
    return tuple(sorted(word for word in names if not word.startswith("Lean.")))

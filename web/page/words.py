"""What the page says: the four rungs in plain words, states, events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from prover.trace.events import Event
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung
from web.runs import RunSummary

Colour = Literal["green", "blue", "violet", "orange", "red"]


@dataclass(frozen=True)
class RungWords:
    """A rung as people read it: its mark and colour, its name, who vouches, and what it means."""

    colour: Colour
    icon: str
    name: str
    means: str


RUNG_WORDS: dict[Rung, RungWords] = {
    "formally_verified": RungWords(
        "green",
        ":material/verified:",
        "Formally verified",
        "Lean's kernel replayed the whole proof of the formal statement.",
    ),
    "symbolically_verified": RungWords(
        "blue",
        ":material/rule:",
        "Symbolically verified",
        "Our geometry proof checker re-checked every step of the proof. It is not Lean.",
    ),
    "model_verified": RungWords(
        "orange",
        ":material/forum:",
        "Judged by models",
        "A jury of language models found no error. No program checked the proof; it can be wrong.",
    ),
    "unverified": RungWords(
        "red",
        ":material/help:",
        "Unverified",
        "Nobody vouches. What is shown is the best attempt, not a proof.",
    ),
}

NARROW_WORDS = RungWords(
    "violet",
    ":material/filter_center_focus:",
    "Symbolically verified, drawn configuration",
    "Our geometry proof checker re-checked every step of the proof, for the position that the "
    "figure shows. The statement has other positions, and for them it is not proved.",
)
"""A symbolic verdict on the drawn configuration alone, or one that does not state its scope."""


def words_of(rung: Rung, scope: Scope | None) -> RungWords:
    """The words of a verdict of this rung and scope."""
    if rung != "symbolically_verified":
        return RUNG_WORDS[rung]
    if scope == "all_branches":
        words = RUNG_WORDS[rung]
        return RungWords(words.colour, words.icon, f"{words.name}, all branches", words.means)
    if scope == "drawn_configuration":
        return NARROW_WORDS
    name = "Symbolically verified, scope not stated"
    return RungWords(NARROW_WORDS.colour, NARROW_WORDS.icon, name, NARROW_WORDS.means)


ASKED: dict[Rung, str] = {
    "formally_verified": "Lean's kernel",
    "symbolically_verified": "Geometry checker, or Lean",
    "model_verified": "Jury of models, or better",
    "unverified": "Nobody: the first attempt",
}
"""Who has to vouch, for the choice before a run."""

ASKED_SCOPE: dict[AskedScope, str] = {
    "all": "All configurations of the statement",
    "drawn": "The drawn configuration is enough",
}
"""How far a geometry proof has to reach, for the choice before a run."""

ENDINGS = {
    "finished": "The search came to its end.",
    "out_of_budget": "The time, the tokens or the money ended before the asked rung was reached.",
    "interrupted": "The run was interrupted; this is what had been found until then.",
    "invalid_problem": "The problem was refused.",
}

STATES = {
    "queued": "waiting",
    "running": "at work",
    "cancelling": "stopping",
    "refused": "refused",
    "failed": "failed",
    "unfinished": "unfinished",
}


def state_words(summary: RunSummary) -> str:
    """How a run stands, in a word or two: the rung's name once it has ended."""
    if summary.state != "ended":
        return STATES[summary.state]
    rung = words_of(summary.rung, summary.scope).name if summary.rung else "ended"
    return rung if summary.ending == "finished" else f"{rung} ({_plain(summary.ending or '')})"


def seconds_words(seconds: float) -> str:
    """A time as people say it: `0.9 s`, `42 s`, `3 min 5 s`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def event_words(event: Event) -> str | None:
    """An event in a line; None for those that tell a reader nothing."""
    body = event.body
    text: str | None = None
    if body.kind == "engine_started":
        text = f"the {body.engine} engine begins"
    elif body.kind == "progress":
        text = f"{body.engine}: {body.message}"
    elif body.kind == "message":
        text = f"{body.source}: {body.text}"
    elif body.kind == "attempt_made":
        what = "a draft" if body.provisional else "an attempt"
        text = f"the {body.attempt.engine} engine hands over {what}"
    elif body.kind == "check_finished":
        text = "the check accepts it" if body.accepted else f"the check rejects it: {body.reason}"
    elif body.kind == "verdict_reached":
        words = words_of(body.verdict.rung, body.verdict.stated_scope)
        text = f"verdict: {words.name.lower()}"
    elif body.kind == "engine_finished":
        text = f"the {body.engine} engine ends ({_plain(body.outcome)})"
        text += f": {body.detail}" if body.detail else ""
    elif body.kind == "budget_ran_out":
        text = f"out of budget ({body.limit})"
    elif body.kind == "run_finished":
        text = f"ended: {_plain(body.ending)}"
    return text and f"{event.at:%H:%M:%S}  {text}"


def _plain(word: str) -> str:
    return word.replace("_", " ")


_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


def without_images(markdown: str) -> str:
    """Markdown without its images: the figure stands beside it, and what else is named must not
    make the reader's browser call other servers.
    """
    return _IMAGE.sub("", markdown)


_DISPLAY = re.compile(r"(?<!\\)\$\$(.+?)(?<!\\)\$\$")


def below(markdown: str) -> str:
    """Markdown as a part of the page: headings are two levels smaller, and a display within a line
    stands on lines of its own, without which it would not be one (and its tags an error)."""
    fenced, lines = False, []
    for line in markdown.split("\n"):
        if re.match(r"\s{0,3}(```|~~~)", line):
            fenced = not fenced
        heading = None if fenced else re.match(r"(#{1,6}) ", line)
        if heading:
            line = "#" * min(6, len(heading[1]) + 2) + line[len(heading[1]) :]
        elif not fenced:
            line = _DISPLAY.sub(r"\n\n$$\n\1\n$$\n\n", line)
        lines.append(line)
    return "\n".join(lines)


def plain(text: str) -> str:
    """Text that Streamlit shows as it is: what Markdown would interpret is escaped."""
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>$~:])", r"\\\1", text)

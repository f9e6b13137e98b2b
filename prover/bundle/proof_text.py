"""`proof.md`: the statement and the proof for a person to read, and nothing of the trace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from prover.trace.attempt import Attempt
from prover.verdicts.verdict import SymbolicallyVerified, Unverified, Verdict

FIGURE_NAME = "figure.svg"


def render_proof(problem: Mapping[str, Any], attempt: Attempt | None, verdict: Verdict) -> str:
    """The Markdown of `proof.md` for a problem record, its best attempt and the verdict.

    What nobody vouches for is not headed "Proof".
    """
    parts = [statement_text(problem)]
    if attempt is not None and attempt.figure_svg and FIGURE_NAME not in attempt.proof_markdown:
        parts.append(f"![Figure]({FIGURE_NAME})")
    proof = _under_heading(attempt.proof_markdown) if attempt else ""
    if not proof:
        parts += ["## No proof", _bullets(verdict.caveats)]
    elif isinstance(verdict, Unverified):
        parts += ["## Attempt (nobody vouches for it)", proof]
        parts += ["## What is known to be wrong", _bullets(verdict.caveats)]
    else:
        if isinstance(verdict, SymbolicallyVerified) and verdict.scope != "not_stated":
            parts += ["## What is proved", scope_text(verdict)]
        parts += ["## Proof", proof]
    return "\n\n".join(parts).rstrip() + "\n"


def scope_text(verdict: SymbolicallyVerified) -> str:
    """In which configurations the goal is proved, and in how many figures it was seen to hold."""
    reason = verdict.scope_reason
    if verdict.scope == "all_branches":
        text = "**All branches**: the statement holds in all of its configurations"
        if verdict.conditions:
            text += f", where {'; '.join(verdict.conditions)}"
        text += f". ({reason[:1].upper()}{reason[1:]}.)" if reason else "."
    else:
        text = f"**Drawn configuration**: this is a proof for {verdict.proved_for}"
        text += ", and not for all that the statement says"
        text += f" ({reason})." if reason else "."
        if verdict.position and verdict.position != "the drawn configuration":
            text += " The proof assumes this position, as the figure shows it."
    if verdict.figures:
        text += (
            f" The goal holds in {verdict.figures_held} of {verdict.figures} figures that were "
            "drawn in all positions, which is no proof"
        )
        rows = [f"{one.position}: {one.held} of {one.drawn}" for one in verdict.branches]
        text += ":\n\n" + _bullets(tuple(rows)) if rows else "."
    return text


def statement_text(problem: Mapping[str, Any]) -> str:
    """How `proof.md` begins: the title and the statement of a problem record."""
    statement = problem["statement"]
    if not statement:
        language = "geometry" if problem["geometry"] else "lean"
        statement = f"```{language}\n{problem[language]['text']}\n```"
    return f"# {problem.get('title') or problem['source'] or problem['id']}\n\n{statement}"


def _under_heading(markdown: str) -> str:
    """The text without a heading "Proof" of its own, and its headings from the third level on."""
    lines = markdown.strip().split("\n")
    if re.fullmatch(r"#{1,6}\s+Proof\.?\s*", lines[0]):
        del lines[0]
    headings: list[tuple[int, int]] = []
    fenced = False
    for number, line in enumerate(lines):
        if re.match(r"\s{0,3}(```|~~~)", line):
            fenced = not fenced
        elif not fenced and (found := re.match(r"(#{1,6})\s", line)):
            headings.append((number, len(found[1])))
    shift = 3 - min((level for _, level in headings), default=3)
    for number, level in headings:
        lines[number] = "#" * max(3, min(6, level + shift)) + lines[number][level:]
    return "\n".join(lines).strip()


def _bullets(lines: tuple[str, ...]) -> str:
    return "\n".join(f"- {line}" for line in lines)

"""`proof.md`: the statement and the proof for a person to read, and nothing of the trace."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from prover.trace.attempt import Attempt
from prover.verdicts.verdict import Unverified, Verdict

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
        parts += ["## Proof", proof]
    return "\n\n".join(parts).rstrip() + "\n"


def statement_text(problem: Mapping[str, Any]) -> str:
    """How `proof.md` begins: the title and the statement of a problem record."""
    statement = problem["statement"]
    if not statement:
        language = "geometry" if problem["geometry"] else "lean"
        statement = f"```{language}\n{problem[language]['text']}\n```"
    return f"# {problem.get('title') or problem['source']}\n\n{statement}"


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

"""The text of one problem's submission: who vouches, then the proof as the bundle has it."""

from __future__ import annotations

from pathlib import PurePosixPath

from prover.bundle.bundle import Bundle
from prover.verdicts.scope import SCOPE_WORDS
from prover.verdicts.verdict import Verdict

FIGURE_LINK = "](figure.svg)"


def submission_text(bundle: Bundle, place: PurePosixPath) -> str:
    """The bundle's `proof.md` with the verdict below its title.

    `place` is the bundle's folder seen from the submission's; links to the figure lead there.
    """
    title, _, rest = bundle.proof.partition("\n")
    rest = rest.replace(FIGURE_LINK, f"]({place}/figure.svg)")
    return f"{title}\n\n{verdict_line(bundle.verdict)}\n\n{rest.strip()}\n"


def verdict_line(verdict: Verdict) -> str:
    """The verdict in one paragraph of Markdown: rung and scope, who vouches, what remains to be believed."""
    who = verdict.vouches
    scope = f" ({SCOPE_WORDS[verdict.stated_scope]})" if verdict.stated_scope else ""
    text = f"**Verdict: `{verdict.rung}`{scope}.** {who[:1].upper()}{who[1:]} vouches."
    if verdict.caveats:
        text += " " + " ".join(f"{caveat[:1].upper()}{caveat[1:]}." for caveat in verdict.caveats)
    return text

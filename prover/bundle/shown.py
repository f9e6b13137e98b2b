"""What a person sees of a bundle, `proof.md` and `figure.svg`, held against what it is made from.

A geometry certificate gives the text and the figure: they are made anew and compared byte for
byte. The text beside a Lean file shows the file and says nothing in words. Other text is what the
checker itself read, so that it must be that of the attempt in the trace. A figure is a plain picture in any case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prover.bundle.lean_text import is_lean_section
from prover.bundle.manifest import RENDERER
from prover.bundle.proof_text import FIGURE_NAME, render_proof, statement_text
from prover.limits.threads import run_in_thread
from prover.verdicts.verdict import FormallyVerified

if TYPE_CHECKING:
    from prover.bundle.bundle import Bundle
    from prover.trace.attempt import Attempt
    from prover.verdicts.verdict import Verdict


@dataclass(frozen=True)
class Shown:
    """What came of the comparison: a sentence for each thing that differs, and whether text and
    figure could be compared at all."""

    mismatches: tuple[str, ...]
    vouched: bool = True


def figure_fault(svg: str) -> str | None:
    """Why a figure is no plain picture, in half a sentence; None if it is one."""
    # Imported here: most bundles of proofs in words and in Lean have no figure.
    from geometry.figure import figure_fault as fault

    return fault(svg)


async def compare_shown(bundle: Bundle, attempt: Attempt, fresh: Verdict) -> Shown:
    """Compare text and figure of `bundle` with what they are made from.

    `attempt` is the trace's attempt that the bundle is about, `fresh` the verdict just reached
    on its certificate.
    """
    certificate = bundle.certificate
    proved = fresh.rung == "symbolically_verified"
    if isinstance(fresh, FormallyVerified) and certificate is not None:
        return _of_lean(bundle, attempt, certificate.text)
    if not proved or certificate is None or certificate.kind != "geometry":
        return Shown(_of_attempt(bundle, attempt))
    # Imported here: only geometry needs it.
    from geometry.certificate import RENDERER_VERSION, render_certificate

    if bundle.manifest.versions.get(RENDERER) != RENDERER_VERSION:
        return Shown(tuple(_statement_only(bundle)), vouched=False)
    try:
        rendering = await run_in_thread(
            lambda: render_certificate(certificate.text), name="geometry-renderer"
        )
    except Exception as error:  # whatever it is, the text was not made from this certificate
        reason = " ".join(f"{type(error).__name__}: {error}".split())
        return Shown((f"the certificate cannot be put into words: {reason}",))
    anew = attempt.model_copy(
        update={"proof_markdown": rendering.section, "figure_svg": rendering.figure}
    )
    mismatches: list[str] = []
    if render_proof(bundle.problem_record, anew, bundle.verdict) != bundle.proof:
        mismatches += _statement_only(bundle) or [
            "proof.md is not the text that the certificate gives"
        ]
    if rendering.figure != bundle.figure:
        mismatches.append(_figure_differs(bundle, "the certificate gives", rendering.figure))
    return Shown(tuple(mismatches))


def _of_attempt(bundle: Bundle, attempt: Attempt) -> tuple[str, ...]:
    mismatches: list[str] = []
    if render_proof(bundle.problem_record, attempt, bundle.verdict) != bundle.proof:
        mismatches += _statement_only(bundle) or [
            "proof.md is not the proof of the attempt that was checked"
        ]
    if attempt.figure_svg != bundle.figure:
        mismatches.append(
            _figure_differs(bundle, "belongs to the attempt that was checked", attempt.figure_svg)
        )
    return tuple(mismatches)


def _of_lean(bundle: Bundle, attempt: Attempt, file: str) -> Shown:
    """The kernel vouches for the file alone: it may be shown, with its steps, and nothing said."""
    mismatches = _of_attempt(bundle, attempt)
    claimed = bundle.verdict
    if not isinstance(claimed, FormallyVerified) or not attempt.proof_markdown.strip():
        return Shown(mismatches)
    vouched = attempt.figure_svg is None and is_lean_section(
        attempt.proof_markdown, f"Lean {claimed.lean}", file
    )
    return Shown(mismatches, vouched)


def _statement_only(bundle: Bundle) -> list[str]:
    """Whether `proof.md` begins with the statement of `problem.json`, whatever follows."""
    head = statement_text(bundle.problem_record) + "\n\n"
    rest = bundle.proof.removeprefix(head)
    if bundle.proof.startswith(head) and rest.startswith((f"![Figure]({FIGURE_NAME})", "## ")):
        return []
    return ["proof.md states another problem than problem.json"]


def _figure_differs(bundle: Bundle, where: str, expected: str | None) -> str:
    if expected is None:
        return f"there is a {FIGURE_NAME}, and none {where}"
    if bundle.figure is None:
        return f"{FIGURE_NAME} is missing, and one {where}"
    return f"{FIGURE_NAME} is not the one that {where}"

"""What the simulated models can do, as numbers. `parameters.json` holds the calibrated ones.

Chances that differ between problems or proofs are Beta-distributed: `mean` is the rate over all,
`correlation` the share of the variance that repeats itself (the intraclass correlation of two
draws on the same problem, or of two readings of the same proof): 0 makes every draw independent,
near 1 makes all draws on one object agree.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[float, Field(ge=0, le=1)]
Open = Annotated[float, Field(gt=0, lt=1)]
Tokens = Annotated[float, Field(gt=0, le=1e7)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Rate(_Frozen):
    """A chance that varies: its mean, and the intraclass correlation of two draws."""

    mean: Open
    correlation: Open

    @property
    def shape(self) -> tuple[float, float]:
        """The two parameters of the Beta distribution."""
        total = (1 - self.correlation) / self.correlation
        return self.mean * total, (1 - self.mean) * total


class WriterSkill(_Frozen):
    """How well a model writes proofs.

    `right`: an attempt is a proof, over problems. `style_shared`: how much of that chance all
    styles of a problem have in common. A wrong attempt is a near miss (`gap_share`) or on a wrong
    track; with `mistake_shared` it makes one of the few mistakes that a problem invites. Refining
    mends a gap with `fix_gap` * p^0.25 and a wrong track with `fix_wrong` * p^0.75 when an
    objection was true (p: the problem's chance), with `fix_alone` times that without one; it
    breaks a proof with `break_right`. What stays wrong after refining looks better by `polish`
    standard deviations. A true lemma raises p to p^`lemma_effect`; a false one halves it.
    A program for small cases finds the true answer with `program_right` (a guess: no graded set has
    programs), else a wrong one.
    """

    right: Rate
    style_shared: Share = 0.7
    gap_share: Share = 0.4
    mistake_shared: Share = 0.5
    answer_luck: Share = 0.35
    fix_gap: Share = 0.6
    fix_wrong: Share = 0.5
    fix_alone: Share = 0.3
    break_right: Share = 0.06
    polish: Annotated[float, Field(ge=0, le=3)] = 0.25
    lemma_true: Share = 0.75
    lemma_effect: Open = 0.8
    program_right: Share = 0.9


class VerifierSkill(_Frozen):
    """How well a model judges proofs, per call.

    `false_accept` and `false_reject` over proofs. Two models share `between_models` of what makes
    a proof look right, two prompts of one model `between_prompts`. An objection to a wrong proof
    names the real fault with `true_objection`; a review upholds true and false objections with
    the given chances; a comparison of two proofs has noise of `compare_noise` logits.
    """

    false_accept: Rate
    false_reject: Rate
    between_models: Share = 0.5
    between_prompts: Share = 0.8
    true_objection: Share = 0.75
    uphold_true: Share = 0.9
    uphold_false: Share = 0.3
    compare_noise: Annotated[float, Field(gt=0, le=10)] = 1.0


class Lengths(_Frozen):
    """Mean completion tokens by task; lengths are log-normal with `spread`. Wrong attempts are
    longer by `wrong_factor`, which is what longer thinking looks like when it does not help."""

    attempt: Tokens = 12_000
    refine: Tokens = 10_000
    verify: Tokens = 6_000
    review: Tokens = 3_000
    compare: Tokens = 6_000
    lemmas: Tokens = 4_000
    writeup: Tokens = 2_500
    proof: Tokens = 2_500
    spread: Annotated[float, Field(gt=0, le=2)] = 0.5
    wrong_factor: Annotated[float, Field(ge=1, le=10)] = 1.4


class ModelSkill(_Frozen):
    """A simulated model."""

    writer: WriterSkill
    verifier: VerifierSkill
    lengths: Lengths = Lengths()


@cache
def calibrated() -> ModelSkill:
    """The model whose rates were fitted to graded proofs; see `prover.simulated.fit`."""
    record = json.loads((files(__package__) / "parameters.json").read_text("utf-8"))
    return ModelSkill.model_validate(record["model"])

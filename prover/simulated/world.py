"""The simulated world: which texts are right, and how they look to whom.

Latent variables make draws on the same object agree: each problem has its difficulty (per model,
shared between prompt styles), each problem invites a few mistakes that attempts share, and each
proof has a look that all verifiers see in part.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from prover.simulated.chance import Chance, mixed, quantile
from prover.simulated.codes import Code, Codec, Kind, Quality
from prover.simulated.skills import VerifierSkill, WriterSkill

LEMMAS = 3
"""Lemmas that matter, per problem."""

MISTAKES = 3
"""Mistakes that a problem invites."""

WRONG_ANSWERS = 4
KEPT_LOOK = 0.5
"""Share of the variance of a wrong proof's look that a refined version keeps."""

MODELS_SHARE = 0.8
"""Share of the variance of a problem's difficulty that all models have in common."""


@dataclass(frozen=True)
class World:
    """All that is decided about texts. `draw` names one answer: the same name, the same text."""

    chance: Chance
    codec: Codec

    @classmethod
    def of(cls, seed: int) -> World:
        """The world of a seed."""
        return cls(Chance(seed), Codec(seed))

    # --- writing ------------------------------------------------------------------------------

    def solve_chance(
        self, skill: WriterSkill, model: str, style: str, problem: int, hints: list[Code]
    ) -> float:
        """The chance that an attempt in this style is a proof."""
        shared = mixed(
            (MODELS_SHARE, self.chance.normal("difficulty", problem)),
            (1 - MODELS_SHARE, self.chance.normal("difficulty", problem, model)),
        )
        latent = mixed(
            (skill.style_shared, shared),
            (1 - skill.style_shared, self.chance.normal("difficulty", problem, model, style)),
        )
        p = quantile(skill.right, latent)
        for hint in {code.lemma: code for code in hints if code.problem == problem}.values():
            if self.lemma_holds(skill, problem, hint.lemma) != hint.negated:
                p = p**skill.lemma_effect
            else:
                p /= 2
        return p

    def lemma_holds(self, skill: WriterSkill, problem: int, lemma: int) -> bool:
        """Whether a lemma of a problem is true."""
        return self.chance.happens(skill.lemma_true, "lemma", problem, lemma)

    def attempt(
        self, skill: WriterSkill, model: str, style: str, problem: int, hints: list[Code], draw: str
    ) -> Code:
        """A fresh attempt at a problem."""
        p = self.solve_chance(skill, model, style, problem, hints)
        return self._written(skill, problem, 0, False, self.chance.happens(p, "try", draw), draw)

    def lemma_attempt(
        self, skill: WriterSkill, model: str, style: str, lemma: Code, negated: bool, draw: str
    ) -> Code:
        """An attempt at a lemma or its negation. Lemmas are easier than the problem; what is false
        cannot be proved."""
        p = self.solve_chance(skill, model, style, lemma.problem, []) ** 0.4
        provable = self.lemma_holds(skill, lemma.problem, lemma.lemma) != negated
        right = provable and self.chance.happens(p, "try", draw)
        return self._written(skill, lemma.problem, lemma.lemma, negated, right, draw)

    def _written(
        self, skill: WriterSkill, problem: int, lemma: int, negated: bool, right: bool, draw: str
    ) -> Code:
        chance = self.chance
        code = Code(
            Kind.PROOF, problem, lemma, negated, Quality.RIGHT,
            look=chance.normal("look", draw), nonce=chance.nonce("nonce", draw),
        )  # fmt: skip
        if right:
            return code
        gap = chance.happens(skill.gap_share, "gap", draw)
        look = code.look
        if chance.happens(skill.mistake_shared, "common", draw):
            mistake = chance.number(MISTAKES, "mistake", draw)
            look = chance.normal("mistake look", problem, lemma, mistake)
        answer = 0
        if not chance.happens(skill.answer_luck, "answer", draw):
            # Two draws, the smaller counts: some wrong answers are more tempting than others.
            picks = (chance.number(WRONG_ANSWERS, "pick", draw, turn) for turn in (0, 1))
            answer = 1 + min(picks)
        quality = Quality.GAP if gap else Quality.WRONG
        return replace(code, quality=quality, look=look, answer=answer)

    def refine(
        self, skill: WriterSkill, model: str, style: str, proof: Code, objections: list[Code],
        draw: str,
    ) -> Code:  # fmt: skip
        """A new version of a proof in the light of objections; none: the author's own reading."""
        chance = self.chance
        fresh = replace(
            proof, depth=proof.depth + 1, nonce=chance.nonce("nonce", draw),
        )  # fmt: skip
        if proof.right:
            broken = skill.break_right if objections else skill.break_right * skill.fix_alone
            if not chance.happens(broken, "break", draw):
                return fresh
            return replace(fresh, quality=Quality.GAP, look=chance.normal("look", draw))
        p = self.solve_chance(skill, model, style, proof.problem, [])
        if proof.lemma:
            p = p**0.4
        if proof.quality is Quality.GAP:
            fix = skill.fix_gap * p**0.25
        else:
            fix = skill.fix_wrong * p**0.75
        if not any(one.right for one in objections):
            fix *= skill.fix_alone
        provable = not proof.lemma or (
            self.lemma_holds(skill, proof.problem, proof.lemma) != proof.negated
        )
        if provable and chance.happens(fix, "fix", draw):
            return replace(fresh, quality=Quality.RIGHT, answer=0, look=chance.normal("look", draw))
        look = skill.polish + math.sqrt(KEPT_LOOK) * proof.look
        look += math.sqrt(1 - KEPT_LOOK) * chance.normal("look", draw)
        return replace(fresh, look=look)

    # --- judging ------------------------------------------------------------------------------

    def accept_chance(self, skill: VerifierSkill, model: str, prompt: str, proof: Code) -> float:
        """The chance that this model with this prompt accepts the proof."""
        chance, nonce = self.chance, (proof.problem, proof.nonce)
        between = max(skill.between_prompts, skill.between_models)
        latent = mixed(
            (skill.between_models, proof.look),
            (between - skill.between_models, chance.normal("seen by", model, *nonce)),
            (1 - between, chance.normal("seen by", model, prompt, *nonce)),
        )
        if proof.right:
            return 1 - quantile(skill.false_reject, -latent)
        return quantile(skill.false_accept, latent)

    def objection(self, skill: VerifierSkill, proof: Code, draw: str) -> Code:
        """An objection against a proof: true only when there is something to object to."""
        true = not proof.right and self.chance.happens(skill.true_objection, "objection", draw)
        return Code(
            Kind.OBJECTION, proof.problem, proof.lemma, proof.negated,
            Quality.RIGHT if true else Quality.WRONG, nonce=self.chance.nonce("nonce", draw),
        )  # fmt: skip

    def upheld(self, skill: VerifierSkill, model: str, objection: Code, draw: str) -> bool:
        """Whether a review upholds an objection. Half of the doubt is the objection's own."""
        rate = skill.uphold_true if objection.right else skill.uphold_false
        own = self.chance.normal("review", model, objection.problem, objection.nonce)
        latent = mixed((0.5, own), (0.5, self.chance.normal("review", draw)))
        return 0.5 * math.erfc(-latent / math.sqrt(2)) < rate

    def better(
        self, skill: VerifierSkill, model: str, prompt: str, proofs: list[Code], draw: str
    ) -> int:
        """Which of several proofs a comparison prefers, by its place."""
        scores = []
        for place, proof in enumerate(proofs):
            p = min(max(self.accept_chance(skill, model, prompt, proof), 1e-3), 1 - 1e-3)
            noise = skill.compare_noise * self.chance.normal("compare", draw, place)
            scores.append(math.log(p / (1 - p)) + noise)
        return max(range(len(scores)), key=scores.__getitem__)

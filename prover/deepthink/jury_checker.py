"""Proofs in words, judged by the configured jury of models.

This can vouch for one rung only, `model_verified`, and with the jury's measured rate of accepting
wrong proofs or the word that none was measured.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from prover.checkers.protocol import (
    PROSE,
    Accepted,
    CheckerFault,
    CheckOutcome,
    Rejected,
    Undecided,
)
from prover.llm.errors import ConfigError
from prover.verdicts.verdict import Juror, ModelEvidence

if TYPE_CHECKING:
    from prover.checkers.registry import CheckerRegistry
    from prover.deepthink.judge import Opinion
    from prover.deepthink.jury.jury import JurorReport
    from prover.deepthink.state.model import Model
    from prover.limits.budget import Budget
    from prover.llm.config import LLMConfig, ModelRole
    from prover.problems.problem import Problem
    from prover.trace.attempt import Attempt
    from prover.trace.context import RunContext
    from prover.trace.events import Emit

NO_JURY = "the attempt has no certificate, and no jury that could read it is configured"

SEARCHED_BY: tuple[ModelRole, ...] = ("writer", "verifier")
"""The roles whose models make a proof."""

MakeModel = Callable[["LLMConfig", "Budget", "Emit"], "Model"]


class JuryChecker:
    """Vouches for a proof that every juror accepts. `config` and `make_model` are found out when
    they are first needed, unless given. Its calls are paid from the context's budget itself and not
    from a child of it: a jury may read in the time that is kept for the end of a run, and a child
    ends before."""

    def __init__(
        self, config: LLMConfig | None = None, make_model: MakeModel | None = None
    ) -> None:
        self._config = config
        self._make_model = make_model or _client

    async def check(self, problem: Problem, attempt: Attempt, context: RunContext) -> CheckOutcome:
        """See `Checker.check`. Gates first, then what readers of the search or a program hold
        against the text: what these refuse costs no token."""
        from prover.deepthink.gates import inspect_proof

        proof = attempt.proof_markdown
        models = self._jury()
        finding = inspect_proof(proof, statement=problem.statement, answer=problem.answer)
        if finding is not None and models:
            return Rejected(f"gate {finding.gate}: {finding.reason}")
        if not models or self._config is None:
            return Undecided(NO_JURY)
        standing = standing_objection(attempt)
        if standing is not None:
            return Rejected(standing)
        unread = unread_in_search(attempt)
        if unread is not None:
            return Undecided(unread)
        if self._config.idle_jurors(models):
            return Undecided(f"the jury may not vouch: {'; '.join(self._config.notes(models))}")
        return await self._judged(problem, attempt, models, self._config, context)

    async def _judged(
        self,
        problem: Problem,
        attempt: Attempt,
        models: tuple[str, ...],
        config: LLMConfig,
        context: RunContext,
    ) -> CheckOutcome:
        from prover.deepthink.calibration.store import measured_rates
        from prover.deepthink.jury.jury import run_jury
        from prover.deepthink.jury.version import judge_version
        from prover.deepthink.session.session import ModelUnusable, Session
        from prover.deepthink.state.calls import Caps
        from prover.deepthink.state.state import State

        proof = attempt.proof_markdown
        budget = context.budget
        model = self._make_model(config, budget, context.emit)
        least = min(config.resolve(name)[1].max_tokens for name in models)
        caps = Caps.within(least, least)
        session = Session(model, State(problem.id, problem.statement), caps, budget)
        try:
            report = await run_jury(
                session, problem.statement, proof, models, answer=problem.answer
            )
        except ModelUnusable as error:
            raise CheckerFault(f"the jury cannot be reached: {error}") from None
        finally:
            close = getattr(model, "close", None)
            if close is not None:
                await close()
        if report.decision == "rejects":
            return Rejected(report.reason)
        if report.decision == "void":
            return Undecided(report.reason)
        names = tuple(config.resolve(name)[1].name for name in models)
        false_accepts, false_rejects = measured_rates(names)
        try:
            evidence = ModelEvidence(
                proof_sha256=report.proof_sha256,
                jury=tuple(_juror(one, config) for one in report.jurors),
                fresh_context=True,
                false_accept_rate=false_accepts,
                false_reject_rate=false_rejects,
                judge_version=judge_version(),
                notes=(
                    *config.notes(models),
                    *own_judgement(attempt, config, models),
                    *attempt.known_problems,
                ),
            )
        except ValueError as error:  # a juror that did not accept: no evidence without it
            raise CheckerFault(f"the jury's report carries no verdict: {error}") from None
        return Accepted(evidence)

    def _jury(self) -> tuple[str, ...]:
        """The names of the jury's models; empty when none is configured."""
        from prover.llm.config import load_config

        if self._config is None:
            try:
                self._config = load_config()
            except ConfigError as error:
                raise CheckerFault(str(error)) from None
        return self._config.names_for("jury")


def _juror(report: JurorReport, config: LLMConfig) -> Juror:
    """What a juror did, as evidence. Raises `ValueError` where it did not accept."""
    return Juror.model_validate(
        {
            "model": config.resolve(report.model)[1].name,
            "prompt_sha256": report.prompt_sha256,
            "accepts": report.accepts,
            "grade": report.opinion.grade if report.opinion is not None else None,
        }
    )


def own_judgement(attempt: Attempt, config: LLMConfig, models: tuple[str, ...]) -> tuple[str, ...]:
    """A caveat where jurors `models` are those that wrote the text or read it in the search: what a
    model cannot see, it does not see as a juror either."""
    from prover.deepthink.report.grader_report import REPORT_KIND

    if attempt.certificate is None or attempt.certificate.kind != REPORT_KIND:
        return ()  # no search of ours is known to have made it
    searched = {_who(config, name) for role in SEARCHED_BY for name in config.names_for(role)}
    same = sorted({_who(config, name)[1] for name in models if _who(config, name) in searched})
    if not same:
        return ()
    if all(_who(config, name) in searched for name in models):
        words = (
            f"the jury is the model that wrote or read the proof in the search ({', '.join(same)})"
        )
    else:
        words = f"among the jurors is the model that wrote or read the proof in the search ({', '.join(same)})"
    return (f"{words}: it errs as a juror where it erred there",)


def _who(config: LLMConfig, name: str) -> tuple[str, str]:
    """What makes two configured models the same one."""
    _, model, endpoint = config.resolve(name)
    return endpoint.url, model.name


def register(registry: CheckerRegistry) -> None:
    """Make the jury the one who reads proofs in words."""
    for kind in (PROSE, "jury"):
        registry.register(kind, JuryChecker)


def standing_objection(attempt: Attempt) -> str | None:
    """An objection to this very text in the report that came with it, which no review overruled;
    one line. The report is the engine's word and can only speak against a text."""
    for opinion in _opinions(attempt):
        if opinion.objects:
            issue = opinion.fatal[0]
            said = f"({issue.category}) {issue.place}: {issue.explanation}"
            words = f"an objection from the search stands {said}"
            return " ".join(words.split())[:600]
    return None


def unread_in_search(attempt: Attempt) -> str | None:
    """That readers of the search said something of this text that could not be read, and no fresh
    reading took its place: it may have been an objection."""
    opinions = _opinions(attempt)
    waiting = sum(opinion.waits for opinion in opinions)
    if not waiting:
        return None
    read = sum(opinion.accepts for opinion in opinions)
    return (
        f"{waiting} readings of the search could not be read and {read} accept; a fresh reading "
        "must say what those could not"
    )


def _opinions(attempt: Attempt) -> tuple[Opinion, ...]:
    """What the search's readers said of this text, as far as its report can be read."""
    from prover.deepthink.report.grader_report import ReportError, report_beside

    try:
        report = report_beside(attempt.certificate)
    except ReportError:
        return ()
    return report.opinions if report else ()


def _client(config: LLMConfig, budget: Budget, emit: Emit) -> Model:
    from prover.llm.client import Client

    return Client(config, budget=budget, emit=emit)

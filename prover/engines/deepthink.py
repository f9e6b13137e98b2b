"""The natural-language engine: a pipeline of `prover.deepthink` over the configured models.

It accepts a problem when a writer is configured and the problem has a statement in words. What it
hands over is a proof in words and the report of the readings in its loop (a certificate of kind
`jury`, for people to read); the jury that may vouch for it reads the proof afresh
(`prover.deepthink.jury_checker`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

from prover.limits.budget import Budget, BudgetExceeded
from prover.run.engine import Needs, Prepared
from prover.settings.settings import current
from prover.trace import events
from prover.trace.attempt import Attempt, Certificate, Cost

if TYPE_CHECKING:
    from pathlib import Path

    from prover.deepthink.control.posterior import Beliefs
    from prover.deepthink.control.presets import Preset
    from prover.deepthink.pipelines import Outcome
    from prover.deepthink.programs.tool import PythonTool
    from prover.deepthink.session.session import Session
    from prover.deepthink.state.state import Step
    from prover.llm.client import Client
    from prover.llm.config import LLMConfig, ModelRole
    from prover.problems.problem import Problem
    from prover.problems.rules import RulesProfile
    from prover.trace.context import RunContext
    from prover.trace.events import Emit
    from prover.verdicts.verdict import Rung


class MakeClient(Protocol):
    """Makes the client of a run; `journal` is the file of its calls, None: they are not kept."""

    def __call__(
        self, config: LLMConfig, budget: Budget, emit: Emit, journal: Path | None = None
    ) -> Client: ...


ROLES_USED: tuple[ModelRole, ...] = ("writer", "verifier", "jury")
JURY_KEEPS = 200_000
"""Tokens of a run that are kept back for the final jury: five readings of a long proof by
a model that thinks, some of them twice."""

JURY_SHARE = 0.2
"""The jury keeps back no more than this share of what is left, and a tenth of the time."""

JURY_LEAST = 0.3
"""This much of `JURY_KEEPS` it keeps back also where that is a larger share, up to a half: a jury
whose answers are cut off gives no verdict, and a run that it cannot judge was for nothing."""

JURY_TIME = 0.1

ANSWERED = "answered"
"""What the log says of a call that was."""


class DeepThinkEngine:
    """Proves problems in words. `preset` names the pipeline (else the setting `preset`);
    `config` is the model configuration (else what the settings hold), `make_client`
    makes a run's client (else one that speaks HTTP). Where the rules forbid programs the Python tool
    is off, and so it is with the setting `tool` off."""

    name = "deepthink"
    reach: Rung = "model_verified"

    def __init__(
        self,
        *,
        preset: str | None = None,
        config: LLMConfig | None = None,
        make_client: MakeClient | None = None,
    ) -> None:
        self._preset = preset
        self._make_client = make_client or _http_client
        self._config = config

    def needs(self) -> Needs:
        """A model; the network where one that is used does not run on this machine."""
        from prover.llm.errors import ConfigError
        from prover.llm.locality import leaves_machine

        try:
            config = self._models()
        except ConfigError:
            return Needs(model=True)
        return Needs(model=True, network=leaves_machine(config, *ROLES_USED))

    def prepare(self, problem: Problem) -> Prepared | None:
        """The problem when it has a statement in words and there is a model to write a proof.

        With a broken configuration it accepts, so that `run` can say what is broken and the other
        engines lose nothing.
        """
        from prover.llm.errors import ConfigError

        try:
            usable = bool(problem.statement.strip()) and bool(self._models().names_for("writer"))
        except ConfigError:
            usable = True
        return Prepared(problem) if usable else None

    async def run(self, prepared: Prepared, context: RunContext) -> list[Attempt]:
        """Run the pipeline until done, cancelled or out of budget.

        Each better text is handed over at once as provisional, so that a cancellation keeps the
        best; the jury reads the last one only. What the jury needs is kept back. Raises
        `BudgetExceeded` where the run's own limits (and not the preset's) ended it, after it handed
        over what there is, `ModelUnusable`, `ConfigError`, `UnknownPreset`.
        """
        from prover.deepthink.control.presets import Adaptive, preset
        from prover.deepthink.pipelines import Outcome, run_pipeline
        from prover.deepthink.pipelines.outcome import best_by_share
        from prover.deepthink.session.session import ModelUnusable
        from prover.llm.locality import leaves_machine
        from prover.llm.own_models import NOTE_SOURCE

        problem, budget, emit = prepared.problem, context.budget, context.emit
        chosen = preset(self._preset or current().preset)
        config = self._models()
        used = {name for role in ROLES_USED for name in config.names_for(role)}
        for note in config.notes(used):
            emit(events.Message(level="warning", source=NOTE_SOURCE, text=note))
        tokens = chosen.max_tokens if isinstance(chosen, Adaptive) else None
        writers = writers_share(budget, config)
        share = writers.child("preset", tokens=tokens, anew=True)
        context.rules.require_models(network=leaves_machine(config, *ROLES_USED))
        client = self._make_client(config, share, emit, context.journal)
        try:
            left, ours = budget.remaining("wall"), share.remaining("wall")
            kept = None if left is None or ours is None else left - ours
            session = self._session(problem, client, share, config, context, kept)

            def on_best(outcome: Outcome) -> None:
                attempt = self._attempt(outcome, session, chosen, share)
                if attempt is not None:
                    emit(events.AttemptMade(attempt=attempt, provisional=True))
                    emit(events.Progress(engine=self.name, message=outcome.why))

            try:
                outcome = await run_pipeline(
                    session, chosen, beliefs=_beliefs(config), on_best=on_best
                )
            except ModelUnusable as fault:
                # What was written before is worth a judgement, if one can still be had.
                on_best(Outcome(best_by_share(session.state), False, None, str(fault)))
                raise
        finally:
            await client.close()
        final = self._attempt(outcome, session, chosen, share)
        exceeded = (
            writers.exceeded()
            or share.exceeded()
            or (
                _too_little(share, writers)
                if session.spent_out or session.left_to_jury or outcome.cut_short
                else None
            )
        )
        if exceeded is None or outcome.accepted or exceeded.source is share:
            if final is None:
                raise ModelUnusable(_without_text(outcome, session))
            return [final]
        if final is not None:
            emit(events.AttemptMade(attempt=final))
        raise exceeded

    def _models(self) -> LLMConfig:
        from prover.llm.config import load_config

        if self._config is None:
            self._config = load_config()
        return self._config

    def _tool(self, rules: RulesProfile) -> PythonTool | None:
        from prover.deepthink.programs.tool import tool_for

        return tool_for(rules) if current().tool else None

    def _session(
        self,
        problem: Problem,
        client: Any,
        budget: Budget,
        config: LLMConfig,
        context: RunContext,
        jury_seconds: float | None = None,
    ) -> Session:
        from prover.deepthink.session.session import Session
        from prover.deepthink.state.calls import Caps
        from prover.deepthink.state.state import State

        state = State(problem.id, problem.statement, problem.answer)
        judges = config.names_for("verifier") or ("verifier",)
        writer, verifier = (config.resolve(role)[1].max_tokens for role in ("writer", "verifier"))
        caps = Caps.within(writer, verifier)
        thinks = config.resolve("writer")[1].thinking
        return Session(
            client,
            state,
            caps,
            budget,
            judges=judges,
            tool=self._tool(context.rules),
            run=context.run,
            max_effort=max(caps.max_effort(writer), thinks != "none"),
            jury_seconds=jury_seconds,
        )

    def _attempt(
        self,
        outcome: Outcome,
        session: Session,
        preset: Preset,
        budget: Budget,
    ) -> Attempt | None:
        from prover.deepthink.report.grader_report import REPORT_KIND, report_text

        candidate = outcome.candidate
        if candidate is None:
            return None
        issues = [issue for opinion in candidate.opinions for issue in opinion.fatal]
        known = [
            f"objection ({issue.category}) {issue.place}: {issue.explanation}" for issue in issues
        ]
        if candidate.waiting:
            known.insert(0, f"{candidate.waiting} readings of it could not be read")
        failed = failed_calls(session.state.log)
        if not outcome.accepted:
            known = [f"the pipeline did not accept it: {outcome.why}", *failed[:1], *known]
        return Attempt(
            engine=self.name,
            proof_markdown=candidate.text,
            certificate=Certificate(
                kind=REPORT_KIND, text=report_text(outcome, session.state, preset)
            ),
            notes=(
                f"pipeline: {preset.about or preset.strategy}",
                outcome.why,
                *failed,
            ),
            known_problems=tuple(" ".join(line.split())[:500] for line in known[:8]),
            cost=Cost(tokens=int(budget.used("tokens")), cost=budget.used("cost")),
        )


MAX_CAUSES = 4
"""Causes of failed calls that a result names."""


def failed_calls(log: Sequence[Step]) -> tuple[str, ...]:
    """The calls that brought no answer, one line for each cause, the commonest first."""
    causes = Counter(step.result for step in log if step.result != ANSWERED)
    return tuple(
        f"{count} of {len(log)} calls failed: {cause}"
        for cause, count in causes.most_common(MAX_CAUSES)
    )


def _without_text(outcome: Outcome, session: Session) -> str:
    """Why there is nothing to hand over, in one line."""
    log = session.state.log
    last = f"; the last: {log[-1].result}" if log else ""
    return f"no text came of {len(log)} calls in a row: {outcome.why}{last}"


def writers_share(budget: Budget, config: LLMConfig) -> Budget:
    """The part of `budget` that a pipeline may use: less by what the final jury needs of tokens,
    money and time, so that a run does not end unjudged."""
    tokens = budget.remaining("tokens")
    if tokens is not None:
        tokens -= _kept(JURY_KEEPS, tokens)
    money = budget.remaining("cost")
    if money is not None:
        prices = [config.resolve(name)[1].price for name in config.names_for("jury")]
        needs = max((price.of(JURY_KEEPS // 2, JURY_KEEPS // 2) for price in prices), default=0.0)
        money -= _kept(needs, money)
    time = budget.remaining("wall")
    return budget.child(
        "writers",
        tokens=tokens,
        cost=money,
        wall=None if time is None else (1 - JURY_TIME) * time,
        anew=True,
    )


def _kept(needs: float, left: float) -> float:
    """What is kept back of `left` for a jury that needs `needs`, both in tokens or in money."""
    return min(needs, max(JURY_SHARE * left, min(JURY_LEAST * needs, left / 2)))


def _too_little(*budgets: Budget) -> BudgetExceeded | None:
    """The limit of which too little is left for one more call: the one that is used up most, of
    those of equal use that of the first budget."""
    # The child's wall clock is cut to its parent's and is no limit of its own.
    limits = [
        BudgetExceeded(limit.name, limit.used, limit.allowed, budget)
        for number, budget in enumerate(budgets, 1)
        for limit in budget.limits()
        if limit.allowed and (limit.name != "wall" or number == len(budgets))
    ]
    return max(limits, key=lambda one: one.used / one.allowed, default=None)


def _http_client(
    config: LLMConfig, budget: Budget, emit: Emit, journal: Path | None = None
) -> Client:
    from prover.llm.client import Client
    from prover.llm.trace import Journal, JsonLinesTrace

    if journal is None:
        return Client(config, budget=budget, emit=emit)
    known = Journal.read(journal)
    if known.completions:
        count = len(known.completions)
        words = f"{count} answers of models are taken from a run of this problem that died"
        emit(events.Message(level="info", source="llm", text=words))
    return Client(config, budget=budget, emit=emit, trace=JsonLinesTrace(journal), journal=known)


def _beliefs(config: LLMConfig) -> Beliefs:
    """Beliefs about the verifier: what was measured of it, as far as it goes."""
    from prover.deepthink.calibration.store import measured_rates
    from prover.deepthink.control.measured import believed

    names = tuple(config.resolve(name)[1].name for name in config.names_for("verifier"))
    return believed(*measured_rates(names))

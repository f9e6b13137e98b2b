"""Runs the calls that stages ask for and folds the answers into the state, in order."""

from __future__ import annotations

import asyncio
import hashlib
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from prover.deepthink.stages.compare import tell_compare
from prover.deepthink.stages.grading import tell_review, tell_verify
from prover.deepthink.stages.lemmas import tell_lemmas
from prover.deepthink.stages.write import tell_text
from prover.deepthink.state.calls import MAX_EFFORT, Answer, Call, Caps, asked_again
from prover.deepthink.state.state import State, Step
from prover.llm.errors import LLMError, Malformed, NoService, OutOfBudget, TooLong, Truncated

if TYPE_CHECKING:
    from prover.deepthink.programs.tool import PythonTool
    from prover.deepthink.state.model import Model
    from prover.limits.budget import Budget

MAX_FAILURES = 20
"""Calls in a row without any answer, from the first one on, after which a pipeline gives up."""

MAX_OUTAGE = 20
"""Steps in a row without any answer after which it gives up when there were answers before: a
server that restarts must not end hours of work."""

MAX_UNSERVED = 3
"""Such steps in a row in which every call was turned away for a key, a quota or an address, where
there were answers before; without any before, the first one is enough."""

MAX_EMPTY = 3
"""Calls in a row, before any answer, in which a model thought up to its cap and said nothing."""

FULL = 0.9
"""This share of a call's cap was used where it was the cap that ended it, and not the budget."""

JURY_ROUNDS = 1.5
"""So many times the slowest reading so far the jury needs, whose jurors read side by side."""

LONGEST_PAUSE = 60.0
"""Seconds between two such steps, at most; they begin at 1 and double."""

MAX_RESULT = 400
"""Characters of a call's fault that the log keeps."""

MAX_QUOTED = 40_000
"""Characters of an answer that could not be read and is asked for again: a longer one is no report."""

Sleep = Callable[[float], Awaitable[None]]

_TELL: dict[str, Callable[[State, Call, Answer], State]] = {
    "attempt": tell_text,
    "improve": tell_text,
    "refine": tell_text,
    "writeup": tell_text,
    "verify": tell_verify,
    "review": tell_review,
    "compare": tell_compare,
    "lemmas": tell_lemmas,
}


class ModelUnusable(RuntimeError):
    """No model answers (`MAX_FAILURES`, `MAX_OUTAGE`); one line with the last reason."""


class Session:
    """One problem being worked on: the state, the model, the budget.

    `judges` are the roles or models that read proofs in the loop, the first one preferred; the
    final jury is none of theirs. `tool` runs programs; None where the rules forbid it. `run` makes
    the keys of its calls (see `Client.complete`) unique to one run; without it calls have none.
    `max_effort` is the largest effort that the writer's own cap allows. `believed` gives the
    pipeline's present belief in its best candidate, for the log. `jury_seconds` are kept for the jury
    after the end of `budget`; where its readings take longer than that, as measured here, the session
    is over sooner. None: no jury follows.
    """

    def __init__(
        self,
        model: Model,
        state: State,
        caps: Caps,
        budget: Budget,
        *,
        judges: tuple[str, ...] = ("verifier",),
        tool: PythonTool | None = None,
        run: str = "",
        sleep: Sleep = asyncio.sleep,
        max_effort: int = MAX_EFFORT,
        jury_seconds: float | None = None,
    ) -> None:
        self.model = model
        self.state = state
        self.caps = caps
        self.budget = budget
        self.judges = judges
        self.tool = tool
        self.max_effort = max_effort
        self._run = run
        self._asked: Counter[str] = Counter()
        self.believed: float | None = None
        self.spent_out = False
        self._sleep = sleep
        self._failures = 0  # calls in a row
        self._outage = 0  # steps in a row
        self._answered = False
        self._calls = 0
        self._empty = 0  # calls in a row
        self._raised: set[tuple[str, bool]] = set()
        self._jury_seconds = jury_seconds
        self._slowest = {True: 0.0, False: 0.0}  # seconds of a call with and without a schema

    @property
    def tokens_left(self) -> float | None:
        """Tokens this problem may still use; None: no limit."""
        return self.budget.remaining("tokens")

    @property
    def over(self) -> bool:
        """Whether the budget ended, or what is left of its time is the jury's."""
        return self.spent_out or self.budget.exceeded() is not None or self.left_to_jury

    @property
    def left_to_jury(self) -> bool:
        """Whether the jury's readings, as long as those so far, need time of this budget, and the
        next call would be made in it."""
        left = self.budget.remaining("wall")
        if left is None or self._jury_seconds is None:
            return False
        return self._lacking > 0 and left < self._lacking + self._slowest[True]

    @property
    def _lacking(self) -> float:
        """Seconds that the jury needs beyond those that are kept for it; 0 where these are enough."""
        if self._jury_seconds is None:
            return 0.0
        return max(0.0, JURY_ROUNDS * self._slowest[True] - self._jury_seconds)

    def _before_jury(self) -> float | None:
        """Seconds that a call may take now; None: the budget's own clock is what ends it."""
        left = self.budget.remaining("wall")
        return max(0.0, left - self._lacking) if left is not None and self._lacking else None

    async def step(self, *calls: Call) -> list[Answer]:
        """Make `calls` side by side and fold the answers in, in the order of the calls.

        Answers that were paid for are folded in also when the budget ended for others; `over`
        is then true. Raises `ModelUnusable`.
        """
        answers = await self.ask(calls)
        for call, answer in zip(calls, answers, strict=True):
            tell = _TELL.get(call.stage)
            if tell is not None:
                self.state = tell(self.state, call, answer)
        return answers

    async def ask(self, calls: Sequence[Call]) -> list[Answer]:
        """Make `calls` side by side and count them, without folding the answers in."""
        if len(calls) == 1:
            answers = [await self._one(calls[0])]
        else:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._one(call)) for call in calls]
            answers = [task.result() for task in tasks]
        for call, answer in zip(calls, answers, strict=True):
            self._count(call, answer)
        if answers and not self.spent_out:
            await self._bear_failures(calls, answers)
        return answers

    def _key(self, call: Call) -> str | None:
        """The same call of a run that is taken up again has the same key: what is asked of whom,
        and how many times that was asked before."""
        if not self._run:
            return None
        words = "\0".join([call.role, call.stage, *(m.content for m in call.messages)])
        digest = hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32]
        self._asked[digest] += 1
        return f"{self._run}-{digest}-{self._asked[digest]}"

    async def _one(self, call: Call) -> Answer:
        """The answer to a call; where an object was asked for and cannot be read, it is asked for
        once more in the same conversation."""
        answer, trouble = await self._asked_once(self._as_raised(call))
        kind = (call.role, call.schema is not None)
        full = answer.written >= FULL * call.max_tokens
        if answer.empty and full and kind not in self._raised and not self.over:
            self._raised.add(kind)
            more, trouble = await self._asked_once(self._as_raised(call))
            answer = replace(
                more,
                tokens=answer.tokens + more.tokens,
                written=answer.written + more.written,
                seconds=answer.seconds + more.seconds,
            )
        said = answer.unread or ""
        if trouble is None or not 0 < len(said) <= MAX_QUOTED or self.over:
            return answer
        again, _ = await self._asked_once(asked_again(call, said, trouble))
        return replace(
            again,
            tokens=answer.tokens + again.tokens,
            written=answer.written + again.written,
            unread=said if again.failed and not again.unread else again.unread,
            too_long=False,
        )

    def _as_raised(self, call: Call) -> Call:
        """The call with twice its cap, where this model has said nothing within the plain one."""
        raised = (call.role, call.schema is not None) in self._raised
        return replace(call, max_tokens=2 * call.max_tokens) if raised else call

    async def _asked_once(self, call: Call) -> tuple[Answer, str | None]:
        """The answer, and what is wrong with its form where that is all that is wrong."""
        self._calls += 1
        began = self.budget.used("wall")
        try:
            async with asyncio.timeout(self._before_jury()):
                completion = await self.model.complete(
                    call.role,
                    call.messages,
                    max_tokens=call.max_tokens,
                    temperature=call.temperature,
                    seed=self._calls,
                    schema=call.schema,
                    effort=call.effort,
                    purpose=call.purpose,
                    prompt_hash=call.prompt_hash,
                    key=self._key(call),
                )
        except TimeoutError:
            self.spent_out = True
            return Answer(failed="the time that is left is the jury's"), None
        except OutOfBudget as error:
            self.spent_out = True
            return Answer(failed=str(error), tokens=_paid(error)), None
        except LLMError as error:
            cut = isinstance(error, Truncated)
            partial = error.completion
            said = partial.text if partial is not None else None
            answer = Answer(
                text=said or "" if cut and call.schema is None else "",
                failed=f"{type(error).__name__}: {error}",
                tokens=_paid(error),
                written=partial.usage.completion_tokens if partial is not None else 0,
                truncated=cut and partial is not None,
                too_long=isinstance(error, TooLong),
                unserved=isinstance(error, NoService),
                unread=said if call.schema is not None else None,
                seconds=self._timed(call, began),
            )
            if answer.empty:
                words = f"it thought for {answer.written} tokens and said nothing"
                words = f"{answer.failed}; {words}: raise max_tokens of its model"
                answer = replace(answer, failed=words)
            unfit = isinstance(error, Malformed) and answer.unread
            return answer, str(error) if unfit else None
        answer = Answer(
            text=completion.text,
            parsed=completion.parsed,
            tokens=completion.usage.tokens,
            written=completion.usage.completion_tokens,
            seconds=self._timed(call, began),
        )
        return answer, None

    def _timed(self, call: Call, began: float) -> float:
        """Seconds since `began`, remembered where no call of the kind took longer."""
        seconds = self.budget.used("wall") - began
        kind = call.schema is not None
        self._slowest[kind] = max(self._slowest[kind], seconds)
        return seconds

    def _count(self, call: Call, answer: Answer) -> None:
        step = Step(
            tokens=self.state.tokens + answer.tokens,
            stage=call.stage,
            target=call.target,
            spent=answer.tokens,
            result=(answer.failed or "answered")[:MAX_RESULT],
            believed=self.believed,
            effort=call.effort,
        )
        self.state = self.state.logged(step)

    async def _bear_failures(self, calls: Sequence[Call], answers: Sequence[Answer]) -> None:
        """Wait where nothing was answered, and give up where that goes on for too long."""
        # What was said and cannot be read is no outage: waiting would not make it readable.
        useful = [
            not answer.failed or bool(answer.text) or bool(answer.unread) for answer in answers
        ]
        if any(useful):
            self._answered, self._failures, self._outage, self._empty = True, 0, 0, 0
            return
        self._empty += sum(answer.empty for answer in answers)
        if not self._answered and self._empty >= MAX_EMPTY:
            raise ModelUnusable(next(one.failed for one in reversed(answers) if one.empty))
        # One long text makes many calls of a step fail at once, and no server is broken.
        long = all(
            answer.too_long and call.target is not None
            for call, answer in zip(calls, answers, strict=True)
        )
        self._failures += 1 if long else len(answers)
        self._outage += 1
        if all(answer.unserved for answer in answers) and (
            not self._answered or self._outage >= MAX_UNSERVED
        ):
            raise ModelUnusable(answers[-1].failed.partition(": ")[2])
        patient = self._answered and self._outage < MAX_OUTAGE
        if not patient and self._failures >= MAX_FAILURES:
            raise ModelUnusable(
                f"{self._failures} calls in a row brought no answer, the last: {answers[-1].failed}"
            )
        if self._answered and not long:
            left = self.budget.remaining("wall")
            pause = min(LONGEST_PAUSE, 2.0 ** (self._outage - 1))
            await self._sleep(pause if left is None else min(pause, max(0.0, left)))


def _paid(error: LLMError) -> int:
    return error.completion.usage.tokens if error.completion is not None else 0

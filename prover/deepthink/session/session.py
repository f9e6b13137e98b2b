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
    pipeline's present belief in its best candidate, for the log.
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

    @property
    def tokens_left(self) -> float | None:
        """Tokens this problem may still use; None: no limit."""
        return self.budget.remaining("tokens")

    @property
    def over(self) -> bool:
        """Whether the budget ended."""
        return self.spent_out or self.budget.exceeded() is not None

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
        answer, trouble = await self._asked_once(call)
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

    async def _asked_once(self, call: Call) -> tuple[Answer, str | None]:
        """The answer, and what is wrong with its form where that is all that is wrong."""
        self._calls += 1
        try:
            completion = await self.model.complete(
                call.role,
                call.messages,
                max_tokens=call.max_tokens,
                temperature=call.temperature,
                seed=self._calls,
                schema=call.schema,
                purpose=call.purpose,
                prompt_hash=call.prompt_hash,
                key=self._key(call),
            )
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
            )
            unfit = isinstance(error, Malformed) and answer.unread
            return answer, str(error) if unfit else None
        answer = Answer(
            text=completion.text,
            parsed=completion.parsed,
            tokens=completion.usage.tokens,
            written=completion.usage.completion_tokens,
        )
        return answer, None

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
            self._answered, self._failures, self._outage = True, 0, 0
            return
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

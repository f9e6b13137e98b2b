"""A model whose answers a test writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Unpack

from prover.deepthink.session.session import Session, Sleep
from prover.deepthink.state.calls import Caps
from prover.deepthink.state.model import Options
from prover.deepthink.state.state import State
from prover.limits.budget import Budget
from prover.llm.errors import LLMError
from prover.llm.messages import Completion, Message, Usage
from prover.llm.outcome import parsed_or_malformed
from tests.deepthink.hostile import HONEST, STATEMENT

QUOTE = "is never divisible by $3$"
ACCEPT = {"grade": 7, "key_steps": [{"quote": QUOTE, "why": "squares"}], "issues": []}
REJECT = {
    "grade": 1,
    "key_steps": [],
    "issues": [{"quote": QUOTE, "category": "gap", "severity": "fatal", "explanation": "why?"}],
}


@dataclass(frozen=True)
class Asked:
    """One call as the model got it."""

    role: str
    purpose: str
    text: str
    prompt_hash: str
    temperature: float | None = None
    max_tokens: int = 0
    effort: int = 0


Script = Callable[[Asked, int], Any]
"""From a call and the number of calls of its purpose before it to the answer: a text, the fields
of the asked schema, or an error to raise."""


@dataclass
class Scripted:
    """Answers by a script; `tokens` are charged for each call. A writer does not say the same twice,
    as real ones do not, unless it `repeats` itself: a remark then tells the texts apart."""

    script: Script
    tokens: int = 100
    budget: Budget | None = None
    repeats: bool = False
    asked: list[Asked] = field(default_factory=list)

    async def complete(
        self,
        role_or_model: str,
        messages: tuple[Message, ...],
        **options: Unpack[Options],
    ) -> Completion[Any]:
        purpose, schema = options["purpose"], options.get("schema")
        text = "\n\n".join(message.content for message in messages)
        call = Asked(
            role_or_model,
            purpose,
            text,
            options["prompt_hash"],
            options.get("temperature"),
            options["max_tokens"],
            options.get("effort", 0),
        )
        earlier = sum(one.purpose == purpose for one in self.asked)
        self.asked.append(call)
        if self.budget is not None:
            self.budget.spend(tokens=self.tokens)
        said = self.script(call, earlier)
        if isinstance(said, LLMError):
            raise said
        if isinstance(said, str) and purpose in ("attempt", "refine") and not self.repeats:
            said += f"\n\nRemark {earlier}." if earlier else ""
        completion = Completion[Any](
            call_id="1",
            model=role_or_model,
            text=said if isinstance(said, str) else json.dumps(said),
            finish_reason="stop",
            usage=Usage(completion_tokens=self.tokens),
            cost=0.0,
            attempts=1,
            latency=0.0,
        )
        if schema is None:
            return completion
        return completion.model_copy(update={"parsed": parsed_or_malformed(completion, schema)})

    async def close(self) -> None:
        """Nothing is open."""

    def purposes(self) -> list[str]:
        """The purposes of the calls, in order."""
        return [call.purpose for call in self.asked]


def always_right(asked: Asked, earlier: int) -> Any:
    """A writer that is right and a grader that accepts."""
    if asked.purpose == "verify":
        return ACCEPT
    if asked.purpose == "review":
        return {"upheld": False}
    if asked.purpose == "compare":
        return {"better": "first"}
    if asked.purpose == "lemmas":
        return {"lemmas": []}
    return HONEST


async def no_pause(seconds: float) -> None:
    """Stands for `asyncio.sleep`."""


def session(model: Scripted, *, tokens: float | None = 100_000, sleep: Sleep = no_pause) -> Session:
    """A session on the test problem."""
    budget = Budget(tokens=tokens)
    model.budget = budget
    return Session(model, State("p", STATEMENT), Caps(), budget, sleep=sleep)

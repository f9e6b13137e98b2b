"""Whether a configured model can be used: the pipelines' own two calls, on a small problem.

A proof is asked for as an attempt is, with the whole cap, and a report on a proof as a reading is, with
its schema. What the server refuses on the way is learned by the client; `Probed.settings` are the
fields of the configuration that spare every later run these refusals.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from prover.deepthink.judge import Grading
from prover.deepthink.stages.grading import ask_verify
from prover.deepthink.stages.write import ask_attempt
from prover.deepthink.state.calls import Call, Caps
from prover.deepthink.state.state import Candidate, State
from prover.llm.client import Client
from prover.llm.errors import LLMError, Malformed, Truncated
from prover.llm.messages import Completion

PROBLEM = (
    "Prove that the square of every odd integer leaves the remainder 1 when it is divided by 8."
)
PROOF = (
    "Let $n = 2k + 1$. Then $n^2 = 4k(k + 1) + 1$. One of $k$ and $k + 1$ is even, so that $4k(k + 1)$ "
    "is divisible by $8$. Hence $n^2$ leaves the remainder $1$."
)


@dataclass(frozen=True)
class Probed:
    """What came of the two calls. `detail` is one line; `seconds` and `tokens` they took together;
    `settings` by table, `endpoints` and `models`, the fields that differ from the configuration."""

    model: str
    ok: bool
    detail: str
    seconds: float | None = None
    tokens: int = 0
    settings: dict[str, dict[str, Any]] = field(default_factory=dict)


async def probe(client: Client, name: str) -> Probed:
    """Ask the model `name` for a proof and for a report. Raises nothing that a server can cause."""
    model = client.config.models[name]
    caps = Caps.within(model.max_tokens, model.max_tokens)
    state = State("probe", PROBLEM).with_candidate(Candidate(0, PROOF, "attempt"))
    seconds, tokens, said, ok = 0.0, 0, [], True
    for number, call in enumerate((ask_attempt(state, caps), ask_verify(state, caps, 0)), 1):
        try:
            answer = await _asked(client, name, call, number)
        except (Truncated, Malformed) as fault:
            said.append(f"{'no whole proof' if number == 1 else 'no readable report'} ({fault})")
            if fault.completion is None:
                ok = False
                break
            seconds, tokens = seconds + fault.completion.latency, tokens + _tokens(fault)
            continue
        except LLMError as fault:
            said.append(str(fault))
            ok = False
            break
        seconds, tokens = seconds + answer.latency, tokens + answer.usage.tokens
        if isinstance(answer.parsed, Grading):
            said.append(f"a report (grade {answer.parsed.grade})")
        else:
            said.append(f"a proof of {answer.usage.completion_tokens} tokens")
    settings = client.learned(name) if ok else {}
    detail = ", ".join(said)
    return Probed(name, ok, detail, seconds if ok else None, tokens, settings)


async def _asked(client: Client, name: str, call: Call, number: int) -> Completion[Any]:
    return await client.complete(
        name,
        call.messages,
        max_tokens=call.max_tokens,
        temperature=call.temperature,
        seed=number,
        schema=call.schema,
        purpose=call.purpose,
        prompt_hash=call.prompt_hash,
    )


def _tokens(fault: LLMError) -> int:
    return fault.completion.usage.tokens if fault.completion is not None else 0

"""The simulator as a wire: the same answers as over HTTP, without the HTTP, for benchmarks."""

from __future__ import annotations

from prover.llm.messages import Usage
from prover.llm.wire import PURPOSE_HEADER, Answer, Request, WireStatus
from prover.simulated.model import Simulator
from prover.simulated.task import UnknownTask


class SimulatorWire:
    """Asks a simulator in this process. No faults and no latency; a call takes microseconds.

    `calls` and `tokens` count what was answered.

    `client = Client(simulator_config(simulator), budget=..., emit=..., wire=SimulatorWire(sim))`
    """

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.calls = 0
        self.tokens = 0

    async def ask(self, request: Request, into: Answer) -> None:
        """See `prover.llm.wire.Wire.ask`."""
        purpose = request.headers.get(PURPOSE_HEADER, "")
        try:
            # Without the key: nothing is ever asked twice here, and keys would pile up.
            reply = self.simulator.reply(request.body, purpose=purpose)
        except UnknownTask as fault:
            raise WireStatus(400, str(fault)) from None
        except KeyError:
            raise WireStatus(404, f"there is no model {request.body.get('model')!r}") from None
        into.text.append(reply.text)
        into.reasoning.append(reply.reasoning)
        into.finish_reason = reply.finish_reason
        into.grow(len(reply.text) + len(reply.reasoning))
        into.usage = Usage(
            prompt_tokens=reply.prompt_tokens,
            completion_tokens=reply.completion_tokens,
            cached_tokens=reply.cached_tokens,
        )
        self.calls += 1
        self.tokens += reply.prompt_tokens + reply.completion_tokens

    async def close(self) -> None:
        """Nothing to let go of."""

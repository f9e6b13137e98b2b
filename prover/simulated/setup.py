"""A configuration and a client for a simulator, in one line."""

from __future__ import annotations

from prover.limits.budget import Budget
from prover.llm.client import Client
from prover.llm.config import EndpointConfig, LLMConfig, ModelConfig, ModelRole, Price
from prover.llm.own_models import SIMULATED, SIMULATED_NOTE
from prover.llm.trace import Trace
from prover.simulated.model import Simulator
from prover.simulated.wire import SimulatorWire
from prover.trace.events import Emit

ENDPOINT = "simulator"


def simulator_config(
    models: tuple[str, ...] = (SIMULATED,),
    *,
    url: str = "http://simulator.invalid/v1",
    roles: dict[ModelRole, tuple[str, ...]] | None = None,
    price: Price | None = None,
    concurrency: int = 64,
    **endpoint: object,
) -> LLMConfig:
    """The configuration of simulated models: all on one endpoint, the first in every role that
    `roles` does not give. `endpoint` holds further fields of `EndpointConfig`."""
    fields = {
        "idempotent": True,
        "continuous_usage": True,
        "purpose_headers": True,
        "note": SIMULATED_NOTE,
        **endpoint,
    }
    return LLMConfig(
        endpoints={
            ENDPOINT: EndpointConfig.model_validate(
                {"url": url, "concurrency": concurrency, **fields}
            )
        },
        models={
            name: ModelConfig(
                endpoint=ENDPOINT, name=name, max_tokens=1_000_000, price=price or Price()
            )
            for name in models
        },
        roles={"writer": models[:1], "verifier": models[:1], "jury": models, **(roles or {})},
    )


def simulated_client(
    simulator: Simulator,
    *,
    budget: Budget,
    emit: Emit,
    roles: dict[ModelRole, tuple[str, ...]] | None = None,
    trace: Trace | None = None,
) -> Client:
    """A client that asks `simulator` in this process."""
    config = simulator_config(tuple(simulator.models), roles=roles)
    return Client(config, budget=budget, emit=emit, wire=SimulatorWire(simulator), trace=trace)

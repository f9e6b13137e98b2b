"""Configuration by file and environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prover.limits.budget import Budget
from prover.llm import own_models
from prover.llm.config import EndpointConfig, LLMConfig, ModelConfig, Price, load_config
from prover.llm.errors import ConfigError
from prover.llm.own_models import SIMULATED, SIMULATED_NOTE

from .helpers import ScriptedWire, ask, client_of

FILE = """
[endpoints.gpu]
url = "http://gpu:8000/v1/"
structured = "json_object"

[models.big]
endpoint = "gpu"
name = "org/Big"
[models.big.price]
input = 1.0
output = 4.0
cached_input = 0.25

[models.small]
endpoint = "gpu"
name = "org/Small"

[roles]
writer = "big"
jury = ["big", "small"]

[serve]
model = "another table of ours"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "olympiad.toml"
    path.write_text(text)
    return path


def test_a_file_gives_models_roles_and_prices(tmp_path: Path) -> None:
    config = load_config(write(tmp_path, FILE), environ={})
    name, model, endpoint = config.resolve("writer")
    assert (name, model.name, endpoint.url) == ("big", "org/Big", "http://gpu:8000/v1")
    assert endpoint.structured == "json_object"
    assert config.names_for("jury") == ("big", "small")
    assert config.resolve("small")[1].name == "org/Small"


def test_a_role_without_models_is_played_by_the_writer(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, FILE), environ={}).resolve("verifier")[0] == "big"


def test_the_environment_alone_is_enough() -> None:
    config = load_config(environ={"OLYMPIAD_LLM_URL": "http://host/v1", "OLYMPIAD_LLM_MODEL": "m"})
    for role in ("writer", "verifier", "jury", "formalizer"):
        assert config.resolve(role)[1].name == "m"


def test_the_environment_states_the_limits_of_its_model(tmp_path: Path) -> None:
    environ = {
        "OLYMPIAD_LLM_URL": "http://host/v1",
        "OLYMPIAD_LLM_MODEL": "m",
        "OLYMPIAD_LLM_MAX_TOKENS": "256000",
        "OLYMPIAD_LLM_CONTEXT": " 400000 ",
    }
    config = load_config(write(tmp_path, FILE), environ=environ)
    model = config.resolve("verifier")[1]
    assert (model.max_tokens, model.context) == (256_000, 400_000)
    assert config.resolve("writer")[1].max_tokens == 32_768
    for variable in ("OLYMPIAD_LLM_MAX_TOKENS", "OLYMPIAD_LLM_CONTEXT"):
        for nonsense in ("64k", "0", "-5", "1e5", "\u0663\n1", "9" * 5000):
            with pytest.raises(ConfigError, match=rf"^{variable} is .*such as 32768") as fault:
                load_config(environ={**environ, variable: nonsense})
            assert "\n" not in str(fault.value)


async def test_a_model_is_capped_by_the_field_that_its_server_takes() -> None:
    config = LLMConfig.model_validate(
        {
            "endpoints": {"e": {"url": "http://h/v1"}},
            "models": {"m": {"endpoint": "e", "name": "m", "cap_field": "max_completion_tokens"}},
        }
    )
    wire = ScriptedWire("fine")
    await ask(client_of(wire, config=config, budget=Budget(tokens=500)), max_tokens=5000)
    body = wire.requests[0].body
    assert "max_tokens" not in body and 300 < body["max_completion_tokens"] < 500


def test_our_own_models_are_known_by_their_names() -> None:
    def of(model: str) -> LLMConfig:
        return load_config(
            environ={"OLYMPIAD_LLM_URL": "http://host/v1", "OLYMPIAD_LLM_MODEL": model}
        )

    _, model, endpoint = of(own_models.EMBEDDED).resolve("writer")
    assert endpoint.structured == "prompt" and model.context == own_models.EMBEDDED_CONTEXT
    assert of(own_models.EMBEDDED).notes(["jury", "writer"]) == (own_models.EMBEDDED_NOTE,)
    assert of(own_models.EMBEDDED).idle_jurors(["jury"]) == ("jury",)
    assert of(SIMULATED).resolve("jury")[2].purpose_headers
    assert of(SIMULATED).notes(["jury"]) == (SIMULATED_NOTE,)
    assert of("org/Big").notes(["jury"]) == () == of("org/Big").idle_jurors(["jury"])


def test_the_embedded_model_is_known_in_a_file_too(tmp_path: Path) -> None:
    text = FILE.replace("org/Small", own_models.EMBEDDED).replace(
        "[models.big]", 'note = " ours "\n[models.big]', 1
    )
    config = load_config(write(tmp_path, text), environ={})
    assert config.notes(config.names_for("jury")) == (own_models.EMBEDDED_NOTE, "ours")
    assert config.idle_jurors(config.names_for("jury")) == ("small",)


def test_the_environment_fills_the_roles_that_the_file_leaves_open(tmp_path: Path) -> None:
    environ = {"OLYMPIAD_LLM_URL": "http://host/v1", "OLYMPIAD_LLM_MODEL": "m"}
    config = load_config(write(tmp_path, FILE), environ=environ)
    assert config.resolve("writer")[1].name == "org/Big"
    assert config.resolve("verifier")[1].name == "m"


def test_the_key_is_never_in_the_configuration(tmp_path: Path) -> None:
    environ = {
        "OLYMPIAD_LLM_URL": "http://host/v1",
        "OLYMPIAD_LLM_MODEL": "m",
        "OLYMPIAD_LLM_KEY": "very-secret",
    }
    assert "very-secret" not in repr(load_config(write(tmp_path, FILE), environ=environ))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[endpoints.a]\nurl = 'nonsense'", ["endpoints.a.url", "http://"]),
        ("[endpoints.a]\nurl = 'http://user:pw@h/v1'", ["password", "key_env"]),
        ("[models.m]\nendpoint = 'x'\nname = 'n'", ["models.m.endpoint", "'x'"]),
        ("[endpoints.a]\nurl = 'http://h'\nspeed = 3", ["endpoints.a.speed"]),
        ("[roles]\nwriter = 'nobody'", ["roles.writer", "nobody"]),
        ("[roles]\ncook = 'x'", ["roles.cook"]),
        ("this is no toml", ["is no TOML"]),
    ],
)
def test_what_is_wrong_is_named_in_one_line(tmp_path: Path, text: str, words: list[str]) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as fault:
        load_config(path, environ={})
    message = str(fault.value)
    assert "\n" not in message and str(path) in message
    for word in words:
        assert word in message


def test_a_url_without_a_model_says_how_to_find_one() -> None:
    with pytest.raises(ConfigError, match=r"OLYMPIAD_LLM_MODEL.*http://h/v1/models"):
        load_config(environ={"OLYMPIAD_LLM_URL": "http://h/v1"})


def test_nothing_configured_says_what_to_do() -> None:
    with pytest.raises(ConfigError, match="OLYMPIAD_LLM_URL"):
        LLMConfig().resolve("writer")


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"'huge'.*writer.*big, small"):
        load_config(write(tmp_path, FILE), environ={}).resolve("huge")


def test_prices_count_cached_tokens_once() -> None:
    price = Price(input=2.0, output=10.0, cached_input=0.5)
    assert price.of(1_000_000, 100_000) == pytest.approx(3.0)
    assert price.of(1_000_000, 0, 400_000) == pytest.approx(0.6 * 2 + 0.4 * 0.5)
    assert Price(input=2.0).of(1_000_000, 0, 400_000) == pytest.approx(2.0)


@pytest.mark.parametrize(
    ("configured", "sent"), [(None, 0.7), (0.0, 0.0), (0.6, 0.6), ("server", None)]
)
async def test_a_models_own_temperature_is_what_is_sent(configured: Any, sent: Any) -> None:
    """Some servers refuse every temperature but their own."""
    model = ModelConfig(endpoint="e", name="m", temperature=configured)
    config = LLMConfig(endpoints={"e": EndpointConfig(url="http://h/v1")}, models={"m": model})
    wire = ScriptedWire("fine")
    await ask(client_of(wire, config=config), role="m", temperature=0.7)
    assert wire.requests[0].body.get("temperature") == sent

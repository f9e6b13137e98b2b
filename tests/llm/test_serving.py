"""Serving on GPUs: the plan is built, checked and rendered; the process is started and ended."""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import ValidationError

from prover.cli.llm import _print_served
from prover.llm.config import load_config
from prover.llm.errors import ConfigError
from prover.llm.local_server import listening
from prover.llm.serving.plan import ServePlan, Speculative, load_plan
from prover.llm.serving.process import ServingError, ServingProcess, missing


def engine(plan: ServePlan) -> dict[str, Any]:
    record = yaml.safe_load(plan.render())
    arguments: dict[str, Any] = record["applications"][0]["args"]["llm_configs"][0]["engine_kwargs"]
    return arguments


def test_the_configuration_is_the_one_ray_serve_reads() -> None:
    plan = ServePlan(
        model="org/Model", name="m", tensor_parallel=4, replicas=2, accelerator="H100", port=9000
    )
    record = yaml.safe_load(plan.render())
    assert record["http_options"] == {"host": "127.0.0.1", "port": 9000}
    (application,) = record["applications"]
    assert application["import_path"] == "ray.serve.llm:build_openai_app"
    (model,) = application["args"]["llm_configs"]
    assert model["model_loading_config"] == {"model_id": "m", "model_source": "org/Model"}
    assert model["accelerator_type"] == "H100"
    assert model["deployment_config"]["autoscaling_config"]["max_replicas"] == 2
    assert model["engine_kwargs"]["tensor_parallel_size"] == 4
    assert model["engine_kwargs"]["enable_prefix_caching"] is True
    assert "speculative_config" not in model["engine_kwargs"]


@pytest.mark.parametrize(
    ("speculative", "expected"),
    [
        (
            Speculative(method="ngram", tokens=5, lookup_min=2, lookup_max=4),
            {
                "method": "ngram",
                "num_speculative_tokens": 5,
                "prompt_lookup_min": 2,
                "prompt_lookup_max": 4,
            },
        ),
        (
            Speculative(method="draft_model", model="org/Small"),
            {"method": "draft_model", "num_speculative_tokens": 4, "model": "org/Small"},
        ),
        (Speculative(method="mtp", tokens=1), {"method": "mtp", "num_speculative_tokens": 1}),
    ],
)
def test_speculative_decoding_is_configuration(
    speculative: Speculative, expected: dict[str, Any]
) -> None:
    plan = ServePlan(model="m", speculative=speculative)
    assert engine(plan)["speculative_config"] == expected


@pytest.mark.parametrize(
    "record",
    [
        {"method": "draft_model"},
        {"method": "ngram", "model": "m"},
        {"method": "ngram", "lookup_min": 5, "lookup_max": 2},
        {"method": "guess"},
        {"method": "mtp", "tokens": 0},
    ],
)
def test_speculative_decoding_that_cannot_be_is_refused(record: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Speculative.model_validate(record)


def test_what_is_printed_once_it_serves_configures_a_client_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = ServePlan(
        model="/weights/a",
        name='org/"A"\\é😀\x7f',
        port=4321,
        context=131_072,
        concurrency=32,
        replicas=3,
    )
    _print_served(plan)
    said, tables = capsys.readouterr().out.split("in olympiad.toml:\n")
    assert "export OLYMPIAD_LLM_URL=http://127.0.0.1:4321/v1" in said
    (tmp_path / "olympiad.toml").write_text(tables)
    config = load_config(tmp_path / "olympiad.toml", environ={})
    assert config == plan.client_config()
    _, model, endpoint = config.resolve("jury")
    assert (model.name, model.context, model.max_tokens) == ('org/"A"\\é😀\x7f', 131_072, 131_072)
    assert (endpoint.url, endpoint.concurrency) == ("http://127.0.0.1:4321/v1", 96)
    assert endpoint.continuous_usage


def test_the_plan_comes_from_the_file_and_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "olympiad.toml"
    path.write_text(
        '[serve]\nmodel = "org/A"\nport = 1234\nengine = {seed = 3}\n'
        '[serve.speculative]\nmethod = "ngram"\n[endpoints]\n'
    )
    plan = load_plan(path, {"model": None, "port": 4321})
    assert (plan.model, plan.port) == ("org/A", 4321)
    assert engine(plan)["seed"] == 3
    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    assert load_plan(None, {"model": "org/B"}).served_name == "org/B"
    with pytest.raises(ConfigError, match="none: No such file"):
        load_plan(tmp_path / "none", {"model": "org/B"})


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["serve.model", "--model"]),
        ("[serve]\nmodel = 'm'\nport = 99999", ["serve.port"]),
        ("[serve]\nmodel = 'm'\nengine = {max_model_len = 5}", ["max_model_len"]),
        ("[serve]\nmodel = 'm'\nspeed = 1", ["serve.speed"]),
        ("[serve", ["correct it"]),
        ("serve = 3", ["correct it"]),
    ],
)
def test_a_plan_that_is_wrong_is_one_line(tmp_path: Path, text: str, words: list[str]) -> None:
    path = tmp_path / "olympiad.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as fault:
        load_plan(path, {})
    assert "\n" not in str(fault.value)
    for word in (*words, str(path)):
        assert word in str(fault.value)


def test_without_vllm_the_fix_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "vllm", None)  # as if it were not installed
    with pytest.raises(ServingError, match=r"pip install '\.\[gpu\]'"):
        ServingProcess(ServePlan(model="m")).__enter__()


SERVER = """
import subprocess, sys, yaml
from prover.llm.local_server import LocalServer
from prover.simulated import Simulator, calibrated
from prover.simulated.app import SimulatorApp
record = yaml.safe_load(open(sys.argv[1]))
name = record["applications"][0]["args"]["llm_configs"][0]["model_loading_config"]["model_id"]
worker = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
open(sys.argv[2], "w").write(str(worker.pid))
app = SimulatorApp(Simulator({name: calibrated()}))
with LocalServer(app.asgi, port=record["http_options"]["port"]):
    worker.wait()
"""


def test_a_server_is_started_awaited_and_ended_with_its_workers(tmp_path: Path) -> None:
    with listening("127.0.0.1", 0) as probe:
        port = probe.getsockname()[1]
    note = tmp_path / "worker"
    plan = ServePlan(model="org/M", port=port)

    def command(config: Path) -> list[str]:
        return [sys.executable, "-c", SERVER, str(config), str(note)]

    with ServingProcess(plan, command=command) as serving:
        serving.wait_until_ready(60)
        worker = int(note.read_text())
        os.kill(worker, 0)
    end = time.monotonic() + 10
    while _alive(worker) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _alive(worker)


def _alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def test_a_server_that_dies_says_so() -> None:
    def command(config: Path) -> list[str]:
        return [sys.executable, "-c", "raise SystemExit(9)"]

    with (
        ServingProcess(ServePlan(model="m", port=9), command=command) as serving,
        pytest.raises(ServingError, match="code 9"),
    ):
        serving.wait_until_ready(30)


@pytest.mark.gpu
@pytest.mark.skipif(bool(missing()), reason=f"not installed: {', '.join(missing())}")
def test_ray_serve_accepts_the_configuration() -> None:
    assert importlib.util.find_spec("ray.serve.llm") is not None
    from ray.serve.llm import LLMConfig as RayConfig

    record = ServePlan(model="m", speculative=Speculative(method="mtp")).serve_record()
    RayConfig(**record["applications"][0]["args"]["llm_configs"][0])

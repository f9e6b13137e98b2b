"""What to serve and how, as data, and the configuration file that Ray Serve reads.

From the table `[serve]` of `olympiad.toml`:

    [serve]
    model = "Qwen/Qwen3-235B-A22B"   # a name or a folder of weights
    tensor_parallel = 8
    [serve.speculative]
    method = "ngram"                 # or "draft_model" with `model`, or "mtp"
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from prover.base.validation import first_error, one_line
from prover.llm.config import FILE_NAME, EndpointConfig, LLMConfig, ModelConfig
from prover.llm.errors import ConfigError

APPLICATION = "olympiad-llm"
IMPORT_PATH = "ray.serve.llm:build_openai_app"
Text = Annotated[str, StringConstraints(min_length=1, max_length=300)]
OURS = frozenset(
    {
        "speculative_config",
        "enable_prefix_caching",
        "tensor_parallel_size",
        "pipeline_parallel_size",
        "max_model_len",
        "max_num_seqs",
        "gpu_memory_utilization",
    }
)
"""Arguments of the engine that have a field here; they are not to be given twice."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Speculative(_Frozen):
    """Speculative decoding: a cheap proposer guesses `tokens` ahead, the model checks them in one
    pass, and the answers stay what they would have been.

    `ngram` looks for the last words (`lookup_min` to `lookup_max` tokens) earlier in the text: it
    suits proofs that repeat their formulas and refinements that copy what was right.
    `draft_model` asks a small model of the same family (`model`). `mtp` uses the model's own
    multi-token heads, where it has them.
    """

    method: Literal["ngram", "draft_model", "mtp"]
    tokens: Annotated[int, Field(ge=1, le=16)] = 4
    model: Text | None = None
    lookup_min: Annotated[int, Field(ge=1, le=64)] = 2
    lookup_max: Annotated[int, Field(ge=1, le=64)] = 5

    @model_validator(mode="after")
    def _fits(self) -> Speculative:
        if (self.method == "draft_model") != (self.model is not None):
            raise ValueError("model is needed for the method draft_model, and only there")
        if self.lookup_min > self.lookup_max:
            raise ValueError("lookup_min is greater than lookup_max; swap them")
        return self

    def engine_record(self) -> dict[str, Any]:
        """vLLM's `speculative_config`."""
        record: dict[str, Any] = {"method": self.method, "num_speculative_tokens": self.tokens}
        if self.method == "ngram":
            record |= {
                "prompt_lookup_min": self.lookup_min,
                "prompt_lookup_max": self.lookup_max,
            }
        if self.model is not None:
            record["model"] = self.model
        return record


class ServePlan(_Frozen):
    """A model to serve. `name` is what requests call it (the model's own name if not given).

    A replica spans `tensor_parallel` * `pipeline_parallel` GPUs; up to `replicas` of them run.
    `concurrency` requests run in one replica at a time. `engine` holds further arguments of vLLM.
    """

    model: Text
    name: Text | None = None
    host: Text = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65_535)] = 8000
    accelerator: Text | None = None
    replicas: Annotated[int, Field(ge=1, le=1024)] = 1
    tensor_parallel: Annotated[int, Field(ge=1, le=64)] = 1
    pipeline_parallel: Annotated[int, Field(ge=1, le=64)] = 1
    context: Annotated[int, Field(ge=256)] = 65_536
    concurrency: Annotated[int, Field(ge=1, le=4096)] = 64
    gpu_memory: Annotated[float, Field(gt=0, le=1)] = 0.9
    speculative: Speculative | None = None
    engine: dict[str, Any] = {}

    @model_validator(mode="after")
    def _no_argument_twice(self) -> ServePlan:
        twice = sorted(OURS & set(self.engine))
        if twice:
            raise ValueError(f"engine.{twice[0]} has a field of its own; use that")
        return self

    @property
    def served_name(self) -> str:
        """What requests call the model."""
        return self.name or self.model

    @property
    def url(self) -> str:
        """The endpoint's base URL as this machine reaches it."""
        host = "127.0.0.1" if self.host == "0.0.0.0" else self.host
        return f"http://{host}:{self.port}/v1"

    def serve_record(self) -> dict[str, Any]:
        """The configuration that `serve run` reads."""
        engine: dict[str, Any] = {
            "tensor_parallel_size": self.tensor_parallel,
            "pipeline_parallel_size": self.pipeline_parallel,
            "max_model_len": self.context,
            "max_num_seqs": self.concurrency,
            "gpu_memory_utilization": self.gpu_memory,
            # Attempts and verifications of a problem share their beginning.
            "enable_prefix_caching": True,
            **self.engine,
        }
        if self.speculative is not None:
            engine["speculative_config"] = self.speculative.engine_record()
        model: dict[str, Any] = {
            "model_loading_config": {"model_id": self.served_name, "model_source": self.model},
            "deployment_config": {
                "autoscaling_config": {
                    "min_replicas": 1,
                    "max_replicas": self.replicas,
                    "target_ongoing_requests": self.concurrency,
                },
                "max_ongoing_requests": 2 * self.concurrency,
            },
            "engine_kwargs": engine,
        }
        if self.accelerator is not None:
            model["accelerator_type"] = self.accelerator
        return {
            "http_options": {"host": self.host, "port": self.port},
            "applications": [
                {
                    "name": APPLICATION,
                    "route_prefix": "/",
                    "import_path": IMPORT_PATH,
                    "args": {"llm_configs": [model]},
                }
            ],
        }

    def render(self) -> str:
        """The configuration as YAML."""
        return yaml.safe_dump(self.serve_record(), sort_keys=False, allow_unicode=True)

    def client_config(self) -> LLMConfig:
        """The configuration of a client for this endpoint."""
        endpoint = EndpointConfig(
            url=self.url, concurrency=self.concurrency * self.replicas, continuous_usage=True
        )
        # The client takes the prompt off the context, call by call.
        model = ModelConfig(
            endpoint="gpu", name=self.served_name, max_tokens=self.context, context=self.context
        )
        return LLMConfig(
            endpoints={"gpu": endpoint}, models={"served": model}, roles={"writer": ("served",)}
        )

    def client_file(self) -> str:
        """The tables of `olympiad.toml` that give `client_config`."""
        record = self.client_config().model_dump(mode="json", exclude_defaults=True)
        tables = [
            (f"{group}.{name}", fields)
            for group in ("endpoints", "models")
            for name, fields in record[group].items()
        ]
        tables.append(("roles", record["roles"]))
        return "\n".join(
            "\n".join([f"[{name}]", *(f"{key} = {_toml(value)}" for key, value in fields.items())])
            + "\n"
            for name, fields in tables
        )


def _toml(value: Any) -> str:
    """A text, number, truth value or list of these as TOML. JSON is TOML here, but for DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def load_plan(path: Path | None, overrides: dict[str, Any]) -> ServePlan:
    """The plan of the table `[serve]` of a file, with `overrides` (those that are not None).

    None: `olympiad.toml` of the current folder, which counts as empty when it is not there.
    Raises `ConfigError`.
    """
    record: dict[str, Any] = {}
    named, path = path is not None, path or Path(FILE_NAME)
    if named or path.is_file():
        try:
            record = dict(tomllib.loads(path.read_text("utf-8")).get("serve", {}))
        except OSError as fault:
            raise ConfigError(f"{path}: {fault.strerror}; check the path") from None
        except (ValueError, TypeError) as fault:
            raise ConfigError(f"{path}: {' '.join(str(fault).split())}; correct it") from None
    record.update({key: value for key, value in overrides.items() if value is not None})
    try:
        return ServePlan.model_validate(record)
    except ValidationError as fault:
        first = first_error(fault)
        if (first["loc"], first["type"]) == (("model",), "missing"):
            text = "model: is not given; use --model NAME, or write it into the table [serve]"
        else:
            text = one_line(fault, whole="")
        raise ConfigError(f"{path}: serve.{text}") from None

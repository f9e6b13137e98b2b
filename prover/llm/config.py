"""Which models there are, where they are served, what they cost, and who plays which role.

From `olympiad.toml`:

    [endpoints.gpu]
    url = "http://localhost:8000/v1"
    key_env = "OLYMPIAD_LLM_KEY"     # the environment variable that holds the key
    concurrency = 64                 # requests at a time
    structured = "json_schema"       # or "json_object" (llama.cpp), or "prompt"

    [models.qwen]
    endpoint = "gpu"
    name = "Qwen/Qwen3-235B-A22B"    # as the server calls it
    max_tokens = 32768               # the largest answer to ask for
    [models.qwen.price]              # US dollars per million tokens
    input = 0.2
    output = 0.6

    [roles]
    writer = "qwen"
    jury = ["qwen", "other"]

and from the settings llm_url and llm_model (OLYMPIAD_LLM_URL, OLYMPIAD_LLM_MODEL), a model that plays
every role that the file leaves open, or all of them without a file. llm_max_tokens and llm_context
are that model's `max_tokens` and `context`. The files and the environment are read by
`prover.settings`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, get_args
from urllib.parse import urlsplit

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from prover.base.validation import first_error
from prover.llm.errors import ConfigError
from prover.llm.own_models import OWN_MODELS
from prover.settings.layers import FILE_NAME, TABLES, SettingsError, no_such
from prover.settings.settings import Settings, current, load_settings

ModelRole = Literal["writer", "verifier", "jury", "formalizer"]
ROLES: tuple[ModelRole, ...] = get_args(ModelRole)
Structured = Literal[
    "json_schema", "json_schema_plain", "json_object", "json_object_plain", "prompt"
]
Turns = Literal["as_is", "merged", "no_system"]
Thinking = Literal["reasoning_effort", "reasoning", "thinking_budget", "none"]
CapField = Literal["max_tokens", "max_completion_tokens"]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
Dollars = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Rates(_Frozen):
    """US dollars per million tokens. `cached_input`: prompt tokens the server had computed
    before; None means as `input`."""

    input: Dollars = 0.0
    output: Dollars = 0.0
    cached_input: Dollars | None = None


class PriceTier(_Rates):
    """What all tokens of a call cost whose prompt has more than `above` tokens."""

    above: Annotated[int, Field(ge=1)]


class Price(_Rates):
    """US dollars per million tokens; those of `tiers` for calls with longer prompts."""

    tiers: tuple[PriceTier, ...] = ()

    def at(self, prompt_tokens: int) -> Price | PriceTier:
        """The rates of a call with so long a prompt: of the tier with the highest bound below."""
        fitting = (tier for tier in self.tiers if prompt_tokens > tier.above)
        return max(fitting, key=lambda tier: tier.above, default=self)

    def of(self, prompt_tokens: int, completion_tokens: int, cached_tokens: int = 0) -> float:
        """US dollars for these tokens; `cached_tokens` are among the prompt's."""
        rates = self.at(prompt_tokens)
        cached_price = rates.input if rates.cached_input is None else rates.cached_input
        cached = min(cached_tokens, prompt_tokens)
        return (
            (prompt_tokens - cached) * rates.input
            + cached * cached_price
            + completion_tokens * rates.output
        ) / 1e6


class EndpointConfig(_Frozen):
    """A server that speaks the OpenAI protocol.

    `structured` is its dialect of structured output: `json_schema` (OpenAI, vLLM, SGLang), the same
    without limits of lengths and numbers (`json_schema_plain`), `json_object` with the schema beside
    it (llama.cpp), `json_object_plain` without (DeepSeek), or `prompt` (the schema is only told).
    A server that refuses one is asked in the next that is weaker. `stream_options`: the field that
    asks a stream for its usage is sent.
    `idempotent`: it answers a repeated `Idempotency-Key` without charging again.
    `continuous_usage`: it states the usage in every chunk when asked to (vLLM), so that what a
    broken answer cost is known and not estimated. `prompt_cache_key`: it takes that field.
    Times are in seconds; `idle_timeout` is the longest silence, not the longest answer.
    """

    url: str
    key_env: str = "OLYMPIAD_LLM_KEY"
    concurrency: Annotated[int, Field(ge=1, le=4096)] = 16
    structured: Structured = "json_schema"
    stream: bool = True
    stream_options: bool = True
    idempotent: bool = False
    continuous_usage: bool = False
    prompt_cache_key: bool = False
    purpose_headers: bool = False
    connect_timeout: Positive = 10.0
    idle_timeout: Positive = 1800.0
    max_attempts: Annotated[int, Field(ge=1, le=100)] = 6
    backoff_base: Positive = 0.5
    backoff_cap: Positive = 30.0
    max_answer_bytes: Annotated[int, Field(ge=1024)] = 8_000_000
    note: str = ""
    """Shown wherever this endpoint's models are: for the embedded model, that it proves nothing."""

    @field_validator("url")
    @classmethod
    def _http_url(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is no URL of a server; write it as http://host:8000/v1")
        if parts.username or parts.password:
            raise ValueError("holds a password; put the key into the variable named by key_env")
        return url.rstrip("/")


class ModelConfig(_Frozen):
    """A model of an endpoint. `name` is what the server calls it, `max_tokens` the largest answer
    to ask for, `context` the tokens of prompt and answer together (None: not known), `price` what
    it costs, `cap_field` the field of a request that caps the answer (some vendors refuse
    `max_tokens`), `seed` whether one is sent, `turns` how messages in a row are sent (`merged`: those of
    one role as one; `no_system`: the instructions in the user's first), `thinking` the field that asks
    for longer thinking, `extra_body` fields that this model's server wants in every request."""

    endpoint: Name
    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    max_tokens: Annotated[int, Field(ge=1)] = 32_768
    context: Annotated[int, Field(ge=1)] | None = None
    price: Price = Price()
    temperature: Annotated[float, Field(ge=0, le=2)] | Literal["server"] | None = None
    cap_field: CapField = "max_tokens"
    seed: bool = True
    turns: Turns = "as_is"
    thinking: Thinking = "reasoning_effort"
    extra_body: dict[str, Any] = {}


class LLMConfig(_Frozen):
    """All endpoints and models by name, and the models of each role, the first one preferred."""

    endpoints: dict[Name, EndpointConfig] = {}
    models: dict[Name, ModelConfig] = {}
    roles: dict[ModelRole, tuple[Name, ...]] = {}

    @field_validator("roles", mode="before")
    @classmethod
    def _one_or_many(cls, roles: Any) -> Any:
        if not isinstance(roles, dict):
            return roles
        return {
            role: (names,) if isinstance(names, str) else names for role, names in roles.items()
        }

    @model_validator(mode="after")
    def _names_exist(self) -> LLMConfig:
        for name, model in self.models.items():
            if model.endpoint not in self.endpoints:
                known = ", ".join(self.endpoints) or "none is defined"
                raise ValueError(
                    f"models.{name}.endpoint: there is no endpoint {model.endpoint!r} ({known})"
                )
        for role, names in self.roles.items():
            for name in names:
                if name not in self.models:
                    known = ", ".join(self.models) or "none is defined"
                    raise ValueError(f"roles.{role}: there is no model {name!r} ({known})")
        return self

    def names_for(self, role: ModelRole) -> tuple[str, ...]:
        """The names of the role's models; those of the writer where the role has none; all models
        where that has none either. Empty when no model is configured."""
        return self.roles.get(role) or self.roles.get("writer") or tuple(self.models)

    def resolve(self, role_or_model: str) -> tuple[str, ModelConfig, EndpointConfig]:
        """Name, model and endpoint of a role or a model. Raises `ConfigError`."""
        name = role_or_model
        if name in ROLES and name not in self.models:
            names = self.names_for(name)
            if not names:
                raise ConfigError(
                    "no model is configured; set OLYMPIAD_LLM_URL and OLYMPIAD_LLM_MODEL, or "
                    f"write {FILE_NAME}"
                )
            name = names[0]
        model = self.models.get(name)
        if model is None:
            known = ", ".join((*ROLES, *self.models))
            raise ConfigError(f"there is no role or model {role_or_model!r}; there are: {known}")
        return name, model, self.endpoints[model.endpoint]

    def notes(self, names: Iterable[str]) -> tuple[str, ...]:
        """What has to be said wherever these models are used, each note once, sorted."""
        found = set()
        for _, model, endpoint in map(self.resolve, names):
            own = OWN_MODELS.get(model.name)
            found |= {endpoint.note.strip(), own.note if own else ""}
        return tuple(sorted(found - {""}))

    def idle_jurors(self, names: Iterable[str]) -> tuple[str, ...]:
        """The models among `names` whose word on a proof is worth nothing."""
        own = (OWN_MODELS.get(self.resolve(name)[1].name) for name in names)
        return tuple(
            name for name, one in zip(names, own, strict=True) if one and not one.may_vouch
        )


def load_config(
    path: Path | None = None,
    *,
    environ: Mapping[str, str] | None = None,
    settings: Settings | None = None,
) -> LLMConfig:
    """The configuration that `settings` hold: those given, else those of `path` and `environ`
    where one is given, else those in force. Raises `ConfigError`, one line, for anything wrong.
    """
    try:
        if settings is None:
            fresh = path is not None or environ is not None
            settings = load_settings(project=path, environ=environ) if fresh else current()
        return LLMConfig.model_validate(_with_own_model(settings))
    except SettingsError as fault:
        raise ConfigError(str(fault)) from None
    except ValidationError as fault:
        assert settings is not None  # it is what was found wrong
        raise ConfigError(_first_fault(fault, settings)) from None


_FIELDS: dict[str, Iterable[str]] = {
    "endpoints": EndpointConfig.model_fields,
    "models": ModelConfig.model_fields,
}


def _first_fault(fault: ValidationError, settings: Settings) -> str:
    first = first_error(fault)
    parts = [str(part) for part in first["loc"]]
    text = str(first["msg"]).removeprefix("Value error, ")
    if first["type"] == "extra_forbidden":
        known = Price.model_fields if "price" in parts[2:-1] else _FIELDS[parts[0]]
        text = no_such("field", parts[-1], known)
    table = parts[0] if parts else text.partition(".")[0]
    where = settings.origin(
        table if table in TABLES and ENVIRONMENT not in parts else "llm_url"
    ).where
    return f"{where or 'the environment'}: {'.'.join(parts) + ': ' if parts else ''}{text}"


ENVIRONMENT = "environment"
"""The name of the endpoint and the model that `llm_url` and `llm_model` give, which most often stand
in the environment."""


def _with_own_model(settings: Settings) -> dict[str, Any]:
    """The three tables, with the model that has settings of its own added to them."""
    record: dict[str, Any] = {
        "endpoints": settings.endpoints,
        "models": settings.models,
        "roles": settings.roles,
    }
    if not (url := settings.llm_url):
        return record
    if not (model := settings.llm_model):
        if settings.models:
            return record
        raise ConfigError(
            f"{settings.origin('llm_url').where} is set but OLYMPIAD_LLM_MODEL is not; set it to the "
            f"model's name "
            f"(the server lists them: curl {url.rstrip('/')}/models)"
        )
    endpoint: dict[str, Any] = {"url": url, "key_env": settings.llm_key_env}
    named: dict[str, Any] = {"endpoint": ENVIRONMENT, "name": model}
    if own := OWN_MODELS.get(model):
        endpoint |= {**own.endpoint, "note": own.note}
        named |= own.model
    if settings.llm_max_tokens is not None:
        named["max_tokens"] = settings.llm_max_tokens
    if settings.llm_context is not None:
        named["context"] = settings.llm_context
    return {
        "endpoints": {**settings.endpoints, ENVIRONMENT: endpoint},
        "models": {**settings.models, ENVIRONMENT: named},
        "roles": {**dict.fromkeys(ROLES, ENVIRONMENT), **settings.roles},
    }

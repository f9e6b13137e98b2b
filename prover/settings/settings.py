"""Everything that can be set, read once from files, environment and command line, and validated.

    use(load_settings(command_line={"preset": "light"}))   # what a command does when it begins
    current().preset                                       # what everything else asks

What is given on the command line goes before the environment (`OLYMPIAD_PRESET`), that before
`olympiad.toml` of the current folder, that before `~/.config/olympiad/olympiad.toml`, and that before
the defaults. Tables (`[endpoints.NAME]`, …) of several files are merged entry by entry. Keys are
secrets: they come from the environment only, and are never shown nor written. `docs/settings.md`
lists all settings.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PrivateAttr,
    SecretStr,
    ValidationError,
)

from prover.base.validation import first_error
from prover.limits.durations import parse_duration
from prover.settings.layers import (
    FILE_NAME,
    KEY_VARIABLE,
    PREFIX,
    Kind,
    Layer,
    SettingsError,
    no_such,
    read_layers,
    strange_variables,
    user_file,
    variable_of,
)

__all__ = [
    "FILE_NAME",
    "KEY_VARIABLE",
    "PREFIX",
    "Settings",
    "SettingsError",
    "current",
    "in_force",
    "load_settings",
    "no_such",
    "use",
    "user_file",
    "variable_of",
]

Rung = Literal["formally_verified", "symbolically_verified", "model_verified", "unverified"]
AskedScope = Literal["all", "drawn"]


def _word(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _seconds(value: Any) -> Any:
    return parse_duration(value) if isinstance(value, str) else value


def _with_unit(value: Any) -> Any:
    return parse_duration(value if isinstance(value, str) else str(value))


def _token_count(value: Any) -> Any:
    text = str(value).strip()
    if isinstance(value, bool) or not re.fullmatch(r"[0-9]{1,12}", text) or not int(text):
        raise ValueError("set it to a number of tokens, such as 32768, or unset it")
    return int(text)


def _names(value: Any) -> Any:
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _any_word(value: Any) -> Any:
    """Any text means yes, but for the words for no."""
    no = ("", "0", "no", "off", "false")
    return _word(value) not in no if isinstance(value, str) else value


Switch = Annotated[bool, BeforeValidator(_word)]
Seconds = Annotated[float, BeforeValidator(_with_unit)]
Amount = Annotated[float, Field(gt=0, le=1e15)]
TokenCount = Annotated[int, BeforeValidator(_token_count)]
Table = dict[str, Any]


class WebLimits(BaseModel):
    """Limits of `olympiad serve` and `olympiad ui`. Times in seconds, `max_body` in bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workers: Annotated[int, Field(gt=0)] = 2
    max_queued: Annotated[int, Field(gt=0)] = 50
    max_budget: Annotated[float, BeforeValidator(_seconds), Field(gt=0)] = 3600.0
    max_body: Annotated[int, Field(gt=0)] = 10_000_000
    checks: Annotated[int, Field(gt=0)] = 2
    check_seconds: Annotated[float, BeforeValidator(_seconds), Field(gt=0)] = 60.0


@dataclass(frozen=True)
class Origin:
    """Where a value was set; `where` names the option, the variable or the file."""

    kind: Kind
    where: str = ""

    def __str__(self) -> str:
        return f"{self.kind} ({self.where})" if self.where else self.kind


def _setting(default: Any, about: str, *, option: str = "", run: bool = False) -> Any:
    """A field with its line of the documentation. `run`: it has a say in what a run finds, so that
    a run is repeated with it."""
    return Field(default, description=about, json_schema_extra={"option": option, "run": run})


class Settings(BaseModel):
    """All settings; see the module. Immutable; made by `load_settings`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rung: Rung = _setting(
        "symbolically_verified", "who has to vouch for a proof", option="--rung", run=True
    )
    scope: AskedScope = _setting(
        "all", "how far a geometry proof has to reach: `all` configurations of its statement, or the `drawn` "
        "one ([verdicts.md](verdicts.md#scope)); a problem may say it itself",
        option="--scope", run=True,
    )  # fmt: skip
    budget: Seconds = _setting(
        600.0,
        "wall clock of `prove`, such as `90s` or `1h30m`; a contest has its own, which only `--budget` replaces",
        option="--budget",
        run=True,
    )
    tokens: Amount | None = _setting(
        None, "most tokens of language models for one command", option="--tokens", run=True
    )
    cost: Amount | None = _setting(None, "most US dollars for them", option="--cost", run=True)
    rules: str | None = _setting(
        None, "what `prove` may use: `human`, `formal` or `open` ([problems.md](problems.md#rules)); a contest has "
        "its own, which only `--rules` replaces",
        option="--rules", run=True,
    )  # fmt: skip
    engines: Annotated[tuple[str, ...] | None, BeforeValidator(_names)] = _setting(
        None, "use only these engines: `geometry,lean`", option="--engine", run=True
    )
    ray: Switch = _setting(False, "work on all cores of Ray", option="--ray", run=True)
    preset: str = _setting(
        "medium", "the pipeline for proofs in words ([deepthink.md](deepthink.md))",
        option="--preset", run=True,
    )  # fmt: skip
    tool: Switch = _setting(True, "whether programs may try cases and check answers", run=True)

    llm_url: str | None = _setting(
        None, "a model's endpoint, else `OPENAI_BASE_URL` ([models.md](models.md))", run=True
    )
    llm_model: str | None = _setting(None, "its model, as the server calls it", run=True)
    llm_key: SecretStr | None = _setting(None, "its key; from the environment only")
    llm_key_env: str = _setting(
        KEY_VARIABLE, "the variable that holds its key (`OPENAI_API_KEY` beside `OPENAI_BASE_URL`)",
        run=True,
    )  # fmt: skip
    llm_max_tokens: TokenCount | None = _setting(
        None, "the largest answer to ask for, in tokens", run=True
    )
    llm_context: TokenCount | None = _setting(
        None, "tokens of prompt and answer together", run=True
    )
    endpoints: Table = _setting({}, "servers by name ([models.md](models.md))", run=True)
    models: Table = _setting({}, "their models by name", run=True)
    roles: Table = _setting({}, "the models of each role", run=True)
    serve: Table = _setting({}, "what `olympiad llm up` serves ([models.md](models.md))")

    store: str = _setting("sqlite:///runs/olympiad.db", "the run store: a path or a PostgreSQL URL")
    calibration: Path = _setting(
        Path("runs/calibration"), "folder of the judges' measured error rates", run=True
    )
    calls: Annotated[Literal["drop", "keep"], BeforeValidator(_word)] = _setting(
        "drop", "`keep` leaves each call to a model beside the bundle"
    )
    lake_project: Path = _setting(Path(), "a Lake project with Mathlib, else `LAKE_PROJECT`")
    web: WebLimits = _setting(WebLimits(), "limits of `serve` and `ui` ([web.md](web.md))")
    debug: Annotated[bool, BeforeValidator(_any_word)] = _setting(
        False, "show where a fault of this program arose"
    )

    _origins: dict[str, Origin] = PrivateAttr(default_factory=dict)
    _warnings: tuple[str, ...] = PrivateAttr(default=())

    def origin(self, name: str) -> Origin:
        """Where the setting `name` has its value from; of a table, the strongest place."""
        return self._origins.get(name, Origin("default"))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What looks like a slip and was not used, one line each."""
        return self._warnings

    def key(self, variable: str) -> SecretStr | None:
        """The key that the environment variable `variable` holds; None when it holds none."""
        if variable == KEY_VARIABLE and self.llm_key is not None:
            return self.llm_key
        return key(variable)

    def shown(self, name: str) -> JsonValue:
        """The value of a setting as JSON data that people may see: no keys, no passwords."""
        value = getattr(self, name)
        if isinstance(value, SecretStr):
            return HIDDEN
        data: JsonValue = self.model_dump(mode="json", include={name})[name]
        return _without_secrets(data)

    def record(self) -> dict[str, JsonValue]:
        """What has a say in a run's result, by name: what its manifest holds."""
        return {name: self.shown(name) for name in type(self).model_fields if asked_of_a_run(name)}

    def __repr_args__(self) -> list[tuple[str, Any]]:
        return [(name, self.shown(name)) for name in type(self).model_fields]


HIDDEN = "********"
_SECRET = re.compile(r"(^|[_-])(key|token|secret|password|authorization)$", re.IGNORECASE)
_PASSWORD = re.compile(r"(://[^:/@\s]*:)[^@/\s]+(@)|([?&]password=)[^&\s]+", re.IGNORECASE)


def _without_secrets(data: JsonValue, name: str = "") -> JsonValue:
    if isinstance(data, dict):
        return {key: _without_secrets(value, key) for key, value in data.items()}
    if isinstance(data, list):
        return [_without_secrets(value, name) for value in data]
    if isinstance(data, str):
        return HIDDEN if _SECRET.search(name) else without_password(data)
    return data


def without_password(text: str) -> str:
    """`text` with the passwords of the URLs in it hidden."""
    return _PASSWORD.sub(lambda found: f"{found[1] or found[3]}***{found[2] or ''}", text)


def asked_of_a_run(name: str) -> bool:
    """Whether the setting has a say in what a run finds."""
    return bool(_extra(name)["run"])


def option_of(name: str) -> str:
    """The option of `prove` and `compete` for this setting, '' where it has none of its own."""
    return str(_extra(name)["option"])


def _options() -> dict[str, str]:
    return {name: option_of(name) for name in Settings.model_fields}


def _extra(name: str) -> dict[str, Any]:
    extra = Settings.model_fields[name].json_schema_extra
    return extra if isinstance(extra, dict) else {}


def key(variable: str) -> SecretStr | None:
    """The key in the environment variable `variable`; None when it is not set or empty."""
    text = os.environ.get(variable)
    return SecretStr(text) if text else None


def _merged(layers: Iterable[Layer]) -> dict[str, Any]:
    """The values of all layers, the strongest first; tables entry by entry."""
    values: dict[str, Any] = {}
    for layer in layers:
        _fill(values, layer.values)
    return values


def _fill(into: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add to `into` what it lacks of `more`, also in the tables that both have."""
    for name, value in more.items():
        if name not in into:
            into[name] = copy.deepcopy(value)
        elif isinstance(into[name], dict) and isinstance(value, Mapping):
            _fill(into[name], value)


_IN_FORCE: ContextVar[Settings | None] = ContextVar("settings", default=None)


def current() -> Settings:
    """The settings in force: those given to `use`, else what files and environment say now."""
    return _IN_FORCE.get() or load_settings()


def use(settings: Settings) -> Settings:
    """Put settings in force for what follows in this task and in those that it starts."""
    _IN_FORCE.set(settings)
    return settings


@contextmanager
def in_force(settings: Settings) -> Iterator[Settings]:
    """`settings` are in force inside, whatever becomes of files and environment meanwhile."""
    token = _IN_FORCE.set(settings)
    try:
        yield settings
    finally:
        _IN_FORCE.reset(token)


def load_settings(
    *,
    command_line: Mapping[str, Any] | None = None,
    assignments: Iterable[str] = (),
    project: Path | None = None,
    environ: Mapping[str, str] | None = None,
) -> Settings:
    """Read the settings. `command_line` holds the options that were given, by setting (None: not
    given), `assignments` the texts `NAME=VALUE` of `--set`, `project` a file instead of
    `olympiad.toml` of the current folder. Raises `SettingsError`.
    """
    environ = os.environ if environ is None else environ
    layers = read_layers(
        _options(),
        command_line=command_line or {},
        assignments=assignments,
        project=project,
        environ=environ,
    )
    try:
        settings = Settings.model_validate(_merged(layers))
    except ValidationError as fault:
        raise SettingsError(_first_fault(fault, layers)) from None
    for layer in reversed(layers):
        for name in layer.values:
            settings._origins[name] = Origin(layer.kind, layer.places[name])
    named = {
        str(entry.get("key_env"))
        for entry in settings.endpoints.values()
        if isinstance(entry, dict)
    }
    settings._warnings = tuple(
        strange_variables(Settings.model_fields, environ, named | {settings.llm_key_env})
    )
    return settings


def _first_fault(fault: ValidationError, layers: list[Layer]) -> str:
    error = first_error(fault)
    name, *inner = (str(part) for part in error["loc"])
    layer = next((layer for layer in layers if name in layer.values), None)
    where = layer.places[name] if layer else "the defaults"
    message = str(error["msg"]).removeprefix("Value error, ")
    if error["type"] == "extra_forbidden":  # tables that we know ourselves
        message = no_such("field", inner[-1], WebLimits.model_fields)
    if error["type"] == "dict_type":
        message = f"is no table; correct it: [{name}] and its fields below"
    if layer is not None and layer.kind == "environment" and not inner:
        return f"{where} is {str(layer.values[name])[:40]!r}; {message}"
    if layer is not None and layer.kind == "command line" and where == option_of(name):
        return f"{where}: {message}"
    return f"{where}: {'.'.join([name, *inner])}: {message}"

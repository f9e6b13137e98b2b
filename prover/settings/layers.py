"""The places where settings are made, the strongest first: command line, environment, files."""

from __future__ import annotations

import difflib
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

FILE_NAME = "olympiad.toml"
PREFIX = "OLYMPIAD_"
KEY_VARIABLE = "OLYMPIAD_LLM_KEY"
TABLES = ("endpoints", "models", "roles", "serve", "web")

_FOREIGN = re.compile(r"OLYMPIAD_(LEAN_LIBRARY|UPDATE_GOLDEN|DATA|TEST_\w+)")
"""Variables of other programs of this distribution (`lean/launcher.py`, the tests)."""

ALIASES = {"lake_project": "LAKE_PROJECT"}
"""Variables of others that are taken where ours is not set."""

Kind = Literal["default", "user file", "project file", "environment", "command line"]


class SettingsError(ValueError):
    """A setting is wrong; one line that says where it was made and what to write there."""


@dataclass(frozen=True)
class Layer:
    """What one place sets: values by the name of their setting, and where each of them stands."""

    kind: Kind
    values: Mapping[str, Any]
    places: Mapping[str, str]

    def without(self, names: Iterable[str]) -> Layer:
        """The same but for what is set by these names."""
        gone = set(names)
        kept = {name: value for name, value in self.values.items() if name not in gone}
        return Layer(self.kind, kept, self.places)


def read_layers(
    options: Mapping[str, str],
    *,
    command_line: Mapping[str, Any],
    assignments: Iterable[str],
    project: Path | None,
    environ: Mapping[str, str],
) -> list[Layer]:
    """All places that set something, the strongest first. `options` holds all settings, each with
    the option that it has or ''. Raises `SettingsError`."""
    first = _command_line(options, command_line, assignments)
    # A table that is given as a whole is the whole table.
    rest = [_environment(options, environ)]
    if project is not None or Path(FILE_NAME).is_file():
        rest.append(_file("project file", project or Path(FILE_NAME), options))
    user = user_file(environ)
    if user is not None and user.is_file():
        rest.append(_file("user file", user, options))
    return [first, *(layer.without(first.values) for layer in rest)]


def user_file(environ: Mapping[str, str]) -> Path | None:
    """The file for all of a user's folders; None where the environment names no home."""
    if base := environ.get("XDG_CONFIG_HOME"):
        return Path(base) / "olympiad" / FILE_NAME
    if home := environ.get("HOME"):
        return Path(home) / ".config" / "olympiad" / FILE_NAME
    return None


def _command_line(
    options: Mapping[str, str], given: Mapping[str, Any], assignments: Iterable[str]
) -> Layer:
    values = {name: value for name, value in given.items() if value is not None}
    places = {name: options[name] or "--set" for name in values}
    for text in assignments:
        name, equals, value = text.partition("=")
        name = name.strip()
        if not equals:
            raise SettingsError(f"--set {name}: has no value; write it as --set NAME=VALUE")
        _check_name(name, "--set", options)
        if name not in values:
            values[name] = _from_text(name, value, "--set")
            places[name] = "--set"
    return Layer("command line", values, places)


def _environment(known: Iterable[str], environ: Mapping[str, str]) -> Layer:
    values: dict[str, Any] = {}
    places: dict[str, str] = {}
    for name in known:
        for variable in filter(None, (variable_of(name), ALIASES.get(name))):
            if name not in values and environ.get(variable, "").strip():
                values[name] = _from_text(name, environ[variable], variable)
                places[name] = variable
    if "llm_url" not in values and (url := environ.get("OPENAI_BASE_URL")):
        # The key goes with the address: nobody else's server gets it.
        values |= {"llm_url": url, "llm_key_env": "OPENAI_API_KEY"}
        places |= {"llm_url": "OPENAI_BASE_URL", "llm_key_env": "OPENAI_BASE_URL"}
    return Layer("environment", values, places)


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def _from_text(name: str, text: str, where: str) -> Any:
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise SettingsError(f"{where}: {name}: holds bytes that are no UTF-8; write it as UTF-8")
    if where == "--set" and name == "llm_key":
        raise SettingsError(f"--set llm_key: keys are never on a command line; set {KEY_VARIABLE}")
    if name not in TABLES:
        return text
    try:
        found = json.loads(text)
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise SettingsError(f"{where}: {name}: is no table; write it as a JSON object: {{…}}")
    return found


def _file(kind: Kind, path: Path, known: Iterable[str]) -> Layer:
    try:
        values = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as fault:
        raise SettingsError(f"{path}: {fault.strerror}; check the path") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise SettingsError(
            f"{path}: is no TOML: {' '.join(str(fault).split())}; correct it"
        ) from None
    for name in values:
        _check_name(name, str(path), known)
    if "llm_key" in values:
        raise SettingsError(f"{path}: llm_key: keys are never in a file; set {KEY_VARIABLE}")
    return Layer(kind, values, dict.fromkeys(values, str(path)))


def _check_name(name: str, where: str, known: Iterable[str]) -> None:
    if name not in known:
        raise SettingsError(f"{where}: {name[:60]}: {no_such('setting', name, known)}")


def no_such(what: str, name: str, known: Iterable[str]) -> str:
    """That there is no `what` called `name`, and the name that was meant, or all there are."""
    known = list(known)
    near = difflib.get_close_matches(name.lower(), known, 1, 0.6)
    return f"there is no such {what}; " + (
        f"did you mean {near[0]}?" if near else f"there are: {', '.join(known)}"
    )


def strange_variables(
    names: Iterable[str], environ: Mapping[str, str], keys: set[str]
) -> Iterable[str]:
    """What to say of each variable of our prefix that is no setting and holds none of `keys`."""
    known = {variable_of(name): name for name in names}
    for variable in sorted(environ):
        if variable.startswith(PREFIX) and variable not in known and variable not in keys:
            if _FOREIGN.fullmatch(variable):
                continue
            near = difflib.get_close_matches(variable, known, 1, 0.8)
            meant = f"did you mean {near[0]}?" if near else "`olympiad settings` lists them"
            yield f"{variable} is no setting and has no effect; {meant}"

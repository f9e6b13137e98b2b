"""What is set where, who goes before whom, and what is wrong is said in one line."""

from __future__ import annotations

import json
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.settings import settings as module
from prover.settings.provenance import program_versions, repeatable
from prover.settings.settings import Settings, SettingsError, current, in_force, load_settings
from prover.verdicts.verdict import Rung

PLACES = ("user", "project", "environment", "command line")
WORDS = {"user": "user file", "project": "project file"}


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without settings, and an environment without ours."""
    folder = tmp_path / "folder"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def loaded(tmp_path: Path, setting: dict[str, str]) -> Settings:
    """The settings where `preset` is set in these places."""
    home = tmp_path / "config"
    user, project = home / "olympiad" / "olympiad.toml", Path("olympiad.toml")
    user.parent.mkdir(parents=True, exist_ok=True)
    for place, file in (("user", user), ("project", project)):
        file.write_text(f"preset = '{setting[place]}'\n" if place in setting else "")
    environ = {"XDG_CONFIG_HOME": str(home)}
    if "environment" in setting:
        environ["OLYMPIAD_PRESET"] = setting["environment"]
    return load_settings(command_line={"preset": setting.get("command line")}, environ=environ)


@pytest.mark.parametrize("strongest", range(4))
def test_the_strongest_place_wins_and_is_named(tmp_path: Path, strongest: int) -> None:
    made = {place: f"from-{number}" for number, place in enumerate(PLACES[: strongest + 1])}
    settings = loaded(tmp_path, made)
    assert settings.preset == f"from-{strongest}"
    place = PLACES[strongest]
    assert settings.origin("preset").kind == WORDS.get(place, place)
    assert settings.origin("tool").kind == "default" and settings.tool


def test_tables_of_two_files_are_merged_entry_by_entry(tmp_path: Path) -> None:
    user = tmp_path / "config" / "olympiad" / "olympiad.toml"
    user.parent.mkdir(parents=True)
    user.write_text("[endpoints.a]\nurl = 'http://a'\n[models.m]\nendpoint = 'a'\nname = 'm'\n")
    Path("olympiad.toml").write_text("[models.m]\nname = 'n'\n[roles]\nwriter = 'm'\n")
    settings = load_settings(environ={"XDG_CONFIG_HOME": str(tmp_path / "config")})
    assert settings.models == {"m": {"endpoint": "a", "name": "n"}}
    assert settings.endpoints and settings.roles == {"writer": "m"}
    whole = load_settings(
        assignments=['models={"x": {"name": "x"}}'],
        environ={"XDG_CONFIG_HOME": str(tmp_path / "config")},
    )
    assert whole.models == {"x": {"name": "x"}}  # a table that is given as a whole is the whole


def test_settings_in_force_stay_what_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OLYMPIAD_PRESET", "light")
    with in_force(load_settings(command_line={"tool": "off"})):
        monkeypatch.setenv("OLYMPIAD_PRESET", "heavy")
        assert current().preset == "light" and not current().tool
    assert current().preset == "heavy" and current().tool


@pytest.mark.parametrize(
    ("variable", "text", "name", "value"),
    [
        ("OLYMPIAD_TOOL", "OFF", "tool", False),
        ("OLYMPIAD_TOOL", " 0 ", "tool", False),
        ("OLYMPIAD_TOOL", "no", "tool", False),
        ("OLYMPIAD_CALLS", "Keep", "calls", "keep"),
        ("OLYMPIAD_STORE", "runs.db", "store", "runs.db"),
        ("OLYMPIAD_STORE", "", "store", "sqlite:///runs/olympiad.db"),
        ("OLYMPIAD_CALIBRATION", "c", "calibration", Path("c")),
        ("LAKE_PROJECT", "lake", "lake_project", Path("lake")),
        ("OLYMPIAD_DEBUG", "please", "debug", True),
        ("OLYMPIAD_BUDGET", "1h30m", "budget", 5400.0),
        ("OLYMPIAD_ENGINES", "geometry, lean", "engines", ("geometry", "lean")),
        ("OLYMPIAD_TOKENS", "2e6", "tokens", 2e6),
        ("OPENAI_BASE_URL", "http://h/v1", "llm_key_env", "OPENAI_API_KEY"),
    ],
)
def test_forms_of_the_environment(variable: str, text: str, name: str, value: Any) -> None:
    assert getattr(load_settings(environ={variable: text}), name) == value


def test_a_key_goes_to_the_server_it_was_meant_for() -> None:
    """Nobody's OPENAI_API_KEY is sent to the server that OLYMPIAD_LLM_URL names."""
    both = {"OLYMPIAD_LLM_URL": "http://ours/v1", "OPENAI_BASE_URL": "http://theirs/v1"}
    settings = load_settings(environ=both)
    assert (settings.llm_url, settings.llm_key_env) == ("http://ours/v1", "OLYMPIAD_LLM_KEY")


def test_limits_of_a_server_are_merged_with_those_handed_over() -> None:
    Path("olympiad.toml").write_text("[web]\nworkers = 5\nmax_queued = 6\nmax_budget = '2h'\n")
    web = load_settings(environ={"OLYMPIAD_WEB": '{"workers": 7}'}).web
    assert (web.workers, web.max_queued, web.max_budget) == (7, 6, 7200.0)


# --- what is wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "words"),
    [
        ("presett = 'light'", ["presett", "did you mean preset?"]),
        ("[endpoint.a]\nurl = 'http://h'", ["endpoint", "did you mean endpoints?"]),
        ("zzz = 1", ["zzz", "there are: rung, scope, budget"]),
        ("rung = 'gold'", ["rung", "formally_verified"]),
        ("budget = 600", ["budget", "no unit", "90s"]),
        ("tokens = 0", ["tokens", "greater than 0"]),
        ("[web]\nworker = 1", ["web.worker", "did you mean workers?"]),
        ("[web]\nworkers = 0", ["web.workers", "greater than 0"]),
        ("roles = 3", ["roles", "no table"]),
        ("llm_key = 'sk-secret'", ["llm_key", "never in a file", "OLYMPIAD_LLM_KEY"]),
        ("this is no toml", ["is no TOML"]),
    ],
)
def test_a_wrong_file_is_one_line(file: str, words: list[str]) -> None:
    Path("olympiad.toml").write_text(file)
    with pytest.raises(SettingsError) as caught:
        load_settings(environ={})
    text = str(caught.value)
    assert text.startswith("olympiad.toml: ") and "\n" not in text and "sk-secret" not in text
    for word in words:
        assert word in text


@pytest.mark.parametrize(
    ("assignment", "words"),
    [
        ("preset", "write it as --set NAME=VALUE"),
        ("presett=light", "did you mean preset?"),
        ("roles=[1]", "JSON object"),
        ("llm_key=sk-secret", "never on a command line"),
        ("budget=10", "no unit"),
    ],
)
def test_a_wrong_assignment_is_one_line(assignment: str, words: str) -> None:
    with pytest.raises(SettingsError, match=words) as caught:
        load_settings(assignments=[assignment], environ={})
    assert "sk-secret" not in str(caught.value)


def test_a_wrong_variable_is_named_with_its_value() -> None:
    with pytest.raises(SettingsError, match=r"^OLYMPIAD_TOOL is 'maybe'; "):
        load_settings(environ={"OLYMPIAD_TOOL": "maybe"})


def test_unknown_variables_are_warned_of_and_keys_are_not() -> None:
    Path("olympiad.toml").write_text("[endpoints.a]\nurl='http://h'\nkey_env='OLYMPIAD_MY_KEY'\n")
    environ = {
        "OLYMPIAD_PRESETT": "light",
        "OLYMPIAD_MY_KEY": "sk-secret",
        "OLYMPIAD_LLM_KEY": "sk-secret",
        "OLYMPIAD_LEAN_LIBRARY": "x",
        "OLYMPIAD_TEST_POSTGRES": "x",
        "PATH": "x",
    }
    (warning,) = load_settings(environ=environ).warnings
    assert "OLYMPIAD_PRESETT" in warning and "OLYMPIAD_PRESET?" in warning


# --- secrets ------------------------------------------------------------------------------------

SECRET = "very-secret"


def test_keys_and_passwords_are_never_shown() -> None:
    Path("olympiad.toml").write_text(
        f"store = 'postgresql://me:{SECRET}@host/x?password={SECRET}'\n"
        f"[models.m]\nendpoint='e'\nname='m'\nextra_body={{api_key='{SECRET}', "
        f"headers=[{{Authorization='{SECRET}'}}]}}\n"
    )
    settings = load_settings(environ={"OLYMPIAD_LLM_KEY": SECRET})
    key = settings.key("OLYMPIAD_LLM_KEY")
    assert key is not None and key.get_secret_value() == SECRET
    everything = [
        repr(settings),
        str(settings),
        json.dumps({name: settings.shown(name) for name in Settings.model_fields}),
        json.dumps(settings.record()),
        *repeatable(["olympiad", "prove", "--set", settings.store], settings),
    ]
    assert not [text for text in everything if SECRET in text]
    assert "postgresql://me:***@host/x" in repr(settings)


# --- repeating a run ----------------------------------------------------------------------------

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1).filter(
    lambda text: text == text.strip()
)


@given(
    preset=TEXT,
    tool=st.booleans(),
    tokens=st.none() | st.floats(1, 1e15),
    engines=st.none() | st.lists(st.from_regex(r"[a-z]{1,9}", fullmatch=True), min_size=1),
    role=TEXT,
    milliseconds=st.integers(1, 10**9),
)
def test_the_command_alone_gives_the_same_settings(
    preset: str,
    tool: bool,
    tokens: float | None,
    engines: list[str] | None,
    role: str,
    milliseconds: int,
) -> None:
    environ = {
        "OLYMPIAD_PRESET": preset,
        "OLYMPIAD_TOOL": "on" if tool else "off",
        "OLYMPIAD_ROLES": json.dumps({"writer": role}),
        "OLYMPIAD_BUDGET": f"{milliseconds / 1000:.3f}ms",
        "OPENAI_BASE_URL": "http://h/v1",
        "OLYMPIAD_LLM_CONTEXT": "5000",
    }
    if tokens is not None:
        environ["OLYMPIAD_TOKENS"] = repr(tokens)
    if engines:
        environ["OLYMPIAD_ENGINES"] = ",".join(engines)
    made = load_settings(environ=environ)
    command = repeatable(["olympiad", "prove", "p.md", "--rung", "unverified"], made)
    assert command[:2] == ("olympiad", "prove") and command[-3:] == ("p.md", "--rung", "unverified")
    assignments = [text for flag, text in pairwise(command) if flag == "--set"]
    assert load_settings(assignments=assignments, environ={}).record() == made.record()
    again = load_settings(assignments=assignments, environ={})
    assert repeatable(["olympiad", "prove"], again) == ("olympiad", "prove")  # it is complete


def test_what_a_contest_says_itself_is_not_set_by_a_file() -> None:
    environ = {"OLYMPIAD_RULES": "open", "OLYMPIAD_BUDGET": "1h", "OLYMPIAD_PRESET": "light"}
    settings = load_settings(environ=environ)
    command = ("olympiad", "compete", "--set", "preset=light", "cup")
    assert repeatable(["olympiad", "compete", "cup"], settings) == command
    assert "rules=open" in repeatable(["olympiad", "prove", "p.md"], settings)


def test_other_commands_are_told_as_they_were() -> None:
    settings = load_settings(environ={"OLYMPIAD_PRESET": "light"})
    assert repeatable(["python", "notebook"], settings) == ("python", "notebook")


def test_the_commit_is_that_of_the_repository() -> None:
    import subprocess

    root = Path(module.__file__).parents[2]
    done = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode == 0:
        assert program_versions()["commit"] == done.stdout.strip()
    assert program_versions()["numpy"]


# --- the room and the documentation -------------------------------------------------------------


def test_the_rungs_are_those_of_verdicts() -> None:
    assert get_args(module.Rung) == get_args(Rung)


DOCS = Path(__file__).parents[2] / "docs" / "settings.md"
BEGIN, END = "<!-- made from the fields of Settings; do not edit -->\n", "<!-- end -->"


def table() -> str:
    """The documentation's table of all settings."""
    settings = load_settings(environ={})
    lines = ["| setting | variable | option | default | |", "|---|---|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = settings.shown(name)
        shown = (
            "" if default in (None, {}) or isinstance(default, dict)
            else f"`{default if isinstance(default, str) else json.dumps(default)}`"
        )  # fmt: skip
        option = f"`{module.option_of(name)}`" if module.option_of(name) else ""
        lines.append(
            f"| `{name}` | `{module.variable_of(name)}` | {option} | {shown} | {field.description} |"
        )
    return "\n".join(lines) + "\n"


def test_the_documentation_lists_what_there_is() -> None:
    import os

    before, _, rest = DOCS.read_text("utf-8").partition(BEGIN)
    written, _, after = rest.partition(END)
    if os.environ.get("OLYMPIAD_UPDATE_GOLDEN"):
        DOCS.write_text(before + BEGIN + table() + END + after, "utf-8")
        written = table()
    assert written == table()


def test_the_file_in_the_documentation_is_read() -> None:
    text = DOCS.read_text("utf-8").partition("```toml\n")[2].partition("```")[0]
    assert tomllib.loads(text)
    Path("olympiad.toml").write_text(text)
    assert load_settings(environ={}).origin("preset").kind == "project file"


def test_a_file_as_windows_writes_it() -> None:
    Path("olympiad.toml").write_bytes(b"\xef\xbb\xbfbudget = '2s'\r\n")
    assert load_settings(environ={}).budget == 2.0

"""`olympiad settings`, `--preset` and `--set`, and that a manifest's command repeats its run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from prover.bundle.bundle import open_bundle
from prover.llm.local_server import LocalServer
from prover.simulated import Simulator
from prover.simulated.app import SimulatorApp
from tests.cli.conftest import Run

GEOMETRY = "Title.\n\n```geometry\na b c = triangle; h = orthocenter a b c\n? perp a h b c\n```\n"
SIMULATOR = Simulator(seed=4)


def test_each_setting_has_its_value_and_its_origin(run: Run, tmp_path: Path) -> None:
    (tmp_path / "olympiad.toml").write_text("tokens = 5\ntool = false\n")
    env = {"OLYMPIAD_TOOL": "on", "OLYMPIAD_LLM_KEY": "sk-secret", "OLYMPIAD_PRESETT": "x"}
    done = run("settings", "--preset", "light", "--json", env=env)
    said = json.loads(done.stdout)
    assert done.returncode == 0 and done.stderr == "" and "sk-secret" not in done.stdout
    origins = {name: (one["value"], one["origin"]) for name, one in said["settings"].items()}
    assert origins["preset"] == ("light", "command line")
    assert origins["tool"] == (True, "environment")
    assert origins["tokens"] == (5.0, "project file")
    assert origins["rung"] == ("symbolically_verified", "default")
    assert said["settings"]["tokens"]["where"] == "olympiad.toml"
    assert "OLYMPIAD_PRESET?" in said["warnings"][0]
    shown = run("settings", "--preset", "light", env=env)
    assert "--preset" in shown.stdout and "sk-secret" not in shown.stdout
    assert shown.stderr.startswith("olympiad: warning: OLYMPIAD_PRESETT")


@pytest.mark.parametrize(
    ("options", "file", "words"),
    [
        (["--preset", "lite"], "", "--preset: there is no preset 'lite'; use one of"),
        (["--set", "presett=light"], "", "did you mean preset?"),
        ([], "presett = 'light'\n", "olympiad.toml: presett: there is no such setting"),
        ([], "preset = 'lite'\n", "olympiad.toml: there is no preset 'lite'"),
    ],
)
@pytest.mark.parametrize("as_json", [False, True])
def test_wrong_settings_are_bad_input_and_write_nothing(
    run: Run, tmp_path: Path, options: list[str], file: str, words: str, as_json: bool
) -> None:
    (tmp_path / "p.md").write_text(GEOMETRY)
    (tmp_path / "olympiad.toml").write_text(file)
    done = run("prove", "p.md", *options, *(["--json"] if as_json else []))
    assert done.returncode == 2 and words in (done.stdout if as_json else done.stderr)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["olympiad.toml", "p.md"]


def test_settings_of_the_file_are_those_of_the_run(run: Run, tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(GEOMETRY)
    (tmp_path / "olympiad.toml").write_text("rung = 'unverified'\nbudget = '20s'\n")
    assert run("prove", "p.md", "--out", "b").returncode == 0
    manifest = open_bundle(tmp_path / "b").manifest
    assert (manifest.asked_rung, manifest.settings["budget"]) == ("unverified", 20.0)
    assert run("prove", "p.md", "--budget", "30s", "--out", "c").returncode == 0
    assert open_bundle(tmp_path / "c").manifest.settings["budget"] == 30.0
    assert {"geometry-kernel", "commit", "numpy"} <= manifest.versions.keys()


@pytest.fixture
def models(tmp_path: Path) -> Iterator[str]:
    """The URL of simulated models."""
    with LocalServer(SimulatorApp(SIMULATOR).asgi) as server:
        yield server.url


def test_the_manifests_command_repeats_the_run_in_an_empty_folder(
    run: Run, tmp_path: Path, models: str
) -> None:
    (tmp_path / "p.md").write_text(SIMULATOR.problem(1).statement)
    (tmp_path / "olympiad.toml").write_text(
        f"[endpoints.house]\nurl = '{models}'\nkey_env = 'HOUSE_KEY'\npurpose_headers = true\n"
        "[models.sim]\nendpoint = 'house'\nname = 'simulated'\n[roles]\nwriter = 'sim'\n"
    )
    env = {"OLYMPIAD_PRESET": "light", "OLYMPIAD_TOOL": "off", "HOUSE_KEY": "sk-secret"}
    asked = ("prove", "p.md", "--rung", "model_verified", "--budget", "10m")
    assert run(*asked, "--out", "b", env=env).returncode == 0
    first = open_bundle(tmp_path / "b")
    assert not [name for name, file in first.files.items() if b"sk-secret" in file]
    assert "sk-secret" not in first.manifest.to_text()
    assert first.manifest.versions["model.jury"] == "simulated"
    (tmp_path / "olympiad.toml").unlink()
    command = list(first.manifest.command[1:])
    command[command.index("b")] = "again"
    assert run(*command, env={"HOUSE_KEY": "sk-secret"}).returncode == 0
    second = open_bundle(tmp_path / "again")
    assert second.manifest.settings == first.manifest.settings
    assert second.manifest.settings["preset"] == "light"
    assert second.manifest.versions == first.manifest.versions
    assert second.manifest.command[1:] == tuple(command)
    assert second.proof == first.proof


def test_the_preset_of_the_command_line_goes_first(run: Run, tmp_path: Path, models: str) -> None:
    (tmp_path / "p.md").write_text(SIMULATOR.problem(1).statement)
    env = {
        "OLYMPIAD_LLM_URL": models,
        "OLYMPIAD_LLM_MODEL": "simulated",
        "OLYMPIAD_PRESET": "heavy",
    }
    asked = ("prove", "p.md", "--rung", "model_verified", "--budget", "10m", "--out", "b")
    assert run(*asked, "--preset", "light", env=env).returncode == 0
    manifest = open_bundle(tmp_path / "b").manifest
    assert manifest.settings["preset"] == "light" and "--preset" in manifest.command
    assert "preset=heavy" not in manifest.command

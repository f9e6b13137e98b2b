"""The page, run by Streamlit's own test driver, with real runs."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import web.page
from prover.llm.local_server import LocalServer
from prover.simulated import Simulator
from prover.simulated.app import SimulatorApp
from tests.web.web_problems import FALSE_GOAL, HARD, ORTHOCENTRE
from tests.web.web_server import PATIENCE, ROOT, kill_workers


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """The page in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OLYMPIAD_STORE", raising=False)
    monkeypatch.delenv("OLYMPIAD_WEB", raising=False)
    st.cache_resource.clear()
    yield AppTest.from_file(str(Path(web.page.__file__).with_name("app.py")), default_timeout=60)
    from web.page.server import desk

    desk().stop()
    st.cache_resource.clear()
    kill_workers(tmp_path)


def text_of(page: AppTest) -> str:
    boxes = [*page.success, *page.info, *page.warning, *page.error]
    parts = [*page.header, *page.subheader, *page.markdown, *page.caption, *boxes]
    return "\n".join(str(part.value) for part in parts)


def until_ended(page: AppTest) -> None:
    """Redraw as the browser does every second, until the files are there."""
    end = time.monotonic() + PATIENCE
    while not page.get("download_button"):
        assert not page.exception and time.monotonic() < end, text_of(page)
        time.sleep(0.2)
        page.run()


def submit(page: AppTest, text: str) -> None:
    page.run()
    assert not page.exception
    page.text_area(key="text").set_value(text)
    page.button(key="prove").click().run()


def test_a_problem_is_proved_and_the_page_says_who_vouches(page: AppTest) -> None:
    submit(page, ORTHOCENTRE)
    until_ended(page)
    assert page.header[0].value == "Altitudes"
    (box,) = page.info  # blue: symbolically verified, and no other colour
    assert box.value.startswith("**Symbolically verified, all branches.**")
    assert "geometry proof checker" in box.value and "the tests" in box.value
    assert not page.success and not page.warning and not page.error
    assert "## Proof" in text_of(page)
    labels = {button.proto.label for button in page.get("download_button")}
    assert {"All as zip", "proof.md", "figure.svg", "certificate.json", "verdict.json"} <= labels
    assert len([*page.get("image"), *page.get("imgs")]) == 1
    page.button(key="back").click().run()
    assert "Altitudes" in [button.label for button in page.button]
    assert "run" not in page.query_params


def test_what_graders_said_of_a_proof_in_words_is_shown(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    simulator = Simulator(seed=4)
    with LocalServer(SimulatorApp(simulator).asgi) as models:
        monkeypatch.setenv("OLYMPIAD_LLM_URL", models.url)
        monkeypatch.setenv("OLYMPIAD_LLM_MODEL", "simulated")
        monkeypatch.setenv("OLYMPIAD_PRESET", "light")
        submit(page, simulator.problem(1).statement)
        until_ended(page)
    (words,) = [one for one in page.expander if one.label == "What the graders said"]
    shown = "\n".join(str(part.value) for part in words.markdown)
    assert "Readings of the proof" in shown and "accepts, grade 7" in shown
    assert "This vouches for nothing" in shown


def test_tokens_and_money_can_be_limited(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    simulator = Simulator(seed=4)
    with LocalServer(SimulatorApp(simulator).asgi) as models:
        monkeypatch.setenv("OLYMPIAD_LLM_URL", models.url)
        monkeypatch.setenv("OLYMPIAD_LLM_MODEL", "simulated")
        monkeypatch.setenv("OLYMPIAD_PRESET", "light")
        page.run()
        assert page.number_input(key="tokens").value is None  # no limit unless one is given
        page.number_input(key="tokens").set_value(60_000)
        page.number_input(key="cost").set_value(2.5)
        page.selectbox(key="rung").set_value("formally_verified")
        submit(page, simulator.problem(2).statement)
        until_ended(page)
    said = text_of(page)
    assert "of 60,000 tokens" in said.replace("\\", "") and "the tokens or the money" in said
    (bundle,) = Path("runs").glob("*/manifest.json")
    manifest = json.loads(bundle.read_text())
    assert manifest["command"][-4:] == ["--tokens", "60000", "--cost", "2.5"]
    assert manifest["budget"]["allowed"]["cost"] == 2.5


def test_what_nobody_vouches_for_is_red_and_says_what_is_missing(page: AppTest) -> None:
    submit(page, "Prove that 1 + 1 = 2.")
    until_ended(page)
    (box,) = page.error
    assert box.value.startswith("**Unverified.** Nobody vouches.")
    assert not page.success and not page.info and not page.warning
    assert "#### Proof" not in text_of(page)


def test_a_run_is_cancelled_from_the_page(page: AppTest) -> None:
    submit(page, HARD)
    end = time.monotonic() + PATIENCE
    while not any("geometry engine begins" in code.value for code in page.code):
        assert time.monotonic() < end, text_of(page)
        time.sleep(0.2)
        page.run()
    page.button(key="cancel").click().run()
    until_ended(page)
    assert "interrupted" in text_of(page)
    assert page.error[0].value.startswith("**Unverified.**")


@pytest.mark.parametrize(
    ("text", "said"),
    [(FALSE_GOAL, "problem\\.md\\:"), (" ", "There is no problem yet"), ("---\nx", "never closed")],
)
def test_errors_are_one_line(page: AppTest, text: str, said: str) -> None:
    submit(page, text)
    (box,) = page.error
    assert said in box.value and "\n" not in box.value
    assert "run" not in page.query_params and not page.exception


def test_a_contest_problem_is_chosen(page: AppTest) -> None:
    page.run()
    page.get("button_group")[0].set_value("From a contest").run()
    box = page.selectbox(key="chosen")
    assert "Demonstration: IMO 2014 Problem 4" in box.options
    assert len(box.options) == 15  # three of the demonstration, six each of 2024 and 2025
    box.select("Demonstration: IMO 2014 Problem 4").run()
    demo = (ROOT / "contests" / "demo" / "imo-2014-p4.md").read_text()
    assert page.code[0].value == demo.rstrip("\n") or page.code[0].value == demo
    page.button(key="prove").click().run()
    until_ended(page)
    assert page.info[0].value.startswith("**Symbolically verified, all branches.**")


def test_an_unknown_run_is_one_line(page: AppTest) -> None:
    page.query_params["run"] = "nope"
    page.run()
    assert "no run" in page.error[0].value and not page.exception

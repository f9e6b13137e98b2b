"""The desk that all sessions of the page share, and the contests that are there to choose from."""

from __future__ import annotations

import atexit
from pathlib import Path

import streamlit as st

from prover import service
from prover.problems.errors import ProblemError
from web.runs import Desk
from web.settings import settings


@st.cache_resource(show_spinner=False)
def desk() -> Desk:
    """The desk of this process. Raises `StoreError`, `SettingsError`."""
    made = Desk(settings())
    made.start()
    atexit.register(made.stop)
    return made


def contest_problems() -> dict[str, Path]:
    """The problem files of the contests in `contests/`, by what to call them; of the current
    folder, else of the source tree.
    """
    found: dict[str, Path] = {}
    for home in (Path("contests"), Path(__file__).parents[2] / "contests"):
        for file in sorted(home.glob("*/contest.yaml")):
            try:
                contest = service.read_contest(file.parent)
            except ProblemError:
                continue  # somebody is still writing it; the command line says what is wrong
            for problem in contest.problems:
                if problem.path is not None:
                    found[f"{contest.name}: {problem.name}"] = problem.path
        if found:
            break
    return found

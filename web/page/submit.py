"""The form: a problem written, uploaded or chosen, a budget, and who has to vouch."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from prover import service
from prover.limits.durations import format_duration, parse_duration
from prover.problems.errors import ProblemError
from prover.verdicts.scope import ASKED_SCOPES, AskedScope
from prover.verdicts.verdict import RUNGS, Rung
from web.page.server import contest_problems, desk
from web.page.words import ASKED, ASKED_SCOPE, plain
from web.runs import QueueFull

WRITE, UPLOAD, CHOOSE = "Write or paste", "Upload a file", "From a contest"
BUDGETS = ("10s", "30s", "1m", "2m", "5m", "10m", "30m", "1h", "2h", "4h30m")
HELP = (
    "Markdown with TeX between dollar signs. A `geometry` or `lean` block with the formal "
    "statement is what the engines and checkers work on."
)
TEMPLATE = """\
---
id: my-problem
source: where it comes from
kind: geometry
---

Two altitudes of triangle $ABC$ meet in $H$. Prove that $AH$ is perpendicular to $BC$.

```geometry person="your name"
a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c
```
"""


def show_form() -> None:
    """Show the form; when a problem is taken, turn to its run."""
    st.subheader("New problem", anchor=False)
    where = st.segmented_control(
        "Where the problem comes from",
        [WRITE, UPLOAD, CHOOSE],
        default=WRITE,
        label_visibility="collapsed",
        key="where",
    )
    name, text = _problem(where or WRITE)
    left, right = st.columns([1, 1])
    cap = desk().settings.max_budget
    budgets = [text for text in BUDGETS if parse_duration(text) <= cap] or [format_duration(cap)]
    with left:
        budget = st.select_slider(
            "Time for the search",
            budgets,
            value="1m" if "1m" in budgets else budgets[-1],
            key="budget",
        )
    with right:
        rung: Rung = st.selectbox(
            "Who has to vouch before the search ends",
            RUNGS,
            index=1,
            format_func=lambda rung: ASKED[rung],
            key="rung",
        )
    scope: AskedScope = st.radio(
        "What a geometry proof has to cover",
        ASKED_SCOPES,
        format_func=lambda scope: ASKED_SCOPE[scope],
        horizontal=True,
        key="scope",
    )
    left, right = st.columns([1, 1])
    with left:
        tokens = st.number_input(
            "Most tokens for language models",
            min_value=1,
            value=None,
            step=100_000,
            placeholder="no limit",
            key="tokens",
        )
    with right:
        cost = st.number_input(
            "Most money for them, in US dollars",
            min_value=0.01,
            value=None,
            step=1.0,
            placeholder="no limit",
            help="At the prices in olympiad.toml; a model without a price costs nothing.",
            key="cost",
        )
    if st.button("Prove it", type="primary", icon=":material/play_arrow:", key="prove"):
        _submit(name, text, budget, rung, scope, tokens, cost)


def _problem(where: str) -> tuple[str, str]:
    """The name of the problem's file and its text, however it is given."""
    if where == UPLOAD:
        file = st.file_uploader(
            "A problem file", type=["md", "txt", "json"], help=HELP, key="upload"
        )
        if file is None:
            return "problem.md", ""
        try:
            return Path(file.name).name, file.getvalue().decode("utf-8-sig")
        except UnicodeDecodeError:
            st.error(plain(f"{file.name}: is not UTF-8; save it as UTF-8"))
            return "problem.md", ""
    if where == CHOOSE:
        problems = contest_problems()
        if not problems:
            st.info("There is no folder contests/ with problems here.")
            return "problem.md", ""
        chosen = st.selectbox("The problem", list(problems), key="chosen")
        text = problems[chosen].read_text("utf-8")
        with st.expander("Show the file"):
            st.code(text, language="markdown", wrap_lines=True)
        return problems[chosen].name, text
    text = st.text_area("The problem", TEMPLATE, height=320, help=HELP, key="text")
    return "problem.md", text


def _submit(
    name: str,
    text: str,
    budget: str,
    rung: Rung,
    scope: AskedScope,
    tokens: int | None,
    cost: float | None,
) -> None:
    if not text.strip():
        st.error("There is no problem yet; write one, upload a file, or choose one.")
        return
    try:
        with st.spinner("Reading the problem"):
            problem = service.read_problem(text, name)
            service.ready_for(problem)
            seconds = parse_duration(budget)
            command = ["olympiad", "ui", "--budget", budget, "--rung", rung]
            for option, value in (("--tokens", tokens), ("--cost", cost)):
                command += [option, f"{value:.15g}"] if value is not None else []
            command += ["--scope", scope] if scope != "all" else []
            detail = desk().submit(
                problem, rung, seconds, tuple(command), tokens=tokens, cost=cost, scope=scope
            )
            run = detail.run
    except (ProblemError, QueueFull) as fault:
        st.error(plain(str(fault)), icon=":material/error:")
        return
    st.query_params["run"] = run
    st.rerun()

"""Skips are never silent: each is told with its reason, and CI refuses those it could have avoided.

With `--refuse-skips` the run fails when a test was skipped for want of something that a machine
can install. What no machine of CI's has stands in `NOT_INSTALLABLE`; a job that leaves out more
says so with `--may-skip REGEX`.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest

NOT_INSTALLABLE = {
    r"elan is not installed": "elan fetches Lean toolchains and Mathlib from hosts CI cannot reach",
    r"not installed: .*\bvllm\b": "vLLM needs a GPU",
    r"set OLYMPIAD_DATA": "the graded proofs are not ours to ship",
}
"""What a reason to skip may say, as a regular expression, and why CI cannot mend it."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("skips")
    group.addoption(
        "--refuse-skips",
        action="store_true",
        help="fail when a test was skipped for want of something that could be installed",
    )
    group.addoption(
        "--may-skip",
        action="append",
        default=[],
        metavar="REGEX",
        help="a further reason that --refuse-skips lets pass",
    )


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if not config.getoption("refuse_skips") or hasattr(config, "workerinput"):
        return
    if session.exitstatus == pytest.ExitCode.OK and _refused(config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    config = terminalreporter.config
    if not config.getoption("refuse_skips"):
        return
    counted = Counter(_reasons(config))
    refused = set(_refused(config))
    terminalreporter.section("skips")
    for reason, number in sorted(counted.items()):
        word = "AVOIDABLE" if reason in refused else "unavoidable here"
        terminalreporter.line(f"{word}: {number} skipped: {reason}", red=reason in refused)
    if refused:
        terminalreporter.line("failed: what was skipped as AVOIDABLE has to be installed", red=True)
    elif not counted:
        terminalreporter.line("nothing was skipped")


def _reasons(config: pytest.Config) -> list[str]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    found = []
    for report in reporter.stats.get("skipped", ()) if reporter else ():
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        found.append(" ".join(text.removeprefix("Skipped: ").split()))
    return found


def _refused(config: pytest.Config) -> list[str]:
    allowed = [*NOT_INSTALLABLE, *config.getoption("may_skip")]
    return [r for r in _reasons(config) if not any(re.search(one, r) for one in allowed)]

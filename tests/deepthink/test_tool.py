"""Programs run in the sandbox, and whatever they do is a result."""

from __future__ import annotations

from pathlib import Path

import pytest

from prover.deepthink.programs.tool import NO_SYMPY, PythonTool, tool_for
from prover.problems.contest import load_contest
from prover.problems.rules import FORMAL, HUMAN, OPEN, ForbiddenByRules

CONTESTS = Path(__file__).parents[2] / "contests"


async def test_a_program_prints() -> None:
    result = await PythonTool().run("print(sum(range(10)))")
    assert result.ok and result.output == "45"


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("raise ValueError('no such n')", "ValueError: no such n"),
        ("print('a' * 10**7)", "aaa"),
        ("import sys; sys.exit(3)", ""),
    ],
)
async def test_what_fails_or_prints_without_end_is_a_result(program: str, says: str) -> None:
    result = await PythonTool().run(program)
    assert says in result.output and len(result.output) <= 8_000


async def test_a_program_may_use_sympy() -> None:
    result = await PythonTool().run("from sympy import *; print(factor('x**2 - 1'))")
    assert result.ok and result.output == "(x - 1)*(x + 1)"


async def test_without_sympy_the_note_names_the_command() -> None:
    hidden = "import sys; sys.path[:] = [p for p in sys.path if 'site-packages' not in p]\n"
    result = await PythonTool().run(hidden + "import sympy")
    assert not result.ok and result.note == NO_SYMPY and "pip install '.[tool]'" in NO_SYMPY
    other = await PythonTool().run(hidden + "import sympathy")
    assert "sympathy" in other.output and other.note == "exit code 1"


async def test_a_program_that_hangs_is_stopped() -> None:
    result = await PythonTool(seconds=2.0).run("while True: pass")
    assert not result.ok and "stopped after 2 s" in result.note


def test_there_is_no_tool_where_the_rules_forbid_programs() -> None:
    assert tool_for(OPEN) is not None
    for rules in (HUMAN, FORMAL, load_contest(CONTESTS / "imo-2025").profile):
        assert tool_for(rules) is None
        with pytest.raises(ForbiddenByRules, match="python"):
            PythonTool(rules)

"""Final answers: grouped exactly, and held against a short program where there can be one.

    check = await check_answers(session, tool)
    outcome = settled(outcome, check, session.state)

The program is written by a model that sees the problem and no proof; it finds the answer in small
cases, and every answer that the candidates state is compared with it, exactly. It runs in the
tool's sandbox. It is no proof and lifts no verdict: a text whose answer it contradicts is not
handed in as accepted, and one with an answer that it confirms goes first.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from prover.deepthink.calls import make_call
from prover.deepthink.expressions import SYMBOL, sympy_text
from prover.deepthink.pipelines.outcome import Outcome
from prover.deepthink.stages.answers import clusters
from prover.deepthink.state import Candidate, State

if TYPE_CHECKING:
    from prover.deepthink.session import Session
    from prover.deepthink.tool import PythonTool

MAX_CLUSTERS = 8
"""Answers that are compared; those of fewer candidates are left out."""

Finding = Literal["agrees", "differs", "unknown"]


class SmallCases(BaseModel):
    """A program with a function `truth`, and where to ask it. An empty program: there is none."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    variable: Annotated[str, StringConstraints(pattern=r"^[A-Za-z]?$")] = ""
    values: Annotated[tuple[int, ...], Field(max_length=40)] = ()
    program: Annotated[str, Field(max_length=16_000)] = ""


@dataclass(frozen=True)
class AnswerGroup:
    """An answer, the candidates that state it, and what the program says of it."""

    answer: str
    candidates: tuple[int, ...]
    finding: Finding = "unknown"
    detail: str = ""


@dataclass(frozen=True)
class AnswerCheck:
    """The answers, the largest group first. `program` is empty where none ran; `why` says why."""

    groups: tuple[AnswerGroup, ...] = ()
    program: str = ""
    why: str = ""

    def of(self, candidate: int) -> AnswerGroup | None:
        """The group of a candidate; None when it states no answer."""
        return next((group for group in self.groups if candidate in group.candidates), None)


async def check_answers(session: Session, tool: PythonTool | None) -> AnswerCheck:
    """Group the answers of the session's candidates and hold them against a program.

    Without `tool` the answers are grouped by their spelling. Whatever the program does is a
    finding. Raises `ModelUnusable`; may be cancelled.
    """
    from lean.errors import SandboxFault

    groups = tuple(
        AnswerGroup(members[0].answer or spelling, tuple(one.number for one in members))
        for spelling, members in clusters(session.state.alive).items()
    )
    if not groups:
        return AnswerCheck(why="no candidate states a final answer")
    if tool is None:
        return AnswerCheck(groups, why="the Python tool is off")
    try:
        groups = await _merged(tool, groups)
        return await _compared(session, tool, groups)
    except SandboxFault as fault:
        return AnswerCheck(groups, why=f"the sandbox does not start: {fault}")


def settled(outcome: Outcome, check: AnswerCheck, state: State) -> Outcome:
    """The outcome once the answers were checked.

    A text whose answer the program contradicts gives way to the best one whose answer it confirms,
    if readings spoke for that and none against it; otherwise it stays, and is not accepted.
    """
    if outcome.candidate is None:
        return outcome
    group = check.of(outcome.candidate.number)
    if group is None or group.finding != "differs":
        return outcome
    doubt = f"a program contradicts the answer {group.answer}: {group.detail}"
    confirmed = {
        number for one in check.groups if one.finding == "agrees" for number in one.candidates
    }
    others = [
        one for one in state.alive if one.number in confirmed and one.passes and not one.fails
    ]
    if not others:
        return replace(outcome, accepted=False, why=doubt)
    best: Candidate = max(others, key=lambda one: (one.passes, -one.number))
    return Outcome(best, False, None, f"{doubt}; this one's answer {best.answer} it confirms")


async def _merged(tool: PythonTool, groups: Sequence[AnswerGroup]) -> tuple[AnswerGroup, ...]:
    """Groups whose answers are equal as expressions put together, the largest first."""
    texts = {
        place: text
        for place, group in enumerate(groups[:MAX_CLUSTERS])
        if (text := sympy_text(group.answer)) is not None
    }
    if len(texts) < 2:
        return tuple(groups)
    same = await _asked(tool, _MERGE.format(texts=json.dumps(json.dumps(texts))))
    joined: dict[int, AnswerGroup] = {}
    for place, group in enumerate(groups):
        first = same.get(str(place), place)
        if isinstance(first, int) and first in joined:
            head = joined[first]
            joined[first] = replace(head, candidates=(*head.candidates, *group.candidates))
        else:
            joined[place] = group
    return tuple(sorted(joined.values(), key=lambda group: -len(group.candidates)))


async def _compared(
    session: Session, tool: PythonTool, groups: tuple[AnswerGroup, ...]
) -> AnswerCheck:
    texts = {
        place: text
        for place, group in enumerate(groups[:MAX_CLUSTERS])
        if (text := sympy_text(group.answer)) is not None
    }
    if not texts:
        return AnswerCheck(groups, why="no answer is an expression that is read exactly")
    if session.over:
        return AnswerCheck(groups, why="the budget ended before the answers were checked")
    call = make_call(
        session.state,
        "small_cases",
        stage="small_cases",
        max_tokens=session.caps.short,
        schema=SmallCases,
    )
    (reply,) = await session.ask([call])
    if not isinstance(reply.parsed, SmallCases):
        return AnswerCheck(groups, why=f"no program came: {reply.failed or 'no report'}")
    cases = reply.parsed
    if not cases.program.strip() or not cases.values:
        return AnswerCheck(groups, why="the model knows no short program for this problem")
    footer = _COMPARE.format(
        texts=json.dumps(json.dumps(texts)),
        values=list(cases.values),
        symbol=repr(SYMBOL + cases.variable if cases.variable else ""),
    )
    found = await _asked(tool, cases.program + footer)
    if not found:
        return AnswerCheck(groups, cases.program, "the program found nothing")
    checked = []
    for place, group in enumerate(groups):
        said = found.get(str(place))
        if isinstance(said, list) and len(said) == 2 and said[0] in ("agrees", "differs"):
            group = replace(group, finding=said[0], detail=" ".join(str(said[1]).split())[:200])
        checked.append(group)
    return AnswerCheck(tuple(checked), cases.program)


async def _asked(tool: PythonTool, program: str) -> dict[str, Any]:
    """The JSON object in the last line that a program prints; empty when there is none."""
    result = await tool.run(program)
    lines = result.output.splitlines()
    try:
        said = json.loads(lines[-1]) if lines and result.ok else {}
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


_MERGE = """
import json, sympy
texts = json.loads({texts})
read, same = {{}}, {{}}
for place, text in texts.items():
    here = sympy.sympify(text)
    for earlier, there in read.items():
        if sympy.simplify(here - there) == 0:
            same[place] = int(earlier)
            break
    else:
        read[place] = here
print()
print(json.dumps(same))
"""

_COMPARE = """

import json as _json, sympy as _sympy
_texts, _values, _symbol = _json.loads({texts}), {values}, {symbol}
_truths = [truth(_n) for _n in _values]
_exact = not any(isinstance(_t, (bool, float, complex)) for _t in _truths)
_found = {{}}
for _place, _text in _texts.items() if _exact else ():
    _claim = _sympy.sympify(_text)
    if _claim.free_symbols - {{_sympy.Symbol(_symbol or "none")}}:
        continue
    _found[_place] = ["agrees", ""]
    for _n, _t in zip(_values, _truths):
        _c = _claim.subs(_sympy.Symbol(_symbol), _n) if _symbol else _claim
        _gap = _sympy.simplify(_sympy.sympify(_t) - _c)
        if _gap == 0:
            continue
        # What is not simplified to 0 differs only when its digits say so.
        if _gap.is_number and abs(_gap.evalf(50)) > 1e-20:
            _at = f"at {{_symbol[2:]}} = {{_n}} it finds" if _symbol else "it finds"
            _found[_place] = ["differs", f"{{_at}} {{_t}} and not {{_c}}"]
        else:
            _found[_place] = ["unknown", ""]
        break
print()
print(_json.dumps(_found))
"""

"""Final answers: grouped exactly, and held against a short program where there can be one.

    checker = AnswerChecker(tool)
    await checker.update(session)     # while texts come in: `checker.contradicted` says which fail
    check = await checker.check(session)

The program is written by a model that sees the problem and no proof; it finds the answer in small
cases, and every answer that the candidates state is compared with it, exactly. It runs in the
tool's sandbox. It is no proof and lifts no verdict: it only speaks against a text whose answer it
contradicts, and a review may overrule it, for the program may be what is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from prover.deepthink.stages.answers import clusters
from prover.deepthink.state.calls import make_call
from prover.deepthink.texts.expressions import SYMBOL, sympy_text

if TYPE_CHECKING:
    from prover.deepthink.programs.tool import PythonTool
    from prover.deepthink.session.session import Session

MAX_CLUSTERS = 8
"""Answers that are compared at a time, those of most candidates first."""

MAX_ASKED = 2
"""Calls for the program, the second where the first was lost or cut off."""

MAX_FAILURES = 2
"""Runs without a finding, one after the other, after which the program is not run again."""

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


class AnswerChecker:
    """Holds one problem's answers against one program, which is asked for once, when the first
    answer is there that it could be compared with. Without `tool` answers are grouped by their
    spelling and no program is asked for."""

    def __init__(self, tool: PythonTool | None) -> None:
        self._tool = tool
        self._why = "" if tool is not None else "the Python tool is off"
        self._cases: SmallCases | None = None
        self._found: dict[str, tuple[Finding, str]] = {}  # by normal answer
        self._asked = 0  # calls for the program
        self._failures = 0  # of the program, in a row
        self._reviewed: set[str] = set()

    @property
    def contradicted(self) -> Mapping[str, str]:
        """The answers the program contradicts, in normal form, and what it finds instead."""
        return {
            answer: detail
            for answer, (finding, detail) in self._found.items()
            if finding == "differs"
        }

    @property
    def unreviewed(self) -> tuple[str, ...]:
        """The contradicted answers of which no review was taken yet, in normal form."""
        return tuple(answer for answer in self.contradicted if answer not in self._reviewed)

    def reviewed(self, answer: str, *, upheld: bool) -> None:
        """Take a review of the contradiction of `answer` (in normal form); one that is not upheld
        is dropped."""
        self._reviewed.add(answer)
        if not upheld:
            detail = self._found[answer][1]
            self._found[answer] = "unknown", f"a review overruled the program: {detail}"

    async def update(self, session: Session) -> None:
        """Compare the answers that are new among the session's candidates.

        Whatever the program does is a finding. Raises `ModelUnusable`; may be cancelled.
        """
        from lean.sandbox.errors import SandboxFault

        if self._tool is None or session.over:
            return
        groups = clusters(session.state.alive)
        new = {
            spelling: sympy_text(members[0].answer or "")
            for spelling, members in groups.items()
            if spelling not in self._found
        }
        self._found |= {spelling: ("unknown", "") for spelling, text in new.items() if text is None}
        texts = [(spelling, text) for spelling, text in new.items() if text is not None]
        if not texts or (self._cases is None and not await self._get_program(session)):
            return
        try:
            for spelling, text in texts[:MAX_CLUSTERS]:
                if self._failures < MAX_FAILURES:
                    self._found[spelling] = await self._compared(self._tool, text)
        except SandboxFault as fault:
            self._tool, self._why = None, f"the sandbox does not start: {fault}"

    async def check(self, session: Session) -> AnswerCheck:
        """All answers, grouped, with what the program says of each. Raises as `update` does."""
        from lean.sandbox.errors import SandboxFault

        await self.update(session)
        groups = tuple(
            AnswerGroup(
                members[0].answer or spelling,
                tuple(one.number for one in members),
                *self._found.get(spelling, ("unknown", "")),
            )
            for spelling, members in clusters(session.state.alive).items()
        )
        why = self._why
        if not groups:
            return AnswerCheck(why="no candidate states a final answer")
        if self._tool is not None:
            try:
                groups = await _merged(self._tool, groups)
            except SandboxFault as fault:
                why = f"the sandbox does not start: {fault}"
        if not why and self._cases is None:
            why = "no answer is an expression that is read exactly"
            if session.over:
                why = "the budget ended before the answers were checked"
        return AnswerCheck(groups, self._cases.program if self._cases else "", why)

    async def _get_program(self, session: Session) -> bool:
        """Ask for the program, once more if no answer came; whether there is one."""
        if self._asked >= MAX_ASKED:
            return False
        call = make_call(
            session.state,
            "small_cases",
            stage="small_cases",
            max_tokens=session.caps.grade,
            schema=SmallCases,
        )
        (reply,) = await session.ask([call])
        cases = reply.parsed
        # What says that there is no program is an answer; what was lost or cut off is none.
        self._asked = MAX_ASKED if isinstance(cases, SmallCases) else self._asked + 1
        if not isinstance(cases, SmallCases):
            self._why = f"no program came: {reply.failed or 'no report'}"
        elif not cases.program.strip() or not cases.values:
            self._why = "the model knows no short program for this problem"
        else:
            self._cases, self._why = cases, ""
        return self._cases is not None

    async def _compared(self, tool: PythonTool, text: str) -> tuple[Finding, str]:
        """One answer in a run of its own: what makes this one fail costs no other its check."""
        assert self._cases is not None
        footer = _COMPARE.format(
            claim=json.dumps(text),
            values=list(self._cases.values),
            symbol=repr(SYMBOL + self._cases.variable if self._cases.variable else ""),
        )
        said = await _asked(tool, self._cases.program + footer)
        finding, detail = said.get("finding"), said.get("detail", "")
        self._failures = 0 if said else self._failures + 1
        self._why = "" if said else "the program found nothing"
        if finding not in ("agrees", "differs"):
            return "unknown", ""
        return finding, " ".join(str(detail).split())[:200]


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
            candidates = (*head.candidates, *group.candidates)
            known = group if head.finding == "unknown" else head
            joined[first] = AnswerGroup(head.answer, candidates, known.finding, known.detail)
        else:
            joined[place] = group
    return tuple(sorted(joined.values(), key=lambda group: -len(group.candidates)))


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
_values, _symbol = {values}, {symbol}
_claim = _sympy.sympify({claim})
_found = {{"finding": "unknown"}}
_truths = [truth(_n) for _n in _values]
_exact = not any(isinstance(_t, (bool, float, complex)) for _t in _truths)
if _exact and not _claim.free_symbols - {{_sympy.Symbol(_symbol or "none")}}:
    _found = {{"finding": "agrees"}}
    for _n, _t in zip(_values, _truths):
        _c = _claim.subs(_sympy.Symbol(_symbol), _n) if _symbol else _claim
        _gap = _sympy.simplify(_sympy.sympify(_t) - _c)
        if _gap == 0:
            continue
        # What is not simplified to 0 differs only when its digits say so.
        _found = {{"finding": "unknown"}}
        if _gap.is_number and abs(_gap.evalf(50)) > 1e-20:
            _at = f"at {{_symbol[2:]}} = {{_n}} it finds" if _symbol else "it finds"
            _found = {{"finding": "differs", "detail": f"{{_at}} {{_t}} and not {{_c}}"}}
        break
print()
print(_json.dumps(_found))
"""

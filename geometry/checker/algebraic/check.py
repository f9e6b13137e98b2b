"""The check of an algebraic certificate from beginning to end."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from geometry.checker.algebraic.chain import Chain
from geometry.checker.algebraic.conditions import Conditions
from geometry.checker.algebraic.drawn import shows_drawn
from geometry.checker.algebraic.hidden import hidden_facts
from geometry.checker.algebraic.numbers import Ring
from geometry.checker.algebraic.report import AlgebraReport
from geometry.checker.document import read_json
from geometry.checker.facts import segments
from geometry.checker.report import Rejection
from geometry.checker.statement import Problem, read_problem
from geometry.predicates import Predicate

FORMAT = "olympiad-geometry-algebra/1"
MAX_CHARACTERS = 30_000_000
MAX_CASES, MAX_STEPS = 128, 3_000
_KEYS = {"format", "problem", "hidden", "parameters", "diagram", "drawn", "cases", "says"}


def check_algebra(
    text: str,
    *,
    problem: str | None = None,
    seconds: float = 60.0,
    should_stop: Callable[[], bool] = lambda: False,
) -> AlgebraReport:
    """Checks an algebraic certificate; never raises, whatever the text is.

    Args:
        text: the certificate. Nothing in it is trusted.
        problem: if given, the problem that it has to be about.
        seconds: after which it is refused as too long to check.
        should_stop: asked now and then; if it says so, the certificate is refused.
    """
    check = _Check(time.monotonic() + seconds, should_stop)
    try:
        return check.run(text, problem)
    except Rejection as rejection:
        place = "" if check.place is None else f"case {check.place[0]}, step {check.place[1]}: "
        return AlgebraReport(False, f"{place}{rejection.reason}.", check.statement)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        return AlgebraReport(
            False, f"the certificate is malformed ({type(error).__name__}).", check.statement
        )
    except (RecursionError, MemoryError, OverflowError):
        return AlgebraReport(False, "the certificate exceeds what can be checked.", check.statement)
    except Exception as error:  # a fault of the checker must not vouch for anything, nor raise
        return AlgebraReport(
            False, f"the checker failed ({type(error).__name__}).", check.statement
        )


def says(report: AlgebraReport) -> dict[str, Any]:
    """What a certificate may say of itself: exactly this."""
    return {
        "holds": report.holds,
        "branches": list(report.branches),
        "conditions": list(report.conditions),
    }


class _Check:
    def __init__(self, deadline: float, should_stop: Callable[[], bool]) -> None:
        self.deadline, self.should_stop = deadline, should_stop
        self.statement = ""
        self.place: tuple[int, int] | None = None
        self.conditions = Conditions()
        self.objects = 0

    def run(self, text: str, problem: str | None) -> AlgebraReport:
        if len(text) > MAX_CHARACTERS:
            raise Rejection(f"the certificate is longer than {MAX_CHARACTERS} characters")
        data = read_json(text)
        if not isinstance(data, dict) or data.keys() != _KEYS or data["format"] != FORMAT:
            raise Rejection("this is not an algebraic certificate")
        read = read_problem(data["problem"])
        self.statement = str(read)
        if problem is not None and str(read_problem(problem)) != self.statement:
            raise Rejection(f"the certificate is about another problem: {self.statement}"[:500])
        facts = {str(f): f for clause in read.clauses for f in clause.facts}
        for fact in (*facts.values(), *read.goals):
            for a, b in segments(fact):
                self.conditions.joined(a, b)
        names, more = hidden_facts(data["hidden"], read.points, facts, self.conditions)
        facts |= more
        cases = data["cases"]
        if not isinstance(cases, list) or not 0 < len(cases) <= MAX_CASES:
            raise Rejection("there are no cases, or too many")
        for goal in read.goals:
            if any(a == b for a, b in segments(goal)):
                raise Rejection(f"goal `{goal}` speaks of a line from a point to itself")
        chains = [self._case(i, case, data, read, facts, names) for i, case in enumerate(cases)]
        self.place = None
        missing = undecided([(chain, c["steps"]) for chain, c in zip(chains, cases, strict=True)])
        missing += tuple(map(longest, (g for g in read.goals if g.name == "lsum")))
        if not shows_drawn(chains[0], data["diagram"], data["drawn"], read.points):
            raise Rejection("the first case is not the drawn position")
        report = AlgebraReport(
            True,
            f"{len(cases)} case{'s' if len(cases) > 1 else ''} of {self.objects} objects checked exactly.",
            self.statement,
            "named branches" if missing else "all branches",
            missing,
            self.conditions.all(),
            len(cases),
            self.objects,
            _terms(cases),
        )
        if data["says"] is not None and data["says"] != says(report):
            raise Rejection(
                "the certificate says something else of its scope and conditions than it shows"
            )
        return report

    def _case(
        self,
        number: int,
        case: Mapping[str, Any],
        data: Mapping[str, Any],
        problem: Problem,
        facts: Mapping[str, Predicate],
        names: Sequence[str],
    ) -> Chain:
        if case.keys() != {"steps", "ending"} or len(case["steps"]) > MAX_STEPS:
            raise Rejection("a case is not steps and an ending")
        self.conditions.frame = tuple(case["steps"][0]["points"])
        chain = Chain(
            facts,
            (*problem.points, *names),
            Ring(data["parameters"], self.deadline, self.should_stop),
            self.conditions,
        )
        for k, step in enumerate(case["steps"]):
            self.place = (number, k)
            chain.add(k, step)
        self.objects += chain.objects
        self.place = (number, len(case["steps"]))
        if case["ending"] == "goal":
            self._ends_in_goal(chain, problem, facts)
        elif number == 0:
            raise Rejection("the first case does not end in the goal")
        else:
            self._is_void(chain, case["ending"], problem)
        return chain

    def _ends_in_goal(self, chain: Chain, problem: Problem, facts: Mapping[str, Predicate]) -> None:
        if missing := [p for p in problem.points if p not in chain.points]:
            raise Rejection(f"{missing[0]} is not placed")
        for fact in facts.values():
            if all(p in chain.points for p in fact.points) and chain.value(fact):
                raise Rejection(f"the solved points do not satisfy `{fact}`")
        for goal in problem.goals:
            for a, b in segments(goal):
                self.conditions.joined(a, b)
            if chain.value(goal):
                raise Rejection(f"the goal `{goal}` does not vanish")
            if goal.name != "lconst" or any(f.name == "lconst" for f in facts.values()):
                continue
            raise Rejection("no hypothesis gives a length")

    def _is_void(self, chain: Chain, ending: Any, problem: Problem) -> None:
        """Two points are one in this case, and a hypothesis or goal speaks of the line through them."""
        a, b = ending
        needed = [f for clause in problem.clauses for f in clause.facts] + list(problem.goals)
        if not any({a, b} == {p, q} for f in needed for p, q in segments(f)):
            raise Rejection(f"nothing says that {a} and {b} are different points")
        if a == b or any(chain.value_of_difference(a, b)):
            raise Rejection(f"{a} and {b} are different points in this case")
        self.conditions.different(a, b)


def longest(goal: Predicate) -> str:
    """Where `lsum` holds, once it is shown that one of its three lengths is the sum of the others."""
    a, b, c, d, e, f = goal.points
    return f"{e}{f} is at least as long as {a}{b} and as {c}{d}, as in the figure"


def undecided(cases: Sequence[tuple[Chain, list[Any]]]) -> tuple[str, ...]:
    """The choices of the first case whose other side is not settled wholly, in words."""
    words: dict[str, None] = {}
    depth = 0
    first = cases[0][0]
    while depth < len(first.choices):
        sides = _sides(cases, depth)
        if sides is None:
            break
        _, sign, said = first.choices[depth]
        if not _complete(sides[-sign], depth + 1):
            words[said] = None
        cases, depth = sides[sign], depth + 1
    return tuple(words)


def _complete(cases: Sequence[tuple[Chain, list[Any]]], depth: int) -> bool:
    """Whether these cases, which agree up to their first `depth` choices, are all there are."""
    if not cases:
        return False
    sides = _sides(cases, depth)
    return sides is None or all(_complete(side, depth + 1) for side in sides.values())


def _sides(
    cases: Sequence[tuple[Chain, list[Any]]], depth: int
) -> dict[int, list[tuple[Chain, list[Any]]]] | None:
    """The cases by the sign of their next choice; None where one of them needs none.

    Raises:
        Rejection: they do not agree in all that was done up to it, and in what is chosen there.
    """
    if any(len(chain.choices) <= depth for chain, _ in cases):
        return None
    first, steps = cases[0]
    at = first.choices[depth][0]
    sides: dict[int, list[tuple[Chain, list[Any]]]] = {1: [], -1: []}
    for chain, others in cases:
        place, sign, _ = chain.choices[depth]
        if place != at or others[:at] != steps[:at] or _bare(others[at]) != _bare(steps[at]):
            raise Rejection("two cases differ before the choice in which they differ")
        sides[sign].append((chain, others))
    return sides


def _bare(step: Mapping[str, Any]) -> dict[str, Any]:
    """A step that chooses, without what follows from the sign."""
    rest = {k: v for k, v in step.items() if k not in ("at", "curve", "root")}
    return {**rest, "root": {k: v for k, v in step["root"].items() if k != "sign"}}


def _terms(value: object) -> int:
    """How many terms all numbers of a certificate have."""
    if isinstance(value, dict):
        return sum(map(_terms, value.values()))
    if not isinstance(value, list):
        return 0
    if (
        len(value) == 3
        and type(value[0]) is int
        and type(value[1]) is int
        and isinstance(value[2], list)
        and all(type(e) is int for e in value[2])
    ):
        return 1
    return sum(map(_terms, value))

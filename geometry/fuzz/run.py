"""Runs cases and counts."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from geometry.fuzz.cases import random_case
from geometry.fuzz.judge import judge


@dataclass(frozen=True)
class Failure:
    """A case in which the prover did wrong.

    Attributes:
        seed, number: repeat it with `--seed SEED --case NUMBER`.
        kind: of the case.
        statement: with its goal.
        fault: what is wrong, in half a sentence.
        certificate: of the proof, empty if there is none.
    """

    seed: int
    number: int
    kind: str
    statement: str
    fault: str
    certificate: str = ""


@dataclass
class Tally:
    """Counts of a run.

    Attributes:
        cases: number of cases judged.
        outcomes: (kind, outcome) -> count.
        failures: cases in which the prover did wrong.
        false_goals: cases whose goal is false, and for which a proof would have been a fault.
    """

    cases: int = 0
    false_goals: int = 0
    outcomes: Counter[tuple[str, str]] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)


def run(
    seed: int,
    *,
    seconds: float | None = None,
    cases: int | None = None,
    first: int = 0,
    only: str | None = None,
    case_seconds: float = 2.0,
    progress: Callable[[Tally], None] = lambda _: None,
) -> Tally:
    """Judges cases `first`, `first` + 1, ... of the seed.

    Args:
        seed: of everything random.
        seconds: end after so much time (a case that has begun is finished).
        cases: end after so many cases.
        first: number of the first case.
        only: one kind of case.
        case_seconds: what the engine gets for one case.
        progress: called after every case.

    Raises:
        ValueError: neither `seconds` nor `cases` is given.
    """
    if seconds is None and cases is None:
        raise ValueError("give an end: seconds or cases")
    end = None if seconds is None else time.monotonic() + seconds
    tally = Tally()
    number = first
    while (cases is None or number < first + cases) and (end is None or time.monotonic() < end):
        case = random_case(seed, number, only)
        judgement = judge(case, Random(f"judge {seed} {number}"), case_seconds)
        tally.cases += 1
        tally.false_goals += not case.true
        tally.outcomes[case.kind, judgement.outcome] += 1
        if judgement.fault:
            text = str(case.statement)
            tally.failures.append(
                Failure(seed, number, case.kind, text, judgement.fault, judgement.certificate)
            )
        number += 1
        progress(tally)
    return tally

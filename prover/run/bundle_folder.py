"""The folder that a problem's bundle goes to when nobody names one.

It is called as the problem's id. Two problems may have the same id; then the second one's folder
carries a part of the hash of what it states as well, and the same problem finds its own again.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prover.bundle.atomic_folder import readable_state
from prover.bundle.bundle import NotABundle, OtherProblem, check_target
from prover.problems.record import problem_sha256, problem_to_record, statement_key
from prover.run.recorder import log_path

if TYPE_CHECKING:
    from prover.problems.problem import Problem

_DIGITS = (8, 16, 64)
"""How much of the hash goes into a name; more where that is taken too."""


def bundle_folder(root: Path, problem: Problem) -> Path:
    """`root/ID`, or `root/ID-HASH` where that holds another problem's bundle or running run.

    The same problem finds the folder of its own bundle again. What else may stand there is not
    looked at: `check_target` says it.
    """
    record = problem_to_record(problem)
    key = statement_key(record)
    names = (problem.id, *(f"{problem.id}-{key[:digits]}" for digits in _DIGITS))
    free = [root / name for name in names if not _taken(root / name, problem, record)]
    # A folder of its own from before is gone on with, whatever became of the others.
    own = [folder for folder in free if readable_state(folder) is not None]
    return (own or free or [root / names[-1]])[0]


def _taken(folder: Path, problem: Problem, record: Mapping[str, Any]) -> bool:
    """Whether another problem has its bundle at `folder`, or a run there that is not over."""
    if readable_state(folder) is not None:
        try:
            check_target(folder, record)
        except OtherProblem:
            return True
        except NotABundle:
            return False
        return False
    return _at_work(folder) not in (None, problem_sha256(problem))


def _at_work(folder: Path) -> str | None:
    """The hash of the problem that a run into `folder`, which may have died, works on."""
    try:
        with log_path(folder).open("rb") as log:
            return str(json.loads(log.readline(1_000_000))["statement_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        return None

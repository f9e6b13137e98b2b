"""Graded proofs, read from JSON lines."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RIGHT_SHARE = 0.99
"""Share of the full marks from which a proof counts as right: only full marks do."""


class GradedDataError(ValueError):
    """A file of graded proofs that cannot be read; names file and line."""


@dataclass(frozen=True)
class GradedProof:
    """A proof and whether people found it right."""

    id: str
    dataset: str
    problem: str
    proof: str
    right: bool

    @property
    def sha256(self) -> str:
        """Identity of what a jury reads: SHA-256 of problem and proof, whatever the file says
        about them."""
        return hashlib.sha256(json.dumps([self.problem, self.proof]).encode()).hexdigest()


def load_graded(place: Path) -> list[GradedProof]:
    """The graded proofs of a `.jsonl` file, or of all such files in a folder, in order. The same
    proof again is no further case and is passed over.

    A line has `id`, `problem`, `proof`, and either `correct` (true or false) or `human` and
    `human_max`. Raises `GradedDataError`.
    """
    files = sorted(place.glob("*.jsonl")) if place.is_dir() else [place]
    if not files:
        raise GradedDataError(f"{place}: holds no .jsonl file; name the folder of graded proofs")
    proofs = [proof for file in files for proof in _file(file)]
    if not proofs:
        raise GradedDataError(f"{place}: holds no graded proof")
    distinct: dict[str, GradedProof] = {}
    for proof in proofs:
        first = distinct.setdefault(proof.sha256, proof)
        if first.right != proof.right:
            raise GradedDataError(
                f"{place}: {first.dataset}/{first.id} and {proof.dataset}/{proof.id} are the same "
                "proof and are graded differently; leave one out"
            )
    return list(distinct.values())


def _file(file: Path) -> list[GradedProof]:
    try:
        lines = file.read_text("utf-8").split("\n")  # other breaks may stand within a text
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "is no UTF-8 text"
        raise GradedDataError(f"{file}: {reason}; check the path") from None
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            problem, proof = str(row["problem"]), str(row["proof"])
            found.append(GradedProof(str(row["id"]), file.stem, problem, proof, _right(row)))
        except (ValueError, KeyError, TypeError) as error:
            reason = f"{error.args[0]} is missing" if isinstance(error, KeyError) else str(error)
            raise GradedDataError(
                f"{file}, line {number}: no graded proof ({reason}); it needs id, problem, proof, "
                "and correct or human and human_max"
            ) from None
    return found


def _right(row: dict[str, Any]) -> bool:
    if "correct" in row:
        if not isinstance(row["correct"], bool):
            raise TypeError(f"correct is {row['correct']!r} and neither true nor false")
        return row["correct"]
    human, most = float(row["human"]), float(row["human_max"])
    if not 0 <= human <= most or most == 0:
        raise ValueError(f"human is {human:g} of {most:g}")
    return human >= RIGHT_SHARE * most

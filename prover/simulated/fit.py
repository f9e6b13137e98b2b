"""Fits the simulator's rates to graded proofs and writes `parameters.json`.

    python -m prover.simulated.fit FOLDER

FOLDER holds `opc_graded_proofs.jsonl` (proofs labelled right or wrong by people, several per
problem) and `dsm_v2_graded_proofs.jsonl` (human grades, and the mean of 64 automatic grades per
proof). From the first come the rate and the correlation of right attempts over problems; from the
wrong proofs of the second, the correlation of a verifier's readings of the same proof.

The means of a verifier's errors are not fitted: the second file holds only proofs which that
verifier had selected, so that it accepts 64 % of the wrong ones and rejects 0 % of the right ones
there, which says nothing about proofs that nobody selected. False accepts are set to 0.15, the
figure that the comparison of pipelines asks for, and false rejects to 0.10, an assumption, with
the same correlation. What the files are silent about (refinement, lemmas, reviews) keeps the
defaults of `skills.py`, which are assumptions too.
"""

from __future__ import annotations

import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from prover.simulated.skills import ModelSkill, Rate, VerifierSkill, WriterSkill

FALSE_ACCEPT_MEAN = 0.15
FALSE_REJECT_MEAN = 0.10
GRADES_PER_PROOF = 64


def fit(opc: Sequence[dict[str, Any]], dsm: Sequence[dict[str, Any]]) -> ModelSkill:
    """The skill that makes the graded proofs most likely."""
    by_problem: dict[str, list[bool]] = defaultdict(list)
    for record in opc:
        by_problem[record["problem_id"]].append(bool(record["correct"]))
    right = fit_rate([(sum(marks), len(marks)) for marks in by_problem.values()])
    wrong_proofs = [
        (round(float(record["auto"]) * GRADES_PER_PROOF), GRADES_PER_PROOF)
        for record in dsm
        if record["human"] < record["human_max"]
    ]
    correlation = fit_rate(wrong_proofs).correlation
    return ModelSkill(
        writer=WriterSkill(right=right),
        verifier=VerifierSkill(
            false_accept=Rate(mean=FALSE_ACCEPT_MEAN, correlation=correlation),
            false_reject=Rate(mean=FALSE_REJECT_MEAN, correlation=correlation),
        ),
    )


def fit_rate(counts: Sequence[tuple[int, int]]) -> Rate:
    """The Beta-binomial rate that makes `counts` (successes, draws) most likely.

    Raises `ValueError` when there are none.
    """
    if not counts:
        raise ValueError("there are no counts to fit")

    def loss(logits: Sequence[float]) -> float:
        mean, correlation = _logistic(logits[0]), _logistic(logits[1])
        total = (1 - correlation) / correlation
        a, b = mean * total, (1 - mean) * total
        return -sum(_log_beta_binomial(k, n, a, b) for k, n in counts)

    best = _minimum(loss)
    digits = 4
    return Rate(
        mean=min(max(round(_logistic(best[0]), digits), 0.001), 0.999),
        correlation=min(max(round(_logistic(best[1]), digits), 0.001), 0.999),
    )


def _log_beta_binomial(successes: int, draws: int, a: float, b: float) -> float:
    return (
        math.lgamma(successes + a) + math.lgamma(draws - successes + b) - math.lgamma(draws + a + b)
        - math.lgamma(a) - math.lgamma(b) + math.lgamma(a + b)
    )  # fmt: skip


def _minimum(loss: Callable[[Sequence[float]], float]) -> list[float]:
    from scipy.optimize import minimize

    starts = [(m, c) for m in (-2.0, 0.0, 2.0) for c in (-2.0, 0.0)]
    results = [
        minimize(loss, start, method="L-BFGS-B", bounds=[(-7, 7), (-6, 6)]) for start in starts
    ]
    best = min(results, key=lambda result: float(result.fun))
    return [float(value) for value in best.x]


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value))


def _read(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def main(arguments: list[str]) -> int:
    """Fit and write; 2 when the folder is not given or lacks a file."""
    if len(arguments) != 1:
        print("usage: python -m prover.simulated.fit FOLDER", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    try:
        opc = _read(folder / "opc_graded_proofs.jsonl")
        dsm = _read(folder / "dsm_v2_graded_proofs.jsonl")
    except (OSError, ValueError) as fault:
        print(f"{folder}: {fault}; give the folder of the graded proofs", file=sys.stderr)
        return 2
    model = fit(opc, dsm)
    target = Path(__file__).with_name("parameters.json")
    record = {
        "note": "written by prover.simulated.fit",
        "proofs": {"opc": len(opc), "dsm_v2": len(dsm)},
        "model": model.model_dump(),
    }
    target.write_text(json.dumps(record, indent=1) + "\n", "utf-8")
    print(f"writer right: {model.writer.right}")
    print(f"verifier false accept: {model.verifier.false_accept}")
    print(f"verifier false reject: {model.verifier.false_reject}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Fitting rates to graded proofs."""

from __future__ import annotations

import random

import pytest

from prover.simulated.fit import fit, fit_rate, main
from prover.simulated.skills import Rate


def draws(rate: Rate, objects: int, each: int) -> list[tuple[int, int]]:
    source = random.Random(4)
    counts = []
    for _ in range(objects):
        chance = source.betavariate(*rate.shape)
        counts.append((sum(source.random() < chance for _ in range(each)), each))
    return counts


@pytest.mark.parametrize(("mean", "correlation"), [(0.3, 0.4), (0.8, 0.2), (0.15, 0.6)])
def test_the_rate_behind_draws_is_found(mean: float, correlation: float) -> None:
    found = fit_rate(draws(Rate(mean=mean, correlation=correlation), 400, 8))
    assert found.mean == pytest.approx(mean, abs=0.05)
    assert found.correlation == pytest.approx(correlation, abs=0.08)


def test_graded_proofs_give_a_model() -> None:
    opc = [{"problem_id": str(i // 4), "correct": i % 8 < 4 or i % 7 == 0} for i in range(80)]
    dsm = [{"human": 0, "human_max": 7, "auto": (i % 8) / 8} for i in range(16)]
    model = fit(opc, [*dsm, {"human": 7, "human_max": 7, "auto": 1.0}])
    assert 0.4 < model.writer.right.mean < 0.7
    assert model.writer.right.correlation > 0.3
    assert model.verifier.false_accept.correlation > 0.1


def test_a_missing_folder_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert main([]) == 2

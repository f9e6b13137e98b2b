"""What a few graded proofs say of a verifier moves the beliefs by no more than it should."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.deepthink.calibration.measure import Share
from prover.deepthink.control.measured import PRIOR_CASES, believed, unanimity
from prover.deepthink.control.posterior import Beliefs
from prover.verdicts.verdict import FalseAcceptRate, FalseRejectRate, NoneMeasured

PLAIN = Beliefs()


def rates(
    accepted: int, wrong: int, missed: int, right: int
) -> tuple[FalseAcceptRate, FalseRejectRate]:
    shares = Share.of(accepted, wrong), Share.of(missed, right)
    (first, second) = (
        {"estimate": s.estimate, "low": s.low, "high": s.high, "cases": s.cases, "dataset": "d"}
        for s in shares
    )
    return FalseAcceptRate.model_validate(first), FalseRejectRate.model_validate(second)


def test_without_a_measurement_nothing_changes() -> None:
    assert believed(NoneMeasured(), NoneMeasured()) == PLAIN


def test_fourteen_proofs_without_an_error_are_no_belief_in_the_interval_s_end() -> None:
    few, missed = rates(0, 14, 0, 14)
    assert few.high > 0.2  # the end that was believed once
    after = believed(few, missed)
    assert after.wrong == PLAIN.wrong
    assert PLAIN.right.mean < after.right.mean < 0.99


def test_a_verifier_that_refuses_right_proofs_is_believed_to() -> None:
    after = believed(*rates(0, 200, 180, 200))
    assert after.right.mean < 0.65
    assert unanimity(after.right) == pytest.approx(
        (PRIOR_CASES * unanimity(PLAIN.right) + 200 * 0.1) / (PRIOR_CASES + 200)
    )


@given(st.integers(1, 300), st.data())
def test_more_errors_of_a_jury_are_more_errors_of_its_readings(
    cases: int, data: st.DataObject
) -> None:
    hits = data.draw(st.integers(0, cases))
    low, high = (believed(*rates(n, cases, n, cases)) for n in (hits // 2, hits))
    assert PLAIN.wrong.mean <= low.wrong.mean <= high.wrong.mean <= 0.6
    assert high.wrong_refined.mean >= high.wrong.mean
    assert low.right.mean >= high.right.mean > 0

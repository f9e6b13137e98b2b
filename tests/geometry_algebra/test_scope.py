"""What the algebra decides is the scope of the verdict."""

from __future__ import annotations

from geometry import check_certificate, prepare, prove
from tests.geometry_algebra.statements import EULER, IMO_2005_P5

#: Whether its configurations are of one kind is not known without the algebra: psquare makes c one of two.
EITHER_SIDE = "a b = segment a b; c = psquare c a b; d = midpoint d b c ? perp a d b c"


def test_algebra_in_all_branches_makes_the_scope() -> None:
    for text in (EULER, EITHER_SIDE):
        found = prove(prepare(text), seconds=60)
        assert found.algebra is not None and found.algebra.report.holds == "all branches"
        assert check_certificate(found.certificate_json or "").scope == "all branches"


def test_a_named_branch_is_no_more_than_the_drawn_configuration() -> None:
    found = prove(prepare(IMO_2005_P5), seconds=60, auxiliary=False)
    assert found.algebra is not None
    report = check_certificate(found.certificate_json or "")
    assert report.accepted
    assert report.scope == "drawn configuration"
    assert "f is the drawn one" in found.algebra.report.branches[0]

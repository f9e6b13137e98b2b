"""A run that ends without a proof says how far it came and what was missing."""

from __future__ import annotations

from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.load import parse_problem
from tests.working import attempts_of

FEUERBACH = """Feuerbach.

```geometry
a b c = triangle; x y z n = ninepoints a b c; i = incenter a b c; f = foot i b c
? circles_touch n x i f, midp x b c
```
"""


async def test_the_end_of_the_budget_says_what_is_known_and_what_is_missing() -> None:
    (attempt,) = await attempts_of(
        GeometryEngine(), parse_problem(FEUERBACH), Budget(wall=2), lambda event: None
    )
    assert attempt.certificate is None and attempt.figure_svg is not None
    ending, reached, *missing = attempt.known_problems
    assert ending == "no proof was found: the search ran out of time"
    count, _, rest = reached.partition(" ")
    assert int(count) > 50
    assert rest.startswith("hypotheses and theorem instances are known to hold")
    # The second goal is known, so only the first is missing.
    assert missing == ["not derived: cong i touch i f"]

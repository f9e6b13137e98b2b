"""A run that ends without a proof says how far it came and what was missing."""

from __future__ import annotations

from prover.engines.geometry import GeometryEngine
from prover.limits.budget import Budget
from prover.problems.load import parse_problem
from tests.working import attempts_of

MORLEY = """Morley.

```geometry
a b c = triangle; d e = trisect b a c; f g = trisect c b a; h i = trisect a c b;
j = on_line b f, on_line c i; k = on_line a e, on_line c h; l = on_line a d, on_line b g
? cong j l j k, eqangle a b a d a d a e
```
"""


async def test_the_end_of_the_budget_says_what_is_known_and_what_is_missing() -> None:
    (attempt,) = await attempts_of(
        GeometryEngine(), parse_problem(MORLEY), Budget(wall=2), lambda event: None
    )
    assert attempt.certificate is None and attempt.figure_svg is not None
    ending, reached, *missing = attempt.known_problems
    assert ending == "no proof was found: the search ran out of time"
    count, _, rest = reached.partition(" ")
    assert int(count) > 50
    assert rest.startswith("hypotheses and theorem instances are known to hold")
    # The second goal is known, so only the first is missing.
    assert missing == ["not derived: cong j l j k"]

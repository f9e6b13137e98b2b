"""Valid certificates written by hand, and helpers to write and alter some.

Every figure here is computed by a formula, not by the project's own drawing.
"""

from __future__ import annotations

import cmath
import copy
import json
from pathlib import Path
from typing import Any

FORMAT = "olympiad-geometry-certificate/1"
DATA = Path(__file__).parent / "data"

Certificate = dict[str, Any]


def certificate(
    problem: str,
    points: dict[str, complex],
    steps: list[dict[str, Any]],
    goals: list[int] | None = None,
    auxiliary: str = "",
) -> Certificate:
    """A certificate; by default the last step proves the only goal."""
    return {
        "format": FORMAT,
        "problem": problem,
        "auxiliary": auxiliary,
        "diagram": {name: [repr(z.real), repr(z.imag)] for name, z in points.items()},
        "steps": steps,
        "goals": [len(steps) - 1] if goals is None else goals,
    }


def given(fact: str, clause: int) -> dict[str, Any]:
    return {"fact": fact, "by": "construction", "clause": clause}


def rule(fact: str, name: str, points: str, *premises: int) -> dict[str, Any]:
    """`points` is written `o=p a=b`: variable = point."""
    names = dict(word.split("=") for word in points.split())
    return {"fact": fact, "by": "rule", "rule": name, "points": names, "premises": list(premises)}


def algebra(fact: str, table: str, *premises: tuple[int, int, str]) -> dict[str, Any]:
    return {"fact": fact, "by": "algebra", "table": table, "premises": [list(p) for p in premises]}


def text(cert: Certificate) -> str:
    return json.dumps(cert)


def altered(cert: Certificate, *path: Any, to: Any) -> Certificate:
    """A copy in which the value at `path` is `to`."""
    result = copy.deepcopy(cert)
    place: Any = result
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = to
    return result


def stored(name: str) -> Certificate:
    """A certificate that the engine wrote for a problem of IMO-AG-30."""
    return json.loads((DATA / f"{name}.json").read_text())


def foot(p: complex, a: complex, b: complex) -> complex:
    d = (b - a) / abs(b - a)
    return a + d * ((p - a) * d.conjugate()).real


def meet(a: complex, b: complex, c: complex, d: complex) -> complex:
    u, v = b - a, d - c
    t = ((c - a) * v.conjugate()).imag / (u * v.conjugate()).imag
    return a + t * u


def circumcenter(a: complex, b: complex, c: complex) -> complex:
    return meet((a + b) / 2, (a + b) / 2 + 1j * (b - a), (a + c) / 2, (a + c) / 2 + 1j * (c - a))


A, B, C = 0.31 + 2.05j, -1.1 + 0.02j, 1.73 - 0.14j


def orthocenter_angles() -> Certificate:
    """The altitude feet give a cyclic quadrilateral: angles, a rule, angles again."""
    d, e = foot(A, B, C), foot(B, A, C)
    return certificate(
        "a b c = triangle a b c; d = foot d a b c; e = foot e b a c ? eqangle d a d e b a b e",
        {"a": A, "b": B, "c": C, "d": d, "e": e},
        [
            given("perp d a b c", 1),
            given("coll d b c", 1),
            given("perp e b a c", 2),
            given("coll e a c", 2),
            algebra(
                "eqangle d a d b e a e b",
                "angle",
                (0, 0, "1"), (1, 1, "-1"), (2, 0, "1"), (3, 1, "-1"),
            ),
            rule("cyclic a b d e", "inscribed_angle_converse", "a=a b=b c=d d=e", 4),
            algebra("eqangle d a d e b a b e", "angle", (5, 0, "-1")),
        ],
    )  # fmt: skip


def isosceles() -> Certificate:
    """Base angles of an isosceles triangle."""
    o, a = 0.4 + 0.1j, 1.3 - 0.7j
    b = o + (a - o) * cmath.exp(1.1j)
    return certificate(
        "o a = segment o a; b = on_circle b o a ? eqangle o a a b a b o b",
        {"o": o, "a": a, "b": b},
        [
            given("cong o a o b", 1),
            rule("eqangle o a a b a b o b", "isosceles_angles", "o=o a=a b=b", 0),
        ],
    )


def midline() -> Certificate:
    """Ratios, with numbers: the midline is parallel to the base and half as long."""
    m, n = (A + B) / 2, (A + C) / 2
    return certificate(
        "a b c = triangle a b c; m = midpoint m a b; n = midpoint n a c ? para m n b c, rconst b c m n 2",
        {"a": A, "b": B, "c": C, "m": m, "n": n},
        [
            given("coll m a b", 1),
            given("cong m a m b", 1),
            given("coll n a c", 2),
            given("cong n a n c", 2),
            algebra("eqratio a m m b a n n c", "ratio", (1, 0, "1"), (3, 0, "-1")),
            rule(
                "para m n b c",
                "parallel_from_ratio_at_vertex",
                "o=a a=m b=n c=b d=c", 0, 2, 4,
            ),
            rule("rconst a b m a 2", "midpoint_ratio", "m=m a=a b=b", 0, 1),
            rule("rconst a c n a 2", "midpoint_ratio", "m=n a=a b=c", 2, 3),
            algebra("eqratio a b a c a m a n", "ratio", (6, 0, "1"), (7, 0, "-1")),
            algebra("eqangle a b a c a m a n", "angle", (0, 1, "-1"), (2, 1, "1")),
            rule(
                "eqratio a b b c a m m n", "similar_sas", "a=a b=b c=c p=a q=m r=n", 8, 9
            ),
            algebra("rconst b c m n 2", "ratio", (6, 0, "1"), (10, 0, "-1")),
        ],
        [5, 11],
    )  # fmt: skip


def lengths() -> Certificate:
    """Sums of lengths along a line: ab = cd gives ac = bd for points in this order."""
    a, step = 0.2 + 0.3j, cmath.exp(0.4j)
    b, c, d = a + step, a + 2.7 * step, a + 3.7 * step
    return certificate(
        "a b = segment a b; c = on_line c a b; d = on_line d a b, eqdistance d c a b ? cong a c b d",
        {"a": a, "b": b, "c": c, "d": d},
        [
            given("coll c a b", 1),
            given("coll d a b", 2),
            given("cong d c a b", 3),
            algebra("para a b b c", "angle", (0, 1, "-1"), (0, 0, "1")),
            algebra("para b c b d", "angle", (3, 0, "-1"), (1, 1, "-1"), (1, 0, "1")),
            rule("coll b c d", "parallel_through_point", "a=b b=c c=d", 4),
            algebra("cong a c b d", "length", (0, 0, "-1"), (5, 0, "1"), (2, 0, "-1")),
        ],
    )


def squares() -> Certificate:
    """Squared lengths: three perpendiculars give the fourth (orthocentre by Carnot)."""
    e = foot(B, A, C)
    f = foot(C, A, B)
    h = meet(B, e, C, f)
    return certificate(
        "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c",
        {"a": A, "b": B, "c": C, "h": h},
        [
            given("perp h b a c", 1),
            given("perp h c a b", 2),
            algebra("perp a h b c", "square", (0, 0, "-1"), (1, 0, "1")),
        ],
    )


def with_auxiliary() -> Certificate:
    """The median to the hypotenuse by the midpoint of a leg, which is not in the problem."""
    a, b, c = 0j, 2.2 + 0j, 1.4j
    m, n = (b + c) / 2, b / 2
    return certificate(
        "a b = segment a b; c = on_tline c a a b; m = midpoint m b c ? cong m a m b",
        {"a": a, "b": b, "c": c, "m": m, "n": n},
        [
            given("coll m b c", 2),
            given("cong m b m c", 2),
            given("coll n a b", 3),
            given("cong n a n b", 3),
            algebra("eqratio b m m c b n n a", "ratio", (1, 0, "1"), (3, 0, "1")),
            rule("para m n c a", "parallel_from_ratio_at_vertex", "o=b a=m b=n c=c d=a", 0, 2, 4),
            given("perp c a a b", 1),
            algebra("perp m n a b", "angle", (5, 0, "1"), (6, 0, "1")),
            rule("cong m a m b", "on_perpendicular_bisector", "a=a b=b p=n q=m", 7, 3),
        ],
        auxiliary="n = midpoint n a b",
    )


def given_lengths() -> Certificate:
    """Numbers as lengths: a 3-4-5 triangle has a right angle."""
    a, b = 0.1 + 0.1j, 3.1 + 0.1j
    return certificate(
        "a b = lconst a b 3; c = lconst b c 4, lconst a c 5 ? perp a b b c",
        {"a": a, "b": b, "c": b + 4j},
        [
            given("lconst a b 3", 0),
            given("lconst b c 4", 1),
            given("lconst a c 5", 2),
            # perp a b b c says ab^2 + bc^2 - ac^2 = 0; the fourth term is bb^2 = 0.
            algebra("perp a b b c", "square", (0, 0, "1"), (1, 0, "1"), (2, 0, "-1")),
        ],
    )


def law_of_sines() -> Certificate:
    """Equal angles at the base give equal sides, by sines."""
    a, b = 0.2 - 0.3j, 2.1 + 0.4j
    c = (a + b) / 2 + 0.8j * (b - a)
    return certificate(
        "a b = segment a b; c = eqangle a b a c b c b a ? cong c a c b",
        {"a": a, "b": b, "c": c},
        [
            given("eqangle a b a c b c b a", 1),
            rule("sinlaw a b c", "law_of_sines", "a=a b=b c=c"),
            algebra("cong c b c a", "ratio", (1, 0, "1"), (0, 0, "1")),
        ],
    )


VALID = {
    "angles": orthocenter_angles,
    "isosceles": isosceles,
    "midline": midline,
    "lengths": lengths,
    "squares": squares,
    "auxiliary": with_auxiliary,
    "given lengths": given_lengths,
    "law of sines": law_of_sines,
}

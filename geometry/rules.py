"""The rule table: every theorem that a proof may use, as data.

A rule reads `premises ; conditions => conclusions`. Premises and conclusions are atomic facts
(`geometry.predicates`) over the rule's variables. Conditions are open conditions, which hold for
a whole neighbourhood of a figure and are therefore read off figures:

| condition | meaning |
|---|---|
| `diff a b` | a and b are different points |
| `ncoll a b c` | a, b, c do not lie on a line (so they are different) |
| `ncyclic a b c d` | a, b, c do not lie on a line, and d not on their circle |
| `npara a b c d` | lines ab and cd are not parallel |
| `sameorient a b c p q r` | both triangles are proper and turn the same way |
| `opporient a b c p q r` | both triangles are proper and turn opposite ways |
| `sameorder a b c p q r` | a, b, c (on a line) are different, p, q, r likewise, and the middle one stands at the same place of both triples |
| `oddouter d b c e c a f a b` | of d, e, f, each on a line with the next two points and different from them, an odd number lies outside the segment between them |
| `evenouter d b c e c a f a b` | likewise, an even number |

A fact about the line or segment pq presupposes that p and q differ; the checker sees to it.

The engine and the independent proof checker share this table and nothing else. Every rule must
hold for directed angles modulo pi and unsigned lengths under its conditions as written; where a
variable order matters for that, the sentence says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from geometry.predicates import Predicate, parse_predicate


@dataclass(frozen=True)
class Condition:
    """An open condition on points, read off figures."""

    name: str
    points: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join((self.name, *self.points))


@dataclass(frozen=True)
class Rule:
    """A theorem.

    Attributes:
        name: the name that a proof cites.
        text: `premises ; conditions => conclusions`.
        sentence: the theorem for a reader, with variables in braces.
    """

    name: str
    text: str
    sentence: str

    @cached_property
    def premises(self) -> tuple[Predicate, ...]:
        return tuple(parse_predicate(p) for p in self._left[0].split(",") if p.strip())

    @cached_property
    def conditions(self) -> tuple[Condition, ...]:
        return tuple(
            Condition(words[0], tuple(words[1:]))
            for words in (c.split() for c in self._left[1].split(","))
            if words
        )

    @cached_property
    def conclusions(self) -> tuple[Predicate, ...]:
        return tuple(parse_predicate(p) for p in self.text.split("=>")[1].split(","))

    @cached_property
    def variables(self) -> tuple[str, ...]:
        """Variables in order of first appearance in the premises, conditions and conclusions."""
        seen: dict[str, None] = {}
        parts: tuple[Predicate | Condition, ...] = (
            *self.premises,
            *self.conditions,
            *self.conclusions,
        )
        for part in parts:
            seen.update(dict.fromkeys(part.points))
        return tuple(seen)

    @property
    def _left(self) -> tuple[str, str]:
        premises, _, conditions = self.text.split("=>")[0].partition(";")
        return premises, conditions


_TABLE: tuple[tuple[str, str, str], ...] = (
    # Isosceles triangles.
    (
        "isosceles_angles",
        "cong o a o b ; ncoll o a b => eqangle o a a b a b o b",
        "the base angles of the isosceles triangle {o}{a}{b} are equal",
    ),
    (
        "isosceles_sides",
        "eqangle o a a b a b o b ; ncoll o a b => cong o a o b",
        "triangle {o}{a}{b} has equal base angles, so it is isosceles",
    ),
    # Lines.
    (
        "parallel_through_point",
        "para a b a c ; diff a b, diff a c, diff b c => coll a b c",
        "two parallel lines through {a} are the same line",
    ),
    (
        "triangle_equality",
        "lsum a b b c a c ; diff a b, diff b c, diff a c => coll a b c",
        "equality holds in the triangle inequality, so {b} lies on segment {a}{c}",
    ),
    # Circles and angles.
    (
        "inscribed_angle_converse",
        "eqangle c a c b d a d b ; ncoll a b c, ncoll a b d, diff c d => cyclic a b c d",
        "{c} and {d} see {a}{b} under the same angle",
    ),
    (
        "circle_from_center",
        "cong o a o b, cong o a o c, cong o a o d ; ncoll a b c, ncoll a b d, diff c d => cyclic a b c d",
        "{a}, {b}, {c}, {d} are equally far from {o}",
    ),
    (
        "isosceles_trapezoid",
        "para a b c d, cong a d b c ; ncoll a b c, npara a d b c => cyclic a b c d",
        "{a}{b}{c}{d} is an isosceles trapezoid (or has its diagonals for legs)",
    ),
    (
        "center_of_circle",
        "cyclic a b c d, cong o a o b, cong o a o c ; ncoll a b c => cong o a o d",
        "{o} is the centre of circle {a}{b}{c}, on which {d} lies",
    ),
    (
        "thales_circle",
        "coll o a b, cong o a o b, cong o a o c ; ncoll a b c => perp a c b c",
        "{a}{b} is a diameter of a circle through {c}",
    ),
    (
        "right_median",
        "perp a c b c, coll m a b, cong m a m b ; ncoll a b c => cong m a m c",
        "{m} is the midpoint of the hypotenuse of the right triangle {a}{b}{c}",
    ),
    (
        "tangent_chord",
        "cong o a o b, cong o a o c, perp o a a x ; ncoll a b c => eqangle a x a b c a c b",
        "{a}{x} touches circle {a}{b}{c}: angle between tangent and chord",
    ),
    (
        "tangent_chord_converse",
        "eqangle a x a b c a c b, cong o a o b, cong o a o c ; ncoll a b c => perp o a a x",
        "{a}{x} makes the inscribed angle with chord {a}{b}, so it touches the circle with centre {o}",
    ),
    (
        "second_intersection",
        "cyclic a b c x, cyclic a b c y, cyclic a d e x, cyclic a d e y"
        " ; ncyclic a b c d, diff a x, diff a y => para a x a y, cong a x a y",
        "circles {a}{b}{c} and {a}{d}{e} meet in one point besides {a}, so {x} and {y} are the same point",
    ),
    # Perpendicular bisectors.
    (
        "perpendicular_bisector",
        "cong p a p b, cong q a q b ; diff a b, diff p q => perp a b p q",
        "{p} and {q} are equally far from {a} and {b}",
    ),
    (
        "on_perpendicular_bisector",
        "perp a b p q, cong p a p b ; diff a b, diff p q => cong q a q b",
        "{p}{q} is the perpendicular bisector of {a}{b}",
    ),
    # Similar triangles: direct, then mirrored.
    (
        "similar_aa",
        "eqangle a b b c p q q r, eqangle b c c a q r r p ; ncoll a b c, ncoll p q r"
        " => eqratio a b b c p q q r, eqratio b c c a q r r p",
        "triangles {a}{b}{c} and {p}{q}{r} are similar (two angles)",
    ),
    (
        "similar_aa_mirror",
        "eqangle a b b c q r p q, eqangle b c c a r p q r ; ncoll a b c, ncoll p q r"
        " => eqratio a b b c p q q r, eqratio b c c a q r r p",
        "triangles {a}{b}{c} and {p}{q}{r} are similar (two angles)",
    ),
    (
        "similar_sas",
        "eqratio a b a c p q p r, eqangle a b a c p q p r ; sameorient a b c p q r"
        " => eqratio a b b c p q q r, eqangle a b b c p q q r, eqangle b c c a q r r p",
        "triangles {a}{b}{c} and {p}{q}{r} are similar (ratio of two sides and the angle between)",
    ),
    (
        "similar_sas_mirror",
        "eqratio a b a c p q p r, eqangle a b a c p r p q ; opporient a b c p q r"
        " => eqratio a b b c p q q r, eqangle a b b c q r p q, eqangle b c c a r p q r",
        "triangles {a}{b}{c} and {p}{q}{r} are similar (ratio of two sides and the angle between)",
    ),
    (
        "similar_sss",
        "eqratio a b b c p q q r, eqratio b c c a q r r p ; sameorient a b c p q r"
        " => eqangle a b b c p q q r, eqangle b c c a q r r p",
        "triangles {a}{b}{c} and {p}{q}{r} are similar (three sides)",
    ),
    (
        "similar_sss_mirror",
        "eqratio a b b c p q q r, eqratio b c c a q r r p ; opporient a b c p q r"
        " => eqangle a b b c q r p q, eqangle b c c a r p q r",
        "triangles {a}{b}{c} and {p}{q}{r} are similar (three sides)",
    ),
    (
        "similar_right",
        "perp a b b c, perp p q q r, eqratio a b a c p q p r ; sameorient a b c p q r"
        " => eqangle a b a c p q p r, eqratio a b b c p q q r",
        "right triangles {a}{b}{c} and {p}{q}{r} are similar (leg and hypotenuse)",
    ),
    (
        "similar_right_mirror",
        "perp a b b c, perp p q q r, eqratio a b a c p q p r ; opporient a b c p q r"
        " => eqangle a b a c p r p q, eqratio a b b c p q q r",
        "right triangles {a}{b}{c} and {p}{q}{r} are similar (leg and hypotenuse)",
    ),
    # Angle bisectors.
    (
        "bisector_ratio",
        "eqangle a b a d a d a c, coll b d c ; ncoll a b c, diff d b, diff d c => eqratio d b d c a b a c",
        "{a}{d} bisects an angle between {a}{b} and {a}{c}: angle bisector theorem",
    ),
    (
        "ratio_bisector",
        "eqratio d b d c a b a c, coll b d c ; ncoll a b c, diff d b, diff d c => eqangle a b a d a d a c",
        "{d} divides {b}{c} in the ratio {a}{b} : {a}{c}: converse of the angle bisector theorem",
    ),
    (
        "bisectors_concur",
        "eqangle a b a i a i a c, eqangle b a b i b i b c ; ncoll a b c, diff i c => eqangle c a c i c i c b",
        "two bisectors of triangle {a}{b}{c} meet at {i}, so the third passes through it",
    ),
    (
        "isogonal_conjugates",
        "eqangle a b a p a q a c, eqangle b a b p b q b c ; ncoll a b c, diff p q, diff p c, diff q c"
        " => eqangle c a c p c q c b",
        "{p} and {q} are isogonal at {a} and {b}, so they are isogonal conjugates in triangle {a}{b}{c}",
    ),
    (
        "foot_on_bisector",
        "eqangle b a b f b f b d, perp a f b f, coll m a d, cong m a m d"
        " ; ncoll a b d, diff f m => para f m b d",
        "the foot {f} of {a} on a bisector at {b} lies on the midline parallel to {b}{d}",
    ),
    (
        "feet_on_two_bisectors",
        "eqangle b a b f b f b c, perp a f b f, eqangle c a c g c g c b, perp a g c g"
        " ; ncoll a b c, diff f g => para f g b c",
        "the feet {f} and {g} of {a} on bisectors at {b} and {c} lie on the midline parallel to {b}{c}",
    ),
    # Ratios on lines.
    (
        "midpoint_ratio",
        "coll m a b, cong m a m b ; diff a b, diff m a => rconst a b m a 2",
        "{m} is the midpoint of {a}{b}",
    ),
    (
        "ratio_on_lines",
        "coll a b c, coll p q r, eqratio a b b c p q q r ; sameorder a b c p q r => eqratio a b a c p q p r",
        "{a}{b}{c} and {p}{q}{r} are divided in the same ratio",
    ),
    (
        "parallel_transversals",
        "para a p b q, para a p c r, coll a b c, coll p q r ; ncoll a b p, diff b c, diff q r, diff p q"
        " => eqratio a b b c p q q r",
        "the parallels {a}{p}, {b}{q}, {c}{r} cut two lines in the same ratio",
    ),
    (
        "parallel_from_ratio",
        "para a p c r, coll a b c, coll p q r, eqratio a b b c p q q r ; ncoll a c p, sameorder a b c p q r"
        " => para a p b q",
        "{b} and {q} divide {a}{c} and {p}{r} in the same ratio",
    ),
    (
        "parallel_from_ratio_at_vertex",
        "coll o a c, coll o b d, eqratio o a a c o b b d ; ncoll o a b, sameorder o a c o b d => para a b c d",
        "{a} and {b} divide {o}{c} and {o}{d} in the same ratio",
    ),
    # Triangles cut by a line, and by lines through a point.
    (
        "menelaus",
        "coll d b c, coll e c a, coll f a b, coll d e f ; ncoll a b c, diff d b, diff e c, diff f a"
        " => eqproduct a f b d c e f b d c e a",
        "line {d}{e}{f} cuts the sides of triangle {a}{b}{c}: Menelaus' theorem",
    ),
    (
        "menelaus_converse",
        "coll d b c, coll e c a, coll f a b, eqproduct a f b d c e f b d c e a"
        " ; ncoll a b c, diff d e, diff e f, diff d f, oddouter d b c e c a f a b => coll d e f",
        "{d}, {e}, {f} divide the sides of triangle {a}{b}{c}: converse of Menelaus' theorem",
    ),
    (
        "ceva",
        "coll d b c, coll e c a, coll f a b, coll a d p, coll b e p, coll c f p"
        " ; ncoll a b c, ncoll p b c, ncoll p c a, ncoll p a b => eqproduct a f b d c e f b d c e a",
        "{a}{d}, {b}{e}, {c}{f} meet at {p}: Ceva's theorem in triangle {a}{b}{c}",
    ),
    (
        "ceva_converse",
        "coll d b c, coll e c a, coll f a b, coll a d p, coll b e p, eqproduct a f b d c e f b d c e a"
        " ; ncoll a b c, ncoll p b c, ncoll p c a, ncoll p a b, diff p f, evenouter d b c e c a f a b"
        " => coll c f p",
        "{d}, {e}, {f} divide the sides of triangle {a}{b}{c}: converse of Ceva's theorem",
    ),
    # Lengths, their squares and their products.
    (
        "median_length",
        "coll m a b, cong m a m b ; diff a b => apollonius p m a b",
        "{p}{m} is a median of triangle {p}{a}{b}: Apollonius' theorem",
    ),
    (
        "equal_powers",
        "coll a c d, coll a e f, cong o c o d, cong q e q f, eqpower a o c q e ; diff c d, diff e f"
        " => eqratio a c a e a f a d",
        "{a} has equal powers to the circles around {o} and {q}, which cut off {c}{d} and {e}{f}",
    ),
    (
        "equal_powers_tangent",
        "perp o c c a, coll a e f, cong q e q f, eqpower a o c q e ; diff e f, diff a c"
        " => eqratio a c a e a f a c",
        "{a} has equal powers to the circles around {o} (tangent {a}{c}) and {q} (secant {a}{e}{f})",
    ),
    (
        "equal_products",
        "coll a c d, coll a e f, cong o c o d, cong q e q f, eqratio a c a e a f a d"
        " ; sameorder c a d e a f => eqpower a o c q e",
        "equal products of segments: {a} has equal powers to the circles around {o} and {q}",
    ),
    (
        "power_from_distance",
        "coll p a c, coll q b d, cong o a o b, cong o a o c, cong o a o d, cong o p o q"
        " ; diff a c, diff b d => eqratio p a q b q d p c",
        "{p} and {q} are equally far from the centre {o}, so they have equal powers to the circle",
    ),
    (
        "distance_from_power",
        "coll p a c, coll q b d, cong o a o b, cong o a o c, cong o a o d, eqratio p a q b q d p c"
        " ; sameorder a p c b q d => cong o p o q",
        "{p} and {q} have equal powers to the circle around {o}, so they are equally far from it",
    ),
    (
        "law_of_sines",
        " ; ncoll a b c => sinlaw a b c",
        "law of sines in triangle {a}{b}{c}",
    ),
)

RULES: dict[str, Rule] = {name: Rule(name, text, sentence) for name, text, sentence in _TABLE}

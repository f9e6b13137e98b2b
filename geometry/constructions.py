"""The construction table: every word of the geometry language, as data.

A row reads `signature`, `needs`, `facts`, `draw`, `meaning`.

* The signature lists the parameters; `x*` is a point that the construction makes, `y#` is a
  number. A clause may leave out the points it makes (`x = on_line a b` for `x = on_line x a b`).
* Needs are conditions on the given points: `diff`, `ncoll`, or a relation.
* Facts are relations (`geometry.predicates`) that hold by definition, for every figure the
  construction can give, whichever of several positions is drawn.
* Draw names the loci whose intersection is the new point, or one figure that gives all new
  points at once; the words are those of `geometry.diagram.loci` and `geometry.diagram.figures`.

The words and their meaning follow the definition list of AlphaGeometry (Trinh et al., 2024),
which follows JGEX (Ye, Chou, Gao, 2011).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from geometry.predicates import RELATIONS, Predicate, atoms


@dataclass(frozen=True)
class Definition:
    """A word of the language.

    Attributes:
        name: the word.
        parameters: names of all arguments, in order.
        new: the parameters that are points made by the construction.
        numbers: the parameters that are numbers.
        needs: conditions on the given points, as texts such as `ncoll a b c`.
        facts: relations that hold by definition, as texts over the parameters.
        draw: loci or a figure, as texts over the parameters.
        meaning: one line for the reader.
    """

    name: str
    parameters: tuple[str, ...]
    new: tuple[str, ...]
    numbers: tuple[str, ...]
    needs: tuple[str, ...]
    facts: tuple[str, ...]
    draw: tuple[str, ...]
    meaning: str

    @cached_property
    def given(self) -> tuple[str, ...]:
        """The parameters that are points which exist already."""
        return tuple(p for p in self.parameters if p not in self.new and p not in self.numbers)

    @cached_property
    def short(self) -> tuple[str, ...]:
        """The parameters of the short spelling, which leaves out the new points."""
        return tuple(p for p in self.parameters if p not in self.new)

    @property
    def signature(self) -> str:
        """`name` and its parameters."""
        return " ".join((self.name, *self.parameters))

    def asserted(self, args: tuple[str, ...]) -> tuple[Predicate, ...]:
        """The atomic facts for these arguments (points and numbers as written, degrees)."""
        bound = dict(zip(self.parameters, args, strict=True))
        result: list[Predicate] = []
        for text in self.facts:
            name, *words = text.split()
            value: Fraction | None = None
            if RELATIONS[name][1]:
                last = words.pop()
                # A number parameter is an angle in degrees; a fact counts in multiples of pi.
                value = Fraction(bound[last]) / 180 if last in self.numbers else Fraction(last)
            result.extend(atoms(Predicate(name, tuple(bound[w] for w in words), value)))
        return tuple(result)


_INCENTER = "eqangle a b a x a x a c, eqangle b c b x b x b a, eqangle c a c x c x c b"
_TOUCH = (
    "eqangle a b a i a i a c, eqangle b c b i b i b a, eqangle c a c i c i c b, "
    "coll x b c, perp i x b c, coll y c a, perp i y c a, coll z a b, perp i z a b, "
    "cong i x i y, cong i y i z"
)
_MIDPOINTS = "midp x b c, midp y c a, midp z a b"
_RECTANGLE = (
    "perp a b b c, perp b c c d, perp c d d a, perp d a a b, para a b c d, para a d b c, "
    "cong a b c d, cong a d b c, cong a c b d"
)
_SQUARE = _RECTANGLE + ", cong a b b c, cong b c c d, perp a c b d"
_SQUARE_ON_SIDE = (
    "perp a b b x, perp b x x y, perp x y y a, perp y a a b, para a b x y, para a y b x, "
    "cong a b b x, cong b x x y, cong x y y a, perp a x b y, cong a x b y"
)

#: signature, needs, facts, draw, meaning
_TABLE: tuple[tuple[str, str, str, str, str], ...] = (
    # Points and polygons from nothing.
    ("free a*", "", "", "free", "a any point"),
    ("segment a* b*", "", "", "segment", "a, b any two points"),
    ("triangle a* b* c*", "", "", "triangle", "abc any triangle"),
    ("iso_triangle a* b* c*", "", "cong a b a c, eqangle b a b c c b c a", "iso_triangle", "abc isosceles with ab = ac"),
    ("r_triangle a* b* c*", "", "perp a b a c", "r_triangle", "abc with a right angle at a"),
    ("risos a* b* c*", "", "perp a b a c, cong a b a c, eqangle b a b c c b c a", "risos", "abc isosceles with a right angle at a"),
    ("ieq_triangle a* b* c*", "", "cong a b b c, cong b c c a, eqangle a b a c c a c b, eqangle c a c b b c b a", "ieq_triangle", "abc equilateral"),
    ("triangle12 a* b* c*", "", "rconst a b a c 1/2", "triangle12", "abc with ac twice as long as ab"),
    ("acute_triangle a* b* c*", "", "", "acute_triangle", "abc any acute triangle"),
    ("obtuse_angle a* b* c*", "", "", "obtuse_angle", "abc any triangle with an obtuse angle at b"),
    ("quadrangle a* b* c* d*", "", "", "quadrangle", "abcd any convex quadrilateral"),
    ("eq_quadrangle a* b* c* d*", "", "cong a d b c", "eq_quadrangle", "abcd with equal opposite sides ad and bc"),
    ("eqdia_quadrangle a* b* c* d*", "", "cong a c b d", "eqdia_quadrangle", "abcd with equal diagonals"),
    ("trapezoid a* b* c* d*", "", "para a b c d", "trapezoid", "abcd with ab parallel to cd"),
    ("eq_trapezoid a* b* c* d*", "", "para a b c d, cong a d b c", "eq_trapezoid", "abcd isosceles trapezoid, ab parallel to cd"),
    ("r_trapezoid a* b* c* d*", "", "para a b c d, perp a b a d", "r_trapezoid", "abcd with ab parallel to cd and right angles at a and d"),
    ("rectangle a* b* c* d*", "", _RECTANGLE, "rectangle", "abcd rectangle"),
    ("isquare a* b* c* d*", "", _SQUARE, "isquare", "abcd square"),
    ("pentagon a* b* c* d* e*", "", "", "pentagon", "abcde any convex pentagon"),
    # Loci: a point on one line or curve.
    ("on_line x* a b", "diff a b", "coll x a b", "line a b", "x on line ab"),
    ("on_hline x* a b", "diff a b", "coll x a b", "ray a b", "x on line ab, drawn on the side of a where b is"),
    ("on_opline x* a b", "diff a b", "coll x a b", "oray a b", "x on line ab, drawn on the side of a where b is not"),
    ("between x* a b", "diff a b", "coll x a b", "within a b", "x on segment ab, between a and b"),
    ("between_bound x* a b", "diff a b", "coll x a b", "within a b", "x on segment ab, between a and b"),
    ("on_pline x* a b c", "ncoll a b c", "para x a b c", "pline a b c", "x on the parallel to bc through a"),
    ("on_tline x* a b c", "diff b c", "perp x a b c", "tline a b c", "x on the perpendicular to bc through a"),
    ("on_bline x* a b", "diff a b", "cong x a x b", "bline a b", "x on the perpendicular bisector of ab"),
    ("on_circle x* o a", "diff o a", "cong o x o a", "circle o a", "x on the circle around o through a"),
    ("on_circum x* a b c", "ncoll a b c", "cyclic a b c x", "circum a b c", "x on the circle through a, b, c"),
    ("on_dia x* a b", "diff a b", "perp x a x b", "dia a b", "x on the circle with diameter ab"),
    ("on_aline x* a b c d e", "ncoll c d e, diff a b", "eqangle a x a b d c d e", "aline a b c d e", "x with angle xab equal to angle cde"),
    ("on_aline2 x* a b c d e", "ncoll c d e, diff a b", "eqangle x a x b d c d e", "seen a b d c d e", "x sees ab under the angle cde"),
    ("angle_bisector x* a b c", "ncoll a b c", "eqangle b a b x b x b c", "bisector a b c", "x on the bisector of angle abc"),
    ("angle_mirror x* a b c", "ncoll a b c", "eqangle b a b c b c b x", "amirror a b c", "x on the reflection of ba in bc"),
    ("eqangle2 x* a b c", "ncoll a b c", "eqangle a b a x c x c b", "eqangle2 a b c", "x with equal angles bax and xcb"),
    ("eqangle3 x* a b d e f", "ncoll d e f, diff a b", "eqangle x a x b d e d f", "seen a b d e d f", "x sees ab under the angle edf"),
    ("eqratio6 x* a c e f g h", "diff a c, diff e f, diff g h", "eqratio a x c x e f g h", "ratio a c e f g h", "x with ax : cx equal to ef : gh"),
    ("eqdistance x* a b c", "diff b c", "cong x a b c", "compass a b c", "x at the distance bc from a"),
    ("lc_tangent x* a o", "diff a o", "perp a x a o", "tline a a o", "x on the tangent in a to the circle around o"),
    ("s_angle a b x* y#", "diff a b", "aconst b a b x y", "turned a b y", "x with the angle abx of y degrees, counted counterclockwise from ba"),
    # One point.
    ("midpoint x* a b", "diff a b", "midp x a b", "midpoint a b", "x midpoint of ab"),
    ("mirror x* a b", "diff a b", "midp b a x", "mirror a b", "x reflection of a in the point b"),
    ("reflect x* a b c", "ncoll a b c", "cong b a b x, cong c a c x, perp b c a x", "reflect a b c", "x reflection of a in line bc"),
    ("foot x* a b c", "ncoll a b c", "perp x a b c, coll x b c", "tline a b c, line b c", "x foot of the perpendicular from a to bc"),
    ("circle x* a b c", "ncoll a b c", "circle x a b c", "bline a b, bline a c", "x centre of the circle through a, b, c"),
    ("circumcenter x* a b c", "ncoll a b c", "circle x a b c", "bline a b, bline a c", "x circumcentre of abc"),
    ("incenter x* a b c", "ncoll a b c", _INCENTER, "bisector b a c, bisector a b c", "x incentre of abc"),
    ("excenter x* a b c", "ncoll a b c", _INCENTER, "bisector b a c, exbisector a b c", "x excentre of abc opposite a"),
    ("orthocenter x* a b c", "ncoll a b c", "perp x a b c, perp x b c a, perp x c a b", "tline a b c, tline b c a", "x orthocentre of abc"),
    ("eq_triangle x* b c", "diff b c", "cong x b b c, cong b c c x, eqangle b x b c c b c x, eqangle x c x b b x b c", "circle b c, circle c b", "xbc equilateral"),
    ("parallelogram a b c x*", "ncoll a b c", "para a b c x, para a x b c, cong a b c x, cong a x b c", "shift a c b", "abcx parallelogram"),
    ("iso_trapezoid2 x* a b c", "ncoll a b c", "para a b c x, cong x b a c, cong x a b c", "iso_trapezoid2 a b c", "abcx isosceles trapezoid, ab parallel to cx"),
    ("shift x* b c d", "diff b d, diff c d", "cong x b c d, cong x c b d, para x b c d, para x c b d", "shift b c d", "x with the vector bx equal to dc"),
    ("nsquare x* a b", "diff a b", "cong x a a b, perp x a a b", "quarter a b -1", "x is b turned around a by 90 degrees clockwise"),
    ("psquare x* a b", "diff a b", "cong x a a b, perp x a a b", "quarter a b 1", "x is b turned around a by 90 degrees counterclockwise"),
    # Intersections.
    ("intersection_ll x* a b c d", "diff a b, diff c d", "coll x a b, coll x c d", "line a b, line c d", "x intersection of ab and cd"),
    ("intersection_lp x* a b c m n", "diff a b, ncoll c m n", "coll x a b, para c x m n", "line a b, pline c m n", "x on ab and on the parallel to mn through c"),
    ("intersection_lt x* a b c d e", "diff a b, diff d e", "coll x a b, perp x c d e", "line a b, tline c d e", "x on ab and on the perpendicular to de through c"),
    ("intersection_pp x* a b c d e f", "diff a d, diff b c, diff e f", "para x a b c, para x d e f", "pline a b c, pline d e f", "x on the parallel to bc through a and the parallel to ef through d"),
    ("intersection_tt x* a b c d e f", "diff a d, diff b c, diff e f", "perp x a b c, perp x d e f", "tline a b c, tline d e f", "x on the perpendicular to bc through a and the perpendicular to ef through d"),
    ("intersection_lc x* a o b", "diff a b, diff o b", "coll x a b, cong o b o x", "other_lc a o b", "x second intersection of ab with the circle around o through b"),
    ("intersection_cc x* o w a", "ncoll o w a", "cong o a o x, cong w a w x", "reflect a o w", "x second intersection of the circles around o and w through a"),
    # Several points.
    ("square a b x* y*", "diff a b", _SQUARE_ON_SIDE, "square a b", "abxy square, drawn to the left of ab"),
    ("incenter2 x* y* z* i* a b c", "ncoll a b c", _TOUCH, "incenter2 a b c", "incentre i of abc and its feet x, y, z on bc, ca, ab"),
    ("excenter2 x* y* z* i* a b c", "ncoll a b c", _TOUCH, "excenter2 a b c", "excentre i of abc opposite a and its feet x, y, z on bc, ca, ab"),
    ("centroid x* y* z* i* a b c", "ncoll a b c", _MIDPOINTS + ", coll a x i, coll b y i, coll c z i", "centroid a b c", "centroid i of abc and the midpoints x, y, z of bc, ca, ab"),
    ("ninepoints x* y* z* i* a b c", "ncoll a b c", _MIDPOINTS + ", circle i x y z", "ninepoints a b c", "centre i of the nine-point circle of abc and the midpoints x, y, z of bc, ca, ab"),
    ("trisect x* y* a b c", "ncoll a b c", "coll x a c, coll y a c, eqangle b a b x b x b y, eqangle b x b y b y b c", "trisect a b c", "x, y on ac such that bx, by trisect angle abc"),
    ("trisegment x* y* a b", "diff a b", "coll x a b, coll y a b, cong x a x y, cong y x y b", "trisegment a b", "x, y divide ab into three equal parts"),
    ("tangent x* y* a o b", "diff a o, diff o b, diff a b", "cong o x o b, perp a x o x, cong o y o b, perp a y o y", "tangent a o b", "x, y where the tangents from a touch the circle around o through b"),
    ("cc_tangent0 x* y* o a w b", "diff o a, diff w b, diff o w", "cong o x o a, cong w y w b, perp x o x y, perp y w y x", "cc_tangent0 o a w b", "xy outer common tangent of the circles around o through a and around w through b"),
    ("cc_tangent x* y* z* i* o a w b", "diff o a, diff w b, diff o w", "cong o x o a, cong w y w b, perp x o x y, perp y w y x, cong o z o a, cong w i w b, perp z o z i, perp i w i z", "cc_tangent o a w b", "xy and zi the outer common tangents of the circles around o through a and around w through b"),
    ("2l1c x* y* z* i* a b c o", "ncoll a b c, cong o a o b", "coll x a c, coll y b c, cong o a o z, coll i o z, cong i x i y, cong i y i z, perp i x a c, perp i y b c", "2l1c a b c o", "circle around i that touches ac in x, bc in y and the circle around o through a in z"),
    ("e5128 x* y* a b c d", "ncoll a b d, cong c b c d, perp b c b a", "cong c b c x, coll y a b, coll x y d, eqangle a b a d x a x y", "e5128 a b c d", "x on the circle around c through b, y on ab and xd, with equal angles bad and axy"),
    ("3peq x* y* z* a b c", "ncoll a b c", "coll x a b, coll y a c, coll z b c, coll x y z, cong z x z y", "3peq a b c", "a line meets ab, ac, bc in x, y, z, and z is the midpoint of xy"),
)  # fmt: skip


def _definition(signature: str, needs: str, facts: str, draw: str, meaning: str) -> Definition:
    name, *words = signature.split()
    return Definition(
        name=name,
        parameters=tuple(w.rstrip("*#") for w in words),
        new=tuple(w[:-1] for w in words if w.endswith("*")),
        numbers=tuple(w[:-1] for w in words if w.endswith("#")),
        needs=_split(needs),
        facts=_split(facts),
        draw=_split(draw),
        meaning=meaning,
    )


def _split(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


#: word -> its definition, in the order of the documentation
CONSTRUCTIONS: dict[str, Definition] = {row[0].split()[0]: _definition(*row) for row in _TABLE}

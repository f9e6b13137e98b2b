"""Writes the generated parts of `docs/geometry-language.md` from the tables.

`python -m geometry.language.reference docs/geometry-language.md` brings the page up to date.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

from geometry.constructions import CONSTRUCTIONS, Definition
from geometry.errors import GeometryInputError
from geometry.language.goals import HELPED, QUESTIONS
from geometry.language.parser import parse_statement
from geometry.order import ORDER
from geometry.predicates import RELATIONS

#: Statements that make the given points of a word whose conditions a general figure fails.
_PRELUDES = {
    "2l1c": "a b c = triangle; o = circle a b c; b1 = on_line b c",
    "e5128": "c b = segment; a = on_tline b b c; d = on_circle c b",
    "tangent": "a b = segment; o = on_hline b a",
}
_ARGUMENTS = {"2l1c": "a b b1 o"}
_POLYGONS = {1: "free", 2: "segment", 3: "triangle", 4: "quadrangle", 5: "pentagon"}

#: One statement for each relation, which shows it as a condition or as a goal.
RELATION_EXAMPLES = {
    "coll": "a b c = triangle; x = coll x b c, cong x b x c ? midp x b c",
    "cyclic": "a b c = triangle; x = cyclic x a b c, cong x b x c ? eqangle a b a x a x a c",
    "para": "a b c = triangle; x = para x a b c, para x b a c ? cong x a b c",
    "perp": "a b c = triangle; h = perp h a b c, perp h b a c ? perp h c a b",
    "cong": "a b c = triangle; o = cong o a o b, cong o b o c ? circle o a b c",
    "eqangle": "a b c = triangle; p = eqangle a b a p b c b p, eqangle b c b p c a c p ? eqangle a b a p c a c p",
    "eqratio": "a b c = triangle; d = coll d b c, eqratio d b d c a b a c ? eqratio a b a c d b d c",
    "eqproduct": "a b c p = quadrangle; d = on_line a p, on_line b c; e = on_line b p, on_line c a; f = on_line c p, on_line a b ? eqproduct a f b d c e f b d c e a",
    "aconst": "a b c = triangle a b c, aconst b c b a 60o, cong b a b c ? cong a b a c",
    "rconst": "a b = segment; c = rconst c a c b 1, aconst a b a c 1/4 ? perp c a c b",
    "lconst": "a b c = lconst a b 3, lconst b c 4, perp a b b c ? lconst a c 5",
    "lsum": "a b = segment; c = on_line a b, lsum a b b c a c ? lsum a b b c a c",
    "apollonius": "a b p = triangle; m = midpoint a b ? apollonius p m a b",
    "eqpower": "o p q r = quadrangle; a = eqpower a o p q r; b = eqpower b o p q r ? perp a b o q",
    "sinlaw": "a b c = triangle ? sinlaw a b c",
    "midp": "a b c = triangle; m = midp m a b; n = midp n a c ? para m n b c",
    "circle": "b c = segment; a = on_dia b c; o = midpoint b c ? circle o a b c",
    "simtri": "a b c = triangle; d = eqangle a b a d a d a c, cong a d a b; e = simtri a b d a c e ? simtri a b c a d e",
    "simtrir": "a b c = triangle; d = foot d b a c; e = foot e c a b ? simtrir a b c a d e",
    "contri": "a b c = triangle; d = parallelogram a b c d ? contri a b c c d a",
    "contrir": "a b c d = eq_trapezoid ? contrir a b c b a d",
}

#: One statement for each order condition.
ORDER_EXAMPLES = {
    "between": "a b = segment; c = on_line a b, between b a c ? lsum a b b c a c",
    "on_segment": "a b c = triangle; d = on_segment d b c ? coll b c d",
    "on_ray": "a b c = triangle; d = on_ray d a b, cong a d a c ? eqangle a d d c d c a c",
    "sameside": "a b c = triangle; d = on_circum a b c, sameside d c a b ? eqangle c a c b d a d b",
    "oppside": "a b = segment; c d = square a b; e = eq_triangle a b, oppside e c a b ? cong e c e d",
    "inside": "a b c = triangle; p = inside p a b c; d = foot p b c; e = foot p c a ? cyclic p e c d",
    "inside_angle": "a b c = triangle; p = eqangle b a b p b p b c, inside_angle p a b c; d = foot p b a; e = foot p b c ? cong p d p e",
    "acute": "a b c = triangle, acute a b c, acute a c b; d = foot a b c ? lsum b d d c b c",
    "obtuse": "a b c = triangle, obtuse b a c; o = circle a b c ? cong o a o c",
    "shorter": "a b c = triangle, shorter a b a c; m = midpoint b c; n = midpoint a c ? para m n a b",
    "convex": "a b c = triangle; d = on_circum a b c, convex a b c d ? eqangle a b a c d b d c",
}

#: One statement for each goal that is no relation.
GOAL_EXAMPLES = {
    "concurrent": "a b c = triangle; d = midpoint b c; e = midpoint c a; f = midpoint a b ? concurrent a d b e c f",
    "touches": "a b c = triangle; i = incenter a b c; d = foot i b c ? touches a b i d",
    "circles_touch": "a b c = triangle; i = incenter a b c; f = foot i b c; j = reflect i c a; g = reflect f c a ? circles_touch i f j g",
    "find": "a b c = triangle; x y z g = centroid a b c ? find rconst a g g x",
}

#: Wrong statements for the page's list of messages.
WRONG = (
    "a b c = triangle; m = midpiont a b",
    "a b c = triangle; m = midpoint a q",
    "a b c = triangle; m = midpoint n a; n = midpoint m b",
    "a b = segment; b = free",
    "a b c = triangle; m = midpoint a b c d",
    "a b c = triangle; f = foot a b b",
    "a b c = triangle ? perp a b c",
    "a b c = triangle ? perpendicular a b b c",
    "a b c = triangle; x = cong a b a c",
    "a b = segment; c = rconst c a c b two",
    "a b c triangle",
    "",
)


def example(definition: Definition) -> str:
    """A whole statement that uses the word."""
    given = definition.given
    name = definition.name
    if name in _PRELUDES:
        prelude = _PRELUDES[name] + "; "
    elif not given:
        prelude = ""
    elif len(given) in _POLYGONS:
        prelude = f"{' '.join(given)} = {_POLYGONS[len(given)]}; "
    else:
        prelude = f"{' '.join(given[:3])} = triangle; {' '.join(given[3:])} = triangle; "
    short = ["30" if p in definition.numbers else p for p in definition.short]
    words = _ARGUMENTS.get(name, " ".join(short)).split()
    return prelude + f"{' '.join(definition.new)} = {' '.join([name, *words])}"


def words_table() -> str:
    """A Markdown table of all constructions."""
    rows = ["| word | meaning | facts by definition | example |", "|---|---|---|---|"]
    for d in CONSTRUCTIONS.values():
        facts = ", ".join(d.facts) or "none"
        rows.append(f"| `{d.signature}` | {d.meaning} | {facts} | `{example(d)}` |")
    return "\n".join(rows)


def relations_table() -> str:
    """A Markdown table of all relations."""
    letters = "abcdefghijkl"
    names = {
        "midp": "m a b",
        "circle": "o a b c",
        "apollonius": "p m a b",
        "eqpower": "a o p q r",
        **dict.fromkeys(("simtri", "simtrir", "contri", "contrir"), "a b c p q r"),
    }
    rows = ["| relation | meaning | example |", "|---|---|---|"]
    for name, (points, values, meaning) in RELATIONS.items():
        arguments = names.get(name, " ".join(letters[:points])) + " r" * values
        rows.append(f"| `{name} {arguments}` | {meaning} | `{RELATION_EXAMPLES[name]}` |")
    return "\n".join(rows)


def order_table() -> str:
    """A Markdown table of the order conditions."""
    rows = ["| condition | meaning | in a problem | example |", "|---|---|---|---|"]
    for name, word in ORDER.items():
        sentence = re.sub(r"\{(\w+)\}", lambda found: found[1].upper(), word.sentence)
        rows.append(
            f"| `{' '.join((name, *word.parameters))}` | {word.meaning} | {sentence} "
            f"| `{ORDER_EXAMPLES[name]}` |"
        )
    return "\n".join(rows)


def goals_table() -> str:
    """A Markdown table of the goals that are no relations."""
    rows = ["| goal | meaning | example |", "|---|---|---|"]
    for name, (count, meaning, point, construction, fact) in HELPED.items():
        means = f"{meaning}; short for a point `{point}` (x) with `{construction}` and the goal `{fact}`"
        rows.append(
            f"| `{name} {' '.join('abcdef'[:count])}` | {means} | `{GOAL_EXAMPLES[name]}` |"
        )
    words = ", ".join(f"`find {q}`" for q in QUESTIONS)
    means = (
        "the value, which is measured in a figure, confirmed in another, and then proved; "
        "`find angle a b c` is the undirected angle abc"
    )
    rows.append(f"| {words} | {means} | `{GOAL_EXAMPLES['find']}` |")
    return "\n".join(rows)


def errors_table() -> str:
    """A Markdown table of wrong statements and the messages for them."""
    rows = ["| statement | message |", "|---|---|"]
    for text in WRONG:
        try:
            parse_statement(text)
        except GeometryInputError as error:
            message = str(error)
            message = message if len(message) < 200 else message[:190].rstrip() + " ..."
            rows.append(f"| `{text or ' '}` | {message} |")
    return "\n".join(rows)


_PARTS: dict[str, Callable[[], str]] = {
    "words": words_table,
    "relations": relations_table,
    "order": order_table,
    "goals": goals_table,
    "errors": errors_table,
}


def updated(page: str) -> str:
    """The page with its generated parts written anew.

    Each part stands between `<!-- generated: NAME -->` and `<!-- end -->`.
    """
    for name, write in _PARTS.items():
        start = f"<!-- generated: {name} -->\n"
        pattern = re.compile(re.escape(start) + r".*?<!-- end -->", re.DOTALL)
        page = pattern.sub(lambda _: f"{start}{write()}\n<!-- end -->", page)  # noqa: B023
    return page


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        path.write_text(updated(path.read_text(encoding="utf-8")), encoding="utf-8")

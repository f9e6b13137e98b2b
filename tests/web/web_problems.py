"""Problems for the tests of the web."""

from __future__ import annotations

HEAD = "---\nid: {id}\ntitle: {title}\nsource: the tests\nkind: {kind}\n---\n\nProve it.\n"
BLOCK = '\n```geometry person="the tests"\n{text}\n```\n'


def geometry(text: str, name: str = "p", title: str = "A test") -> str:
    """A geometry problem with this formal statement."""
    return HEAD.format(id=name, title=title, kind="geometry") + BLOCK.format(text=text)


ORTHOCENTRE_TEXT = "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c"
ORTHOCENTRE = geometry(ORTHOCENTRE_TEXT, "orthocentre", "Altitudes")
MIDLINE = geometry(
    "a b c = triangle a b c; m = midpoint m a b; n = midpoint n a c ? para m n b c", "midline"
)
FALSE_GOAL = geometry("a b c = triangle a b c ? perp a b b c")
UNKNOWN_POINT = geometry("a b c = triangle a b c ? perp a b x c")

# IMO 2011 Problem 6 in the construction language: nobody proves it within a second or two.
# Data: IMO-AG-30 of AlphaGeometry (Google DeepMind), CC-BY-4.0.
HARD = geometry(
    "a b c = triangle a b c; o = circle o a b c; p = on_circle p o a; q = on_tline q p o p; "
    "pa = reflect pa p b c; pb = reflect pb p c a; pc = reflect pc p a b; "
    "qa = reflect qa q b c; qb = reflect qb q c a; qc = reflect qc q a b; "
    "a1 = on_line a1 pb qb, on_line a1 pc qc; b1 = on_line b1 pa qa, on_line b1 pc qc; "
    "c1 = on_line c1 pa qa, on_line c1 pb qb; o1 = circle o1 a1 b1 c1; "
    "x = on_circle x o a, on_circle x o1 a1 ? coll x o o1",
    "hard",
    "Hard",
)

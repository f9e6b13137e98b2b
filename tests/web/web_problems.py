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

# Morley's theorem: the search goes on for minutes. No proof can be found by chance: the engine has no
# formula for the sine of a tripled angle. Data: JGEX-AG-231 (AlphaGeometry, Google DeepMind), CC-BY-4.0.
HARD = geometry(
    "a b c = triangle a b c; d e = trisect d e b a c; f g = trisect f g c b a; "
    "h i = trisect h i a c b; j = intersection_ll j b f c i; k = intersection_ll k a e c h; "
    "l = intersection_ll l a d b g ? cong j l j k",
    "hard",
    "Hard",
)

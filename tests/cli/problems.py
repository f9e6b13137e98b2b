"""Problem files for the tests of the command line."""

from __future__ import annotations

HEAD = "---\nid: {id}\nsource: the tests\nkind: {kind}\n---\n\nProve it.\n"
BLOCK = '\n```geometry person="the tests"\n{text}\n```\n'


def algebra(name: str = "p") -> str:
    """A problem that no engine accepts."""
    return HEAD.format(id=name, kind="algebra")


def geometry(text: str, name: str = "p") -> str:
    """A geometry problem with this formal statement."""
    return HEAD.format(id=name, kind="geometry") + BLOCK.format(text=text)


ORTHOCENTRE = geometry(
    "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c"
)

# Morley's theorem: the search goes on for minutes. No proof can be found by chance: the engine has no
# formula for the sine of a tripled angle. Data: JGEX-AG-231 (AlphaGeometry, Google DeepMind), CC-BY-4.0.
HARD = geometry(
    "a b c = triangle a b c; d e = trisect d e b a c; f g = trisect f g c b a; "
    "h i = trisect h i a c b; j = intersection_ll j b f c i; k = intersection_ll k a e c h; "
    "l = intersection_ll l a d b g ? cong j l j k",
    name="hard",
)

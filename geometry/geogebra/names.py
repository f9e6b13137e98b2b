"""Names of points: GeoGebra's labels in the spelling of our language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

_SPELLED = re.compile(r"[a-z][a-z0-9]{0,20}'{0,3}")


def point_name(label: str, taken: Collection[str]) -> str:
    """A name for the point with this label: `A_{1}` is `a1`, `α` is `alpha`.

    Args:
        label: as in the file.
        taken: names that other points have.
    """
    letters = []
    for character in unicodedata.normalize("NFKC", label):
        name = unicodedata.name(character, "")
        greek = re.fullmatch(r"GREEK (?:SMALL|CAPITAL) LETTER ([A-Z]+)", name)
        letters.append(greek[1] if greek else "'" if character in "′’" else character)
    plain = "".join(letters).lower().replace("''''", "'")
    plain = re.sub(r"[_{}\s]", "", plain)
    name = plain if _SPELLED.fullmatch(plain) else "p1"
    stem, number = name.rstrip("0123456789'") or "p", 1
    while name in taken:
        number += 1
        name = f"{stem}{number}"
    return name

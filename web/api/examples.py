"""Examples of the API's description. They are complete: sent as they stand, they work."""

from __future__ import annotations

from typing import Any

MARKDOWN_PROBLEM = """\
---
id: orthocentre
title: The altitudes of a triangle meet
source: school book
kind: geometry
---

Two altitudes of triangle $ABC$ meet in $H$. Prove that $AH$ is perpendicular to $BC$.

```geometry person="the documentation"
a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c
```
"""

PLAIN_PROBLEM = "Prove that the sum of two odd numbers is even.\n"

JSON_PROBLEM: dict[str, Any] = {
    "id": "orthocentre",
    "title": "The altitudes of a triangle meet",
    "source": "school book",
    "kind": "geometry",
    "statement": "Two altitudes of triangle $ABC$ meet in $H$. "
    "Prove that $AH$ is perpendicular to $BC$.",
    "geometry": {
        "text": "a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c",
        "author": "the documentation",
        "author_kind": "person",
    },
}

CHECK: dict[str, Any] = {
    "certificate": '{"format": "olympiad-geometry-certificate/1", '
    '"problem": "a b c = triangle a b c ? coll a b c", '
    '"auxiliary": "", "diagram": {}, "steps": [], "goals": []}',
    "kind": "geometry",
}

"""What in a report speaks against its own high grade, beside the fields that were asked for.

Models add fields and sentences: `"is_valid": false`, `"objections": [...]`, "on reflection the
grade is 2". A report that says two things is not read as an acceptance; it is asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

ASKED = frozenset({"grade", "issues", "key_steps"})

_GOOD = re.compile(
    r"accept|correct|valid|sound|complete|pass|prov|solved|verdict|decision|result|recommend|"
    r"conclusion|overall|judg|approv|\bok\b"
)
_BAD = re.compile(
    r"reject|incorrect|invalid|unsound|incomplete|disprov|wrong|fail|flaw|fatal|gaps?\b|error|mistake|"
    r"fault|problems|objection|issues?\d*$|critique|upheld"
)
_MARK = re.compile(r"grade|score|marks?\b|points|total|rating")
_REFUSES = re.compile(
    r"\s*(?:false|no\b|not\b|none of|unproved|unsolved)|"
    r"\b(?:reject(?:s|ed)?|incorrect|wrong|invalid|fail(?:s|ed|ure)?|incomplete|flawed)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"\b(?:i|we|must|should|to) (?:therefore |hence |have to )?reject\b|\breject(?:ed)?[.!]?\s*$|"
    r"\b(?:proof|solution|argument|text|it) is (?:wrong|incorrect|invalid|incomplete|flawed|"
    r"not (?:a proof|correct|valid|complete|right))|"
    r"\b(?:grade|score|mark)\b[^\d\n]{0,20}[0-5](?:\s*(?:/|of|out of)\s*7)?(?!\d|[.,/]\d)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"\W*(?:false|no|none|nothing|n/?a|null|0|no \w+(?: \w+){0,3})?\W*", re.IGNORECASE
)
MAX_NOTHING = 100
"""Characters of a value that may still say that there is nothing."""
_DIGITS = re.compile(r"\s*(\d+(?:[.,]\d+)?)")


def speaks_against(report: Mapping[str, Any]) -> bool:
    """Whether a field that was not asked for says that the proof is not accepted."""
    return any(
        _speaks(re.sub(r"[\W_]+", " ", str(name).lower()), value)
        for name, value in report.items()
        if name not in ASKED
    )


def taken_back(text: str) -> bool:
    """Whether the words behind the last object of an answer take its acceptance back."""
    return bool(_SENTENCE.search(text[text.rfind("}") + 1 :]))


def _speaks(name: str, value: Any) -> bool:
    if isinstance(value, dict) and not _BAD.search(name):
        return any(_speaks(f"{name} {key}".lower(), one) for key, one in value.items())
    if _MARK.search(name):
        number = _DIGITS.match(str(value))
        if number and not isinstance(value, bool):
            return float(number[1].replace(",", ".")) < 6
    if _BAD.search(name):
        return not (value is None or value == [] or value == {} or _says_nothing(str(value)))
    if value is False or isinstance(value, str):
        refuses = value is False or bool(_REFUSES.search(value))
        return (bool(_GOOD.search(name)) and refuses) or bool(_SENTENCE.search(str(value)))
    return False


def _says_nothing(text: str) -> bool:
    return len(text) <= MAX_NOTHING and bool(_NOTHING.fullmatch(text))

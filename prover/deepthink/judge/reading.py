"""A model's answer as a report: every form of an objection is read, no guess becomes an acceptance.

A report that cannot be read raises `NotStructured`. So does one whose parts disagree: a draft and
a final object that decide otherwise, a high grade beside an issue whose weight nobody can tell. What is cut off or repaired may object; to accept, all that the text
mentions must have been read.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple, get_args

from prover.deepthink.judge.against import speaks_against, taken_back
from prover.deepthink.judge.issues import (
    MAX_ITEMS,
    MAX_LINE,
    Category,
    Issue,
    KeyStep,
    Severity,
)
from prover.deepthink.judge.records import Record, find_records
from prover.llm.structured import NotStructured, restored
from prover.verdicts.verdict import ACCEPT_GRADE

_KEYS = frozenset({"grade", "issues", "key_steps", "severity"})
_REPORT = frozenset({"grade", "issues", "key_steps"})
_REVIEW = frozenset({"upheld"})
_ORDER = {"fatal": 0, "major": 1, "minor": 2}

_FATAL = {"fatal", "critical", "severe", "serious", "blocker", "blocking", "high", "error"}
_MAJOR = {"major", "moderate", "medium", "significant", "substantial", "warning"}
_MINOR = {"minor", "low", "trivial", "cosmetic", "slip", "typo", "negligible", "info", "note"}
_NOTHING = re.compile(
    r"\W*(?:n/?a|n\.a\.|not applicable|none|nil|null|nothing|missing|no quote|no passage|absent|"
    r"omitted|unknown|tbd|-+|—|\.*)\W*",
    re.IGNORECASE,
)
_NO_FAULT = re.compile(
    r"\W*(?:n/?a|none|nothing|no (?:\w+ ){0,3}(?:issues?|faults?|errors?|problems?|objections?|gaps?))"
    r"(?: (?:was |were |is |are )?(?:found|identified|detected|at all|here|noted))?\W*",
    re.IGNORECASE,
)
# Nothing but the number, what it is called and counted in: `<7`, `?/7` and `not 7` are no grades.
_GRADE = re.compile(
    r"\W*(?:(?:the|my|final|overall) )*(?:(?:grade|score|mark|points|note|punkte)\W*(?:is|of)?\W*)?"
    r"(?<![/<≤~±−-])(?<![<≤/] )(\d+(?:[.,]\d+)?)\s*(?:(?:/|of|out of|von|sur)\s*(\d+))?"
    r"\s*(?:points?|pts|marks?|punkte)?[\s.!*)\]\"']*",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:not|non|no|more|beyond|than|hardly|barely|but|unless|anything|far)\b|[?]", re.IGNORECASE
)

# A line end before what begins no word: JSON made it of `\ne`, `\notin`, `\nu`.
_TEX_AFTER_LINE = re.compile(
    r"\n(?=(?:e|eq|ot|otin|u|abla|mid|parallel|exists|leq|geq|subseteq|earrow|warrow)(?![a-zA-Z]))"
)


class ReadGrading(NamedTuple):
    """The fields of a grader's report."""

    key_steps: tuple[KeyStep, ...]
    issues: tuple[Issue, ...]
    grade: int

    @property
    def objects(self) -> bool:
        """Whether an issue speaks against the proof."""
        return any(issue.objects for issue in self.issues)


class ReadReview(NamedTuple):
    """The fields of a second opinion."""

    upheld: bool
    explanation: str


def read_grading(text: str) -> ReadGrading:
    """The grader's report in `text`. Raises `NotStructured`, in one line that says what is wrong."""
    found = find_records(text, _KEYS, one_of=_REPORT)
    if not found.records:
        raise NotStructured("there is no report in it: no JSON object with grade and issues")
    read = [_grading(record) for record in found.records]
    last = read[-1]
    if len({(one.grade < ACCEPT_GRADE, one.objects) for one in read}) > 1:
        raise NotStructured(f"it holds {len(read)} reports that contradict each other")
    if not last.objects and last.grade >= ACCEPT_GRADE and taken_back(text):
        raise NotStructured("the words behind the report take it back")
    if not last.objects and not found.whole:
        raise NotStructured("it is no JSON: a part of it is cut off or cannot be read")
    return last


def read_review(text: str) -> ReadReview:
    """The second opinion in `text`, in the same way. Raises `NotStructured`."""
    found = find_records(text, _REVIEW, one_of=_REVIEW)
    said = {_truth(record["upheld"]) for record in found.records}
    if len(said) != 1 or None in said:
        raise NotStructured("it does not say in one way whether the objection is upheld")
    (upheld,) = said
    if not upheld and not found.whole:
        raise NotStructured("it is no JSON: a part of it is cut off or cannot be read")
    words = _text(found.records[-1].get("explanation"))
    return ReadReview(bool(upheld), words)


def objecting(text: str) -> ReadGrading | None:
    """The report in an answer that was cut off, if it objects; None: it says nothing."""
    found = find_records(text, _KEYS, one_of=_REPORT)
    for record in reversed(found.records):
        try:
            read = _grading(record)
        except NotStructured:
            continue
        if read.objects:
            return read
    return None


def _grading(record: Record) -> ReadGrading:
    grade = _grade(record.get("grade", record.get("score")))
    low = grade is None or grade < ACCEPT_GRADE
    issues = [
        issue for one in _items(record.get("issues")) if (issue := _issue(one, low=low)) is not None
    ]
    issues.sort(key=lambda issue: _ORDER[issue.severity])  # none that counts is beyond the limit
    steps = [_step(one) for one in _items(record.get("key_steps"))]
    objects = any(issue.objects for issue in issues)
    if grade is None:
        if not objects:
            raise NotStructured("the grade is no whole number from 0 to 7")
        grade = 0  # the objection stands whatever the grade says
    if not low and not objects and speaks_against(_rest(record)):
        raise NotStructured(f"the grade is {grade} and the report says that it does not accept")
    return ReadGrading(tuple(steps[:MAX_ITEMS]), tuple(issues[:MAX_ITEMS]), grade)


def _grade(value: Any) -> int | None:
    """A grade from 0 to 7, halves rounded down; None when it is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, dict):
        said = [value[key] for key in ("value", "score", "grade") if key in value]
        if not said or any(_grade(one) != _grade(said[0]) for one in said):
            return None
        value = said[0]
    found = _GRADE.fullmatch(str(value).strip())
    if found is None or found[2] not in (None, "7"):
        return None
    number = float(found[1].replace(",", "."))
    return int(number) if 0 <= number <= 7 else None


def _issue(value: Any, *, low: bool) -> Issue | None:
    """One issue; None when it says that there is none. Raises `NotStructured` where its weight
    cannot be told and the grade does not tell it."""
    if not isinstance(value, dict):
        words = _text(value)
        if not words or _NO_FAULT.fullmatch(words):
            return None
        value = {"explanation": words}
    record = {str(key).strip().lower(): one for key, one in value.items()}
    said = next(
        (
            words
            for key in ("explanation", "description", "reason", "text", "comment", "issue", "why")
            if (words := _text(record.get(key)))
        ),
        "",
    )
    quote = _text(record.get("quote"))
    quote = "" if _NOTHING.fullmatch(quote) else quote
    severity = _severity(record.get("severity"))
    if severity is None:
        # Nothing quoted and nothing said: an empty item of a list.
        empty = not quote and (not said or bool(_NO_FAULT.fullmatch(said)))
        if empty and not low:
            return None
        if not low:
            raise NotStructured("an issue has no severity among fatal, major and minor")
        severity = "major"
    return Issue(
        quote=quote,
        category=_category(record.get("category")),
        severity=severity,
        explanation=said,
        where=_where(record),
    )


def _severity(value: Any) -> Severity | None:
    words = re.findall(r"[a-z]+", _text(value).lower())
    for severity, names in (("fatal", _FATAL), ("major", _MAJOR), ("minor", _MINOR)):
        if names & set(words):
            if severity == "minor" and _DENIED.search(_text(value)):
                return None
            return severity  # type: ignore[return-value]
    return None


def _category(value: Any) -> Category:
    word = re.sub(r"[^a-z]+", "_", _text(value).lower()).strip("_")
    return next((one for one in get_args(Category) if one == word), "other")


def _where(record: Record) -> str:
    words = next((w for key in ("where", "place", "location") if (w := _text(record.get(key)))), "")
    return "" if _NOTHING.fullmatch(words) else words


def _step(value: Any) -> KeyStep:
    if not isinstance(value, dict):
        return KeyStep(quote=_text(value))
    record = {str(key).strip().lower(): one for key, one in value.items()}
    why = _text(record.get("why")) or _text(record.get("explanation"))
    return KeyStep(quote=_text(record.get("quote")), why=why)


def _items(value: Any) -> list[Any]:
    """A list where one was meant."""
    if value is None or value == "":
        return []
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str:
    """A line where one was meant."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, list):
        value = " ... ".join(words for one in value if (words := _text(one)))
    if isinstance(value, dict):
        value = next((one for one in value.values() if isinstance(one, str)), "")
    return _TEX_AFTER_LINE.sub(r"\\n", restored(str(value))).strip()[:MAX_LINE]


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    word = _text(value).lower().strip(" .!")
    return {"true": True, "yes": True, "false": False, "no": False}.get(word)


def _rest(record: Record) -> Record:
    """The fields that were not read; `score` is one of them where there is a grade."""
    return {k: v for k, v in record.items() if k != "score" or "grade" in record}

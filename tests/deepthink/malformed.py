r"""Forms in which models spell a grader's report, none of them the asked one.

Each form turns a report into an answer. `TEX` is a proof whose quotes hold what JSON mistakes for
escapes (`\ne`, `\notin`, `\rho`, `\right`).
"""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

from tests.deepthink.hostile import HONEST

Report = dict[str, Any]

TEX = (
    f"{HONEST} In other words, $n^2 + 1 \\ne 3m$ and $m \\notin \\{{0\\}}$ for each $m$; with "
    "$\\rho = \\left(n^2 + 1\\right)$ and $\\nu = 3$ this says that $\\nu \\nmid \\rho$."
)
STEP = "A square leaves the remainder $0$ or $1$ modulo $3$"
PASSAGE = "$n^2 + 1 \\ne 3m$ and $m \\notin \\{0\\}$"

REJECTS: Report = {
    "key_steps": [{"quote": STEP, "why": "it is checked"}],
    "issues": [
        {
            "quote": PASSAGE,
            "category": "gap",
            "severity": "fatal",
            "explanation": "the case n = 2 is missing, and without it nothing is proved",
            "where": "after the first sentence",
        }
    ],
    "grade": 2,
}
ACCEPTS: Report = {
    "key_steps": [{"quote": STEP, "why": "it is checked"}, {"quote": PASSAGE, "why": "clear"}],
    "issues": [
        {
            "quote": PASSAGE,
            "category": "presentation",
            "severity": "minor",
            "explanation": "the sentence says nothing new, which costs no mark",
            "where": "",
        }
    ],
    "grade": 7,
}


def _text(report: Any) -> str:
    return json.dumps(report, ensure_ascii=False)


def _with(change: Callable[[Report], Any]) -> Callable[[Report], str]:
    """The report after a change in place, as JSON."""

    def form(report: Report) -> str:
        changed = copy.deepcopy(report)
        change(changed)
        return _text(changed)

    return form


def _issue(**fields: Any) -> Callable[[Report], str]:
    """Fields of each issue set, or dropped where the value is `...`."""

    def change(report: Report) -> None:
        for issue in report["issues"]:
            for key, value in fields.items():
                if value is ...:
                    issue.pop(key, None)
                else:
                    issue[key] = value(issue[key]) if callable(value) else value

    return _with(change)


def _field(**fields: Any) -> Callable[[Report], str]:
    def change(report: Report) -> None:
        for key, value in fields.items():
            if value is ...:
                report.pop(key, None)
            else:
                report[key] = value(report[key]) if callable(value) else value

    return _with(change)


def _draft(report: Report) -> Report:
    """What was said first, in the same sense."""
    return {**report, "grade": 1 if report["grade"] < 6 else 6}


def _opposite(report: Report) -> Report:
    return ACCEPTS if report["grade"] < 6 else REJECTS


def _unescaped(report: Report) -> str:
    said = copy.deepcopy(report)
    said["issues"][0]["explanation"] = 'it says "clearly" and QUOTEsurelyQUOTE, no more'
    return _text(said).replace('\\"', '"').replace("QUOTE", '"')


FORMS: dict[str, Callable[[Report], str]] = {
    # grades
    "grade 2/7": _field(grade=lambda g: f"{g}/7"),
    "grade 2 / 7": _field(grade=lambda g: f"{g} / 7"),
    "grade in a string": _field(grade=str),
    "grade with a word": _field(grade=lambda g: f"Grade: {g}"),
    "grade out of 7": _field(grade=lambda g: f"{g} out of 7"),
    "grade 6.5": _field(grade=lambda g: g - 0.5),
    "grade 2.0": _field(grade=float),
    "grade in an object": _field(grade=lambda g: {"value": g, "max": 7}),
    "grade null": _field(grade=None),
    "grade missing": _field(grade=...),
    "grade of ten": _field(grade=lambda g: f"{g}/10"),
    "grade beyond 7": _field(grade=lambda g: g + 10),
    "grade a bare fraction": lambda r: _text(r).replace(f'"grade": {r["grade"]}', f'"grade": {r["grade"]}/7'),
    "grade called score": lambda r: _text(r).replace('"grade"', '"score"'),
    "grade capitalised": lambda r: _text(r).replace('"grade"', '"Grade"').replace('"issues"', '"Issues"'),
    # severities and categories
    "severity capitalised": _issue(severity=str.capitalize),
    "severity in capitals": _issue(severity=str.upper),
    "severity with a word": _issue(severity=lambda s: f"{s} error" if s != "minor" else "minor slip"),
    "severity unknown": _issue(severity="zzz"),
    "severity null": _issue(severity=None),
    "severity missing": _issue(severity=...),
    "severity a number": _issue(severity=3),
    "severity critical or low": _issue(severity=lambda s: "critical" if s != "minor" else "low"),
    "category unknown": _issue(category="logical hole"),
    "category null": _issue(category=None),
    "category missing": _issue(category=...),
    "category a list": _issue(category=["gap", "missing_case"]),
    # quotes and explanations
    "quote N/A": _issue(quote="N/A"),
    "quote empty": _issue(quote=""),
    "quote missing": _issue(quote=...),
    "quote null": _issue(quote=None),
    "quote a dash": _issue(quote="—"),
    "quote (missing)": _issue(quote="(missing)"),
    "quote none": _issue(quote="None"),
    "quote loose": _issue(quote="the author claims that squares are never far from multiples"),
    "quote a list": _issue(quote=lambda q: [q[:20], q[20:]]),
    "explanation null": _issue(explanation=None),
    "explanation missing": _issue(explanation=...),
    "explanation a list": _issue(explanation=lambda e: [e, "see above"]),
    "explanation called description": lambda r: _text(r).replace('"explanation"', '"description"'),
    "explanation endless": _issue(explanation=lambda e: e + " again" * 2_000),
    # lists
    "issues null": _field(issues=None),
    "issues one object": _field(issues=lambda found: found[0]),
    "issues beyond the limit": _field(issues=lambda found: [*(found * 60)]),
    "issue after many slips": _field(
        issues=lambda found: [{**found[0], "severity": "minor", "category": "presentation"}] * 60 + found
    ),
    "key steps null": _field(key_steps=None),
    "key steps of strings": _field(key_steps=lambda steps: [step["quote"] for step in steps]),
    "unknown keys": _field(confidence="high", notes={"a": [1, 2]}),
    # around the object
    "prose around": lambda r: f"Here is my report on the set {{1, 2}}.\n\n{_text(r)}\n\nI hope it helps.",
    "fenced": lambda r: f"```json\n{json.dumps(r, indent=2)}\n```",
    "fence without an end": lambda r: f"```json\n{json.dumps(r, indent=2)}",
    "wrapped": lambda r: _text({"report": r}),
    "wrapped twice": lambda r: _text({"result": {"grading": r}, "status": "ok"}),
    "in a list": lambda r: _text([r]),
    "JSON in a string": lambda r: json.dumps(_text(r)),
    "JSON in a string of an object": lambda r: _text({"answer": _text(r)}),
    "draft then final": lambda r: f"Draft: {_text(_draft(r))}\n\nFinal: {_text(r)}",
    "draft of the other kind": lambda r: f"Draft: {_text(_opposite(r))}\n\nFinal: {_text(r)}",
    "draft and final in one": lambda r: _text({"draft": _draft(r), "final": r}),
    "draft cut off, then final": lambda r: f"{_text(_opposite(r))[:60]}\n\nFinal: {_text(r)}",
    "draft, then a malformed final": lambda r: f"{_text(_opposite(r))}\n{_issue(severity='Fatal' if r['grade'] < 6 else 'Minor')(r)}",
    "draft, then a final cut off": lambda r: f"{_text(_opposite(r))}\n{_text(r)[:-40]}",
    "grade twice": lambda r: _text(r)[:-1] + f', "grade": {r["grade"]}}}',
    "grade twice and otherwise": lambda r: _text(r)[:-1] + f', "grade": {9 - r["grade"]}}}',
    # no JSON
    "trailing comma": lambda r: _text(r)[:-1] + ",}",
    "trailing commas in lists": lambda r: _text(r).replace("}]", "},]"),
    "typographic quotes": lambda r: _text(r).replace('"', "”"),
    "single quotes": lambda r: repr(r).replace("\\\\", "\\"),
    "keys without quotes": lambda r: _text(r).replace('"grade"', "grade").replace('"issues"', "issues"),
    "comments": lambda r: _text(r).replace(', "grade"', ', // the mark\n "grade"'),
    "a comma missing": lambda r: _text(r).replace(', "grade"', '\n "grade"'),
    "inner quotes": _unescaped,
    "line ends in strings": lambda r: _text(r).replace("the ", "the\n"),
    "TeX with single backslashes": lambda r: _text(r).replace("\\\\", "\\"),
    "TeX and a trailing comma": lambda r: (_text(r)[:-1] + ",}").replace("\\\\", "\\"),
    "last brace missing": lambda r: _text(r)[:-1],
    "cut within the issues": lambda r: _text(r)[: _text(r).index("explanation") + 30],
    "cut within the steps": lambda r: _text(r)[:40],
    "no JSON at all": lambda r: f"I would give it {r['grade']} of 7 points.",
    "empty": lambda r: "",
    "YAML": lambda r: f"grade: {r['grade']}\nissues:\n  - severity: {r['issues'][0]['severity']}\n",
}  # fmt: skip

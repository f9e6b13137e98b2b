"""Whether a proof restates its problem as another problem.

A proof that opens with the statement is fine; one that opens with an easier statement proves the
easier one. Only paragraphs that are nearly the statement are compared, and only a difference in
numbers, relations, quantifiers or negations counts, so that layout and wording may differ.
"""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

NEARLY = 0.8
"""Similarity, in words, above which a paragraph is taken for a restatement."""

_PARAGRAPHS = 12
_MAX_WORDS = 400

_SPELLINGS = {
    "leqslant": "≤", "leq": "≤", "le": "≤", "geqslant": "≥", "geq": "≥", "ge": "≥", "neq": "≠",
    "ne": "≠", "lt": "<", "gt": ">", "in": "∈", "cdot": "*", "times": "*", "dots": "...",
    "ldots": "...", "cdots": "...", "lbrace": "{", "rbrace": "}", "equiv": "≡", "mid": "|",
    "perp": "⊥", "parallel": "∥", "angle": "∠", "infty": "∞", "subset": "⊂", "subseteq": "⊆",
}  # fmt: skip
_LAYOUT = {
    "left", "right", "big", "bigl", "bigr", "bigg", "displaystyle", "textstyle", "quad", "qquad",
    "text", "mathrm", "operatorname", "mathbb", "mathbf", "begin", "end", "item", "dfrac", "tfrac",
}  # fmt: skip
_TOKEN = re.compile(r"\\[a-zA-Z]+|\d+|[^\W\d_]+|[<>=≤≥≠∈≡|⊥∥+\-*/^!∞]")
_SIGNS = set("<>=≤≥≠∈≡⊥∥+-*/^!∞")
_WEIGHTY = {
    "no", "not", "only", "least", "most",
    "exactly", "infinitely", "finitely", "finite", "infinite", "positive", "negative", "nonnegative",
    "prime", "odd", "even", "distinct", "integer", "integers", "real", "rational", "acute", "obtuse",
    "minimum", "maximum", "smallest", "largest", "greatest", "or", "unless", "except",
    "equilateral", "isosceles", "strictly", "never", "always", "coprime", "divides",
}  # fmt: skip


def changed_statement(proof: str, statement: str) -> str | None:
    """What a restatement in `proof` changed, as "'old' became 'new'"; None when nothing was."""
    original = _tokens(statement)
    if len(original) < 8:
        return None
    for paragraph in re.split(r"\n\s*\n", proof)[:_PARAGRAPHS]:
        words = _tokens(paragraph)
        if not 0.6 * len(original) <= len(words) <= 1.6 * len(original):
            continue
        matcher = SequenceMatcher(None, original, words, autojunk=False)
        if matcher.quick_ratio() < NEARLY or matcher.ratio() < NEARLY:
            continue
        change = _weighty_change(matcher, original, words)
        if change:
            return change
    return None


def _weighty_change(matcher: SequenceMatcher[str], old: list[str], new: list[str]) -> str | None:
    """The first passage that changed in what counts, None when nothing did.

    What is missing or added at either end is a shortened quotation or a remark. Passages that
    only moved ("positive reals" from the hypothesis into the claim) cancel out.
    """
    gone: Counter[str] = Counter()
    came: Counter[str] = Counter()
    passages = []
    for kind, a, b, c, d in matcher.get_opcodes():
        at_an_end = (a == 0 and c == 0) or (b == len(old) and d == len(new))
        if kind == "equal" or (at_an_end and kind != "replace"):
            continue
        gone.update(filter(_counts, old[a:b]))
        came.update(filter(_counts, new[c:d]))
        passages.append((old[a:b], new[c:d]))
    left, right = gone - came, came - gone
    for before, after in passages:
        if any(word in left for word in before) or any(word in right for word in after):
            return f"{' '.join(before) or 'nothing'!r} became {' '.join(after) or 'nothing'!r}"
    return None


def _counts(token: str) -> bool:
    return token.isdigit() or token in _SIGNS or token in _WEIGHTY


def _tokens(text: str) -> list[str]:
    """Words, numbers and signs, with TeX's spellings unified and its layout dropped."""
    text = re.sub(r"(?<=\d)[,\u2009 ](?=\d{3}\b)|\\[,;:!]|\{,\}", "", text)
    tokens = []
    for token in _TOKEN.findall(text)[: _MAX_WORDS + 1]:
        word = token.lstrip("\\")
        if token.startswith("\\"):
            if word in _LAYOUT:
                continue
            word = _SPELLINGS.get(word, word)
        tokens.append(word if len(word) == 1 else word.lower())
    return tokens[:_MAX_WORDS]

"""Prompt injection: text in a proof that speaks to whoever grades it.

A proof has no reason to do so in any language; what the problem's own statement says (a problem
about judges, a score of 7 points) is held against no proof.
"""

from __future__ import annotations

import html
import re
import unicodedata

from prover.deepthink.gates.words import fold, phrases

_SENTENCE = re.compile(r"(?<=[.!?。！？।؟;；])\s*|\n+")
_MAX_SENTENCE = 600

# Tokens of chat templates, tags that close a prompt's frame, roles at the start of a line.
_TEMPLATE = re.compile(
    r"<\|[\w|▁ -]{1,40}\|>|\[/?INST\]|<</?SYS>>|<start_of_turn>|<end_of_turn>"
    r"|</?\s*(?:proof|candidate|solution|system|instructions?|grad(?:er|ing)|verdict|score|"
    r"evaluation|assistant|user|think|report|review)\b[^<>\n]{0,60}>"
    # Words of mathematics too ("x <first element ... >"): only as a whole tag.
    r"|</?\s*(?:problem|issues?|lemmas?|critiques|computed|first|second)\s*/?>"
    r"|^\W{0,6}(?:system|assistant|user|human)(?:\s+(?:message|prompt|note))?\W{0,3}:\s*\D",
    re.IGNORECASE | re.MULTILINE,
)
# A verdict in the form a program would read: JSON keys, "score: 7", "7/7 points".
_JSON = re.compile(
    r"[\"']\s*(?:grade|score|verdict|accept(?:ed|s)?|is_correct|correct|issues|severity|points|"
    r"rating|upheld)\s*[\"']\s*[:=]",
    re.IGNORECASE,
)
_SCORE = re.compile(
    r"(?<!\w)(?:score|grade|rating|marks?|verdict|note|punkte|ocena|оценка|оцінка|評分|评分|分数|得分|"
    r"点数|점수|puntuacion|nota|punteggio|puan|diem|nilai|βαθμος|ציון|الدرجة|नमबर|अंक)"
    r"\s*(?:is|=|:|：|は|是|为|為)\s*\**\\?(?:boxed\{)?\s*(?:7|10|100|seven|correct|pass|accept)",
)
_SEVEN = re.compile(r"(?<![\d.])7\s*/\s*7(?!\d)")
_SEVEN_WORD = re.compile(
    r"score|grade|mark|point|award|punkt|ocen|балл|分|点|점|punto|ponto|puan|diem"
)


def find_injection(proof: str, statement: str = "") -> str | None:
    """The sentence of `proof` that speaks to its grader, at most 160 characters; None: none."""
    # What a browser, a tokenizer or a person would not show must not hide a word.
    shown = html.unescape(unicodedata.normalize("NFKC", proof))
    shown = "".join(c for c in shown if c in "\n\t" or unicodedata.category(c) != "Cf")
    for pattern in (_TEMPLATE, _JSON):
        found = pattern.search(shown)
        if found and found[0].strip() not in statement:
            return _short(found[0])
    whole, own = fold(shown), fold(statement)
    table = phrases()
    # The demands that no proof contains are looked for across sentences and lines too.
    plain = (*table.marks.present(whole, own).stems, *table.grader.present(whole, own).stems)
    if plain:
        return _short(_around(plain[0], whole))
    disregard, orders = table.disregard.present(whole), table.orders.present(whole)
    reader, demand = table.reader.present(whole, own), table.demand.present(whole, own)
    for sentence in _sentences(_TEXT.sub(r"\n\1\n", shown)):
        text = fold(sentence)
        if disregard.occur(text) and orders.occur(text):
            return _short(sentence)
        if _SCORE.search(text) and not _SCORE.search(own):
            return _short(sentence)
        if _SEVEN.search(text) and _SEVEN_WORD.search(text) and not _SEVEN.search(own):
            return _short(sentence)
        asked = reader.occur(text) and demand.occur(text)
        if asked and (_OBJECT.search(text) or not _MATHEMATICAL.search(text)):
            return _short(sentence)
    return None


_TEXT = re.compile(r"\\(?:text|mbox|hbox|math|intertext|operatorname|phantom)[a-z]*\s*\{([^{}]*)\}")

# What a reader would be asked to accept, as against a vertex, a value or a hypothesis.
_OBJECT = re.compile(
    r"(?<!\w)(?:this|the|my|above|following) (?:\w+ )?(?:proof|argument|solution|answer|text)(?!\w)"
)
# A sentence with a relation or a formula argues about something ("we must accept that $x = 1$").
_MATHEMATICAL = re.compile(r"[=<>≤≥∈$\\]")


def _around(stem: str, text: str) -> str:
    place = text.find(stem)
    return text[max(0, place - 40) : place + len(stem) + 40]


def _sentences(text: str) -> list[str]:
    """Sentences; one that never ends is read in overlapping pieces."""
    parts = [part.strip() for part in _SENTENCE.split(text) if part and part.strip()]
    return [
        part[start : start + _MAX_SENTENCE]
        for part in parts
        for start in range(0, len(part), _MAX_SENTENCE // 2)
    ]


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 160 else text[:159] + "…"

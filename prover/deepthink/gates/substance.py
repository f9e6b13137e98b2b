"""How much of a text could be a proof, once openers, repeats, the problem's own words and the
final answer are taken away.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from prover.deepthink.gates.words import fold, letters, phrases

MIN_SUBSTANCE = 60
"""Fewest letters, digits and signs of a proof. The shortest correct proof among 194 graded ones
has over 700; a hand-written two-line proof has about 100."""

MIN_ARGUMENT = 240
"""Below this, a text that states an answer must argue visibly (`_INFERENCE` twice)."""

_SPLIT = re.compile(r"(?<=[.!?。！？।؟;；:：])\s*|\n+")
_ANSWER = re.compile(
    r"\\boxed|(?<!\w)(?:the )?(?:final )?(?:answer|antwort|reponse|respuesta|resposta|risposta|"
    r"otbet|ответ|odpowiedz|cevap|jawaban|dap an|απαντηση|raspuns|odpoved|valasz|svar|antwoord)"
    r"|答案|答え|정답|답은|الجواب|उत्तर|תשובה|คำตอบ|উত্তর",
)
_INFERENCE = re.compile(
    r"\\(?:implies|rightarrow|leftrightarrow|iff|therefore|because|equiv|leq?|geq?|neq)\b"
    r"|[=<>≤≥≡⇒⟹→∴∵≠]"
    r"|(?<!\w)(?:thus|hence|therefore|since|because|then|so that|implies|suppose|assume|let|if|"
    r"contradict|induct|donc|alors|car|also|daher|weil|denn|dann|luego|pues|porque|entonces|logo|"
    r"portanto|quindi|dunque|poiche|allora|следовательно|значит|тогда|пусть|zatem|wiec|bo|niech|"
    r"dus|want|stel|darfor|alltsa|eftersom|cunku|oyleyse|vi vay|suy ra|karena|maka|jadi|"
    r"αρα|επειδη|τοτε|deci|deoarece|atunci|protoze|tedy|necht|ezert|mivel|tehat)(?!\w)"
    r"|所以|因此|因为|因為|故|则|則|设|設|よって|ゆえに|従って|なぜなら|따라서|그러므로|왜냐하면|إذن|لأن|"
    r"अतः|क्योंकि|इसलिए|לכן|כי|ดังนั้น|เพราะ|সুতরাং|কারণ"
)
_FORMULA = re.compile(
    r"\$|\\[a-zA-Z]+|[=<>≤≥≡∈∉⊂∠△⊥∥√∑∏∫≠±×÷]|(?<![\w'’])[a-zA-Zα-ωΑ-Ω](?![\w'’])|\d"
)
_MARKS = 3


@dataclass(frozen=True)
class Substance:
    """`text`: the letters, digits and signs that are left; `keys`, `answers`: whether an opener,
    a stated answer was taken away; `inferences`: how many words or signs of inference there are;
    `kept` the sentences themselves.
    """

    text: str
    keys: bool
    answers: bool
    inferences: int
    kept: str = ""


@lru_cache(maxsize=64)
def substance(proof: str, statement: str = "", answer: str | None = None) -> Substance:
    """What is left of `proof`. Repeated sentences count once, the problem's own not at all."""
    own = tuple(text for part in _SPLIT.split(statement) if len(text := letters(part)) >= 12)
    whole_statement = letters(statement)
    kept: list[str] = []
    parts: list[str] = []
    seen: set[str] = set()
    keys = answers = False
    inferences = 0
    for part in _SPLIT.split(proof):
        text = letters(part)
        for restated in own:
            text = text.replace(restated, "")
        text, found = _without_keys(text)
        keys |= found
        if not text or text in seen:
            continue
        seen.add(text)
        if len(text) >= 20 and text in whole_statement:
            continue
        plain = fold(part)
        signs = len(_INFERENCE.findall(plain))
        if _ANSWER.search(plain) or (answer and letters(answer) == text):
            answers = True
            if signs < 2:  # "the answer is 7", "Answer: f(x) = x": no argument
                continue
        kept.append(text)
        parts.append(part)
        inferences += signs
    return Substance("".join(kept), keys, answers, inferences, "\n".join(parts))


def _without_keys(text: str) -> tuple[str, bool]:
    """`text` (letters only) without openers at its ends, and whether there was one.

    Only at the ends: the word "solution" within a sentence is part of the sentence.
    """
    found = False
    changed = text.startswith(phrases().keys) or text.endswith(phrases().keys)
    while text and changed:
        changed = False
        for key in phrases().keys:
            if text.startswith(key) and (len(key) > 12 or len(text) - len(key) < 12):
                text, found, changed = text[len(key) :], True, True
            elif text.endswith(key) and len(key) > 12:
                text, found, changed = text[: -len(key)], True, True
    return text, found


def has_mathematics(proof: str) -> bool:
    """Whether numbers, formulas, signs or one-letter names occur, a few at least."""
    plain = unicodedata.normalize("NFKC", proof)
    return sum(1 for _ in islice(_FORMULA.finditer(plain), _MARKS)) == _MARKS


def argument_is_missing(left: Substance) -> bool:
    """Whether an answer is stated and what else there is argues nothing."""
    return left.answers and len(left.text) < MIN_ARGUMENT and left.inferences < 2

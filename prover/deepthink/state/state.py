"""Everything a pipeline knows about a problem: one frozen value that the stages extend."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from prover.deepthink.gates import Finding
from prover.deepthink.judge import Opinion

Origin = Literal["attempt", "improve", "refine", "writeup"]
LemmaStatus = Literal["open", "proved", "refuted"]

Tally = tuple[tuple[int, int], ...]
"""Acceptances and rejections, one pair per judge that voted, sorted."""

PROGRAM = "program"
"""The judge of an opinion that a program holds and no model: its answer differs."""

MAX_TEXT = 200_000
"""Characters of a candidate that are kept. What is longer is no olympiad proof."""


@dataclass(frozen=True)
class Candidate:
    """One text that claims to prove the problem, and what graders said of it.

    `style` names the prompt's style, `effort` the level of the thinking budget (each level
    doubles it), `parent` the candidate it was made from, `tokens` what thinking and writing took,
    without the prompt. `refused` is a gate's finding; such a candidate is shown to no model again.
    `silent`: so many readings brought nothing at all. `repeats`: so many further calls brought this very text. It is one piece of evidence all the same.
    """

    number: int
    text: str
    origin: Origin
    style: str = "direct"
    parent: int | None = None
    effort: int = 0
    tokens: int = 0
    answer: str | None = None
    opinions: tuple[Opinion, ...] = ()
    refused: Finding | None = None
    repeats: int = 0
    silent: int = 0

    @property
    def passes(self) -> int:
        """Opinions that accept."""
        return sum(opinion.accepts for opinion in self.opinions)

    @property
    def fails(self) -> int:
        """Opinions that object (an objection that a review overruled rejects nothing)."""
        return sum(opinion.objects for opinion in self.opinions)

    @property
    def waiting(self) -> int:
        """Opinions that could not be read and in whose place no fresh reading stands: they say
        nothing of the text, and while there is one it is not accepted."""
        return sum(opinion.waits for opinion in self.opinions)

    @property
    def clean(self) -> bool:
        """Whether nothing stands against it: no gate, no objection, no answer left unread."""
        return self.refused is None and not self.fails and not self.waiting

    @property
    def readings(self) -> int:
        """Readings by models, those among them that were void, unread or brought nothing: by this
        number the next stance has its turn."""
        return sum(opinion.judge != PROGRAM for opinion in self.opinions) + self.silent

    @property
    def votes(self) -> int:
        """Opinions that accept or object."""
        return self.passes + self.fails

    @property
    def tally(self) -> Tally:
        """Acceptances and rejections by judge, sorted; judges without a vote left out."""
        counts: dict[str, list[int]] = {}
        for opinion in self.opinions:
            if opinion.accepts or opinion.objects:
                counts.setdefault(opinion.judge, [0, 0])[opinion.objects] += 1
        return tuple(sorted((passes, fails) for passes, fails in counts.values()))

    @property
    def share(self) -> float:
        """Passes among the votes, 0 without votes."""
        return self.passes / self.votes if self.votes else 0.0


@dataclass(frozen=True)
class Lemma:
    """A statement that came up. `proof` proves it, or its negation when it is refuted."""

    number: int
    statement: str
    status: LemmaStatus = "open"
    proof: str = ""

    @property
    def claim(self) -> str:
        """What `proof` proves: the statement, or that it is false."""
        return f"It is false that: {self.statement}" if self.status == "refuted" else self.statement


@dataclass(frozen=True)
class Experiment:
    """What a program found out about concrete cases: its aim, its text and what it printed. It
    is a hint for writers and proves nothing."""

    aim: str
    program: str
    output: str


@dataclass(frozen=True)
class Step:
    """One call in the log: after `tokens` in total, which stage did what to which candidate.

    `believed` is the pipeline's probability that its best candidate is right, where it has one;
    `effort` the level of the thinking budget.
    Accuracy against tokens is read off these, within a problem and over a benchmark.
    """

    tokens: int
    stage: str
    target: int | None
    spent: int
    result: str
    believed: float | None = None
    effort: int = 0


@dataclass(frozen=True)
class State:
    """What is known about one problem. `statement` is its text, `answer` the known final answer.

    `duels` holds (winner, loser) of each knockout. `tokens` were spent on this problem so far.
    """

    problem: str
    statement: str
    answer: str | None = None
    candidates: tuple[Candidate, ...] = ()
    lemmas: tuple[Lemma, ...] = ()
    experiments: tuple[Experiment, ...] = ()
    duels: tuple[tuple[int, int], ...] = ()
    tokens: int = 0
    log: tuple[Step, ...] = field(default=(), repr=False)

    def same_as(self, text: str) -> Candidate | None:
        """The candidate that says `text`, white space aside."""
        words = text.split()
        return next((one for one in self.candidates if one.text.split() == words), None)

    @property
    def settled(self) -> tuple[Lemma, ...]:
        """Lemmas that are proved or refuted."""
        return tuple(lemma for lemma in self.lemmas if lemma.status != "open")

    @property
    def alive(self) -> tuple[Candidate, ...]:
        """Candidates that no gate refused."""
        return tuple(one for one in self.candidates if one.refused is None)

    def with_candidate(self, candidate: Candidate) -> State:
        """This state with `candidate` added, or put in the place of its number."""
        if candidate.number == len(self.candidates):
            return replace(self, candidates=(*self.candidates, candidate))
        changed = list(self.candidates)
        changed[candidate.number] = candidate
        return replace(self, candidates=tuple(changed))

    def logged(self, step: Step) -> State:
        """This state with one more step in its log, and its tokens counted."""
        return replace(self, tokens=step.tokens, log=(*self.log, step))

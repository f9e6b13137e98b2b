"""Lemmas: extracted from failed attempts, tried both ways, shared between attempts when proved."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from prover.deepthink.gates import inspect_proof
from prover.deepthink.judge import Grading, validate
from prover.deepthink.prompts.styles import lemma_words, verify_stances
from prover.deepthink.stages.clean import clean_proof
from prover.deepthink.state.calls import Answer, Call, Caps, make_call
from prover.deepthink.state.state import MAX_TEXT, Lemma, State

Direction = Literal["prove", "refute"]


class LemmaList(BaseModel):
    """Intermediate statements, each complete in itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    lemmas: Annotated[
        tuple[Annotated[str, Field(min_length=3, max_length=2_000)], ...], Field(max_length=8)
    ]


def ask_lemmas(state: State, caps: Caps, numbers: tuple[int, ...], *, count: int = 3) -> Call:
    """What would help, given the candidates `numbers` that failed."""
    texts = "\n\n---\n\n".join(state.candidates[number].text for number in numbers)
    return make_call(
        state,
        "lemmas",
        stage="lemmas",
        max_tokens=caps.grade,
        schema=LemmaList,
        about=count,
        values={"count": str(count), "proof": texts},
    )


def tell_lemmas(state: State, call: Call, answer: Answer) -> State:
    """The state with the lemmas that are new, as many as were asked for."""
    if not isinstance(answer.parsed, LemmaList):
        return state
    known = {_same(lemma.statement) for lemma in state.lemmas} | {_same(state.statement)}
    lemmas = list(state.lemmas)
    for statement in answer.parsed.lemmas[: call.about]:
        if _same(statement) not in known:
            known.add(_same(statement))
            lemmas.append(Lemma(len(lemmas), statement.strip()))
    return replace(state, lemmas=tuple(lemmas))


def ask_prove_lemma(state: State, caps: Caps, number: int, direction: Direction) -> Call:
    """A proof of lemma `number`, or of its negation."""
    return make_call(
        state,
        "prove_lemma",
        stage="prove_lemma",
        max_tokens=caps.write,
        target=number,
        about=direction,
        values={"lemma": state.lemmas[number].statement, "direction": lemma_words()[direction]},
    )


def ask_verify_lemma(
    state: State, caps: Caps, number: int, direction: Direction, proof: str, *, stance: str
) -> Call:
    """One reading of a lemma's proof, in a context in which the lemma is the problem."""
    lemma = state.lemmas[number].statement
    claim = lemma if direction == "prove" else f"{lemma_words()['negation']} {lemma}"
    alone = State(problem=state.problem, statement=claim)
    return make_call(
        alone,
        "verify",
        stage="verify_lemma",
        max_tokens=caps.grade,
        schema=Grading,
        target=number,
        about=(direction, proof),
        values={"stance": verify_stances()[stance], "proof": proof},
    )


def lemma_proof(state: State, answer: Answer) -> str | None:
    """The proof a `prove_lemma` call brought; None when a gate refuses it."""
    text = clean_proof(answer.text[:MAX_TEXT])
    return None if answer.failed or inspect_proof(text) else text


def lemma_accepted(proof: str, answer: Answer) -> bool:
    """Whether a reading accepts the proof; a void one accepts nothing."""
    grading = answer.parsed
    return isinstance(grading, Grading) and validate(proof, grading).accepts


def settle(state: State, number: int, direction: Direction, proof: str) -> State:
    """Lemma `number` proved or refuted by `proof`.

    When it was settled the other way before, one of the two proofs is wrong and nobody knows
    which: it becomes open again, without a proof.
    """
    old = state.lemmas[number]
    status: Literal["proved", "refuted"] = "proved" if direction == "prove" else "refuted"
    if old.status not in ("open", status):
        new = replace(old, status="open", proof="")
    else:
        new = replace(old, status=status, proof=proof)
    lemmas = (*state.lemmas[:number], new, *state.lemmas[number + 1 :])
    return replace(state, lemmas=lemmas)


def _same(text: str) -> str:
    return "".join(text.split()).lower().strip(".")

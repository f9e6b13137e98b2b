"""Stages of the writer: attempt, improve, refine, write up."""

from __future__ import annotations

import re
from dataclasses import replace

from prover.deepthink.gates import inspect_proof
from prover.deepthink.judge import Issue
from prover.deepthink.prompts.styles import attempt_styles
from prover.deepthink.stages.clean import clean_proof
from prover.deepthink.state.calls import Answer, Call, Caps, Told, bulleted, make_call
from prover.deepthink.state.state import Candidate, Origin, State

# Within one line, so that no run of line ends is gone over from each of its places.
_ANSWER = re.compile(r"^[^\w\n]*answer[^\w\n]*?:(.*)$", re.IGNORECASE | re.MULTILINE)
_BOXED = re.compile(r"\\boxed\{((?:[^{}]|\{[^{}]*\})*)\}")


def ask_attempt(
    state: State,
    caps: Caps,
    *,
    style: str = "direct",
    effort: int = 0,
    temperature: float | None = None,
) -> Call:
    """A first proof in `style`, told the lemmas that are proved and what programs found out."""
    known = [lemma.claim for lemma in state.settled]
    values = {"style": attempt_styles()[style], "lemmas": bulleted(known)}
    return make_call(
        state,
        "attempt",
        stage="attempt",
        max_tokens=caps.write,
        effort=effort,
        about=style,
        values=values,
        told=computed(state),
        temperature=temperature,
    )


def ask_improve(state: State, caps: Caps, number: int) -> Call:
    """The writer goes over candidate `number` itself."""
    return _about(state, caps, "improve", number, {"proof": state.candidates[number].text})


def ask_refine(
    state: State,
    caps: Caps,
    number: int,
    *,
    critiques: int = 8,
    effort: int = 0,
    style: str = "direct",
) -> Call:
    """A new version of candidate `number` that answers up to `critiques` objections; `style` is
    what a new approach should begin with if one is needed."""
    candidate = state.candidates[number]
    lines = [_critique(issue) for issue in distinct_issues(candidate)[:critiques]]
    values = {
        "proof": candidate.text,
        "critiques": bulleted(lines),
        "style": attempt_styles()[style],
    }
    return _about(state, caps, "refine", number, values, effort, style)


def ask_writeup(state: State, caps: Caps, number: int) -> Call:
    """Candidate `number` written up for readers; the result has to be verified again."""
    return _about(state, caps, "writeup", number, {"proof": state.candidates[number].text})


def _about(
    state: State,
    caps: Caps,
    stage: str,
    number: int,
    values: dict[str, str],
    effort: int = 0,
    style: str | None = None,
) -> Call:
    return make_call(
        state,
        stage,
        stage=stage,
        max_tokens=caps.write,
        target=number,
        effort=effort,
        about=style or state.candidates[number].style,
        values=values,
        told=(*known(state), *computed(state)) if stage == "refine" else (),
    )


def computed(state: State) -> tuple[Told, ...]:
    """What programs found out, if they did."""
    found = "\n\n".join(f"{one.aim}\n\n{one.output}" for one in state.experiments)
    return (Told("computed", {"computed": found}),) if found else ()


def known(state: State) -> tuple[Told, ...]:
    """The lemmas that may be used, if there are any."""
    claims = [lemma.claim for lemma in state.settled]
    return (Told("known", {"lemmas": bulleted(claims)}),) if claims else ()


def distinct_issues(candidate: Candidate) -> list[Issue]:
    """The objections that stand against a candidate, the gravest first, one per passage."""
    order = {"fatal": 0, "major": 1, "minor": 2}
    found = sorted(
        (issue for opinion in candidate.opinions for issue in opinion.issues),
        key=lambda issue: order[issue.severity],
    )
    seen: dict[str, Issue] = {}
    for issue in found:
        # What is missing has no passage: two such objections are one when they say the same.
        words = issue.quote or f"{issue.where} {issue.explanation}"
        seen.setdefault(" ".join(words.split()), issue)
    return list(seen.values())


def _critique(issue: Issue) -> str:
    return f"({issue.severity}, {issue.category}) {issue.place}: {issue.explanation}"


def tell_text(state: State, call: Call, answer: Answer) -> State:
    """The state with the candidate that a writer's call brought; unchanged when it brought none.

    A text that is there already is no new one: it says how often the model repeats itself, and no
    more. The gates look first. A text that hit its cap is kept as what it is, a proof without an end;
    the judge will say so if it matters.
    """
    if answer.failed and not answer.text:
        return state
    text = with_lemmas(state, clean_proof(answer.text))
    known = state.same_as(text)
    if known is not None and call.stage != "writeup":  # a write-up is read anew whatever it says
        state = state.with_candidate(replace(known, repeats=known.repeats + 1))
        if call.target is None or call.target == known.number:
            return state
        # What was to be made better gave what another one says: that way was gone, too.
        parent = state.candidates[call.target]
        return state.with_candidate(replace(parent, repeats=parent.repeats + 1))
    origin: Origin = call.stage  # type: ignore[assignment]
    candidate = Candidate(
        number=len(state.candidates),
        text=text,
        origin=origin,
        style=call.about or "direct",
        parent=call.target,
        effort=call.effort,
        tokens=answer.written,
        answer=final_answer(text),
        refused=inspect_proof(text, statement=state.statement, answer=state.answer),
    )
    return state.with_candidate(candidate)


def with_lemmas(state: State, text: str) -> str:
    """`text` with the proofs of the settled lemmas that it quotes in front of it, but for those it
    holds already, as a refinement or a write-up of such a text does.

    A proof must be complete in itself: neither the jury nor a reader knows the lemmas.
    """
    squeezed = _squeezed(text)
    quoted = [
        lemma
        for lemma in state.settled
        if _squeezed(lemma.statement).rstrip(".") in squeezed
        and _squeezed(lemma.proof) not in squeezed
    ]
    parts = [f"**Lemma.** {lemma.claim}\n\n*Proof.* {lemma.proof}" for lemma in quoted]
    return "\n\n".join([*parts, text])


def _squeezed(text: str) -> str:
    return "".join(text.split())


def final_answer(text: str) -> str | None:
    """The final answer a text states: its line "Answer: ...", else its last box; None: none."""
    line = _ANSWER.search(text)
    if line:
        said = line[1] if line[1].strip(" \t*") else text[line.end() :].strip().partition("\n")[0]
        said = said.strip().strip("*").strip().rstrip(".")[:500]
        if said:
            return said
    boxes = _BOXED.findall(text)
    return boxes[-1].strip()[:500] if boxes else None

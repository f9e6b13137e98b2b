"""The simulator does what its skills say, and its texts carry the truth."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from prover.limits.budget import Budget
from prover.simulated import ModelSkill, Rate, Simulator, calibrated, simulated_client
from prover.simulated.chance import Chance, quantile
from prover.simulated.codes import Code, Codec, Kind, Quality
from prover.simulated.reports import fill
from prover.simulated.skills import Lengths, VerifierSkill, WriterSkill

from .helpers import about, ask

CODES = st.builds(
    Code,
    kind=st.sampled_from(Kind),
    problem=st.integers(0, 2**32 - 1),
    lemma=st.integers(0, 127),
    negated=st.booleans(),
    quality=st.sampled_from(Quality),
    answer=st.integers(0, 255),
    depth=st.integers(0, 255),
    look=st.floats(-7, 7),
    nonce=st.integers(0, 2**32 - 1),
)
SKILL = ModelSkill(
    writer=WriterSkill(right=Rate(mean=0.4, correlation=0.4)),
    verifier=VerifierSkill(
        false_accept=Rate(mean=0.15, correlation=0.45),
        false_reject=Rate(mean=0.1, correlation=0.3),
    ),
    lengths=Lengths(spread=0.1),
)


class Issue(BaseModel):
    quote: str
    severity: str
    explanation: str = ""


class Grading(BaseModel):
    issues: list[Issue]
    grade: int


class Review(BaseModel):
    upheld: bool


@given(CODES, st.integers(0, 10))
def test_a_code_comes_back_from_any_text(code: Code, seed: int) -> None:
    codec = Codec(seed)
    text = codec.write(code)
    (found,) = codec.find(f"as in $$x=1 \\tag{{{text}}}$$ we see {text}.")
    assert abs(found.look - code.look) < 1e-3
    assert found == Code(**{**code.__dict__, "look": found.look})
    assert Codec(seed + 1).find(text) == []


@given(st.text(alphabet="K234567ABCDEFGHIJKLMNOPQRSTUVWXYZ {}", max_size=100))
def test_no_text_is_taken_for_a_code(text: str) -> None:
    assert Codec(0).find(text) == []


def test_rates_have_the_mean_that_they_say() -> None:
    rate, chance = Rate(mean=0.15, correlation=0.45), Chance(1)
    values = [quantile(rate, chance.normal(i)) for i in range(20_000)]
    mean = sum(values) / len(values)
    variance = sum((v - mean) ** 2 for v in values) / len(values)
    assert mean == pytest.approx(0.15, abs=0.01)
    assert variance / (mean * (1 - mean)) == pytest.approx(0.45, abs=0.03)


async def attempts(simulator: Simulator, numbers: range, **more: Any) -> list[str]:
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    answers = [
        await ask(client, about(simulator, n, "Try."), max_tokens=10**6, **more) for n in numbers
    ]
    return [answer.text for answer in answers]


async def gradings(simulator: Simulator, texts: list[str]) -> list[Grading]:
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    found = []
    for number, text in enumerate(texts):
        messages = about(simulator, number, f"<proof>\n{text}\n</proof>")
        answer = await ask(
            client, messages, role="verifier", purpose="verify", max_tokens=10**6, schema=Grading
        )
        assert isinstance(answer.parsed, Grading)
        found.append(answer.parsed)
    return found


async def test_attempts_are_right_as_often_as_the_skill_says() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=5)
    texts = await attempts(simulator, range(800))
    right = sum(simulator.truly_proves(text, n) for n, text in enumerate(texts)) / 800
    assert right == pytest.approx(0.4, abs=0.06)
    assert not simulator.truly_proves(texts[0], 1)
    assert not simulator.truly_proves("QED")


async def test_attempts_at_one_problem_are_correlated() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=5)
    first = await attempts(simulator, range(600))
    second = await attempts(simulator, range(600))
    assert first != second
    one = [simulator.truly_proves(t, n) for n, t in enumerate(first)]
    two = [simulator.truly_proves(t, n) for n, t in enumerate(second)]
    both = sum(a and b for a, b in zip(one, two, strict=True)) / 600
    assert both > 0.4 * 0.4 + 0.04


async def test_the_verifier_errs_as_often_as_its_skill_says() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=6)
    texts = await attempts(simulator, range(900))
    reports = await gradings(simulator, texts)
    accepted: dict[bool, list[bool]] = {True: [], False: []}
    for number, (text, report) in enumerate(zip(texts, reports, strict=True)):
        accepted[simulator.truly_proves(text, number)].append(report.grade >= 6)
    assert sum(accepted[False]) / len(accepted[False]) == pytest.approx(0.15, abs=0.05)
    assert sum(accepted[True]) / len(accepted[True]) == pytest.approx(0.9, abs=0.05)


async def test_two_readings_of_a_proof_are_correlated() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=6)
    texts = [
        t
        for n, t in enumerate(await attempts(simulator, range(900)))
        if not simulator.truly_proves(t, n)
    ]
    first, second = await gradings(simulator, texts), await gradings(simulator, texts)
    both = sum(a.grade >= 6 and b.grade >= 6 for a, b in zip(first, second, strict=True))
    # Independent readings would agree on 2 % of the wrong proofs.
    assert both / len(texts) > 0.04


async def test_quotes_occur_in_the_proof_and_rejections_have_issues() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=7)
    texts = await attempts(simulator, range(60))
    for text, report in zip(texts, await gradings(simulator, texts), strict=True):
        assert all(issue.quote in text for issue in report.issues)
        assert report.grade >= 6 or report.issues


async def test_a_true_objection_is_upheld_more_often_than_a_false_one() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=8)
    texts = await attempts(simulator, range(500))
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    upheld: dict[bool, list[bool]] = {True: [], False: []}
    for number, (text, report) in enumerate(
        zip(texts, await gradings(simulator, texts), strict=True)
    ):
        for issue in report.issues:
            codes = simulator.world.codec.find(issue.explanation, Kind.OBJECTION)
            if not codes:
                continue
            task = f"<proof>{text}</proof> <issue>{issue.explanation}</issue>"
            answer = await ask(
                client, about(simulator, number, task), purpose="review", max_tokens=10**6,
                schema=Review,
            )  # fmt: skip
            assert isinstance(answer.parsed, Review)
            upheld[codes[0].right].append(answer.parsed.upheld)
    assert sum(upheld[True]) / len(upheld[True]) > 0.8
    assert sum(upheld[False]) / len(upheld[False]) < 0.5


async def test_an_objection_to_the_answer_is_reviewed_by_the_answers_truth() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=8)
    texts = await attempts(simulator, range(300))
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    upheld: dict[bool, list[bool]] = {True: [], False: []}
    for number, text in enumerate(texts):
        (code,) = simulator.world.codec.find(text)
        task = f'<proof>{text}</proof> <issue>{{"quote": "4", "category": "wrong_answer"}}</issue>'
        answer = await ask(
            client, about(simulator, number, task), purpose="review", max_tokens=10**6,
            schema=Review,
        )  # fmt: skip
        assert isinstance(answer.parsed, Review)
        upheld[code.answer != 0].append(answer.parsed.upheld)
    assert sum(upheld[True]) / len(upheld[True]) > 0.8
    assert sum(upheld[False]) / len(upheld[False]) < 0.5


async def test_refining_with_true_objections_mends_more_than_without() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=9)
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    texts = await attempts(simulator, range(500))
    mended = {"refine": 0, "improve": 0}
    wrong = 0
    for number, text in enumerate(texts):
        (code,) = simulator.world.codec.find(text)
        if code.right:
            continue
        wrong += 1
        note = simulator.world.codec.write(
            Code(Kind.OBJECTION, number, quality=Quality.RIGHT, nonce=number)
        )
        for purpose, extra in (("refine", f"<critiques>{note}</critiques>"), ("improve", "")):
            task = f"<proof>{text}</proof>{extra}"
            answer = await ask(
                client, about(simulator, number, task), purpose=purpose, max_tokens=10**6
            )
            mended[purpose] += simulator.truly_proves(answer.text, number)
    assert mended["refine"] > 1.5 * mended["improve"] > 0
    assert mended["refine"] < wrong / 2


async def test_a_program_that_contradicts_a_wrong_answer_helps_to_mend_it() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=9)
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    mended = {"wrong_answer": 0, "gap": 0}
    for number, text in enumerate(await attempts(simulator, range(600))):
        (code,) = simulator.world.codec.find(text)
        if not code.answer:
            continue
        for category in mended:
            task = f"<proof>{text}</proof><critiques>(fatal, {category}) at 4: no</critiques>"
            answer = await ask(
                client, about(simulator, number, task), purpose="refine", max_tokens=10**6
            )
            mended[category] += simulator.truly_proves(answer.text, number)
    assert mended["wrong_answer"] > 1.5 * mended["gap"] > 0


async def test_a_true_lemma_helps_and_a_false_one_cannot_be_proved() -> None:
    simulator = Simulator({"simulated": SKILL}, seed=10)
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    world = simulator.world

    class Lemmas(BaseModel):
        lemmas: list[str]

    proved = {True: 0, False: 0}
    for number in range(60):
        answer = await ask(
            client, about(simulator, number, "Name lemmas."), purpose="lemmas", max_tokens=10**6,
            schema=Lemmas,
        )  # fmt: skip
        assert isinstance(answer.parsed, Lemmas)
        for lemma in answer.parsed.lemmas:
            (code,) = world.codec.find(lemma, Kind.LEMMA)
            holds = world.lemma_holds(SKILL.writer, number, code.lemma)
            for refute in (False, True):
                task = f"Prove that it is {'false' if refute else 'right'}: {lemma}"
                attempt = await ask(
                    client, about(simulator, number, task), purpose="prove_lemma",
                    max_tokens=10**6,
                )  # fmt: skip
                (proof,) = world.codec.find(attempt.text, Kind.PROOF)
                assert not proof.right or holds != refute
                proved[refute] += proof.right
                assert not simulator.truly_proves(attempt.text, number)
            base = world.solve_chance(SKILL.writer, "simulated", "direct", number, [])
            hinted = world.solve_chance(SKILL.writer, "simulated", "direct", number, [code])
            assert (hinted > base) if holds else (hinted < base)
    assert proved[False] > 20 and proved[True] > 3


async def test_the_same_seed_gives_the_same_world_in_any_order() -> None:
    one, two = Simulator(seed=11), Simulator(seed=11)
    forward = await attempts(one, range(20))
    client = simulated_client(two, budget=Budget(), emit=lambda body: None)
    backward = {
        n: (await ask(client, about(two, n, "Try."), max_tokens=10**6)).text
        for n in reversed(range(20))
    }
    assert forward == [backward[n] for n in range(20)]
    assert forward != await attempts(Simulator(seed=12), range(20))


async def test_a_seeded_request_has_one_answer() -> None:
    simulator = Simulator(seed=13)
    first = await attempts(simulator, range(5), seed=1)
    assert first == await attempts(simulator, range(5), seed=1)
    assert first != await attempts(simulator, range(5), seed=2)


async def test_a_problem_that_is_not_of_this_world_is_answered_too() -> None:
    simulator = Simulator(seed=14)
    client = simulated_client(simulator, budget=Budget(), emit=lambda body: None)
    from prover.llm import user

    messages = (user("<problem>Prove that $1+1=2$.</problem>"),)
    texts = [(await ask(client, messages, max_tokens=10**6)).text for _ in range(2)]
    numbers = {simulator.world.codec.find(text)[0].problem for text in texts}
    assert len(numbers) == 1 and min(numbers) >= 2**31


def test_any_schema_is_filled() -> None:
    class Deep(BaseModel):
        words: str
        maybe: int | None = None
        inner: list[Issue] = []
        choice: bool

    record = fill(Deep.model_json_schema(), {"choice": True, "inner": [{"quote": "q"}]})
    deep = Deep.model_validate(record)
    assert deep.choice and deep.inner[0].quote == "q"


def test_the_committed_parameters_are_those_of_the_issue() -> None:
    skill = calibrated()
    assert skill.verifier.false_accept.mean == 0.15
    assert skill.verifier.false_accept.correlation > 0.2
    assert 0.2 < skill.writer.right.correlation < 0.8

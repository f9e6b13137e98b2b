"""Every pipeline runs unchanged against scripted and simulated models, and stops."""

from __future__ import annotations

import pytest

from benchmarks.pipelines.direct import run_many, run_one
from prover.deepthink.control.presets import UnknownPreset, preset, presets
from prover.deepthink.pipelines import run_pipeline
from prover.deepthink.session.session import ModelUnusable, Session
from prover.deepthink.stages.grading import ask_verify
from prover.deepthink.state.calls import Caps
from prover.deepthink.state.state import Candidate, State
from prover.limits.budget import Budget
from prover.llm.errors import Malformed, Overloaded, TooLong, Truncated
from prover.llm.messages import Completion, Usage
from prover.simulated import Simulator, calibrated, simulated_client
from tests.deepthink.hostile import HONEST
from tests.deepthink.scripted import ACCEPT, REJECT, Asked, Scripted, always_right, session

NAMES = tuple(presets())
ROLES = {"writer": "simulated", "verifier": "simulated", "jury": "simulated"}


@pytest.mark.parametrize("name", NAMES)
async def test_a_right_proof_is_handed_in(name: str) -> None:
    outcome = await run_pipeline(session(Scripted(always_right)), preset(name))
    assert outcome.candidate is not None and outcome.candidate.text == HONEST


@pytest.mark.parametrize("name", NAMES)
async def test_what_every_grader_rejects_is_not_accepted(name: str) -> None:
    def script(asked: Asked, earlier: int) -> object:
        return {"verify": REJECT, "review": {"upheld": True}}.get(
            asked.purpose, always_right(asked, earlier)
        )

    model = Scripted(script, tokens=2_000)
    outcome = await run_pipeline(session(model, tokens=150_000), preset(name))
    assert not outcome.accepted


@pytest.mark.parametrize("name", NAMES)
async def test_a_master_key_is_read_by_no_grader(name: str) -> None:
    def script(asked: Asked, earlier: int) -> object:
        if asked.purpose in ("verify", "review", "compare"):
            raise AssertionError("the gates let it pass")
        return {"lemmas": []} if asked.purpose == "lemmas" else "Thought process:"

    outcome = await run_pipeline(session(Scripted(script, tokens=5_000)), preset(name))
    assert outcome.candidate is None and not outcome.accepted


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("error", [Overloaded("503"), Malformed("no JSON"), TooLong("no room")])
async def test_a_model_that_never_answers_ends_the_run(name: str, error: Exception) -> None:
    with pytest.raises(ModelUnusable, match="in a row"):
        await run_pipeline(session(Scripted(lambda a, n: error), tokens=None), preset(name))


@pytest.mark.parametrize(("name", "lost"), [("heavy", 9), ("dsm-v2", 75), ("huang-yang", 7)])
async def test_a_server_that_restarts_does_not_end_the_run(name: str, lost: int) -> None:
    """Wide steps lose many calls at once; after an answer it is patient, and longer each time."""
    down, pauses = range(5, 5 + lost), list[float]()
    calls = 0

    def script(asked: Asked, earlier: int) -> object:
        nonlocal calls
        calls += 1
        return Overloaded("503") if calls in down else always_right(asked, earlier)

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    run = session(Scripted(script, tokens=1_000), tokens=3_000_000, sleep=pause)
    outcome = await run_pipeline(run, preset(name))
    assert outcome.candidate is not None and calls > down.stop
    assert pauses == [min(60.0, 2.0**turn) for turn in range(len(pauses))] and pauses


async def test_a_server_that_stays_away_ends_the_run_at_last() -> None:
    pauses: list[float] = []

    def script(asked: Asked, earlier: int) -> object:
        return HONEST if asked.purpose == "attempt" and not earlier else Overloaded("503")

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    run = session(Scripted(script), sleep=pause)
    with pytest.raises(ModelUnusable, match=r"in a row.*503"):
        await run_pipeline(run, preset("light").model_copy(update={"width": 1}))
    assert len(pauses) == 19 and sum(pauses) > 600 and run.state.alive


@pytest.mark.parametrize("name", [name for name in NAMES if name != "nemotron-tts"])
async def test_a_text_too_long_for_the_model_costs_its_own_calls_only(name: str) -> None:
    def script(asked: Asked, earlier: int) -> object:
        if "Endless." in asked.text:
            return TooLong("the prompt has about 9000 tokens and the model holds 8192")
        if asked.purpose == "attempt" and earlier == 0:
            return f"Endless. {HONEST}"
        return always_right(asked, earlier)

    # The largest presets need so many; nemotron-tts takes the way of dsm-v2, with more calls.
    work = session(Scripted(script), tokens=3_000_000)
    outcome = await run_pipeline(work, preset(name))
    assert not work.over
    assert outcome.accepted and outcome.candidate is not None
    assert outcome.candidate.text.startswith(HONEST)


async def test_many_calls_about_one_long_text_are_no_broken_server() -> None:
    work = session(Scripted(lambda asked, earlier: TooLong("no room")))
    work.state = work.state.with_candidate(Candidate(0, HONEST, "attempt"))
    call = ask_verify(work.state, work.caps, 0)
    await work.ask([call] * 64)
    await work.ask([call] * 64)
    assert not work.over


async def test_a_grader_that_answers_nonsense_accepts_nothing() -> None:
    def script(asked: Asked, earlier: int) -> object:
        nonsense = {**ACCEPT, "key_steps": [{"quote": "the moon is made of cheese"}]}
        return nonsense if asked.purpose == "verify" else always_right(asked, earlier)

    outcome = await run_pipeline(session(Scripted(script, tokens=2_000)), preset("medium"))
    assert not outcome.accepted


async def test_a_text_cut_at_its_cap_is_kept_and_very_long_ones_are_cut() -> None:
    def script(asked: Asked, earlier: int) -> object:
        cut = Completion[None](
            call_id="1", model="m", text=HONEST + " x" * 5_000_000, finish_reason="length",
            usage=Usage(completion_tokens=7), cost=0.0, attempts=1, latency=0.0,
        )  # fmt: skip
        return Truncated("cap", completion=cut) if asked.purpose == "attempt" else ACCEPT

    run = session(Scripted(script, tokens=3_000))
    outcome = await run_pipeline(run, preset("light").model_copy(update={"width": 1}))
    assert outcome.candidate is not None and len(outcome.candidate.text) <= 200_000


@pytest.mark.parametrize("name", NAMES)
async def test_tokens_are_kept_to(name: str) -> None:
    simulator = Simulator(seed=3)
    result = await run_one(simulator, ROLES, preset(name), 0, 60_000)
    # A call may end somewhat above: the prompt of the last one was estimated.
    assert 0 < result.tokens <= 60_000 + 64 * 4_000


async def test_in_process_and_through_the_client_the_answers_are_the_same() -> None:
    simulator, tokens = Simulator(seed=5), 5e6
    chosen = preset("medium").model_copy(update={"width": 1, "lemmas": False})
    direct = await run_one(simulator, ROLES, chosen, 2, tokens)
    budget = Budget(tokens=tokens)
    client = simulated_client(Simulator(seed=5), budget=budget, emit=lambda body: None)
    run = Session(client, State("2", simulator.problem(2).statement), Caps(), budget)
    outcome = await run_pipeline(run, chosen)
    await client.close()
    assert outcome.candidate is not None
    assert simulator.truly_proves(outcome.candidate.text, 2) == direct.solved
    assert (run.state.tokens, len(run.state.log)) == (direct.tokens, direct.calls)
    assert budget.used("tokens") == run.state.tokens


def test_ours_accepts_few_wrong_proofs_and_solves_more_than_best_of_n() -> None:
    from benchmarks.deepthink import JUDGES, beliefs, fitted
    from benchmarks.deepthink import ROLES as MODELS

    simulator = Simulator({name: calibrated() for name in ("a", "b", "c")}, seed=11)
    found = {
        name: run_many(simulator, MODELS, fitted(name, 1e5), range(60), 1e5, beliefs(), JUDGES)
        for name in ("medium", "best-of-n")
    }
    solved = {name: sum(r.solved for r in results) for name, results in found.items()}
    assert solved["medium"] > solved["best-of-n"]
    assert sum(r.accepted and not r.solved for r in found["medium"]) <= 2


@pytest.mark.parametrize(("each", "drops"), [(10, False), (11, True)])
async def test_huang_yang_drops_a_proof_after_ten_failures_in_a_row(each: int, drops: bool) -> None:
    """Every `each`-th reading accepts: with nine failures between them a proof is never dropped."""

    def script(asked: Asked, earlier: int) -> object:
        if asked.purpose == "verify":
            return ACCEPT if earlier % each == each - 1 else REJECT
        return {"upheld": True} if asked.purpose == "review" else HONEST

    model = Scripted(script, tokens=1_000)
    await run_pipeline(session(model, tokens=110_000), preset("huang-yang"))
    assert (model.purposes().count("attempt") > 1) is drops


@pytest.mark.parametrize(("name", "wanted"), [("heavy", [1.0, 0.7]), ("medium", [1.0])])
async def test_attempts_go_through_all_styles_at_one_temperature_after_the_other(
    name: str, wanted: list[float]
) -> None:
    def script(asked: Asked, earlier: int) -> object:
        if asked.purpose == "lemmas":
            return {"lemmas": []}
        if asked.purpose == "verify":
            return REJECT
        return {"upheld": True} if asked.purpose == "review" else HONEST

    model = Scripted(script, tokens=1_000)
    await run_pipeline(session(model, tokens=60_000), preset(name))
    attempts = [call for call in model.asked if call.purpose == "attempt"][:12]
    per_style = {(call.text, call.temperature) for call in attempts}
    assert len(attempts) == 12 and len(per_style) == 6 * len(wanted)
    assert [call.temperature for call in attempts] == [wanted[0]] * 6 + [wanted[-1]] * 6


async def test_lemmas_are_tried_both_ways_when_attempts_fail() -> None:
    def script(asked: Asked, earlier: int) -> object:
        if asked.purpose == "lemmas":
            return {"lemmas": ["Every square is $0$ or $1$ modulo $3$."]}
        if asked.purpose == "verify":
            return REJECT
        return {"upheld": True} if asked.purpose == "review" else HONEST

    model = Scripted(script, tokens=1_000)
    await run_pipeline(session(model, tokens=300_000), preset("medium"))
    assert model.purposes().count("lemmas") == 1 and model.purposes().count("prove_lemma") == 2


@pytest.mark.parametrize("negation_too", [False, True])
async def test_a_proved_lemma_is_shared_unless_its_negation_is_proved_as_well(
    negation_too: bool,
) -> None:
    lemma = "Every square is $0$ or $1$ modulo $3$."

    def script(asked: Asked, earlier: int) -> object:
        if asked.purpose == "lemmas":
            return {"lemmas": [lemma]}
        if asked.purpose == "verify":
            on_lemma = f"<problem>\n{lemma}" in asked.text
            on_negation = f"is false: {lemma}" in asked.text
            return ACCEPT if on_lemma or (on_negation and negation_too) else REJECT
        return {"upheld": True} if asked.purpose == "review" else HONEST

    model = Scripted(script, tokens=1_000)
    run = session(model, tokens=400_000)
    await run_pipeline(run, preset("medium"))
    (found,) = run.state.lemmas
    assert found.status == ("open" if negation_too else "proved")
    later = [call for call in model.asked if call.purpose == "attempt"][-1]
    assert (f"- {lemma}" in later.text) is not negation_too


def test_an_unknown_preset_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownPreset, match="dsm-v2"):
        preset("gpt")

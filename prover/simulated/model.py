"""The simulated models: a request in, an answer out, right as often as their skills say."""

from __future__ import annotations

import hashlib
import json
import math
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from prover.llm.own_models import SIMULATED
from prover.simulated import texts
from prover.simulated.codes import Code, Kind, Quality
from prover.simulated.reports import fill
from prover.simulated.skills import ModelSkill, calibrated
from prover.simulated.task import FOREIGN, Task, read_task
from prover.simulated.world import LEMMAS, World

BYTES_PER_TOKEN = 4
THOUGHTS = "Try it for small values first; then the general case should follow."
DEFAULT_MAX_TOKENS = 32_768


@dataclass(frozen=True)
class Problem:
    """A simulated problem: its number, its statement, its answer where it asks for one."""

    number: int
    statement: str
    answer: str | None


@dataclass(frozen=True)
class Reply:
    """A simulated answer. `completion_tokens` are what a real model would have used for it."""

    text: str
    reasoning: str
    finish_reason: str
    prompt_tokens: int
    completion_tokens: int
    cached_tokens: int


class Simulator:
    """Simulated models in one world.

    `models` maps the names that requests use to skills; the same `seed` and the same requests
    give the same answers, in whatever order they come. A request that is made again (without a
    `seed` of its own) gets the next of its answers, one that carries a known idempotency key the
    same again. Thread-safe.
    """

    def __init__(self, models: Mapping[str, ModelSkill] | None = None, *, seed: int = 0) -> None:
        self.models = dict(models or {SIMULATED: calibrated()})
        self.seed = seed
        self.world = World.of(seed)
        self._lock = threading.Lock()
        self._asked: Counter[bytes] = Counter()
        self._turns: dict[str, int] = {}
        self._prefixes: set[bytes] = set()

    def problem(self, number: int) -> Problem:
        """Problem `number` (0, 1, 2, ...) of this world."""
        asks = texts.has_answer(number)
        return Problem(
            number,
            texts.problem_text(self.world.codec, number, with_answer=asks),
            texts.answer_text(number, 0) if asks else None,
        )

    def truly_proves(self, text: str, problem: int | None = None) -> bool:
        """Whether `text` is a proof of a problem of this world (of that one, when given).

        A text with several proofs in it counts as its last one; one with none proves nothing.
        """
        codes = self.world.codec.find(text, Kind.PROOF)
        if not codes or codes[-1].lemma:
            return False
        return codes[-1].right and (problem is None or codes[-1].problem == problem)

    def reply(self, body: dict[str, Any], *, purpose: str = "", key: str = "") -> Reply:
        """The answer to a request's body. `purpose` and `key` come from its headers.

        Raises `UnknownTask` for a request without messages, `KeyError` for an unknown model.
        """
        model = str(body.get("model"))
        skill = self.models[model]
        task = read_task(self.world.codec, body, purpose)
        draw, cached = self._name(body, task, key)
        said, wrong, tokens = _Answer(self, model, skill, task, draw).make()
        spread = skill.lengths.spread
        length = self.world.chance.normal("length", draw)
        mean = tokens * (skill.lengths.wrong_factor if wrong else 1.0)
        wanted = max(16, round(mean * math.exp(spread * length - spread * spread / 2)))
        cap = body.get("max_tokens") or body.get("max_completion_tokens") or DEFAULT_MAX_TOKENS
        proofs = round(skill.lengths.proof * len(task.proofs))
        prompt_tokens = max(1, task.prompt_bytes // BYTES_PER_TOKEN) + proofs
        if wanted <= cap:
            return Reply(said, THOUGHTS, "stop", prompt_tokens, wanted, min(cached, prompt_tokens))
        # A model that thinks for too long is cut off before it has said half of it.
        cut = said[: int(len(said) * max(0.0, cap / wanted - 0.5))]
        return Reply(cut, THOUGHTS, "length", prompt_tokens, cap, min(cached, prompt_tokens))

    def _name(self, body: dict[str, Any], task: Task, key: str) -> tuple[str, int]:
        """The name of this answer's draws, and the prompt tokens that were seen before."""
        digest = hashlib.blake2b(digest_size=16)
        prefixes: list[tuple[bytes, int]] = []
        size = 0
        digest.update(f"{body.get('model')}\0{task.purpose}\0{body.get('temperature')}".encode())
        for message in body["messages"]:
            content = str(message["content"]).encode("utf-8", "surrogatepass")
            digest.update(str(message["role"]).encode() + b"\0" + content + b"\0")
            size += len(content)
            prefixes.append((digest.copy().digest(), size))
        identity = digest.digest()
        seed = body.get("seed")
        with self._lock:
            cached = max((s for p, s in prefixes[:-1] if p in self._prefixes), default=0)
            self._prefixes.update(p for p, _ in prefixes[:-1])
            if seed is not None:
                turn = f"seed {seed}"
            elif key in self._turns:
                turn = f"turn {self._turns[key]}"
            else:
                number = self._asked[identity]
                self._asked[identity] += 1
                if key:
                    self._turns[key] = number
                turn = f"turn {number}"
        return f"{identity.hex()} {turn}", cached // BYTES_PER_TOKEN


@dataclass(frozen=True)
class _Answer:
    """One answer in the making."""

    simulator: Simulator
    model: str
    skill: ModelSkill
    task: Task
    draw: str

    def make(self) -> tuple[str, bool, float]:
        """The words, whether it is a wrong proof (those are longer), and the mean length."""
        task, lengths = self.task, self.skill.lengths
        if task.purpose == "attempt" or (task.purpose == "prove_lemma" and task.lemma is None):
            return self._proof(self._attempt(), lengths.attempt)
        if task.purpose == "prove_lemma":
            assert task.lemma is not None
            code = self._world.lemma_attempt(
                self.skill.writer, self.model, task.style, task.lemma, task.negated, self.draw
            )
            return self._proof(code, lengths.attempt / 2)
        if task.purpose == "lemmas":
            return self._lemmas(), False, lengths.lemmas
        if task.purpose == "small_cases":
            return self._json(self._small_cases()), False, lengths.lemmas
        if task.purpose == "experiment":
            said = {"aim": "The first squares.", "program": "print([n * n for n in range(6)])"}
            return self._json(said), False, lengths.lemmas
        if not task.proofs:
            # A text that is none of ours: say so, as a judge of nonsense would.
            return self._reject_nonsense(), False, lengths.review
        if task.purpose in ("improve", "refine"):
            code = self._world.refine(
                self.skill.writer, self.model, task.style, task.proofs[0],
                [*task.objections, *self._on_answer()], self.draw,
            )  # fmt: skip
            return self._proof(code, lengths.refine)
        if task.purpose == "writeup":
            return texts.proof_text(self._codec, task.proofs[0]), False, lengths.writeup
        if task.purpose == "verify":
            return self._json(self._grading(task.proofs[0])), False, lengths.verify
        if task.purpose == "review":
            return self._json(self._review()), False, lengths.review
        return self._json(self._comparison()), False, lengths.compare

    @property
    def _world(self) -> World:
        return self.simulator.world

    @property
    def _codec(self) -> Any:
        return self.simulator.world.codec

    def _attempt(self) -> Code:
        task = self.task
        return self._world.attempt(
            self.skill.writer, self.model, task.style, task.problem, list(task.hints), self.draw
        )

    def _proof(self, code: Code, mean: float) -> tuple[str, bool, float]:
        text = texts.proof_text(self._codec, code)
        if self.task.schema is not None:
            text = self._json({"proof": text, "solution": text})
        return text, not code.right, mean

    def _small_cases(self) -> dict[str, Any]:
        number = self.task.problem
        if number >= FOREIGN or not texts.has_answer(number):
            return {"variable": "", "values": [], "program": ""}
        knows = self._world.chance.happens(
            self.skill.writer.program_right, "program", self.model, number
        )
        program = f"def truth(n):\n    return {texts.answer_text(number, 0 if knows else 1)}"
        return {"variable": "", "values": [0], "program": program}

    def _grading(self, proof: Code) -> dict[str, Any]:
        world, skill, draw = self._world, self.skill.verifier, self.draw
        quotes = texts.quotable(self.task.proof_text) or [self.task.proof_text[:200]]
        accept_chance = world.accept_chance(skill, self.model, self.task.prompt, proof)
        accepted = world.chance.happens(accept_chance, "accept", draw)
        steps = [
            {"quote": quote, "why": "It follows from the definitions."} for quote in quotes[:2]
        ]
        if accepted:
            slip = world.chance.happens(0.15, "slip", draw)
            issues = [self._issue(quotes[0], None, "minor", draw)] if slip else []
            return {
                "grade": 6 if slip else 7, "score": 6 if slip else 7, "issues": issues,
                "key_steps": steps, "correct": True, "accept": True,
            }  # fmt: skip
        objection = world.objection(skill, proof, draw)
        quote = quotes[world.chance.number(len(quotes), "quote", draw)]
        top = 3 if proof.quality is Quality.WRONG else 5
        grade = world.chance.number(top + 1, "grade", draw)
        severity = "fatal" if grade <= 3 else "major"
        return {
            "grade": grade, "score": grade, "correct": False, "accept": False,
            "issues": [self._issue(quote, objection, severity, draw)], "key_steps": steps,
        }  # fmt: skip

    def _issue(self, quote: str, code: Code | None, severity: str, draw: str) -> dict[str, Any]:
        category = "gap" if severity != "minor" else "presentation"
        words = texts.objection_text(self._codec, code) if code else "A sign is misprinted here."
        return {
            "quote": quote, "category": category, "severity": severity,
            "explanation": words, "description": words, "text": words,
        }  # fmt: skip

    def _review(self) -> dict[str, Any]:
        objections = self.task.objections or self._on_answer()
        if not objections:
            return {"upheld": False, "explanation": "There is no objection to judge."}
        objection = objections[0]
        upheld = self._world.upheld(self.skill.verifier, self.model, objection, self.draw)
        return {"upheld": upheld, "explanation": "The passage was read again with care."}

    def _on_answer(self) -> tuple[Code, ...]:
        """A program's objection to the final answer, which has no code: true where it is wrong."""
        if not self.task.on_answer:
            return ()
        proof = self.task.proofs[0]
        quality = Quality.RIGHT if proof.answer else Quality.WRONG
        return (replace(proof, kind=Kind.OBJECTION, quality=quality),)

    def _comparison(self) -> dict[str, Any]:
        proofs = list(self.task.proofs)
        place = self._world.better(
            self.skill.verifier, self.model, self.task.prompt, proofs, self.draw
        )
        words = ("first", "second", "third", "fourth")[min(place, 3)]
        return {
            "better": words, "winner": words, "choice": place + 1, "explanation": "By its steps.",
        }  # fmt: skip

    def _lemmas(self) -> str:
        found = [
            texts.lemma_text(self._codec, self.task.problem, number)
            for number in range(1, LEMMAS + 1)
        ]
        return "\n\n".join(found) if self.task.schema is None else self._json({"lemmas": found})

    def _reject_nonsense(self) -> str:
        said = {"grade": 0, "score": 0, "upheld": True, "better": "first", "issues": []}
        return "There is no proof here." if self.task.schema is None else self._json(said)

    def _json(self, said: dict[str, Any]) -> str:
        schema = self.task.schema
        record = said if schema is None else fill(schema, said)
        return json.dumps(record, ensure_ascii=False)

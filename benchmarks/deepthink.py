"""Pipelines for proofs in words, compared at equal tokens on simulated problems.

    python -m benchmarks.deepthink                      # the default: a quick run
    python -m benchmarks.deepthink --problems 1000 --budgets 1e5,3e5,1e6,3e6,1e7 \\
        --raw build/deepthink.jsonl --report benchmarks/results/deepthink.md

Every pipeline gets the same problems, the same simulated models (one that writes; two that read,
of which the published pipelines use as many as published) and the same tokens per problem.
Published sizes are scaled down to the budget (`fitted`). `--as-they-are` scales nothing and measures
our presets with their own width, lemmas, thinking and `max_tokens`. `--world` changes what the
simulated models can do and tells no pipeline of it: how ours fares when its beliefs are wrong.
Results are appended to `--raw` problem by problem, and a run that was stopped goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks.pipelines.direct import run_many
from prover.deepthink.calibration.measure import Share
from prover.deepthink.control.posterior import Beliefs, BetaRate
from prover.deepthink.control.presets import Adaptive, Preset, Rounds, preset
from prover.deepthink.programs.tool import PythonTool
from prover.simulated import Simulator, calibrated
from prover.simulated.skills import ModelSkill, Rate

OURS = "medium"
PEERS = ("huang-yang", "dsm-v2", "nemotron-tts", "nomos", "best-of-n")
PRESETS = ("light", "medium", "heavy")
ROLES = {"writer": "a", "verifier": "a", "jury": "c"}
JUDGES = ("a", "b")
CHUNK = 25
WRITE, READ = 17_000, 8_500
"""Tokens of a text and of a reading in the simulator, roughly; only sizes are chosen by them."""

Row = dict[str, object]


def fitted(name: str, tokens: float) -> Preset:
    """A preset for a budget: a published one keeps its proportions, and its first round takes at
    most a third of the tokens (all of them for best-of-n). Ours goes one step at a time, since
    only tokens count here."""
    base = preset(name)
    if isinstance(base, Adaptive):
        return base.model_copy(update={"width": 1, "lemmas": False, "writeup": False})
    if not isinstance(base, Rounds) or name == "nomos":
        return base
    sizes: dict[str, int]
    if name == "best-of-n":
        readings = 8 if tokens >= 3e6 else 4
        count = min(64, max(1, math.ceil(tokens / (WRITE + readings * READ))))
        sizes = {"attempts": count, "readings": readings}
    elif name == "dsm-v2":
        side = min(64, max(2, round(math.sqrt(tokens / (3 * READ))) - 1))
        sizes = {"attempts": side, "readings": side, "refinements": side, "parents": side}
    else:
        readings = min(16, max(1, round(tokens / 125_000)))
        count = min(384, max(1, int(tokens / 3 / (WRITE + READ * 1.5))))
        half = max(1, count // 2)
        sizes = {
            "attempts": count, "readings": readings, "refinements": half, "parents": half,
        }  # fmt: skip
    return base.model_copy(update=sizes)


def beliefs() -> Beliefs:
    """What ours believes beforehand: the grader's measured rates (`olympiad bench judge`), as
    mean and concentration, and a wide prior on how hard problems are."""
    verifier = calibrated().verifier

    def rate(mean: float, correlation: float) -> BetaRate:
        return BetaRate(mean, (1 - correlation) / correlation)

    wrong, right = verifier.false_accept, verifier.false_reject
    return Beliefs(
        right=rate(1 - right.mean, right.correlation),
        wrong=rate(wrong.mean, wrong.correlation),
        wrong_refined=rate(min(0.5, wrong.mean + 0.1), wrong.correlation),
        between_judges=verifier.between_models,
        theta_mean=-0.5,
        theta_sd=2.5,
        theta_hopeless=0.1,
    )


def world(name: str) -> ModelSkill:
    """What the simulated models can do; `beliefs` always describes the calibrated ones.

    `blind-grader`: accepts one wrong proof in four, and errs more alike from reading to reading.
    `no-mender`: refining mends a third as often as calibrated. `weak-writer`: a fifth of the
    attempts are right.
    """
    skill = calibrated()
    if name == "blind-grader":
        accept = Rate(mean=0.25, correlation=0.55)
        verifier = skill.verifier.model_copy(update={"false_accept": accept})
        return skill.model_copy(update={"verifier": verifier})
    changes = {
        "calibrated": {},
        "no-mender": {"fix_gap": skill.writer.fix_gap / 3, "fix_wrong": skill.writer.fix_wrong / 3},
        "weak-writer": {"right": Rate(mean=0.2, correlation=skill.writer.right.correlation)},
    }[name]
    return skill.model_copy(update={"writer": skill.writer.model_copy(update=changes)})


WORLDS = ("calibrated", "blind-grader", "no-mender", "weak-writer")


def run(
    names: Sequence[str], budgets: Sequence[float], problems: int, seed: int, raw: Path | None,
    seconds: float, world_name: str = "calibrated", as_they_are: bool = False,
    tool: bool = False,
) -> list[Row]:  # fmt: skip
    """All results, those of `raw` among them; with `tool` programs run in the sandbox. Stops after `seconds` at the end of a chunk in
    which every pipeline had the same problems."""
    setting = {"seed": seed, "world": world_name, "as_they_are": as_they_are, "tool": tool}
    rows = _read(raw, setting)
    done = {(r["pipeline"], r["budget"], r["problem"]) for r in rows}
    simulator = Simulator({name: world(world_name) for name in ("a", "b", "c")}, seed=seed)
    end = time.monotonic() + seconds
    for budget in budgets:
        for first in range(0, problems, CHUNK):
            if time.monotonic() > end:
                return rows
            for name in names:
                todo = [
                    n
                    for n in range(first, min(first + CHUNK, problems))
                    if (name, budget, n) not in done
                ]
                if not todo:
                    continue
                chosen = preset(name) if as_they_are else fitted(name, budget)
                own = getattr(chosen, "max_tokens", budget) if as_they_are else budget
                found = run_many(
                    simulator,
                    ROLES,
                    chosen,
                    todo,
                    min(own, budget),
                    beliefs(),
                    JUDGES,
                    PythonTool() if tool else None,
                )
                at = {"pipeline": name, "budget": budget, **setting}
                new = [{**at, **asdict(result)} for result in found]
                rows += new
                if raw is not None:
                    with raw.open("a", encoding="utf-8") as file:
                        file.writelines(json.dumps(row) + "\n" for row in new)
            print(f"{budget:.0f} tokens: {first + CHUNK} problems", file=sys.stderr, flush=True)
    return rows


def _read(raw: Path | None, setting: Row) -> list[Row]:
    """The rows of a raw file in this setting; rows without a key are from before it was there."""
    if raw is None or not raw.exists():
        return []
    lines = raw.read_text("utf-8").splitlines()
    plain: Row = {"world": "calibrated", "as_they_are": False, "tool": False}
    rows: list[Row] = [plain | json.loads(line) for line in lines if line.endswith("}")]
    return [row for row in rows if setting.items() <= row.items()]


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    share = Share.of(hits, cases)
    return share.low, share.high


def table(rows: Sequence[Row]) -> str:
    """The results as Markdown."""
    ours = "medium" if any(row["as_they_are"] for row in rows) else "ours"
    lines = [
        f"| tokens a problem | pipeline | problems | truly proved | 95 % interval | {ours} ahead by (paired, 95 %) | accepted | wrong among accepted | 95 % interval | `model_verified` | wrong among these | 95 % interval | tokens used |",
        "|---|---|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for budget in sorted({float(str(row["budget"])) for row in rows}):
        of = {
            name: {r["problem"]: r for r in rows if r["budget"] == budget and r["pipeline"] == name}
            for name in (*PRESETS, *PEERS)
        }
        for name, results in of.items():
            if not results:
                continue
            count = len(results)
            solved = sum(bool(r["solved"]) for r in results.values())
            accepted = [r for r in results.values() if r["accepted"]]
            wrong = sum(not r["solved"] for r in accepted)
            low, high = wilson(solved, count)
            bad_low, bad_high = wilson(wrong, len(accepted))
            vouched = [r for r in results.values() if r.get("vouched")]
            missed = sum(not r["solved"] for r in vouched)
            miss_low, miss_high = wilson(missed, len(vouched))
            used = sum(int(str(r["tokens"])) for r in results.values()) / count
            ahead = "" if name == OURS else _ahead(of[OURS], results)
            lines.append(
                f"| {budget / 1e6:g} M | {f'**{ours}**' if name == OURS else name} | {count} "
                f"| {solved / count:.1%} | {low:.1%} to {high:.1%} | {ahead} "
                f"| {len(accepted) / count:.1%} | {wrong / max(1, len(accepted)):.1%} "
                f"| {bad_low:.1%} to {bad_high:.1%} | {len(vouched) / count:.1%} "
                f"| {missed / max(1, len(vouched)):.1%} | {miss_low:.1%} to {miss_high:.1%} "
                f"| {used / 1e6:.2f} M |"
            )
    return "\n".join(lines) + "\n"


def _ahead(ours: dict[object, Row], theirs: dict[object, Row]) -> str:
    both = [n for n in ours if n in theirs]
    if not both:
        return ""
    gaps = [bool(ours[n]["solved"]) - bool(theirs[n]["solved"]) for n in both]
    mean = sum(gaps) / len(gaps)
    spread = math.sqrt(max(1e-12, sum((g - mean) ** 2 for g in gaps) / len(gaps) / len(gaps)))
    return f"{mean:+.1%} ({mean - 1.96 * spread:+.1%} to {mean + 1.96 * spread:+.1%})"


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--problems", type=int, default=50)
    parser.add_argument("--budgets", default="1e5,3e5")
    parser.add_argument("--pipelines", help="by name, with commas between")
    parser.add_argument("--as-they-are", action="store_true", help="our presets, nothing scaled")
    parser.add_argument("--tool", action="store_true", help="programs may run, as outside contests")
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--world", choices=WORLDS, default="calibrated")
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--raw", type=Path)
    parser.add_argument("--report", type=Path)
    asked = parser.parse_args()
    budgets = [float(text) for text in asked.budgets.split(",")]
    usual = PRESETS if asked.as_they_are else (OURS, *PEERS)
    names = asked.pipelines.split(",") if asked.pipelines else usual
    rows = run(
        names, budgets, asked.problems, asked.seed, asked.raw, asked.seconds, asked.world,
        asked.as_they_are, asked.tool,
    )  # fmt: skip
    text = table(rows)
    if asked.report:
        asked.report.parent.mkdir(parents=True, exist_ok=True)
        asked.report.write_text(text, encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()

"""Stands in for `lake env lean FILE`: speaks the protocol of LeanDojo's `Lean4Repl.lean`.

The theorem is `p ∧ q → q ∧ p`. What Lean would refuse it refuses; some words make it misbehave
in the ways in which a Lean does: hang, die, eat memory, print what is no answer.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path

CONTEXT = "p q : Prop\nh : p ∧ q"
ROOT = f"{CONTEXT}\n⊢ q ∧ p"
LEFT, RIGHT = f"case left\n{CONTEXT}\n⊢ q", f"case right\n{CONTEXT}\n⊢ p"
STEPS = {
    (ROOT, "constructor"): f"{LEFT}\n\n{RIGHT}",
    (ROOT, "exact ⟨h.2, h.1⟩"): "no goals",
    (ROOT, "refine ⟨?left, ?right⟩\nexact h.2"): RIGHT,
    (f"{LEFT}\n\n{RIGHT}", "exact h.2"): RIGHT,
    (RIGHT, "exact h.1"): "no goals",
    (ROOT, "turnstiles"): "⊢ Γ ⊢ φ",
}


def misbehave(tactic: str) -> None:
    if tactic == "hang":
        time.sleep(600)
    elif tactic == "die":
        os._exit(1)
    elif tactic == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    elif tactic == "too much memory":
        os._exit(137)
    elif tactic == "nonsense":
        print("REPL> {nonsense", flush=True)
    elif tactic == "eat":
        globals()["eaten"] = bytearray(os.urandom(1) * (300 << 20))
    elif tactic == "speak":
        print("a trace message", flush=True)


def answer(goals: str, tactic: str) -> dict:
    tactic = tactic.strip()
    misbehave(tactic)
    if tactic in ("eat", "speak") or tactic.startswith("skip --"):
        return {"tacticState": goals}
    if tactic == "trust me":
        return {"error": "proof contains `sorry`"}
    if tactic == "exhaust":
        return {"error": "(deterministic) timeout at `whnf`, maximum number of heartbeats reached"}
    new = STEPS.get((goals, tactic))
    return {"error": f"unknown tactic {tactic}\n"} if new is None else {"tacticState": new}


def main() -> None:
    assert sys.argv[1:3] == ["env", "lean"]
    text = Path(sys.argv[-1]).read_text(encoding="utf-8")
    assert "lean_dojo_repl" in text
    with Path(__file__).with_name("started").open("a") as log:
        log.write(f"{os.getpid()}\n")
    states: list[str] = []

    def say(reply: dict) -> None:
        full = {"sid": None, "tacticState": None, "error": None, **reply}
        if full["error"] is None:
            states.append(full["tacticState"])
            full["sid"] = len(states) - 1
        print("REPL> " + json.dumps(full, ensure_ascii=False), flush=True)

    say({"tacticState": ROOT})
    for line in sys.stdin:
        request = json.loads(line)
        command = request["cmd"]
        assert command.startswith("("), command
        assert command.endswith("\n)"), command
        say(answer(states[request["sid"]], command[1:-2].replace("\n ", "\n")))


main()

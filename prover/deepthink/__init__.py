"""The natural-language prover: many capped attempts, a pool, and a judge that is hard to fool.

`state` holds what is known about a problem, `stages/` the pure steps that extend it, `presets`
the pipelines as data, `adaptive` the rule that says where the next token goes, `judge/` and
`gates/` what stands between a text and an acceptance. `docs/deepthink.md` explains all of it.
"""

from __future__ import annotations

__all__ = ["JUDGE_PROMPTS", "judge_version"]


JUDGE_PROMPTS = ("again", "grader", "problem", "verify")
"""The prompt files the jury's calls are made of."""


def judge_version() -> str:
    """What identifies a judge in a verdict: our version and a hash over what a juror is told
    (prompts, styles, the schema of the report) and the grade that accepts."""
    import hashlib
    import json

    from prover import __version__
    from prover.deepthink.judge import ACCEPT_GRADE, Grading
    from prover.deepthink.prompts import load_prompt
    from prover.deepthink.styles import styles_sha256

    hashes = [load_prompt(name).sha256 for name in JUDGE_PROMPTS]
    report = json.dumps([Grading.model_json_schema(), ACCEPT_GRADE], sort_keys=True)
    digest = hashlib.sha256("".join([*hashes, styles_sha256(), report]).encode()).hexdigest()
    return f"{__version__}+prompts.{digest[:12]}"

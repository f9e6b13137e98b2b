"""What identifies a judge in a verdict."""

from __future__ import annotations

import hashlib
import json

from prover.deepthink.judge import ACCEPT_GRADE, Grading
from prover.deepthink.prompts import load_prompt
from prover.deepthink.prompts.styles import styles_sha256
from prover.settings.version import __version__

JUDGE_PROMPTS = ("again", "grader", "problem", "verify")
"""The prompt files the jury's calls are made of."""


def judge_version() -> str:
    """What identifies a judge in a verdict: our version and a hash over what a juror is told
    (prompts, styles, the schema of the report) and the grade that accepts."""
    hashes = [load_prompt(name).sha256 for name in JUDGE_PROMPTS]
    report = json.dumps([Grading.model_json_schema(), ACCEPT_GRADE], sort_keys=True)
    digest = hashlib.sha256("".join([*hashes, styles_sha256(), report]).encode()).hexdigest()
    return f"{__version__}+prompts.{digest[:12]}"

"""Presets: every pipeline, ours and the published ones, as numbers over the same stages."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from prover.base.shipped import read_table

Count = Annotated[int, Field(ge=0)]
Positive = Annotated[int, Field(ge=1)]
Share = Annotated[float, Field(gt=0, lt=1)]


class UnknownPreset(ValueError):
    """A name that no preset has; one line that lists the names there are."""


class _Preset(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    about: str = ""


class Adaptive(_Preset):
    """Ours. `width` calls at a time; a candidate is handed in as accepted when it is right with
    probability `target`, after `min_passes` passes and with no objection that stands; `max_tokens`
    is the budget where the run sets none. `urgency` is the probability that all tokens left may
    cost, `worth` the probability per token below which it stops (`prover.deepthink.control.adaptive`).
    Attempts go through the styles at one of `temperatures` after the other. A text is refined at
    most `children` times with `critiques` objections each; `experiments`: so
    many programs may try out cases where the tool is allowed; `raise_effort`:
    thinking budgets may be doubled twice; `writeup`: what is accepted is written up for readers."""

    strategy: Literal["adaptive"] = "adaptive"
    width: Positive = 8
    target: Share = 0.98
    max_tokens: Positive = 5_000_000
    urgency: Share = 0.05
    worth: Annotated[float, Field(gt=0)] = 2e-9
    min_passes: Positive = 3
    critiques: Positive = 8
    children: Positive = 8
    review: bool = True
    temperatures: Annotated[
        tuple[Annotated[float, Field(gt=0, le=2)], ...], Field(min_length=1)
    ] = (1.0,)
    experiments: Count = 0
    lemmas: bool = False
    raise_effort: bool = False
    writeup: bool = False


class Chain(_Preset):
    """One proof at a time, verified and corrected until it passes `accept_streak` times in a row
    or fails `drop_after` times in a row; then a new one, until the budget ends."""

    strategy: Literal["chain"] = "chain"
    improve: bool = True
    review: bool = True
    accept_streak: Positive = 5
    drop_after: Positive = 10
    critiques: Positive = 8


class Rounds(_Preset):
    """A pool: `attempts`, each with `readings` by `judges` judges; then per round `refinements`
    of the best `parents` with `critiques` objections each and `fresh` new attempts.

    `accept`: `all` readings accept, or the winner of a `knockout` among `finalists`. `stop_early`
    drops a text at its first rejection. `perfect`: stop when so many texts pass all readings (0:
    one is enough). `reserve` is the share of the tokens kept for the knockout.
    """

    strategy: Literal["rounds"] = "rounds"
    attempts: Positive = 32
    readings: Positive = 4
    judges: Positive = 1
    refinements: Count = 0
    parents: Count = 0
    fresh: Count = 0
    critiques: Positive = 8
    rounds: Positive = 1
    accept: Literal["all", "knockout"] = "all"
    stop_early: bool = False
    perfect: Count = 0
    finalists: Positive = 8
    reserve: Annotated[float, Field(ge=0, lt=1)] = 0.0


Preset = Adaptive | Chain | Rounds
_KINDS: dict[str, type[Preset]] = {"adaptive": Adaptive, "chain": Chain, "rounds": Rounds}


@cache
def presets() -> dict[str, Preset]:
    """All presets by name, ours first."""
    table = read_table(__package__, "presets.toml")
    return {name: _KINDS[entry["strategy"]].model_validate(entry) for name, entry in table.items()}


def preset(name: str) -> Preset:
    """The preset `name`. Raises `UnknownPreset`."""
    try:
        return presets()[name]
    except KeyError:
        known = ", ".join(presets())
        raise UnknownPreset(f"there is no preset {name!r}; use one of {known}") from None

"""Every JSON document that a command prints with `--json`: one model for each.

`docs/json.md` describes them with an example each, and a test compares both with what the
commands print. `format` names the document and its version: a field that goes or changes its
meaning makes a new version, a new field does not.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import AwareDatetime, JsonValue, PlainSerializer

from prover.cli.output import Object, Output, Part, Place
from prover.cli.outputs_lean import (
    LeanCheckOutput,
    LeanDataOutput,
    LeanLemmasOutput,
    LeanSetupOutput,
    LeanStatesOutput,
)
from prover.contest.submission import Status
from prover.trace.events import Ending
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import Rung, Verdict, verdict_to_json

ShownVerdict = Annotated[
    Verdict, PlainSerializer(lambda verdict: json.loads(verdict_to_json(verdict)), when_used="json")
]
"""A verdict with its evidence, as in a bundle's `verdict.json`."""


class ErrorOutput(Output):
    """Any command that fails: one line that says what is wrong, with the fix."""

    format: Literal["olympiad-error/1"] = "olympiad-error/1"
    error: str
    exit_code: int


class KeptBundle(Part):
    """The better bundle of an earlier run that stands in the folder."""

    run: str
    sealed_at: AwareDatetime
    rung: Rung
    scope: Scope | None
    vouches: str


class ResultOutput(Output):
    """`prove`: what this run found. With `kept`, its bundle was not written: a better one stays
    in `bundle`, which `files` are of.
    """

    format: Literal["olympiad-result/1"] = "olympiad-result/1"
    problem: str
    proved: bool
    asked_rung: Rung
    asked_scope: AskedScope
    ending: Ending | Literal["running"]
    verdict: ShownVerdict
    vouches: str
    caveats: tuple[str, ...]
    notes: tuple[str, ...]
    bundle: Place
    kept: KeptBundle | None
    files: tuple[str, ...]
    proof: str
    exit_code: int


class Used(Part):
    """A limit of the contest (None: no limit) and what its sessions used of it."""

    allowed: float | None
    used: float


class ContestProblem(Part):
    """How one problem of a contest stands. `seconds` is wall time; `submission` is the text."""

    id: str
    title: str
    session: str
    status: Status
    verdict: Rung
    scope: Scope | None
    vouches: str
    detail: str
    seconds: float
    submission: Place
    bundle: Place | None


class ContestOutput(Output):
    """`compete`."""

    format: Literal["olympiad-contest/1"] = "olympiad-contest/1"
    contest: str
    name: str
    asked_rung: Rung
    asked_scope: AskedScope
    submission: Place
    finished: bool
    limits: dict[str, Used]
    problems: tuple[ContestProblem, ...]
    exit_code: int


class DemoOutput(Output):
    """`demo`: where the demo contest was written to."""

    format: Literal["olympiad-demo/1"] = "olympiad-demo/1"
    folder: str
    files: tuple[str, ...]


class BundleCheckOutput(Output):
    """`check BUNDLE`: `claimed` is the bundle's verdict, `verdict` the one just reached; `outcome`
    in words is `words`, and `text_vouched` whether text and figure are those of the certificate."""

    format: Literal["olympiad-bundle-check/1"] = "olympiad-bundle-check/1"
    bundle: Place
    problem: str
    title: str
    statement: str
    outcome: Literal["holds", "certificate_holds", "fails"]
    words: str
    holds: bool
    text_vouched: bool
    proved: bool
    asked_rung: Rung
    asked_scope: AskedScope
    claimed: ShownVerdict
    verdict: ShownVerdict
    vouches: str
    mismatches: tuple[str, ...]
    remarks: tuple[str, ...]
    exit_code: int


class CertificateCheckOutput(Output):
    """`check CERTIFICATE --problem FILE`."""

    format: Literal["olympiad-certificate-check/1"] = "olympiad-certificate-check/1"
    problem: str
    proved: bool
    asked_rung: Rung
    asked_scope: AskedScope
    verdict: ShownVerdict
    vouches: str
    reason: str
    exit_code: int


class BareCertificateOutput(Output):
    """`check CERTIFICATE`: whether it proves the statement that it carries itself; no verdict."""

    format: Literal["olympiad-bare-certificate/1"] = "olympiad-bare-certificate/1"
    certificate: Place
    accepted: bool
    statement: str
    scope: Literal["all branches", "drawn configuration"] | None
    reason: str
    step: int | None
    diagrams: int
    exit_code: int


class BundleOutput(Output):
    """`show BUNDLE`: what a bundle claims. `grading` and `events` are null unless asked for."""

    format: Literal["olympiad-bundle-shown/1"] = "olympiad-bundle-shown/1"
    bundle: Place
    manifest: Object
    problem: Object
    verdict: ShownVerdict
    vouches: str
    caveats: tuple[str, ...]
    proof: str
    grading: Object | None = None
    events: tuple[Object, ...] | None = None
    written: tuple[str, ...] = ()


class Run(Part):
    """A run of the store; `finished`, `ending` and `rung` are null while it has not ended;
    `scope` is that of a symbolic verdict, and both scopes are null in runs from before scopes."""

    run: str
    problem: str
    statement_sha256: str
    bundle: str
    asked_rung: Rung
    started: str
    budget: Object
    finished: str | None
    ending: str | None
    rung: Rung | None
    scope: Scope | None
    asked_scope: AskedScope | None


class RunsOutput(Output):
    """`runs`, the newest first."""

    format: Literal["olympiad-runs/1"] = "olympiad-runs/1"
    runs: tuple[Run, ...]


class Found(Part):
    """One thing that `doctor` looked for; `fix` is the command that gets it."""

    name: str
    state: Literal["ok", "missing", "broken"]
    detail: str
    serves: str
    fix: str | None
    required: bool


class DoctorOutput(Output):
    """`doctor`."""

    format: Literal["olympiad-doctor/1"] = "olympiad-doctor/1"
    healthy: bool
    findings: tuple[Found, ...]


class AskedModel(Part):
    """A configured model and what it answered; `seconds` is null where it did not. `configuration`
    holds lines for `olympiad.toml` with which its server refuses nothing; empty where none are needed."""

    model: str
    url: str
    roles: tuple[str, ...]
    note: str
    ok: bool
    detail: str
    seconds: float | None = None
    tokens: int = 0
    configuration: str = ""


class ModelsOutput(Output):
    """`llm check`."""

    format: Literal["olympiad-models/1"] = "olympiad-models/1"
    models: tuple[AskedModel, ...]


class Rate(Part):
    """A measured share with its 95 % interval; `estimate` is null where nothing was measured."""

    hits: int
    cases: int
    estimate: float | None
    low: float
    high: float


class JuryOutput(Output):
    """`bench judge`: the rates of a jury. `left` proofs are still to be judged; `kept` is where
    the rates are kept for later verdicts, null where they are not. `curve` pairs the share of
    jurors that accept with the share of right proofs among those that got it.
    """

    format: Literal["olympiad-jury-rates/1"] = "olympiad-jury-rates/1"
    models: tuple[str, ...]
    judge_version: str
    dataset: str
    false_accept: Rate
    false_reject: Rate
    undecided: int
    curve: tuple[tuple[float, Rate], ...]
    tokens: int
    cost: float
    left: int
    kept: str | None


class ServingOutput(Output):
    """`serve` and `ui`, printed once they listen; `docs` describes the API, null for the page."""

    format: Literal["olympiad-serving/1"] = "olympiad-serving/1"
    url: str
    docs: str | None


class SettingValue(Part):
    """A setting's value and where it comes from; `where` is a file, a variable or an option."""

    value: JsonValue
    origin: str
    where: str | None


class SettingsOutput(Output):
    """`settings`. Keys are not shown."""

    format: Literal["olympiad-settings/1"] = "olympiad-settings/1"
    settings: dict[str, SettingValue]
    warnings: tuple[str, ...]


OUTPUTS: tuple[type[Output], ...] = (
    ErrorOutput,
    ResultOutput,
    ContestOutput,
    DemoOutput,
    BundleCheckOutput,
    CertificateCheckOutput,
    BareCertificateOutput,
    LeanCheckOutput,
    LeanStatesOutput,
    LeanLemmasOutput,
    BundleOutput,
    RunsOutput,
    DoctorOutput,
    ModelsOutput,
    LeanDataOutput,
    LeanSetupOutput,
    JuryOutput,
    ServingOutput,
    SettingsOutput,
)
"""All of them, in the order of `docs/json.md`."""

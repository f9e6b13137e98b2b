"""The four rungs of a verdict, each a type that cannot exist without the evidence of its rung.

| rung | who vouches |
|---|---|
| `formally_verified` | Lean's kernel |
| `symbolically_verified` | the geometry proof checker |
| `model_verified` | a jury of model calls, with its measured error rates |
| `unverified` | nobody; says what is known to be wrong |

Only `prover.checkers.judgement` makes the first three, from what the checker of that rung reported.
Reading a verdict from a file gives the verdict that the file *claims*; `prover.bundle.recheck` says
whether the claim holds.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, NoReturn, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, model_validator

from prover.base.validation import one_line
from prover.verdicts.faithfulness import FaithfulnessRecord, Sha256, Text
from prover.verdicts.scope import AskedScope, Scope, is_narrow, rung_with_scope

Rung = Literal["formally_verified", "symbolically_verified", "model_verified", "unverified"]

RUNGS: tuple[Rung, ...] = get_args(Rung)
"""All rungs, the strongest first."""

STANDARD_AXIOMS: frozenset[str] = frozenset({"propext", "Quot.sound", "Classical.choice"})
"""The axioms a formal proof may rest on."""


class VerdictError(ValueError):
    """A text that is no verdict: unknown rung, missing evidence, evidence of another rung."""


class Frozen(BaseModel):
    """A value that is validated however it is made.

    pydantic's two ways around validation are closed: `model_construct` is refused and
    `model_copy(update=...)` validates, so that no rung can be had without its evidence.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    def model_construct(cls, _fields_set: set[str] | None = None, **values: Any) -> NoReturn:
        """Refused: it would skip validation. Raises `TypeError`."""
        raise TypeError(f"{cls.__name__} is made by its constructor only, which validates")

    def model_copy(self, *, update: Any = None, deep: bool = False) -> Self:
        """Copy with changes, validated like a new value. Raises `ValidationError`."""
        return type(self)(**{**dict(self), **(update or {})})


# --- evidence ---------------------------------------------------------------------------------


class FormalEvidence(Frozen):
    """What Lean's kernel and the audit around it reported about a theorem.

    `profile` and `lean_version` say which toolchain vouched, `axioms` is the set that occurs in
    the theorem's whole closure, `replayed` that every declaration was replayed by the kernel in
    a fresh process. `checker_report` holds the checker's own words, one item a line.
    """

    profile: Literal["core", "mathlib"]
    lean_version: Annotated[str, Field(pattern=r"^\d+\.\d+(\.\d+)?([-+.][0-9A-Za-z.+-]+)?$")]
    theorem: Text
    statement_sha256: Sha256
    certificate_sha256: Sha256
    axioms: frozenset[str]
    replayed: Literal[True]
    checker_version: Text
    checker_report: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _only_standard_axioms(self) -> Self:
        extra = sorted(self.axioms - STANDARD_AXIOMS)
        if extra:
            raise ValueError(f"the proof rests on {', '.join(extra)}, which no verdict allows")
        return self


class BranchCount(Frozen):
    """In how many of the figures that were drawn in one position the goals hold."""

    position: Text
    held: Annotated[int, Field(ge=0, strict=True)]
    drawn: Annotated[int, Field(ge=1, strict=True)]

    @model_validator(mode="after")
    def _no_more_than_drawn(self) -> Self:
        if self.held > self.drawn:
            raise ValueError("the goal holds in more figures than were drawn")
        return self


class SymbolicEvidence(Frozen):
    """What the geometry proof checker reported about a certificate.

    `statement` is the problem's statement as the geometry parser writes it, `diagrams` the
    number of random figures in which every side condition was re-read, `steps` the number of
    steps re-checked. `other_answers` says, where the problem asks for a value, which other values
    it has in other positions of the figure.

    `scope` says whether the goals hold in all configurations, or in the drawn one, `scope_reason`
    by which argument or why no more is known. `position` completes "proved for" where it is the
    drawn one. `conditions` are what a figure has to satisfy beside the hypotheses. The goals hold
    in `figures_held` of `figures` that were drawn in all positions, and `branches` tells these
    apart; they prove nothing.
    """

    checker_version: Text
    statement: Text
    statement_sha256: Sha256
    certificate_sha256: Sha256
    diagrams: Annotated[int, Field(ge=1, strict=True)]
    steps: Annotated[int, Field(ge=0, strict=True)]
    other_answers: tuple[Text, ...] = ()
    scope: Scope = "not_stated"
    scope_reason: str = ""
    position: str = ""
    conditions: tuple[Text, ...] = ()
    figures: Annotated[int, Field(ge=0, strict=True)] = 0
    figures_held: Annotated[int, Field(ge=0, strict=True)] = 0
    branches: tuple[BranchCount, ...] = ()

    @model_validator(mode="after")
    def _scope_agrees_with_figures(self) -> Self:
        if self.figures_held > self.figures:
            raise ValueError("the goal holds in more figures than were drawn")
        if self.scope == "all_branches" and self.figures_held < self.figures:
            raise ValueError("a goal that fails in a figure does not hold in all branches")
        return self


class _MeasuredRate(Frozen):
    """A rate of the jury's errors on graded proofs.

    `low` and `high` bound the rate at `confidence`; `cases` proofs of that kind were shown to it.
    """

    measured: Literal[True] = True
    estimate: Annotated[float, Field(ge=0, le=1)]
    low: Annotated[float, Field(ge=0, le=1)]
    high: Annotated[float, Field(ge=0, le=1)]
    confidence: Annotated[float, Field(gt=0, lt=1)] = 0.95
    cases: Annotated[int, Field(ge=1, strict=True)]
    dataset: Text

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if not self.low <= self.estimate <= self.high:
            raise ValueError("the estimate of an error rate lies outside its interval")
        return self

    @property
    def interval(self) -> str:
        """The interval and the graded proofs, in words."""
        bounds = f"{self.confidence:.0%} interval {self.low:.1%} to {self.high:.1%}"
        return f"({bounds}, {self.dataset})"


class FalseAcceptRate(_MeasuredRate):
    """How often the jury accepts a wrong proof."""


class FalseRejectRate(_MeasuredRate):
    """How often the jury does not accept a right proof."""


class NoneMeasured(Frozen):
    """This error rate of the jury is not known, and this says so."""

    measured: Literal[False] = False


ACCEPT_GRADE = 6
"""The lowest of the grades from 0 to 7 that accepts: complete, at most a slip of the pen."""


class Juror(Frozen):
    """One call of the jury, in a context of its own: which model, which prompt, what it decided.

    It cannot be made without the grade that accepts, so that a juror who gave no answer is none.
    """

    model: Text
    prompt_sha256: Sha256
    accepts: Literal[True]
    grade: Annotated[int, Field(ge=ACCEPT_GRADE, le=7, strict=True)]


class ModelEvidence(Frozen):
    """A jury's unanimous acceptance of a proof (one upheld rejection is no acceptance).

    `fresh_context` states that no juror saw the writer's thinking or another juror's opinion.
    `notes` are what the configuration says of the jury's models, and what the engine itself says
    against the proof, such as that its own search did not accept it.
    """

    proof_sha256: Sha256
    jury: Annotated[tuple[Juror, ...], Field(min_length=1)]
    fresh_context: Literal[True]
    false_accept_rate: Annotated[FalseAcceptRate | NoneMeasured, Field(discriminator="measured")]
    false_reject_rate: Annotated[
        FalseRejectRate | NoneMeasured, Field(discriminator="measured")
    ] = NoneMeasured()
    judge_version: Text
    notes: tuple[Text, ...] = ()


Evidence = FormalEvidence | SymbolicEvidence | ModelEvidence


# --- verdicts ---------------------------------------------------------------------------------


class _Verdict(Frozen):
    """What all rungs have in common; `rung` is set by each."""

    rung: Rung

    @property
    def vouches(self) -> str:
        """Who vouches for the proof, in words that fit after "vouched for by"."""
        raise NotImplementedError

    @property
    def caveats(self) -> tuple[str, ...]:
        """What a reader must still believe, or what is known to be wrong."""
        return ()

    def at_least(self, asked: Rung) -> bool:
        """Whether this verdict reaches the rung `asked`."""
        return at_least(self.rung, asked)

    @property
    def stated_scope(self) -> Scope | None:
        """The scope of a symbolic verdict; None for the others, which are about the statement."""
        return None

    @property
    def heading(self) -> str:
        """The rung as it is shown: a symbolic one with its scope."""
        return rung_with_scope(self.rung, self.stated_scope)

    def answers(self, asked: Rung, scope: AskedScope = "all") -> bool:
        """Whether this verdict is what was asked for: the rung, and how far it has to reach."""
        return answered(self.rung, self.stated_scope, asked, scope)


def _needs_faithful(record: FaithfulnessRecord, language: str, statement_sha256: str) -> None:
    if record.language != language:
        raise ValueError(f"a {language} verdict needs the record of a {language} statement")
    if record.statement_sha256 != statement_sha256:
        raise ValueError("the faithfulness record belongs to another statement")
    if record.failed:
        names = ", ".join(check.name for check in record.failed)
        raise ValueError(f"the formal statement failed its faithfulness check: {names}")


class FormallyVerified(FormalEvidence, _Verdict):
    """Lean's kernel accepted a proof of the trusted formal statement."""

    rung: Literal["formally_verified"] = "formally_verified"
    faithfulness: FaithfulnessRecord

    @model_validator(mode="after")
    def _faithful(self) -> Self:
        _needs_faithful(self.faithfulness, "lean", self.statement_sha256)
        return self

    @property
    def lean(self) -> str:
        """The Lean and the library that the proof was checked with."""
        library = "Mathlib" if self.profile == "mathlib" else "our core library"
        return f"{self.lean_version} with {library}"

    @property
    def vouches(self) -> str:
        return f"Lean's kernel ({self.lean}), theorem {self.theorem}"

    @property
    def caveats(self) -> tuple[str, ...]:
        return (self.faithfulness.caveat,) if self.faithfulness.caveat else ()


class SymbolicallyVerified(SymbolicEvidence, _Verdict):
    """The geometry proof checker accepted a proof of the trusted formal statement."""

    rung: Literal["symbolically_verified"] = "symbolically_verified"
    faithfulness: FaithfulnessRecord

    @model_validator(mode="after")
    def _faithful(self) -> Self:
        _needs_faithful(self.faithfulness, "geometry", self.statement_sha256)
        return self

    @property
    def vouches(self) -> str:
        figures = "1 random figure" if self.diagrams == 1 else f"{self.diagrams} random figures"
        return f"the geometry proof checker {self.checker_version} (side conditions in {figures})"

    @property
    def stated_scope(self) -> Scope | None:
        return self.scope

    @property
    def proved_for(self) -> str:
        """What follows the words "proved for"."""
        if self.scope == "all_branches":
            return "all branches"
        return self.position or "the drawn configuration"

    @property
    def caveats(self) -> tuple[str, ...]:
        own = (self.faithfulness.caveat,) if self.faithfulness.caveat else ()
        return (*self._of_scope, *self.other_answers, *own)

    @property
    def _of_scope(self) -> tuple[str, ...]:
        if self.scope == "all_branches":
            return ()
        if self.scope == "not_stated":
            return ("which configurations were proved is not stated: count on the drawn one alone",)
        narrow = f"proved for {self.proved_for}, and not for all that the statement says"
        if self.scope_reason:
            narrow += f": {self.scope_reason}"
        return (narrow,)


class ModelVerified(ModelEvidence, _Verdict):
    """A jury of model calls, each in a fresh context, found no error. This is a judgement, not a check."""

    rung: Literal["model_verified"] = "model_verified"

    @property
    def vouches(self) -> str:
        names = sorted({juror.model for juror in self.jury})
        calls = "1 call" if len(self.jury) == 1 else f"{len(self.jury)} calls"
        if len(self.jury) > 1:
            calls += " of one model" if len(names) == 1 else f" of {len(names)} models"
        # The same model with the same prompt is asked the same again, which tells less than it seems.
        same = len(self.jury) - len({(juror.model, juror.prompt_sha256) for juror in self.jury})
        repeated = f", {same} of them repeated" if same else ""
        return f"a model's judgement ({calls}{repeated}: {', '.join(names)})"

    @property
    def caveats(self) -> tuple[str, ...]:
        return (*self.notes, *self.measured)

    @property
    def measured(self) -> tuple[str, ...]:
        """What is known of the jury's errors, a sentence for each rate."""
        rate = self.false_accept_rate
        if isinstance(rate, NoneMeasured):
            return ("no false-accept rate was measured for this jury",)
        said = (
            f"this jury accepted {rate.estimate:.1%} of {rate.cases} wrong proofs {rate.interval}"
        )
        missed = self.false_reject_rate
        if isinstance(missed, NoneMeasured):
            return (said,)
        return (
            said,
            f"it did not accept {missed.estimate:.1%} of {missed.cases} right proofs "
            f"{missed.interval}",
        )


class Unverified(_Verdict):
    """Nobody vouches. `known_problems` says what is known to be wrong, at least one thing."""

    rung: Literal["unverified"] = "unverified"
    known_problems: Annotated[tuple[Text, ...], Field(min_length=1)]

    @property
    def vouches(self) -> str:
        return "nobody"

    @property
    def caveats(self) -> tuple[str, ...]:
        return self.known_problems


Verdict = Annotated[
    FormallyVerified | SymbolicallyVerified | ModelVerified | Unverified,
    Field(discriminator="rung"),
]

_ADAPTER: TypeAdapter[Any] = TypeAdapter(Verdict)


def at_least(reached: Rung, asked: Rung) -> bool:
    """Whether `reached` is as strong as `asked` or stronger. Raises `VerdictError`."""
    return RUNGS.index(parse_rung(reached)) <= RUNGS.index(parse_rung(asked))


def answered(rung: Rung, scope: Scope | None, asked: Rung, asked_scope: AskedScope) -> bool:
    """Whether a verdict of this rung and scope is what was asked for.

    A symbolic proof of the drawn configuration does not answer the question about all, whatever
    other rung would do. Raises `VerdictError`.
    """
    if not at_least(rung, asked):
        return False
    return asked_scope == "drawn" or asked == "unverified" or not is_narrow(rung, scope)


def strength(verdict: _Verdict) -> tuple[int, bool]:
    """Orders verdicts, the strongest first: by rung, then by scope."""
    return RUNGS.index(verdict.rung), is_narrow(verdict.rung, verdict.stated_scope)


def parse_rung(text: str) -> Rung:
    """The rung named `text`. Raises `VerdictError` naming the rungs there are."""
    for rung in RUNGS:
        if rung == text:
            return rung
    raise VerdictError(f"unknown rung {text!r}; use one of {', '.join(RUNGS)}")


def verdict_to_json(verdict: Verdict) -> str:
    """The verdict as JSON text, keys in order of declaration, sets sorted; ends with a newline."""
    import json

    record = verdict.model_dump(mode="json")
    if "axioms" in record:
        record["axioms"] = sorted(record["axioms"])
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def parse_verdict(text: str | bytes) -> Verdict:
    """The verdict that JSON `text` claims. Raises `VerdictError` in one line."""
    try:
        verdict: Verdict = _ADAPTER.validate_json(text)
    except ValidationError as error:
        raise VerdictError(f"not a verdict: {one_line(error, whole='the text')}") from None
    return verdict

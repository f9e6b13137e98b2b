"""Changes that no test can tell from the original, each with the reason; they are not drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from benchmarks.mutations.drawn import Site


@dataclass(frozen=True)
class Equivalent:
    """Changes of one line, by the name of its file, its scope and its text (see `Site`).

    Attributes:
        file: the file's name without its folder, so that it may move.
        scope: the function or class around the line, dotted; empty at the top of the file.
        before: the line.
        reason: why the program does the same for everybody who uses it.
        after: the lines that it may become; empty: whatever it becomes.
    """

    file: str
    scope: str
    before: str
    reason: str
    after: tuple[str, ...] = ()

    def names(self, site: Site) -> bool:
        """Whether `site` is such a change."""
        place = (Path(site.file).name, site.scope, site.before)
        fits = place == (self.file, self.scope, self.before)
        return fits and (not self.after or site.after in self.after)


_MARGIN = (
    "a margin that is wide on both sides: figures are exact to 30 digits and more, and are moved "
    "by 1e-4 and more"
)
_SECOND = "a second check: what it refuses, an earlier one has refused already"
_CUT = "the length to which a message for people is cut"
_TRIES = "one more try at something random changes only how rarely all of them fail"
_DEFAULT = "a default that nobody relies on: every caller gives the value"
_UNSEEN = "a limit of time or memory that a test would have to sit out"

EQUIVALENT: tuple[Equivalent, ...] = (
    # geometry/checker
    Equivalent(
        "facts.py",
        "sines",
        "return [sine(p[:4]), sine(p[4:])]",
        "`sine` looks at the first four points of what it is given",
        ("return [sine(p[:5]), sine(p[4:])]",),
    ),
    Equivalent("figure.py", "", "CLEARLY = 10**8", _MARGIN),
    Equivalent("algebra.py", "", "LIFT_TOLERANCE = 1e-6", _MARGIN, ("LIFT_TOLERANCE = 0.001",)),
    Equivalent(
        "check.py", "", "_PERTURBATIONS = (0.03, 0.03, 0.01, 0.01, 0.003, 0.001, 1e-4)", _TRIES
    ),
    Equivalent("check.py", "", "_RESTARTS = 12", _TRIES),
    Equivalent(
        "check.py",
        "",
        "_LEAST_SPREAD = 1e-6",
        "a margin: a figure that was moved differs by 1e-4 and more, one that was not by 1e-15",
    ),
    Equivalent(
        "check.py",
        "_Check._check_coincidences",
        "other = scattered_figure(equations, figure, 0.2 * (1 + attempt % 3), rng)",
        _TRIES,
    ),
    Equivalent(
        "check.py",
        "_Check._check_goals",
        'raise Rejection(f"goal `{goal}` speaks of a line from a point to itself")',
        _SECOND,
    ),
    Equivalent(
        "check.py",
        "_Check.run",
        'hashlib.sha256(text.encode("utf-8", "replace")).digest()[:8], "big"',
        "any number that the text determines is a seed",
    ),
    Equivalent(
        "diagrams.py",
        "system",
        "x0, y0 = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2",
        "where the figure is moved to changes no distance and no angle",
    ),
    Equivalent(
        "diagrams.py",
        "perturbed_figure",
        "noise = np.array([rng.gauss(0.0, size) for _ in range(len(base))])",
        "the same number added to all coordinates moves the whole figure and nothing in it",
        ("noise = np.array([rng.gauss(1000.0, size) for _ in range(len(base))])",),
    ),
    Equivalent(
        "algebra.py",
        "check_combination",
        "c.denominator * (premise.value or Fraction(1)).denominator ** 2",
        "a bound on the size of numbers, far above what a proof needs",
    ),
    Equivalent(
        "document.py",
        "_step",
        'return Step(fact, ByConstruction(_number(clause, "`clause`", 1_000_000)))',
        _SECOND,
        ('return Step(fact, ByConstruction(_number(clause, "`clause`", 1000000000)))',),
    ),
    Equivalent("document.py", "read_json", "shown(str(error), 100)", _CUT),
    Equivalent("report.py", "CheckReport", "steps: int = 0", _DEFAULT),
    Equivalent("report.py", "CheckReport", "diagrams: int = 0", _DEFAULT),
    Equivalent("report.py", "CheckReport", "precision: int = 0", _DEFAULT),
    Equivalent("report.py", "CheckReport", "spread: float = 0.0", _DEFAULT),
    Equivalent(
        "constraints.py",
        "_unit_vector",
        "if turns == Fraction(1, 2):",
        "the general formula gives the same to more digits than are asked",
        ("if turns == Fraction(2, 2):",),
    ),
    # lean
    Equivalent(
        "external.py",
        "",
        "wall_seconds=300.0, memory=8 << 30, processes=512, file_size=4 << 30, scratch=4 << 30",
        _UNSEEN,
    ),
    Equivalent(
        "main.py",
        "_copy",
        "block = os.read(source, min(1 << 20, limit))",
        "how much is copied at a time",
    ),
    # prover
    Equivalent(
        "verdict.py",
        "Frozen.model_copy",
        "def model_copy(self, *, update: Any = None, deep: bool = False) -> Self:",
        "values are frozen, so that a deep copy is the same",
    ),
    Equivalent(
        "verdict.py",
        "_Verdict.vouches",
        "raise NotImplementedError",
        "the base of the four rungs, which all say who vouches",
    ),
    Equivalent(
        "judgement.py",
        "_faithfulness",
        'raise ValueError(f"the problem has no {language} statement")',
        _SECOND,
    ),
)


def reason_of(site: Site) -> str | None:
    """Why the change changes nothing; None when it should be noticed."""
    return next((e.reason for e in EQUIVALENT if e.names(site)), None)

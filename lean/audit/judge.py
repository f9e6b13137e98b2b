"""Judges a candidate's compiled declarations against a trusted statement.

What is checked, in this order:

1. The trusted library defines every function that the kernel evaluates natively. (The kernel
   computes `Nat.add` and its kin on literals by their *name*; were one of them missing, a
   candidate could define it wrongly and derive a contradiction without any axiom.)
2. The candidate declares no axiom, no quotient primitive, and nothing that the library or the
   kernel owns.
3. Whatever the statement's meaning depends on is declared in the candidate as in the trusted
   statement, and so is each hole that it fills, but for what the statement leaves open
   (`lean.audit.meaning` says what may differ).
4. The kernel accepts every declaration, one by one, each rebuilt from data.
5. The axioms in the whole closure of each hole, library included, are allowed ones. A hole whose
   closure has a `sorry` is not filled.
"""

from __future__ import annotations

from lean.audit.answers import Answer
from lean.audit.fillings import Closures, Filling, Judgement
from lean.audit.holes import SORRY, Holes, kind_of
from lean.audit.kernel import Kernel
from lean.audit.meaning import Comparison, meaning_of
from lean.audit.olean import Constant
from lean.audit.replay import Rejected, Replay
from lean.audit.terms import APP, CONST, PI, Name, TermBank, show_name

# Evaluated by the kernel on literals, whatever their definition says.
NATIVE: frozenset[Name] = frozenset(
    ("Nat", word)
    for word in (
        *("zero", "succ", "add", "sub", "mul", "div", "mod", "pow", "gcd", "log2"),
        *("land", "lor", "xor", "shiftLeft", "shiftRight", "beq", "ble"),
    )
)
# Known to the kernel by name for literals, quotients and compiled evaluation.
_OWNED: frozenset[Name] = frozenset(
    {
        ("Nat",),
        ("Bool",),
        ("Bool", "true"),
        ("Bool", "false"),
        ("Eq",),
        ("Eq", "refl"),
        ("Quot",),
        ("Quot", "mk"),
        ("Quot", "lift"),
        ("Quot", "ind"),
        ("Quot", "sound"),
        ("propext",),
        ("Classical", "choice"),
        SORRY,
        ("String",),
        ("String", "mk"),
        ("String", "ofList"),
        ("Char",),
        ("Char", "ofNat"),
        ("List",),
        ("List", "nil"),
        ("List", "cons"),
        ("Lean", "reduceBool"),
        ("Lean", "reduceNat"),
        ("Lean", "ofReduceBool"),
        ("Lean", "ofReduceNat"),
        ("Lean", "trustCompiler"),
    }
)
_FALSE: Name = ("False",)
_NOT: Name = ("Not",)


class UnsoundLibrary(Exception):
    """The trusted library itself must not be trusted; nobody's proof is at fault."""


class StatementFault(Exception):
    """The trusted statement's module cannot serve as a statement."""


class Question:
    """What is asked of a candidate.

    `targets` are the theorems and definitions of the statement to fill, `permitted` those of its
    holes that may stay open. With `negation` the one target is a theorem and the candidate has to
    prove that it is false, under the theorem's name or that name with `_negation` behind it.
    """

    __slots__ = ("negation", "permitted", "targets")

    def __init__(
        self,
        targets: tuple[Name, ...],
        permitted: frozenset[Name] = frozenset(),
        negation: bool = False,
    ) -> None:
        self.targets = targets
        self.permitted = permitted
        self.negation = negation


def check_library(kernel: Kernel) -> None:
    """Raise `UnsoundLibrary` if a natively evaluated function is missing."""
    missing = sorted(show_name(name) for name in NATIVE if not kernel.has(name))
    if missing:
        raise UnsoundLibrary(
            "the library does not define " + ", ".join(missing) + ", which the kernel evaluates"
        )


def _check_statement(
    constants: list[Constant], targets: tuple[Name, ...], bank: TermBank
) -> dict[Name, Constant]:
    """Return everything that a trusted file declares, by name.

    Raises `StatementFault` if the file lacks a target, declares an axiom, or has a target whose own
    statement rests on it.
    """
    table = {constant.name: constant for constant in constants}
    for constant in constants:
        if constant.kind in ("axiom", "quot"):
            raise StatementFault(f"the statement declares the axiom {show_name(constant.name)}")
    for target in targets:
        constant = table.get(target)  # type: ignore[assignment]
        if constant is None or constant.kind not in ("theorem", "definition", "opaque"):
            raise StatementFault(f"the statement declares no theorem {show_name(target)}")
        if target in meaning_of(constant, table, bank):
            raise StatementFault(f"the statement {show_name(target)} refers to itself")
    return table


def _check_names(kernel: Kernel, candidate: list[Constant]) -> dict[Name, Constant]:
    """Return what a candidate declares, by name. Raises `Rejected` for what it may not declare."""
    table: dict[Name, Constant] = {}
    for constant in candidate:
        if constant.name in table:
            raise Rejected("duplicate", f"{show_name(constant.name)} is declared twice")
        table[constant.name] = constant
    for constant in candidate:
        shown = show_name(constant.name)
        if constant.kind == "axiom":
            raise Rejected("axiom", f"the proof declares the axiom {shown}", constant.name)
        if constant.kind == "quot" or constant.name in _OWNED or constant.name in NATIVE:
            raise Rejected("reserved", f"the proof declares {shown}, which the kernel owns")
        if kernel.has(constant.name):
            raise Rejected("replaced", f"the proof replaces {shown} of the library", constant.name)
    return table


class _Case:
    """One statement and one candidate."""

    def __init__(
        self,
        bank: TermBank,
        statement: list[Constant],
        ours: dict[Name, Constant],
        theirs: dict[Name, Constant],
    ) -> None:
        self._bank = bank
        self._ours = ours
        self._theirs = theirs
        self.holes = Holes(statement, bank)
        self._free = frozenset(
            name
            for name, hole in self.holes.open.items()
            if hole.kind == "definition" and self.holes.whole(hole)
        )

    def comparison(self) -> Comparison:
        return Comparison(self._bank, self._ours, self._theirs, self.holes.left_out, self._free)

    def asked(self, targets: tuple[Name, ...]) -> list[Constant]:
        """Return the targets, and before them the open definitions that they are about."""
        found: dict[Name, Constant] = {}
        for target in targets:
            about = meaning_of(self._ours[target], self._ours, self._bank)
            for name, hole in self.holes.open.items():
                if hole.kind == "definition" and name in about:
                    found[name] = hole
        for target in targets:
            found.setdefault(target, self._ours[target])
        return list(found.values())

    def compare(self, hole: Constant, found: Constant) -> None:
        """Raise `Rejected` unless the candidate declares a hole as the statement does."""
        shown = show_name(hole.name)
        open_definition = hole.kind == "definition" and hole.name in self.holes.open
        if open_definition and found.kind != "definition":
            raise Rejected("not_definition", f"{shown} is not declared as a definition", hole.name)
        if not open_definition and found.kind != "theorem":
            raise Rejected("not_theorem", f"{shown} is not declared as a theorem", hole.name)
        comparison = self.comparison()
        compare = comparison.definition if open_definition else comparison.theorem
        if compare(hole, found):
            return
        if comparison.differing:
            differing = show_name(comparison.differing)
            if comparison.differing not in self._theirs:
                raise Rejected("missing", f"the proof does not declare {differing}")
            raise Rejected(
                "definition_changed",
                f"{differing} is not as in the statement",
                comparison.differing,
            )
        if open_definition:
            raise Rejected(
                "definition_changed",
                f"{shown} is not as in the statement, beyond what that leaves open",
                hole.name,
            )
        raise Rejected(
            "statement_changed",
            f"{shown} does not state what the trusted statement states",
            hole.name,
        )

    def negated(self, theorem: Constant) -> Constant:
        """Return the candidate's theorem that states a negation. Raises `Rejected`.

        `StatementFault` where the statement is about a definition that is to be filled.
        """
        about = meaning_of(theorem, self._ours, self._bank)
        answers = [show_name(name) for name in self.holes.open if name in about]
        if answers:
            raise StatementFault(
                f"the negation of {show_name(theorem.name)} says nothing: it is about "
                f"{', '.join(answers)}, which is open"
            )
        intern = self._bank.intern
        false = intern((CONST, _FALSE, ()))
        spellings = (
            intern((APP, intern((CONST, _NOT, ())), theorem.type)),
            intern((PI, theorem.type, false)),
        )
        own, last = theorem.name, theorem.name[-1]
        names = (own, (*own[:-1], f"{last}_negation"))
        for name in reversed(names):
            found = self._theirs.get(name)
            if found is None:
                continue
            if found.kind != "theorem":
                raise Rejected(
                    "not_theorem", f"{show_name(name)} is not declared as a theorem", name
                )
            if any(self.comparison().negation(theorem, found, type_) for type_ in spellings):
                return found
        shown = " or ".join(show_name(name) for name in reversed(names))
        raise Rejected("missing", f"the proof declares no theorem {shown} that states the negation")


def judge(
    kernel: Kernel,
    bank: TermBank,
    statement: list[Constant],
    candidate: list[Constant],
    question: Question,
) -> Judgement:
    """Judge a candidate: what it filled, and the axioms below that.

    Raises `Rejected`, `KernelFault` (resources), `StatementFault`, `UnsoundLibrary`.
    """
    check_library(kernel)
    ours = _check_statement(statement, question.targets, bank)
    theirs = _check_names(kernel, candidate)
    case = _Case(bank, statement, ours, theirs)
    if question.negation:
        pairs = [(ours[target], case.negated(ours[target])) for target in question.targets]
        missing: list[Constant] = []
    else:
        asked = case.asked(question.targets)
        pairs = [(hole, theirs[hole.name]) for hole in asked if hole.name in theirs]
        missing = [hole for hole in asked if hole.name not in theirs]
        for hole, found in pairs:
            case.compare(hole, found)
        for name in question.permitted - {hole.name for hole in asked}:
            # What may be assumed has to say what the statement says.
            if name in theirs:
                case.compare(ours[name], theirs[name])
    replay = Replay(kernel, bank, theirs)
    replay.add_all()
    closures = Closures(kernel, replay, frozenset(case.holes.open))
    fillings = [Filling(hole.name, kind_of(hole), "missing") for hole in missing]
    axioms: set[Name] = set()
    for hole, found in pairs:
        filling, own = closures.filling(hole, found.name)
        fillings.append(filling)
        axioms |= own
        if filling.state == "filled" and hole.kind == "definition":
            asking = [t for t in case.holes.open.values() if t.kind == "theorem"]
            filling.answer = Answer.of(bank, found, asking, theirs, ours)
    return Judgement(sorted(axioms), replay.checked, fillings, question.permitted)

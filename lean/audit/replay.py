"""Judges a candidate's compiled declarations against a trusted statement.

What is checked, in this order:

1. The trusted library defines every function that the kernel evaluates natively. (The kernel
   computes `Nat.add` and its kin on literals by their *name*; were one of them missing, a
   candidate could define it wrongly and derive a contradiction without any axiom.)
2. The candidate declares no axiom, no quotient primitive, and nothing that the library or the
   kernel owns.
3. Whatever the statement's meaning depends on is declared in the candidate as in the trusted
   statement, and the theorem has the trusted type (``lean.audit.meaning`` says what may differ).
4. The kernel accepts every declaration, one by one, each rebuilt from data.
5. The axioms in the theorem's whole closure, library included, are allowed ones.
"""

from __future__ import annotations

from lean.audit.kernel import Kernel, KernelFault
from lean.audit.meaning import Comparison, meaning_of, mentions
from lean.audit.olean import Constant
from lean.audit.terms import Name, TermBank, show_name

STANDARD_AXIOMS: frozenset[Name] = frozenset(
    {("propext",), ("Quot", "sound"), ("Classical", "choice")}
)

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
        ("sorryAx",),
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
# Make the kernel run compiled code; no closure may contain them.
_COMPILED_EVALUATION = frozenset({("Lean", "reduceBool"), ("Lean", "reduceNat")})


class Rejected(Exception):
    """The candidate is not accepted. `code` is stable, the message is for people."""

    def __init__(self, code: str, message: str, constant: Name | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.constant = constant


class UnsoundLibrary(Exception):
    """The trusted library itself must not be trusted; nobody's proof is at fault."""


class StatementFault(Exception):
    """The trusted statement's module cannot serve as a statement."""


def _by_name(constants: list[Constant]) -> dict[Name, Constant]:
    table: dict[Name, Constant] = {}
    for constant in constants:
        if constant.name in table:
            raise Rejected("duplicate", f"{show_name(constant.name)} is declared twice")
        table[constant.name] = constant
    return table


def check_library(kernel: Kernel) -> None:
    """Raise `UnsoundLibrary` if a natively evaluated function is missing."""
    missing = sorted(show_name(name) for name in NATIVE if not kernel.has(name))
    if missing:
        raise UnsoundLibrary(
            "the library does not define " + ", ".join(missing) + ", which the kernel evaluates"
        )


class Replay:
    """Declarations of one module, fed to the kernel in order of dependence."""

    def __init__(self, kernel: Kernel, bank: TermBank, constants: dict[Name, Constant]) -> None:
        self._kernel = kernel
        self._bank = bank
        self.constants = constants
        self._mentions: dict[Name, set[Name]] = {}
        self._done: set[Name] = set()
        self.checked = 0

    def mentions(self, constant: Constant) -> set[Name]:
        """Return what ``mentions`` finds in a declaration; remembers it."""
        known = self._mentions.get(constant.name)
        if known is None:
            known = self._mentions[constant.name] = mentions(constant, self._bank)
        return known

    def _unit(self, name: Name) -> Name:
        """Return the declaration that brings `name` about: itself, or its inductive family."""
        constant = self.constants[name]
        owner = self.constants.get(constant.family) if constant.family else constant
        if owner is None or (constant.family and owner.kind != "inductive"):
            raise Rejected(
                "malformed", f"{show_name(name)} belongs to no inductive type", constant.name
            )
        if owner.kind == "inductive":
            assert owner.parts is not None
            if not owner.parts[1] or owner.name not in owner.parts[1]:
                raise Rejected("malformed", f"{show_name(owner.name)} is not in its own family")
            return owner.parts[1][0]
        return owner.name

    def _members(self, unit: Name) -> list[Constant]:
        """Return every declaration that must be known before `unit` can be added."""
        first = self.constants.get(unit)
        if first is None:
            raise Rejected("malformed", f"{show_name(unit)} is missing from its family")
        if first.kind != "inductive":
            return [first]
        assert first.parts is not None
        members = []
        for type_name in first.parts[1]:
            type_ = self.constants.get(type_name)
            if (
                type_ is None
                or type_.parts is None
                or type_.unsafe
                or type_.parts[:2] != first.parts[:2]
                or type_.levels != first.levels
            ):
                raise Rejected(
                    "malformed", f"the family of {show_name(unit)} does not fit together", unit
                )
            members.append(type_)
            for ctor_name in type_.parts[2]:
                ctor = self.constants.get(ctor_name)
                if ctor is None or ctor.kind != "constructor" or ctor.family != type_name:
                    raise Rejected(
                        "malformed", f"a constructor of {show_name(type_name)} is missing", unit
                    )
                members.append(ctor)
        return members

    def add_all(self) -> None:
        """Feed every safe declaration to the kernel. Raises `Rejected` or `KernelFault`."""
        for name, constant in self.constants.items():
            if not constant.unsafe:
                self._add_with_dependencies(self._unit(name))

    def _add_with_dependencies(self, root: Name) -> None:
        stack: list[tuple[Name, bool]] = [(root, False)]
        open_units: set[Name] = set()
        while stack:
            unit, ready = stack.pop()
            if unit in self._done:
                continue
            members = self._members(unit)
            if ready:
                open_units.discard(unit)
                self._add(members)
                self._done.add(unit)
                continue
            if unit in open_units:
                raise Rejected("circular", f"{show_name(unit)} refers to itself", unit)
            open_units.add(unit)
            stack.append((unit, True))
            own = {member.name for member in members}
            for member in members:
                for name in self.mentions(member):
                    if name in own and member.kind in ("inductive", "constructor"):
                        continue
                    if name not in self.constants or self.constants[name].unsafe:
                        continue
                    needed = self._unit(name)
                    if needed == unit or needed in open_units:
                        raise Rejected("circular", f"{show_name(unit)} refers to itself", unit)
                    if needed not in self._done:
                        stack.append((needed, False))

    def _add(self, members: list[Constant]) -> None:
        first = members[0]
        try:
            if first.kind == "inductive":
                types: list[tuple[Constant, list[Constant]]] = []
                for member in members:
                    if member.kind == "inductive":
                        types.append((member, []))
                    else:
                        types[-1][1].append(member)
                self._kernel.add_inductive(types)
            else:
                self._kernel.add_value(first)
        except KernelFault as fault:
            if fault.resource:
                raise
            raise Rejected("kernel", f"{show_name(first.name)} {fault}", first.name) from fault
        self.checked += 1


def statement_of(
    constants: list[Constant], target: Name, bank: TermBank
) -> tuple[Constant, dict[Name, Constant]]:
    """Return the trusted theorem and everything that its file declares.

    Raises ``StatementFault`` if the file declares no such theorem, an axiom, or a theorem whose
    own statement rests on it.
    """
    table = {constant.name: constant for constant in constants}
    theorem = table.get(target)
    if theorem is None or theorem.kind not in ("theorem", "definition", "opaque"):
        raise StatementFault(f"the statement declares no theorem {show_name(target)}")
    for constant in constants:
        if constant.kind in ("axiom", "quot"):
            raise StatementFault(f"the statement declares the axiom {show_name(constant.name)}")
    if target in meaning_of(theorem, table, bank):
        raise StatementFault(f"the statement {show_name(target)} refers to itself")
    return theorem, table


def judge(
    kernel: Kernel,
    bank: TermBank,
    statement: list[Constant],
    candidate: list[Constant],
    target: Name,
) -> tuple[list[Name], int]:
    """Return (axioms in the theorem's closure, number of declarations the kernel checked).

    Raises `Rejected`, `KernelFault` (resources), `StatementFault`, `UnsoundLibrary`.
    """
    check_library(kernel)
    theorem, ours = statement_of(statement, target, bank)
    table = _by_name(candidate)
    for constant in candidate:
        shown = show_name(constant.name)
        if constant.kind == "axiom":
            raise Rejected("axiom", f"the proof declares the axiom {shown}", constant.name)
        if constant.kind == "quot" or constant.name in _OWNED or constant.name in NATIVE:
            raise Rejected("reserved", f"the proof declares {shown}, which the kernel owns")
        if kernel.has(constant.name):
            raise Rejected("replaced", f"the proof replaces {shown} of the library", constant.name)
    found = table.get(target)
    if found is None:
        raise Rejected("missing", f"the proof declares no theorem {show_name(target)}")
    if found.kind != "theorem":
        raise Rejected("not_theorem", f"{show_name(target)} is not declared as a theorem", target)
    comparison = Comparison(bank, ours, table)
    if not comparison.theorem(theorem, found):
        if comparison.differing:
            shown = show_name(comparison.differing)
            raise Rejected(
                "definition_changed", f"{shown} is not as in the statement", comparison.differing
            )
        raise Rejected(
            "statement_changed",
            f"{show_name(target)} does not state what the trusted statement states",
            target,
        )
    replay = Replay(kernel, bank, table)
    replay.add_all()
    axioms = _axioms_below(kernel, replay, target)
    forbidden = sorted(show_name(name) for name in axioms - STANDARD_AXIOMS)
    if forbidden:
        code = "sorry" if ("sorryAx",) in axioms else "axiom"
        words = "sorry" if code == "sorry" else "the axiom " + ", ".join(forbidden)
        raise Rejected(code, f"{show_name(target)} depends on {words}", target)
    return sorted(axioms), replay.checked


def _axioms_below(kernel: Kernel, replay: Replay, target: Name) -> frozenset[Name]:
    """Collect the axioms in the closure of `target` through candidate and library."""
    axioms: set[Name] = set()
    seen: set[Name] = set()
    stack = [target]
    while stack:
        name = stack.pop()
        if name in seen:
            continue
        seen.add(name)
        if name in replay.constants:
            stack.extend(replay.mentions(replay.constants[name]))
            continue
        if name in _COMPILED_EVALUATION or kernel.is_axiom(name):
            axioms.add(name)
        stack.extend(kernel.uses(name))
    return frozenset(axioms)

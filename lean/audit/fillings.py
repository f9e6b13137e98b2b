"""What became of a statement's holes, and the axioms in their closures."""

from __future__ import annotations

from lean.audit.answers import Answer
from lean.audit.holes import SORRY, kind_of
from lean.audit.kernel import Kernel
from lean.audit.olean import Constant
from lean.audit.replay import Rejected, Replay
from lean.audit.terms import Name, show_name

STANDARD_AXIOMS: frozenset[Name] = frozenset(
    {("propext",), ("Quot", "sound"), ("Classical", "choice")}
)
# Make the kernel run compiled code; no closure may contain them.
_COMPILED_EVALUATION = frozenset({("Lean", "reduceBool"), ("Lean", "reduceNat")})


class Filling:
    """What a candidate did with a hole.

    `state` is `filled`; `conditional` (it has no `sorry` of its own and rests on holes that are
    open, `rests_on`); `open` (its own value has one, or a helper's that is no hole); `missing` (it
    is not declared). `answer` says what a definition was filled with.
    """

    __slots__ = ("answer", "kind", "name", "rests_on", "state")

    def __init__(
        self,
        name: Name,
        kind: str,
        state: str,
        rests_on: tuple[Name, ...] = (),
        answer: Answer | None = None,
    ) -> None:
        self.name = name
        self.kind = kind
        self.state = state
        self.rests_on = rests_on
        self.answer = answer

    def may_stay(self, permitted: frozenset[Name]) -> bool:
        """Say whether a hole that is not filled may stay so: it is permitted, or rests on such."""
        if self.state == "conditional":
            return bool(self.rests_on) and permitted.issuperset(self.rests_on)
        return self.name in permitted

    def words(self) -> str:
        """Say what a hole that is not filled lacks."""
        shown = show_name(self.name)
        if self.state == "missing":
            return f"the proof declares no {self.kind} {shown}"
        below = ", ".join(map(show_name, self.rests_on))
        why = f", for it rests on {below}" if below else ""
        return f"{shown} depends on sorry{why}"


class Judgement:
    """What a candidate's holes came to. `outcome` is `accepted` (everything that was asked for is
    filled, with no `sorry` below it), `partial` (what is not, was permitted to be open, or rests on
    such a hole alone) or `rejected`, with `code` and `message`, and `constant` that is to blame.
    `axioms` are all in the closure of what was asked for, `checked` is the number of declarations
    that the kernel accepted.
    """

    __slots__ = ("axioms", "checked", "code", "constant", "fillings", "message", "outcome")

    def __init__(
        self, axioms: list[Name], checked: int, fillings: list[Filling], permitted: frozenset[Name]
    ) -> None:
        self.axioms = axioms
        self.checked = checked
        self.fillings = fillings
        self.outcome = self.code = "accepted"
        self.message = ""
        self.constant: Name = ()
        lacking = [filling for filling in fillings if filling.state != "filled"]
        if not lacking:
            return
        blamed = [filling for filling in lacking if not filling.may_stay(permitted)]
        self.outcome = "rejected" if blamed else "partial"
        self.code = "missing" if all(f.state == "missing" for f in blamed or lacking) else "sorry"
        self.message = "; ".join(filling.words() for filling in blamed or lacking)
        self.constant = (blamed or lacking)[0].name


class Closures:
    """The axioms in the closure of a candidate's declarations, through candidate and library."""

    def __init__(self, kernel: Kernel, replay: Replay, holes: frozenset[Name]) -> None:
        self._kernel = kernel
        self._replay = replay
        self._holes = holes
        self._uses: dict[Name, list[Name]] = {}

    def filling(self, hole: Constant, found: Name) -> tuple[Filling, set[Name]]:
        """Return what became of a hole, and the axioms below it. Raises `Rejected` for others."""
        axioms, _ = self._closure(found, frozenset())
        shown = show_name(hole.name)
        forbidden = sorted(show_name(name) for name in axioms - STANDARD_AXIOMS - {SORRY})
        if forbidden:
            raise Rejected("axiom", f"{shown} depends on the axiom {', '.join(forbidden)}", found)
        kind = kind_of(hole)
        if SORRY not in axioms:
            return Filling(hole.name, kind, "filled"), axioms
        own, reached = self._closure(found, self._holes - {found})
        if SORRY in own:
            return Filling(hole.name, kind, "open"), axioms
        rests_on = tuple(
            name for name in sorted(reached) if SORRY in self._closure(name, frozenset())[0]
        )
        return Filling(hole.name, kind, "conditional", rests_on), axioms

    def _closure(self, root: Name, stop: frozenset[Name]) -> tuple[set[Name], set[Name]]:
        """Return the axioms below a declaration, and those of `stop` that were met; what lies
        below them is left out.
        """
        axioms: set[Name] = set()
        met: set[Name] = set()
        seen: set[Name] = set()
        stack = [root]
        own = self._replay.constants
        while stack:
            name = stack.pop()
            if name in seen:
                continue
            seen.add(name)
            if name in stop:
                met.add(name)
            elif name in own:
                stack.extend(self._replay.mentions(own[name]))
            else:
                if name in _COMPILED_EVALUATION or self._kernel.is_axiom(name):
                    axioms.add(name)
                stack.extend(self._library(name))
        return axioms, met

    def _library(self, name: Name) -> list[Name]:
        known = self._uses.get(name)
        if known is None:
            known = self._uses[name] = self._kernel.uses(name)
        return known

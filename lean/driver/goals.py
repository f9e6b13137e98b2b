"""Goals as data, decoded from what Lean's interactive goal view sends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lean.errors import TransportError
from lean.sandbox.text import printable


@dataclass(frozen=True)
class Span:
    """A subterm of a printed term: characters `start` to `end`, and its place in the term.

    `path` is Lean's subexpression position (`/0/1`: child 1 of child 0).
    """

    start: int
    end: int
    path: str


@dataclass(frozen=True)
class Term:
    """A term as Lean prints it, with the spans of its subterms, outermost first."""

    text: str
    spans: tuple[Span, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", printable(self.text))

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Hypothesis:
    """One line of a goal's context: names that share a type, or a local definition with a value.

    Names printed with a dagger cannot be typed by a user.
    """

    names: tuple[str, ...]
    type: Term
    value: Term | None = None
    is_type: bool = False
    is_instance: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", tuple(map(printable, self.names)))

    def pretty(self) -> str:
        """Spell the line as Lean does."""
        value = "" if self.value is None else f" := {self.value}"
        return f"{' '.join(self.names)} : {self.type}{value}"


@dataclass(frozen=True)
class Goal:
    """A goal: its context and its target. ``case`` is the goal's tag, empty if it has none.

    ``identity`` is a digest of the goal with every type, instance and universe spelt out, which
    is what two goals that print alike may differ in: ``1 - 2 = 0`` is true of ``Nat`` and false
    of ``Int``. Goals with the same identity have the same names, types and target. Empty where
    Lean was not asked or did not say; then the goal may be taken for no other.
    """

    hypotheses: tuple[Hypothesis, ...]
    target: Term
    case: str = ""
    identity: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "case", printable(self.case))

    def pretty(self) -> str:
        """Spell the goal as Lean does."""
        lines = [f"case {self.case}"] if self.case else []
        lines += [hypothesis.pretty() for hypothesis in self.hypotheses]
        return "\n".join([*lines, f"⊢ {self.target}"])

    @property
    def has_metavariables(self) -> bool:
        """Whether some part of the goal is still open (printed `?x`)."""
        terms = [self.target, *(h.type for h in self.hypotheses)]
        return any("?" in term.text for term in terms)


def _text(tagged: Any) -> Term:
    """Flatten Lean's tagged text. Raises `TransportError` if it is something else."""
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    # (node, None) is to be printed; (path, start) closes a span.
    stack: list[tuple[Any, int | None]] = [(tagged, None)]
    while stack:
        node, start = stack.pop()
        if start is not None:
            spans.append(Span(start, length, node))
        elif isinstance(node, dict) and isinstance(node.get("text"), str):
            pieces.append(node["text"])
            length += len(node["text"])
        elif isinstance(node, dict) and isinstance(node.get("append"), list):
            stack.extend((part, None) for part in reversed(node["append"]))
        elif isinstance(node, dict) and isinstance(node.get("tag"), list) and len(node["tag"]) == 2:
            info, inner = node["tag"]
            path = info.get("subexprPos") if isinstance(info, dict) else None
            if isinstance(path, str):
                stack.append((path, length))
            stack.append((inner, None))
        else:
            raise TransportError("Lean sent a term in an unknown form")
    spans.sort(key=lambda span: (span.start, -span.end))
    return Term("".join(pieces), tuple(spans))


def _hypothesis(entry: dict[str, Any]) -> Hypothesis:
    value = entry.get("val")
    return Hypothesis(
        names=tuple(str(name) for name in entry["names"]),
        type=_text(entry["type"]),
        value=None if value is None else _text(value),
        is_type=bool(entry.get("isType")),
        is_instance=bool(entry.get("isInstance")),
    )


def decode_goals(answer: Any) -> tuple[Goal, ...]:
    """Decode the answer to `getInteractiveGoals`. Raises `TransportError`."""
    if answer is None:
        return ()
    try:
        return tuple(
            Goal(
                hypotheses=tuple(_hypothesis(entry) for entry in goal["hyps"]),
                target=_text(goal["type"]),
                case=str(goal.get("userName") or ""),
            )
            for goal in answer["goals"]
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise TransportError("Lean sent goals in an unknown form") from error


def references(answer: Any) -> Iterator[str]:
    """Yield every server-side reference inside an answer; the server keeps them until released."""
    stack = [answer]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            reference = node.get("p")
            if isinstance(reference, str) and len(node) == 1:
                yield reference
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)

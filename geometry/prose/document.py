"""The order and the sentences of a proof, before it is set in Markdown, LaTeX or plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from geometry.engine.equations import equations
from geometry.errors import GeometryInputError
from geometry.language import Construction as Making
from geometry.language import Statement, extend
from geometry.numerics import deviation
from geometry.predicates import Predicate, Table
from geometry.proof import ByAlgebra, ByRule, Construction, Proof
from geometry.prose.chains import Derivation, derive
from geometry.prose.constructions import describe
from geometry.prose.facts import phrase, sentence
from geometry.prose.notation import Notation
from geometry.rules import RULES

FOOTING = (
    "Angles are directed angles between lines, taken modulo 180°, and {PQ} denotes the length of "
    "a segment. Which points differ, and on which side they lie, is read from the figure: the "
    "proof holds for figures in general position near the drawn one."
)

#: Deviation below which an earlier point counts as satisfying a construction in the figure.
_SATISFIED = 1e-7


@dataclass(frozen=True)
class Item:
    """A labelled sentence.

    Attributes:
        label: `a`, `b`, ... for what is given or constructed, `1`, `2`, ... for what is proved.
        text: one sentence, or two.
        derivation: the computation behind it, where it needs one.
    """

    label: str
    text: str
    derivation: Derivation | None = None


@dataclass(frozen=True)
class Document:
    """A proof in words.

    Attributes:
        title: heading.
        given: the problem's constructions.
        goal: what is to be shown, a sentence.
        added: auxiliary constructions with their reasons.
        steps: the proof.
        conclusion: last sentence.
        footing: what the words of the proof mean.
    """

    title: str
    given: tuple[Item, ...]
    goal: str
    added: tuple[Item, ...]
    steps: tuple[Item, ...]
    conclusion: str
    footing: str


def compose(proof: Proof, statement: Statement, n: Notation, title: str = "Proof") -> Document:
    """Put a proof into words.

    Args:
        proof: a proof of the goals of `statement`.
        statement: the problem, without auxiliary points.
        n: the notation of the formulas.
        title: heading.

    Raises:
        GeometryInputError: a step refers to a rule, construction or equation that does not exist.
    """
    whole = extend(statement, proof.auxiliary) if proof.auxiliary else statement
    own = len(statement.constructions)
    letters = [letter_label(i) for i in range(len(whole.constructions))]
    clause_label = [
        label
        for label, made in zip(letters, whole.constructions, strict=True)
        for _ in made.clauses
    ]
    _check_references(proof, len(clause_label))
    labels: dict[int, tuple[str, ...]] = {}
    shown: list[int] = []
    goals = set(proof.goals)
    for i in proof.needed():
        step = proof.steps[i]
        if isinstance(step.reason, Construction) and i not in goals:
            labels[i] = (clause_label[step.reason.clause],)
        elif i not in goals and _at_sight(proof, i, labels):
            cited = (x for s in step.premises for x in labels[s])
            labels[i] = tuple(dict.fromkeys(cited))
        else:
            shown.append(i)
            labels[i] = (str(len(shown)),)

    def cite(steps: list[int]) -> str:
        found = dict.fromkeys(x for s in steps for x in labels[s])
        ordered = sorted(found, key=lambda x: (x.isdigit(), len(x), x))
        return ", ".join(f"({x})" for x in ordered)

    def shared(made: Making) -> str | None:
        return _other_intersection(made, whole, proof)

    items = [
        Item(label, describe(made, n, shared))
        for label, made in zip(letters, whole.constructions, strict=True)
    ]
    added = []
    for item, made in zip(items[own:], whole.constructions[own:], strict=True):
        why = _purpose(proof, made, shown, labels)
        added.append(Item(item.label, item.text + (f" {why}" if why else "")))
    steps = tuple(_item(proof, i, labels[i][0], clause_label, cite, n) for i in shown)
    goal_texts = " and ".join(phrase(goal, n) for goal in statement.goals)
    ends = ", ".join(f"({labels[g][0]})" for g in dict.fromkeys(proof.goals))
    return Document(
        title=title,
        given=tuple(items[:own]),
        goal=f"Show that {goal_texts}." if goal_texts else "",
        added=tuple(added),
        steps=steps,
        conclusion=f"By {ends}, {goal_texts}, as was to be shown." if goal_texts else "",
        footing=FOOTING.replace("{PQ}", n.math("PQ")),
    )


def letter_label(index: int) -> str:
    """a, b, ..., z, aa, ab, ..."""
    head, tail = divmod(index, 26)
    return (letter_label(head - 1) if head else "") + chr(ord("a") + tail)


def _check_references(proof: Proof, clauses: int) -> None:
    """A certificate from a file may name what does not exist; the prose could not speak of it."""
    for number, step in enumerate(proof.steps):
        match step.reason:
            case Construction(clause) if clause >= clauses:
                wrong = f"construction {clause}"
            case ByRule(rule, points, _) if rule not in RULES or set(RULES[rule].variables) != set(
                dict(points)
            ):
                wrong = f"rule {rule}"
            case ByAlgebra(table, parts) if not _has_equations(proof, step.fact, table, parts):
                wrong = f"equations of table {table}"
            case _:
                continue
        raise GeometryInputError(
            f"step {number} of the proof uses {wrong}, which does not exist here",
            fix="run `olympiad check` on the certificate",
        )


def _has_equations(
    proof: Proof, fact: Predicate, table: Table, parts: tuple[tuple[int, int, Fraction], ...]
) -> bool:
    def count(of: Predicate) -> int:
        return len(equations(of, table, proof.diagram))

    return count(fact) > 0 and all(0 <= e < count(proof.steps[s].fact) for s, e, _ in parts)


def _at_sight(proof: Proof, number: int, labels: dict[int, tuple[str, ...]]) -> bool:
    """Whether a reader sees the fact from what is given: equal radii, base angles of them."""
    step = proof.steps[number]
    if not all(not x.isdigit() for s in step.premises for x in labels[s]):
        return False
    if isinstance(step.reason, ByAlgebra):
        return step.fact.name == "cong" and step.reason.table == "ratio" and len(step.premises) <= 3
    return isinstance(step.reason, ByRule) and step.reason.rule == "isosceles_angles"


def _item(
    proof: Proof,
    number: int,
    label: str,
    clauses: list[str],
    cite: Callable[[list[int]], str],
    n: Notation,
) -> Item:
    step = proof.steps[number]
    claim = phrase(step.fact, n)
    match step.reason:
        case Construction(clause):
            return Item(label, sentence(f"{claim}, by ({clauses[clause]})."))
        case ByRule(rule, points, _):
            values = dict(points)
            why = n.fill(RULES[rule].sentence, values, frozenset(values))
            head, colon, tail = why.partition(": ")
            why = f"{head} ({tail})" if colon else head
            sources = cite(list(step.premises))
            # Some rules are theorems with a name, which is no clause of its own.
            link = "by the" if head.startswith("law of") else "because"
            return Item(
                label,
                sentence(f"{claim}, {link} {why}" + (f": see {sources}." if sources else ".")),
            )
        case ByAlgebra():
            sources = cite(list(step.premises))
            derivation = derive(proof, number, cite, n)
            if derivation and derivation.one_equality:
                reason = derivation.rows[1].reason
                return Item(label, sentence(f"{claim}, by {reason}. {derivation.note}".strip()))
            tail = f", by {sources}" if sources and derivation is None else ""
            return Item(
                label, sentence(f"{claim}{tail}" + (":" if derivation else ".")), derivation
            )


def _purpose(
    proof: Proof, made: Making, shown: list[int], labels: dict[int, tuple[str, ...]]
) -> str:
    """What an auxiliary point is for: the first and last numbered steps that speak of it."""
    new = set(made.points)
    users = [labels[i][0] for i in shown if new & set(proof.steps[i].fact.points)]
    if not users:
        return ""
    where = f"({users[0]})" if len(users) == 1 else f"({users[0]}) to ({users[-1]})"
    return f"It serves in {where}."


def _other_intersection(made: Making, whole: Statement, proof: Proof) -> str | None:
    """An earlier point that satisfies all conditions of the one new point, read off the figure."""
    if len(made.points) != 1:
        return None
    new = made.points[0]
    facts = [fact for clause in made.clauses for fact in clause.facts]
    for old in whole.points[: whole.points.index(new)]:
        replaced = [f.renamed({p: p for p in f.points} | {new: old}) for f in facts]
        if any(f.name in ("para", "perp") and len({*f.points[:2]}) < 2 for f in replaced):
            continue
        if all(deviation(f, dict(proof.diagram))[0] < _SATISFIED for f in replaced):
            return old
    return None

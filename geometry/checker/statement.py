"""The checker's own reader of the problem text.

It shares with `geometry.language` only the construction table and the relations. It is meant to
say whether a text is a problem and what its hypotheses and goals are, not to help its writer:
messages are short.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from geometry.checker.dialects import in_our_words
from geometry.checker.facts import number, read_predicate, segments
from geometry.checker.goal_words import GOAL_WORDS, written_out
from geometry.checker.report import Rejection, shown
from geometry.constructions import CONSTRUCTIONS
from geometry.order import ORDER, order_facts, repeats
from geometry.predicates import RELATIONS, Predicate, atoms
from geometry.rules import Condition

MAX_CHARACTERS = 100_000
MAX_POINTS = 200
MAX_CLAUSES = 600
MAX_GOALS = 100

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}'*")
_HINT = re.compile(r"@[+-]?[0-9.eE+-]{1,40}_[+-]?[0-9.eE+-]{1,40}")
_ANGLE = re.compile(
    r"(?P<degrees>[+-]?[0-9/.]+)(?:o|deg|°)|(?P<factor>[+-]?[0-9/.]*)pi(?P<divisor>/[0-9]+)?"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One condition on new points.

    Attributes:
        name: a construction, or a relation used as a condition.
        args: points and numbers, new points included.
        facts: the atomic facts it asserts.
        needs: open conditions under which the construction makes sense.
        closed_needs: whether the table asks for an equation between the given points as well.
        order: the open condition that it makes, if it is one about order or sides.
    """

    name: str
    args: tuple[str, ...]
    facts: tuple[Predicate, ...]
    needs: tuple[Condition, ...]
    closed_needs: bool
    order: Condition | None = None

    def __str__(self) -> str:
        return " ".join((self.name, *self.args))


@dataclass(frozen=True, slots=True)
class Construction:
    """New points and the clauses that define them."""

    points: tuple[str, ...]
    clauses: tuple[Clause, ...]

    def __str__(self) -> str:
        return f"{' '.join(self.points)} = {', '.join(map(str, self.clauses))}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Constructions and goals; `goals` are atomic, in the order of the text."""

    constructions: tuple[Construction, ...]
    goals: tuple[Predicate, ...]

    @property
    def points(self) -> tuple[str, ...]:
        return tuple(p for c in self.constructions for p in c.points)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        return tuple(clause for c in self.constructions for clause in c.clauses)

    def __str__(self) -> str:
        left = "; ".join(map(str, self.constructions))
        return f"{left} ? {', '.join(map(str, self.goals))}" if self.goals else left


def read_problem(text: str) -> Problem:
    """Reads `constructions ? goals`; raises Rejection if it is not a problem with a goal."""
    left, mark, right = _clean(text).partition("?")
    if not mark or "?" in right:
        raise Rejection("the problem must have exactly one question mark, before its goals")
    constructions = _constructions(left, ())
    if not constructions:
        raise Rejection("the problem has no construction")
    known = {p for c in constructions for p in c.points}
    goals: dict[Predicate, None] = {}
    for part in re.split(r"[,;]", right):
        if words := part.split():
            if words[0] in GOAL_WORDS:
                helping, words = written_out(words, known)
                made = _constructions(helping, tuple(p for c in constructions for p in c.points))
                constructions += made
                known.update(p for c in made for p in c.points)
            goals.update(dict.fromkeys(_relation(words, known)))
    if not goals:
        raise Rejection("the problem has no goal")
    if len(goals) > MAX_GOALS:
        raise Rejection(f"the problem has more than {MAX_GOALS} goals")
    return Problem(constructions, tuple(goals))


def read_auxiliary(text: str, problem: Problem) -> tuple[Construction, ...]:
    """Reads the auxiliary constructions over the points of the problem; may be empty."""
    cleaned = _clean(text)
    if "?" in cleaned:
        raise Rejection("the auxiliary constructions state a goal")
    constructions = _constructions(cleaned, problem.points)
    if sum(len(c.clauses) for c in constructions) + len(problem.clauses) > MAX_CLAUSES:
        raise Rejection(f"there are more than {MAX_CLAUSES} conditions")
    return constructions


def _clean(text: str) -> str:
    if len(text) > MAX_CHARACTERS:
        raise Rejection(f"the problem text is longer than {MAX_CHARACTERS} characters")
    text = re.sub(r"#[^\n]*", " ", text)
    if bad := next((c for c in text if not c.isprintable() and c not in "\t\r\n"), None):
        raise Rejection(f"character U+{ord(bad):04X} cannot stand in a problem")
    return text


def _constructions(text: str, given: tuple[str, ...]) -> tuple[Construction, ...]:
    known = dict.fromkeys(given)
    result: list[Construction] = []
    clauses = 0
    for part in text.split(";"):
        if not part.strip():
            continue
        left, equals, right = part.partition("=")
        if not equals or "=" in right:
            raise Rejection(f"`{shown(part.strip())}` is not of the form `points = construction`")
        points: dict[str, None] = {}
        for word in left.split():
            at = word.find("@")
            name, hint = (word, "") if at < 0 else (word[:at], word[at:])
            if not _NAME.fullmatch(name) or (hint and not _HINT.fullmatch(hint)):
                raise Rejection(f"`{shown(word)}` is not a name of a point")
            if name in known or name in points:
                raise Rejection(f"point {shown(name)} is defined twice")
            points[name] = None
        if not points:
            raise Rejection(f"`{shown(part.strip())}` defines no point")
        texts = [t.split() for t in right.split(",")]
        read = tuple(_clause(words, tuple(points), known) for words in texts)
        used = {a for clause in read for a in clause.args}
        if not used.issuperset(points):
            raise Rejection(f"`{shown(part.strip())}` names a point that no condition defines")
        result.append(Construction(tuple(points), read))
        known.update(points)
        clauses += len(read)
        if len(known) > MAX_POINTS or clauses > MAX_CLAUSES:
            raise Rejection(f"there are more than {MAX_POINTS} points or {MAX_CLAUSES} conditions")
    return tuple(result)


def _clause(words: list[str], points: tuple[str, ...], known: dict[str, None]) -> Clause:
    if not words:
        raise Rejection(f"an empty condition for {shown(' '.join(points))}")
    words = in_our_words(words, points)
    name, *args = words
    text = shown(" ".join(words))
    definition = CONSTRUCTIONS.get(name)
    if (
        definition is not None
        and (name in RELATIONS or name in ORDER)
        and len(args) == len(definition.parameters)
    ):
        # A word of both kinds is a construction where it starts with the point it makes.
        definition = definition if args[0] in points else None
    if definition is None and name in ORDER:
        return _order(name, args, points, known)
    if definition is None:
        if name not in RELATIONS:
            raise Rejection(f"`{shown(name)}` is neither a construction nor a relation")
        stated = _relation(words, (*known, *points))
        plain = tuple(args[: len(args) - RELATIONS[name][1]])
        if not any(a in points for a in plain):
            raise Rejection(f"`{text}` says nothing about {shown(' '.join(points))}")
        value = () if stated[0].value is None else (str(stated[0].value),)
        return Clause(name, (*plain, *value), tuple(stated), (), False)
    if len(args) == len(definition.parameters) - len(definition.new):
        if len(points) != len(definition.new):
            raise Rejection(f"`{text}` makes {len(definition.new)} points, not {len(points)}")
        own, rest = iter(points), iter(args)
        args = [next(own) if p in definition.new else next(rest) for p in definition.parameters]
    if len(args) != len(definition.parameters):
        raise Rejection(f"`{text}` has the wrong number of arguments")
    bound: dict[str, str] = {}
    for parameter, word in zip(definition.parameters, args, strict=True):
        if parameter in definition.numbers:
            word = str(number(word))
        elif parameter in definition.new:
            if word not in points or word in bound.values():
                raise Rejection(
                    f"`{text}` must make new, different points, and {shown(word)} is not"
                )
        elif word not in known:
            raise Rejection(f"`{text}` uses {shown(word)}, which is not an earlier point")
        bound[parameter] = word
    needs: list[Condition] = []
    closed = False
    for need in definition.needs:
        head, *variables = need.split()
        if head in RELATIONS:
            closed = True
        else:
            if len({bound[v] for v in variables}) < len(variables):
                raise Rejection(f"`{text}` repeats a point where it needs `{need}`")
            needs.append(Condition(head, tuple(bound[v] for v in variables)))
    facts = tuple(
        a for text in definition.facts for a in _asserted(text, bound, definition.numbers)
    )
    return Clause(name, tuple(bound[p] for p in definition.parameters), facts, tuple(needs), closed)


def _order(name: str, args: list[str], points: tuple[str, ...], known: dict[str, None]) -> Clause:
    text = shown(" ".join((name, *args)))
    if len(args) != len(ORDER[name].parameters) or repeats(name, args):
        raise Rejection(f"`{text}` has the wrong points")
    if unknown := next((a for a in args if a not in known and a not in points), None):
        raise Rejection(f"`{text}` names {shown(unknown)}, which is no point")
    if not any(a in points for a in args):
        raise Rejection(f"`{text}` says nothing about {shown(' '.join(points))}")
    condition = Condition(name, tuple(args))
    return Clause(name, tuple(args), order_facts(name, args), (), False, condition)


def _asserted(text: str, bound: dict[str, str], numbers: tuple[str, ...]) -> list[Predicate]:
    """The atomic facts of one row entry such as `aconst b a b x y`."""
    name, *words = text.split()
    value: Fraction | None = None
    if RELATIONS[name][1]:
        last = words.pop()
        # Number parameters are degrees; facts count in multiples of pi.
        value = number(bound[last]) / 180 if last in numbers else number(last)
    return list(atoms(Predicate(name, tuple(bound[w] for w in words), value)))


def _relation(
    words: list[str], known: dict[str, None] | set[str] | tuple[str, ...]
) -> list[Predicate]:
    """Relations as a problem may write them: `coll` and `cyclic` of many points, `aconst` in degrees."""
    words = in_our_words(words)
    name, *args = words
    if name in ("coll", "cyclic") and len(args) > RELATIONS[name][0]:
        base = RELATIONS[name][0] - 1
        facts = [f for last in args[base:] for f in _relation([name, *args[:base], last], known)]
        return facts
    if name == "aconst" and args and (match := _ANGLE.fullmatch(args[-1])):
        if match["degrees"]:
            value = number(match["degrees"]) / 180
        else:
            factor = match["factor"]
            value = number(factor + "1" if factor in ("", "+", "-") else factor)
            value *= number("1" + match["divisor"]) if match["divisor"] else 1
        args = [*args[:-1], str(value)]
    fact = read_predicate([name, *args], known)
    facts = list(atoms(fact))
    distinct = len(set(fact.points)) == len(fact.points) or name not in ("midp", "circle")
    if not distinct or any(a == b for f in facts for a, b in segments(f)):
        raise Rejection(f"`{shown(str(fact))}` repeats a point")
    return facts

"""Reads the geometry language: `a b c = triangle; h = orthocenter a b c ? perp a h b c`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from geometry.constructions import CONSTRUCTIONS, Definition
from geometry.errors import GeometryInputError
from geometry.language.dialects import translated
from geometry.language.goals import Goals
from geometry.language.statement import (
    Clause,
    Construction,
    Hint,
    Statement,
    number,
)
from geometry.language.tokens import (
    MAX_CONDITIONS,
    MAX_FACTS,
    MAX_GOALS,
    MAX_POINTS,
    Token,
    tokenize,
)
from geometry.language.validation import (
    check_known,
    check_repeats,
    nearest,
    order_condition,
    relation,
)
from geometry.order import ORDER
from geometry.predicates import RELATIONS

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,30}'*")
_HINT = re.compile(r"(?P<name>[^@]+)@(?P<x>[^_]+)_(?P<y>[^_]+)")
_LARGEST = 1e6
_COORDINATE = re.compile(r"[+-]?\d{1,30}(?:\.\d{0,30})?(?:[eE][+-]?\d{1,2})?")


def parse_statement(text: str) -> Statement:
    """Read a problem.

    Args:
        text: `constructions ? goals`. Constructions are separated by `;`, conditions and goals by
            commas (goals also by `;`). Goals may be missing. `#` starts a comment.

    Raises:
        GeometryInputError: one line that names line, column, word and the fix.
    """
    tokens = tokenize(text)
    marks = [i for i, t in enumerate(tokens) if t.text == "?"]
    if len(marks) > 1:
        raise tokens[marks[1]].error("a second question mark", "separate goals by commas")
    end = marks[0] if marks else len(tokens)
    constructions = _constructions(tokens[:end], ())
    if not constructions:
        raise GeometryInputError(
            "the statement is empty", fix="write one such as `a b c = triangle ? coll a b c`"
        )
    goals = Goals({p for c in constructions for p in c.points})
    if marks:
        parts = [p for part in _split(tokens[end + 1 :], ";") for p in _split(part, ",")]
        for part in parts:
            if part:
                goals.add(part)
                if len(goals.facts) + len(goals.questions) > MAX_GOALS:
                    raise part[0].error(f"more than {MAX_GOALS} goals", "state a smaller problem")
        if not goals.facts and not goals.questions:
            raise tokens[end].error("no goal after the question mark", "write one, or leave it out")
    if goals.helpers:
        known = [p for c in constructions for p in c.points]
        constructions += _constructions(tokenize("; ".join(goals.helpers)), known)
    return Statement(constructions, tuple(goals.facts), text, tuple(goals.questions))


def parse_constructions(text: str, known: Sequence[str] = ()) -> tuple[Construction, ...]:
    """Read constructions without a goal, over points that are `known` already; may be empty.

    Raises:
        GeometryInputError: as `parse_statement`; also if the text has a goal.
    """
    tokens = tokenize(text)
    for token in tokens:
        if token.text == "?":
            raise token.error("a goal is not allowed here", "write constructions only")
    return _constructions(tokens, known)


def extend(statement: Statement, text: str) -> Statement:
    """The statement with further constructions, written in the same language, at its end.

    Raises:
        GeometryInputError: the text is wrong, states a goal, or reuses the name of a point.
    """
    more = parse_constructions(text, known=statement.points)
    return Statement.with_parts(
        statement.constructions + more, statement.goals, statement.questions
    )


def read_problems(text: str) -> dict[str, str]:
    """Split a collection (a name line, then a statement line, again and again).

    Returns:
        Name -> statement text, in the order of the file.

    Raises:
        GeometryInputError: a name without a statement, or a name that stands twice.
    """
    lines = [(i, ln.strip()) for i, ln in enumerate(text.splitlines(), 1) if ln.strip()]
    if len(lines) % 2:
        raise GeometryInputError(
            "a problem name without a statement", line=lines[-1][0], word=lines[-1][1][:60]
        )
    problems: dict[str, str] = {}
    for (place, name), (_, statement) in zip(lines[::2], lines[1::2], strict=True):
        if name in problems:
            raise GeometryInputError("this problem name stands twice", line=place, word=name)
        problems[name] = statement
    return problems


def _split(tokens: Sequence[Token], mark: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for token in tokens:
        if token.text == mark:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _constructions(tokens: Sequence[Token], known: Iterable[str]) -> tuple[Construction, ...]:
    parts = [part for part in _split(tokens, ";") if part]
    later = {_HINT.sub(r"\g<name>", t.text): t for part in parts for t in _left(part)}
    defined = dict.fromkeys(known)
    result: list[Construction] = []
    conditions = facts = 0
    for part in parts:
        result.append(_construction(part, defined, later))
        defined.update(dict.fromkeys(result[-1].points))
        if len(defined) > MAX_POINTS:
            raise part[0].error(f"more than {MAX_POINTS} points", "state a smaller problem")
        conditions += len(result[-1].clauses)
        if conditions > MAX_CONDITIONS:
            raise part[0].error(f"more than {MAX_CONDITIONS} conditions", "state a smaller problem")
        facts += sum(len(clause.facts) for clause in result[-1].clauses)
        if facts > MAX_FACTS:
            raise part[0].error(
                f"conditions that assert more than {MAX_FACTS} facts", "state a smaller problem"
            )
    return tuple(result)


def _left(part: Sequence[Token]) -> list[Token]:
    """The words before the equals sign."""
    equals = next((i for i, t in enumerate(part) if t.text == "="), 0)
    return list(part[:equals])


def _construction(
    part: Sequence[Token], defined: dict[str, None], later: dict[str, Token]
) -> Construction:
    equals = [i for i, t in enumerate(part) if t.text == "="]
    if not equals:
        raise part[0].error(
            "a construction without `=`",
            "write `points = construction`, for example `m = midpoint a b`",
        )
    if len(equals) > 1:
        raise part[equals[1]].error("a second `=`", "separate constructions by `;`")
    if equals[0] == 0:
        raise part[0].error("no point before `=`", "name the new points")
    points: list[str] = []
    hints: list[Hint] = []
    for token in part[: equals[0]]:
        name, hint = _new_point(token)
        if name in defined:
            raise token.error(f"point {name} is defined already", "use another name")
        if name in points:
            raise token.error(f"point {name} stands twice before `=`", "use another name")
        points.append(name)
        if hint is not None:
            hints.append(hint)
    texts = _split(part[equals[0] + 1 :], ",")
    if not all(texts):
        raise part[equals[0]].error(
            f"an empty condition for {' '.join(points)}", "write a construction after `=` and `,`"
        )
    clauses = tuple(_clause(words, tuple(points), defined, later) for words in texts)
    made = {a for c in clauses for a in c.args}
    for name, token in zip(points, part, strict=False):
        if name not in made:
            raise token.error(f"no condition defines point {name}", "leave it out or constrain it")
    return Construction(tuple(points), clauses, tuple(hints))


def _new_point(token: Token) -> tuple[str, Hint | None]:
    match = _HINT.fullmatch(token.text)
    name = match["name"] if match else token.text
    if not _NAME.fullmatch(name):
        raise token.error("not a point name", "use a letter, then letters, digits, _ and primes")
    if match is None:
        return name, None
    for axis in ("x", "y"):
        if not _COORDINATE.fullmatch(match[axis]):
            raise token.error(f"not a coordinate: {match[axis]}", "write a hint as a@1.5_-2")
        if abs(float(match[axis])) > _LARGEST:
            raise token.error(f"a coordinate beyond {_LARGEST:.0f}", "scale the figure down")
    return name, Hint(name, float(match["x"]), float(match["y"]))


def _clause(
    words: Sequence[Token],
    points: tuple[str, ...],
    defined: dict[str, None],
    later: dict[str, Token],
) -> Clause:
    head, *rest = translated(words, points)
    definition = CONSTRUCTIONS.get(head.text)
    if (head.text in RELATIONS or head.text in ORDER) and (
        definition is None
        or (len(rest) == len(definition.parameters) and rest[0].text not in points)
    ):
        return _constraint(head, rest, points, defined, later)
    if definition is None:
        raise head.error("unknown construction", nearest(head.text))
    args = _full_arguments(head, rest, points, definition)
    values: list[str] = []
    for parameter, token in zip(definition.parameters, args, strict=True):
        if parameter in definition.numbers:
            try:
                values.append(str(number(token.text)))
            except GeometryInputError:
                raise token.error(
                    f"`{definition.name}` takes a number here", "write degrees such as 30 or -45/2"
                ) from None
            continue
        if parameter in definition.new:
            if token.text not in points:
                raise token.error(
                    f"`{definition.name}` makes a point here, and {token.text} stands not before `=`",
                    f"write `{' '.join(points)} = {definition.signature}`",
                )
        else:
            check_known(token, points, defined, later, own=False)
        values.append(token.text)
    check_repeats(head, definition, tuple(values))
    return Clause(head.text, tuple(values), False, head.line, head.column)


def _full_arguments(
    head: Token, rest: Sequence[Token], points: tuple[str, ...], definition: Definition
) -> list[Token]:
    """The arguments with those put in that the short spelling leaves out."""
    if len(rest) == len(definition.parameters):
        return list(rest)
    if len(rest) == len(definition.short):
        if len(points) != len(definition.new):
            raise head.error(
                f"`{head.text}` makes {len(definition.new)} point(s), and {len(points)} stand before `=`",
                f"write `{' '.join(definition.new)} = {definition.signature}`",
            )
        own, given = iter(points), iter(rest)
        return [
            Token(next(own), head.line, head.column) if p in definition.new else next(given)
            for p in definition.parameters
        ]
    raise head.error(
        f"`{head.text}` takes {len(definition.parameters)} arguments "
        f"(or {len(definition.short)} without the new points), not {len(rest)}",
        f"write `{' '.join(definition.new)} = {definition.signature}`",
    )


def _constraint(
    head: Token,
    rest: Sequence[Token],
    points: tuple[str, ...],
    defined: dict[str, None],
    later: dict[str, Token],
) -> Clause:
    """A relation as a condition on the new points."""
    order = head.text in ORDER
    facts = order_condition(head, rest) if order else relation(head, rest)
    numbers = 0 if order else RELATIONS[head.text][1]
    words = [t for t in rest if not (numbers and t is rest[-1])]
    for token in words:
        check_known(token, points, defined, later, own=True)
    if not any(token.text in points for token in words):
        raise head.error(
            f"`{head.text}` says nothing about {' '.join(points)}",
            "a condition must contain a point that stands before `=`",
        )
    args = tuple(t.text for t in words)
    value = facts[0].value if facts else None
    if value is not None:
        args = (*args, str(value))
    return Clause(head.text, args, True, head.line, head.column)

"""What may stand behind the question mark: relations, and words that stand for them."""

from __future__ import annotations

from collections.abc import Sequence

from geometry.language.dialects import QUESTION_NAMES, translated
from geometry.language.statement import Question
from geometry.language.tokens import Token
from geometry.language.validation import nearest, points_fix, relation
from geometry.order import ORDER
from geometry.predicates import RELATIONS, Predicate

#: Goals that need a point of their own: word -> (number of points, meaning, the point's name, its
#: construction, the relation to prove). Letters stand for the goal's points, x for the new one.
HELPED: dict[str, tuple[int, str, str, str, str]] = {
    "concurrent": (
        6,
        "lines ab, cd, ef meet in one point",
        "meet",
        "intersection_ll x a b c d",
        "coll x e f",
    ),
    "touches": (4, "line ab touches the circle around c through d", "touch", "foot x c a b", "cong c x c d"),
    "circles_touch": (
        4,
        "the circle around a through b touches the circle around c through d",
        "touch",
        "on_line x a c, on_circle x a b",
        "cong c x c d",
    ),
}  # fmt: skip
#: Relations whose value can be asked for.
QUESTIONS = ("aconst", "rconst", "lconst", "angle")


class Goals:
    """Collects the goals of a statement.

    Attributes:
        facts: the relations to prove, as keys in order.
        questions: the values to find, as keys in order.
        helpers: constructions that some goals need, as texts.
    """

    def __init__(self, known: set[str]) -> None:
        self.facts: dict[Predicate, None] = {}
        self.questions: dict[Question, None] = {}
        self.helpers: list[str] = []
        self._known = known

    def add(self, words: Sequence[Token]) -> None:
        """Read one goal.

        Raises:
            GeometryInputError: it is not a goal over the known points.
        """
        head, *rest = translated(words)
        if asked := QUESTION_NAMES.get(head.text):
            rest = [Token(asked, head.line, head.column), *rest]
            head = Token("find", head.line, head.column)
        if head.text == "find":
            self._find(head, rest)
        elif head.text in HELPED:
            self._helped(head, rest)
        elif head.text in RELATIONS:
            self._check(rest[: len(rest) - RELATIONS[head.text][1]])
            self.facts.update(dict.fromkeys(relation(head, rest)))
        elif head.text in ORDER:
            raise head.error(
                f"`{head.text}` is a condition on figures and cannot be a goal yet",
                "state it as a condition of a construction, and an equation as the goal",
            )
        else:
            raise head.error("unknown goal", nearest(head.text, {*RELATIONS, *HELPED, "find"}))

    def _find(self, head: Token, rest: Sequence[Token]) -> None:
        if not rest or rest[0].text not in QUESTIONS:
            words = " or ".join(f"`{q}`" for q in QUESTIONS)
            raise head.error("`find` asks for a value", f"write {words} and its points after it")
        word, *points = rest
        self._check(points)
        if word.text == "angle":
            names = tuple(t.text for t in points)
            if len(names) != 3 or len(set(names)) < 3:
                raise word.error(
                    "`find angle` takes three different points",
                    "write `find angle a b c`: vertex b",
                )
            self.questions[Question("angle", names)] = None
            return
        (fact,) = relation(word, [*points, Token("1", word.line, word.column)])
        self.questions[Question(word.text, fact.points)] = None

    def _helped(self, head: Token, rest: Sequence[Token]) -> None:
        count, meaning, name, construction, fact = HELPED[head.text]
        if len(rest) != count:
            raise head.error(
                f"`{head.text}` takes {count} points, not {len(rest)}", f"it says: {meaning}"
            )
        self._check(rest)
        pairs = [frozenset(t.text for t in rest[i : i + 2]) for i in range(0, count, 2)]
        if len(set(pairs)) < len(pairs) or any(len(pair) < 2 for pair in pairs):
            raise head.error(f"`{head.text}` repeats points", f"it says: {meaning}")
        point, number = name, 1
        while point in self._known:
            number += 1
            point = f"{name}{number}"
        self._known.add(point)
        names = {**dict(zip("abcdef", (t.text for t in rest), strict=False)), "x": point}
        clauses = [clause.split() for clause in construction.split(", ")]
        made = ", ".join(" ".join((w, *(names[n] for n in letters))) for w, *letters in clauses)
        self.helpers.append(f"{point} = {made}")
        word, *letters = fact.split()
        where = [Token(names[n], head.line, head.column) for n in letters]
        self.facts.update(dict.fromkeys(relation(Token(word, head.line, head.column), where)))

    def _check(self, points: Sequence[Token]) -> None:
        for token in points:
            if token.text not in self._known:
                raise token.error("unknown point", points_fix(self._known))

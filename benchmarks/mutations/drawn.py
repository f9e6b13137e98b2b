"""All places of a file where one small change can be made, and a draw of some of them.

* a comparison is turned into its opposite (`<` into `>=`, `in` into `not in`);
* a truth value is turned; a number up to 16 becomes the next one; a larger one, or one with a
  point, a thousand times larger or smaller;
* a `raise`, or an early `return` that refuses, does nothing.

Nothing is changed inside f-strings, which are words for people, in decorators, and in the
assertion `strict` of `zip`.
"""

from __future__ import annotations

import ast
import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_OPPOSITE: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", ">="),
    ast.LtE: ("<=", ">"),
    ast.Gt: (">", "<="),
    ast.GtE: (">=", "<"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}
#: Calls whose early return is a refusal, by the last part of the name.
_REFUSALS = frozenset({"Rejected", "Undecided", "Finding", "_unverified", "JuryReport"})
_SMALL = 16


@dataclass(frozen=True)
class Site:
    """One change at one place.

    Attributes:
        file: path below the root.
        line: number of the line, from 1.
        scope: the function or class around it, dotted; empty at the top.
        before, after: the changed line without and with the change (a statement that is left out:
            its first line, and `pass`).
        start, end: offsets of the replaced text in characters.
        new: what stands there instead.
    """

    file: str
    line: int
    scope: str
    before: str
    after: str
    start: int
    end: int
    new: str

    @property
    def name(self) -> str:
        """For tables: place and change."""
        return f"{self.file}:{self.line}: {self.before}  ->  {self.after}"

    def text(self, source: str) -> str:
        """The whole file with the change."""
        return source[: self.start] + self.new + source[self.end :]


def sites(file: str, source: str) -> list[Site]:
    """All changes of one file, in the order of their places."""
    return sorted(_Finder(file, source).found, key=lambda s: (s.start, s.end, s.new))


def all_sites(root: Path, files: Sequence[str]) -> list[Site]:
    """All changes of these files, file after file."""
    return [s for file in files for s in sites(file, (root / file).read_text("utf-8"))]


def draw(found: Sequence[Site], count: int, seed: int) -> list[Site]:
    """`count` of the changes (all, if there are no more), the same ones for the same seed.

    Each change has its own lot, so that an edit somewhere else changes nothing in the draw.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    lots: list[tuple[str, Site]] = []
    for site in found:
        own = (Path(site.file).name, site.scope, site.before, site.after)
        words = (str(seed), *own, str(seen[own]))
        seen[own] += 1
        lots.append((hashlib.sha256("\0".join(words).encode()).hexdigest(), site))
    return [site for _, site in sorted(lots, key=lambda lot: lot[0])[:count]]


class _Finder:
    def __init__(self, file: str, source: str) -> None:
        self._file, self._source = file, source
        self._lines = source.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))
        self.found: list[Site] = []
        self._visit(ast.parse(source), ())

    def _offset(self, line: int, column: int) -> int:
        """Of a place as `ast` counts it: lines from 1, columns in bytes."""
        text = self._lines[line - 1]
        return self._starts[line - 1] + len(text.encode()[:column].decode())

    def _span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None and node.end_col_offset is not None
        return (
            self._offset(node.lineno, node.col_offset),
            self._offset(node.end_lineno, node.end_col_offset),
        )

    def _add(self, scope: tuple[str, ...], start: int, end: int, new: str) -> None:
        line = self._source.count("\n", 0, start) + 1
        first = self._starts[line - 1]
        changed = self._source[first:start] + new + self._source[end:].partition("\n")[0]
        before = self._lines[line - 1].strip()
        after = new if new == "pass" else changed.strip()
        self.found.append(Site(self._file, line, ".".join(scope), before, after, start, end, new))

    def _visit(self, node: ast.AST, scope: tuple[str, ...]) -> None:
        if isinstance(node, ast.JoinedStr):
            return
        if isinstance(node, ast.Compare):
            self._comparison(node, scope)
        elif isinstance(node, ast.Constant):
            self._constant(node, scope)
        elif isinstance(node, ast.Raise):
            self._add(scope, *self._span(node), "pass")
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            scope = (*scope, node.name)
            # The last statement is the function's result, not an early end.
            for statement in node.body[:-1]:
                self._refusals(statement, scope)
            if isinstance(node.body[-1], ast.Try | ast.For | ast.While | ast.With | ast.If):
                self._refusals(node.body[-1], scope)
        elif isinstance(node, ast.ClassDef):
            scope = (*scope, node.name)
        for child in ast.iter_child_nodes(node):
            if not _declares_only(node, child):
                self._visit(child, scope)

    def _refusals(self, statement: ast.stmt, scope: tuple[str, ...]) -> None:
        if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            return
        if isinstance(statement, ast.Return) and _refuses(statement.value):
            self._add(scope, *self._span(statement), "pass")
        for child in ast.iter_child_nodes(statement):
            if isinstance(child, ast.stmt):
                self._refusals(child, scope)
            elif isinstance(child, ast.ExceptHandler | ast.match_case):
                for inner in child.body:
                    self._refusals(inner, scope)

    def _comparison(self, node: ast.Compare, scope: tuple[str, ...]) -> None:
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            word, opposite = _OPPOSITE[type(operator)]
            start, end = self._span(left)[1], self._span(right)[0]
            between = self._source[start:end]
            at = between.find(word)
            # `not  in` with unusual spaces or a comment between is left alone.
            if at >= 0 and between.replace(word, "", 1).strip(" ()\n\t") == "":
                self._add(scope, start + at, start + at + len(word), opposite)
            left = right

    def _constant(self, node: ast.Constant, scope: tuple[str, ...]) -> None:
        value = node.value
        start, end = self._span(node)
        if isinstance(value, bool):
            self._add(scope, start, end, str(not value))
        elif isinstance(value, int) and value <= _SMALL:
            self._add(scope, start, end, str(value + 1))
        elif isinstance(value, int):
            self._add(scope, start, end, str(value * 1000))
            self._add(scope, start, end, str(value // 1000))
        elif isinstance(value, float):
            self._add(scope, start, end, repr(value * 1000) if value else "1000.0")
            self._add(scope, start, end, repr(value / 1000) if value else "0.001")


def _declares_only(node: ast.AST, child: ast.AST) -> bool:
    """Whether `child` decides nothing when the program runs: decorators, and `strict` of `zip`,
    which asserts what holds anyway."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return child in node.decorator_list
    called_zip = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "zip"
    return called_zip and isinstance(child, ast.keyword)


def _refuses(value: ast.expr | None) -> bool:
    if isinstance(value, ast.JoinedStr):
        return True
    if isinstance(value, ast.Constant):
        return value.value is False or isinstance(value.value, str)
    if isinstance(value, ast.Call):
        called = value.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        return name in _REFUSALS
    return False

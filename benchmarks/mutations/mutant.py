"""A change of one file, and the tests that must notice it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class MutationError(Exception):
    """A change that cannot be made as it is written; one line with the fix."""


@dataclass(frozen=True)
class Mutation:
    """A deliberate change, found by its text.

    Attributes:
        name: short and unique; `--only` looks for parts of it.
        file: path below the root.
        before: the exact text, which occurs once in the file.
        after: what stands there instead.
        breaks: a sentence: what the program does wrong then.
        tests: pytest files or node ids, at least one of which must fail then.
    """

    name: str
    file: str
    before: str
    after: str
    breaks: str
    tests: tuple[str, ...]


@dataclass(frozen=True)
class Mutant:
    """A change that is ready to be tried: the whole new text of one file.

    `text` None is no change at all; the tests must then pass.
    """

    name: str
    file: str
    text: str | None
    breaks: str
    tests: tuple[str, ...]


def prepared(mutation: Mutation, root: Path) -> Mutant:
    """The change made in the text of its file below `root`.

    Raises:
        MutationError: the file is missing, or `before` does not occur in it exactly once.
    """
    path = root / mutation.file
    if not path.is_file():
        raise MutationError(
            f"{mutation.name}: there is no file {mutation.file}; it was moved: correct the list"
        )
    source = path.read_text("utf-8")
    count = source.count(mutation.before)
    if count != 1:
        raise MutationError(
            f"{mutation.name}: the text {mutation.before!r} occurs {count} times in "
            f"{mutation.file} and must occur once; correct the list"
        )
    if mutation.before == mutation.after:
        raise MutationError(f"{mutation.name}: nothing is changed")
    text = source.replace(mutation.before, mutation.after)
    return Mutant(mutation.name, mutation.file, text, mutation.breaks, mutation.tests)

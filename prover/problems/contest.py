"""A contest: a folder with `contest.yaml`, which names sessions, their length and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from prover.limits.durations import DurationError, parse_duration
from prover.problems.errors import ProblemError
from prover.problems.fields import Fields
from prover.problems.files import read_text_file
from prover.problems.load import load_problem
from prover.problems.problem import Problem
from prover.problems.rules import HUMAN, OPEN, RulesProfile, profile_named
from prover.problems.strict_yaml import Mapping, Scalar, Value, read_mapping

CONTEST_FILE = "contest.yaml"
CONTEST_FIELDS = ("id", "name", "source", "rules", "profile", "sessions")
SESSION_FIELDS = ("name", "duration", "problems")


@dataclass(frozen=True)
class Session:
    """Problems sat together under one clock; `duration` is in seconds."""

    name: str
    duration: float
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Contest:
    """A contest and its sessions, in order. `rules` is free text for people; `profile` says the
    same as data, and is what holds."""

    id: str
    name: str
    sessions: tuple[Session, ...]
    rules: str = ""
    profile: RulesProfile = OPEN
    source: str = ""
    path: Path | None = field(default=None, compare=False)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, in the order of the sessions."""
        return tuple(problem for session in self.sessions for problem in session.problems)


def load_contest(path: Path) -> Contest:
    """Read the contest in folder `path` (or in the `contest.yaml` that `path` is).

    Every problem is read too, so that a mistake in the last one shows before the clock starts.
    Raises `ProblemError`.
    """
    file = path / CONTEST_FILE if path.is_dir() else path
    if path.is_dir() and not file.exists():
        raise ProblemError(f"has no {CONTEST_FILE}; name a contest's folder", path=path)
    text = read_text_file(file, what="contest file")
    if file.suffix.lower() not in (".yaml", ".yml"):
        raise ProblemError(f"is not a contest; name a folder with a {CONTEST_FILE}", path=file)
    fields = Fields(read_mapping(text, path=file), file)
    fields.refuse_unknown(CONTEST_FIELDS)
    name = fields.text("name", fix="name the contest: 'name: IMO 2025'")
    listed = fields.sequence(
        "sessions", fix="write 'sessions:' and below it '- duration: 4.5h' with 'problems:'"
    )
    seen: dict[str, str] = {}
    sessions = tuple(
        _session(item, number, file, seen) for number, item in enumerate(listed.items, start=1)
    )
    rules = (fields.optional_text("rules") or "").strip()
    return Contest(
        id=_contest_id(fields, file),
        name=name,
        sessions=sessions,
        rules=rules,
        profile=_profile(fields, rules),
        source=fields.optional_text("source") or "",
        path=file.parent,
    )


def _profile(fields: Fields, rules: str) -> RulesProfile:
    """The field `profile`. A contest that states rules in words and names no profile is sat under
    those for people, which allow least."""
    name = fields.optional_text("profile")
    if name is None:
        return HUMAN if rules else OPEN
    try:
        return profile_named(name)
    except ValueError as fault:
        raise fields.error("profile", str(fault)) from None


def _contest_id(fields: Fields, file: Path) -> str:
    """The field `id`, else the folder's name; it names the folder of the submission."""
    given = fields.optional_text("id") or file.resolve().parent.name or "contest"
    if not all(c.isascii() and (c.isalnum() or c in "._-") for c in given) or given[0] in "._-":
        raise fields.error(
            "id", f"{given[:40]!r} cannot name a folder; write 'id: ' with letters, digits and '-'"
        )
    return given


def _session(item: Value, number: int, file: Path, seen: dict[str, str]) -> Session:
    prefix = f"sessions[{number}]."
    if not isinstance(item, Mapping):
        raise ProblemError(
            "must have the fields duration and problems",
            path=file,
            line=item.line,
            field=prefix[:-1],
        )
    fields = Fields(item, file, prefix)
    fields.refuse_unknown(SESSION_FIELDS)
    name = fields.optional_text("name") or f"Session {number}"
    duration = _duration(fields)
    listed = fields.sequence("problems", fix="list the session's problem files")
    problems = tuple(_problem(entry, fields, seen) for entry in listed.items)
    return Session(name, duration, problems)


def _duration(fields: Fields) -> float:
    text = fields.text("duration", fix="say how long the session lasts: 'duration: 4.5h'")
    try:
        return parse_duration(text)
    except DurationError as fault:
        raise fields.error("duration", str(fault)) from None


def _problem(entry: Value, fields: Fields, seen: dict[str, str]) -> Problem:
    def error(message: str) -> ProblemError:
        return fields.error("problems", message, entry.line)

    if not isinstance(entry, Scalar) or not entry.text:
        raise error("must list file names; write '- p1.md'")
    name = entry.text
    assert fields.path is not None
    file = _inside(name, fields.path.parent)
    if file is None:
        raise error(f"{name!r} leads out of the contest's folder; put the file into the folder")
    if not file.exists():
        raise error(f"there is no file {name!r} in the contest's folder; check the name")
    problem = load_problem(file)
    # File systems of some users ignore case, and the id becomes a file name.
    key = problem.id.lower()
    if key in seen:
        raise error(
            f"{name!r} has the id '{problem.id}', as {seen[key]!r} has; give each problem its own"
        )
    seen[key] = name
    return problem


def _inside(name: str, folder: Path) -> Path | None:
    """The file `name` in `folder`, None when it stands elsewhere, through a link or otherwise."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or "\0" in name:
        return None
    file = folder / pure
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return None
    return file if inside else None

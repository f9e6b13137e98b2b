"""Lake projects under git, as LeanDojo names them.

LeanDojo works on commits: what was changed in a folder and not committed does not exist for it.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lean.dojo import package
from lean.errors import LeanError, ProfileUnavailable, StatementError
from lean.toolchain.find import lake_project


@dataclass(frozen=True)
class DojoTheorem:
    """A theorem of a project.

    `repository` is a folder under git or a URL, `file` a path in it, `name` the theorem's
    full name. `commit` None is what is checked out in a folder, and the newest of a URL.
    """

    repository: str
    file: str
    name: str
    commit: str | None = None


def theorem_in(file: Path, name: str) -> DojoTheorem:
    """Find the project that a file belongs to and name a theorem of it.

    Raises `ProfileUnavailable` where there is no Lake project at the root of a git repository,
    and `StatementError` for a file that LeanDojo would not see as it is.
    """
    file = file.resolve()
    root = lake_project(file.parent)
    if root is None:
        raise ProfileUnavailable(f"{file.name} is in no Lake project: no lakefile above it")
    check_project(root)
    changed = _git(root, "status", "--porcelain", "--", str(file.relative_to(root)))
    if changed:
        raise StatementError("has changes that are not committed; LeanDojo sees the commit only")
    return DojoTheorem(str(root), str(file.relative_to(root)), name)


def check_project(root: Path) -> None:
    """See whether LeanDojo can use a folder. Raises `ProfileUnavailable`."""
    for needed in ("lakefile.lean", "lakefile.toml"):
        if (root / needed).is_file():
            break
    else:
        raise ProfileUnavailable(f"{root} is no Lake project: it has no lakefile")
    if not (root / "lean-toolchain").is_file():
        raise ProfileUnavailable(f"{root} has no lean-toolchain, which LeanDojo needs")
    top = _git(root, "rev-parse", "--show-toplevel")
    if not top or Path(top).resolve() != root.resolve():
        raise ProfileUnavailable(
            f"{root} is not the root of a git repository, which LeanDojo needs: run `git init` there"
        )
    if not _git(root, "rev-parse", "--verify", "HEAD"):
        raise ProfileUnavailable(f"{root} has no commit yet; LeanDojo works on commits")


def _git(folder: Path, *arguments: str) -> str:
    """What git prints; empty where it fails."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise ProfileUnavailable("LeanDojo needs git: install git 2.25 or newer") from error
    return done.stdout.strip() if done.returncode == 0 else ""


def open_repository(location: str, commit: str | None = None) -> Any:
    """Return LeanDojo's `LeanGitRepo` of a folder or URL. Raises `ProfileUnavailable`."""
    dojo = package.load()
    folder = Path(location)
    if folder.is_dir():
        location, commit = str(folder.resolve()), _checked_out(folder, commit)
    elif "://" not in location and not location.startswith("git@"):
        raise ProfileUnavailable(f"{location} is neither a folder nor a URL")
    try:
        return dojo.LeanGitRepo(location, commit or dojo.get_latest_commit(location))
    except Exception as error:
        raise ProfileUnavailable(
            f"LeanDojo cannot use {location} ({type(error).__name__}); a URL needs the network, "
            "and a project a lean-toolchain of a release"
        ) from error


def _checked_out(folder: Path, commit: str | None) -> str:
    """The commit that a folder stands at; another one than was asked for raises."""
    check_project(folder)
    head = _git(folder, "rev-parse", "HEAD")
    if commit is not None and _git(folder, "rev-parse", f"{commit}^{{commit}}") != head:
        raise ProfileUnavailable(
            f"{folder} does not stand at {commit}: run `git checkout {commit}` there first"
        )
    return head


def repository_of(theorem: DojoTheorem) -> Any:
    """Return the `LeanGitRepo` that a theorem belongs to. Raises `ProfileUnavailable`."""
    return open_repository(theorem.repository, theorem.commit)


def may_be_traced(location: str) -> bool:
    """Whether LeanDojo may have a project's trace. A look from outside: opening copies the folder.

    Raises `ProfileUnavailable`.
    """
    folder = Path(location)
    commit = _checked_out(folder, None) if folder.is_dir() else ""
    return any(package.traces().glob(f"*-{commit or '*'}"))


def is_traced(repository: Any) -> bool:
    """Whether LeanDojo has the project's trace on this machine."""
    try:
        return bool(package.load().is_available_in_cache(repository))
    except Exception as error:
        raise named(error) from error


def named(error: Exception) -> LeanError:
    """An error of LeanDojo's that has no better name, without its paths."""
    if isinstance(error, OSError) and not isinstance(error, FileNotFoundError | PermissionError):
        return ProfileUnavailable(f"LeanDojo needs the network here ({type(error).__name__})")
    return ProfileUnavailable(f"LeanDojo failed ({type(error).__name__})")

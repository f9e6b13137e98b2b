"""Replace a folder by a new state so that a kill leaves the old state or the new one.

POSIX can rename one folder onto another only when the other is empty, so there are three ways to
swap a full one, and we looked at each:

* a symbolic link to a versioned folder: atomic everywhere, but what a person copies, zips or
  mails is then a link;
* exchange of two names in one call (`renameat2` on Linux, `renamex_np` on macOS): atomic, and
  the result is an ordinary folder. This is what we use;
* two renames, old aside and new in place: between them the name does not exist. This is the
  fallback for file systems without exchange; readers of ours then look at the folder put aside
  (`readable_state`), and the next writer puts it back first.

The new state is written and synced in a hidden folder beside the target before the swap. One
writer at a time holds a lock on the parent folder; a writer that died holds nothing, so leftovers
found under the lock are garbage. Files that are not ours are carried over.
"""

from __future__ import annotations

import ctypes
import errno
import os
import secrets
import shutil
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from prover.base.locks import Locked, take
from prover.base.whole_files import sync_folder, write_new

LOCK_SECONDS = 10.0
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # also RENAME_SWAP of macOS
_NO_EXCHANGE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM}

Exchange = Callable[[Path, Path], bool]


class FolderError(OSError):
    """The folder could not be replaced; one line that names it. The old state stands."""


def exchange_names(one: Path, other: Path) -> bool:
    """Swap two existing names in one atomic step; False where the system cannot do it."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin" and hasattr(libc, "renamex_np"):
        failed = libc.renamex_np(first, second, ctypes.c_uint(_RENAME_EXCHANGE))
    elif hasattr(libc, "renameat2"):
        failed = libc.renameat2(
            _AT_FDCWD, first, _AT_FDCWD, second, ctypes.c_uint(_RENAME_EXCHANGE)
        )
    else:
        return False
    if not failed:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(one))


def readable_state(target: Path) -> Path | None:
    """Where the present state of `target` stands: the folder, or the one put aside by a writer
    that died between two renames; None when there is neither.
    """
    if target.is_dir():
        return target
    aside = _aside(target)
    return aside if aside.is_dir() else None


def replace_folder(
    target: Path,
    files: Mapping[str, bytes],
    *,
    owned: Collection[str] = (),
    exchange: Exchange = exchange_names,
) -> None:
    """Make `target` a folder with exactly `files` (name to content) and what is not `owned`.

    `owned` names the entries of the old state that this call replaces; every other entry that
    lies there is kept. Missing parent folders are made. Raises `FolderError`; the old state
    then stands.
    """
    target = target.resolve() if target.is_symlink() else target.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _locked(target.parent):
            _recover(target)
            fresh = target.parent / f".{target.name}.sealing-{secrets.token_hex(6)}"
            try:
                _write(fresh, files)
                if target.exists():
                    _carry_over(target, fresh, {*files, *owned})
                sync_folder(fresh)
                _swap(fresh, target, exchange)
            except BaseException:
                shutil.rmtree(fresh, ignore_errors=True)
                raise
            sync_folder(target.parent)
            # After an exchange the hidden name holds the old state. What somebody put there
            # while we wrote is moved, all else was written or linked into the new state.
            if fresh.exists():
                _rescue(fresh, target, {*files, *owned})
                shutil.rmtree(fresh, ignore_errors=True)
    except FolderError:
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise FolderError(f"cannot write the folder {target}: {reason}") from error


def _aside(target: Path) -> Path:
    return target.parent / f".{target.name}.previous"


def _recover(target: Path) -> None:
    """Bring the names to order after a writer that died; the caller holds the lock."""
    aside = _aside(target)
    if aside.is_dir():
        if target.exists():
            shutil.rmtree(aside)
        else:
            aside.rename(target)
    prefix = f".{target.name}.sealing-"
    for entry in list(target.parent.iterdir()):
        if entry.name.startswith(prefix):
            shutil.rmtree(entry, ignore_errors=True)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, content in files.items():
        write_new(folder / name, content)


def _carry_over(old: Path, fresh: Path, owned: Collection[str]) -> None:
    """Link what is not ours from the old state into the new one (copy where links fail)."""
    for entry in old.iterdir():
        if entry.name in owned:
            continue
        copy = fresh / entry.name
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, copy, symlinks=True, copy_function=_link)
        else:
            _link(str(entry), str(copy))


def _link(source: str, copy: str) -> None:
    try:
        os.link(source, copy, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, copy, follow_symlinks=False)


def _rescue(old: Path, target: Path, owned: Collection[str]) -> None:
    for entry in old.iterdir():
        new = target / entry.name
        if entry.name not in owned and not os.path.lexists(new):
            entry.rename(new)


def _swap(fresh: Path, target: Path, exchange: Exchange) -> None:
    if not target.exists() or not any(target.iterdir()):
        fresh.rename(target)  # onto nothing or an empty folder: atomic by POSIX
    elif not exchange(fresh, target):
        aside = _aside(target)
        target.rename(aside)
        fresh.rename(target)
        shutil.rmtree(aside, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with suppress(OSError):  # a file system without locks: one writer is then the user's care
            take(descriptor, seconds=LOCK_SECONDS)
        yield
    except Locked:
        raise FolderError(
            f"another process keeps the folder {folder} locked; stop it and try again"
        ) from None
    finally:
        os.close(descriptor)  # also gives the lock back

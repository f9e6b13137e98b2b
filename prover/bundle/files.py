"""Read a bundle's folder as one whole state and verify its hashes."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

from prover.bundle.atomic_folder import readable_state
from prover.bundle.manifest import MANIFEST_NAME, BundleError, Manifest, parse_manifest

MAX_FILE_BYTES = 256 * 1024 * 1024
"""No file of a bundle may be larger; guards the memory of whoever opens a foreign bundle."""

_TRIES = 20


class BundleMissing(BundleError):
    """There is no bundle at this place."""


class BundleDamaged(BundleError):
    """A file of the bundle is missing, altered or unreadable. `file` names it."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(message)
        self.file = file


def read_folder(folder: Path) -> tuple[Manifest, bytes, dict[str, bytes], tuple[str, ...]]:
    """Manifest, its bytes, the files it lists, and the names in the folder that it does not list.

    The folder is opened once and its files are read through that handle, so that a writer who
    swaps in a new state meanwhile cannot mix the two. If the writer removes the old state while
    we read, we start again with the new one. Raises `BundleMissing`, `ManifestInvalid`,
    `BundleDamaged`.
    """
    for _ in range(_TRIES):
        state = readable_state(folder)
        if state is None:
            raise BundleMissing(f"there is no bundle at {folder}; name a folder made by a run")
        try:
            handle = os.open(state, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise BundleMissing(f"cannot open {folder}: {error.strerror}") from None
        try:
            return _read(handle, folder)
        except BundleError:
            if not _replaced(handle, folder):
                raise
        finally:
            os.close(handle)
    raise BundleMissing(f"{folder} is being replaced all the time; try again later")


def _replaced(handle: int, folder: Path) -> bool:
    """Whether the folder's name leads to another state than the one we hold open."""
    state = readable_state(folder)
    try:
        return state is not None and not os.path.samestat(os.fstat(handle), state.stat())
    except FileNotFoundError:
        return True


def _read(handle: int, folder: Path) -> tuple[Manifest, bytes, dict[str, bytes], tuple[str, ...]]:
    names = os.listdir(handle)
    if MANIFEST_NAME not in names:
        raise BundleMissing(
            f"{folder} is not a bundle: it has no {MANIFEST_NAME}; name a folder made by a run"
        )
    text = _read_file(handle, MANIFEST_NAME, folder)
    manifest = parse_manifest(text, str(folder / MANIFEST_NAME))
    files: dict[str, bytes] = {}
    for name, entry in manifest.files.items():
        content = _read_file(handle, name, folder)
        if len(content) != entry.bytes or hashlib.sha256(content).hexdigest() != entry.sha256:
            raise BundleDamaged(
                name,
                f"{folder / name} was altered after sealing: its SHA-256 is not the manifest's",
            )
        files[name] = content
    unlisted = sorted(set(names) - set(files) - {MANIFEST_NAME})
    return manifest, text, files, tuple(unlisted)


def _read_file(handle: int, name: str, folder: Path) -> bytes:
    # No links and no devices: a foreign bundle must not make us read or wait for anything else.
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    try:
        descriptor = os.open(name, flags, dir_fd=handle)
    except FileNotFoundError:
        raise BundleDamaged(name, f"{folder / name} is missing from the bundle") from None
    except OSError as error:
        raise BundleDamaged(name, f"cannot read {folder / name}: {error.strerror}") from None
    with os.fdopen(descriptor, "rb") as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode):
            raise BundleDamaged(name, f"{folder / name} is not a plain file")
        if found.st_size > MAX_FILE_BYTES:
            raise BundleDamaged(name, f"{folder / name} is larger than {MAX_FILE_BYTES} bytes")
        return file.read(MAX_FILE_BYTES + 1)

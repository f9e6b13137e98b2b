"""Bundles as zip files. What comes from outside is unpacked without trusting a word of it."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

MAX_FILES = 50
"""A bundle has seven files; somebody may have added notes."""

MAX_UNPACKED = 60_000_000
"""Bytes of all files together. A zip file can promise little and unpack to terabytes."""

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_EPOCH = (1980, 1, 1, 0, 0, 0)


class BadUpload(ValueError):
    """What was sent is no bundle or certificate; one line with the fix."""


class UploadTooLarge(BadUpload):
    """It unpacks to more than is taken; one line."""


def pack(files: Mapping[str, bytes]) -> bytes:
    """A zip file with these files; the same files give the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def unpack(data: bytes, folder: Path) -> None:
    """Write the files of the bundle in the zip file `data` into the new folder `folder`.

    The files stand at the top of the zip file or in one folder of it. Each is written as a plain
    file under its own plain name, so nothing leads outside. Raises `BadUpload`, `UploadTooLarge`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            contents = _read(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        raise BadUpload(
            f"the body is not a zip file that can be read ({fault}); zip a bundle's folder"
        ) from None
    if "manifest.json" not in contents:
        raise BadUpload("the zip file holds no manifest.json; zip a bundle's folder")
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MAX_FILES:
        raise UploadTooLarge(
            f"the zip file holds {len(entries)} files; a bundle has at most {MAX_FILES}"
        )
    top = {entry.filename.rpartition("/")[0] for entry in entries}
    if len(top) > 1:
        raise BadUpload("the zip file holds several folders; zip one bundle's folder alone")
    contents: dict[str, bytes] = {}
    left = MAX_UNPACKED
    for entry in entries:
        name = entry.filename.rpartition("/")[2]
        if not _NAME.fullmatch(name) or name in contents:
            raise BadUpload(f"the zip file holds {name[:60]!r}, which no bundle has; remove it")
        if entry.flag_bits & 1:
            raise BadUpload("the zip file is encrypted; zip the bundle without a password")
        with archive.open(entry) as file:
            content = file.read(left + 1)  # what the entry says about its size may be a lie
        left -= len(content)
        if left < 0:
            raise UploadTooLarge(
                f"the zip file unpacks to more than {MAX_UNPACKED // 1_000_000} MB; "
                "no bundle is as large"
            )
        contents[name] = content
    return contents

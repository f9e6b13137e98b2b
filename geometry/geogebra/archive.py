"""The XML inside a `.ggb` file, which is a zip archive from who knows where."""

from __future__ import annotations

import io
import zipfile
import zlib

from geometry.errors import GeometryInputError

#: The member that describes the construction.
MEMBER = "geogebra.xml"
#: Largest archive, and largest description once unpacked, in bytes.
MAX_ARCHIVE, MAX_XML = 20_000_000, 4_000_000


def read_description(data: bytes) -> bytes:
    """Unpack `geogebra.xml`, and nothing else; no file is written.

    Never unpacks more than `MAX_XML` bytes, whatever the archive claims.

    Raises:
        GeometryInputError: it is no zip archive, has no description, or is too large or damaged.
    """
    if len(data) > MAX_ARCHIVE:
        raise _refused(f"it has {len(data)} bytes, more than {MAX_ARCHIVE}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = [m for m in archive.infolist() if m.filename == MEMBER]
            if len(members) != 1:
                raise _refused(f"it has {len(members) or 'no'} {MEMBER} inside")
            if members[0].flag_bits & 0x1:
                raise _refused("it is encrypted")
            with archive.open(members[0]) as file:
                text = file.read(MAX_XML + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        raise _refused("it is no zip archive or a damaged one") from fault
    if len(text) > MAX_XML:
        raise _refused(f"its {MEMBER} has more than {MAX_XML} bytes")
    return text


def _refused(why: str) -> GeometryInputError:
    return GeometryInputError(
        f"this is not a GeoGebra file that can be read: {why}",
        fix="save it anew in GeoGebra as a .ggb file",
    )

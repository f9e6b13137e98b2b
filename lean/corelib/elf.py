"""The dynamic symbol table of an ELF64 little-endian shared library, read without ``nm``."""

from __future__ import annotations

import mmap
import struct
from dataclasses import dataclass
from pathlib import Path

_SHT_DYNSYM = 11
_STT_OBJECT = 1
_STT_FUNC = 2
_HEADER_SIZE = 64


class NotElf(ValueError):
    """The file is not a 64-bit little-endian ELF library with a dynamic symbol table."""


@dataclass(frozen=True)
class Symbol:
    """One defined dynamic symbol; ``address`` is relative to the library's load address."""

    name: str
    address: int
    is_function: bool


def dynamic_symbols(library: Path) -> list[Symbol]:
    """All defined functions and data objects of ``library``, in the order of the file.

    Raises ``NotElf`` for anything that is not such a library, ``OSError`` if it is unreadable.
    """
    if library.stat().st_size < _HEADER_SIZE:
        raise NotElf(f"{library.name}: not a 64-bit little-endian ELF file")
    with library.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if data[:6] != b"\x7fELF\x02\x01":
            raise NotElf(f"{library.name}: not a 64-bit little-endian ELF file")
        (section_offset,) = struct.unpack_from("<Q", data, 0x28)
        entry_size, count = struct.unpack_from("<HH", data, 0x3A)
        sections = [
            struct.unpack_from("<IIQQQQIIQQ", data, section_offset + index * entry_size)
            for index in range(count)
        ]
        for section in sections:
            if section[1] == _SHT_DYNSYM:
                strings = sections[section[6]]
                names = data[strings[4] : strings[4] + strings[5]]
                return list(_read(data, section[4], section[5], names))
    raise NotElf(f"{library.name}: no dynamic symbol table")


def _read(data: mmap.mmap, offset: int, size: int, names: bytes) -> list[Symbol]:
    symbols = []
    table = data[offset : offset + size]
    for name_at, info, _other, section, value, _size in struct.iter_unpack("<IBBHQQ", table):
        kind = info & 15
        if section == 0 or kind not in (_STT_OBJECT, _STT_FUNC):
            continue
        name = names[name_at : names.index(b"\0", name_at)].decode("utf-8", "replace")
        symbols.append(Symbol(name, value, kind == _STT_FUNC))
    return symbols

"""The dynamic symbol table of an ELF64 little-endian shared library.

Its sections are found by pyelftools, which is in the `dev` extra: only the generator of the bindings needs it.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from elftools.common.exceptions import ELFError
from elftools.elf.elffile import ELFFile
from elftools.elf.sections import SymbolTableSection

_STT_OBJECT, _STT_FUNC = 1, 2


class NotElf(ValueError):
    """The file is not a 64-bit little-endian ELF library with a dynamic symbol table."""


@dataclass(frozen=True)
class Symbol:
    """One defined dynamic symbol; `address` is relative to the library's load address."""

    name: str
    address: int
    is_function: bool


def dynamic_symbols(library: Path) -> list[Symbol]:
    """All defined functions and data objects of `library`, in the order of the file.

    Raises `NotElf` for anything that is not such a library, `OSError` if it is unreadable.
    """
    with library.open("rb") as stream:
        try:
            file = ELFFile(stream)
        except ELFError as fault:
            raise NotElf(f"{library.name}: not an ELF file") from fault
        if file.elfclass != 64 or not file.little_endian:
            raise NotElf(f"{library.name}: not a 64-bit little-endian ELF file")
        table = file.get_section_by_name(".dynsym")
        if not isinstance(table, SymbolTableSection):
            raise NotElf(f"{library.name}: no dynamic symbol table")
        return list(_symbols(table.data(), file.get_section(table["sh_link"]).data()))


def _symbols(table: bytes, names: bytes) -> Iterator[Symbol]:
    # pyelftools' own iterator takes minutes for the half million symbols of Lean's library.
    for name_at, info, _other, section, value, _size in struct.iter_unpack("<IBBHQQ", table):
        kind = info & 15
        if section != 0 and kind in (_STT_OBJECT, _STT_FUNC):
            name = names[name_at : names.index(b"\0", name_at)].decode("utf-8", "replace")
            yield Symbol(name, value, kind == _STT_FUNC)

"""Reading Lean objects of a library loaded into this process (through ctypes, read only).

Layout of an object (Lean's `lean.h`): an 8-byte header (reference count, size, number of
object fields, tag), then the fields. Small scalars are odd "boxed" pointers.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_STRING_TAG = 249
_MAX_CONSTRUCTOR_TAG = 244
_NAME_STR = 1
_NAME_NUM = 2
_WORD = 8
_LONGEST_STRING = 1 << 16


# Memory is read through the kernel, so that a wild address is an error and not a crash.
_memory = os.open("/proc/self/mem", os.O_RDONLY)


def _read(address: int, size: int) -> bytes:
    """`size` bytes at `address`; fewer, possibly none, where nothing is mapped."""
    try:
        return os.pread(_memory, size, address)
    except (OSError, OverflowError):
        return b""


def _word(address: int) -> int:
    """The 64-bit word at `address`, 0 where nothing is mapped."""
    return int.from_bytes(_read(address, _WORD), "little")


@dataclass(frozen=True)
class Constructor:
    """A constructor application: its tag and the addresses of its object fields."""

    tag: int
    fields: tuple[int, ...]


class LoadedLibrary:
    """`libleanshared.so` in this process, initialised so that its constants have values."""

    def __init__(self, library: Path, some_function: str, its_address: int) -> None:
        """Load `library`; `its_address` (from the symbol table) of `some_function` gives
        the load address. Raises `OSError` if the library does not load."""
        self._library = ctypes.CDLL(str(library), mode=ctypes.RTLD_GLOBAL)
        initialize: Callable[[], None] = self._library.lean_initialize
        initialize()
        found = ctypes.cast(getattr(self._library, some_function), ctypes.c_void_p).value
        assert found is not None
        self._base = found - its_address

    def value_at(self, address: int) -> int:
        """The object pointer stored in the global variable at this symbol address."""
        return _word(self._base + address)


def constructor(pointer: int) -> Constructor | None:
    """The constructor application at `pointer`, or None if it is something else."""
    if pointer == 0 or pointer & 1:
        return None
    header = _word(pointer)
    tag, number = header >> 56, header >> 48 & 0xFF
    if tag > _MAX_CONSTRUCTOR_TAG:
        return None
    fields = struct.unpack(
        f"<{number}Q", _read(pointer + _WORD, number * _WORD).ljust(number * _WORD)
    )
    return Constructor(tag, fields)


def string(pointer: int) -> str | None:
    """The string object at `pointer`, or None if it is something else."""
    if pointer == 0 or pointer & 1:
        return None
    if _word(pointer) >> 56 != _STRING_TAG:
        return None
    size = _word(pointer + _WORD)  # includes the final zero byte
    if not 0 < size < _LONGEST_STRING:
        return None
    return _read(pointer + 4 * _WORD, size - 1).decode("utf-8", "replace")


def name(pointer: int) -> tuple[str | int, ...] | None:
    """The components of the `Lean.Name` at `pointer`, or None if it is something else."""
    parts: list[str | int] = []
    while pointer != 1:  # Name.anonymous is the boxed 0
        node = constructor(pointer)
        if node is None or len(node.fields) != 2 or node.tag not in (_NAME_STR, _NAME_NUM):
            return None
        prefix, last = node.fields
        if node.tag == _NAME_STR:
            text = string(last)
            if text is None:
                return None
            parts.append(text)
        elif last & 1:
            parts.append(last >> 1)
        else:
            return None
        pointer = prefix
    return tuple(reversed(parts))

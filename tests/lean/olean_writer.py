"""Writes compiled modules byte by byte, for modules that no compiler would write."""

from __future__ import annotations

import struct
from collections.abc import Sequence

_BASE = 0x10_0000_0000
_FIRST = 0x60
_ARRAY, _STRING, _MPZ = 246, 249, 250
NOTHING = 1
"""The empty list, the name without parts, the level zero."""


class OleanWriter:
    """Objects are added parts first; each method returns the address of what it added."""

    def __init__(self) -> None:
        self._body = bytearray()

    def _add(self, tag: int, fields: int, data: bytes) -> int:
        address = _BASE + _FIRST + len(self._body)
        self._body += struct.pack("<iHBB", 0, 0, fields, tag) + data
        self._body += bytes(-len(self._body) % 8)
        return address

    def constructor(self, tag: int, *fields: int, scalars: bytes = b"") -> int:
        """Add a constructor object."""
        return self._add(tag, len(fields), struct.pack(f"<{len(fields)}Q", *fields) + scalars)

    def string(self, text: str) -> int:
        """Add a string."""
        data = text.encode() + b"\0"
        return self._add(_STRING, 0, struct.pack("<QQQ", len(data), len(data), len(text)) + data)

    def array(self, items: Sequence[int]) -> int:
        """Add an array."""
        size = len(items)
        return self._add(_ARRAY, 0, struct.pack(f"<QQ{size}Q", size, size, *items))

    def number(self, words: int, limbs: int) -> int:
        """Add a big number of so many words, which lie at ``limbs``."""
        return self._add(_MPZ, 0, struct.pack("<iiQ", words, words, limbs))

    def name(self, prefix: int, part: int) -> int:
        """Add a name of a prefix and a string."""
        return self.constructor(1, prefix, part, scalars=bytes(8))

    def axiom(self, name: int, type_: int, levels: int = NOTHING) -> int:
        """Add a declaration."""
        head = self.constructor(0, name, levels, type_)
        return self.constructor(0, self.constructor(0, head, scalars=bytes(8)))

    def module(self, constants: Sequence[int]) -> bytes:
        """Return the file."""
        none = self.array(())
        root = self.constructor(0, none, none, self.array(constants), none, none)
        head = b"olean\x02".ljust(0x50, b"\0") + struct.pack("<QQ", _BASE, root)
        return head + bytes(self._body)

"""Reads the declarations out of a compiled Lean module (`.olean`) without trusting a byte.

The format is a memory image: a header with the address the image wants to live at, then objects
with an eight-byte head, then the address of the root. Lean itself maps the file and follows its
pointers; a crafted file could make it read anything, or hand the kernel an expression whose cached
facts (hash, loose variables) are lies. Here every address is checked to lie inside the file and
*before* the object that refers to it, so reading ends, and the cached facts are dropped: the
kernel computes them anew when the terms are rebuilt.

Layout facts are those of Lean 4.35 (header version 2): objects are `rc:i32 size:u16 other:u8
tag:u8`; constructor objects have `other` pointer fields followed by their scalars; the special
tags are 246 array, 249 string, 250 big number.
"""

from __future__ import annotations

import struct

from lean.audit.terms import (
    APP,
    BVAR,
    CONST,
    L_IMAX,
    L_MAX,
    L_PARAM,
    L_SUCC,
    L_ZERO,
    LAM,
    LET,
    NAT,
    PI,
    PROJ,
    SORT,
    STR,
    Name,
    TermBank,
)

_HEADER = 0x58
_ARRAY, _STRING, _MPZ = 246, 249, 250
# The kernel's own limit on de Bruijn indices; larger ones cannot occur in a module that it made.
_MAX_BVAR = 1 << 20
_MAX_NAT_BITS = 1 << 26
# No compiler writes longer names; a name is a tuple, and each of its prefixes is one.
_MAX_NAME_PARTS = 256
# Bytes that may be copied out of a module for each of its own. Objects may be referred to many times
# and may overlap; a module that a compiler wrote, with all its sharing, stays far below.
_COPIES = 4

# Expr: constructor tag -> (pointer fields, positions of expressions); free variables and
# metavariables (1, 2) have no place in a finished declaration.
_EXPR_SHAPE: dict[int, tuple[int, tuple[int, ...]]] = {
    0: (1, ()),
    3: (1, ()),
    4: (2, ()),
    5: (2, (0, 1)),
    6: (3, (1, 2)),
    7: (3, (1, 2)),
    8: (4, (1, 2, 3)),
    9: (1, ()),
    10: (2, (1,)),
    11: (3, (2,)),
}


class MalformedOlean(ValueError):
    """The file is not a compiled module of the expected format, or was tampered with."""


class Constant:
    """A declaration as the module states it.

    `kind` is one of axiom, definition, theorem, opaque, quot, inductive, constructor, recursor;
    `type` and `value` are term numbers (`value` is -1 where there is none); `hints` is the
    reducibility height of a definition, -1 for opaque and -2 for abbrev; `parts` holds
    `(num_params, all, ctors)` of an inductive type; `family` names the inductive type that a
    constructor or recursor belongs to.
    """

    __slots__ = ("family", "hints", "kind", "levels", "name", "parts", "type", "unsafe", "value")

    def __init__(
        self,
        kind: str,
        name: Name,
        levels: tuple[Name, ...],
        type: int,
        value: int = -1,
        hints: int = 0,
        unsafe: bool = False,
        parts: tuple[int, tuple[Name, ...], tuple[Name, ...]] | None = None,
        family: Name = (),
    ) -> None:
        self.kind = kind
        self.name = name
        self.levels = levels
        self.type = type
        self.value = value
        self.hints = hints
        self.unsafe = unsafe
        self.parts = parts
        self.family = family


_KINDS = (
    "axiom",
    "definition",
    "theorem",
    "opaque",
    "quot",
    "inductive",
    "constructor",
    "recursor",
)


class OleanReader:
    """One compiled module. `bank` receives the terms; two readers may share a bank.

    Raises `MalformedOlean` from the constructor and from every method.
    """

    def __init__(self, data: bytes, bank: TermBank) -> None:
        if data[:5] != b"olean" or len(data) < _HEADER + 16:
            raise MalformedOlean("not a compiled Lean module")
        if data[5] != 2:
            raise MalformedOlean(f"compiled module of format {data[5]}, expected 2")
        self._data = data
        self._bank = bank
        self._allowance = _COPIES * (len(data) + (1 << 16))
        self._base = struct.unpack_from("<Q", data, 0x50)[0]
        self._names: dict[int, Name] = {1: ()}
        # Levels and expressions by address, apart: an address that is read as both must be decoded
        # as both, or a level could be smuggled in where an expression belongs.
        self._levels: dict[int, int] = {1: bank.intern((L_ZERO,))}
        self._exprs: dict[int, int] = {}
        root = struct.unpack_from("<Q", data, _HEADER)[0]
        self._root = self._object(root, len(data))
        self.version = data[7:40].split(b"\0")[0].decode("ascii", "replace")

    # -- objects ---------------------------------------------------------------------------

    def _object(self, address: int, below: int) -> int:
        """Turn an address into an offset that is aligned, inside the file and under `below`."""
        offset = address - self._base
        if address & 7 or not _HEADER < offset < below or offset + 8 > len(self._data):
            raise MalformedOlean("a pointer leaves the module or points forward")
        return offset

    def _spend(self, size: int) -> None:
        """Count bytes that are copied, so that reading takes time linear in the module's size."""
        self._allowance -= size
        if self._allowance < 0:
            raise MalformedOlean("the module refers to the same data too often")

    def _word(self, offset: int) -> int:
        if offset < 0 or offset + 8 > len(self._data):
            raise MalformedOlean("a field lies outside the module")
        return int.from_bytes(self._data[offset : offset + 8], "little")

    def _head(self, offset: int) -> tuple[int, int]:
        """Return (tag, number of pointer fields)."""
        return self._data[offset + 7], self._data[offset + 6]

    def _field(self, offset: int, index: int) -> int:
        return self._word(offset + 8 + 8 * index)

    def _expect(self, offset: int, tag: int, fields: int, what: str) -> None:
        if self._head(offset) != (tag, fields):
            raise MalformedOlean(f"{what} expected")

    def _array(self, address: int, below: int) -> list[int]:
        """Return the words of an array object; its own offset is `below` for its elements."""
        offset = self._object(address, below)
        if self._data[offset + 7] != _ARRAY:
            raise MalformedOlean("array expected")
        size = self._word(offset + 8)
        if size > len(self._data) // 8 or offset + 24 + 8 * size > len(self._data):
            raise MalformedOlean("an array leaves the module")
        self._spend(8 * size)
        return list(struct.unpack_from(f"<{size}Q", self._data, offset + 24))

    def _list(self, address: int, below: int) -> list[int]:
        words = []
        while address != 1:
            offset = self._object(address, below)
            self._expect(offset, 1, 2, "list")
            self._spend(24)
            words.append(self._field(offset, 0))
            address = self._field(offset, 1)
            below = offset
        return words

    def _string(self, address: int, below: int) -> str:
        offset = self._object(address, below)
        if self._data[offset + 7] != _STRING:
            raise MalformedOlean("string expected")
        size = self._word(offset + 8)
        end = offset + 32 + size
        if size < 1 or end > len(self._data):
            raise MalformedOlean("a string leaves the module")
        self._spend(size)
        try:
            return self._data[offset + 32 : end - 1].decode("utf-8")
        except UnicodeDecodeError as error:
            raise MalformedOlean("a string is not UTF-8") from error

    def _nat(self, address: int, below: int) -> int:
        if address & 1:
            return address >> 1
        offset = self._object(address, below)
        if self._data[offset + 7] != _MPZ:
            raise MalformedOlean("number expected")
        size = struct.unpack_from("<i", self._data, offset + 12)[0]
        limbs = self._word(offset + 16) - self._base
        if size < 1 or size * 64 > _MAX_NAT_BITS or not 0 < limbs <= len(self._data) - 8 * size:
            raise MalformedOlean("a big number leaves the module")
        self._spend(8 * size)
        return int.from_bytes(self._data[limbs : limbs + 8 * size], "little")

    # -- names, levels, expressions --------------------------------------------------------

    def name(self, address: int, below: int) -> Name:
        """Return the name at `address`."""
        known = self._names.get(address)
        if known is not None:
            return known
        chain: list[tuple[int, str | int]] = []
        while address not in self._names:
            offset = self._object(address, below)
            tag, fields = self._head(offset)
            if fields != 2 or tag not in (1, 2):
                raise MalformedOlean("name expected")
            word = self._field(offset, 1)
            part = self._string(word, offset) if tag == 1 else self._nat(word, offset)
            chain.append((address, part))
            if len(chain) > _MAX_NAME_PARTS:
                raise MalformedOlean(f"a name of more than {_MAX_NAME_PARTS} parts")
            address = self._field(offset, 0)
            below = offset
        name = self._names[address]
        if len(name) + len(chain) > _MAX_NAME_PARTS:
            raise MalformedOlean(f"a name of more than {_MAX_NAME_PARTS} parts")
        for place, component in reversed(chain):
            name = (*name, component)
            self._spend(8 * len(name))
            self._names[place] = name
        return name

    def term(self, address: int, below: int, level: bool = False) -> int:
        """Return the number of the expression (or level) at `address`.

        Iterative, since terms may be far deeper than Python's stack.
        """
        table = self._levels if level else self._exprs
        if address in table:
            return table[address]
        stack = [(address, below, level)]
        while stack:
            place, below, is_level = stack[-1]
            target = self._levels if is_level else self._exprs
            if place in target:
                stack.pop()
                continue
            offset = self._object(place, below)
            parts = self._level_parts(offset) if is_level else self._expr_parts(offset)
            missing = [
                (part, offset, part_is_level)
                for part, part_is_level in parts
                if part not in (self._levels if part_is_level else self._exprs)
            ]
            if missing:
                stack.extend(missing)
                continue
            target[place] = self._build_level(offset) if is_level else self._build_expr(offset)
            stack.pop()
        return table[address]

    def _level_parts(self, offset: int) -> list[tuple[int, bool]]:
        tag, fields = self._head(offset)
        wanted = (0, 1, 2, 2, 1)  # zero (a plain word, never an object), succ, max, imax, param
        if not 1 <= tag < len(wanted) or fields != wanted[tag]:
            raise MalformedOlean("universe level expected")
        if tag == 4:
            return []
        return [(self._field(offset, i), True) for i in range(fields)]

    def _build_level(self, offset: int) -> int:
        tag, _ = self._head(offset)
        intern, terms = self._bank.intern, self._levels
        if tag == 4:
            return intern((L_PARAM, self.name(self._field(offset, 0), offset)))
        parts = tuple(terms[self._field(offset, i)] for i in range(1 if tag == 1 else 2))
        return intern(((L_SUCC, L_MAX, L_IMAX)[tag - 1], *parts))

    def _expr_parts(self, offset: int) -> list[tuple[int, bool]]:
        tag, fields = self._head(offset)
        shape = _EXPR_SHAPE.get(tag)
        if shape is None or shape[0] != fields:
            raise MalformedOlean("closed expression expected")
        if tag == 3:
            return [(self._field(offset, 0), True)]
        if tag == 4:
            return [(word, True) for word in self._list(self._field(offset, 1), offset)]
        return [(self._field(offset, i), False) for i in shape[1]]

    def _build_expr(self, offset: int) -> int:
        tag, _ = self._head(offset)
        intern = self._bank.intern

        def part(index: int) -> int:
            return self._exprs[self._field(offset, index)]

        if tag == 5:
            return intern((APP, part(0), part(1)))
        if tag == 4:
            levels = tuple(self._levels[w] for w in self._list(self._field(offset, 1), offset))
            return intern((CONST, self.name(self._field(offset, 0), offset), levels))
        if tag == 0:
            index = self._nat(self._field(offset, 0), offset)
            if index >= _MAX_BVAR:
                raise MalformedOlean("a bound variable's index is too large")
            return intern((BVAR, index))
        if tag == 3:
            return intern((SORT, self._levels[self._field(offset, 0)]))
        if tag in (6, 7):
            return intern((LAM if tag == 6 else PI, part(1), part(2)))
        if tag == 8:
            return intern((LET, part(1), part(2), part(3)))
        if tag == 10:
            return part(1)
        if tag == 11:
            index = self._nat(self._field(offset, 1), offset)
            if index >= _MAX_BVAR:
                raise MalformedOlean("a projection's index is too large")
            return intern((PROJ, self.name(self._field(offset, 0), offset), index, part(2)))
        literal = self._object(self._field(offset, 0), offset)
        kind, fields = self._head(literal)
        if fields != 1 or kind not in (0, 1):
            raise MalformedOlean("literal expected")
        word = self._field(literal, 0)
        if kind == 0:
            return intern((NAT, self._nat(word, literal)))
        return intern((STR, self._string(word, literal)))

    # -- declarations ----------------------------------------------------------------------

    def imports(self) -> list[Name]:
        """Return the names of the modules that this one imports."""
        words = self._array(self._module_field(0), self._root)
        return [
            self.name(self._field(entry, 0), entry)
            for entry in (self._object(word, self._root) for word in words)
        ]

    def constant_names(self) -> list[Name]:
        """Return the names of the module's declarations as its index lists them, unread."""
        words = self._array(self._module_field(1), self._root)
        return [self.name(word, self._root) for word in words]

    def constants(self) -> list[Constant]:
        """Return every declaration of the module, in the file's order."""
        words = self._array(self._module_field(2), self._root)
        return [self._constant(self._object(word, self._root)) for word in words]

    def _module_field(self, index: int) -> int:
        if self._data[self._root + 7] != 0 or self._data[self._root + 6] != 5:
            raise MalformedOlean("module data expected")
        return self._field(self._root, index)

    def _names_of(self, address: int, below: int) -> tuple[Name, ...]:
        return tuple(self.name(word, below) for word in self._list(address, below))

    def _constant(self, offset: int) -> Constant:
        tag, fields = self._head(offset)
        if tag >= len(_KINDS) or fields != 1:
            raise MalformedOlean("declaration expected")
        body = self._object(self._field(offset, 0), offset)
        _, fields = self._head(body)
        if fields < (2 if tag >= 5 else 1):
            raise MalformedOlean("declaration expected")
        scalars = body + 8 + 8 * fields
        head = self._object(self._field(body, 0), body)
        self._expect(head, 0, 3, "declaration head")
        kind = _KINDS[tag]
        name = self.name(self._field(head, 0), head)
        levels = self._names_of(self._field(head, 1), head)
        type_ = self.term(self._field(head, 2), head)

        def byte(index: int) -> int:
            place = scalars + index
            if place >= len(self._data):
                raise MalformedOlean("a field lies outside the module")
            return self._data[place]

        def need(count: int) -> None:
            if fields != count:
                raise MalformedOlean(f"{kind} with {fields} fields, expected {count}")

        if kind == "axiom":
            return Constant(kind, name, levels, type_, unsafe=byte(0) != 0)
        if kind == "definition":
            need(4)
            value = self.term(self._field(body, 1), body)
            hints = self._hints(self._field(body, 2), body)
            return Constant(kind, name, levels, type_, value, hints, unsafe=byte(0) != 1)
        if kind in ("theorem", "opaque"):
            need(3)
            value = self.term(self._field(body, 1), body)
            unsafe = kind == "opaque" and byte(0) != 0
            return Constant(kind, name, levels, type_, value, unsafe=unsafe)
        if kind == "inductive":
            need(6)
            num_params = self._nat(self._field(body, 1), body)
            every = self._names_of(self._field(body, 3), body)
            ctors = self._names_of(self._field(body, 4), body)
            # scalars: isRec, isUnsafe, isReflexive
            return Constant(
                kind, name, levels, type_, unsafe=byte(1) != 0, parts=(num_params, every, ctors)
            )
        family: Name = ()
        if kind == "constructor":
            family = self.name(self._field(body, 1), body)
        elif kind == "recursor":
            every = self._names_of(self._field(body, 1), body)
            if not every:
                raise MalformedOlean("a recursor without a type")
            family = every[0]
        return Constant(kind, name, levels, type_, family=family)

    def _hints(self, address: int, below: int) -> int:
        if address & 1:
            return -1 if address == 1 else -2
        offset = self._object(address, below)
        return int.from_bytes(self._data[offset + 8 : offset + 12], "little")

"""Lean's kernel, called through the C functions that `libleanshared` exports.

Terms are rebuilt with the library's own constructors, so that every cached fact the kernel relies
on is computed here and now. Nothing of the elaborator runs: no parser, no macro, no attribute, no
compiled code of the candidate.

Memory: every object that we make or keep gets a reference count that can never fall to zero. The
process lives for one audit and leaves with `os._exit`.
"""

from __future__ import annotations

import ctypes

from lean.audit.olean import Constant
from lean.audit.terms import (
    APP,
    BVAR,
    CONST,
    L_MAX,
    L_PARAM,
    L_SUCC,
    L_ZERO,
    LAM,
    LET,
    NAT,
    PI,
    SORT,
    STR,
    Name,
    TermBank,
)

_FOREVER = 0x3FFF_FFFF
_BOX_ZERO = 1  # the scalar 0 as an object: `none`, `[]`, `Name.anonymous`, `Level.zero`
_ADDRESS = ctypes.c_void_p
_BYTE = ctypes.c_uint8

# Kernel.Exception constructors in order; those without fields come boxed.
_FAULTS = (
    "refers to an unknown constant",
    "is already declared",
    "has a value of another type than declared",
    "contains metavariables",
    "contains free variables",
    "applies something that is not a function",
    "has something that is not a type where a type must stand",
    "has a let-value of another type than declared",
    "is not typed as it claims",
    "applies a function to an argument of the wrong type",
    "has an invalid projection",
    "is a theorem whose statement is not a proposition",
    "is refused by the kernel",
    "exceeds the kernel's time limit",
    "exceeds the memory limit",
    "is nested too deeply for the kernel",
    "was interrupted",
)
_RESOURCE_FAULTS = frozenset({13, 14, 15, 16})


class KernelFault(Exception):
    """The kernel refuses a declaration; `resource` says that it ran out of time, memory, stack."""

    def __init__(self, message: str, resource: bool) -> None:
        super().__init__(message)
        self.resource = resource


class LibraryFault(Exception):
    """The shared library does not behave as expected: an installation fault, nobody's proof."""


class Kernel:
    """The kernel with an environment that grows by checked declarations.

    Raises `LibraryFault` where the library cannot be used at all.
    """

    def __init__(self, library: str, bank: TermBank) -> None:
        try:
            self._lib = ctypes.CDLL(library, mode=ctypes.RTLD_GLOBAL)
            self._bind()
        except (OSError, AttributeError) as error:
            raise LibraryFault(f"cannot use Lean's library: {error}") from error
        self._lib.lean_initialize_runtime_module()
        self._lib.lean_initialize()
        self._lib.lean_io_mark_end_initialization()
        self._bank = bank
        self._names: dict[Name, int] = {(): _BOX_ZERO}
        self._built: list[int] = []
        self._environment = self._keep(
            self._to_kernel(self._keep(self._io(self._empty_environment(0))))
        )

    def _bind(self) -> None:
        def bind(name: str, *arguments: type, result: type = _ADDRESS) -> ctypes._NamedFuncPointer:
            function = getattr(self._lib, name)
            function.argtypes = list(arguments)
            function.restype = result
            return function

        a = _ADDRESS
        self._lib.lean_initialize_runtime_module.restype = None
        self._lib.lean_initialize.restype = None
        self._lib.lean_io_mark_end_initialization.restype = None
        self._alloc = bind("lean_alloc_object", ctypes.c_size_t)
        self._string_of = bind("lean_mk_string_from_bytes", ctypes.c_char_p, ctypes.c_size_t)
        self._big_nat = bind("lean_cstr_to_nat", ctypes.c_char_p)
        self._empty_environment = bind("l_Lean_mkEmptyEnvironment", ctypes.c_uint32)
        self._to_kernel = bind("lean_elab_environment_to_kernel_env", a)
        self._read_module = bind("l_Lean_readModuleData", a)
        self._env_add = bind("lean_environment_add", a, a)
        self._env_find = bind("lean_environment_find", a, a)
        self._env_quot = bind("lean_environment_mark_quot_init", a)
        self._add_decl = bind("lean_add_decl", a, ctypes.c_size_t, ctypes.c_size_t, a, a)
        self._used_constants = bind("l_Lean_Expr_getUsedConstants", a)
        self._name_str = bind("lean_name_mk_string", a, a)
        self._name_num = bind("lean_name_mk_numeral", a, a)
        self._succ = bind("lean_level_mk_succ", a)
        self._max = bind("lean_level_mk_max", a, a)
        self._imax = bind("lean_level_mk_imax", a, a)
        self._param = bind("lean_level_mk_param", a)
        self._bvar = bind("lean_expr_mk_bvar", a)
        self._sort = bind("lean_expr_mk_sort", a)
        self._const = bind("lean_expr_mk_const", a, a)
        self._app = bind("lean_expr_mk_app", a, a)
        self._lambda = bind("lean_expr_mk_lambda", a, a, a, _BYTE)
        self._forall = bind("lean_expr_mk_forall", a, a, a, _BYTE)
        # The last argument of `let` (`nonDep`) is a hint of the elaborator's; false is always true.
        self._let = bind("lean_expr_mk_let", a, a, a, a, _BYTE)
        self._lit = bind("lean_expr_mk_lit", a)
        self._proj = bind("lean_expr_mk_proj", a, a, a)

    # -- objects ---------------------------------------------------------------------------

    @staticmethod
    def _keep(address: int) -> int:
        """Give an object a reference count that outlives the process.

        Counts of zero (objects of mapped modules) and below (shared between threads) stay.
        """
        if not address & 1:
            count = ctypes.c_int32.from_address(address)
            if count.value > 0:
                count.value = _FOREVER
        return address

    @staticmethod
    def _tag(address: int) -> int:
        return -1 if address & 1 else ctypes.c_uint8.from_address(address + 7).value

    @staticmethod
    def _field(address: int, index: int) -> int:
        return ctypes.c_uint64.from_address(address + 8 + 8 * index).value

    def _ctor(self, tag: int, *fields: int, scalars: bytes = b"") -> int:
        size = 8 + 8 * len(fields) + (len(scalars) + 7) // 8 * 8
        address: int = self._alloc(size)
        head = _FOREVER | size << 32 | len(fields) << 48 | tag << 56
        words = (ctypes.c_uint64 * (1 + len(fields))).from_address(address)
        words[0] = head
        for index, field in enumerate(fields):
            words[1 + index] = field
        if scalars:
            ctypes.memmove(address + 8 + 8 * len(fields), scalars, len(scalars))
        return address

    def _list(self, items: list[int]) -> int:
        result = _BOX_ZERO
        for item in reversed(items):
            result = self._ctor(1, item, result)
        return result

    def _string(self, text: str) -> int:
        data = text.encode("utf-8")
        return self._keep(self._string_of(data, len(data)))

    def _nat(self, value: int) -> int:
        if value < 1 << 62:
            return value << 1 | 1
        return self._keep(self._big_nat(str(value).encode("ascii")))

    def _io(self, result: int) -> int:
        """Return the value of an IO result; raises `LibraryFault` for an error."""
        if self._tag(result) != 0:
            raise LibraryFault("Lean's library failed while the environment was set up")
        return self._field(result, 0)

    def name(self, name: Name) -> int:
        """Return the object of `name`."""
        known = self._names.get(name)
        if known is None:
            prefix = self.name(name[:-1])
            last = name[-1]
            if isinstance(last, str):
                known = self._keep(self._name_str(prefix, self._string(last)))
            else:
                known = self._keep(self._name_num(prefix, self._nat(last)))
            self._names[name] = known
        return known

    def _name_list(self, names: tuple[Name, ...]) -> int:
        return self._list([self.name(name) for name in names])

    def _read_name(self, address: int) -> Name:
        parts: list[str | int] = []
        while not address & 1:
            last = self._field(address, 1)
            if self._tag(address) == 1:
                size = self._field(last, 0)
                parts.append(ctypes.string_at(last + 32, size - 1).decode("utf-8"))
            else:
                parts.append(last >> 1)
            address = self._field(address, 0)
        return tuple(reversed(parts))

    def term(self, number: int) -> int:
        """Return the object of term `number`, building all terms of the bank up to it."""
        built, nodes, keep = self._built, self._bank.nodes, self._keep
        while len(built) <= number:
            built.append(keep(self._build(nodes[len(built)])))
        return built[number]

    def _build(self, node: tuple) -> int:
        built, kind = self._built, node[0]
        if kind == APP:
            return self._app(built[node[1]], built[node[2]])
        if kind == CONST:
            return self._const(self.name(node[1]), self._list([built[n] for n in node[2]]))
        if kind == LAM:
            return self._lambda(_BOX_ZERO, built[node[1]], built[node[2]], 0)
        if kind == PI:
            return self._forall(_BOX_ZERO, built[node[1]], built[node[2]], 0)
        if kind == BVAR:
            return self._bvar(self._nat(node[1]))
        if kind == SORT:
            return self._sort(built[node[1]])
        if kind == LET:
            return self._let(_BOX_ZERO, built[node[1]], built[node[2]], built[node[3]], 0)
        if kind == NAT:
            return self._lit(self._ctor(0, self._nat(node[1])))
        if kind == STR:
            return self._lit(self._ctor(1, self._string(node[1])))
        if kind == L_ZERO:
            return _BOX_ZERO
        if kind == L_SUCC:
            return self._succ(built[node[1]])
        if kind == L_PARAM:
            return self._param(self.name(node[1]))
        if kind < BVAR:
            return (self._max if kind == L_MAX else self._imax)(built[node[1]], built[node[2]])
        return self._proj(self.name(node[1]), self._nat(node[2]), built[node[3]])

    # -- the trusted library ---------------------------------------------------------------

    def load_trusted(self, path: str) -> int:
        """Put every declaration of a trusted compiled module into the environment, unchecked.

        Returns their number. Only for modules of the toolchain and of our own build.
        """
        module = self._field(self._io(self._read_module(self._string(path))), 0)
        self._keep(module)
        constants = self._field(module, 2)
        size = self._field(constants, 0)
        entries = (ctypes.c_uint64 * size).from_address(constants + 24)
        environment, add = self._environment, self._env_add
        for entry in entries:
            environment = add(environment, entry)
        self._environment = self._keep(environment)
        return size

    def mark_quotients(self) -> None:
        """Tell the kernel that `Quot` is there; call after the library was loaded."""
        self._environment = self._keep(self._env_quot(self._environment))

    def _find(self, name: Name) -> int:
        found = self._env_find(self._environment, self.name(name))
        return 0 if found & 1 else self._field(self._keep(found), 0)

    def has(self, name: Name) -> bool:
        """Say whether a constant of this name is declared."""
        return self._find(name) != 0

    def is_axiom(self, name: Name) -> bool:
        """Say whether `name` is declared as an axiom."""
        info = self._find(name)
        return info != 0 and self._tag(info) == 0

    def uses(self, name: Name) -> list[Name]:
        """Return the constants that a declared constant's type, value and parts mention.

        An inductive type mentions its constructors, a constructor its type, a recursor (whose
        computation rules lie inside it) the types it recurses over by its own type.
        """
        info = self._find(name)
        if not info:
            raise LibraryFault("a constant vanished from the environment")
        tag, value = self._tag(info), self._field(info, 0)
        head = self._field(value, 0)
        terms = [self._field(head, 2)]
        if tag in (1, 2, 3):
            terms.append(self._field(value, 1))
        names: list[Name] = []
        for term in terms:
            used = self._keep(self._used_constants(self._keep(term)))
            size = self._field(used, 0)
            for entry in (ctypes.c_uint64 * size).from_address(used + 24):
                names.append(self._read_name(entry))
        if tag == 5:
            names.extend(self._read_names(self._field(value, 4)))
        return names

    def _read_names(self, address: int) -> list[Name]:
        names = []
        while not address & 1:
            names.append(self._read_name(self._field(address, 0)))
            address = self._field(address, 1)
        return names

    # -- declarations that the kernel checks -----------------------------------------------

    def _head(self, constant: Constant) -> int:
        levels = self._name_list(constant.levels)
        return self._ctor(0, self.name(constant.name), levels, self.term(constant.type))

    def add_value(self, constant: Constant) -> None:
        """Check and add a definition, theorem or opaque constant. Raises `KernelFault`."""
        head = self._head(constant)
        value = self.term(constant.value)
        all_names = self._list([self.name(constant.name)])
        if constant.kind == "definition":
            if constant.hints < 0:
                hints = 1 if constant.hints == -1 else 3
            else:
                hints = self._ctor(2, scalars=constant.hints.to_bytes(4, "little"))
            body = self._ctor(0, head, value, hints, all_names, scalars=b"\x01")  # 1: safe
            declaration = self._ctor(1, body)
        elif constant.kind == "theorem":
            declaration = self._ctor(2, self._ctor(0, head, value, all_names))
        else:
            declaration = self._ctor(3, self._ctor(0, head, value, all_names, scalars=b"\0"))
        self._add(declaration)

    def add_inductive(self, types: list[tuple[Constant, list[Constant]]]) -> None:
        """Check and add a family of inductive types with their constructors, in order.

        Raises `KernelFault`. Recursors are made by the kernel, not taken from anyone.
        """
        first = types[0][0]
        assert first.parts is not None
        entries = [
            self._ctor(
                0,
                self.name(type_.name),
                self.term(type_.type),
                self._list(
                    [self._ctor(0, self.name(c.name), self.term(c.type)) for c in constructors]
                ),
            )
            for type_, constructors in types
        ]
        levels = self._name_list(first.levels)
        parameters = self._nat(first.parts[0])
        self._add(self._ctor(6, levels, parameters, self._list(entries), scalars=b"\0"))

    def _add(self, declaration: int) -> None:
        result = self._add_decl(self._environment, 0, 0, declaration, _BOX_ZERO)
        if self._tag(result) == 1:
            self._environment = self._keep(self._field(result, 0))
            return
        fault = self._field(result, 0)
        number = fault >> 1 if fault & 1 else self._tag(fault)
        words = _FAULTS[number] if number < len(_FAULTS) else "is refused by the kernel"
        raise KernelFault(words, number in _RESOURCE_FAULTS)

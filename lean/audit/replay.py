"""Feeds a candidate's declarations to the kernel, one by one, each rebuilt from data."""

from __future__ import annotations

from lean.audit.kernel import Kernel, KernelFault
from lean.audit.meaning import mentions
from lean.audit.olean import Constant
from lean.audit.terms import Name, TermBank, show_name


class Rejected(Exception):
    """The candidate is not accepted. `code` is stable, the message is for people."""

    def __init__(self, code: str, message: str, constant: Name | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.constant = constant


class Replay:
    """Declarations of one module, fed to the kernel in order of dependence."""

    def __init__(self, kernel: Kernel, bank: TermBank, constants: dict[Name, Constant]) -> None:
        self._kernel = kernel
        self._bank = bank
        self.constants = constants
        self._mentions: dict[Name, set[Name]] = {}
        self._done: set[Name] = set()
        self.checked = 0

    def mentions(self, constant: Constant) -> set[Name]:
        """Return what `mentions` finds in a declaration; remembers it."""
        known = self._mentions.get(constant.name)
        if known is None:
            known = self._mentions[constant.name] = mentions(constant, self._bank)
        return known

    def _unit(self, name: Name) -> Name:
        """Return the declaration that brings `name` about: itself, or its inductive family."""
        constant = self.constants[name]
        owner = self.constants.get(constant.family) if constant.family else constant
        if owner is None or (constant.family and owner.kind != "inductive"):
            raise Rejected(
                "malformed", f"{show_name(name)} belongs to no inductive type", constant.name
            )
        if owner.kind == "inductive":
            assert owner.parts is not None
            if not owner.parts[1] or owner.name not in owner.parts[1]:
                raise Rejected("malformed", f"{show_name(owner.name)} is not in its own family")
            return owner.parts[1][0]
        return owner.name

    def _members(self, unit: Name) -> list[Constant]:
        """Return every declaration that must be known before `unit` can be added."""
        first = self.constants.get(unit)
        if first is None:
            raise Rejected("malformed", f"{show_name(unit)} is missing from its family")
        if first.kind != "inductive":
            return [first]
        assert first.parts is not None
        members = []
        for type_name in first.parts[1]:
            type_ = self.constants.get(type_name)
            if (
                type_ is None
                or type_.parts is None
                or type_.unsafe
                or type_.parts[:2] != first.parts[:2]
                or type_.levels != first.levels
            ):
                raise Rejected(
                    "malformed", f"the family of {show_name(unit)} does not fit together", unit
                )
            members.append(type_)
            for ctor_name in type_.parts[2]:
                ctor = self.constants.get(ctor_name)
                if ctor is None or ctor.kind != "constructor" or ctor.family != type_name:
                    raise Rejected(
                        "malformed", f"a constructor of {show_name(type_name)} is missing", unit
                    )
                members.append(ctor)
        return members

    def add_all(self) -> None:
        """Feed every safe declaration to the kernel. Raises `Rejected` or `KernelFault`."""
        for name, constant in self.constants.items():
            if not constant.unsafe:
                self._add_with_dependencies(self._unit(name))

    def _add_with_dependencies(self, root: Name) -> None:
        stack: list[tuple[Name, bool]] = [(root, False)]
        open_units: set[Name] = set()
        while stack:
            unit, ready = stack.pop()
            if unit in self._done:
                continue
            members = self._members(unit)
            if ready:
                open_units.discard(unit)
                self._add(members)
                self._done.add(unit)
                continue
            if unit in open_units:
                raise Rejected("circular", f"{show_name(unit)} refers to itself", unit)
            open_units.add(unit)
            stack.append((unit, True))
            own = {member.name for member in members}
            for member in members:
                for name in self.mentions(member):
                    if name in own and member.kind in ("inductive", "constructor"):
                        continue
                    if name not in self.constants or self.constants[name].unsafe:
                        continue
                    needed = self._unit(name)
                    if needed == unit or needed in open_units:
                        raise Rejected("circular", f"{show_name(unit)} refers to itself", unit)
                    if needed not in self._done:
                        stack.append((needed, False))

    def _add(self, members: list[Constant]) -> None:
        first = members[0]
        try:
            if first.kind == "inductive":
                types: list[tuple[Constant, list[Constant]]] = []
                for member in members:
                    if member.kind == "inductive":
                        types.append((member, []))
                    else:
                        types[-1][1].append(member)
                self._kernel.add_inductive(types)
            else:
                self._kernel.add_value(first)
        except KernelFault as fault:
            if fault.resource:
                raise
            raise Rejected("kernel", f"{show_name(first.name)} {fault}", first.name) from fault
        self.checked += 1

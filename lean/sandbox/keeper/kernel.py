"""Calls of the Linux kernel that Python has no name for. The standard library only."""

import ctypes
import errno
import os

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP = 1, 4, 22
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
# A processor's name for its system calls, and memfd_create, memfd_secret, shmget, mount, fsopen and
# fsmount among them.
_HIDDEN_MEMORY = {
    "x86_64": (0xC000003E, (319, 447, 29, 165, 430, 432)),
    "aarch64": (0xC00000B7, (279, 447, 194, 40, 430, 432)),
}

libc = ctypes.CDLL(None, use_errno=True)


def check(result: int, what: str) -> None:
    """Raise `OSError` with the system's words for a call that failed."""
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    """Mount. Raises `OSError`."""
    check(
        libc.mount(
            source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode()
        ),
        f"mount {kind or 'bind'}",
    )


def write(path: str, text: str, directory: int | None = None) -> None:
    """Write to a file of the kernel's, below an open folder if one is given. Raises `OSError`."""
    descriptor = os.open(path, os.O_WRONLY, dir_fd=directory)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def drop_capabilities() -> None:
    """Give up every capability in the user namespace, for good. Raises `OSError`."""
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the third version of the call, this process
    check(libc.capset(header, (ctypes.c_uint32 * 6)()), "capset")


class _Instruction(ctypes.Structure):
    _fields_ = (  # ctypes wants it so
        ("code", ctypes.c_uint16),
        ("true", ctypes.c_uint8),
        ("false", ctypes.c_uint8),
        ("value", ctypes.c_uint32),
    )


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("first", ctypes.POINTER(_Instruction)))


def forbid_hidden_memory(walls: str) -> None:
    """Refuse the system calls that make memory which belongs to no process.

    Anonymous files, System V segments and new file systems in memory (which a command could mount
    in a user namespace of its own) are counted nowhere. Raises `OSError` where the kernel has no
    filters; behind no walls, where a host's folders serve the same end, that is passed over.
    """
    processor = os.uname().machine
    if processor not in _HIDDEN_MEMORY:
        if walls == "resource limits":
            return
        raise OSError(errno.ENOSYS, f"system calls of {processor}")
    architecture, numbers = _HIDDEN_MEMORY[processor]
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    tests = [(equal, number) for number in numbers]
    if processor == "x86_64":
        tests.insert(0, (at_least, 0x40000000))  # the same calls under other numbers
    last = len(tests) + 4
    program = [(load, 0, 0, 4), (equal, 0, last - 2, architecture), (load, 0, 0, 0)]
    for code, value in tests:
        program.append((code, last - len(program) - 1, 0, value))
    program += [(answer, 0, 0, 0x7FFF0000), (answer, 0, 0, 0x00050000 | errno.EPERM)]
    instructions = (_Instruction * len(program))(*(_Instruction(*line) for line in program))
    wanted = _Filter(len(program), instructions)
    if libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(wanted), 0, 0) and walls != "resource limits":
        check(-1, "seccomp")

"""Runs one untrusted command behind walls; started as ``python -S -E sandbox_child.py SPEC``.

``SPEC`` is JSON: ``command``, ``environment``, ``directory`` (an empty host directory that is the
command's home), ``readable`` (host paths it may read), ``inputs`` (host file -> name inside the
home), ``outputs`` (name inside the home -> host file), ``limits`` (``memory``, ``processes``,
``file_size``, ``cpu_seconds``, ``scratch``), ``walls``.

``walls`` says who builds them. With ``user namespaces`` this process does: the command gets its own
user, mount, process, network, IPC and host-name namespaces: it sees a tiny file system made of the
readable paths (read-only) and a private scratch directory of limited size, no network, and none of
our processes. Its process namespace dies with it, so that nothing can be left behind. With
``bubblewrap`` this process is the first one behind walls like these (``lean/bubblewrap.py``). With
``resource limits`` nothing else applies, and this process, as the reaper of orphans, kills whatever
is left.

Behind bubblewrap the first thing on standard error is ``STARTED``; without it bwrap has failed.

Exit codes: the command's own; 128 + n if signal n ended it; 125 if the walls could not be built.
The file imports the standard library only and nothing heavy.
"""

# pathlib and contextlib would cost start-up time on every check.
# ruff: noqa: PTH103, PTH112, PTH114, PTH115, PTH120, PTH123, PTH208, PTH211

import ctypes
import json
import os
import resource
import select
import signal
import stat
import sys

HOME = "/sandbox"
STARTED = b"sandbox: started\n"
CANNOT_ISOLATE = 125

_NEW_NAMESPACES = 0x10000000 | 0x00020000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER, _PR_SET_NO_NEW_PRIVS = 1, 36, 38
_PR_SET_DUMPABLE = 4
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

# Lean reserves address space that it never touches, about a gigabyte for each thread's stack. The
# limit on memory in use is kept by watching the process.
_RESERVED = 256 << 30
_WATCH_MILLISECONDS = 50

_libc = ctypes.CDLL(None, use_errno=True)


def _check(result: int, what: str) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), what)


def _mount(source: str, target: str, kind: str, flags: int, data: str = "") -> None:
    _check(
        _libc.mount(
            source.encode(), target.encode(), kind.encode(), ctypes.c_ulong(flags), data.encode()
        ),
        f"mount {kind or 'bind'}",
    )


def _write(path: str, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, text.encode())
    finally:
        os.close(descriptor)


def _copy(source: int, target: int, limit: int) -> None:
    while limit > 0:
        block = os.read(source, min(1 << 20, limit))
        if not block:
            return
        limit -= len(block)
        while block:
            block = block[os.write(target, block) :]


def _bind_readable(path: str, root: str) -> None:
    """Make a host path visible, read-only, at the same place under ``root``."""
    target = root + path
    if os.path.lexists(target):
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    if os.path.islink(path):
        os.symlink(os.readlink(path), target)
        return
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
    _mount(path, target, "", _MS_BIND | _MS_REC)
    # The flags that the host's mount has cannot be taken away, so they are repeated.
    flags = os.statvfs(target).f_flag & (_MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    _mount("", target, "", _MS_REMOUNT | _MS_BIND | _MS_RDONLY | flags)


def _isolate(spec: dict) -> None:
    """Enter new namespaces with a root file system of our making."""
    user, group = os.getuid(), os.getgid()
    _check(_libc.unshare(_NEW_NAMESPACES), "unshare")
    _write("/proc/self/setgroups", "deny")
    # A user that is nobody inside: it loses every capability when the command starts.
    _write("/proc/self/uid_map", f"65534 {user} 1")
    _write("/proc/self/gid_map", f"65534 {group} 1")
    _mount("", "/", "", _MS_REC | _MS_PRIVATE)
    root = spec["directory"]
    _mount("tmpfs", root, "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={spec['limits']['scratch']}")
    for path in spec["readable"]:
        _bind_readable(path, root)
    for device in ("/dev/null", "/dev/zero", "/dev/urandom"):
        target = root + device
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
        _mount(device, target, "", _MS_BIND)
    for directory in (HOME, "/tmp", "/proc"):
        os.makedirs(root + directory, exist_ok=True)
    os.chdir(root)
    number = _SYS_PIVOT_ROOT.get(os.uname().machine)
    if number is None:
        raise OSError(0, "pivot_root on this processor")
    _check(_libc.syscall(number, b".", b"."), "pivot_root")
    _check(_libc.umount2(b".", _MNT_DETACH), "umount")
    os.chdir("/")


def _limit(spec: dict) -> None:
    limits = spec["limits"]
    for kind, amount in (
        (resource.RLIMIT_AS, limits["memory"] + _RESERVED),
        (resource.RLIMIT_FSIZE, limits["file_size"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"] or resource.RLIM_INFINITY),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))
    if spec["walls"] != "resource limits":
        # Counted per namespace; outside it would count all of the user's processes.
        resource.setrlimit(resource.RLIMIT_NPROC, (limits["processes"], limits["processes"]))


def _run(spec: dict) -> None:
    """Become the command. Called in the forked child; never returns."""
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if spec["walls"] == "user namespaces":
        try:
            _mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
        except OSError:
            # Some containers forbid it. Lean asks it one question, where its program lies.
            for process in ("self", str(os.getpid())):
                os.makedirs(f"/proc/{process}")
                os.symlink(os.path.realpath(spec["command"][0]), f"/proc/{process}/exe")
        os.chdir(HOME)
    else:
        os.chdir(spec["directory"])
    _limit(spec)
    command = spec["command"]
    try:
        os.execve(command[0], command, spec["environment"])
    except OSError as error:
        sys.stderr.write(f"sandbox: cannot start the command: {error.strerror}\n")
        os._exit(CANNOT_ISOLATE)


def _descendants() -> list[int]:
    """Return all live processes below this one, found through ``/proc``."""
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                with open(f"/proc/{entry}/stat", encoding="utf-8") as file:
                    parents[int(entry)] = int(file.read().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError, ValueError):
                continue
    found: list[int] = []
    layer = [os.getpid()]
    while layer:
        layer = [pid for pid, parent in parents.items() if parent in layer]
        found.extend(layer)
    return found


def _kill_descendants() -> None:
    for _ in range(50):
        left = _descendants()
        if not left:
            return
        for pid in left:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return


def _terminated(*_: object) -> None:
    _kill_descendants()
    os._exit(128 + signal.SIGTERM)


def _resident(proc: int, pid: int) -> int:
    """Return the bytes of memory that a process has in use; 0 once it is gone."""
    try:
        file = os.open(f"{pid}/statm", os.O_RDONLY, dir_fd=proc)
    except OSError:
        return 0
    try:
        return int(os.read(file, 200).split()[1]) * resource.getpagesize()
    except (OSError, IndexError, ValueError):
        return 0
    finally:
        os.close(file)


def _wait(child: int, proc: int, memory: int) -> int:
    """Wait for the command, killing it if it uses more memory than allowed."""
    ended = select.poll()
    ended.register(os.pidfd_open(child), select.POLLIN)
    while not ended.poll(_WATCH_MILLISECONDS):
        if _resident(proc, child) > memory:
            os.kill(child, signal.SIGKILL)
            break
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return 128 + os.WTERMSIG(status)
    return os.WEXITSTATUS(status)


def main() -> int:
    """Build the walls, run the command, hand its outputs over; returns the exit code."""
    spec = json.loads(sys.argv[1])
    inputs = [(os.open(path, os.O_RDONLY), name) for path, name in spec["inputs"].items()]
    outputs = [
        (name, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        for name, path in spec["outputs"].items()
    ]
    # Opened before the walls go up: the host's view of processes is gone afterwards.
    proc = os.open("/proc", os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
    walls = spec["walls"]
    home = spec["directory"]
    if walls == "user namespaces":
        home = HOME
        try:
            _isolate(spec)
        except OSError as error:
            sys.stderr.write(f"sandbox: {error.strerror}\n")
            return CANNOT_ISOLATE
    elif walls == "bubblewrap":
        # Nothing but bwrap itself can have written anything before this.
        os.write(2, STARTED)
        # The command runs as the same user and must not take this process over. It cannot kill it:
        # nobody inside a process namespace can kill the first process.
        _libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    else:
        _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        signal.signal(signal.SIGTERM, _terminated)
    # Whoever started this may be killed without a chance to clean up. Asked for only now, because
    # entering a user namespace takes it back. Bubblewrap has asked for itself.
    if walls != "bubblewrap":
        fatal = signal.SIGTERM if walls == "resource limits" else signal.SIGKILL
        _libc.prctl(_PR_SET_PDEATHSIG, fatal, 0, 0, 0)
    limit = spec["limits"]["file_size"]
    for descriptor, name in inputs:
        copy = os.open(f"{home}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        _copy(descriptor, copy, limit)
        os.close(copy)
        os.close(descriptor)
    child = os.fork()
    if child == 0:
        _run(spec)
    code = _wait(child, proc, spec["limits"]["memory"])
    if walls == "resource limits":
        _kill_descendants()
    for name, descriptor in outputs:
        try:
            # The command may have put anything there: no links, no pipes, no devices.
            source = os.open(f"{home}/{name}", os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        except OSError:
            continue
        if stat.S_ISREG(os.fstat(source).st_mode):
            _copy(source, descriptor, limit)
        os.close(source)
    return code


if __name__ == "__main__":
    sys.stdout.flush()
    os._exit(main())

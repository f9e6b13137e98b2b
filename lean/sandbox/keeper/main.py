"""Runs one untrusted command behind walls; started by `lean.sandbox.command` with `SPEC`.

`SPEC` is JSON: `command`, `environment`, `directory` (an empty host directory that is the
command's home), `readable` (host paths it may read), `inputs` (host file -> name inside the
home), `outputs` (name inside the home -> host file), `limits` (`memory`, `processes`,
`reserve`, `file_size`, `cpu_seconds`, `scratch`), `walls`, `report`.

`walls` says who builds them. With `user namespaces` this process does: the command gets its own
user, mount, process, network, IPC and host-name namespaces: it sees a tiny file system made of the
readable paths (read-only) and a private scratch directory of limited size, no network, and none of
our processes. Its process namespace dies with it, so that nothing can be left behind. With
`bubblewrap` this process is the first one behind walls like these (`bubblewrap.py`). With
`resource limits` nothing else applies, and this process, as the reaper of orphans, kills whatever
is left.

`report` is a descriptor, or -1, to which this process writes lines of JSON: `started` when the
walls stand, `fault` and `denied` when they do not, `exceeded` with the name of the limit over
which the command and all that it started were killed; `limits` are for all of them together.

Exit codes: the command's own; 128 + n if signal n ended it; 125 if the walls could not be built.
It imports its neighbours and the standard library only, and nothing heavy.

`server.py` forks this program instead of starting it. Then `call` stands in `SPEC`, and in the place
of the command a function is called with it that was loaded before; how that ended is reported, too
(`ended`), since whoever asked is not the parent.
"""

# pathlib would cost start-up time on every check.
# ruff: noqa: PTH103, PTH112, PTH114, PTH115, PTH120, PTH211

import contextlib
import errno
import json
import os
import resource
import select
import signal
import stat
import sys
from collections.abc import Callable

from lean.sandbox.keeper.kernel import (
    PR_SET_CHILD_SUBREAPER,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    check,
    drop_capabilities,
    forbid_hidden_memory,
    libc,
    mount,
    write,
)
from lean.sandbox.keeper.watch import LOOK_MILLISECONDS, Watch, kill_descendants

HOME = "/sandbox"
CANNOT_ISOLATE = 125
_FAILED = 1

_NEW_NAMESPACES = 0x10000000 | 0x00020000 | 0x20000000 | 0x40000000 | 0x08000000 | 0x04000000
_MS_RDONLY, _MS_NOSUID, _MS_NODEV, _MS_NOEXEC = 1, 2, 4, 8
_MS_REMOUNT, _MS_BIND, _MS_REC, _MS_PRIVATE = 32, 4096, 16384, 1 << 18
_MNT_DETACH = 2
_SYS_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}

# What the kernel answers when it is not allowed, not there, or its administrator set it to zero.
_DENIALS = (errno.EPERM, errno.EACCES, errno.ENOSYS, errno.ENOSPC, errno.EUSERS)


def _copy(source: int, target: int, limit: int) -> None:
    while limit > 0:
        block = os.read(source, min(1 << 20, limit))
        if not block:
            return
        limit -= len(block)
        while block:
            block = block[os.write(target, block) :]


def _bind_readable(path: str, root: str) -> None:
    """Make a host path visible, read-only, at the same place under `root`."""
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
    mount(path, target, "", _MS_BIND | _MS_REC)
    # The flags that the host's mount has cannot be taken away, so they are repeated.
    flags = os.statvfs(target).f_flag & (_MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
    mount("", target, "", _MS_REMOUNT | _MS_BIND | _MS_RDONLY | flags)


def _isolate(spec: dict) -> None:
    """Enter new namespaces with a root file system of our making."""
    user, group = os.getuid(), os.getgid()
    check(libc.unshare(_NEW_NAMESPACES), "unshare")
    write("/proc/self/setgroups", "deny")
    # A user that is nobody inside: it loses every capability when the command starts.
    write("/proc/self/uid_map", f"65534 {user} 1")
    write("/proc/self/gid_map", f"65534 {group} 1")
    mount("", "/", "", _MS_REC | _MS_PRIVATE)
    root = spec["directory"]
    mount("tmpfs", root, "tmpfs", _MS_NOSUID | _MS_NODEV, f"size={spec['limits']['scratch']}")
    for path in spec["readable"]:
        _bind_readable(path, root)
    for device in ("/dev/null", "/dev/zero", "/dev/urandom"):
        target = root + device
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o600))
        mount(device, target, "", _MS_BIND)
    for directory in (HOME, "/tmp", "/proc"):
        os.makedirs(root + directory, exist_ok=True)
    os.chdir(root)
    number = _SYS_PIVOT_ROOT.get(os.uname().machine)
    if number is None:
        raise OSError(errno.ENOSYS, "pivot_root on this processor")
    check(libc.syscall(number, b".", b"."), "pivot_root")
    check(libc.umount2(b".", _MNT_DETACH), "umount")
    os.chdir("/")


def _limit(spec: dict) -> None:
    limits = spec["limits"]
    for kind, amount in (
        (resource.RLIMIT_AS, limits["memory"] + limits["reserve"]),
        (resource.RLIMIT_FSIZE, limits["file_size"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"] or resource.RLIM_INFINITY),
        (resource.RLIMIT_NOFILE, 256),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (amount, amount))
    if spec["walls"] != "resource limits":
        # Counted per namespace; outside it would count all of the user's processes.
        resource.setrlimit(resource.RLIMIT_NPROC, (limits["processes"], limits["processes"]))


def _run(spec: dict, proc: int, call: Callable[[list[str]], None] | None) -> None:
    """Become the command, or call what is loaded. Called in the forked child; never returns."""
    # If the whole machine runs out of memory all the same, this is what it should take first.
    with contextlib.suppress(OSError):  # some containers forbid it
        write("self/oom_score_adj", "1000", proc)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if spec["walls"] == "user namespaces":
        try:
            mount("proc", "/proc", "proc", _MS_NOSUID | _MS_NODEV | _MS_NOEXEC)
        except OSError:
            # Some containers forbid it. Lean asks it one question, where its program lies.
            for process in ("self", str(os.getpid())):
                os.makedirs(f"/proc/{process}")
                os.symlink(os.path.realpath(spec["command"][0]), f"/proc/{process}/exe")
        os.chdir(HOME)
    else:
        os.chdir(spec["directory"])
    try:
        forbid_hidden_memory(spec["walls"])
        _limit(spec)
    except OSError as error:
        _fault(spec, error)
        os._exit(CANNOT_ISOLATE)
    if call is not None:
        _call(spec, call)
    command = spec["command"]
    try:
        os.execve(command[0], command, spec["environment"])
    except OSError as error:
        _fault(spec, OSError(0, f"cannot start the command: {error.strerror}"))
        os._exit(CANNOT_ISOLATE)


def _call(spec: dict, call: Callable[[list[str]], None]) -> None:
    """Call the loaded function as a started command would run; never returns."""
    code = _FAILED
    try:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        if spec["walls"] == "user namespaces":
            # Starting a command takes these away from a user who is nobody.
            drop_capabilities()
        call(spec["call"])
    except OSError as error:
        sys.stderr.write(f"{error.strerror}\n")
    except Exception as error:  # as Python would end a program
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
    finally:
        sys.stderr.flush()
        os._exit(code)


def _wait(child: int, proc: int, spec: dict) -> tuple[int, str]:
    """Wait for the command; returns its exit code and the limit over which it was killed, if any."""
    watch = Watch(proc, spec)
    ended = select.poll()
    ended.register(os.pidfd_open(child), select.POLLIN)
    over = ""
    while not over and not ended.poll(LOOK_MILLISECONDS):
        over = watch.exceeded()
    if over:
        # Behind walls it is the first of its process namespace and takes all others with it, or
        # this process is and does.
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if over:
        return 128 + signal.SIGKILL, over
    if os.WIFSIGNALED(status):
        return 128 + os.WTERMSIG(status), ""
    return os.WEXITSTATUS(status), ""


def _report(spec: dict, **said: object) -> None:
    """Tell whoever started this; the command never holds the descriptor."""
    if spec["report"] >= 0:
        os.write(spec["report"], json.dumps(said).encode() + b"\n")


def _fault(spec: dict, error: OSError) -> None:
    where = f" ({error.filename})" if error.filename else ""
    text = f"{error.strerror}{where}"
    _report(spec, fault=text, denied=error.errno in _DENIALS)
    sys.stderr.write(f"sandbox: {text}\n")


def main() -> None:
    """Build the walls, run the command, hand its outputs over, and end with the exit code."""
    keep(json.loads(sys.argv[-1]))


def keep(spec: dict, call: Callable[[list[str]], None] | None = None) -> None:
    """Do what `main` says for a specification; with `call`, as its `call` says. Never returns."""
    try:
        code = _keep(spec, call)
    except Exception as error:  # whatever it is, it is not the command's end
        _fault(spec, OSError(0, f"the keeper failed: {type(error).__name__}: {error}"))
        code = CANNOT_ISOLATE
    sys.stderr.flush()
    if call is not None:
        _report(spec, ended=code)
    os._exit(code)


def _keep(spec: dict, call: Callable[[list[str]], None] | None) -> int:
    inputs = [(os.open(path, os.O_RDONLY), name) for path, name in spec["inputs"].items()]
    outputs = [
        (name, os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
        for name, path in spec["outputs"].items()
    ]
    # Opened before the walls go up: the host's view of processes is gone afterwards.
    proc = os.open("/proc", os.O_RDONLY | os.O_CLOEXEC | os.O_DIRECTORY)
    if spec["report"] >= 0:
        os.set_inheritable(spec["report"], False)
    walls = spec["walls"]
    home = spec["directory"]
    if walls == "user namespaces":
        home = HOME
        try:
            _isolate(spec)
        except OSError as error:
            _fault(spec, error)
            return CANNOT_ISOLATE
    elif walls == "bubblewrap":
        # The command runs as the same user and must not take this process over. It cannot kill it:
        # nobody inside a process namespace can kill the first process.
        libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    else:
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)

        def terminated(*_: object) -> None:
            kill_descendants(proc)
            os._exit(128 + signal.SIGTERM)

        signal.signal(signal.SIGTERM, terminated)
    # Whoever started this may be killed without a chance to clean up. Asked for only now, because
    # entering a user namespace takes it back. Bubblewrap has asked for itself.
    if walls != "bubblewrap":
        fatal = signal.SIGTERM if walls == "resource limits" else signal.SIGKILL
        libc.prctl(PR_SET_PDEATHSIG, fatal, 0, 0, 0)
    _report(spec, started=True)
    limit = spec["limits"]["file_size"]
    for descriptor, name in inputs:
        copy = os.open(f"{home}/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        _copy(descriptor, copy, limit)
        os.close(copy)
        os.close(descriptor)
    child = os.fork()
    if child == 0:
        _run(spec, proc, call)
    code, over = _wait(child, proc, spec)
    if walls == "resource limits":
        kill_descendants(proc)
    if over:
        _report(spec, exceeded=over)
        return code
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

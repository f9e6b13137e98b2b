"""What the command and all the processes it started use together, read from `/proc`.

The standard library only, and nothing heavy: this runs beside every command.
"""

# ruff: noqa: PTH208

import os
import resource
import signal
from collections.abc import Iterable

LOOK_MILLISECONDS = 20
_LOOKS_PER_SCRATCH = 10
_MOST_FILES = 20_000


def _children(proc: int, pid: int) -> list[int]:
    """Return the processes that the threads of a process have started."""
    found: list[int] = []
    for thread in _names(proc, f"{pid}/task"):
        found.extend(map(int, _read(proc, f"{pid}/task/{thread}/children").split()))
    return found


def descendants(proc: int, root: int) -> list[int]:
    """Return all live processes below a process. `proc` is an open `/proc`.

    Below the keeper they are the command and all that it started: orphans come to the command, as
    the first of its process namespace, or to the keeper.
    """
    if _read(proc, f"{root}/task/{root}/children", missing=b"none") == b"none":
        return _descendants_by_parents(proc, root)
    found: list[int] = []
    left = [root]
    while left:
        new = _children(proc, left.pop())
        found.extend(new)
        left.extend(new)
    return found


def _descendants_by_parents(proc: int, root: int) -> list[int]:
    """The same on a kernel that does not list children, from each process's own word."""
    below: dict[int, list[int]] = {}
    for entry in _names(proc, "."):
        if entry.isdigit() and (fields := _status(proc, int(entry))):
            below.setdefault(int(fields[1]), []).append(int(entry))
    found: list[int] = []
    left = [root]
    while left:
        new = below.get(left.pop(), [])
        found.extend(new)
        left.extend(new)
    return found


def resident(proc: int, pids: Iterable[int]) -> int:
    """Return the bytes that processes have in memory, what they share counted for each."""
    statuses = (_status(proc, pid) for pid in pids)
    return sum(max(0, int(s[21])) * resource.getpagesize() for s in statuses if len(s) > 21)


def processor_seconds(proc: int, pids: Iterable[int]) -> float:
    """Return the seconds of processor time that live processes, and their dead children, used."""
    statuses = (_status(proc, pid) for pid in pids)
    ticks = sum(sum(map(int, s[11:15])) for s in statuses if len(s) > 21)
    return ticks / os.sysconf("SC_CLK_TCK")


def _names(directory: int, path: str) -> list[str]:
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY, dir_fd=directory)
    except OSError:
        return []
    try:
        return os.listdir(descriptor)
    except OSError:
        return []
    finally:
        os.close(descriptor)


def _read(directory: int, path: str, missing: bytes = b"") -> bytes:
    """Return a small file's content, `missing` where it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY, dir_fd=directory)
    except OSError:
        return missing
    try:
        return os.read(descriptor, 1 << 16)
    except OSError:
        return missing
    finally:
        os.close(descriptor)


def _status(proc: int, pid: int) -> list[bytes]:
    """Return the fields of a process's `stat` from its state on, nothing once it is gone."""
    return _read(proc, f"{pid}/stat").rpartition(b")")[2].split()


def _share(proc: int, pid: int) -> int:
    """Return the bytes that a process has in use, what it shares divided among the sharers."""
    for line in _read(proc, f"{pid}/smaps_rollup").splitlines():
        if line.startswith(b"Pss:"):
            return int(line.split()[1]) << 10
    # It hides its maps and counts in full, or it has just ended and counts nothing: asked anew.
    return resident(proc, [pid])


class Watch:
    """What the command and all that it started use together.

    A namespace or a resource limit of the kernel's counts one process, or one user; this counts
    the tree of processes, behind each kind of walls.
    """

    def __init__(self, proc: int, spec: dict) -> None:
        self._proc = proc
        self._limits = spec["limits"]
        self._walls = spec["walls"]
        self._home = spec["directory"]
        self._page = resource.getpagesize()
        self._ticks = os.sysconf("SC_CLK_TCK")
        self._used: dict[tuple[int, bytes], int] = {}
        self._looks = 0

    def exceeded(self) -> str:
        """Return the name of a limit that is exceeded, else an empty text."""
        limits = self._limits
        self._looks += 1
        sizes: dict[int, int] = {}
        with_children = 0
        for pid in descendants(self._proc, os.getpid()):
            fields = _status(self._proc, pid)
            if len(fields) > 21:
                own, waited = int(fields[11]) + int(fields[12]), int(fields[13]) + int(fields[14])
                sizes[pid] = max(0, int(fields[21])) * self._page
                # Those that ended unwaited for have used what they had used when last seen.
                self._used[pid, fields[19]] = own
                with_children += own + waited
        ticks = max(sum(self._used.values()), with_children)
        if len(sizes) > limits["processes"]:
            return "processes"
        if limits["cpu_seconds"] and ticks > limits["cpu_seconds"] * self._ticks:
            return "processor time"
        # Children share what they have not written to, so that adding up counts it twice.
        if sum(sizes.values()) > limits["memory"] and (
            len(sizes) == 1 or sum(_share(self._proc, pid) for pid in sizes) > limits["memory"]
        ):
            return "memory"
        if self._looks % _LOOKS_PER_SCRATCH == 0 and self._scratch() > limits["scratch"]:
            return "scratch space"
        return ""

    def _scratch(self) -> int:
        """Return the bytes written to files, as far as nothing else limits them."""
        if self._walls == "user namespaces":
            return 0  # one file system of limited size
        if self._walls == "bubblewrap":
            # Two, each with the whole limit.
            systems = [os.statvfs(path) for path in ("/tmp", self._home)]
            return sum((s.f_blocks - s.f_bfree) * s.f_frsize for s in systems)
        total = entries = 0
        folders = [self._home]
        while folders:
            try:
                with os.scandir(folders.pop()) as found:
                    for entry in found:
                        entries += 1
                        if entries > _MOST_FILES:
                            return self._limits["scratch"] + 1
                        total += entry.stat(follow_symlinks=False).st_blocks * 512
                        if entry.is_dir(follow_symlinks=False):
                            folders.append(entry.path)
            except OSError:
                continue  # gone since
        return total


def kill_descendants(proc: int) -> None:
    """Kill whatever lives below this process."""
    for _ in range(50):
        left = descendants(proc, os.getpid())
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

"""Compile our core library for the wheel's Lean, once per content of its sources and the binary.

The compiled modules live in the user's cache (`XDG_CACHE_HOME` or `~/.cache`) under
`olympiad/lean-core/<hash>`. A build happens in a folder of its own that is renamed into place
when it is complete, so that a kill at any moment leaves no half-built library; a lock keeps
concurrent callers from doing the work twice.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from lean.errors import ProfileUnavailable
from lean.toolchain.find import LAUNCHER

SOURCES = Path(__file__).resolve().parents[1] / "core"
ROOT_MODULE = "OlympiadCore"

_IMPORT = re.compile(r"^import\s+(\S+)\s*$", re.MULTILINE)
_MODULE_TIMEOUT_SECONDS = 300
Progress = Callable[[str, int, int], None]


class HasLibrary(Protocol):
    """Whatever knows where `libleanshared.so` of the wheel is."""

    @property
    def library(self) -> Path: ...


@dataclass(frozen=True)
class CoreBuild:
    """A compiled core library: put `path` on `LEAN_PATH` and import `ROOT_MODULE`."""

    path: Path
    hash: str
    modules: tuple[str, ...]


def ensure_core(
    toolchain: HasLibrary | Path, progress: Progress | None = None, sources: Path = SOURCES
) -> CoreBuild:
    """The compiled core for this binary, compiled now if the cache does not hold it.

    `toolchain` has `library`, the path of `libleanshared.so`, or is that path. `progress`
    is called with (module, modules done, modules in all) after each compiled module. Raises
    `ProfileUnavailable` if a source does not compile or the cache cannot be written.
    """
    library = toolchain if isinstance(toolchain, Path) else toolchain.library
    texts = _read_sources(sources)
    order = tuple(dependency_order(texts))
    cache = cache_directory()
    try:
        cache.mkdir(parents=True, exist_ok=True)
        digest = _content_hash(texts, _library_hash(library, cache))
        target = cache / digest
        if not target.is_dir():
            with _lock(cache / f"{digest}.lock"):
                if not target.is_dir():
                    _build(library, sources, texts, order, target, progress)
    except OSError as error:
        reason = error.strerror or str(error)
        raise ProfileUnavailable(
            f"cannot keep the compiled core library in the cache folder: {reason}; "
            "set XDG_CACHE_HOME to a folder that can be written"
        ) from error
    return CoreBuild(target, digest, order)


def cache_directory() -> Path:
    """Where compiled cores are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base).resolve() / "olympiad" / "lean-core"


def dependency_order(texts: dict[str, str]) -> list[str]:
    """The modules, each after those it imports. Raises `ProfileUnavailable` on a cycle."""
    imports = {name: set(_IMPORT.findall(text)) & texts.keys() for name, text in texts.items()}
    order: list[str] = []
    while len(order) < len(imports):
        ready = sorted(
            name for name, needs in imports.items() if name not in order and needs <= set(order)
        )
        if not ready:
            left = ", ".join(sorted(set(imports) - set(order)))
            raise ProfileUnavailable(f"the core library's modules import each other: {left}")
        order.extend(ready)
    return order


def _read_sources(sources: Path) -> dict[str, str]:
    return {
        ".".join(path.relative_to(sources).with_suffix("").parts): path.read_text("utf-8")
        for path in sorted(sources.rglob("*.lean"))
    }


def _olean(folder: Path, module: str) -> Path:
    return folder.joinpath(*module.split(".")).with_suffix(".olean")


def _content_hash(texts: dict[str, str], library_hash: str) -> str:
    digest = hashlib.sha256(library_hash.encode())
    for name in sorted(texts):
        digest.update(f"{name}\0{len(texts[name].encode())}\0{texts[name]}".encode())
    return digest.hexdigest()[:32]


def _library_hash(library: Path, cache: Path) -> str:
    """SHA-256 of the binary, remembered by path, size and time: hashing 230 MB takes a while."""
    status = library.stat()
    key = f"{library.resolve()}:{status.st_size}:{status.st_mtime_ns}"
    memo = cache / "library.json"
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(memo.read_text("utf-8"))
        if isinstance(known, dict) and known.get("key") == key:
            return str(known["sha256"])
    with library.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with tempfile.NamedTemporaryFile("w", dir=cache, delete=False, encoding="utf-8") as out:
        json.dump({"key": key, "sha256": digest}, out)
    Path(out.name).replace(memo)
    return digest


@contextlib.contextmanager
def _lock(path: Path) -> Iterator[None]:
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # the kernel lets go of it when the holder dies
        yield


def _build(
    library: Path,
    sources: Path,
    texts: dict[str, str],
    order: tuple[str, ...],
    target: Path,
    progress: Progress | None,
) -> None:
    for stale in target.parent.glob(f"{target.name}.building-*"):
        shutil.rmtree(stale, ignore_errors=True)  # ours by the lock: its builder is dead
    work = Path(tempfile.mkdtemp(prefix=f"{target.name}.building-", dir=target.parent))
    try:
        _compile_all(library, sources, texts, order, work, progress)
        work.rename(target)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _compile_all(
    library: Path,
    sources: Path,
    texts: dict[str, str],
    order: tuple[str, ...],
    work: Path,
    progress: Progress | None,
) -> None:
    imports = {name: set(_IMPORT.findall(texts[name])) & texts.keys() for name in order}
    waiting, done = list(order), set[str]()
    running: dict[Future[None], str] = {}
    with ThreadPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as pool:
        while waiting or running:
            for name in [name for name in waiting if imports[name] <= done]:
                waiting.remove(name)
                running[pool.submit(compile_module, library, sources, name, work)] = name
            finished, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in finished:
                name = running.pop(future)
                try:
                    future.result()
                except BaseException:
                    waiting.clear()
                    raise
                done.add(name)
                if progress is not None:
                    progress(name, len(done), len(order))


def compile_module(library: Path, sources: Path, module: str, output: Path) -> None:
    """Compile one module of `sources` to `output`, which holds the modules it imports.

    Raises `ProfileUnavailable` with Lean's first complaint if it does not compile.
    """
    source = Path(*module.split(".")).with_suffix(".lean")
    olean = _olean(output, module)
    olean.parent.mkdir(parents=True, exist_ok=True)
    launcher = [sys.executable, "-S", "-E", str(LAUNCHER), str(library)]
    environment = {"PATH": os.environ.get("PATH", ""), "LEAN_PATH": str(output)}
    try:
        run = subprocess.run(
            [*launcher, "-R", ".", "-o", str(olean), str(source)],
            cwd=sources,
            env=environment,
            capture_output=True,
            text=True,
            timeout=_MODULE_TIMEOUT_SECONDS,
        )
    except subprocess.TimeoutExpired as error:
        raise ProfileUnavailable(
            f"lean/core/{source}: not compiled after {_MODULE_TIMEOUT_SECONDS} seconds"
        ) from error
    if run.returncode != 0 or not olean.is_file():
        complaint = next((line for line in run.stdout.splitlines() if ": error" in line), "")
        complaint = complaint or (run.stderr.strip().splitlines() or ["Lean gave no reason"])[-1]
        raise ProfileUnavailable(f"lean/core/{complaint}")

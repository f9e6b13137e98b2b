"""Profiles: a toolchain together with the library that files import.

Statements and proofs are written once; the header that makes them compile is the profile's. The
*core profile* is the wheel's Lean with our own core library (never called Mathlib); the *Mathlib
profile* is a Lake project with Mathlib.
"""

from __future__ import annotations

import functools
import hashlib
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from lean.audit.olean import MalformedOlean, OleanReader
from lean.audit.terms import Name, TermBank
from lean.errors import ProfileUnavailable, ToolchainNotFound
from lean.library.build import ensure_core
from lean.toolchain.find import NOT_FOUND, Toolchain, discover

ProfileName = Literal["core", "mathlib"]

_CORE_ROOT = "OlympiadCore"
# Never part of a user's file: the user's line 1 follows the header's last line.
_CORE_HEADER = f"prelude\nimport {_CORE_ROOT}\n"
_MATHLIB_HEADER = "import Mathlib\n"
# A misspelt name must be an error, not a new variable that the theorem is then about.
_OPTIONS = ("-DautoImplicit=false", "-DrelaxedAutoImplicit=false")


@dataclass(frozen=True)
class Profile:
    """Everything needed to compile a file and to audit the result.

    `header` precedes every file; `modules` are the compiled files of the library, imports
    first, which the audit trusts; `fingerprint` changes with the toolchain and the library.
    """

    name: ProfileName
    toolchain: Toolchain
    header: str
    options: tuple[str, ...]
    search_path: tuple[Path, ...]
    modules: tuple[Path, ...]
    fingerprint: str

    @property
    def header_lines(self) -> int:
        """Lines that the header puts before the user's first."""
        return self.header.count("\n")

    @property
    def description(self) -> str:
        """How outcomes name this profile."""
        version = self.toolchain.version_text
        if self.name == "core":
            return f"Lean {version} with our core library"
        return f"Lean {version} with Mathlib"

    @property
    def environment(self) -> dict[str, str]:
        """Environment variables for Lean; nothing of the caller's own."""
        path = os.pathsep.join(map(str, self.search_path))
        return {"LEAN_PATH": path, "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin"}

    @property
    def readable(self) -> tuple[str, ...]:
        """Host paths that Lean reads while it compiles a file."""
        return (*self.toolchain.readable, *map(str, self.search_path))


def module_file(name: Name, search_path: tuple[Path, ...]) -> Path:
    """Return the compiled file of a module. Raises `ProfileUnavailable`."""
    relative = Path(*map(str, name)).with_suffix(".olean")
    for folder in search_path:
        if (folder / relative).is_file():
            return folder / relative
    raise ProfileUnavailable(
        f"the compiled module {'.'.join(map(str, name))} is missing: run `olympiad lean setup`"
    )


def import_closure(root: Name, search_path: tuple[Path, ...]) -> tuple[Path, ...]:
    """Return the compiled files of `root` and all it imports, imports first."""
    order: list[Path] = []
    seen: set[Name] = set()
    stack: list[tuple[Name, bool]] = [(root, False)]
    while stack:
        name, ready = stack.pop()
        path = module_file(name, search_path)
        if ready:
            order.append(path)
            continue
        if name in seen:
            continue
        seen.add(name)
        stack.append((name, True))
        try:
            imports = OleanReader(path.read_bytes(), TermBank()).imports()
        except MalformedOlean as error:
            raise ProfileUnavailable(
                f"the compiled module {'.'.join(map(str, name))} is damaged: "
                "run `olympiad lean setup`"
            ) from error
        stack.extend((module, False) for module in imports if module not in seen)
    return tuple(order)


def core_profile(toolchain: Toolchain) -> Profile:
    """Return the core profile, compiling the core library if it is not in the cache.

    Raises `ProfileUnavailable`.
    """
    build = ensure_core(toolchain)
    return profile_of_core(toolchain, Path(build.path), build.hash)


def profile_of_core(toolchain: Toolchain, folder: Path, fingerprint: str) -> Profile:
    """Return the core profile whose compiled library lies in `folder`."""
    search_path = (folder,)
    return Profile(
        name="core",
        toolchain=toolchain,
        header=_CORE_HEADER,
        options=_OPTIONS,
        search_path=search_path,
        modules=import_closure((_CORE_ROOT,), search_path),
        fingerprint=fingerprint,
    )


def mathlib_profile(toolchain: Toolchain) -> Profile:
    """Return the Mathlib profile of a Lake project's toolchain. Raises `ProfileUnavailable`."""
    if toolchain.project is None:
        raise ProfileUnavailable(
            "no Lake project with Mathlib: run `olympiad lean setup --mathlib`"
        )
    if not toolchain.auditable:
        raise ProfileUnavailable(
            f"Lean {toolchain.version_text} cannot be audited; the project must pin a release of "
            "the series in lean-toolchain"
        )
    lake = Path(toolchain.command[0]).with_name("lake")
    try:
        done = subprocess.run(
            [str(lake), "env", "printenv", "LEAN_PATH"],
            cwd=toolchain.project,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ProfileUnavailable(
            "Lake does not start: run `olympiad lean setup --mathlib`"
        ) from error
    folders = [Path(part) for part in done.stdout.strip().split(os.pathsep) if part]
    folders.append(toolchain.library.parent)
    search_path = tuple(folder.resolve() for folder in folders if folder.is_dir())
    manifest = toolchain.project / "lake-manifest.json"
    if not manifest.is_file():
        raise ProfileUnavailable(
            "the Lake project has no manifest: run `olympiad lean setup --mathlib`"
        )
    digest = hashlib.sha256(manifest.read_bytes() + toolchain.version_text.encode()).hexdigest()
    return Profile(
        name="mathlib",
        toolchain=toolchain,
        header=_MATHLIB_HEADER,
        options=_OPTIONS,
        search_path=search_path,
        modules=import_closure(("Mathlib",), search_path),
        fingerprint=digest,
    )


@functools.lru_cache(maxsize=4)
def find_profile(name: ProfileName | None = None, project: Path | None = None) -> Profile:
    """Return the profile asked for, or the strongest that works here (Mathlib before core).

    Raises `ToolchainNotFound` where there is no Lean at all and `ProfileUnavailable` where
    there is one but not with this profile.
    """
    toolchains = discover(project)
    if not toolchains:
        raise ToolchainNotFound(NOT_FOUND)
    reason: ProfileUnavailable | None = None
    if name in (None, "mathlib"):
        for toolchain in toolchains:
            if toolchain.project is not None:
                try:
                    return mathlib_profile(toolchain)
                except ProfileUnavailable as error:
                    reason = error
    if name in (None, "core"):
        for toolchain in toolchains:
            if toolchain.auditable and toolchain.command[-1] == str(toolchain.library):
                return core_profile(toolchain)
    raise reason or ProfileUnavailable(
        f"no Lean for the {name or 'core'} profile here: run `olympiad lean setup"
        + (" --mathlib`" if name == "mathlib" else "`")
    )

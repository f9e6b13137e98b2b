"""The `lean_dojo` package and the `lake` that it calls, or one sentence on how to get them."""

from __future__ import annotations

import functools
import importlib.util
import os
import shutil
from pathlib import Path
from typing import Any

from lean.errors import ExtraBroken, ExtraMissing, ToolchainNotFound

INSTALL = "pip install 'olympiad-prover[lean-dojo]'"
NO_LAKE = "LeanDojo needs elan and its `lake`: run `olympiad lean setup --mathlib` to get them"

# Read by LeanDojo while it is imported; what the user has set stays. Its store of traces on the
# network has none of a release that this project may use, and what it holds would be unpacked
# without a check. A tactic may take 32 GB if nobody says otherwise.
_SETTINGS = {"DISABLE_REMOTE_CACHE": "1", "TACTIC_MEMORY_LIMIT": "4g"}


@functools.cache
def load() -> Any:
    """Import LeanDojo and return it. Raises `ExtraMissing` and `ExtraBroken`.

    Imported late: it makes its cache folder, asks git for its version, takes over the settings of
    `loguru` and may talk to GitHub while it is imported.
    """
    if importlib.util.find_spec("lean_dojo") is None:
        raise ExtraMissing(f"LeanDojo is not installed: {INSTALL}")
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    try:
        import lean_dojo
    except ImportError as error:
        raise ExtraBroken(f"LeanDojo lacks {error.name or 'a package'}: {INSTALL}") from error
    except Exception as error:
        raise ExtraBroken(
            f"LeanDojo does not start ({type(error).__name__}); it needs git 2.25 or newer, a "
            "cache folder it can write, and, if GITHUB_ACCESS_TOKEN is set, GitHub"
        ) from error
    return lean_dojo


def traces() -> Path:
    """The folder in which LeanDojo keeps the projects that it traced."""
    load()
    from lean_dojo.constants import CACHE_DIR

    return Path(CACHE_DIR)


def require_lake() -> None:
    """See to it that LeanDojo finds `lake`. Raises `ToolchainNotFound` where there is none.

    LeanDojo looks on PATH only; elan's own folder is added to it if need be.
    """
    if shutil.which("lake") is not None:
        return
    folder = Path(os.environ.get("ELAN_HOME", Path.home() / ".elan")) / "bin"
    if not (folder / "lake").is_file():
        raise ToolchainNotFound(NO_LAKE)
    os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"

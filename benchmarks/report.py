"""Sections of `RESULTS.md`: each benchmark writes its own, this module puts them together."""

from __future__ import annotations

import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

FOLDER = Path(__file__).parent
SECTIONS = FOLDER / "results"
TITLE = """# Results

What we measure, with the machine, the versions and the command that made each table. Seconds
depend on the machine and its load; compare the ratios, which are taken within one run.
"""


def machine() -> str:
    """Processor, cores and operating system in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    cores = "?"
    if info.exists():
        lines = info.read_text().splitlines()
        names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
        model, cores = (names[0], str(len(names))) if names else (model, cores)
    return f"{model}, {cores} cores, {platform.system()} {platform.machine()}"


def versions(*distributions: str) -> str:
    """Python and the given distributions with their versions; missing ones are left out."""
    out = [f"Python {platform.python_version()}"]
    for name in distributions:
        try:
            out.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            continue
    return ", ".join(out)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def write_section(name: str, title: str, body: str, *packages: str) -> Path:
    """Write one section and put `RESULTS.md` together anew.

    Args:
        name: file name of the section without ending.
        packages: distributions whose versions matter here.
    """
    SECTIONS.mkdir(exist_ok=True)
    module = Path(sys.argv[0]).stem
    command = f"python -m benchmarks.{name} {' '.join(sys.argv[1:])}".strip()
    if module == "__main__" and not sys.argv[0].endswith("__main__.py"):
        command = f"python {sys.argv[0]}"
    head = (
        f"## {title}\n\n{datetime.now(UTC):%Y-%m-%d}. {machine()}. {versions('olympiad-prover', *packages)}.\n"
        f"Command: `{command}`\n\n"
    )
    path = SECTIONS / f"{name}.md"
    path.write_text(head + body.rstrip() + "\n")
    parts = [p.read_text() for p in sorted(SECTIONS.glob("*.md"))]
    (FOLDER / "RESULTS.md").write_text(TITLE + "\n" + "\n".join(parts))
    return path

"""Runs every benchmark that can run here, one after the other, and writes `RESULTS.md`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Modules of this folder that are no benchmarks, or need to be told what to compare with.
_SUPPORT = {"__init__", "__main__", "against", "report"}


def main() -> int:
    """Exit code: how many benchmarks failed."""
    names = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in _SUPPORT)
    failed = 0
    for name in names:
        print(f"== {name}", file=sys.stderr, flush=True)
        failed += (
            subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
            != 0
        )
    return failed


if __name__ == "__main__":
    raise SystemExit(main())

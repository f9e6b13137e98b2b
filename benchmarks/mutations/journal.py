"""What was tried already, so that a run that was interrupted goes on where it was."""

from __future__ import annotations

import hashlib
import json
import os
import threading
from dataclasses import asdict
from pathlib import Path

from benchmarks.mutations.mutant import Mutant
from benchmarks.mutations.trial import Trial


class Journal:
    """Results on disk, one a line, found again by what they depend on. Used by several threads."""

    def __init__(self, path: Path, fingerprint: str) -> None:
        self._path, self._fingerprint = path, fingerprint
        self._lock = threading.Lock()
        self._known: dict[str, Trial] = {}
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                try:
                    entry = json.loads(line)
                    self._known[entry["key"]] = Trial(**entry["trial"])
                except (ValueError, KeyError, TypeError):
                    continue  # the last line of a run that was killed

    def _key(self, mutant: Mutant) -> str:
        parts = (self._fingerprint, mutant.file, mutant.text or "", *mutant.tests)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    def find(self, mutant: Mutant) -> Trial | None:
        """The result of the same change in the same tree with the same tests."""
        found = self._known.get(self._key(mutant))
        return None if found is None else Trial(**{**asdict(found), "name": mutant.name})

    def add(self, mutant: Mutant, trial: Trial) -> None:
        """Write a result down."""
        key = self._key(mutant)
        line = json.dumps({"key": key, "trial": asdict(trial)}, ensure_ascii=False) + "\n"
        with self._lock:
            self._known[key] = trial
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)
                file.flush()
                os.fsync(file.fileno())

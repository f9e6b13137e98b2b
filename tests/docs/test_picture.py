"""The picture of the architecture shows the imports that there are."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from tests.test_architecture import STACK

ROOT = Path(__file__).parents[2]


def test_the_picture_is_up_to_date() -> None:
    place = ROOT / "docs" / "architecture_picture.py"
    spec = importlib.util.spec_from_file_location("architecture_picture", place)
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    drawn = script.picture()
    assert script.PICTURE.read_text(encoding="utf-8") == drawn, (
        "the rooms or their imports changed: run `python docs/architecture_picture.py` and look at it"
    )
    graph = script.arrows()
    assert set(graph) == set(script.WORDS), "a room has no words, or words have no room"


def test_the_table_of_rooms_is_the_stack() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(prover)/(?:(\w+)/|\w+\.py)`", page, re.MULTILINE)
    rooms = [f"{root}.{room}" if room else root for root, room in rows]
    assert rooms == list(reversed(STACK))

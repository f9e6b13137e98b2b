"""What the JSON documents of all commands are made of."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, JsonValue, PlainSerializer

Place = Annotated[Path, PlainSerializer(str)]
"""An absolute path."""

Object = dict[str, JsonValue]


class Part(BaseModel):
    """A part of a document."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Output(Part):
    """A document. Each has a `format` of its own."""

"""What calls of one kind differ in, from `prompts/styles.toml`: the styles in which attempts are
begun and proofs are read, the directions in which lemmas are tried."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from prover.base.shipped import read_table, sha256_of

_PACKAGE, _FILE = "prover.deepthink.prompts", "styles.toml"


@cache
def attempt_styles() -> Mapping[str, str]:
    """Name to instruction, the default first."""
    return _table()["attempt"]


@cache
def verify_stances() -> Mapping[str, str]:
    """Name to instruction, the default first."""
    return _table()["verify"]


@cache
def lemma_words() -> Mapping[str, str]:
    """The words for the two directions of a lemma, and for its `negation` as a problem."""
    return _table()["lemma"]


@cache
def styles_sha256() -> str:
    """SHA-256 of the file of styles."""
    return sha256_of(_PACKAGE, _FILE)


@cache
def _table() -> dict[str, dict[str, str]]:
    return read_table(_PACKAGE, _FILE)

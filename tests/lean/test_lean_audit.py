"""The audit against modules that no compiler made."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lean.audit.olean import MalformedOlean, OleanReader
from lean.audit.terms import CHILDREN, CONST, SORT, TermBank, show_name
from lean.checker.compile import compile_text
from lean.library.profile import Profile
from lean.sandbox.job import Limits
from tests.lean.olean_writer import NOTHING, OleanWriter

FORGER = Path(__file__).with_name("lean_forger.py")

EXPECTED = {
    "honest": "accepted",
    "honest_inductive": "accepted",
    "wrong_value": "kernel",
    "self_reference": "circular",
    "mutual_reference": "circular",
    "sorry": "sorry",
    "sorry_in_definition": "sorry",
    "sorry_in_opaque": "sorry",
    "sorry_in_inductive": "sorry",
    "axiom": "axiom",
    "axiom_named_propext": "axiom",
    "axiom_dotted": "axiom",
    "axiom_unsafe": "axiom",
    "quot": "reserved",
    "twice": "duplicate",
    "replaced": "replaced",
    "native": "reserved",
    "reduce_bool": "reserved",
    "unsafe_definition": "kernel",
    "unsafe_target": "not_theorem",
    "definition_target": "not_theorem",
    "missing": "missing",
    "weakened": "statement_changed",
    "levels": "statement_changed",
    "unknown": "kernel",
    "loose_variable": "kernel",
    "negative_inductive": "kernel",
    "large_inductive": "kernel",
    "constructor_elsewhere": "malformed",
    "constructor_of_library": "malformed",
    "constructor_unlisted": "kernel",
    "recursor": "malformed",
    "recursor_forged": "kernel",
    "theorem_about_data": "kernel",
    "universe_parameter": "kernel",
    # The kernel computes `Nat.gcd` and its kin by name: a library without them is not trusted.
    "honest_without_library": "unsound_library",
}


@pytest.mark.lean
@pytest.mark.parametrize("case", EXPECTED)
def test_forged_module(profile: Profile, case: str) -> None:
    request = {
        "library": str(profile.toolchain.library),
        "trusted": [str(path) for path in profile.modules],
        "case": case,
    }
    done = subprocess.run(
        [sys.executable, "-S", "-E", str(FORGER), json.dumps(request)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.strip() == EXPECTED[case], done.stderr


@pytest.fixture(scope="module")
def olean(profile: Profile) -> bytes:
    """A small honest module."""
    import asyncio

    text = (
        "inductive Tree where\n  | leaf : Tree\n  | node (l r : Tree) : Tree\n"
        "def big : Nat := 123456789012345678901234567890\n"
        "theorem swap (p q : Prop) (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩\n"
    )
    compiled = asyncio.run(compile_text(profile, text, Limits()))
    assert compiled.olean is not None, compiled
    return compiled.olean


@pytest.mark.lean
def test_an_honest_module_is_read(olean: bytes) -> None:
    bank = TermBank()
    constants = {show_name(c.name): c for c in OleanReader(olean, bank).constants()}
    assert constants["swap"].kind == "theorem"
    assert constants["Tree.node"].family == ("Tree",)
    assert bank.constants_of([constants["swap"].type]) == {("And",)}
    assert any(node[1] == 123456789012345678901234567890 for node in bank.nodes if node[0] == 17)


@pytest.mark.lean
def test_parts_come_before_the_whole(olean: bytes) -> None:
    bank = TermBank()
    OleanReader(olean, bank).constants()
    for number, node in enumerate(bank.nodes):
        parts = [node[i] for i in CHILDREN[node[0]]]
        if node[0] == CONST:
            parts += node[2]
        assert all(part < number for part in parts)
        if node[0] == SORT:
            assert bank.nodes[node[1]][0] < SORT


@pytest.mark.lean
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_a_damaged_module_is_refused_or_read_and_never_more(
    olean: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(olean)
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0x50, len(damaged) - 9)) & ~7
        word = data.draw(
            st.one_of(
                st.integers(0, 2**64 - 1),
                st.sampled_from([0, 1, 3, 2**63, 2**64 - 8]),
                # A pointer to somewhere else in the file, forward or back.
                st.integers(0, len(damaged)).map(
                    lambda offset: struct.unpack_from("<Q", olean, 0x50)[0] + (offset & ~7)
                ),
            )
        )
        struct.pack_into("<Q", damaged, place, word)
    try:
        OleanReader(bytes(damaged), TermBank()).constants()
    except MalformedOlean:
        return


@pytest.mark.parametrize(
    "data", [b"", b"olean", b"\x7fELF" + bytes(200), b"olean\x02" + bytes(300)]
)
def test_what_is_no_module_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedOlean):
        OleanReader(data, TermBank()).constants()


def small_module() -> bytes:
    writer = OleanWriter()
    prop = writer.constructor(3, NOTHING, scalars=bytes(8))
    name = writer.name(NOTHING, writer.string("cheat"))
    return writer.module([writer.axiom(name, prop)])


def long_name() -> bytes:
    writer = OleanWriter()
    name, part = NOTHING, writer.string("a")
    for _ in range(60_000):
        name = writer.name(name, part)
    prop = writer.constructor(3, NOTHING, scalars=bytes(8))
    return writer.module([writer.axiom(name, prop)])


def shared_string() -> bytes:
    """A megabyte of text, which is a part of ten thousand names."""
    writer = OleanWriter()
    part = writer.string("a" * (1 << 20))
    prop = writer.constructor(3, NOTHING, scalars=bytes(8))
    return writer.module([writer.axiom(writer.name(NOTHING, part), prop) for _ in range(10_000)])


def shared_levels() -> bytes:
    """A list of twenty thousand universes, which five thousand declarations share."""
    writer = OleanWriter()
    universe = writer.name(NOTHING, writer.string("u"))
    levels = NOTHING
    for _ in range(20_000):
        levels = writer.constructor(1, universe, levels)
    prop = writer.constructor(3, NOTHING, scalars=bytes(8))
    return writer.module([writer.axiom(universe, prop, levels) for _ in range(5_000)])


def shared_digits() -> bytes:
    """A megabyte of digits, in which thousands of numbers begin."""
    writer = OleanWriter()
    digits = writer.string("7" * (1 << 20)) + 32
    name = writer.name(NOTHING, writer.string("n"))
    constants = []
    for shift in range(3_000):
        number = writer.number(120_000, digits + 8 * shift)
        literal = writer.constructor(9, writer.constructor(0, number), scalars=bytes(8))
        constants.append(writer.axiom(name, literal))
    return writer.module(constants)


def test_a_module_written_by_hand_is_read() -> None:
    (constant,) = OleanReader(small_module(), TermBank()).constants()
    assert (constant.kind, constant.name) == ("axiom", ("cheat",))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (long_name, "256 parts"),
        (shared_string, "too often"),
        (shared_levels, "too often"),
        (shared_digits, "too often"),
    ],
)
def test_what_would_grow_beyond_the_module_is_refused(
    data: Callable[[], bytes], words: str
) -> None:
    """Each is a few megabytes that would take gigabytes, or billions of steps, to read."""
    with pytest.raises(MalformedOlean, match=words):
        OleanReader(data(), TermBank()).constants()


def test_names_cannot_draw_something_else() -> None:
    assert show_name(("Nat", "add_comm'")) == "Nat.add_comm'"
    assert show_name(("a\n\x1b[31m",)) == "«a\\n\\x1b[31m»"
    assert show_name(("Classical.choice",)) != show_name(("Classical", "choice"))
    assert show_name(("propext ",)) != "propext"
    assert show_name(()) == "[anonymous]"
    assert show_name(("x", 3)) == "x.3"

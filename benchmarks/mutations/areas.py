"""The trusted files, and the quick tests of each area, those that fail soonest first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_CHECKER = "tests/geometry_checker"
#: Attacks of every kind that are over soon.
_ATTACKS = (
    *("axiom", "sorry_lemma", "weakened_type", "definition_changed", "opaque_target"),
    *("propext_retyped", "native_redefined_land", "environment_self", "skip_kernel_tactic"),
    *("universe_trick", "unsafe_cast_value", "instance_literal", "axiom_newline_honest"),
    *("definition_changed_honest", "weakened_by_definition_honest", "partial_honest"),
    *("same_name_nested_honest", "wrong_namespace", "zero_width"),
)


@dataclass(frozen=True)
class Area:
    """Files (patterns below the root) whose mistakes the same tests must notice."""

    files: tuple[str, ...]
    tests: tuple[str, ...]


AREAS: tuple[Area, ...] = (
    Area(
        ("geometry/checker/*.py",),
        (
            f"{_CHECKER}/test_refusals.py",
            f"{_CHECKER}/test_constants.py",
            f"{_CHECKER}/test_positions.py",
            f"{_CHECKER}/test_net.py",
            f"{_CHECKER}/test_equations.py",
            f"{_CHECKER}/test_rejects.py",
            f"{_CHECKER}/test_accepts.py",
            f"{_CHECKER}/test_statement.py",
            "tests/geometry_language/test_goals.py",
            f"{_CHECKER}/test_table.py",
            f"{_CHECKER}/test_hostile.py",
            f"{_CHECKER}/test_fuzz.py",
            f"{_CHECKER}/test_mutations.py",
        ),
    ),
    Area(
        ("geometry/checker/algebraic/*.py",),
        (
            "tests/geometry_algebra/test_checker.py",
            "tests/geometry_algebra/test_engine.py",
            "tests/geometry_algebra/test_together.py",
        ),
    ),
    Area(
        ("lean/checker/*.py", "lean/audit/*.py"),
        (
            "tests/lean/test_lean_source.py",
            "tests/lean/test_lean_audit.py",
            "tests/lean/test_lean_requests.py",
            "tests/lean/test_lean_checker.py",
            "tests/lean/test_lean_external.py",
            "tests/lean/test_lean_command_line.py",
            *(f"tests/lean/test_lean_attacks.py::test_attack[{name}]" for name in _ATTACKS),
        ),
    ),
    Area(
        ("lean/sandbox/*.py", "lean/sandbox/keeper/*.py"),
        (
            "tests/lean/test_lean_sandbox.py",
            "tests/lean/test_lean_sandbox_walls.py",
            "tests/lean/test_lean_sandbox_limits.py",
        ),
    ),
    Area(
        ("prover/checkers/*.py", "prover/deepthink/jury_checker.py"),
        (
            "tests/prover_spine/test_geometry_checker.py",
            "tests/prover_spine/test_judgement.py",
            "tests/deepthink/test_jury.py",
            "tests/deepthink/test_paid.py",
            "tests/prover_lean/test_lean_rung.py",
        ),
    ),
    Area(
        (
            "prover/checkers/judgement.py",
            "prover/verdicts/verdict.py",
            "prover/verdicts/scope.py",
            "prover/verdicts/faithfulness.py",
        ),
        (
            "tests/prover_spine/test_judgement.py",
            "tests/prover_spine/test_evidence_bounds.py",
            "tests/prover_spine/test_verdict.py",
            "tests/prover_spine/test_check.py",
            "tests/deepthink/test_paid.py",
        ),
    ),
    Area(
        ("prover/deepthink/judge/*.py", "prover/deepthink/jury/*.py"),
        (
            "tests/deepthink/test_judge.py",
            "tests/deepthink/test_reasons.py",
            "tests/deepthink/test_jury.py",
            "tests/deepthink/test_reports.py",
            "tests/deepthink/test_grader_report.py",
            "tests/deepthink/test_long_texts.py",
        ),
    ),
    Area(
        ("prover/deepthink/gates/*.py",),
        ("tests/deepthink/test_gate_order.py", "tests/deepthink/test_gates.py"),
    ),
)


def trusted_files(root: Path) -> dict[str, tuple[str, ...]]:
    """Each trusted file, by its path below `root`, and its area's tests (the last area counts)."""
    found: dict[str, tuple[str, ...]] = {}
    for area in AREAS:
        for pattern in area.files:
            for path in sorted(root.glob(pattern)):
                found[path.relative_to(root).as_posix()] = area.tests
    return found

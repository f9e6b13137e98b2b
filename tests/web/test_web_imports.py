"""What `web` may import of the rest: the service, and the models that it hands over."""

from __future__ import annotations

import ast
from pathlib import Path

WEB = Path(__file__).parents[2] / "web"

MODELS = {
    "prover",  # the version, and `from prover import service`
    "prover.base.locks",
    "prover.base.validation",
    "prover.base.whole_files",
    "prover.bundle.bundle",
    "prover.bundle.manifest",
    "prover.limits.durations",
    "prover.run.engine",
    "prover.run.executor",
    "prover.run.local_processes",
    "prover.run.processes",
    "prover.run.task_worker",
    "prover.trace.events",
    "prover.problems.errors",
    "prover.problems.problem",
    "prover.problems.record",
    "prover.service",
    "prover.settings.settings",
    "prover.settings.version",
    "prover.trace.spent",  # words for what an event tells
    "prover.store",
    "prover.verdicts.scope",
    "prover.walls",
    "prover.verdicts.verdict",
}
NAMES = {"__version__", "service"}


def test_web_imports_the_service_and_models_and_no_engine() -> None:
    files = sorted(WEB.rglob("*.py"))
    assert len(files) > 20
    for file in files:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            modules = []
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                assert node.level == 0, file
                modules = [node.module or ""]
                if node.module == "prover":
                    assert {alias.name for alias in node.names} <= NAMES, file
            for module in modules:
                assert module.split(".")[0] not in ("geometry", "lean", "mcts", "torch"), file
                assert module.split(".")[0] != "prover" or module in MODELS, (file, module)

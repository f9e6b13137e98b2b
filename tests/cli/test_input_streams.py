"""Standard input, pipes and bundles as input."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from prover.bundle.bundle import open_bundle
from prover.problems.errors import ProblemError
from prover.problems.load import load_problem
from tests.geometry_geogebra.files import ORTHOCENTRE as DRAWN
from tests.geometry_geogebra.files import ggb

from .conftest import Run
from .problems import ORTHOCENTRE
from .test_output_door import shell

BLOCK = ORTHOCENTRE.partition("---\n\n")[2]
"""The problem without a head."""

AS_JSON = json.dumps({"statement": "Prove it.", "geometry": BLOCK.split("\n")[3]})


@pytest.mark.parametrize("source", ["-", "/dev/stdin", "/dev/fd/0"])
@pytest.mark.parametrize("text", [BLOCK, AS_JSON], ids=["Markdown", "JSON"])
@pytest.mark.parametrize("how", ["< text", "< <(cat text)"], ids=["file", "pipe"])
def test_standard_input_is_a_problem(tmp_path: Path, source: str, text: str, how: str) -> None:
    (tmp_path / "text").write_text(text)
    done = shell(tmp_path, f"$O prove {source} --json {how}")
    data = json.loads(done.stdout)
    assert (done.returncode, data["verdict"]["rung"]) == (0, "symbolically_verified")
    assert data["problem"] == "stdin"
    assert data["proof"].startswith("# Problem from standard input\n")


def test_process_substitution_and_named_pipes(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(BLOCK)
    done = shell(tmp_path, "$O prove <(cat p.md) --json")
    assert json.loads(done.stdout)["problem"] == "pipe" and done.returncode == 0
    done = shell(tmp_path, "mkfifo named.md; cat p.md > named.md & $O prove named.md --json")
    assert json.loads(done.stdout)["problem"] == "named" and done.returncode == 0


def test_two_texts_on_standard_input_get_two_folders(tmp_path: Path) -> None:
    (tmp_path / "one").write_text("Prove one.\n")
    (tmp_path / "two").write_text("Prove two.\n")
    bundles = [
        json.loads(shell(tmp_path, f"$O prove - --json < {name}").stdout)["bundle"]
        for name in ("one", "two", "one")
    ]
    assert bundles[0] == bundles[2] != bundles[1]


def test_a_drawing_on_standard_input(tmp_path: Path) -> None:
    (tmp_path / "d.ggb").write_bytes(ggb(*DRAWN))
    done = shell(tmp_path, "$O prove - --goal 'perp C H A B' --json < d.ggb")
    assert json.loads(done.stdout)["proved"], done.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("$O prove - <&-", "standard input: is closed; name a file"),
        ("$O prove - < /dev/null", "standard input: is empty; write the problem's statement"),
        ("$O prove - < /dev/zero", "standard input: is "),
        ("head -c 3000000 /dev/zero | tr '\\0' x | $O prove -", "standard input: is too large"),
        ("printf '\\xff' | $O prove -", "standard input:1: is not UTF-8 (byte 0xff)"),
        ("$O prove - --goal 'coll a b c' < p.md", "standard input: --goal is for GeoGebra files"),
        ("$O prove /dev/zero", "/dev/zero: is "),
        ("$O check - --problem - < p.md", "Invalid value: standard input can be read only once"),
        ("$O check lean - --statement /dev/stdin < p.md", "Invalid value: standard input can be"),
        ("$O check lean - < /dev/null", "standard input: is empty; name a Lean file"),
        ("$O lean repl - < p.md", "Invalid value for 'FILE': the tactics are read from standard"),
    ],
)
def test_what_is_no_problem_is_refused(tmp_path: Path, line: str, expected: str) -> None:
    (tmp_path / "p.md").write_text(BLOCK)
    done = shell(tmp_path, line)
    assert done.returncode == 2
    assert done.stderr.startswith(f"olympiad: {expected}"), done.stderr
    assert done.stderr.count("\n") == 1


def test_a_certificate_on_standard_input(tmp_path: Path) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    assert shell(tmp_path, "$O prove p.md").returncode == 0
    certificate = "runs/p/certificate.json"
    assert shell(tmp_path, f"$O check - < {certificate}").returncode == 0
    assert shell(tmp_path, f"$O check - --problem p.md < {certificate}").returncode == 0
    assert shell(tmp_path, f"$O check {certificate} --problem - < p.md").returncode == 0


def test_a_contest_and_the_api_read_no_pipes(tmp_path: Path) -> None:
    """Opening one waits for whoever writes it, which the loader does only when asked to."""
    os.mkfifo(tmp_path / "p.md")
    done: list[str] = []

    def load() -> None:
        with pytest.raises(ProblemError) as fault:
            load_problem(tmp_path / "p.md")
        done.append(str(fault.value))

    waiting = threading.Thread(target=load, daemon=True)
    waiting.start()
    waiting.join(timeout=30)
    assert done and "is not a regular file" in done[0]


@pytest.mark.parametrize("source", ["runs/p/problem.json", "runs/p"])
def test_a_bundles_own_problem_is_proved_again_in_its_folder(
    run: Run, tmp_path: Path, source: str
) -> None:
    (tmp_path / "p.md").write_text(ORTHOCENTRE)
    first = json.loads(run("prove", "p.md", "--json").stdout)
    again = json.loads(run("prove", source, "--json").stdout)
    assert again["proved"] and again["kept"] is None
    assert again["bundle"] == first["bundle"]
    assert open_bundle(tmp_path / "runs" / "p").manifest.command[-2] == source

"""A small project and the trace that LeanDojo's extractor would make of it.

`ExtractData.lean` needs a full Lean with its own modules; the trace is written here in its
format, so that LeanDojo's reader and ours have something real to read.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SOURCE = """namespace Demo

theorem and_swap (p q : Prop) (h : p ∧ q) : q ∧ p := by
  constructor
  exact h.2
  exact id h.1

theorem by_term (p : Prop) (h : p) : p := h

end Demo
"""
CONTEXT = "p q : Prop\nh : p ∧ q"
LEFT, RIGHT = f"case left\n{CONTEXT}\n⊢ q", f"case right\n{CONTEXT}\n⊢ p"
TACTICS = (
    ("constructor", f"{CONTEXT}\n⊢ q ∧ p", f"{LEFT}\n\n{RIGHT}"),
    ("exact h.2", f"{LEFT}\n\n{RIGHT}", RIGHT),
    ("exact id h.1", RIGHT, "no goals"),
)


def git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *settings, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def make_project(folder: Path) -> Path:
    """Write the project and commit it; returns the folder."""
    folder.mkdir(parents=True)
    (folder / "lakefile.toml").write_text('name = "demo"\n[[lean_lib]]\nname = "Demo"\n')
    (folder / "lean-toolchain").write_text("leanprover/lean4:v4.35.0\n")
    (folder / "Demo.lean").write_text(SOURCE, encoding="utf-8")
    (folder / "Empty.lean").write_text("\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "A theorem")
    return folder


def make_trace(project: Path, cache: Path) -> Path:
    """Write the project's trace where LeanDojo looks for it; returns its folder."""
    commit = git(project, "rev-parse", "HEAD")
    folder = cache / f"gitpython-{project.name}-{commit}" / project.name
    folder.parent.mkdir(parents=True)
    git(project, "clone", "-q", str(project), str(folder))
    (folder / "Lean4Repl.lean").touch()
    traces = folder / ".lake" / "build" / "ir"
    traces.mkdir(parents=True)
    empty = {"commandASTs": [_header()], "tactics": [], "premises": []}
    for name, trace in (("Demo", _trace()), ("Empty", empty), ("Damaged", {})):
        (traces / f"{name}.ast.json").write_text(json.dumps(trace), encoding="utf-8")
        (traces / f"{name}.dep_paths").write_text("")
    return folder


class _Text:
    """Walks through the source; each token knows its place, in bytes."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def _take(self, text: str) -> dict[str, Any]:
        self.at = self.source.index(text, self.at)
        start = len(self.source[: self.at].encode())
        self.at += len(text)
        end = len(self.source[: self.at].encode())
        return {"original": {"leading": "", "pos": start, "trailing": " ", "endPos": end}}

    def atom(self, text: str) -> dict:
        return {"atom": {"info": self._take(text), "val": text}}

    def ident(self, text: str) -> dict:
        info = self._take(text)
        return {"ident": {"info": info, "rawVal": text, "val": text, "preresolved": []}}


def _node(kind: str, *arguments: dict) -> dict:
    return {"node": {"info": "none", "kind": kind, "args": list(arguments)}}


def _header() -> dict:
    return _node("Lean.Parser.Module.header", _node("null"), _node("null"))


def _theorem(text: _Text, name: str, signature: str, *proof: dict) -> dict:
    parser = "Lean.Parser.Command."
    head = text.atom("theorem")
    named = _node(parser + "declId", text.ident(name), _node("null"))
    signed = _node(parser + "declSig", _node("null"), text.atom(signature))
    sign = text.atom(":=")
    value = _node(parser + "declValSimple", sign, *(proof or (text.ident("h"),)))
    theorem = _node(parser + "theorem", head, named, signed, value)
    return _node(parser + "declaration", _node(parser + "declModifiers"), theorem)


def _trace() -> dict:
    text = _Text(SOURCE)
    parser = "Lean.Parser.Command."
    start = _node(parser + "namespace", text.atom("namespace"), text.ident("Demo"))
    # The proof's tokens come after the head's, so that they are taken in a text of their own.
    inner = _Text(SOURCE)
    inner.at = SOURCE.index("by\n")
    by = inner.atom("by")
    first = _node("Lean.Parser.Tactic.constructor", inner.atom("constructor"))
    second = _node("Lean.Parser.Tactic.exact", inner.atom("exact"), inner.ident("h.2"))
    exact, name = inner.atom("exact"), inner.ident("id")
    third = _node("Lean.Parser.Tactic.exact", exact, name, inner.ident("h.1"))
    steps = _node("null", first, _node("null"), second, _node("null"), third)
    indented = _node("Lean.Parser.Tactic.tacticSeq1Indented", steps)
    proof = _node("Lean.Parser.Term.byTactic", by, _node("Lean.Parser.Tactic.tacticSeq", indented))
    swap = _theorem(text, "and_swap", "(p q : Prop) (h : p ∧ q) : q ∧ p", proof)
    term = _theorem(text, "by_term", "(p : Prop) (h : p) : p")
    end = _node(parser + "end", text.atom("end"), _node("null", text.ident("Demo")))
    return {
        "commandASTs": [_header(), start, swap, term, end],
        "tactics": [_tactic(*tactic) for tactic in TACTICS],
        "premises": [_premise("id", line=6, column=8)],
    }


def _tactic(tactic: str, before: str, after: str) -> dict:
    start = len(SOURCE[: SOURCE.index(tactic)].encode())
    end = start + len(tactic.encode())
    return {"stateBefore": before, "stateAfter": after, "pos": start, "endPos": end}


def _premise(name: str, line: int, column: int) -> dict:
    place = {"line": 30, "column": 0}
    return {
        "fullName": name,
        "defPos": place,
        "defEndPos": place,
        "modName": "Init.Prelude",
        "defPath": "Init/Prelude.lean",
        "pos": {"line": line, "column": column},
        "endPos": {"line": line, "column": column + len(name)},
    }

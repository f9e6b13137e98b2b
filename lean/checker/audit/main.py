"""Entry point of the audit process: one request as JSON on standard input, one answer out.

Request: ``library`` (path of libleanshared), ``trusted`` (paths of the library's compiled modules,
imports first), ``statement`` and ``candidate`` (compiled modules), ``target`` (the theorem's name
as a list of components), ``memo`` (path of a file that may hold known axioms of library constants,
or null). Answer: ``outcome`` is ``accepted``, ``rejected``, ``resource`` or ``fault``, with
``code``, ``message``, ``constant``, ``axioms``, ``checked``.
"""

from __future__ import annotations

import json
import os
import sys
import threading

from lean.checker.audit.kernel import Kernel, KernelFault, LibraryFault
from lean.checker.audit.olean import MalformedOlean, OleanReader
from lean.checker.audit.replay import Rejected, StatementFault, UnsoundLibrary, judge
from lean.checker.audit.terms import Name, TermBank, show_name

# Room for the kernel's recursion; address space only, pages are taken as they are used.
_STACK = 512 << 20


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123  (pathlib costs start-up time)
        return file.read()


def _load_memo(path: str | None) -> dict[Name, frozenset[Name]]:
    if path is None or not os.path.exists(path):  # noqa: PTH110
        return {}
    try:
        entries = json.loads(_read(path))
        return {tuple(name): frozenset(map(tuple, axioms)) for name, axioms in entries}
    except (ValueError, TypeError):
        return {}  # a memo is only ever a saving of time


def _save_memo(path: str | None, memo: dict[Name, frozenset[Name]], before: int) -> None:
    if path is None or len(memo) == before:
        return
    entries = [[list(name), sorted(map(list, axioms))] for name, axioms in memo.items()]
    temporary = f"{path}.{os.getpid()}"
    try:
        with open(temporary, "w", encoding="utf-8") as file:  # noqa: PTH123
            json.dump(entries, file)
        os.replace(temporary, path)  # noqa: PTH105
    except OSError:
        pass  # a read-only cache is no reason to refuse a proof


def audit(request: dict) -> dict:
    """Answer one request. Never raises for a fault of the candidate."""
    bank = TermBank()
    try:
        kernel = Kernel(request["library"], bank)
        for path in request["trusted"]:
            kernel.load_trusted(path)
        kernel.mark_quotients()
        trusted = OleanReader(_read(request["statement"]), bank)
        statement = trusted.constants()
    except (LibraryFault, MalformedOlean, OSError) as error:
        return {"outcome": "fault", "code": "library", "message": str(error)}
    memo = _load_memo(request.get("memo"))
    before = len(memo)
    try:
        module = OleanReader(_read(request["candidate"]), bank)
        if module.imports() != trusted.imports():
            raise Rejected("imports", "the proof imports other modules than the statement")
        axioms, checked = judge(
            kernel, bank, statement, module.constants(), tuple(request["target"]), memo
        )
    except Rejected as error:
        shown = None if error.constant is None else show_name(error.constant)
        return {
            "outcome": "rejected",
            "code": error.code,
            "message": str(error),
            "constant": shown,
        }
    except MalformedOlean as error:
        return {"outcome": "rejected", "code": "malformed", "message": str(error)}
    except KernelFault as error:
        return {"outcome": "resource", "code": "kernel", "message": f"the proof {error}"}
    except StatementFault as error:
        return {"outcome": "fault", "code": "statement", "message": str(error)}
    except (UnsoundLibrary, LibraryFault) as error:
        return {"outcome": "fault", "code": "library", "message": str(error)}
    _save_memo(request.get("memo"), memo, before)
    return {
        "outcome": "accepted",
        "axioms": [show_name(name) for name in axioms],
        "checked": checked,
    }


def main() -> None:
    """Run in a thread with a deep stack and leave without Python's shutdown."""
    request = json.load(sys.stdin)
    answer: dict = {"outcome": "fault", "code": "audit", "message": "the audit did not finish"}

    def work() -> None:
        try:
            answer.update(audit(request))
        except MemoryError:
            answer.update(outcome="resource", code="memory", message="out of memory")
        except RecursionError:
            answer.update(outcome="resource", code="depth", message="nested too deeply")

    threading.stack_size(_STACK)
    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    os.write(1, json.dumps(answer).encode("utf-8"))
    os._exit(0)

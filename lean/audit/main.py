"""Entry point of the audit process.

One request as a JSON file, the candidate's compiled module on standard input, one answer on
standard output. Request: `library` (path of libleanshared), `trusted` (paths of the library's
compiled modules, imports first), `statement` (a compiled module), `targets` (names, each a list
of components), `permitted` (names) and `negation`: see `lean.audit.judge.Question`. Answer:
`outcome` is `accepted`, `partial`, `rejected`, `resource` or `fault`, with `code`, `message`,
`constant`; what came as far as the kernel has `holes`, `axioms` and `checked`, too.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable

from lean.audit.judge import Filling, Question, StatementFault, UnsoundLibrary, judge
from lean.audit.kernel import Kernel, KernelFault, LibraryFault
from lean.audit.olean import MalformedOlean, OleanReader
from lean.audit.replay import Rejected
from lean.audit.terms import TermBank, show_name

# Room for the kernel's recursion; address space only, pages are taken as they are used.
_STACK = 512 << 20


def _read(path: str) -> bytes:
    with open(path, "rb") as file:  # noqa: PTH123  (pathlib costs start-up time)
        return file.read()


class Library:
    """The trusted library, loaded into a kernel. Raises `LibraryFault`, `OSError`."""

    def __init__(self, path: str, trusted: list[str]) -> None:
        self.bank = TermBank()
        self.kernel = Kernel(path, self.bank)
        for module in trusted:
            self.kernel.load_trusted(module)
        self.kernel.mark_quotients()


def audit(request: dict, candidate: Callable[[], bytes], ready: Library | None = None) -> dict:
    """Answer one request about the module that `candidate` returns, which may wait for it.

    `ready` is the request's library where it is loaded already. Never raises for a fault of the
    candidate.
    """
    try:
        library = ready or Library(request["library"], request["trusted"])
        bank, kernel = library.bank, library.kernel
        trusted = OleanReader(_read(request["statement"]), bank)
        statement = trusted.constants()
    except (LibraryFault, MalformedOlean, OSError) as error:
        return {"outcome": "fault", "code": "library", "message": str(error)}
    try:
        module = OleanReader(candidate(), bank)
        if module.imports() != trusted.imports():
            raise Rejected("imports", "the proof imports other modules than the statement")
        question = Question(
            tuple(tuple(name) for name in request["targets"]),
            frozenset(tuple(name) for name in request["permitted"]),
            bool(request["negation"]),
        )
        judgement = judge(kernel, bank, statement, module.constants(), question)
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
    return {
        "outcome": judgement.outcome,
        "code": judgement.code,
        "message": judgement.message,
        "constant": show_name(judgement.constant) if judgement.constant else None,
        "holes": [_filling(filling) for filling in judgement.fillings],
        "axioms": [show_name(name) for name in judgement.axioms],
        "checked": judgement.checked,
    }


def _filling(filling: Filling) -> dict:
    answer = filling.answer
    return {
        "name": show_name(filling.name),
        "kind": filling.kind,
        "state": filling.state,
        "rests_on": [show_name(name) for name in filling.rests_on],
        "answer": "" if answer is None else answer.text,
        "plain": answer is None or answer.plain,
        "asked_by": [] if answer is None else [show_name(name) for name in answer.asked_by],
        "restates": [] if answer is None else [show_name(name) for name in answer.restates],
    }


def load(arguments: dict) -> Callable[[list[str]], None]:
    """Load the library `arguments["library"]` with the modules `arguments["trusted"]`; returns what a
    fork does with the path of a request. For `lean.sandbox.keeper.server`.
    """
    library = Library(arguments["library"], arguments["trusted"])
    return lambda words: main(words[0], library)


def main(request_path: str, ready: Library | None = None) -> None:
    """Answer the request in a file. Run in a thread with a deep stack and leave without Python's shutdown."""
    request = json.loads(_read(request_path))
    answer: dict = {"outcome": "fault", "code": "audit", "message": "the audit did not finish"}

    def work() -> None:
        try:
            found = audit(request, sys.stdin.buffer.read, ready)
            answer.clear()
            answer.update(found)
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

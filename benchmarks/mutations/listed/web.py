"""Changes in the web server."""

from __future__ import annotations

from benchmarks.mutations.mutant import Mutation

_LIMITS = "tests/web/test_web_limits.py"
_CHECK = "tests/web/test_web_check.py"
_RUNS = "tests/web/test_web_runs.py"
_GUARDS = "tests/web/test_web_guards.py"

WEB: tuple[Mutation, ...] = (
    Mutation(
        "web: origins by their beginning",
        "web/api/guards.py",
        'origin.partition("://")[2] != host:',
        'not origin.partition("://")[2].startswith(host):',
        "A page of http://127.0.0.1:8000.evil.example may use its visitor's browser to run "
        "programs here.",
        (_GUARDS,),
    ),
    Mutation(
        "web: names of the server",
        "web/api/guards.py",
        "if self._hosts is not None and _without_port(host) not in self._hosts:",
        "if False:",
        "A name that an attacker's DNS points at this machine reaches the server.",
        (_GUARDS, f"{_LIMITS}::test_pages_of_other_sites_are_kept_out"),
    ),
    Mutation(
        "web: bodies of no announced length",
        "web/api/guards.py",
        "if taken > self._max_body:",
        "if False:",
        "A body without end fills the memory.",
        (_GUARDS, f"{_LIMITS}::test_a_body_that_announces_nothing_is_refused_too"),
    ),
    Mutation(
        "web: bodies of announced length",
        "web/api/guards.py",
        "int(length[:20]) > self._max_body:",
        "int(length[:20]) < 0:",
        "A client that asks before it sends too much is told to send it.",
        (_GUARDS,),
    ),
)

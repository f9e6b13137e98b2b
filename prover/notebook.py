"""Python's door: prove a problem from a notebook or a script, without a folder.

    result = prover.prove("a b c = triangle a b c; h = on_tline h b a c, on_tline h c a b ? perp a h b c")
    result.rung, result.proof, result.figure
    result.save("orthocentre")

`prove` waits for the result, also where an event loop runs already, as in Jupyter; `prove_async`
is for programs that have other things to do meanwhile. `docs/python.md` has more.
"""

from __future__ import annotations

import asyncio
import contextvars
import math
import re
import tempfile
import threading
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from prover import service
from prover.bundle.bundle import Bundle, save_bundle
from prover.bundle.proof_html import figure_html, to_html
from prover.limits.durations import DurationError, parse_duration
from prover.notebook_progress import NotebookProgress
from prover.problems.load import GEOGEBRA, SUFFIXES, load_problem, parse_problem
from prover.problems.markdown import render_markdown
from prover.problems.problem import FormalStatement, Problem, ProblemKind
from prover.verdicts.scope import AskedScope, Scope
from prover.verdicts.verdict import RUNGS, Rung, Verdict

if TYPE_CHECKING:
    from prover.run.runner import Result
    from prover.trace.events import Ending, Event

T = TypeVar("T")
Form = Literal["path", "markdown", "geometry", "lean"]
FORMS: tuple[Form, ...] = ("path", "markdown", "geometry", "lean")

NAME, TITLE, SOURCE = "problem", "Problem", "given in Python"
"""What a problem is called that is nothing but a formal statement."""

LOOK_SECONDS = 0.2
"""How often a waiting call looks whether it was cancelled."""

_LEAN = re.compile(r"^\s*(?:@\[[^\]]*\]\s*)?(?:theorem|lemma)\s+\S+", re.MULTILINE)
# The first clause of a geometry statement: names, an equals sign, the word of a construction.
_GEOMETRY = re.compile(r"\s*[A-Za-z]\S*(?:[ \t]+[A-Za-z]\S*)*\s*=\s*[a-z_]\w*\s+[A-Za-z]")


@dataclass(frozen=True)
class Figure:
    """A drawing that displays itself in a notebook; `svg` is its text."""

    svg: str

    def _repr_html_(self) -> str:
        return figure_html(self.svg)

    def __repr__(self) -> str:
        return f"<figure, {len(self.svg)} characters of SVG>"


@dataclass(frozen=True, repr=False)
class ProofResult:
    """What came of a problem, in memory. Displays proof and figure where it is shown.

    `bundle` is the sealed bundle whose files are in memory; it lies in no folder before `save`.
    """

    problem: Problem
    bundle: Bundle = field(compare=False)
    ending: Ending
    proved: bool

    @property
    def verdict(self) -> Verdict:
        """The verdict, with its evidence; `str(result)` says it in one line."""
        return self.bundle.verdict

    @property
    def rung(self) -> Rung:
        """The verdict's rung: `formally_verified`, …, `unverified`."""
        return self.verdict.rung

    @property
    def scope(self) -> Scope | None:
        """Of a symbolic verdict: `all_branches` or `drawn_configuration`; None of others."""
        return self.verdict.stated_scope

    @property
    def proof(self) -> str:
        """Statement and proof as Markdown; of an unverified attempt it says so."""
        return self.bundle.proof

    @property
    def figure(self) -> Figure | None:
        """The figure of a geometry problem."""
        return None if self.bundle.figure is None else Figure(self.bundle.figure)

    @property
    def certificate(self) -> str | None:
        """What a checker reads: a geometry certificate (JSON), a Lean file, a grader's report."""
        return None if self.bundle.certificate is None else self.bundle.certificate.text

    def save(self, folder: str | Path, *, force: bool = False) -> Bundle:
        """Write the bundle into `folder`, whole or not at all; `olympiad check` checks it there.

        A better bundle of the same problem stays and is `kept` of what is returned, unless `force`
        is set. Raises `NotABundle` when something else lies there (`OtherProblem`: another
        problem's bundle) and `BundleError` when the folder cannot be written.
        """
        return save_bundle(self.bundle, Path(folder), force=force)

    def __str__(self) -> str:
        return f"{self.verdict.heading}: vouched for by {self.verdict.vouches}"

    def __repr__(self) -> str:
        return f"<{self.problem.name}: {self}>"

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, str]:
        return {"text/plain": f"{self}\n\n{self.proof}", "text/html": self._repr_html_()}

    def _repr_html_(self) -> str:
        lines = [str(self), *self.verdict.caveats]
        told = to_html("\n".join(["**" + _plain(lines[0]) + "**", "", *map(_bullet, lines[1:])]))
        return f"{to_html(self.proof, figure=self.bundle.figure)}<hr>\n{told}"


def prove(
    problem: Problem | Path | str,
    *,
    form: Form | None = None,
    rung: Rung = "symbolically_verified",
    scope: AskedScope = "all",
    budget: float | str | None = None,
    engines: Sequence[str] | None = None,
    tokens: float | None = None,
    cost: float | None = None,
    follow: Callable[[Event], None] | None = None,
    progress: bool = True,
) -> ProofResult:
    """Prove `problem` and return what came of it.

    `problem` is a `Problem`, a path, the text of a problem file, plain text, or a statement in the
    geometry language or in Lean. Which of them a string is shows by its look; `form` says it
    where that is not enough. `scope` is how far a geometry proof has to reach: `all` configurations
    of the statement or the `drawn` one. `budget` is the wall clock, in seconds or like "2m" (10 minutes if
    None); `tokens` and `cost` (US dollars) limit what language models use. `follow` is told every
    event, from any thread; `progress` shows what is done when it takes more than two seconds.

    Raises `ProblemError` or `InvalidProblem` for a problem that cannot be read or is wrong,
    `DurationError`, `UnknownEngine`, `ValueError` for a rung or form that does not exist,
    `TypeError` for what can be no problem, and `KeyboardInterrupt` when it is interrupted.
    """
    return _wait_for(
        prove_async(
            problem,
            form=form,
            rung=rung,
            scope=scope,
            budget=budget,
            engines=engines,
            tokens=tokens,
            cost=cost,
            follow=follow,
            progress=progress,
        )
    )


async def prove_async(
    problem: Problem | Path | str,
    *,
    form: Form | None = None,
    rung: Rung = "symbolically_verified",
    scope: AskedScope = "all",
    budget: float | str | None = None,
    engines: Sequence[str] | None = None,
    tokens: float | None = None,
    cost: float | None = None,
    follow: Callable[[Event], None] | None = None,
    progress: bool = True,
) -> ProofResult:
    """As `prove`, for programs with an event loop of their own; cancelling it ends the work."""
    given = read_problem(problem, form)
    wall = parse_duration(budget) if isinstance(budget, str) else budget
    if wall is not None and not 0 < wall < math.inf:
        raise DurationError(f"the budget {budget!r} is no time; give seconds, or a text like '2m'")
    if rung not in RUNGS:
        raise ValueError(f"unknown rung {rung!r}; use one of {', '.join(RUNGS)}")
    engines = [engines] if isinstance(engines, str) else engines
    asked = service.Asked(
        rung=rung,
        budget=wall,
        engines=engines,
        command=_command(given, rung, scope, budget),
        scope=scope,
        tokens=tokens,
        cost=cost,
    )
    with (
        tempfile.TemporaryDirectory(prefix="olympiad-") as folder,
        NotebookProgress(shown=progress) as line,
    ):

        def heard(event: Event) -> None:
            line.follow(event)
            if follow is not None:
                follow(event)

        place = Path(folder) / given.id
        result: Result = await service.prove_in_memory(given, place, asked, heard)
        return ProofResult(given, result.bundle, result.ending, result.reached)


def read_problem(problem: Problem | Path | str, form: Form | None = None) -> Problem:
    """The problem that `prove` is given. Raises `ProblemError`, `ValueError` for a wrong form,
    `TypeError` for what can be no problem."""
    if isinstance(problem, Problem):
        return problem
    if isinstance(problem, Path):
        return load_problem(problem)
    if not isinstance(problem, str):
        raise TypeError(
            f"a problem is a text, a path or a Problem, and no {type(problem).__name__}"
        )
    form = form or form_of(problem)
    if form == "path":
        return load_problem(Path(problem))
    if form == "markdown":
        return parse_problem(problem)
    statement = FormalStatement(problem)
    if form == "geometry":
        return Problem(NAME, SOURCE, ProblemKind.GEOMETRY, "", TITLE, geometry=statement)
    if form == "lean":
        return Problem(NAME, SOURCE, ProblemKind.OTHER, "", TITLE, lean=statement)
    raise ValueError(f"unknown form {form!r}; use one of {', '.join(FORMS)}")


def form_of(text: str) -> Form:
    """What a string is by its look: a path has one line and a problem file's suffix, a formal
    statement begins as its language does, and everything else is Markdown or plain text.
    """
    if "\n" not in text.strip() and text.strip().lower().endswith((*SUFFIXES, GEOGEBRA)):
        return "path"
    if text.lstrip().startswith("---") or "```" in text or "~~~" in text:
        return "markdown"
    if _GEOMETRY.match(text):
        return "geometry"
    return "lean" if _LEAN.search(text) else "markdown"


def _command(
    problem: Problem, rung: Rung, scope: AskedScope, budget: float | str | None
) -> tuple[str, ...]:
    """A command that repeats the run, for the manifest."""
    text = render_markdown(problem)
    call = (
        f"import prover; prover.prove({text!r}, form='markdown', rung={rung!r}, scope={scope!r}, "
        f"budget={budget!r})"
    )
    return ("python", "-c", call)


def _wait_for(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` to its end. Where this thread runs an event loop, as Jupyter does, in another."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    return _in_a_thread(work)


def _in_a_thread(work: Coroutine[Any, Any, T]) -> T:
    ended: Future[T] = Future()
    started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Task[Any]]] = Future()

    async def noted() -> T:
        task = asyncio.current_task()
        assert task is not None
        started.set_result((asyncio.get_running_loop(), task))
        return await work

    def body() -> None:
        try:
            ended.set_result(asyncio.run(noted()))
        except BaseException as fault:
            ended.set_exception(fault)

    context = contextvars.copy_context()
    thread = threading.Thread(target=context.run, args=(body,), name="prover", daemon=True)
    thread.start()
    caller = asyncio.current_task()
    try:
        while thread.is_alive():
            thread.join(LOOK_SECONDS)
            # `asyncio.run` answers Ctrl-C by cancelling its task, which is the one that waits here.
            if caller is not None and caller.cancelling():
                _cancel(*started.result())
                break
    except KeyboardInterrupt:  # as Jupyter does; only this thread hears of it
        _cancel(*started.result())
        thread.join()
        raise
    return ended.result()


def _cancel(loop: asyncio.AbstractEventLoop, task: asyncio.Task[Any]) -> None:
    with suppress(RuntimeError):  # the loop has ended, and so has the work
        loop.call_soon_threadsafe(task.cancel)


def _plain(text: str) -> str:
    """Text as Markdown that shows it as it is. Parentheses stay: behind a backslash they begin TeX,
    and without brackets before them they begin no link."""
    return re.sub(r"([\\`*_{}\[\]<>#+\-.!|~$])", r"\\\1", " ".join(text.split()))


def _bullet(text: str) -> str:
    return f"- {_plain(text)}"

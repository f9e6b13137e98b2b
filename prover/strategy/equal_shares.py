"""One engine after the other, each with an equal share of what is left."""

from __future__ import annotations

from prover.strategy.view import Decision, ProblemView, Task, View
from prover.verdicts.verdict import at_least


class EqualShares:
    """Problems in their order, one task at a time. Of a problem's engines those that can reach
    the asked rung come first, else their order holds; time that one leaves goes to those after it.
    """

    def next(self, view: View) -> Decision:
        """See `Strategy.next`."""
        running = tuple(
            (problem.problem, engine.name)
            for problem in view.problems
            for engine in problem.engines
            if engine.state == "running"
        )
        reached = {problem.problem for problem in view.problems if problem.reached}
        if running:
            return Decision(cancel=tuple(task for task in running if task[0] in reached))
        open_problems = [p for p in view.problems if not p.reached and _waiting(p)]
        if not open_problems:
            return Decision()
        problem = open_problems[0]
        waiting = _waiting(problem)
        shares = len(open_problems) * len(waiting)
        seconds = None if view.seconds is None else view.seconds / shares
        return Decision(start=(Task(problem.problem, waiting[0], seconds),))


def _waiting(problem: ProblemView) -> list[str]:
    """The engines that had no turn yet, those first that can reach the asked rung."""
    waiting = [engine for engine in problem.engines if engine.state == "waiting"]
    # The sort is stable: among those that can, and among those that cannot, the order holds.
    waiting.sort(key=lambda engine: not at_least(engine.reach, problem.asked))
    return [engine.name for engine in waiting]

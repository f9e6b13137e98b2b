"""Changes in the judge, the jury, the gates and the end of a search in words."""

from __future__ import annotations

from benchmarks.mutations.mutant import Mutation

_JUDGE = "tests/deepthink/test_judge.py"
_JURY = "tests/deepthink/test_jury.py"
_GATES = "tests/deepthink/test_gates.py"
_FINISH = "tests/deepthink/test_finish.py"
_ANSWERS = "tests/deepthink/test_answers.py"

DEEPTHINK: tuple[Mutation, ...] = (
    Mutation(
        "jury: one missing juror",
        "prover/deepthink/jury/jury.py",
        "    elif missing:\n",
        "    elif missing > 1:\n",
        "A jury of which one juror gave no report accepts.",
        (_JURY,),
    ),
    Mutation(
        "jury: a majority is enough",
        "prover/deepthink/judge/aggregate.py",
        'return "accepts" if decisions == {"accepts"} else "void"',
        'return "accepts" if "accepts" in decisions else "void"',
        "One acceptance carries a jury of votes that rest on nothing.",
        (_JUDGE, _JURY),
    ),
    Mutation(
        "jury: rejections are outvoted",
        "prover/deepthink/judge/aggregate.py",
        'if "rejects" in decisions:',
        'if decisions == {"rejects"}:',
        "An objection that stands is outvoted.",
        (_JUDGE, _JURY),
    ),
    Mutation(
        "jury: no gates",
        "prover/deepthink/jury/jury.py",
        'return JuryReport("rejects", f"gate {finding.gate}: {finding.reason}")',
        "pass",
        "A text that speaks to its grader reaches the jury.",
        (_JURY,),
    ),
    Mutation(
        "judge: grades",
        "prover/deepthink/judge/aggregate.py",
        "elif grading.grade >= ACCEPT_GRADE and",
        "elif",
        "A report with a grade of 2 and no objection accepts.",
        (_JUDGE,),
    ),
    Mutation(
        "judge: objections behind a good grade",
        "prover/deepthink/judge/aggregate.py",
        "and not missing_steps and not claimed:",
        "and not missing_steps:",
        "A report whose fatal objection has a wrong quote accepts.",
        (_JUDGE,),
    ),
    Mutation(
        "judge: invented quotes",
        "prover/deepthink/judge/aggregate.py",
        "and grading.key_steps and not missing_steps and",
        "and grading.key_steps and",
        "An acceptance may rest on words that the proof does not hold.",
        (_JUDGE,),
    ),
    Mutation(
        "judge: reports of nothing",
        "prover/deepthink/judge/aggregate.py",
        "and grading.key_steps and not missing_steps and",
        "and not missing_steps and",
        "A report that names no step of the proof accepts it.",
        (_JUDGE,),
    ),
    Mutation(
        "judge: quotes in any order",
        "prover/deepthink/judge/quotes.py",
        "        at = folded.find(part, at)\n",
        "        at = folded.find(part)\n",
        "A quote with an ellipsis may be put together from any places.",
        (_JUDGE,),
    ),
    Mutation(
        "gates: openers",
        "prover/deepthink/gates/gate.py",
        "if left.keys and len(left.text) < MIN_SUBSTANCE:",
        "if False:",
        "“Let us solve this step by step.” has a longer way to the judge than its gate.",
        (_GATES,),
    ),
    Mutation(
        "gates: the minimum argument",
        "prover/deepthink/gates/substance.py",
        "MIN_ARGUMENT = 240",
        "MIN_ARGUMENT = 61",
        "An answer with two sentences that argue nothing passes for a proof.",
        (_GATES,),
    ),
    Mutation(
        "gates: two inferences",
        "prover/deepthink/gates/substance.py",
        "len(left.text) < MIN_ARGUMENT and left.inferences < 2",
        "len(left.text) < MIN_ARGUMENT and left.inferences < 0",
        "A stated answer needs no argument.",
        (_GATES,),
    ),
    Mutation(
        "gates: invisible letters",
        "prover/deepthink/gates/injection.py",
        'shown = "".join(c for c in shown if c in "\\n\\t" or unicodedata.category(c) != "Cf")',
        'shown = "".join(shown)',
        "A joiner without width hides what the text says to its grader.",
        (_GATES,),
    ),
    Mutation(
        "gates: another problem",
        "prover/deepthink/gates/gate.py",
        '    "statement_changed": _changed,\n',
        '    "statement_changed": _empty,\n',
        "A proof may restate its problem as an easier one.",
        (_GATES,),
    ),
    Mutation(
        "finish: readings against a text",
        "prover/deepthink/pipelines/finish.py",
        "one.number in confirmed and one.passes and not one.fails",
        "one.number in confirmed and one.passes",
        "A text that a reading objected to takes the place of another.",
        (_FINISH, _ANSWERS),
    ),
    Mutation(
        "finish: contradicted answers",
        "prover/deepthink/pipelines/finish.py",
        'if group is None or group.finding != "differs":',
        "if True:",
        "An answer that a program contradicts is handed in as accepted.",
        (_FINISH, _ANSWERS),
    ),
    Mutation(
        "finish: write-ups that nobody accepts",
        "prover/deepthink/pipelines/finish.py",
        "if written.passes < readings:",
        "if False:",
        "A text that readers object to replaces the accepted one.",
        (_FINISH,),
    ),
    Mutation(
        "jury: objections of the search",
        "prover/deepthink/jury_checker.py",
        'if opinion.decision == "rejects" and opinion.fatal:',
        'if opinion.decision == "accepts" and opinion.fatal:',
        "What the search held against a text is forgotten before the jury.",
        (_JURY,),
    ),
    Mutation(
        "jury: models that may not vouch",
        "prover/deepthink/jury_checker.py",
        "if self._config.idle_jurors(models):",
        "if not self._config.idle_jurors(models):",
        "A model that is not good enough to judge vouches.",
        (_JURY,),
    ),
    Mutation(
        "jury: void is accepted",
        "prover/deepthink/jury_checker.py",
        'if report.decision == "void":',
        'if report.decision == "":',
        "A jury without a vote becomes evidence.",
        (_JURY,),
    ),
)

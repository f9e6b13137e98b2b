"""Final answers while the search goes on: texts with a contradicted one hold an objection."""

from __future__ import annotations

from prover.deepthink.session.answer_tests import AnswerChecker
from prover.deepthink.session.session import Session
from prover.deepthink.stages.answers import normal_answer, tell_contradictions
from prover.deepthink.stages.grading import ask_review


async def work_on_answers(session: Session, checker: AnswerChecker, *, review: bool) -> None:
    """Compare the answers that are new, and give the texts that state a contradicted one the
    program's objection: refinement is told of it, and the posterior counts it as a rejection by a
    judge of its own.

    A program can be wrong, and its objection would stand against every text with that answer. So
    with `review` it is reviewed at once, on the first of these texts; where the review does not
    uphold it, the answer counts as unchecked from then on.
    """
    await checker.update(session)
    session.state = tell_contradictions(session.state, checker.contradicted)
    for answer in checker.unreviewed if review and not session.over else ():
        one = next(
            one
            for one in session.state.alive
            if one.answer is not None and normal_answer(one.answer) == answer
        )
        await session.step(ask_review(session.state, session.caps, one.number, place=0))
        opinion = session.state.candidates[one.number].opinions[0]
        checker.reviewed(answer, upheld=opinion.decision == "rejects")
    session.state = tell_contradictions(session.state, checker.contradicted)

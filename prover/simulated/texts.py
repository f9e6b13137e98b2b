"""The words of simulated problems, proofs, lemmas and objections. Their content means nothing;
their form is that of the real thing, so that gates, quotes and parsers are put to work."""

from __future__ import annotations

from prover.simulated.codes import Code, Codec, Kind

_STEPS = (
    "Put $s_{{k}}=a_1+\\dots+a_k$ and let $m={a}$; then $s_{{k+m}}-s_k \\ge {b}$ for every $k \\ge 1$.",
    "Reducing modulo ${p}$, the left side is congruent to ${a}x^2+{b}$, hence $x \\not\\equiv {c} \\pmod{{{p}}}$.",
    "By the Cauchy-Schwarz inequality $\\left(\\sum x_i\\right)^2 \\le {a}\\sum x_i^2$, with equality only if all $x_i={b}$.",
    "Consider the smallest index $j$ with $f(j) > {a}j+{b}$; minimality gives $f(j-1) \\le {a}j-{c}$.",
    "The points $A_{a}$, $B_{b}$ and the centre lie on a circle of radius ${c}$, so $\\angle A_{a}OB_{b}$ is constant.",
    "If $d$ divides both $n+{a}$ and $n+{b}$, then $d$ divides their difference, so $d \\le {c}$.",
    "Each of the ${a}$ rows holds at most ${b}$ marked cells, so by the pigeonhole principle some column holds ${c}$.",
    "Substituting $y=x+{a}$ yields $P(y)-P(x)={b}x+{c}$, a polynomial of degree at most one.",
)


def problem_text(codec: Codec, number: int, *, with_answer: bool) -> str:
    """The statement of a simulated problem."""
    code = codec.write(Code(Kind.PROBLEM, number))
    ask = "Determine the largest value of $f(1)$." if with_answer else "Prove that $f$ is periodic."
    return (
        f"Let $n = {number + 2}$ and let $f$ be a function on the integers that satisfies "
        f"$$f(x+n) \\ge f(x) + f(n) - {number % 17} \\tag{{{code}}}$$ for all $x$. {ask}"
    )


def has_answer(number: int) -> bool:
    """Whether a simulated problem asks for an answer: every third does."""
    return number % 3 == 0


def answer_text(number: int, answer: int) -> str:
    """An answer to a simulated problem; 0 is the right one."""
    return str((number * 7 + 3) % 101 + (0, 1, -1, 10, 2)[answer % 5])


def proof_text(codec: Codec, code: Code) -> str:
    """A simulated proof; its lines depend on its nonce."""
    number = code.nonce
    lines = []
    if has_answer(code.problem) and not code.lemma:
        lines.append(f"Answer: ${answer_text(code.problem, code.answer)}$.")
    for turn in range(5):
        number = (number * 1_103_515_245 + 12_345) % 2**31
        values = {"a": number % 19 + 2, "b": number % 23 + 3, "c": number % 29 + 4, "p": 31}
        lines.append(_STEPS[(number >> 8) % len(_STEPS)].format(**values))
        if turn == 2:
            lines.append(
                f"$$g(x) = f(x) - \\frac{{{values['b']}}}{{{values['a']}}}x "
                f"\\tag{{{codec.write(code)}}}$$"
            )
    lines.append("Together these estimates give the claim for all $x$, which completes the proof.")
    return "\n\n".join(lines)


def lemma_text(codec: Codec, problem: int, lemma: int) -> str:
    """The statement of a lemma of a simulated problem."""
    code = codec.write(Code(Kind.LEMMA, problem, lemma))
    return (
        f"For every integer $k \\ge {lemma + 1}$ one has $f(k) \\le {lemma + 3}k$ \\tag{{{code}}}."
    )


def objection_text(codec: Codec, code: Code) -> str:
    """The explanation of an objection."""
    return f"The inequality used here does not follow from what stands before it (note {codec.write(code)})."


def quotable(proof: str) -> list[str]:
    """Lines of a proof that can be quoted: long enough to be found, and without a code."""
    lines = [line.strip() for line in proof.splitlines()]
    return [line for line in lines if len(line) > 20 and "\\tag" not in line]

"""Plays an adversary who writes compiled modules by hand: `python lean_forger.py REQUEST`.

Such a module can hold whatever metaprogram code could have put into the environment, and more.
REQUEST is JSON: `library`, `trusted` (compiled modules) and `case`. Prints the code with
which the audit rejects, or `accepted`.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from lean.audit.judge import Question, StatementFault, UnsoundLibrary, judge
from lean.audit.kernel import Kernel
from lean.audit.olean import Constant
from lean.audit.replay import Rejected
from lean.audit.terms import (
    APP,
    BVAR,
    CONST,
    L_PARAM,
    L_SUCC,
    L_ZERO,
    LAM,
    NAT,
    PI,
    SORT,
    Name,
    TermBank,
)

BANK = TermBank()
ZERO = BANK.intern((L_ZERO,))
ONE = BANK.intern((L_SUCC, ZERO))
PROP = BANK.intern((SORT, ZERO))
TYPE = BANK.intern((SORT, ONE))
TARGET: Name = ("target",)


def const(*name: str, levels: tuple[int, ...] = ()) -> int:
    """Return a constant term."""
    return BANK.intern((CONST, name, levels))


def app(function: int, *arguments: int) -> int:
    """Return an application."""
    for argument in arguments:
        function = BANK.intern((APP, function, argument))
    return function


def pi(domain: int, body: int) -> int:
    """Return a function type."""
    return BANK.intern((PI, domain, body))


def lam(domain: int, body: int) -> int:
    """Return a function."""
    return BANK.intern((LAM, domain, body))


def var(index: int) -> int:
    """Return a bound variable."""
    return BANK.intern((BVAR, index))


FALSE = const("False")
TRUE = const("True")


def theorem(name: Name, type_: int, value: int) -> Constant:
    """Return a theorem."""
    return Constant("theorem", name, (), type_, value)


def sorry(type_: int, level: int = ZERO) -> int:
    """Return a term of any type of Sort `level`, by the library's own axiom."""
    return app(const("sorryAx", levels=(level,)), type_, const("Bool", "false"))


def inductive(name: Name, type_: int, ctors: dict[str, int]) -> list[Constant]:
    """Return an inductive type without parameters, with its constructors."""
    names = tuple((*name, ctor) for ctor in ctors)
    constants = [Constant("inductive", name, (), type_, parts=(0, (name,), names))]
    for ctor, ctor_type in ctors.items():
        constants.append(Constant("constructor", (*name, ctor), (), ctor_type, family=name))
    return constants


def bad() -> int:
    """Return the type `Bad`."""
    return const("Bad")


CASES: dict[str, list[Constant]] = {
    "honest": [
        theorem(("lemma",), TRUE, const("True", "intro")),
        theorem(TARGET, TRUE, const("lemma")),
    ],
    "honest_inductive": [
        *inductive(("Colour",), TYPE, {"red": const("Colour"), "blue": const("Colour")}),
        Constant("definition", ("pick",), (), const("Colour"), const("Colour", "red")),
        theorem(TARGET, TRUE, const("True", "intro")),
    ],
    "wrong_value": [theorem(TARGET, FALSE, const("True", "intro"))],
    "self_reference": [theorem(TARGET, FALSE, const("target"))],
    "mutual_reference": [
        theorem(("other",), FALSE, const("target")),
        theorem(TARGET, FALSE, const("other")),
    ],
    "sorry": [theorem(TARGET, FALSE, sorry(FALSE))],
    "sorry_in_definition": [
        Constant("definition", ("hidden",), (), FALSE, sorry(FALSE), -2),
        theorem(TARGET, FALSE, const("hidden")),
    ],
    "sorry_in_opaque": [
        Constant("opaque", ("hidden",), (), FALSE, sorry(FALSE)),
        theorem(TARGET, FALSE, const("hidden")),
    ],
    "sorry_in_inductive": [
        *inductive(("ForgedOdd",), pi(sorry(PROP, ONE), PROP), {}),
        theorem(TARGET, TRUE, app(
            lam(PROP, const("True", "intro")), pi(sorry(PROP, ONE), TRUE)
        )),
    ],
    "axiom": [Constant("axiom", ("cheat",), (), FALSE), theorem(TARGET, FALSE, const("cheat"))],
    "axiom_named_propext": [
        Constant("axiom", ("propext",), (), FALSE),
        theorem(TARGET, FALSE, const("propext")),
    ],
    "axiom_dotted": [
        Constant("axiom", ("Classical.choice",), (), FALSE),
        theorem(TARGET, FALSE, const("Classical.choice")),
    ],
    "axiom_unsafe": [
        Constant("axiom", ("cheat",), (), FALSE, unsafe=True),
        theorem(TARGET, FALSE, const("cheat")),
    ],
    "quot": [Constant("quot", ("Quot2",), (), TYPE), theorem(TARGET, FALSE, FALSE)],
    "twice": [
        theorem(TARGET, FALSE, const("True", "intro")),
        theorem(TARGET, TRUE, const("True", "intro")),
    ],
    "replaced": [
        Constant("definition", ("False",), (), PROP, TRUE),
        theorem(TARGET, FALSE, const("True", "intro")),
    ],
    "native": [
        Constant(
            "definition",
            ("Nat", "gcd"),
            (),
            pi(const("Nat"), pi(const("Nat"), const("Nat"))),
            lam(const("Nat"), lam(const("Nat"), BANK.intern((NAT, 0)))),
        ),
        theorem(TARGET, FALSE, const("True", "intro")),
    ],
    "reduce_bool": [
        Constant(
            "definition",
            ("Lean", "reduceBool"),
            (),
            pi(const("Bool"), const("Bool")),
            lam(const("Bool"), var(0)),
        ),
        theorem(TARGET, FALSE, const("True", "intro")),
    ],
    "unsafe_definition": [
        Constant("definition", ("loop",), (), FALSE, const("loop"), unsafe=True),
        theorem(TARGET, FALSE, const("loop")),
    ],
    "unsafe_target": [Constant("definition", TARGET, (), FALSE, const("target"), unsafe=True)],
    "definition_target": [Constant("definition", TARGET, (), FALSE, sorry(FALSE))],
    "missing": [theorem(("other",), TRUE, const("True", "intro"))],
    "weakened": [theorem(TARGET, pi(FALSE, FALSE), lam(FALSE, var(0)))],
    "levels": [Constant("theorem", TARGET, (("u",),), FALSE, sorry(FALSE))],
    "unknown": [theorem(TARGET, FALSE, const("nowhere"))],
    "loose_variable": [theorem(TARGET, FALSE, var(0))],
    "negative_inductive": [
        *inductive(("Bad",), TYPE, {"mk": pi(pi(bad(), FALSE), bad())}),
        theorem(TARGET, FALSE, sorry(FALSE)),
    ],
    "large_inductive": [
        *inductive(("Bad",), TYPE, {"mk": pi(TYPE, bad())}),
        theorem(TARGET, FALSE, sorry(FALSE)),
    ],
    "constructor_elsewhere": [
        Constant("constructor", ("Bad", "mk"), (), FALSE, family=("Bad",)),
        theorem(TARGET, FALSE, const("Bad", "mk")),
    ],
    "constructor_of_library": [
        Constant("constructor", ("False", "intro"), (), FALSE, family=("False",)),
        theorem(TARGET, FALSE, const("False", "intro")),
    ],
    "constructor_unlisted": [
        *inductive(("Bad",), PROP, {}),
        Constant("constructor", ("Bad", "mk"), (), const("Bad"), family=("Bad",)),
        theorem(TARGET, FALSE, app(const("Bad", "rec"), const("Bad", "mk"))),
    ],
    "recursor": [
        Constant("recursor", ("magic",), (), FALSE, family=("target",)),
        theorem(TARGET, FALSE, const("magic")),
    ],
    "recursor_forged": [
        *inductive(("Unit2",), TYPE, {"one": const("Unit2")}),
        Constant("recursor", ("Unit2", "rec"), (), FALSE, family=("Unit2",)),
        theorem(TARGET, FALSE, const("Unit2", "rec")),
    ],
    "theorem_about_data": [
        Constant("theorem", ("number",), (), const("Nat"), BANK.intern((NAT, 5))),
        theorem(TARGET, FALSE, sorry(FALSE)),
    ],
    "universe_parameter": [
        Constant("definition", ("free",), (), BANK.intern((SORT, BANK.intern(
            (L_SUCC, BANK.intern((L_PARAM, ("u",))))
        ))), BANK.intern((SORT, BANK.intern((L_PARAM, ("u",)))))),
        theorem(TARGET, FALSE, sorry(FALSE)),
    ],
}  # fmt: skip


def main(request: dict) -> str:
    """Return what the audit says about one case."""
    case = request["case"]
    candidate = CASES[case.removesuffix("_without_library")]
    wanted = TRUE if case.startswith(("honest", "sorry_in_inductive")) else FALSE
    kernel = Kernel(request["library"], BANK)
    modules = request["trusted"]
    if case.endswith("_without_library"):
        modules = []
    for path in modules:
        kernel.load_trusted(path)
    kernel.mark_quotients()
    statement = [theorem(TARGET, wanted, sorry(wanted))]
    try:
        judgement = judge(kernel, BANK, statement, candidate, Question((TARGET,)))
    except Rejected as error:
        return error.code
    except UnsoundLibrary:
        return "unsound_library"
    except StatementFault as error:
        return f"statement: {error}"
    if judgement.outcome != "accepted":
        return judgement.code
    return "accepted" if not judgement.axioms else f"accepted with {judgement.axioms}"


if __name__ == "__main__":
    print(main(json.loads(sys.argv[1])), flush=True)
    os._exit(0)

"""Changes in the Lean checker and the sandbox."""

from __future__ import annotations

from benchmarks.mutations.mutant import Mutation

_CHECKER = "tests/lean/test_lean_checker.py"
_EXTERNAL = "tests/lean/test_lean_external.py"
_SANDBOX = "tests/lean/test_lean_sandbox.py"
_WALLS = "tests/lean/test_lean_sandbox_walls.py"
_LIMITS = "tests/lean/test_lean_sandbox_limits.py"
_FORKS = "tests/lean/test_lean_forks.py"
_HOLES = "tests/lean/test_lean_holes.py"
_RUNG = "tests/prover_lean/test_lean_rung.py"


def _attack(name: str) -> str:
    return f"tests/lean/test_lean_attacks.py::test_attack[{name}]"


def _forged(case: str) -> str:
    return f"tests/lean/test_lean_audit.py::test_forged_module[{case}]"


LEAN: tuple[Mutation, ...] = (
    Mutation(
        "lean: another statement",
        "lean/audit/judge.py",
        "if compare(hole, found):",
        "if True:",
        "A proof of a weaker theorem of the same name is accepted.",
        (_forged("weakened"), _forged("levels"), _attack("weakened_type")),
    ),
    Mutation(
        "lean: definitions of the statement",
        "lean/audit/meaning.py",
        "if theirs is None or not self._declarations(ours, theirs):",
        "if theirs is None:",
        "A proof may redefine what the statement is about.",
        (_attack("definition_changed"), _attack("weakened_by_definition")),
    ),
    Mutation(
        "lean: axioms in the file",
        "lean/audit/judge.py",
        'if constant.kind == "axiom":',
        "if False:",
        "A proof may declare an axiom; only those that the theorem rests on are looked at.",
        (_attack("axiom"), _forged("axiom_unsafe"), _forged("axiom")),
    ),
    Mutation(
        "lean: axioms below the theorem",
        "lean/audit/fillings.py",
        "if SORRY not in axioms:",
        "if True:",
        "A theorem that rests on `sorry` is accepted.",
        (_forged("sorry"), _forged("sorry_in_definition"), _attack("sorry")),
    ),
    Mutation(
        "lean: what the kernel owns",
        "lean/audit/judge.py",
        "or constant.name in _OWNED or constant.name in NATIVE:",
        "or constant.name in _OWNED:",
        "A proof may define anew what the kernel computes by name.",
        (_forged("native"), _forged("reduce_bool")),
    ),
    Mutation(
        "lean: replaced library",
        "lean/audit/judge.py",
        "if kernel.has(constant.name):",
        "if False:",
        "A proof may declare what the library declares already.",
        (_forged("replaced"), _attack("propext_retyped")),
    ),
    Mutation(
        "lean: definitions that the kernel lacks",
        "lean/audit/judge.py",
        "missing = sorted(show_name(name) for name in NATIVE if not kernel.has(name))",
        "missing: list[str] = []",
        "On a library without `Nat.land` a candidate may define it, and prove False.",
        (_forged("honest_without_library"),),
    ),
    Mutation(
        "lean: other imports",
        "lean/audit/main.py",
        "if module.imports() != trusted.imports():",
        "if False:",
        "A compiled proof may rest on modules that the statement does not import.",
        ("tests/lean/test_lean_requests.py::test_a_proof_imports_what_the_statement_imports",),
    ),
    Mutation(
        "lean: the kernel's refusals",
        "lean/audit/replay.py",
        "self._kernel.add_value(first)",
        "self._kernel.has(first.name)",
        "No proof is replayed by the kernel.",
        (_forged("wrong_value"), _forged("unknown")),
    ),
    Mutation(
        "lean: no theorem",
        "lean/audit/judge.py",
        'if not open_definition and found.kind != "theorem":',
        "if False:",
        "An opaque constant counts as a proof.",
        (_forged("definition_target"), _forged("unsafe_target")),
    ),
    Mutation(
        "lean: a failed audit",
        "lean/checker/check.py",
        'if kind in ("accepted", "partial"):',
        'if kind != "rejected":',
        "An audit that broke down or ran out of time accepts.",
        (_CHECKER, _RUNG),
    ),
    Mutation(
        "lean: what a definition gives",
        "lean/audit/judge.py",
        'if hole.kind == "definition" and self.holes.whole(hole)',
        'if hole.kind == "definition"',
        "Where the statement leaves a part of a definition open, a proof may change the rest.",
        (_attack("answer_part"), _attack("answer_beside_data")),
    ),
    Mutation(
        "lean: open beneath what is permitted",
        "lean/audit/fillings.py",
        "return bool(self.rests_on) and permitted.issuperset(self.rests_on)",
        "return bool(self.rests_on)",
        "What rests on a `sorry` that nobody permitted is called partly proved.",
        (f"{_HOLES}::test_what_may_stay_open_is_what_was_permitted",),
    ),
    Mutation(
        "lean: what may be assumed",
        "lean/audit/judge.py",
        "for name in question.permitted - {hole.name for hole in asked}:",
        "for name in frozenset[Name]():",
        "A permitted `sorry` may stand for another statement.",
        (f"{_HOLES}::test_what_is_assumed_says_what_the_statement_says",),
    ),
    Mutation(
        "lean: another negation",
        "lean/audit/judge.py",
        "if any(self.comparison().negation(theorem, found, type_) for type_ in spellings):",
        "if spellings:",
        "Any theorem of the right name counts as a proof of the negation.",
        (f"{_HOLES}::test_a_negation_is_of_the_whole_statement",),
    ),
    Mutation(
        "lean: second opinions",
        "lean/checker/check.py",
        "refusals = [report for report in reports if report.accepted is False]",
        "refusals = [report for report in reports if report.accepted is None]",
        "A proof that an independent checker refuses is accepted.",
        (_EXTERNAL,),
    ),
    Mutation(
        "lean: a compiler that failed",
        "lean/checker/compile.py",
        "olean=None if failed else result.output,",
        "olean=result.output,",
        "What Lean had errors in is audited, and called a proof where that much stands.",
        ("tests/lean/test_lean_requests.py::test_a_lean_that_fails_without_a_word",),
    ),
    Mutation(
        "sandbox: what a fork may",
        "lean/sandbox/keeper/main.py",
        "            drop_capabilities()",
        "            pass",
        "A job that is forked keeps every capability in its user namespace.",
        (f"{_FORKS}::test_a_fork_has_what_a_program_would_have_and_nothing_else",),
    ),
    Mutation(
        "sandbox: what a fork holds",
        "lean/sandbox/keeper/server.py",
        "os.closerange(_FIRST_FREE, _BEYOND)",
        "os.closerange(_BEYOND, _BEYOND)",
        "A job that is forked holds the host's list of processes and its keeper's report.",
        (f"{_FORKS}::test_a_fork_has_what_a_program_would_have_and_nothing_else",),
    ),
    Mutation(
        "sandbox: the network",
        "lean/sandbox/keeper/main.py",
        "0x10000000 | 0x00020000 | 0x20000000 | 0x40000000",
        "0x10000000 | 0x00020000 | 0x20000000",
        "An untrusted program reaches the network.",
        (f"{_SANDBOX}::test_there_is_no_network",),
    ),
    Mutation(
        "sandbox: readable and not writable",
        "lean/sandbox/keeper/main.py",
        "_MS_REMOUNT | _MS_BIND | _MS_RDONLY | flags",
        "_MS_REMOUNT | _MS_BIND | flags",
        "An untrusted program changes the files that it may read.",
        (f"{_SANDBOX}::test_readable_paths_cannot_be_written",),
    ),
    Mutation(
        "sandbox: links as output",
        "lean/sandbox/keeper/main.py",
        "os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK",
        "os.O_RDONLY | os.O_NONBLOCK",
        "An output that is a link hands over a file of the user.",
        (f"{_SANDBOX}::test_an_output_that_is_a_link_is_not_followed",),
    ),
    Mutation(
        "sandbox: scratch space",
        "lean/sandbox/keeper/main.py",
        "f\"size={spec['limits']['scratch']}\"",
        '"size=90%"',
        "An untrusted program fills the memory with files.",
        (f"{_SANDBOX}::test_scratch_space_is_limited",),
    ),
    Mutation(
        "sandbox: what is left over",
        "lean/sandbox/running.py",
        "os.killpg(self._process.pid, signal.SIGKILL)",
        "pass",
        "A program goes on after its time limit.",
        (f"{_SANDBOX}::test_nothing_survives_the_time_limit",),
    ),
    Mutation(
        "sandbox: walls that fall silently",
        "lean/sandbox/walls.py",
        "if any(probe(candidate).offered for candidate in LOCKED):",
        "if False:",
        "Where the walls that a machine offers do not stand, a program runs without them.",
        (f"{_WALLS}::test_walls_that_are_offered_and_do_not_stand_are_no_reason_to_go_without",),
    ),
    Mutation(
        "sandbox: servers without walls",
        "lean/sandbox/walls.py",
        'if found == "resource limits" and asked() is None:',
        "if False:",
        "A server runs the programs of strangers without walls.",
        (
            f"{_WALLS}::test_where_the_machine_offers_none_the_note_says_why_and_no_server_starts",
            f"{_WALLS}::test_servers_end_with_exit_code_2_where_there_are_none",
        ),
    ),
    Mutation(
        "sandbox: memory of children",
        "lean/sandbox/keeper/watch.py",
        'if sum(sizes.values()) > limits["memory"] and (',
        'if max(sizes.values(), default=0) > limits["memory"] and (',
        "Four children take four times the memory that is allowed.",
        (f"{_LIMITS}::test_the_memory_of_children_is_added_up",),
    ),
    Mutation(
        "sandbox: processes without number",
        "lean/sandbox/keeper/watch.py",
        'if len(sizes) > limits["processes"]:',
        "if False:",
        "An untrusted program starts processes until the machine stands still.",
        (f"{_LIMITS}::test_the_number_of_processes_is_limited",),
    ),
    Mutation(
        "sandbox: what a dying command leaves",
        "lean/sandbox/run.py",
        "data = None if cut_short else output.read_bytes() or None",
        "data = output.read_bytes() or None",
        "What a command wrote before its limit struck counts as its output.",
        (_LIMITS, _SANDBOX),
    ),
    Mutation(
        "sandbox: endless output",
        "lean/sandbox/run.py",
        "kept += block[: limit - len(kept)]",
        "kept += block",
        "A program that prints without end takes all memory.",
        (f"{_SANDBOX}::test_output_is_capped",),
    ),
)

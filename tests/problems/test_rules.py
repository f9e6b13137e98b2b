"""Rules profiles: what they forbid cannot be had, and every bundle says which ones held."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prover.bundle.bundle import open_bundle
from prover.bundle.manifest import ManifestInvalid
from prover.bundle.recheck import recheck_bundle
from prover.limits.budget import Budget
from prover.llm.config import EndpointConfig, LLMConfig, ModelConfig
from prover.llm.locality import leaves_machine
from prover.problems.contest import load_contest
from prover.problems.errors import ProblemError
from prover.problems.rules import FORMAL, HUMAN, OPEN, PROFILES, ForbiddenByRules, RulesProfile
from prover.run.engine import Needs, prepare
from prover.run.runner import prove
from tests.prover_spine.helpers import (
    ScriptedEngine,
    attempt,
    make_problem,
    returning,
    toy_registry,
)

PROBLEM = make_problem()


class Needy(ScriptedEngine):
    """An engine with needs of its own."""

    wanted = Needs()

    def needs(self) -> Needs:
        return self.wanted


def needy(name: str, needs: Needs) -> Needy:
    engine = Needy(name, returning())
    engine.wanted = needs
    return engine


def test_an_engine_that_the_rules_do_not_name_never_sees_the_problem() -> None:
    class Curious(ScriptedEngine):
        def prepare(self, problem: object) -> None:  # type: ignore[override]
            raise AssertionError("it was asked")

    assert prepare(PROBLEM, [Curious("words", returning())], FORMAL) == ()


def test_models_and_the_network_are_refused_to_those_who_need_them() -> None:
    offline = RulesProfile(name="offline", network=False)
    alone = RulesProfile(name="alone", models=False)
    hosted = needy("hosted", Needs(model=True, network=True))
    local = needy("local", Needs(model=True))
    plain = needy("plain", Needs())
    names = {
        rules.name: [one.engine.name for one in prepare(PROBLEM, [hosted, local, plain], rules)]
        for rules in (OPEN, offline, alone)
    }
    assert names == {
        "open": ["hosted", "local", "plain"], "offline": ["local", "plain"], "alone": ["plain"],
    }  # fmt: skip
    with pytest.raises(ForbiddenByRules):
        alone.require_models()
    with pytest.raises(ForbiddenByRules):
        offline.require_models(network=True)
    offline.require_models()


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("http://localhost:8000/v1", False),
        ("http://127.0.0.1/v1", False),
        ("http://[::1]:9/v1", False),
        ("http://localhost.example/v1", True),
        ("https://127.0.0.1.example/v1", True),
        ("https://api.example/v1", True),
        ("http://192.168.1.5:8000/v1", True),
    ],
)
def test_a_model_on_this_machine_does_not_leave_it(url: str, leaves: bool) -> None:
    config = LLMConfig(
        endpoints={"e": EndpointConfig(url=url)},
        models={"m": ModelConfig(endpoint="e", name="m", context=8192)},
        roles={"writer": ("m",)},
    )
    assert leaves_machine(config, "writer") is leaves


def test_profiles_differ_and_their_hash_tells_them_apart() -> None:
    assert len({profile.sha256 for profile in PROFILES.values()}) == 3
    assert OPEN.model_copy(update={"tools": ()}).sha256 != OPEN.sha256


@pytest.mark.parametrize(
    ("told", "profile"),
    [("", OPEN), ("profile: formal\n", FORMAL), ("rules: Anything goes!\n", HUMAN)],
)
def test_a_contest_names_its_profile_and_words_alone_allow_least(
    tmp_path: Path, told: str, profile: RulesProfile
) -> None:
    assert contest(tmp_path, told) == profile


def test_an_unknown_profile_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ProblemError, match="human, formal, open"):
        contest(tmp_path, "profile: anything\n")


def contest(folder: Path, told: str) -> RulesProfile:
    (folder / "p.md").write_text("---\nid: p\nsource: s\nkind: algebra\n---\nProve it.\n")
    (folder / "contest.yaml").write_text(
        f"name: Cup\n{told}sessions:\n  - duration: 1m\n    problems: [p.md]\n"
    )
    return load_contest(folder).profile


async def bundle(folder: Path, rules: RulesProfile) -> Path:
    await prove(
        PROBLEM,
        prepare(PROBLEM, [ScriptedEngine("toy", returning(attempt(4)))]),
        Budget(wall=60),
        None,
        folder,
        None,
        "symbolically_verified",
        registry=toy_registry(),
        rules=rules,
    )
    return folder


async def test_a_bundle_holds_the_rules_and_a_changed_rule_is_found(tmp_path: Path) -> None:
    folder = await bundle(tmp_path / "b", HUMAN)
    rules = open_bundle(folder).manifest.rules
    assert rules is not None and rules.profile == HUMAN and rules.sha256 == HUMAN.sha256
    assert (await recheck_bundle(folder, registry=toy_registry())).holds
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["rules"]["profile"]["tools"] = ["python"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(ManifestInvalid, match="rules"):
        open_bundle(folder)


async def test_a_proof_by_an_engine_that_the_rules_forbid_does_not_hold(tmp_path: Path) -> None:
    rules = RulesProfile(name="lean-only", engines=("lean",))
    folder = await bundle(tmp_path / "b", rules)
    found = await recheck_bundle(folder, registry=toy_registry())
    assert any("allow no engine toy" in line for line in found.mismatches)


async def test_a_bundle_older_than_profiles_still_opens(tmp_path: Path) -> None:
    folder = await bundle(tmp_path / "b", OPEN)
    manifest = json.loads((folder / "manifest.json").read_text())
    del manifest["rules"]
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert open_bundle(folder).manifest.rules is None

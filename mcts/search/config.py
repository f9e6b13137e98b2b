"""The constants of the search: the published ones, and ours for a small machine.

Places in the publication are cited as in ``docs/search.md``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchConfig:
    """Constants of one search. The defaults are the published ones (AlphaProof's pseudocode).

    PUCT: ``c_base`` and ``c_init`` shape the exploration rate, ``prior_temperature`` flattens the
    policy's weights into priors. ``discount`` turns a number of remaining tactics into a value in
    [0, 1]. Progressive sampling: a goal that was visited N times is sampled for new tactics again
    while its number of samplings is at most ``sampling_c * N ** sampling_alpha``; ``samples`` is
    how many tactics one sampling asks for.

    ``lookahead`` says when goals are estimated. False, as published: a goal when it is a leaf of
    a simulation, in one call with its tactics; unvisited edges count 0, and a leaf is worth its
    estimate. True: goals when they are made; unvisited edges count what their goals are estimated
    at, and a leaf is worth its best tactic. ``no_action_tactics`` is how far away a leaf without
    a tactic that works counts; None: its estimate, halved with every sampling that failed.

    Bounds, None for none: ``max_simulations``; ``max_nodes``; ``max_seconds`` of wall clock;
    ``max_steps``, tactics tried; ``max_cpu_seconds`` of the environment's workers. ``patience`` is
    how many times in a row the policy may be unavailable. ``in_flight`` is how many leaves are
    worked on at a time, with virtual loss; with 1 the same seed gives the same tree. ``seed`` is the policy's randomness.
    ``transpose`` merges equal goals into one node.

    Raises ``ValueError`` for constants that make no search.
    """

    c_base: float = 3200.0
    c_init: float = 0.001
    prior_temperature: float = 200.0
    discount: float = 0.99
    sampling_c: float = 0.01
    sampling_alpha: float = 0.6
    samples: int = 32
    lookahead: bool = False
    no_action_tactics: float | None = 40.0
    max_simulations: int = 800
    max_nodes: int = 200_000
    max_seconds: float | None = None
    max_steps: int | None = None
    max_cpu_seconds: float | None = None
    patience: int = 16
    in_flight: int = 1
    seed: int = 0
    transpose: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.discount < 1:
            raise ValueError("discount must lie strictly between 0 and 1")
        if self.c_base <= 0 or self.c_init < 0 or self.prior_temperature <= 0:
            raise ValueError("c_base and prior_temperature must be positive and c_init at least 0")
        if self.sampling_c <= 0 or self.sampling_alpha <= 0:
            raise ValueError("sampling_c and sampling_alpha must be positive")
        if (
            min(self.samples, self.max_nodes, self.patience, self.in_flight) < 1
            or self.max_simulations < 0
        ):
            raise ValueError(
                "samples, max_nodes, patience and in_flight must be at least 1, "
                "max_simulations at least 0"
            )
        if any(
            bound is not None and bound < 0
            for bound in (self.max_seconds, self.max_steps, self.max_cpu_seconds)
        ):
            raise ValueError("max_seconds, max_steps and max_cpu_seconds must not be negative")
        if self.no_action_tactics is not None and self.no_action_tactics < 0:
            raise ValueError("no_action_tactics must be at least 0")


def hand_written_policy_config(seed: int = 0) -> SearchConfig:
    """Return constants for the curated tactic policy on a small machine; ``docs/search.md`` has
    the figure for each departure.

    The paper samples a network that costs a second of an accelerator, and searches for minutes;
    the curated policy costs nothing and its good tactic may be its fortieth. So new tactics are
    taken far sooner, exploration is stronger, weights are used as they are, goals are estimated
    when they are made, and the discount spreads values that come from a rough estimate.
    """
    return SearchConfig(
        c_init=0.4,
        prior_temperature=1.0,
        discount=0.95,
        sampling_c=0.6,
        samples=24,
        lookahead=True,
        no_action_tactics=None,
        max_simulations=10_000,
        seed=seed,
    )

"""The constants of the search. Names and published values are AlphaProof's pseudocode's."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SearchConfig:
    """Constants of one search.

    The defaults are the published ones. `c_base` and `c_init` shape the exploration rate of
    PUCT; `discount` turns a number of remaining tactics into a value in [0, 1]; `sampling_c`
    and `sampling_alpha` are progressive sampling's: a node that was visited N times is sampled
    for new tactics again whenever `sampling_c * N ** sampling_alpha` reaches its number of
    samplings. `samples` is how many tactics one sampling asks for.

    `max_simulations` and `max_nodes` bound the search; `seed` is the policy's randomness.
    `transpose` merges equal goals into one node. Raises `ValueError` for constants that make
    no search.
    """

    c_base: float = 3200.0
    c_init: float = 0.001
    discount: float = 0.99
    sampling_c: float = 0.01
    sampling_alpha: float = 0.6
    samples: int = 32
    max_simulations: int = 10_000
    max_nodes: int = 200_000
    seed: int = 0
    transpose: bool = True

    def __post_init__(self) -> None:
        if not 0 < self.discount < 1:
            raise ValueError("discount must lie strictly between 0 and 1")
        if self.c_base <= 0 or self.c_init < 0:
            raise ValueError("c_base must be positive and c_init at least 0")
        if self.sampling_c <= 0 or self.sampling_alpha <= 0:
            raise ValueError("sampling_c and sampling_alpha must be positive")
        if self.samples < 1 or self.max_nodes < 1 or self.max_simulations < 0:
            raise ValueError("samples and max_nodes must be at least 1, max_simulations at least 0")


def hand_written_policy_config(seed: int = 0) -> SearchConfig:
    """Return constants for the curated tactic policy, which departs from the paper in three.

    The paper samples a network that costs a second of an accelerator, and searches for minutes;
    the curated policy costs nothing and its good tactic may be its fortieth. So new tactics are
    taken far sooner, exploration is stronger, and the discount spreads values that come from a
    rough estimate instead of a trained one.
    """
    return SearchConfig(
        c_init=0.4, discount=0.95, sampling_c=0.6, sampling_alpha=0.6, samples=24, seed=seed
    )

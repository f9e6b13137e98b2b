"""AND/OR tree search over tactics, as published for AlphaProof.

One concept a file, to be read beside the paper: ``config`` (constants), ``environment`` and
``policy`` (protocols), ``tree``, ``puct``, ``expand`` (with progressive sampling), ``backup``,
``search``, ``proof``. ``lean_environment`` is the one environment that knows Lean, ``tactics``
a policy that reads the shape of a Lean goal.
"""

from mcts.config import SearchConfig, hand_written_policy_config
from mcts.environment import Environment, Failed, Subgoals
from mcts.policy import MixedPolicy, Policy, Proposal, UniformPolicy
from mcts.proof import ProofTree
from mcts.search import SearchResult, Statistics, search

__all__ = [
    "Environment",
    "Failed",
    "MixedPolicy",
    "Policy",
    "ProofTree",
    "Proposal",
    "SearchConfig",
    "SearchResult",
    "Statistics",
    "Subgoals",
    "UniformPolicy",
    "hand_written_policy_config",
    "search",
]

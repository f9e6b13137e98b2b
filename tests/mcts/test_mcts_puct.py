"""PUCT against numbers worked out by hand, and the mistakes it must not make."""

from __future__ import annotations

import math

import pytest

from mcts.search.config import SearchConfig
from mcts.search.puct import exploration_rate, prior, score, select, select_child, tempered
from mcts.search.tree import Edge, Tree

PAPER = SearchConfig()


def test_the_published_constants() -> None:
    assert (PAPER.c_base, PAPER.c_init, PAPER.discount) == (3200, 0.001, 0.99)
    assert (PAPER.sampling_c, PAPER.sampling_alpha) == (0.01, 0.6)
    assert (PAPER.prior_temperature, PAPER.no_action_tactics, PAPER.max_simulations) == (
        200,
        40,
        800,
    )
    assert not PAPER.lookahead


def test_exploration_rate_by_hand() -> None:
    assert exploration_rate(0, PAPER) == pytest.approx(0.001 + math.log(3201 / 3200))
    assert exploration_rate(3199, PAPER) == pytest.approx(0.001 + math.log(2))


def test_score_by_hand() -> None:
    rate = 0.001 + math.log((100 + 3201) / 3200)
    assert score(0.5, 0.25, 100, 4, PAPER) == pytest.approx(0.5 + rate * 0.25 * 10 / 5)


def test_priors_are_the_policys_and_sum_to_one() -> None:
    tree: Tree[str] = Tree(0.99)
    root = tree.add("root", "root", 3.0)
    for name, weight in (("a", 6.0), ("b", 3.0), ("c", 1.0)):
        tree.connect(root, Edge(name, weight, (tree.add(name, name, 3.0),)))
    assert [prior(root, edge) for edge in root.edges] == pytest.approx([0.6, 0.3, 0.1])


def test_circles_and_proved_goals_are_not_walked_into() -> None:
    tree: Tree[str] = Tree(0.99)
    root, easy, hard = (tree.add(n, n, d) for n, d in (("r", 9.0), ("easy", 1.0), ("hard", 7.0)))
    circle = Edge("back", 100.0, (root,))
    split = Edge("split", 1.0, (easy, hard))
    tree.connect(root, circle)
    tree.connect(root, split)
    # Neither was visited: the harder one first.
    assert select(tree, root, {id(root)}, PAPER) == (split, 1)
    tree.connect(hard, Edge("close", 1.0, ()))
    assert select(tree, root, {id(root)}, PAPER) == (split, 0)
    assert select(tree, root, {id(root), id(easy)}, PAPER) is None


def test_an_unvisited_goal_of_an_and_node_comes_first_and_none_starves() -> None:
    tree: Tree[str] = Tree(0.99)
    root, hard, easy = (tree.add(n, n, d) for n, d in (("r", 9.0), ("hard", 90.0), ("easy", 1.0)))
    edge = Edge("split", 1.0, (hard, easy))
    tree.connect(root, edge)
    config = SearchConfig(c_init=0.4)
    chosen = []
    for _ in range(400):
        number = select_child(tree, edge, config)
        chosen.append(number)
        edge.visits += 1
        edge.child_visits[number] += 1
    assert set(chosen[:2]) == {0, 1}
    # 1 - V and the prior term by hand: the hard goal is preferred, the other is not forgotten.
    assert 5 < chosen.count(1) < 200
    values = [1 - tree.value(hard), 1 - tree.value(easy)]
    rates = [score(v, 0.5, 400, n, config) for v, n in zip(values, edge.child_visits, strict=True)]
    assert select_child(tree, edge, config) == rates.index(max(rates))


def test_the_published_temperature_makes_priors_nearly_uniform() -> None:
    weights = [tempered(weight, PAPER) for weight in (1.0, 1e-4)]
    assert weights == pytest.approx([1.0, 1e-4 ** (1 / 200)])
    assert weights[1] > 0.95
    assert tempered(0.3, SearchConfig(prior_temperature=1.0)) == pytest.approx(0.3)


def test_an_unvisited_edge_counts_nothing_until_its_goal_is_estimated() -> None:
    tree: Tree[str] = Tree(0.99)
    root, blank, estimated = tree.add("r", "r"), tree.add("b", "b"), tree.add("e", "e", 3.0)
    edges = [
        Edge("a", 1.0, (blank,)),
        Edge("b", 1.0, (estimated,)),
        Edge("c", 1.0, (blank, estimated)),
    ]
    for edge in edges:
        tree.connect(root, edge)
    assert [tree.edge_value(edge) for edge in edges] == pytest.approx([0.0, 0.99**4, 0.99**4])


def test_a_large_prior_is_looked_at_first_and_a_visited_edge_gives_way() -> None:
    config = SearchConfig(c_init=1.0)
    tree: Tree[str] = Tree(0.99)
    root = tree.add("root", "root", 3.0)
    edges = [
        Edge(name, weight, (tree.add(name, name, 3.0),)) for name, weight in (("a", 1), ("b", 9))
    ]
    for edge in edges:
        tree.connect(root, edge)
    root.visits = 10
    first = select(tree, root, {id(root)}, config)
    assert first is not None and first[0] is edges[1]
    edges[1].visits = 1000
    then = select(tree, root, {id(root)}, config)
    assert then is not None and then[0] is edges[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"discount": 1.0},
        {"discount": 0.0},
        {"c_base": 0},
        {"sampling_c": 0},
        {"samples": 0},
        {"max_steps": -1},
    ],
)
def test_constants_that_make_no_search_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        SearchConfig(**wrong)  # type: ignore[arg-type]

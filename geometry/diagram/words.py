"""The drawing words of a clause with the places of its points filled in."""

from __future__ import annotations

from collections.abc import Mapping

from geometry.language.statement import Clause


def drawn(clause: Clause, z: Mapping[str, complex]) -> list[tuple[str, list[complex | float]]]:
    """What to draw for a construction's clause.

    Args:
        clause: a construction, not a relation.
        z: the points that it uses.

    Returns:
        Each drawing word of its definition with the arguments as numbers.
    """
    definition = clause.definition
    assert definition is not None
    bound = dict(zip(definition.parameters, clause.args, strict=True))
    result: list[tuple[str, list[complex | float]]] = []
    for text in definition.draw:
        word, *names = text.split()
        values: list[complex | float] = []
        for n in names:
            if n in definition.numbers:
                numerator, _, denominator = bound[n].partition("/")
                values.append(int(numerator) / int(denominator or 1))
            elif n in bound:
                values.append(z[bound[n]])
            else:
                values.append(float(n))
        result.append((word, values))
    return result


def new_points(clause: Clause) -> list[str]:
    """The points that a construction's clause makes, in the order of its figure."""
    definition = clause.definition
    assert definition is not None
    return [clause.args[definition.parameters.index(p)] for p in definition.new]

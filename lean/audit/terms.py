"""Lean terms as interned Python tuples.

A `TermBank` gives each distinct term one number. Binder names, binder annotations and metadata
are left out of the identity because the kernel ignores them: two terms are alpha-equivalent
exactly if their numbers are equal. A term's parts always have smaller numbers than the term, so
that a loop over the numbers meets every part before the whole.

Names are tuples of components, strings and integers (`("Nat", "add")`); they are never joined
to text for a comparison, so no spelling with dots, guillemets or newlines can imitate another.
"""

from __future__ import annotations

Name = tuple  # of str | int

# Kinds of nodes. Levels first, then expressions; the first entry of each tuple.
L_ZERO, L_SUCC, L_MAX, L_IMAX, L_PARAM = range(5)
BVAR, SORT, CONST, APP, LAM, PI, LET, NAT, STR, PROJ = range(10, 20)

# Positions in the tuple of each kind that hold the numbers of other nodes.
CHILDREN: dict[int, tuple[int, ...]] = {
    L_ZERO: (),
    L_SUCC: (1,),
    L_MAX: (1, 2),
    L_IMAX: (1, 2),
    L_PARAM: (),
    BVAR: (),
    SORT: (1,),
    CONST: (),  # the levels are a tuple of numbers at position 2
    APP: (1, 2),
    LAM: (1, 2),
    PI: (1, 2),
    LET: (1, 2, 3),
    NAT: (),
    STR: (),
    PROJ: (3,),
}


class TermBank:
    """Interns level and expression nodes; `nodes[i]` is the tuple of number `i`."""

    def __init__(self) -> None:
        self.nodes: list[tuple] = []
        self._number: dict[tuple, int] = {}

    def intern(self, node: tuple) -> int:
        """Return the number of `node`, whose parts must be numbers of this bank."""
        number = self._number.get(node)
        if number is None:
            number = len(self.nodes)
            self._number[node] = number
            self.nodes.append(node)
        return number

    def constants_of(self, roots: list[int]) -> set[Name]:
        """Return the names of all constants that occur in the expressions `roots`.

        A projection counts as an occurrence of its structure's name.
        """
        names: set[Name] = set()
        seen: set[int] = set()
        stack = list(roots)
        while stack:
            number = stack.pop()
            if number in seen:
                continue
            seen.add(number)
            node = self.nodes[number]
            kind = node[0]
            if kind in (CONST, PROJ):
                names.add(node[1])
            if kind >= BVAR and kind != SORT:
                stack.extend(node[position] for position in CHILDREN[kind])
        return names


_PLAIN_EXTRA = "_'!?"


def show_name(name: Name) -> str:
    """Spell a name as a person would read it, with anything unusual escaped.

    Components that are not plain identifiers stand in guillemets with control characters escaped,
    so that a name can never draw something else on a terminal.
    """
    if not name:
        return "[anonymous]"
    parts = []
    for component in name:
        if isinstance(component, int):
            parts.append(str(component))
            continue
        plain = component != "" and all(c.isalnum() or c in _PLAIN_EXTRA for c in component)
        if plain:
            parts.append(component)
        else:
            escaped = component.encode("unicode_escape").decode("ascii")
            parts.append(f"«{escaped}»")
    return ".".join(parts)

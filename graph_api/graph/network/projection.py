"""From who belongs to what to who is joined to whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Reals = NDArray[np.float64]

MOST_MEMBERS: Final = 200
"""A group of more joins nobody: of a hall of a thousand no two need have met."""
MOST_PAIRS: Final = 3_000_000
"""Pairs that are looked at in all; where there are more, the largest groups join nobody.

So many edges are analysed in 2.8 GB, most of it for communities.
"""


@dataclass(frozen=True, slots=True)
class Joined:
    """Edges `first[n] < second[n]`, each once, in order; `weight`: how many groups both share.

    `nodes`: how many there are, numbered from 0. `left_out`: groups that joined nobody, as they
    have more than `largest` members.
    """

    nodes: int
    first: Numbers
    second: Numbers
    weight: Reals
    left_out: int = 0
    largest: int = MOST_MEMBERS


def joined(
    nodes: int, member: Sequence[int], group: Sequence[int], most_pairs: int = MOST_PAIRS
) -> Joined:
    """Members that share a group; `member` and `group` are the ends of memberships."""
    members, groups = np.asarray(member, np.int64), np.asarray(group, np.int64)
    order = np.lexsort((members, groups))
    members, groups = members[order], groups[order]
    again = np.zeros(len(members), bool)
    again[1:] = (members[1:] == members[:-1]) & (groups[1:] == groups[:-1])
    members, groups = members[~again], groups[~again]
    _, starts, sizes = np.unique(groups, return_index=True, return_counts=True)
    largest = _largest(sizes, most_pairs)
    # All groups of one size at once: a row for each, of which the same columns are paired.
    pairs = [np.empty(0, np.int64)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= largest)]):
        within = members[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(int(size), 1)
        pairs.append((within[:, one] * nodes + within[:, other]).ravel())
    keys, counts = np.unique(np.concatenate(pairs), return_counts=True)
    first, second = np.divmod(keys, max(nodes, 1))
    return Joined(
        nodes, first, second, counts.astype(np.float64), int((sizes > largest).sum()), largest
    )


def _largest(sizes: Numbers, most_pairs: int) -> int:
    """The size of the largest groups that are joined."""
    kinds, counts = np.unique(sizes[sizes <= MOST_MEMBERS], return_counts=True)
    pairs = np.cumsum(counts * (kinds * (kinds - 1) // 2))
    fitting = int(np.searchsorted(pairs, most_pairs, side="right"))
    return MOST_MEMBERS if fitting == len(kinds) else int(kinds[fitting]) - 1

"""What can be asked of a network, as values."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph_api.graph.parameters import OPEN, Period, checked_kinds, checked_period
from loaders.model import Part, Status
from ontology.terms import digest


class Of(StrEnum):
    """By what nodes are joined."""

    MEETINGS = "meetings"
    BODIES = "bodies"
    PEOPLE = "people"


class Measure(StrEnum):
    """By what the nodes that are shown are chosen."""

    DEGREE = "degree"
    BETWEENNESS = "betweenness"
    PAGERANK = "pagerank"


KINDS: Final = {Of.MEETINGS: tuple(Part), Of.BODIES: tuple(Status), Of.PEOPLE: tuple(Status)}
"""What `kind` may be: the part taken in a meeting, or how a post is held."""


@dataclass(frozen=True, slots=True)
class Network:
    """One network: all that it depends on beside the store."""

    of: Of = Of.MEETINGS
    period: Period = OPEN
    kinds: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Its name in a folder: the same for the same network."""
        return f"{self.of}-{digest(self.period.since, self.period.until, *self.kinds)}"


def asked(of: Of, since: str | None, until: str | None, kinds: Iterable[str] | None) -> Network:
    """As it was given; raises `Problem` 400."""
    period = checked_period(since, until)
    return Network(of, period, tuple(sorted(checked_kinds(kinds, KINDS[of]))))

"""Who belongs to what: taken out of the store in one pass, as numbers."""

from array import array
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph as ox

from graph_api.graph.network.question import Network, Of
from graph_api.reading import PREFIXES, Reading

_HEADS: Final = "SELECT ?member ?group ?fact ?kind ?day "
_POST: Final = "OPTIONAL { ?fact ct:status ?kind } OPTIONAL { ?fact ct:observedOn ?day }"
_SELECT: Final = {
    Of.MEETINGS: _HEADS + "{ ?fact ct:participant ?member ; ct:meeting ?group ; ct:part ?kind "
    "OPTIONAL { ?group schema:startDate ?day } }",
    Of.BODIES: _HEADS + "{ ?fact org:member ?member ; org:organization ?group " + _POST + " }",
    Of.PEOPLE: _HEADS + "{ ?fact org:member ?group ; org:organization ?member " + _POST + " }",
}


@dataclass(slots=True)
class Memberships:
    """Members and groups by number, in the order of their IRIs; a row for each fact and day.

    `member`, `group`: of each row. `fact`: the IRI of the node that holds its evidence. `day`: when
    it is told of, "" where that is not known.
    """

    members: list[str]
    groups: list[str]
    member: "array[int]" = field(default_factory=lambda: array("i"))
    group: "array[int]" = field(default_factory=lambda: array("i"))
    fact: list[str] = field(default_factory=list)
    day: list[str] = field(default_factory=list)


def memberships(store: Reading, network: Network) -> Memberships:
    """Those of a network: of its kinds, in its period; the same for the same reports."""
    rows: set[tuple[str, str, str, str]] = set()
    days: dict[str, str] = {}  # a day stands in memory once
    found = store.query(PREFIXES + _SELECT[network.of])
    assert isinstance(found, ox.QuerySolutions)
    for member, group, fact, kind, day in found:
        if network.kinds and _kind(kind) not in network.kinds:
            continue
        if network.period.holds(told := days.setdefault(_text(day), _text(day))):
            rows.add((_text(member), _text(group), _text(fact), told))
    members, groups = sorted({row[0] for row in rows}), sorted({row[1] for row in rows})
    numbers = {iri: number for number, iri in enumerate(members)}
    places = {iri: number for number, iri in enumerate(groups)}
    taken = Memberships(members, groups)
    for member, group, fact, told in sorted(rows):
        taken.member.append(numbers[member])
        taken.group.append(places[group])
        taken.fact.append(fact)
        taken.day.append(told)
    return taken


def _kind(term: object) -> str:
    """`chair` of `ct:part-chair`, a status as it is."""
    return _text(term).rpartition("#part-")[2]


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.Literal | ox.BlankNode) else ""

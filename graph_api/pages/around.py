"""The people around a person: by the bodies and the meetings that they share."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph_api.address import Addresses
from graph_api.facts import About
from graph_api.graph.gather import Gathered, edge, graph
from graph_api.graph.model import Edge, Graph, Node
from graph_api.graph.walk import Way, walk
from graph_api.pages.picture import Picture, columns
from graph_api.web.tables import Cell, Column, Row, Table

_OF = (Way("post", "source"), Way("participation", "source"))
_WITH = (Way("post", "target"), Way("participation", "target"))
_PLACES, _MOST = 12, 30  # bodies and meetings, and things in all, that a drawing has room for


@dataclass(frozen=True, slots=True)
class Around:
    """A drawing, and the same as a table of colleagues."""

    picture: Picture
    colleagues: Table


def around(about: About) -> Around | None:
    """Who shares what with a person; None where nobody is known to."""
    store = about.store
    places = Gathered(_PLACES + 1, {about.iri: 0})
    met = walk(store, places, [about.iri], _OF, 1)
    gathered = Gathered(_MOST, dict(places.steps), truncated=places.truncated)
    shared = [iri for iri, step in places.steps.items() if step]
    met += walk(store, gathered, shared, _WITH, 1, step=1)
    joined = {one.key: one for one in met}
    edges = [edge(one) for _, one in sorted(joined.items())]
    made = graph(store, about.addresses, gathered, edges)
    others = [node for node in made.nodes if node.step == 2]
    if not others:
        return None
    column = {node.id: node.step for node in made.nodes}
    drawn = columns(
        made,
        column,
        about.addresses,
        "Người cùng tổ chức hay cùng dự họp · Who shares bodies or meetings",
    )
    return Around(drawn, _colleagues(made, others, about))


def _colleagues(made: Graph, others: Sequence[Node], about: About) -> Table:
    """Each colleague with what is shared, those first who share most."""
    nodes = {node.id: node for node in made.nodes}
    own: dict[str, list[Edge]] = {}
    theirs: dict[str, dict[str, list[Edge]]] = {}
    for one in made.edges:
        if one.source == about.iri:
            own.setdefault(one.target, []).append(one)
        else:
            theirs.setdefault(one.source, {}).setdefault(one.target, []).append(one)
    found: list[tuple[int, str, list[Row]]] = []
    for node in others:
        places = theirs.get(node.id, {})
        lines = [
            Row(
                (
                    Cell(node.label, about.addresses.of(node.id)),
                    Cell(nodes[place].label, about.addresses.of(place)),
                    Cell(_words(some)),
                    Cell(_words(own.get(place, ()))),
                ),
                _evidence(some, about.addresses),
            )
            for place, some in sorted(places.items(), key=lambda item: nodes[item[0]].label)
        ]
        found.append((-len(lines), node.label, lines))
    return Table(
        title=Column("Đồng sự", "Colleagues"),
        columns=(
            Column("Người", "Person"),
            Column("Cùng ở", "Shared"),
            Column("Vai trò", "Part"),
            Column("Người này", "This person"),
        ),
        rows=tuple(row for _, _, lines in sorted(found, key=lambda one: one[:2]) for row in lines),
        truncated=made.truncated,
        anchor="colleagues",
        paged=True,
    )


def _words(edges: Sequence[Edge]) -> str:
    return ", ".join(dict.fromkeys(one.label.partition(" · ")[0] for one in edges))


def _evidence(edges: Sequence[Edge], addresses: Addresses) -> tuple[str, ...]:
    spans = dict.fromkeys(span for one in edges for span in one.evidence)
    return tuple(addresses.sentence(one.report, one.start, one.end) for one in spans)[:3]

"""The page of the graph: what is drawn, told as tables, and a link for each step from there."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from fastapi import Response
from markupsafe import Markup

from graph_api.address import Addresses
from graph_api.errors import Problem
from graph_api.explore_steps import address, expanded, more, parameters, restored, without
from graph_api.graph.exploration import View, shown
from graph_api.graph.formats import FORMATS
from graph_api.graph.formats.drawing import drawing, sentences
from graph_api.graph.layout import Layout
from graph_api.graph.model import Edge, Graph, Node
from graph_api.things import NAMES
from graph_api.web import page
from graph_api.web.tables import Cell, Column, Links, Row, Table

_ROWS = 200  # of a table, unless all are asked for


@dataclass(frozen=True, slots=True)
class Chip:
    """Something that is shown or hidden, and the address without it (or with it)."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Kind:
    id: str
    name: tuple[str, str]
    count: int
    hidden: bool


def explorer_page(
    place: Addresses,
    view: View,
    whole: Graph,
    layout: Layout,
    allowed: int,
    wrong: Problem | None,
) -> Response:
    """`whole` with what is hidden, so that it can be shown again."""
    graph = shown(whole, view)
    names = called(whole)
    return page(
        place.root,
        "explore.html",
        status=wrong.status if wrong else 200,
        title=" · ".join(names[thing] for thing in view.asked[:3]),
        base=place.base,
        address=address(place, view),
        given=parameters(place, view),
        things=[Chip(names[thing], address(place, without(view, thing))) for thing in view.things],
        ends=" → ".join(names[end] for end in view.ends),
        apart=address(place, replace(view, ends=())),
        labels=sorted({node.label for node in graph.nodes[:_ROWS]}),
        omitted=[
            Chip(names[thing], address(place, restored(view, thing)))
            for thing in view.omitted
            if thing in names
        ],
        kinds=_kinds(whole, view),
        tables=_tables(place, view, graph) if view.asked else [],
        drawing=_embedded(drawing(graph, place, layout)) if view.asked else "",
        more=more(place, view, allowed) if whole.truncated else "",
        truncated=whole.truncated,
        notes=whole.notes,
        forms=[(form.name, address(place, view, form.name)) for form in FORMATS],
        wrong=wrong.detail if wrong else "",
        near=_near(place, view, wrong),
    )


# --- What stands on the page ----------------------------------------------------------------------


def _embedded(written: str) -> Markup:
    """JSON that can stand in a script element: no text in it ends the element."""
    return Markup(written.replace("<", "\\u003c"))  # noqa: S704 - nothing of it is markup then


def _kinds(whole: Graph, view: View) -> list[Kind]:
    count = Counter(node.kind for node in whole.nodes if node.id not in view.asked)
    names = [kind for kind in NAMES if count[kind] or kind in view.hidden]
    return [Kind(kind, NAMES[kind], count[kind], kind in view.hidden) for kind in names]


def _tables(place: Addresses, view: View, graph: Graph) -> list[Table]:
    tables = [_things(place, view, graph), _edges(place, view, graph.edges, called(graph))]
    steps = _on_path(graph, view)
    if steps:
        title = Column("Đường ngắn nhất", "Shortest path")
        tables.insert(
            0, replace(_edges(place, view, steps, called(graph)), title=title, anchor="path")
        )
    return tables


def called(graph: Graph) -> dict[str, str]:
    """The labels of things by their IRIs."""
    return {node.id: node.label for node in graph.nodes}


def _on_path(graph: Graph, view: View) -> list[Edge]:
    """The edges of the first path, in order from its source."""
    left = [edge for edge in graph.edges if "1" in str(edge.said.get("paths", "")).split()]
    here = view.ends[0] if view.ends else ""
    steps: list[Edge] = []
    while found := [edge for edge in left if here in {edge.source, edge.target}]:
        steps += found
        left = [edge for edge in left if edge not in found]
        here = found[0].target if found[0].source == here else found[0].source
    return steps


def _things(place: Addresses, view: View, graph: Graph) -> Table:
    edges = Counter(end for edge in graph.edges for end in {edge.source, edge.target})
    nodes = sorted(graph.nodes, key=lambda node: (node.step, -edges[node.id], node.label))
    rest = _rest(place, view, len(nodes))
    return Table(
        title=Column("Đối tượng", "Things"),
        columns=(
            Column("Tên", "Name"),
            Column("Loại", "Kind"),
            Column("Ngày", "Date"),
            Column("Số cạnh", "Edges"),
            Column("Lân cận", "Neighbours"),
            Column("Bỏ", "Leave out"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(node.label, place.of(node.id)),
                    Cell(NAMES[node.kind][0]),
                    Cell(node.date),
                    Cell(str(edges[node.id])),
                    *_steps(place, view, node),
                ),
                tuple(sentences(node.evidence, place)),
            )
            for node in nodes[: None if view.whole else _ROWS]
        ),
        truncated=bool(rest.whole),
        anchor="things",
        links=rest,
    )


def _rest(place: Addresses, view: View, rows: int) -> Links:
    """Where a table has all its rows, unless it has them here."""
    if view.whole or rows <= _ROWS:
        return Links()
    return Links(whole=address(place, replace(view, whole=True)))


def _steps(place: Addresses, view: View, node: Node) -> tuple[Cell, Cell]:
    if node.id in view.things:
        return Cell("thu lại", address(place, without(view, node.id))), Cell("")
    left_out = replace(view, omitted=(*view.omitted, node.id))
    return (
        Cell("mở rộng", address(place, expanded(view, node.id))),
        Cell("bỏ", address(place, left_out)),
    )


def _edges(place: Addresses, view: View, edges: Sequence[Edge], called: Mapping[str, str]) -> Table:
    rest = _rest(place, view, len(edges))
    return Table(
        title=Column("Quan hệ", "Edges"),
        columns=(
            Column("Từ", "From"),
            Column("Quan hệ", "Edge"),
            Column("Đến", "To"),
            Column("Khi", "When"),
        ),
        rows=tuple(
            Row(
                (
                    Cell(called[edge.source], place.of(edge.source)),
                    Cell(edge.label),
                    Cell(called[edge.target], place.of(edge.target)),
                    Cell(" – ".join(dict.fromkeys(day for day in (edge.first, edge.last) if day))),
                ),
                tuple(sentences(edge.evidence, place)),
            )
            for edge in edges[: None if view.whole else _ROWS]
        ),
        truncated=bool(rest.whole),
        anchor="edges",
        links=rest,
    )


def _near(place: Addresses, view: View, wrong: Problem | None) -> list[Chip]:
    """The things that may have been meant by a name, each as the next step."""
    if wrong is None:
        return []
    listed = wrong.extra.get("candidates") or wrong.extra.get("near") or ()
    assert isinstance(listed, Sequence)
    return [
        Chip(
            f"{item['label']} ({NAMES[item['kind']][0].lower()})",
            address(place, expanded(view, item["id"])),
        )
        for item in _dicts(listed)
    ]


def _dicts(listed: Iterable[object]) -> list[dict[str, str]]:
    return [item for item in listed if isinstance(item, dict)]

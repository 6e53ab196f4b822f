"""Gather nodes and edges for drawing, from the nodes that hold the evidence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from graph_api.address import Addresses
from graph_api.reading import Reading, Row, number, rows, text, values
from graph_api.things import kinds, labels
from graph_api.wording import said

# An edge is read from the node that holds its evidence (?fact), never from the derived triples.
EDGES: dict[str, str] = {
    "post": "?fact org:member ?source ; org:organization ?target . "
    "OPTIONAL { ?fact rdfs:label ?label }",
    "participation": "?fact ct:participant ?source ; ct:meeting ?target ; ct:part ?label",
    "organiser": "?target schema:organizer ?source . BIND(?target AS ?fact)",
    "issued": "?target ct:issuedBy ?source . BIND(?target AS ?fact)",
    "issuedAt": "?source ct:issuedAt ?target . BIND(?source AS ?fact)",
    "citation": "?fact cito:hasCitingEntity ?source ; cito:hasCitedEntity ?target",
    "subordination": "?fact ct:child ?source ; ct:parent ?target . "
    "OPTIONAL { ?fact ct:relation ?label }",
    "renaming": "?fact org:originalOrganization ?source ; org:resultingOrganization ?target",
    "award": "?target a ct:Award ; ct:recipientPerson ?source . BIND(?target AS ?fact)",
    "passedBy": "?source eli:passed_by ?target . BIND(?source AS ?fact)",
}
EDGE_NAMES: dict[str, str] = {
    "post": "giữ chức vụ tại · held a post in",
    "participation": "tham gia · took part in",
    "organiser": "tổ chức · organised",
    "issued": "chỉ đạo · directed",
    "issuedAt": "tại · issued at",
    "citation": "viện dẫn · cites",
    "subordination": "thuộc · stands under",
    "renaming": "nay là · became",
    "award": "được khen thưởng · received",
    "passedBy": "do … ban hành · passed by",
}


@dataclass(slots=True)
class Drawing:
    """Nodes and edges as they are gathered, up to `limit` nodes."""

    limit: int
    nodes: dict[str, int] = field(default_factory=dict)  # IRI -> steps from the root
    edges: dict[tuple[str, str, str, str], set[tuple[str, int, int]]] = field(default_factory=dict)
    truncated: bool = False

    def add(self, iri: str, step: int) -> bool:
        """Whether the node is in the drawing now; the first step by which it is met counts."""
        if iri in self.nodes:
            return True
        if len(self.nodes) >= self.limit:
            self.truncated = True
            return False
        self.nodes[iri] = step
        return True

    def keep(self, row: Row) -> None:
        """An edge, with the span that says it where there is one."""
        edge = (text(row, "source"), text(row, "target"), text(row, "kind"), text(row, "label"))
        evidence = self.edges.setdefault(edge, set())
        if "report" in row:
            evidence.add((text(row, "report"), number(row, "start"), number(row, "end")))


@dataclass(frozen=True, slots=True)
class Walk:
    """Which edges are followed, how far.

    `names` are kinds of `EDGES`. `ends`: `source` follows the edges, `target` goes against them;
    with both, what is reached by one is not left by the other (above and below, no siblings).
    """

    names: tuple[str, ...]
    ends: tuple[str, ...]
    depth: int
    limit: int


def walk(store: Reading, root: str, how: Walk) -> Drawing:
    """What lies within some edges of `root`."""
    drawing = Drawing(how.limit)
    drawing.add(root, 0)
    for at in how.ends:
        other = "target" if at == "source" else "source"
        reached, border = {root}, [root]
        for step in range(1, how.depth + 1):
            met = []
            for row in _edges(store, how.names, at, border, drawing):
                if drawing.add(iri := text(row, other), step):
                    drawing.keep(row)
                    if iri not in reached:
                        reached.add(iri)
                        met.append(iri)
            border = met
            if not border:
                break
    return drawing


def _edges(
    store: Reading, names: tuple[str, ...], at: str, here: list[str], drawing: Drawing
) -> list[dict[str, Any]]:
    """The edges of some kinds whose end `at` is among `here`, each once per evidence."""
    parts = " UNION ".join(
        f"{{ {values(at, here)} {EDGES[name]} BIND('{name}' AS ?kind) }}" for name in names
    )
    most = 8 * drawing.limit  # an edge may have several spans
    edges = rows(
        store,
        f"SELECT DISTINCT ?source ?target ?kind ?label ?fact {{ {parts} }} "
        f"ORDER BY STR(?source) STR(?kind) STR(?target) STR(?label) STR(?fact) LIMIT {most + 1}",
    )
    said = _evidence(store, (text(row, "fact") for row in edges))
    found = [{**row, **span} for row in edges for span in said.get(text(row, "fact")) or ({},)]
    if len(found) > most:
        drawing.truncated = True
    return found[:most]


def _evidence(store: Reading, facts: Iterable[str]) -> dict[str, list[Row]]:
    """For each fact its spans, by report and place."""
    if not (wanted := sorted(set(facts))):
        return {}
    found: dict[str, list[Row]] = {}
    # Asked apart from the edges: within an OPTIONAL all spans of the store are read.
    for row in rows(
        store,
        f"SELECT ?fact ?report ?start ?end {{ {values('fact', wanted)} "
        "?fact prov:wasQuotedFrom ?span . ?span nif:referenceContext ?report ; "
        "nif:beginIndex ?start ; nif:endIndex ?end } ORDER BY STR(?report) ?start",
    ):
        found.setdefault(text(row, "fact"), []).append(row)
    return found


def document(store: Reading, drawing: Drawing, addresses: Addresses) -> dict[str, Any]:
    """The drawing as JSON: nodes with label, kind and address, edges with their evidence."""
    called, kind = labels(store, addresses, drawing.nodes), kinds(store, drawing.nodes)
    return {
        "nodes": [
            {
                "id": iri,
                "label": called[iri],
                "kind": kind[iri],
                "step": step,
                "address": addresses.of(iri),
            }
            for iri, step in sorted(drawing.nodes.items(), key=lambda item: (item[1], item[0]))
        ],
        "edges": [
            {
                "source": source,
                "target": target,
                "kind": name,
                "label": _label(name, label),
                "evidence": [addresses.sentence(*span) for span in sorted(evidence)],
            }
            for (source, target, name, label), evidence in sorted(drawing.edges.items())
        ],
        "truncated": drawing.truncated,
    }


def _label(name: str, label: str) -> str:
    """An edge for reading: its own label (a post, a concept), else what its kind is called."""
    if not label:
        return EDGE_NAMES[name]
    return " · ".join(filter(None, said(label) or (label,)))

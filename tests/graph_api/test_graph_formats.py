"""A graph in each format, read back by what reads the format; hostile texts stay texts."""

import csv
import io
import json
import re

import networkx as nx
import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.errors import Problem
from graph_api.graph.formats import (
    DOT,
    FORMATS,
    GEXF,
    GRAPHML,
    MERMAID,
    answer,
    chosen,
    written,
)
from graph_api.graph.model import Graph
from graph_api.negotiate import CSV, JSON, TURTLE, Format
from ontology.edges import EdgeKind, edge_kinds
from ontology.terms import expand
from tests.graph_api.graph_values import (
    BODIES,
    HOSTILE,
    INSTITUTE,
    OFFICE,
    PLACE,
    REPORT,
    TEAM,
    called,
)

EVIDENCE = "/reports/giao-ban-2031?start=10&end=20#hit"


def read_back(form: Format, text: str) -> "nx.MultiDiGraph[str]":
    file = io.BytesIO(text.encode())
    found = nx.read_graphml(file, force_multigraph=True) if form is GRAPHML else nx.read_gexf(file)
    return nx.MultiDiGraph(found)


# --- Which format ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "wanted", "form"),
    [
        ("*/*", None, JSON),
        ("", None, JSON),
        ("application/graphml+xml", None, GRAPHML),
        ("text/turtle;q=0.5, text/csv", None, CSV),
        ("text/html", "mermaid", MERMAID),
        ("", "gv", DOT),
        ("", "text/turtle", TURTLE),
    ],
)
def test_the_format_by_accept_or_by_name(accept: str, wanted: str | None, form: Format) -> None:
    assert chosen(accept, wanted) is form


@pytest.mark.parametrize(
    ("accept", "wanted", "status"), [("image/png", None, 406), ("*/*", "pdf", 400)]
)
def test_a_format_that_there_is_not(accept: str, wanted: str | None, status: int) -> None:
    with pytest.raises(Problem) as raised:
        chosen(accept, wanted)
    assert raised.value.status == status


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_an_empty_graph_can_be_written(form: Format) -> None:
    response = answer(Graph((), ()), form, PLACE)
    assert response.status_code == 200
    assert response.headers["content-type"] == form.content_type


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_the_same_graph_gives_the_same_text(form: Format) -> None:
    assert written(BODIES, form, PLACE) == written(BODIES, form, PLACE)


# --- What each says -------------------------------------------------------------------------------


def test_json_for_drawing() -> None:
    found = json.loads(written(BODIES, JSON, PLACE))
    _, office, _ = found["nodes"]
    assert isinstance(office.pop("x"), float)
    assert isinstance(office.pop("y"), float)
    assert office == {
        "id": OFFICE,
        "label": "Phòng Thử nghiệm",
        "kind": "organisation",
        "date": "",
        "step": 1,
        "address": "/id/org/phong",
        "said": {},
        "evidence": [EVIDENCE],
    }
    assert found["edges"][0] == {
        "source": OFFICE,
        "target": INSTITUTE,
        "kind": "subordination",
        "label": "thuộc",
        "first": "2031-07-15",
        "last": "2032",
        "weight": 1,
        "said": {"predicate": "org:unitOf"},
        "evidence": [EVIDENCE, "/reports/giao-ban-2031?start=30&end=44#hit"],
    }
    assert (found["truncated"], found["rest"]) == (True, BODIES.rest)
    assert found["notes"] == ["Một vòng · A loop"]


@pytest.mark.parametrize("form", [GRAPHML, GEXF], ids=lambda form: form.name)
def test_xml_is_read_back(form: Format) -> None:
    found = read_back(form, written(BODIES, form, PLACE))
    assert set(found) == {INSTITUTE, OFFICE, TEAM}
    assert found.nodes[OFFICE]["label"] == "Phòng Thử nghiệm"
    assert found.nodes[INSTITUTE]["said_heads"] == "Lò Văn Mây, Viện trưởng"
    assert sorted(found.edges()) == sorted((e.source, e.target) for e in BODIES.edges)
    kinds = {told["kind"]: told["weight"] for _, _, told in found.edges(data=True)}
    assert kinds == {"subordination": 1.0, "met": 3.0}


def test_gexf_says_where_nodes_stand() -> None:
    assert written(BODIES, GEXF, PLACE).count("<viz:position ") == len(BODIES.nodes)


def test_dot() -> None:
    lines = written(BODIES, DOT, PLACE).splitlines()
    assert lines[0] == "digraph chithi {"
    assert (
        f'  "{OFFICE}" [label="Phòng Thử nghiệm", class="organisation", URL="/id/org/phong"];'
        in lines
    )
    assert (
        f'  "{OFFICE}" -> "{INSTITUTE}" [label="thuộc", class="subordination", '
        'tooltip="predicate: org:unitOf"];'
    ) in lines
    assert "  // Một vòng · A loop" in lines


def test_mermaid() -> None:
    lines = written(BODIES, MERMAID, PLACE).splitlines()
    assert lines[0].startswith("flowchart ")
    assert '  n1["Phòng Thử nghiệm"]' in lines
    assert '  n1 -->|"thuộc"| n0' in lines
    assert '  click n1 href "/id/org/phong"' in lines


def test_csv() -> None:
    rows = list(csv.DictReader(io.StringIO(written(BODIES, CSV, PLACE), newline="")))
    assert [(row["source"], row["kind"], row["target"]) for row in rows] == [
        (edge.source, edge.kind, edge.target) for edge in BODIES.edges
    ]
    assert rows[0]["source_label"] == "Phòng Thử nghiệm"
    assert rows[0]["evidence"].split()[0] == EVIDENCE


def test_csv_lists_what_stands_alone() -> None:
    alone = Graph(BODIES.nodes[:1], ())
    (row,) = csv.DictReader(io.StringIO(written(alone, CSV, PLACE), newline=""))
    assert (row["source"], row["target"], row["said"]) == (
        INSTITUTE, "", "heads=Lò Văn Mây, Viện trưởng",
    )  # fmt: skip


def turtle(graph: Graph) -> ox.Store:
    store = ox.Store()
    store.load(written(graph, TURTLE, PLACE), format=ox.RdfFormat.TURTLE)
    return store


def test_turtle_uses_the_terms_of_the_ontology() -> None:
    found = turtle(BODIES)
    thing, above = ox.NamedNode(OFFICE), ox.NamedNode(INSTITUTE)
    for quad in (
        ox.Quad(thing, ox.NamedNode(expand("rdf:type")), ox.NamedNode(expand("org:Organization"))),
        ox.Quad(thing, ox.NamedNode(expand("org:unitOf")), above),
        ox.Quad(ox.NamedNode(TEAM), ox.NamedNode(expand("ct:under")), thing),
        ox.Quad(ox.NamedNode(TEAM), ox.NamedNode(expand("dcterms:relation")), thing),
    ):
        assert quad in found


def test_turtle_tells_the_evidence_of_an_edge() -> None:
    asked = (
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> "
        f"ASK {{ ?edge rdf:subject <{OFFICE}> ; rdf:object <{INSTITUTE}> ; "
        f"prov:wasQuotedFrom <{REPORT}#char=10,20> }}"
    )
    assert turtle(BODIES).query(asked)


@pytest.mark.parametrize("kind", edge_kinds().values(), ids=lambda kind: kind.id)
def test_each_kind_of_edge_has_words_and_a_property(kind: EdgeKind) -> None:
    assert kind.vi
    assert kind.en
    assert expand(kind.predicate)


# --- Hostile texts --------------------------------------------------------------------------------


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_json_is_the_text_itself(label: str) -> None:
    response = answer(called(label), JSON, PLACE)
    expected = label.encode("utf-8", "replace").decode()
    assert json.loads(bytes(response.body))["nodes"][1]["label"] == expected


@pytest.mark.parametrize("form", [GRAPHML, GEXF], ids=lambda form: form.name)
@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_xml_is_read_back(label: str, form: Format) -> None:
    found = read_back(form, written(called(label), form, PLACE))
    assert set(found) == {INSTITUTE, OFFICE}
    assert found.number_of_edges() == 1
    letters = re.findall(r"[^\W\ufffd]", label.encode("utf-8", "replace").decode())
    assert re.findall(r"[^\W\ufffd]", found.nodes[OFFICE]["label"]) == [
        letter for letter in letters if label.isascii() or letter != "?"
    ]


_DOT_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_dot_stays_within_its_quotes(label: str) -> None:
    lines = written(called(label), DOT, PLACE).splitlines()
    assert len(lines) == 5  # the head, two nodes, an edge, the end
    bare = [_DOT_STRING.sub("S", line).strip() for line in lines]
    assert bare == [
        "digraph chithi {",
        "S [label=S, class=S, URL=S];",
        "S [label=S, class=S, URL=S];",
        "S -> S [label=S, class=S, tooltip=S];",
        "}",
    ]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_mermaid_stays_within_its_quotes(label: str) -> None:
    lines = written(called(label), MERMAID, PLACE).splitlines()
    bare = [re.sub(r'"[^"\\<>`]*"', "S", line).strip() for line in lines]
    assert bare[1:] == [
        "n0[S]",
        "n1[S]",
        "n1 -->|S| n0",
        "click n0 href S",
        "click n1 href S",
    ]


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_csv_is_no_formula(label: str) -> None:
    (row,) = csv.DictReader(io.StringIO(written(called(label), CSV, PLACE), newline=""))
    assert not row["source_label"].startswith(("=", "+", "-", "@", "\t"))
    assert not re.search("[\x00-\x1f\u202e]", row["source_label"])


@pytest.mark.parametrize("label", HOSTILE)
def test_hostile_turtle_is_the_text_itself(label: str) -> None:
    expected = label.encode("utf-8", "replace").decode()
    found = turtle(called(label)).quads_for_pattern(
        ox.NamedNode(OFFICE), ox.NamedNode(expand("rdfs:label")), None
    )
    assert [quad.object for quad in found] == [ox.Literal(expected, language="vi")]


@given(st.text(st.characters(codec=None)))
def test_any_label_can_be_written_and_read_back(label: str) -> None:
    graph = called(label)
    for form in (GRAPHML, GEXF):
        assert set(read_back(form, written(graph, form, PLACE))) == {INSTITUTE, OFFICE}
    assert turtle(graph).query(f"ASK {{ <{OFFICE}> <{expand('ct:under')}> <{INSTITUTE}> }}")
    assert len(written(graph, DOT, PLACE).splitlines()) == 5
    assert len(written(graph, MERMAID, PLACE).splitlines()) == 6
    assert len(list(csv.reader(io.StringIO(written(graph, CSV, PLACE), newline="")))) == 2
    assert len(json.loads(bytes(answer(graph, JSON, PLACE).body))["edges"]) == 1

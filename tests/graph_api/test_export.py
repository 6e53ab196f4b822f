"""Exports of one small store: what is in each file, that it can be read again, and its order."""

import csv
import io
import json
from dataclasses import replace

import networkx as nx
import pyoxigraph as ox
import pytest
import rdflib

from graph_api.export import COLUMNS, Format, export
from graph_api.store import Store
from loaders.model import (
    Citation,
    Directive,
    Extraction,
    Meeting,
    Organisation,
    Part,
    Participation,
    Person,
    PostHeld,
    Relation,
    Report,
    Span,
    Status,
    Subordination,
)
from loaders.triples import nquads
from ontology.terms import PREFIXES, expand

MAY = Person("Lò Văn Mây", "Chi bộ Bến Gỗ")
CHI_BO = Organisation("Chi bộ Bến Gỗ", "chi_bo")
XA = Organisation('Xã "Bến Gỗ", \x02mới', "xa")
TEXT = "Lò Văn Mây chủ trì, Lò Văn Mây chủ trì hội nghị theo Nghị quyết 7-NQ/ĐU."
FIRST = Extraction(
    Report("mot", TEXT, "Họp chi bộ"),
    meetings=(Meeting("Hội nghị", "2031-07-15", CHI_BO, "", None, "hoi_nghi", Span(39, 47), "m"),),
    participations=(
        Participation(MAY, Part.CHAIR, Span(20, 38), "p"),
        Participation(MAY, Part.CHAIR, Span(0, 18), "p"),
    ),
    posts=(PostHeld(MAY, "Bí thư", CHI_BO, Status.CURRENT, Span(0, 10), "r"),),
    directives=(Directive(1, CHI_BO, "", "trồng rừng", Span(0, 10), "d"),),
    citations=(Citation(1, "Nghị quyết", "7-NQ/ĐU", "", "2030", CHI_BO, Span(53, 71), "c"),),
    hierarchy=(Subordination(CHI_BO, XA, Relation.PARTY_ORGANISATION_OF, Span(0, 1), "h"),),
)
SECOND = replace(FIRST, report=Report("hai", TEXT, "Tin"), directives=(), citations=())


def store_of(*extractions: Extraction) -> Store:
    store = Store.open()
    for extraction in extractions:
        store.put(store.iris.report(extraction.report.name), nquads(extraction), read_by="test")
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return store_of(FIRST, SECOND)


def written(store: Store, form: Format) -> bytes:
    output = io.BytesIO()
    export(store, form, output)
    assert not output.closed
    return output.getvalue()


@pytest.mark.parametrize("form", list(Format))
def test_the_order_of_loading_changes_no_byte(store: Store, form: Format) -> None:
    assert written(store_of(SECOND, FIRST), form) == written(store, form)


@pytest.mark.parametrize("form", list(Format))
def test_an_empty_store_gives_a_whole_file(form: Format) -> None:
    content = written(store_of(), form)
    if form is Format.CSV:
        assert content.decode() == ",".join(COLUMNS) + "\n"
    elif form is Format.GRAPHML:
        assert len(nx.read_graphml(io.BytesIO(content))) == 0
    else:
        rdf = ox.RdfFormat.from_extension(form.value)
        assert rdf is not None
        assert list(ox.parse(content, format=rdf)) == []


@pytest.mark.parametrize("form", [Format.NQ, Format.TRIG])
def test_datasets_tell_who_says_what(store: Store, form: Format) -> None:
    rdf = ox.RdfFormat.from_extension(form.value)
    again = ox.Store()
    again.load(written(store, form), format=rdf)
    graphs = {graph.value for graph in again.named_graphs() if isinstance(graph, ox.NamedNode)}
    assert graphs == {*store.reports(), store.iris.derived}
    for graph in graphs:
        quads = again.quads_for_pattern(None, None, None, ox.NamedNode(graph))
        assert set(quads) == set(store.graph(graph))


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib, of itself
@pytest.mark.parametrize(("form", "name"), [(Format.TTL, "turtle"), (Format.JSONLD, "json-ld")])
def test_graphs_hold_each_triple_once(store: Store, form: Format, name: str) -> None:
    """Read by rdflib, which is another reader than the writer."""
    graph = rdflib.Graph().parse(data=written(store, form), format=name)
    default = list(store.dataset.quads_for_pattern(None, None, None, ox.DefaultGraph()))
    assert len(graph) == len(default)
    may = rdflib.URIRef(store.iris.person(MAY.name, MAY.anchor))
    assert (may, rdflib.URIRef(expand("ct:chaired")), None) in graph


def test_turtle_is_made_to_be_read(store: Store) -> None:
    text = written(store, Format.TTL).decode()
    assert f"@prefix ct: <{PREFIXES['ct']}> ." in text
    assert " a foaf:Person ;\n" in text
    assert text.count("a foaf:Person") == 1


def test_json_ld_has_one_object_a_thing(store: Store) -> None:
    ids = [thing["@id"] for thing in json.loads(written(store, Format.JSONLD))]
    assert len(ids) == len(set(ids)) > 10


def test_csv_is_a_list_of_edges(store: Store) -> None:
    table = list(csv.DictReader(io.StringIO(written(store, Format.CSV).decode())))
    assert tuple(table[0]) == COLUMNS
    chaired = [row for row in table if row["predicate"] == "ct:chaired"]
    assert [
        (row["subject_label"], row["object_label"], row["report"], row["start"], row["end"])
        for row in chaired
    ] == [
        ("Lò Văn Mây", "Hội nghị", "hai", "0", "18"),
        ("Lò Văn Mây", "Hội nghị", "mot", "0", "18"),
    ]
    assert {(row["predicate"], row["object_label"]) for row in table if row["report"] == "mot"} == {
        ("ct:chaired", "Hội nghị"),
        ("ct:heldPostIn", "Chi bộ Bến Gỗ"),
        ("ct:directed", "trồng rừng"),
        ("ct:cites", "Nghị quyết 7-NQ/ĐU"),
        ("ct:partyOrganisationOf", 'Xã "Bến Gỗ", \x02mới'),
        ("schema:organizer", "Chi bộ Bến Gỗ"),
        ("ct:issuedAt", "Hội nghị"),
        ("eli:passed_by", "Chi bộ Bến Gỗ"),
    }


def test_csv_says_where_a_fact_stands_and_nothing_where_it_is_none(store: Store) -> None:
    table = list(csv.DictReader(io.StringIO(written(store, Format.CSV).decode())))
    for row in table:
        assert bool(row["start"]) is (row["predicate"] != "eli:passed_by")
        assert TEXT[int(row["start"] or 0) : int(row["end"] or 0)] != "" or not row["start"]


def test_graphml_can_be_drawn(store: Store) -> None:
    graph = nx.read_graphml(io.BytesIO(written(store, Format.GRAPHML)))
    kinds = sorted(data["kind"] for _, data in graph.nodes(data=True))
    assert kinds == [
        "ct:Directive",
        "ct:Document",
        "ct:Meeting",
        "foaf:Person",
        "org:Organization",
        "org:Organization",
    ]
    labels = {data["label"] for _, data in graph.nodes(data=True)}
    assert 'Xã "Bến Gỗ", \ufffdmới' in labels  # XML holds no such character
    edges = {data["predicate"]: data["reports"] for _, _, data in graph.edges(data=True)}
    assert edges["ct:chaired"] == 2
    assert edges["ct:directed"] == 1


@pytest.mark.parametrize("form", list(Format))
def test_a_format_has_a_media_type(form: Format) -> None:
    assert "/" in form.media_type

"""What the server says of itself: service description (the tests of the W3C), VoID, examples."""

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph_api.settings import Settings
from graph_api.store import Store
from graph_api.triples_of import name
from graph_api.void import counts
from ontology.terms import PREFIXES
from queries.catalogue import catalogue
from tests.graph_api.small import EXTRACTIONS, MAIN, loaded, serving
from tests.protocol.client import Server
from tests.protocol.manifest import Manifest

TYPE = name("rdf:type")
WELL_KNOWN = ("/.well-known/void", "/.well-known/sparql-examples", "/sparql")
FORMATS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}

# The properties of the vocabulary of service descriptions, with what they lead from and to.
SCHEMA = {
    "sd:endpoint": ("sd:Service", None),
    "sd:feature": ("sd:Service", "sd:Feature"),
    "sd:supportedLanguage": ("sd:Service", "sd:Language"),
    "sd:resultFormat": ("sd:Service", "formats:Format"),
    "sd:defaultDataset": ("sd:Service", "sd:Dataset"),
    "sd:defaultGraph": ("sd:Dataset", "sd:Graph"),
    "sd:namedGraph": ("sd:Dataset", "sd:NamedGraph"),
    "sd:name": ("sd:NamedGraph", None),
}
LANGUAGES = ("sd:SPARQL10Query", "sd:SPARQL11Query", "sd:SPARQL11Update")
FEATURES = ("sd:EmptyGraphs", "sd:BasicFederatedQuery", "sd:UnionDefaultGraph")


def graph(body: bytes, content_type: str) -> ox.Store:
    form = ox.RdfFormat.from_media_type(content_type)
    assert form is not None, content_type
    store = ox.Store()
    store.load(body, form)
    return store


def described(server: Server, path: str) -> ox.Store:
    answer = server.ask("GET", path, {})
    assert answer.status == 200
    return graph(answer.body, answer.content_type)


def values(store: ox.Store, subject: ox.NamedNode | None, curie: str) -> set[str]:
    found = store.quads_for_pattern(subject, name(curie), None)
    return {quad.object.value for quad in found if not isinstance(quad.object, ox.Triple)}


# -- the tests of the W3C: their manifest says what they show, and no more ------------------------


def returns_rdf(server: Server) -> None:
    for media_type in FORMATS.values():
        answer = server.ask("GET", "/sparql", {"accept": media_type})
        assert (answer.status, answer.media_type) == (200, media_type)
        assert len(graph(answer.body, answer.content_type)) > 10


def has_endpoint_triple(server: Server) -> None:
    found = values(described(server, "/sparql"), None, "sd:endpoint")
    assert found == {f"{server.address}/sparql", f"{server.address}/update"}


def conforms_to_schema(server: Server) -> None:
    store = described(server, "/sparql")
    classes = {quad.subject: quad.object for quad in store.quads_for_pattern(None, TYPE, None)} | {
        name(curie): name("sd:Language") for curie in LANGUAGES
    }
    classes |= {name(curie): name("sd:Feature") for curie in FEATURES}
    for quad in store:
        if not quad.predicate.value.startswith(name("sd:").value):
            continue
        (ends,) = (ends for curie, ends in SCHEMA.items() if name(curie) == quad.predicate)
        for node, class_ in zip((quad.subject, quad.object), ends, strict=True):
            if class_ == "formats:Format":
                assert str(node).startswith("<" + name("formats:").value)
            elif class_ is not None:
                assert classes[node] == name(class_), quad
    services = [node for node, class_ in classes.items() if class_ == name("sd:Service")]
    assert len(services) == 2
    assert all(isinstance(node, ox.NamedNode) for node in services)
    for node in services:
        assert isinstance(node, ox.NamedNode)
        assert len(values(store, node, "sd:endpoint")) == 1
        assert len(values(store, node, "sd:defaultDataset")) == 1


SHOWN = {
    "returns-rdf": returns_rdf,
    "has-endpoint-triple": has_endpoint_triple,
    "conforms-to-schema": conforms_to_schema,
}


@pytest.mark.parametrize(
    "test", Manifest("service-description/manifest.ttl").names("ServiceDescriptionTest")
)
def test_service_description(empty: Server, test: str) -> None:
    SHOWN[test](empty)


# -- ours -----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(serving(loaded(*EXTRACTIONS)))


@pytest.mark.parametrize("path", WELL_KNOWN)
@pytest.mark.parametrize(("form", "media_type"), FORMATS.items())
def test_in_every_format(client: TestClient, path: str, form: str, media_type: str) -> None:
    by_accept = client.get(path, headers={"accept": f"text/csv, {media_type};q=0.1"})
    by_name = client.get(path, params={"format": form}, headers={"accept": "*/*"})
    assert by_accept.headers["content-type"].partition(";")[0] == media_type
    assert by_accept.content == by_name.content
    assert len(graph(by_accept.content, media_type)) == len(
        graph(client.get(path).content, "text/turtle")
    )
    assert client.get(path, headers={"accept": "text/csv"}).status_code == 406
    assert client.get(path, params={"format": "csv"}).status_code == 400


def test_the_graphs_are_named(client: TestClient) -> None:
    found = graph(client.get("/sparql").content, "text/turtle")
    names = values(found, None, "sd:name")
    with loaded(*EXTRACTIONS) as store:
        assert {*store.reports(), store.iris.derived, store.iris.loads} < names


def test_federation_is_told_where_it_is_allowed() -> None:
    with loaded() as store:
        for allow, told in (("", False), ("http://x.example/sparql", True)):
            settings = Settings(service_allow=allow)
            answer = TestClient(serving(store, settings)).get("/sparql")
            found = values(graph(answer.content, "text/turtle"), None, "sd:feature")
            assert (name("sd:BasicFederatedQuery").value in found) == told


def test_void_counts_what_is_there(client: TestClient) -> None:
    found = graph(client.get("/.well-known/void").content, "text/turtle")

    def number(curie: str) -> int:
        (value,) = values(found, ox.NamedNode("http://testserver/.well-known/void#dataset"), curie)
        return int(value)

    with loaded(*EXTRACTIONS) as store:
        held = [
            q.triple for q in store.dataset.quads_for_pattern(None, None, None, ox.DefaultGraph())
        ]
        expected = store.counts()
    assert number("void:triples") == len(held)
    assert number("void:entities") == len({t.subject for t in held})
    assert number("void:distinctObjects") == len({t.object for t in held})
    assert number("void:properties") == len({t.predicate for t in held})
    assert number("void:classes") == len(expected)
    (person,) = (
        node.subject
        for node in found.quads_for_pattern(None, name("void:class"), name("foaf:Person"))
    )
    assert isinstance(person, ox.NamedNode)
    assert values(found, person, "void:entities") == {str(expected["foaf:Person"])}


def test_what_void_names_is_there(client: TestClient) -> None:
    found = graph(client.get("/.well-known/void").content, "text/turtle")
    for curie in ("void:dataDump", "foaf:homepage", "void:sparqlEndpoint", "foaf:primaryTopic"):
        for address in values(found, None, curie):
            assert client.get(address).status_code == 200, address


def test_counts_are_kept_until_the_store_changes() -> None:
    with Store.open() as store:
        first = counts(store)
        assert counts(store) is first
        with loaded(MAIN) as other:
            assert counts(other).triples > 0
        assert counts(store) == first


def test_the_examples_can_be_asked(client: TestClient) -> None:
    """With the prefixes that they declare and nothing else."""
    found = graph(client.get("/.well-known/sparql-examples").content, "text/turtle")
    declared = {}
    for quad in found.quads_for_pattern(None, name("sh:prefix"), None):
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.Literal)
        (declared[quad.object.value],) = values(found, quad.subject, "sh:namespace")
    assert declared == PREFIXES
    asked = 0
    with loaded(*EXTRACTIONS) as store:
        for curie, kind in (("sh:select", ox.QuerySolutions), ("sh:construct", ox.QueryTriples)):
            for text in values(found, None, curie):
                assert isinstance(store.dataset.query(text, prefixes=declared), kind)
                asked += 1
    assert asked == len(catalogue())
    nodes = found.quads_for_pattern(None, TYPE, name("sh:SPARQLExecutable"))
    for node in [quad.subject for quad in nodes]:
        assert isinstance(node, ox.NamedNode)
        comments = found.quads_for_pattern(node, name("rdfs:comment"), None)
        languages = [q.object.language for q in comments if isinstance(q.object, ox.Literal)]
        assert sorted(map(str, languages)) == ["en", "vi"]

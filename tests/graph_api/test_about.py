"""What is told of the data, and the model as pages and as RDF."""

import re
from html import unescape

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient

from graph_api.model import model
from ontology.skos import concepts
from ontology.terms import ONTOLOGY

PAGE = {"accept": "text/html"}


def test_the_counts_are_those_of_the_store(client: TestClient) -> None:
    told = client.get("/about.json").json()
    assert (told["counts"]["report"], told["counts"]["person"]) == (2, 3)
    assert told["problems"] == {"no-recipient": 1}
    assert (told["meetings_from"], told["meetings_until"]) == ("2031", "2031-07-15")
    assert told["triples"] > 100
    lines = client.get("/about.csv").text.splitlines()
    assert lines[0] == "kind,count"
    assert "report,2" in lines


@pytest.mark.parametrize("form", ["ttl", "nt", "jsonld", "rdf"])
@pytest.mark.parametrize("path", ["/about", "/ontology"])
def test_both_are_told_as_rdf(client: TestClient, path: str, form: str) -> None:
    answer = client.get(f"{path}.{form}", headers=PAGE)
    by_type = ox.RdfFormat.from_media_type(answer.headers["content-type"].partition(";")[0])
    assert (answer.status_code, by_type is not None) == (200, True)
    assert len(list(ox.parse(answer.content, format=by_type))) > 50


@pytest.mark.parametrize(
    "says",
    [
        "Máy đọc đúng đến đâu",
        "để riêng, không xem khi viết luật",
        '<meter min="0" max="1" value="0.9',
        "no-recipient",
        'href="/ontology"',
        '"@type": "Dataset"',
    ],
)
def test_the_page_about_the_data(client: TestClient, says: str) -> None:
    assert says in client.get("/about").text


def test_pages_that_are_not_there_are_not_linked_to(client: TestClient) -> None:
    page = client.get("/about").text
    links = {unescape(link) for link in re.findall(r'href="(/[^"#]*)', page)}
    assert {link: client.get(link).status_code for link in links if client.get(link).is_error} == {}


@pytest.mark.parametrize(
    ("anchor", "says"),
    [
        ("Meeting", "A conference, congress, ceremony"),
        ("Participation", "Một người làm một phần việc tại một cuộc họp."),
        ("statedIn", "Báo cáo nói ra điều này."),
        ("parts", "Những gì một người làm tại cuộc họp."),
        ("part-chair", "chủ trì"),
        ("organisation-kinds", "Từ bảng"),
    ],
)
def test_a_term_is_explained_at_its_anchor(client: TestClient, anchor: str, says: str) -> None:
    page = unescape(client.get("/ontology").text)
    at = page.index(f'id="{anchor}"')
    assert says in page[at : at + 1500]


def test_every_term_of_the_model_is_explained() -> None:
    told = model()
    for term in (*told.classes, *told.properties):
        assert all((*term.label, *term.comment)), term.iri
        assert term.iri == f"{ONTOLOGY}#{term.anchor}"
    shown = {concept.iri for scheme in told.schemes for concept in scheme.concepts}
    assert {concept.iri for concept in concepts()} <= shown


def test_references_lead_to_their_anchors(client: TestClient) -> None:
    page = client.get("/ontology").text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= {*ids}

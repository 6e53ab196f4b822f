"""What changed in the store: what its writer notes, in its transaction, and what is told of it."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from fastapi.testclient import TestClient
from lxml import etree  # type: ignore[import-untyped]

from graph_api.graph.atom import NAMESPACE
from graph_api.graph_jobs import deleted, put
from graph_api.store import Snapshot
from graph_api.store.backup import backup, restore
from graph_api.store.delta import DEFAULT
from graph_api.store.embedded import Store
from graph_api.store.log import MOST_EDGES
from graph_api.store.raw import KeptGraph
from graph_api.store.statement import state
from graph_api.update import updated
from graph_api.update_text import Using
from loaders.model import Extraction, Part, Participation, Person, Report, Span
from loaders.triples import nquads
from tests.graph_api.small import EXTRACTIONS, IRIS, KY, MAIN, MARKUP, UOC, person, serving
from tests.queries.small_store import EXTRACTIONS as METALLURGY

ONE, TWO, THREE = (f"2031-07-{day}T08:30:00.000Z" for day in ("15", "16", "17"))
REPORT, TITLE = IRIS.report(MAIN.report.name), MAIN.report.title
FEWER = replace(MAIN, participations=MAIN.participations[:2], posts=MAIN.posts[:2])


def load(store: Store, at: str, *extractions: Extraction) -> None:
    reports = [state(IRIS.report(one.report.name), nquads(one)) for one in extractions]
    list(store.put_many(reports, at=at))


def told(store: Store, **params: object) -> list[tuple[str, str, str]]:
    """When, what and of which report."""
    answer = TestClient(serving(store)).get("/graph/changes", params=params)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return [
        (entry["date"], entry["kind"], "".join(node["id"] for node in entry["things"]))
        for entry in answer.json()["entries"]
    ]


def entries(store: Store, **params: object) -> list[dict[str, Any]]:
    answer = TestClient(serving(store)).get("/graph/changes", params=params)  # type: ignore[arg-type]
    found: list[dict[str, Any]] = answer.json()["entries"]
    return found


def noted(store: Store) -> list[str]:
    return sorted(map(str, store.graph(IRIS.changes)))


@pytest.fixture
def store() -> Iterator[Store]:
    """A report is loaded, says less, and goes."""
    with Store.open() as made:
        load(made, ONE, *EXTRACTIONS)
        load(made, TWO, FEWER)
        made.retract(REPORT, at=THREE)
        yield made


def test_changes_are_told_the_newest_first(store: Store) -> None:
    found = told(store)
    assert found[:2] == [(THREE, "retracted", REPORT), (TWO, "replaced", REPORT)]
    new = {(ONE, "added", IRIS.report(one.report.name)) for one in EXTRACTIONS}
    assert set(found[2:]) == new


def test_what_went_and_came_is_told_as_edges(store: Store) -> None:
    (entry,) = entries(store, kind="replaced")
    went = {(edge["kind"], edge["sourceLabel"], edge["targetLabel"]) for edge in entry["went"]}
    assert went == {
        ("ct:attended", "Lò Văn Kỷ", "Hội nghị sơ kết 6 tháng đầu năm 2031"),
        ("ct:heldPostIn", "Lò Văn Kỷ", "Sở Khoa học và Công nghệ"),
    }
    assert entry["said"]["wentEdges"] == 2
    assert entry["said"]["cameTriples"] == 0
    assert {edge["source"] for edge in entry["went"]} == {person(KY)}


def test_what_comes_back_has_its_sentences() -> None:
    with Store.open() as store:
        load(store, ONE, FEWER)
        load(store, TWO, MAIN)
        (entry,) = entries(store, kind="replaced")
    assert {edge["sourceLabel"] for edge in entry["came"]} == {"Lò Văn Kỷ"}
    for edge in entry["came"]:
        assert edge["evidence"][0].startswith("/reports/so-ket-2031?start=")


def test_what_is_retracted_tells_all_its_edges(store: Store) -> None:
    (entry,) = entries(store, kind="retracted")
    assert entry["label"] == "Báo cáo đã rút · Report retracted: so-ket-2031"
    assert "ct:chaired" in {edge["kind"] for edge in entry["went"]}
    assert {edge["sourceLabel"] for edge in entry["went"]} >= {UOC.name}
    assert "came" not in entry


@pytest.mark.parametrize(
    ("params", "kinds"),
    [
        ({"since": "last"}, ["retracted"]),
        ({"from": "2031-07-16"}, ["retracted", "replaced"]),
        ({"from": "2031-07-16", "to": "2031-07-16"}, ["replaced"]),
        ({"to": "2031-07-15"}, ["added", "added"]),
        ({"from": "2032"}, []),
        ({"kind": "added,retracted"}, ["retracted", "added", "added"]),
    ],
)
def test_changes_of_a_time(store: Store, params: dict[str, object], kinds: list[str]) -> None:
    assert [kind for _, kind, _ in told(store, **params)] == kinds


@pytest.mark.parametrize("limit", [1, 2, 3, 5])
def test_what_is_cut_goes_on(limit: int) -> None:
    with Store.open() as store:
        load(store, ONE, *METALLURGY)  # one transaction
        load(store, ONE, MAIN)  # another, of the same moment
        load(store, TWO, MARKUP)
        client = TestClient(serving(store))
        whole = client.get("/graph/changes").json()["entries"]
        found = client.get("/graph/changes", params={"limit": limit}).json()
        seen = found["entries"]
        while found["truncated"]:
            found = client.get(found["rest"]).json()
            seen += found["entries"]
    assert seen == whole
    assert len({entry["id"] for entry in whole}) == len(METALLURGY) + 2


# --- What the writer notes -----------------------------------------------------------------------


def test_loading_again_notes_nothing(store: Store) -> None:
    load(store, THREE, MAIN)
    before = noted(store)
    load(store, "2031-07-18T08:30:00.000Z", MAIN, MARKUP)
    assert noted(store) == before


def test_without_a_moment_nothing_is_noted() -> None:
    with Store.open() as store:
        load(store, "", *EXTRACTIONS, *METALLURGY)
        store.retract(REPORT)
        assert noted(store) == []


def test_new_reports_are_noted_in_a_quad_each() -> None:
    with Store.open() as store:
        load(store, ONE, *METALLURGY)
        assert len(noted(store)) == len(METALLURGY) + 3


def test_the_log_is_no_part_of_what_is_told() -> None:
    with Store.open() as plain, Store.open() as with_log:
        load(plain, "", *METALLURGY)
        load(with_log, ONE, *reversed(METALLURGY))
        assert with_log.generation == plain.generation
        assert with_log.reports() == plain.reports()
        default = [
            sorted(str(quad) for quad in store.dataset.quads_for_pattern(None, None, None, DEFAULT))
            for store in (plain, with_log)
        ]
        assert default[0] == default[1]


def test_what_is_noted_of_one_report_is_bounded() -> None:
    number = MOST_EDGES + 50
    names = [f"Vi Thị Suối {chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(number)]
    text = "Hội nghị. " + ", ".join(names)
    base = Extraction(Report("dong-nguoi", text), meetings=MAIN.meetings)
    people = tuple(
        Participation(Person(name, ""), Part.ATTEND, Span(20, 30), "t") for name in names
    )
    with Store.open() as store:
        load(store, ONE, replace(base, participations=people))
        load(store, TWO, base)
        (entry,) = entries(store, kind="replaced")
    assert (entry["said"]["wentEdges"], len(entry["went"])) == (number, MOST_EDGES)


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (  # told quad by quad
            f'DELETE DATA {{ GRAPH <{REPORT}> {{ <{REPORT}> dcterms:title "{TITLE}"@vi }} }}',
            [("edited", REPORT)],
        ),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", [("written", "")]),
        ("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> <urn:c> } }", [("written", "")]),
        (f"DROP GRAPH <{REPORT}>", [("written", REPORT)]),  # evaluated as a whole
    ],
)
def test_what_users_write_is_noted(update: str, expected: list[tuple[str, str]]) -> None:
    with Store.open() as store:
        load(store, ONE, MAIN)
        updated(store, update, "http://example.org/", Using((), ()), TWO)
        assert [(kind, iri) for _, kind, iri in told(store, since="last")] == expected


def test_what_drops_all_drops_the_log_but_for_itself() -> None:
    with Store.open() as store:
        load(store, ONE, MAIN)
        updated(store, "DROP ALL", "http://example.org/", Using((), ()), TWO)
        assert told(store) == [(TWO, "written", "")]


def test_what_users_put_is_noted() -> None:
    with Store.open() as store:
        graph = ox.NamedNode("urn:g")
        put(store, graph, (b"<urn:a> <urn:b> <urn:c> .", "text/turtle"), "http://example.org/", ONE)
        deleted(store, graph, TWO)
        assert [(at, kind) for at, kind, _ in told(store)] == [(TWO, "written"), (ONE, "written")]


def test_nobody_writes_to_the_log() -> None:
    with Store.open() as store, pytest.raises(KeptGraph):
        store.drop_graph(ox.NamedNode(IRIS.changes))


def test_a_copy_has_the_log(tmp_path: Path) -> None:
    with Store.open(tmp_path / "kho") as store:
        load(store, ONE, MAIN)
        before = noted(store)
    backup(tmp_path / "kho", tmp_path / "ban-sao")
    with Store.open(tmp_path / "kho") as store:
        store.retract(REPORT, at=TWO)
    restore(tmp_path / "kho", tmp_path / "ban-sao")
    with Snapshot.open(tmp_path / "kho") as found:
        assert sorted(map(str, found.graph(IRIS.changes))) == before


def test_a_client_is_told_of_a_report_that_went_and_came_back() -> None:
    with Store.open() as store:
        load(store, ONE, MAIN)
        client = TestClient(serving(store))
        first = client.get("/graph/changes")
        store.retract(REPORT, at=TWO)
        load(store, THREE, MAIN)
        again = client.get(
            "/graph/changes", headers={"if-none-match": first.headers.get("etag", "x")}
        )
    assert len(again.json()["entries"]) == 3


# --- Other formats -------------------------------------------------------------------------------

# The parts of RFC 4287 that a feed of ours has: what must be there, once, and of what form.
SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.w3.org/2005/Atom"
    datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
  <start><element name="feed"><interleave>
    <element name="id"><data type="anyURI"><param name="minLength">5</param></data></element>
    <ref name="title"/><ref name="updated"/>
    <element name="author"><element name="name"><text/></element></element>
    <oneOrMore><ref name="link"/></oneOrMore>
    <zeroOrMore><element name="entry"><interleave>
      <element name="id"><data type="anyURI"><param name="minLength">5</param></data></element>
      <ref name="title"/><ref name="updated"/>
      <element name="category"><attribute name="term"/><attribute name="label"/></element>
      <zeroOrMore><ref name="link"/></zeroOrMore>
      <element name="content">
        <attribute name="type"><value>text</value></attribute><text/>
      </element>
    </interleave></element></zeroOrMore>
  </interleave></element></start>
  <define name="title"><element name="title"><text/></element></define>
  <define name="updated"><element name="updated"><data type="dateTime">
    <param name="pattern">.*(Z|[+-][0-9]{2}:[0-9]{2})</param></data></element></define>
  <define name="link"><element name="link">
    <attribute name="rel"/><attribute name="type"/>
    <attribute name="href"><data type="anyURI"><param name="pattern">https?://.*</param></data></attribute>
  </element></define>
</grammar>
"""


def feed(store: Store, **params: str) -> Any:  # noqa: ANN401 - an element
    client = TestClient(serving(store))
    accept = {"accept": "application/atom+xml"}
    answer = client.get("/graph/changes", params=params, headers=accept)
    assert answer.headers["content-type"] == "application/atom+xml"
    found = etree.fromstring(answer.content)
    schema = etree.RelaxNG(etree.fromstring(SCHEMA))
    assert schema.validate(found), schema.error_log
    return found


def values(element: Any, path: str) -> list[str]:  # noqa: ANN401
    found: list[str] = element.xpath(path, namespaces={"a": NAMESPACE})
    return found


def test_a_feed_is_as_the_standard_says(store: Store) -> None:
    found = feed(store)
    assert values(found, "a:updated/text()") == [THREE]
    assert values(found, "a:entry/a:category/@term")[:2] == ["retracted", "replaced"]
    (content,) = values(found, "a:entry[a:category/@term='replaced']/a:content/text()")
    assert "Lò Văn Kỷ – dự · attended – Hội nghị sơ kết 6 tháng đầu năm 2031" in content


def test_an_entry_keeps_its_id(store: Store) -> None:
    before = values(feed(store), "a:entry/a:id/text()")
    load(store, "2031-08-01T00:00:00.000Z", MAIN)
    after = values(feed(store), "a:entry/a:id/text()")
    assert after[1:] == before
    assert len(set(after)) == len(after)


def test_a_feed_leads_to_the_report_and_to_its_next_page(store: Store) -> None:
    found = feed(store, limit="2", kind="added,replaced")
    client = TestClient(serving(store))
    (rest,) = values(found, "a:link[@rel='next']/@href")
    assert client.get(rest).status_code == 200
    (address,) = values(found, "a:entry[1]/a:link/@href")
    assert address == "http://testserver/reports/so-ket-2031"


def test_markup_and_control_characters_are_text_in_a_feed() -> None:
    with Store.open() as store:
        load(store, ONE, replace(MARKUP, report=replace(MARKUP.report, title="<b>\x0b& lạ</b>")))
        found = feed(store)
    (title,) = values(found, "a:entry/a:title/text()")
    assert "<b>" in title
    assert title.endswith("& lạ</b>")


def test_a_store_without_changes_has_an_empty_feed() -> None:
    with Store.open() as store:
        assert values(feed(store), "a:entry") == []
        assert told(store, since="last") == []


def test_changes_as_csv_and_turtle(store: Store) -> None:
    client = TestClient(serving(store))
    lines = list(csv.DictReader(io.StringIO(client.get("/graph/changes?format=csv").text)))
    assert [line["kind"] for line in lines] == ["retracted", "replaced", "added", "added"]
    assert lines[1]["wentEdges"] == "2"
    turtle = client.get("/graph/changes?format=ttl").content
    ids = {quad.subject.value for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)
           if isinstance(quad.subject, ox.NamedNode)}  # fmt: skip
    assert {line["id"] for line in lines} <= ids


@pytest.mark.parametrize(
    ("params", "status", "parameter"),
    [
        ({"since": "yesterday"}, 400, "since"),
        ({"from": "31/12/2031"}, 400, "from"),
        ({"kind": "moved"}, 400, "kind"),
        ({"limit": 0}, 400, "limit"),
        ({"format": "rdf"}, 400, "format"),
        ({"after": "no key"}, 200, None),
        ({"after": 'x"\ty"\tz"'}, 200, None),
    ],
)
def test_what_cannot_be_told(
    store: Store, params: dict[str, Any], status: int, parameter: str | None
) -> None:
    answer = TestClient(serving(store)).get("/graph/changes", params=params)
    assert (answer.status_code, answer.json().get("parameter")) == (status, parameter)

"""A store on a service holds what an embedded one holds, whatever happened to both.

Histories are of the small reports of `test_store.said`, compared quad by quad.
"""

from collections.abc import Iterable
from contextlib import suppress
from itertools import count

import pyoxigraph as ox
import pytest

from graph_api.address import Addresses
from graph_api.graph.changes import Asked, changes
from graph_api.graph.parameters import Period
from graph_api.store import Change, Store, StoreError, vocabulary
from graph_api.store.client import Client
from graph_api.store.endpoint import Endpoint
from graph_api.store.layout import SETTINGS, Hidden
from graph_api.store.remote import RemoteStore
from graph_api.store.remote_edit import Edit, Known
from graph_api.store.statement import state
from ontology.terms import BASE, sparql_prefixes
from tests.graph_api.test_store import said

P = sparql_prefixes()
R1, R2, R3 = (f"{BASE}report/r{n}" for n in (1, 2, 3))
FIRST = said(R1, "a chair m", "a post o", "b attend m")
SECOND = said(R2, "a chair m", "c speak m", "a post p")
SHARED = said(R2, "a post o").replace("post/a-post-o", "post/another")
LONG = said(R3).replace("\\n3", "dài lắm " * 10_000)
VALUES = "".join(
    f"<{BASE}x> <{BASE}p{n}> {value} <{R3}> .\n"
    for n, value in enumerate(
        (
            '"chữ\\t\\\\ \\"x\\" \\u0001"',
            '"Đảng ủy"@vi',
            '"12.5"^^<http://www.w3.org/2001/XMLSchema#decimal>',
            '"2031"^^<http://www.w3.org/2001/XMLSchema#gYear>',
            '"2031-07"^^<http://www.w3.org/2001/XMLSchema#gYearMonth>',
            '"2031-07-15"^^<http://www.w3.org/2001/XMLSchema#date>',
            '"7"^^<http://www.w3.org/2001/XMLSchema#integer>',
            '"true"^^<http://www.w3.org/2001/XMLSchema#boolean>',
        )
    )
)
MANY = said(R3, *(f"p{n} {part} m{n}" for n in range(150) for part in ("chair", "speak")))

HISTORIES = {
    "loaded": [(R1, FIRST), (R2, SECOND)],
    "replaced: some of it said elsewhere": [
        *[(R1, FIRST), (R2, SECOND)],
        (R1, said(R1, "b attend m", "d open n")),
    ],
    "replaced by nothing": [(R1, FIRST), (R1, said(R1))],
    "retracted: some of it said elsewhere": [(R1, FIRST), (R2, SECOND), (R2, "")],
    "an edge that another node gives": [(R1, FIRST), (R2, SHARED), (R1, "")],
    "an edge that no node gives": [(R1, FIRST), (R2, SHARED), (R1, ""), (R2, "")],
    "all gone and come again": [(R1, FIRST), (R2, SECOND), (R1, ""), (R2, ""), (R2, SECOND)],
    "every kind of value": [(R3, VALUES)],
    "every kind of value, removed": [(R1, FIRST), (R3, VALUES), (R3, said(R3))],
    "a long text": [(R3, LONG), (R3, LONG.replace("dài", "ngắn"))],
    "more than one request takes": [(R1, FIRST), (R3, MANY), (R3, MANY.replace("p1", "q1"))],
}


def whole(store: Store | RemoteStore) -> list[str]:
    """All quads of the reports, the derived ones and the default graph."""
    graphs = [*store.reports(), store.iris.derived]
    named = [str(quad) for graph in graphs for quad in store.graph(graph)]
    return sorted(named) + sorted(str(triple) for some in store.things() for triple in some)


def play(
    history: Iterable[tuple[str, str]], store: Store | RemoteStore
) -> list[tuple[Change, str]]:
    """Put or, where a report says nothing, retract; what came of each, and the generation."""
    told = []
    for report, quads in history:
        iri = report.replace(BASE, store.iris.base)
        done = store.put(iri, quads.replace(BASE, store.iris.base)) if quads else store.retract(iri)
        told.append((done, store.generation))
    return told


@pytest.mark.parametrize("name", HISTORIES)
def test_it_holds_what_an_embedded_store_holds(name: str, remote: RemoteStore) -> None:
    with Store.open(base=remote.iris.base) as store:
        assert play(HISTORIES[name], remote) == play(HISTORIES[name], store)
        assert whole(remote) == whole(store)
        assert remote.counts() == store.counts()


def test_what_is_there_is_unchanged(remote: RemoteStore) -> None:
    history = [(R1, FIRST), (R2, SECOND)]
    play(history, remote)
    before = whole(remote)
    assert [change for change, _ in play(history, remote)] == [Change.UNCHANGED] * 2
    assert whole(remote) == before


def test_many_come_together_and_in_order(remote: RemoteStore) -> None:
    base = remote.iris.base
    names = [f"{base}report/n{n}" for n in range(40)]
    all_ = [state(name, said(name, "a chair m").replace(BASE, base)) for name in names]
    list(remote.put_many(all_[5:7]))
    told = list(remote.put_many([*all_, all_[0]]))
    assert told == [
        *[Change.ADDED] * 5,
        *[Change.UNCHANGED] * 2,
        *[Change.ADDED] * 33,
        Change.UNCHANGED,
    ]
    assert remote.reports() == sorted(names)


def test_what_changed_is_noted_once(remote: RemoteStore) -> None:
    report = R1.replace(BASE, remote.iris.base)
    first, second = (
        said(report, triples).replace(BASE, remote.iris.base)
        for triples in ("a chair m", "a attend m")
    )
    for quads, at in ((first, 15), (second, 16), (second, 17)):
        remote.put(report, quads, at=f"2031-07-{at}T08:30:00.000Z")
    remote.retract(report, at="2031-07-18T08:30:00.000Z")
    found = changes(remote, Addresses(remote.iris.base), Asked(Period())).entries
    assert [(entry.date[:10], entry.kind) for entry in found] == [
        ("2031-07-18", "retracted"),
        ("2031-07-16", "replaced"),
        ("2031-07-15", "added"),
    ]


def test_it_is_found_again(remote: RemoteStore, service: Endpoint) -> None:
    play([(R1, FIRST)], remote)
    with RemoteStore.open(service, base=remote.iris.base) as again:
        assert (again.generation, whole(again)) == (remote.generation, whole(remote))
        assert R1.replace(BASE, again.iris.base) in again
        assert R2.replace(BASE, again.iris.base) not in again


def test_each_triple_counts_once_and_graphs_tell_who_says_it(remote: RemoteStore) -> None:
    play([(R1, FIRST), (R2, SECOND)], remote)
    base = remote.iris.base
    (row,) = remote.select(f"{P} SELECT (COUNT(*) AS ?n) {{ ?p foaf:name 'a' }}")
    assert row["n"].value == "1"
    query = (
        f"{P} SELECT ?r {{ GRAPH ?r {{ ?r dcterms:identifier ?i . ?x ct:part ct:part-chair }} }}"
    )
    found = [row["r"].value for row in remote.select(f"{query} ORDER BY ?r")]
    # A service may hold other stores too.
    assert [report for report in found if report.startswith(base)] == remote.reports()


def test_the_vocabulary_is_there_once(remote: RemoteStore) -> None:
    remote.describe()
    triples, _ = vocabulary.triples()
    asked = f"SELECT (COUNT(*) AS ?n) {{ GRAPH {vocabulary.GRAPH} {{ ?s ?p ?o }} }}"
    (row,) = remote.of_graphs(asked)
    assert int(row["n"].value) == len(set(triples)) + 1
    remote.describe()
    (row,) = remote.of_graphs(asked)
    assert int(row["n"].value) == len(set(triples)) + 1


@pytest.mark.parametrize(
    ("value", "told"),
    [('{\\"format\\": 99, \\"base\\": \\"x\\"}', "another format"), ("{", "cannot be read")],
)
def test_a_store_that_this_version_does_not_read(
    value: str, told: str, remote: RemoteStore, service: Endpoint
) -> None:
    loads = f"<{remote.iris.loads}>"
    other = f'GRAPH {loads} {{ {loads} {SETTINGS} "{value}" }}'
    remote._client.update(f"INSERT DATA {{ {other} }}")
    with pytest.raises(StoreError, match=told):
        RemoteStore.open(service, base=remote.iris.base)
    remote._client.update(f"DELETE DATA {{ {other} }}")


def test_a_store_beside_other_data(remote: RemoteStore, service: Endpoint) -> None:
    """Where the default graph is one of its own, it must be ours alone."""
    play([(R1, FIRST)], remote)
    if remote.layout.hides is Hidden.NONE:
        with pytest.raises(StoreError, match="holds other data"):
            RemoteStore.open(service, base="http://other.example/", create=True)
    with RemoteStore.open(service) if service.graph_store == "" else remote as again:
        assert again.reports() == remote.reports()


@pytest.mark.parametrize("sent", range(9))
def test_a_load_that_was_cut_off_is_settled_by_the_next(
    sent: int, remote: RemoteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every write to the service, until one fails: what was half written is no loaded report."""
    play([(R1, FIRST), (R2, SECOND)], remote)
    changed = said(R1, "b attend m", "d open n")
    left = iter(range(sent))
    done = Client._done

    def cut(self: Client, *asked: str) -> None:
        if next(left, None) is None:
            raise StoreError("cut off")
        done(self, *asked)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(Client, "_done", cut)
        with suppress(StoreError):
            play([(R1, changed)], remote)
    with Store.open(base=remote.iris.base) as store:
        play([(R1, FIRST), (R2, SECOND), (R1, "")], store)
        play([(R1, "")], remote)
        assert whole(remote) == whole(store)
        assert remote.generation == store.generation


def test_another_writer_is_not_overwritten(
    remote: RemoteStore, service: Endpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    if remote.layout.piecewise:
        pytest.skip("this service has no transactions")
    play([(R1, FIRST)], remote)
    written = RemoteStore._write
    with RemoteStore.open(service, base=remote.iris.base) as other:
        times = count()

        def late(self: RemoteStore, before: Known, edit: Edit) -> bool:
            if self is remote and next(times) == 0:
                play([(R2, SHARED)], other)
            return written(self, before, edit)

        monkeypatch.setattr(RemoteStore, "_write", late)
        play([(R1, "")], remote)
    with Store.open(base=remote.iris.base) as store:
        play([(R2, SHARED)], store)
        assert whole(remote) == whole(store)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE"),
        ("DROP ALL", "DROP"),
        ("ASK { ?s <http://x/?p", "SyntaxError"),
        ("SELECT (bif:now() AS ?n) {}", "SyntaxError"),  # nothing but SPARQL goes out
        ("define sql:log-enable 2 SELECT * { ?s ?p ?o }", "SyntaxError"),
    ],
)
def test_what_is_not_sent(query: str, says: str, remote: RemoteStore) -> None:
    with pytest.raises((ValueError, SyntaxError)) as error:
        remote.evaluate(query)
    assert says in f"{type(error.value).__name__} {error.value}"


def test_queries_of_others(remote: RemoteStore) -> None:
    play([(R1, FIRST), (R2, SECOND)], remote)
    base = remote.iris.base
    one, two = (ox.NamedNode(report.replace(BASE, base)) for report in (R1, R2))
    names = "SELECT DISTINCT ?n { ?p foaf:name ?n } ORDER BY ?n"

    def told(query: str, *dataset: list[ox.NamedNode]) -> list[str]:
        found = remote.evaluate(query, None, *dataset)
        assert isinstance(found, ox.QuerySolutions)
        return [row["n"].value for row in found]

    assert told(names) == ["a", "b", "c"]
    assert told(names, [one], []) == ["a", "b"]
    if remote.layout.hides is not Hidden.ALL:  # `oxigraph --union-default-graph` heeds no FROM
        assert told(names.replace("{ ?p", f"FROM {two} {{ ?p", 1)) == ["a", "c"]
    named = f"SELECT ?n {{ GRAPH {two} {{ ?p foaf:name ?n }} }} ORDER BY ?n"
    assert told(named) == ["a", "c"]
    again = "GRAPH ?r { ?r dcterms:identifier ?i . ?p foaf:name ?n }"
    assert told(named.replace("} ORDER", f"{again} }} ORDER")) == ["a", "a", "c"]
    assert bool(remote.evaluate("ASK { ?p foaf:name 'b' }"))
    assert not bool(remote.evaluate("ASK { ?p foaf:name 'x' }"))
    graph = remote.evaluate(f"CONSTRUCT {{ ?m a ct:Meeting }} {{ <{base}a> ct:chaired ?m }}")
    assert isinstance(graph, ox.QueryTriples)
    assert [triple.subject for triple in graph] == [ox.NamedNode(f"{base}m")]

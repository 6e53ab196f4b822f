"""What users write: whatever it is, the default graph stays the union of what is stated."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from graph_api.store import Change, Store, state, told, vocabulary
from graph_api.store.delta import Delta, write
from graph_api.store.derived import derive
from graph_api.store.errors import Unevaluated
from graph_api.store.raw import KeptGraph
from graph_api.store.reach import EVERYTHING, Update
from graph_api.update_text import read
from ontology.terms import BASE, ONTOLOGY, PREFIXES, expand
from tests.graph_api.test_store import FIRST, R1, R2, SECOND, filled, lines, said, triples

DEFAULT = ox.DefaultGraph()
MINE = ox.NamedNode("urn:mine")
A, B = (ox.NamedNode(f"{BASE}{x}") for x in "ab")
P = ox.NamedNode("urn:p")
NAME = ox.NamedNode(expand("foaf:name"))
TOLD_TWICE = ox.Triple(A, NAME, ox.Literal("a"))  # by R1 and R2
TOLD_ONCE = ox.Triple(B, NAME, ox.Literal("b"))  # by R1
NEW = ox.Triple(A, P, B)


def update(text: str) -> Update:
    return read(text, base="http://here.example/", prefixes=PREFIXES)


def run(store: Store, *texts: str) -> None:
    for text in texts:
        store.update(update(text))


def graph(store: Store, name: str | ox.DefaultGraph) -> set[ox.Triple]:
    return triples(store, name if isinstance(name, ox.DefaultGraph) else ox.NamedNode(name))


def check(store: Store) -> None:
    """What holds of every store, whatever was written."""
    reports = [graph(store, report) for report in store.reports()]
    assert all(reports)
    edges = set().union(*map(derive, reports))
    assert graph(store, store.iris.derived) == edges
    stated = set().union(*reports) | edges | graph(store, store.iris.own)
    assert graph(store, DEFAULT) == stated
    (row,) = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert int(row["n"].value) == len(stated)
    assert vocabulary.is_described(store.dataset)
    again = Store(store.dataset, store.iris, None)
    assert again.generation == store.generation


@pytest.fixture
def store() -> Store:
    return filled([(R1, FIRST), (R2, SECOND)])


def as_data(text: str) -> Callable[[Store], None]:
    return lambda store: run(store, text)


DATA = f"{{ <{BASE}a> <urn:p> <{BASE}b> }}"


@pytest.mark.parametrize(
    "put",
    [
        as_data(f"INSERT DATA {DATA}"),
        as_data(f"INSERT {DATA} WHERE {{}}"),
        lambda store: store.add_to_graph(DEFAULT, {NEW}),
        lambda store: store.put_graph(DEFAULT, {NEW}),
        as_data(f"INSERT DATA {{ GRAPH <urn:g> {DATA} }} ; COPY <urn:g> TO DEFAULT"),
    ],
)
@pytest.mark.parametrize(
    "take",
    [
        as_data(f"DELETE DATA {DATA}"),
        as_data("DELETE WHERE { ?s <urn:p> ?o }"),
        as_data("CLEAR DEFAULT"),
        lambda store: store.drop_graph(DEFAULT),
        lambda store: store.put_graph(DEFAULT, set()),
    ],
)
def test_users_put_into_the_default_graph_and_take_out(
    store: Store, put: Callable[[Store], None], take: Callable[[Store], None]
) -> None:
    before, generation = graph(store, DEFAULT), store.generation
    put(store)
    check(store)
    assert graph(store, DEFAULT) == before | {NEW}
    assert graph(store, store.iris.own) == {NEW}
    put_at = store.generation
    take(store)
    check(store)
    assert graph(store, DEFAULT) == before
    assert len({generation, put_at, store.generation}) == 3


def test_what_a_report_states_stays_in_the_default_graph(store: Store) -> None:
    run(
        store,
        f"DELETE DATA {{ {TOLD_ONCE} }}",
        "DELETE WHERE { ?s foaf:name ?o }",
        "CLEAR DEFAULT",
    )
    store.put_graph(DEFAULT, set())
    check(store)
    assert graph(store, DEFAULT) == graph(filled([(R1, FIRST), (R2, SECOND)]), DEFAULT)


def test_what_users_and_reports_state_stays_until_both_are_gone(store: Store) -> None:
    store.add_to_graph(DEFAULT, {TOLD_ONCE})
    store.retract(R1)
    check(store)
    assert TOLD_ONCE in graph(store, DEFAULT)
    store.drop_graph(DEFAULT)
    check(store)
    assert TOLD_ONCE not in graph(store, DEFAULT)


@pytest.mark.parametrize(
    ("write_it", "left"),
    [
        (lambda store: store.put_graph(ox.NamedNode(R1), {NEW}), {NEW}),
        (lambda store: store.add_to_graph(ox.NamedNode(R1), {NEW}), None),
        (as_data(f"DELETE WHERE {{ GRAPH <{R1}> {{ ?s foaf:name ?n }} }}"), None),
        (as_data(f"DELETE DATA {{ GRAPH <{R1}> {{ {TOLD_ONCE} . {TOLD_TWICE} }} }}"), None),
        (as_data(f"WITH <{R1}> DELETE {{ ?s a ?c }} WHERE {{ ?s a ?c }}"), None),
        (as_data("DELETE WHERE { GRAPH ?g { ?s a org:Membership } }"), None),
    ],
)
def test_what_is_written_to_a_report_holds_until_its_file_is_loaded(
    store: Store, write_it: Callable[[Store], object], left: set[ox.Triple] | None
) -> None:
    before, generation = lines(store), store.generation
    write_it(store)
    check(store)
    assert left is None or graph(store, R1) == left
    assert lines(store) != before
    assert store.put(R1, FIRST) is Change.REPLACED
    store.put(R2, SECOND)
    check(store)
    without = [line for line in lines(store) if "revision" not in line]
    assert without == before
    assert store.generation != generation


@pytest.mark.parametrize(
    "drop",
    [
        lambda store: store.drop_graph(ox.NamedNode(R1)),
        lambda store: store.put_graph(ox.NamedNode(R1), set()),
        as_data(f"DROP GRAPH <{R1}>"),
        as_data(f"CLEAR GRAPH <{R1}>"),
        as_data(f"MOVE <{R1}> TO <urn:moved>"),
        as_data(f"DELETE WHERE {{ GRAPH <{R1}> {{ ?s ?p ?o }} }}"),
    ],
)
def test_a_report_without_triples_is_none(store: Store, drop: Callable[[Store], object]) -> None:
    drop(store)
    check(store)
    assert store.reports() == [R2]
    assert graph(store, DEFAULT) == graph(filled([(R2, SECOND)]), DEFAULT)


def test_a_triple_that_only_a_users_graph_holds_is_not_of_the_default_graph(store: Store) -> None:
    store.add_to_graph(MINE, {TOLD_ONCE})
    store.retract(R1)
    check(store)
    assert TOLD_ONCE not in graph(store, DEFAULT)
    assert graph(store, MINE.value) == {TOLD_ONCE}


def test_a_graph_that_was_there_becomes_a_report(store: Store) -> None:
    new = f"{BASE}report/new"
    store.add_to_graph(ox.NamedNode(new), {NEW})
    check(store)
    assert store.put(new, said(new, "d chair m")) is Change.ADDED
    check(store)
    assert NEW not in graph(store, new) | graph(store, DEFAULT)
    many = [f"{BASE}report/many{n}" for n in range(6)]
    store.add_to_graph(ox.NamedNode(many[2]), {NEW})
    assert set(store.put_many([state(one, said(one, "d chair m")) for one in many])) == {
        Change.ADDED
    }
    check(store)
    assert NEW not in graph(store, many[2])


def test_graphs_of_users(store: Store) -> None:
    assert store.put_graph(MINE, {NEW}) is True
    generation = store.generation
    assert store.put_graph(MINE, {NEW}) is False
    assert store.generation == generation  # nothing changed
    assert store.add_to_graph(MINE, {TOLD_ONCE}) is False
    assert graph(store, "urn:mine") == {NEW, TOLD_ONCE}
    assert store.put_graph(MINE, set()) is False
    assert store.dataset.contains_named_graph(MINE)
    assert store.drop_graph(MINE) is True
    assert store.drop_graph(MINE) is False
    assert store.put_graph(MINE, set()) is True
    assert store.dataset.contains_named_graph(MINE)
    check(store)


def test_blank_nodes_stay_what_they_are(store: Store) -> None:
    """A report, the default graph and a graph of a user speak of one node, and forget it."""
    blank = ox.BlankNode()
    held = {
        ox.Triple(blank, P, ox.Literal("x")),
        ox.Triple(A, P, blank),
        ox.Triple(A, P, ox.Triple(blank, P, blank)),
    }
    for name in (MINE, ox.NamedNode(R1), DEFAULT):
        store.add_to_graph(name, held)
    check(store)
    assert held <= graph(store, R1) & graph(store, DEFAULT)
    run(store, f"DELETE DATA {{ GRAPH <{R1}> {{ {TOLD_ONCE} }} }}")
    store.put_graph(MINE, {NEW})
    store.put_graph(DEFAULT, {NEW})
    check(store)
    assert held <= graph(store, R1)
    store.put(R1, FIRST)
    check(store)
    assert not held & graph(store, DEFAULT)
    assert graph(store, "urn:mine") == {NEW}


@pytest.mark.parametrize(
    "name", [f"{BASE}graph/derived", f"{BASE}graph/loads", f"{BASE}graph/own", ONTOLOGY]
)
def test_graphs_that_the_store_keeps(store: Store, name: str) -> None:
    before = lines(store)
    for write_it in (
        lambda: store.put_graph(ox.NamedNode(name), {NEW}),
        lambda: store.drop_graph(ox.NamedNode(name)),
        lambda: run(store, f"INSERT DATA {{ GRAPH <{name}> {DATA} }}"),
        lambda: run(store, f"INSERT {{ GRAPH <{name}> {DATA} }} WHERE {{}}"),
        lambda: run(store, f"CLEAR GRAPH <{name}>"),
    ):
        with pytest.raises(KeptGraph):
            write_it()
    assert lines(store) == before


@pytest.mark.parametrize(
    "text", ["CREATE GRAPH <urn:g> ; CREATE GRAPH <urn:g>", "DROP GRAPH <urn:n>"]
)
def test_what_cannot_be_evaluated_changes_nothing(store: Store, text: str) -> None:
    before, generation = lines(store), store.generation
    with pytest.raises(Unevaluated):
        run(store, "INSERT { <urn:a> <urn:b> 1 } WHERE {} ;" + text)
    assert (lines(store), store.generation) == (before, generation)


def test_all_can_be_cleared(store: Store) -> None:
    run(store, f"INSERT DATA {DATA}", "DROP ALL")
    check(store)
    assert [line for line in lines(store) if "revision" not in line] == []


def test_what_was_written_is_found_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        store.put(R1, FIRST)
        run(store, f"INSERT DATA {DATA}", f"WITH <{R1}> DELETE {{ ?s a ?c }} WHERE {{ ?s a ?c }}")
        before, generation = lines(store), store.generation
        check(store)
    with Store.open(tmp_path / "s") as store:
        assert (lines(store), store.generation) == (before, generation)
        check(store)


SAME = [
    "DELETE WHERE { ?s foaf:name ?o }",
    f"DELETE WHERE {{ GRAPH <{R1}> {{ ?s foaf:name ?o . ?s ?p ?o . }} ?s ?q ?o }}",
    f"DELETE {{ ?s a ?c . GRAPH <{R1}> {{ ?s a ?c . }} . }} WHERE {{ ?s a ?c }}",
    f"WITH <{R1}> DELETE {{ ?s a ?c }} INSERT {{ ?s <urn:was> ?c }} WHERE {{ ?s a ?c }}",
    f"WITH <{R1}> INSERT {{ ?s <urn:of> ?g }} WHERE {{ ?s a ?c GRAPH ?g {{ ?s a ?c }} }}",
    f"WITH <urn:mine> INSERT {{ ?s a ?c }} USING <{R1}> USING <{R2}> WHERE {{ ?s a ?c }}",
    f"INSERT {{ ?s <urn:in> ?g }} USING NAMED <{R1}> WHERE {{ GRAPH ?g {{ ?s a ?c }} }}",
    "INSERT { ?s <urn:l> ?n . GRAPH <urn:mine> { ?n ?n ?n } ?s <urn:l> 1. } WHERE { ?s a ?n }",
    "INSERT { GRAPH ct:g { ?s a ?c ; <p> 'FROM' # }\n } } WHERE { ?s a ?c FILTER(?s != <x>) }",
    f"PREFIX n: <{NAME.value}> DELETE {{ ?s n: ?n }} INSERT {{ ?s n: 'z' }} WHERE {{ ?s n: ?n }}",
    "DELETE { ?s ?p ?o } INSERT {} WHERE { ?s ?p ?o FILTER(isLiteral(?o)) }",
    "INSERT {} WHERE {}",
]


@pytest.mark.parametrize("text", SAME)
def test_what_is_told_before_is_what_is_done(text: str) -> None:
    """An update that is told quad by quad ends as one after which the whole store is settled."""
    asked = update(text)
    assert asked.modify is not None
    ends = []
    for one in (asked, Update(asked.text, asked.reach, base=asked.base)):
        store = filled([(R1, FIRST), (R2, SECOND)])
        store.add_to_graph(MINE, {NEW})
        store.add_to_graph(DEFAULT, {NEW})
        store.update(one)
        check(store)
        ends.append([line for line in lines(store) if store.iris.loads not in line])
    assert ends[0] == ends[1]


def test_too_many_changes_are_not_told(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setattr(told, "_MANY", 3)
    run(store, "INSERT { GRAPH <urn:mine> { ?s ?p ?o } } WHERE { ?s ?p ?o }")
    check(store)
    assert len(graph(store, "urn:mine")) == len(graph(store, DEFAULT)) > 3


@pytest.mark.parametrize("part", ["?s <urn:q> _:b", "GRAPH <urn:g> { ?s <urn:q> _:b }"])
def test_a_blank_node_is_one_in_all_that_is_inserted(store: Store, part: str) -> None:
    run(store, f"INSERT {{ ?s <urn:p> _:b . {part} }} WHERE {{ ?s foaf:name 'a' }}")
    check(store)
    (row,) = store.select(
        "SELECT (COUNT(*) AS ?n) { ?s <urn:p> ?b { ?s <urn:q> ?b } UNION "
        "{ GRAPH <urn:g> { ?s <urn:q> ?b } } }"
    )
    assert row["n"].value == "1"


TEXTS = st.sampled_from(
    [
        f"INSERT DATA {DATA}",
        f"DELETE DATA {DATA}",
        f"INSERT DATA {{ {TOLD_ONCE} }}",
        f"DELETE DATA {{ {TOLD_ONCE} }}",
        f"INSERT DATA {{ GRAPH <{R1}> {DATA} GRAPH <urn:mine> {DATA} }}",
        f"DELETE DATA {{ GRAPH <{R1}> {{ {TOLD_TWICE} }} }} ; INSERT DATA {{ {TOLD_TWICE} }}",
        *SAME,
        "DELETE { ?s a ?c } INSERT { ?s <urn:was> ?c } WHERE { ?s a ?c }",
        "DELETE { GRAPH ?g { ?s ct:part ?c } } WHERE { GRAPH ?g { ?s ct:part ?c } }",
        "INSERT { GRAPH ?g { ?s <urn:seen> 1 } } WHERE { GRAPH ?g { ?s ct:part ?c } }",
        "INSERT { GRAPH <urn:mine> { ?s a ?o } } WHERE { ?s a ?o }",
        f"COPY <{R2}> TO <{R1}>",
        f"MOVE <urn:mine> TO <{R2}>",
        "ADD <urn:mine> TO DEFAULT",
        "CLEAR DEFAULT",
        "DROP NAMED",
        f"INSERT {{ ?s <urn:n> _:b }} WHERE {{ GRAPH <{R1}> {{ ?s a ?c }} }}",
        "INSERT { [] <urn:n> ?s . GRAPH ?g { ?s <urn:n> [] } } WHERE { GRAPH ?g { ?s a ?c } }",
    ]
)
STEPS = st.one_of(
    TEXTS.map(lambda text: ("update", text)),
    st.tuples(st.sampled_from(["load", "retract", "put", "drop"]), st.sampled_from([R1, R2])),
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=60)
@given(st.lists(STEPS, max_size=6))
@example([("retract", R1), ("put", R1), ("load", R1)])
def test_any_history_leaves_the_store_in_step(history: list[tuple[str, str]]) -> None:
    store = filled([(R1, FIRST), (R2, SECOND)])
    for kind, what in history:
        if kind == "update":
            try:
                run(store, what)
            except Unevaluated:
                continue  # the graph to be copied is not there
        elif kind == "load":
            store.put(what, FIRST if what == R1 else SECOND)
        elif kind == "retract":
            store.retract(what)
        elif kind == "put":
            store.put_graph(ox.NamedNode(what), {NEW, TOLD_ONCE})
        else:
            store.drop_graph(DEFAULT)
        check(store)


def test_settling_changes_nothing_where_nothing_changed(store: Store) -> None:
    store.add_to_graph(DEFAULT, {NEW})
    before = [line for line in lines(store) if store.iris.loads not in line]
    store.update(Update("INSERT {} WHERE {}", EVERYTHING, base="http://here.example/"))
    check(store)
    assert [line for line in lines(store) if store.iris.loads not in line] == before


def test_a_change_with_all_that_it_can_hold() -> None:
    dataset = ox.Store()
    blank = ox.BlankNode()
    first = [ox.Quad(blank, P, blank, MINE), ox.Quad(A, P, B, MINE), ox.Quad(blank, P, A)]
    write(dataset, Delta(add=first))
    second = [ox.Quad(blank, P, B), ox.Quad(B, P, blank, MINE), ox.Quad(B, P, A)]
    write(dataset, Delta(first, second, make=[B]))
    assert set(dataset) == set(second)
    assert dataset.contains_named_graph(B)
    write(dataset, Delta(second[1:2], drop=[MINE]))
    assert not dataset.contains_named_graph(MINE)

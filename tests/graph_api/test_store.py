"""The store: one transaction a report, the same graph whatever the order, clear errors.

Reports are made of a few quads in the shape that `loaders.triples` writes; each says that a person
took a part in a meeting and held a post, so that reports share things and edges are derived.
"""

import itertools
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.store import Change, Store, StoreError, vocabulary
from ontology.derive import rules
from ontology.terms import BASE, ONTOLOGY, expand, sparql_prefixes

R1, R2, R3 = (f"{BASE}report/r{n}" for n in (1, 2, 3))
P = sparql_prefixes()


def said(report: str, *facts: str) -> str:
    """The N-Quads of a report: a fact is `person part meeting` or `person post body`."""
    lines = {f'<{report}> <{expand("dcterms:identifier")}> "x\\n{report[-1]}"'}
    for fact in facts:
        who, word, at = fact.split()
        person, where = f"<{BASE}{who}>", f"<{BASE}{at}>"
        if word == "post":
            node = f"<{BASE}post/{fact.replace(' ', '-')}>"
            ends = ("org:Membership", "org:member", "org:organization")
        else:
            node = f"<{BASE}participation/{fact.replace(' ', '-')}>"
            ends = ("ct:Participation", "ct:participant", "ct:meeting")
            lines.add(f"{node} <{expand('ct:part')}> <{expand('ct:part-' + word)}>")
        lines.add(f"{node} <{expand('rdf:type')}> <{expand(ends[0])}>")
        lines.add(f"{node} <{expand(ends[1])}> {person}")
        lines.add(f"{node} <{expand(ends[2])}> {where}")
        lines.add(f'{person} <{expand("foaf:name")}> "{who}"')
    return "".join(f"{line} <{report}> .\n" for line in sorted(lines))


FIRST = said(R1, "a chair m", "a post o", "b attend m")
SECOND = said(R2, "a chair m", "c speak m", "a post p")
THIRD = said(R3, "c post o", "b attend n")


def lines(store: Store) -> list[str]:
    """All quads but those of the vocabulary, sorted."""
    graphs = [ox.DefaultGraph(), *store.dataset.named_graphs()]
    graphs.remove(vocabulary.GRAPH)
    quads = (store.dataset.quads_for_pattern(None, None, None, graph) for graph in graphs)
    return sorted(str(quad) for graph in quads for quad in graph)


def triples(store: Store, graph: ox.NamedNode | ox.DefaultGraph) -> set[ox.Triple]:
    return {quad.triple for quad in store.dataset.quads_for_pattern(None, None, None, graph)}


def edges(store: Store) -> set[str]:
    """The derived edges as `a chaired m`, which must be in the default graph too."""
    derived = triples(store, ox.NamedNode(store.iris.derived))
    assert derived <= triples(store, ox.DefaultGraph())
    return {" ".join(re.findall(r"[^/#]+(?=>)", str(edge))) for edge in derived}


def filled(reports: Iterable[tuple[str, str]]) -> Store:
    store = Store.open()
    for report, quads in reports:
        store.put(report, quads)
    return store


def test_a_report_is_loaded_once() -> None:
    store = Store.open()
    assert store.put(R1, FIRST) is Change.ADDED
    before, generation = lines(store), store.generation
    assert store.put(R1, FIRST) is Change.UNCHANGED
    assert (lines(store), store.generation) == (before, generation)
    assert store.reports() == [R1]


@pytest.mark.parametrize(
    "order", list(itertools.permutations([(R1, FIRST), (R2, SECOND), (R3, THIRD)]))
)
def test_the_order_of_loading_changes_nothing(order: tuple[tuple[str, str], ...]) -> None:
    store, other = filled(order), filled([(R1, FIRST), (R2, SECOND), (R3, THIRD)])
    assert lines(store) == lines(other)
    assert store.generation == other.generation


def test_the_default_graph_holds_each_triple_once() -> None:
    store = filled([(R1, FIRST), (R2, SECOND)])
    (row,) = store.select(f"{P} SELECT (COUNT(*) AS ?n) {{ ?p foaf:name 'a' }}")
    assert row["n"].value == "1"


def test_the_graphs_tell_who_says_it() -> None:
    store = filled([(R1, FIRST), (R2, SECOND)])
    found = store.select(f"{P} SELECT ?r {{ GRAPH ?r {{ ?x ct:part ct:part-chair }} }} ORDER BY ?r")
    assert [row["r"].value for row in found] == [R1, R2]


def test_edges_are_derived() -> None:
    assert edges(filled([(R1, FIRST), (R2, SECOND)])) == {
        "a chaired m",
        "b attended m",
        "c spokeAt m",
        "a heldPostIn o",
        "a heldPostIn p",
    }


@pytest.mark.parametrize(
    ("changed", "gone", "come"),
    [
        # what another report says too stays
        (said(R1, "b attend m"), {"a heldPostIn o"}, set()),
        # what it says now comes, what it said alone goes
        (said(R1, "a chair m", "b attend n"), {"a heldPostIn o", "b attended m"}, {"b attended n"}),
        # only more
        (said(R1, "a chair m", "a post o", "b attend m", "d open m"), set(), {"d opened m"}),
        # nothing left
        (said(R1), {"a heldPostIn o", "b attended m"}, set()),
    ],
)
def test_a_changed_report_replaces_what_it_said(
    changed: str, gone: set[str], come: set[str]
) -> None:
    store = filled([(R1, FIRST), (R2, SECOND)])
    before = edges(store)
    assert store.put(R1, changed) is Change.REPLACED
    assert edges(store) == before - gone | come
    assert lines(store) == lines(filled([(R2, SECOND), (R1, changed)]))


def test_an_edge_stays_while_another_node_gives_it() -> None:
    """Two posts of one person in one body are two nodes and one edge."""
    other = said(R2, "a post o").replace("post/a-post-o", "post/another")
    store = filled([(R1, FIRST), (R2, other)])
    store.retract(R1)
    assert edges(store) == {"a heldPostIn o"}
    store.retract(R2)
    assert edges(store) == set()


def test_retracting_removes_only_what_it_said_alone() -> None:
    store = filled([(R1, FIRST), (R2, SECOND), (R3, THIRD)])
    assert store.retract(R2) is Change.REMOVED
    assert lines(store) == lines(filled([(R1, FIRST), (R3, THIRD)]))
    assert R2 not in store
    assert store.retract(R2) is Change.UNCHANGED
    assert ox.NamedNode(R2) not in set(store.dataset.named_graphs())
    store.retract(R1)
    store.retract(R3)
    assert lines(store) == []
    assert store.generation == Store.open().generation


FACTS = st.sets(
    st.builds(
        lambda person, what, where: f"{person} {what} {where}",
        st.sampled_from("ab"),
        st.sampled_from(["chair", "attend", "post"]),
        st.sampled_from("mn"),
    ),
    max_size=5,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(st.tuples(st.sampled_from([R1, R2, R3]), st.none() | FACTS), max_size=8))
def test_any_history_ends_as_if_loaded_once(history: list[tuple[str, set[str] | None]]) -> None:
    store, last = Store.open(), dict[str, str]()
    for report, facts in history:
        if facts is None:
            store.retract(report)
            last.pop(report, None)
        else:
            last[report] = said(report, *facts)
            store.put(report, last[report])
    fresh = filled(last.items())
    assert lines(store) == lines(fresh)
    assert store.generation == fresh.generation
    assert store.reports() == sorted(last)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_can_be_replaced_and_removed(text: str) -> None:
    """Removal goes through SPARQL text, where escapes are read twice."""
    store = Store.open()
    node = ox.NamedNode(f"{BASE}x")
    quad = ox.Quad(node, node, ox.Literal(text), ox.NamedNode(R1))
    store.put(R1, f"{quad} .\n")
    store.put(R1, said(R1))
    assert lines(store) == lines(filled([(R1, said(R1))]))
    store.put(R1, f"{quad} .\n")
    assert [q.object for q in store.graph(R1)] == [ox.Literal(text)]


def test_counts() -> None:
    store = filled([(R1, FIRST)])
    assert store.counts() == {"ct:Participation": 2, "org:Membership": 1}


def test_a_query_of_another_form_has_no_solutions() -> None:
    with pytest.raises(TypeError, match="SELECT"):
        Store.open().select("ASK {}")


def test_who_read_it_is_kept_beside() -> None:
    store = Store.open()
    store.put(R1, FIRST, read_by="chithi 0.1.0")
    found = store.select(f"{P} SELECT ?by {{ GRAPH ?g {{ <{R1}> ct:readBy ?by }} }}")
    assert [row["by"].value for row in found] == ["chithi 0.1.0"]


@pytest.mark.parametrize(
    ("quads", "message"),
    [
        (f"<{R1}> <{BASE}p> <{BASE}o> <{R2}> .\n", "another graph"),
        (f"<{R1}> <{BASE}p> _:b <{R1}> .\n", "blank node"),
        (f"<{R1}> <{BASE}p> <{R1}> .\nx", "N-Quads"),
    ],
)
def test_wrong_quads_leave_the_store_as_it_was(quads: str, message: str) -> None:
    store = filled([(R1, FIRST)])
    before = lines(store)
    with pytest.raises(StoreError, match=message):
        store.put(R1, quads)
    assert lines(store) == before


# -- on disk ------------------------------------------------------------------------------------


def test_a_store_is_found_again(tmp_path: Path) -> None:
    with Store.open(tmp_path / "deep" / "store") as store:
        store.put(R1, FIRST)
        before, generation = lines(store), store.generation
    with Store.open(tmp_path / "deep" / "store", create=False) as again:
        assert lines(again) == before
        assert again.generation == generation


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = Store.open(tmp_path / "s")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.reports()


def test_a_store_keeps_its_base(tmp_path: Path) -> None:
    Store.open(tmp_path / "s", base="http://example.org/").close()
    with Store.open(tmp_path / "s") as store:
        assert store.iris.base == "http://example.org/"
    with pytest.raises(StoreError, match="base IRI"):
        Store.open(tmp_path / "s", base="http://other.example/")


def a_file(path: Path) -> None:
    path.write_text("x")


def something_else(path: Path) -> None:
    path.mkdir()
    (path / "thesis.docx").write_text("x")


def newer(path: Path) -> None:
    path.mkdir()
    (path / "chithi.json").write_text(json.dumps({"format": 99, "base": BASE}))


def older(path: Path) -> None:
    path.mkdir()
    (path / "chithi.json").write_text(json.dumps({"format": 0, "base": BASE}))


def unreadable(path: Path) -> None:
    path.mkdir()
    (path / "chithi.json").write_text("[]")


def damaged(path: Path) -> None:
    Store.open(path).close()
    (path / "quads" / "CURRENT").write_text("junk")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (a_file, "a folder is needed"),
        (something_else, "choose another folder"),
        (newer, "install a newer chithi"),
        (older, "load the reports anew"),
        (unreadable, "cannot be read"),
        (damaged, "damaged"),
    ],
)
def test_a_folder_that_is_no_store(tmp_path: Path, make: object, message: str) -> None:
    path = tmp_path / "s"
    assert callable(make)
    make(path)
    with pytest.raises(StoreError, match=message) as raised:
        Store.open(path)
    assert str(path) in str(raised.value)


def test_reading_a_store_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        Store.open(tmp_path / "s", create=False)
    assert not (tmp_path / "s").exists()


def in_a_process(code: str, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, check=True, timeout=60,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    return done.stdout.strip()


def test_a_store_in_use_by_another_process(tmp_path: Path) -> None:
    code = """
import sys
from graph_api.store import Store, StoreError
try:
    Store.open(sys.argv[1])
except StoreError as error:
    print(error)
"""
    with Store.open(tmp_path / "s"):
        assert "in use by another process" in in_a_process(code, str(tmp_path / "s"))
    assert in_a_process(code, str(tmp_path / "s")) == ""


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path: Path) -> None:
    """A limit on the size of files stands for the full disk: writing fails in the same place."""
    code = """
import resource, sys
from graph_api.store import Store, StoreError
store = Store.open(sys.argv[1])
base, done = store.iris.base, 0
try:
    for n in range(1000):
        report = f"{base}report/r{n}"
        resource.setrlimit(resource.RLIMIT_FSIZE, (4_000_000, resource.RLIM_INFINITY))
        store.put(report, "".join(f'<{base}s{i}> <{base}p> "{i}-{n}" <{report}> .\\n'
                                  for i in range(100)))
        done += 1
except StoreError as error:
    print(done, error)
"""
    done, _, message = in_a_process(code, str(tmp_path / "s")).partition(" ")
    assert "the disk is full" in message
    with Store.open(tmp_path / "s") as store:
        assert len(store.reports()) == int(done) > 0
        for report in store.reports():
            assert len(list(store.graph(report))) == 100
        (row,) = store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
        assert int(row["n"].value) == 100 * int(done)


def test_the_vocabulary_can_be_asked() -> None:
    store = Store.open()
    (row,) = store.select(
        f"{P} SELECT ?label {{ GRAPH <{ONTOLOGY}> {{ ct:part-chair skos:prefLabel ?label }} "
        "FILTER(LANG(?label) = 'vi') }"
    )
    assert row["label"].value == "chủ trì"
    assert not list(store.select("SELECT * { ?s ?p ?o }"))


def test_the_vocabulary_does_not_keep_what_reports_said() -> None:
    """`ct:part-chair skos:notation "chair"` stands in both."""
    notation = f'<{expand("ct:part-chair")}> <{expand("skos:notation")}> "chair" <{R1}> .\n'
    store = filled([(R1, notation)])
    store.retract(R1)
    assert lines(store) == []


def test_an_older_vocabulary_is_replaced(tmp_path: Path) -> None:
    with Store.open(tmp_path / "s") as store:
        now = set(store.graph(ONTOLOGY))
        checksum = ox.NamedNode(expand("ct:graphChecksum"))
        (mark,) = store.dataset.quads_for_pattern(None, checksum, None, vocabulary.GRAPH)
        store.dataset.remove(mark)
        store.dataset.add(ox.Quad(vocabulary.GRAPH, checksum, ox.Literal("old"), vocabulary.GRAPH))
    with Store.open(tmp_path / "s") as store:
        assert {mark} == set(store.dataset.quads_for_pattern(None, checksum, None))
        assert len(set(store.graph(ONTOLOGY))) == len(now)


def test_the_rules_of_derivation_are_told_apart() -> None:
    assert len({rule.id for rule in rules()}) == len(rules()) > 10

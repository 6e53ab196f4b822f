"""SPARQL updates as text: what is refused, what is told of errors, the dataset of a request."""

from contextlib import suppress

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.errors import Problem
from graph_api.guard import refused, refused_update
from graph_api.store.reach import EVERYTHING, Reach, Update
from graph_api.update_text import NO_DATASET, Using, read
from ontology.terms import PREFIXES
from tests.graph_api.test_sparql import Listener, listener

__all__ = ["listener"]  # a fixture

BASE = "http://here.example/update"
ALLOWED = "http://allowed.example/sparql"


def readable(text: str, using: Using = NO_DATASET) -> Update:
    return read(text, base=BASE, prefixes=PREFIXES, using=using)


@pytest.mark.parametrize(
    ("update", "keyword"),
    [
        ("LOAD <http://x/>", "LOAD"),
        ("load silent <http://x/> into graph <urn:g>", "LOAD"),
        ("LOADSILENT<http://x/>", "LOAD"),
        ("PREFIX x: <http://x/> LOADx:y", "LOAD"),
        ("PREFIX : <http://x/> LOAD:y", "LOAD"),
        ("PREFIX x: <http://x/>LOADSILENTx:y", "LOAD"),
        ("CLEAR ALL;LOAD <http://x/>", "LOAD"),
        ("INSERT DATA { <urn:a> <urn:b> 'x' } ; LOADx:y INTO GRAPH <urn:g>", "LOAD"),
        ("INSERT {} WHERE { FILTER(1<2#>'''\n) } ; PREFIX x: <urn:x> LOADx:y # '''", "LOAD"),
        ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://x/> { ?s ?p ?o } }", "SERVICE"),
        ("DELETE WHERE { ?s ?p ?o } ; INSERT {} WHERE { SERVICE ?s {} }", "SERVICE"),
        (f"INSERT {{}} WHERE {{ SERVICE <{ALLOWED}> {{ SERVICE <http://x/> {{}} }} }}", "SERVICE"),
        (f"INSERT {{}} WHERE {{ SERVICE <{ALLOWED}> {{}} }}", None),
        ("INSERT DATA { <urn:a> <urn:b> 'LOAD <http://x/>' }", None),
        ("INSERT DATA { <urn:a> <urn:b> '''\n; LOAD <http://x/>''' }", None),
        ("CLEAR ALL # ; LOAD <http://x/>", None),
        ("INSERT DATA { <http://x/LOAD> <urn:SERVICE> 'x'@load }", None),
        ("PREFIX load: <urn:l> INSERT DATA { load:a load:b load:c ; load:d load:e }", None),
        ("PREFIX load: <urn:l> WITH load:g DELETE { ?load load:a ?service } WHERE {}", None),
        ("PREFIX load: <urn:l> COPY load:a TO load:b ; MOVE SILENT GRAPH load:a TO load:b", None),
        ("INSERT { ?s ?p ?o } WHERE { ?s ?p ?o } ; CLEAR GRAPH <urn:x>", None),
    ],
)
def test_what_calls_others_is_refused(update: str, keyword: str | None) -> None:
    assert refused_update(update, {ALLOWED}) == keyword


@pytest.mark.parametrize(
    ("query", "keyword"),
    [
        (f"SELECT * {{ SERVICE <{ALLOWED}> {{ ?s ?p ?o }} }}", None),
        (f"SELECT * {{ service silent # c\n <{ALLOWED}> {{ ?s ?p ?o }} }}", None),
        (f"SELECT * {{ SERVICE <{ALLOWED}#a> {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"SELECT * {{ SERVICE <{ALLOWED}/> {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"SELECT * {{ ?s ?p true SERVICE<{ALLOWED}> {{ ?s ?p ?o }} }}", None),
        (f"SELECT * {{ ?s ?p trueSERVICE<{ALLOWED}> {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"BIND(<{ALLOWED}> AS ?e) SERVICE ?e {{}}", "SERVICE"),
        (f"PREFIX a: <{ALLOWED}> SELECT * {{ SERVICE a: {{ ?s ?p ?o }} }}", "SERVICE"),
        (f"SELECT * {{ SERVICE <{ALLOWED}> {{ ?s ?p ?o SERVICE <http://x> {{}} }} }}", "SERVICE"),
        (f"SELECT * {{ SERVICE SILENT SILENT SILENT <{ALLOWED}> {{}} }}", "SERVICE"),
        ("SELECT * { SERVICE", "SERVICE"),
        ("SELECT * { SERVICE <../allowed.example/sparql> {} }", "SERVICE"),
    ],
)
def test_allowed_endpoints_may_be_called(query: str, keyword: str | None) -> None:
    assert refused(query, {ALLOWED}) == keyword


WORDS = st.sampled_from(
    ["LOAD <http://x/>", "SERVICE <http://x/> {}", "; USING <urn:g>", "WHERE {"]
)
PLACES = st.sampled_from(
    ["'{}'", '"{}"', "'''a'{}'''", '"""\n{}"""', "1 # {}\n", "'\\'{}'", "'a' # \" '''{}\n"]
)


@given(WORDS, PLACES)
def test_words_in_strings_and_comments_are_left_alone(word: str, place: str) -> None:
    value = place.replace("{}", word)
    text = f"INSERT {{ GRAPH <urn:t> {{ <urn:s> <urn:p> {value} }} }} WHERE {{ ?s ?p {value} }}"
    assert refused_update(text) is None
    bound = readable(text, Using(("urn:g",))).text
    assert bound == text.replace("} } WHERE", "} }  USING <urn:g> WHERE")


# Pieces of updates, of which many are well formed; whatever passes must call nobody.
START = st.sampled_from(
    ["", "CLEAR ALL;", "CLEAR ALL ; ", "INSERT {} WHERE { FILTER(1<2#>'''\n) } ;", "# ;\n", "# '",
     "INSERT DATA { <urn:a> <urn:b> '''", "INSERT {} WHERE { ?s ?p ?o FILTER(?s<x:b#>'\n) } ;",
     "INSERT {} WHERE { FILTER(1<x:b#>}\n) } ;", "INSERT {} WHERE { FILTER(1<x:b#>{{\n) } ;"]
)  # fmt: skip
CALL = st.sampled_from(
    ["LOAD", "LOAD ", "LOAD SILENT ", "LOADSILENT", "load", "INSERT {} WHERE { SERVICE ", "COPY "]
)
AT = st.sampled_from(["<URL>", "x:y", ":y", "#\n<URL>"])
END = st.sampled_from(["", " INTO GRAPH <urn:g>", "{} }", " #'''", "''' }", ";", " TO <urn:g>"])


@given(st.lists(START, max_size=3), CALL, AT, END)
def test_nothing_that_passes_calls_another_server(
    listener: str, before: list[str], call: str, at: str, end: str
) -> None:
    text = "PREFIX x: <URL> PREFIX : <URL> " + "".join((*before, call, at, end))
    text = text.replace("URL", listener)
    if refused_update(text) is None:
        store = ox.Store()
        store.add(ox.Quad(*(ox.NamedNode("urn:s"),) * 3))
        with suppress(SyntaxError, RuntimeError, OSError):
            store.update(text)
    assert Listener.calls == 0


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("CLEAR XYZ", 1, 10),
        ("CLEAR ALL ;\n  CLEAR\n", 3, 1),
        ("PREFIX a: <urn:a>\nINSERT DATA { a:x a:y }", 2, 23),
        ("PREFIX a: <urn:a> # đ\n  INSERT DATA { a:x 'đđ' a:y }", 2, 22),
        ("CLEAR ALL ; PREFIX a: <urn:a>\nINSERT DATA { a:x b:y 1 }", 2, 22),
        ("PREFIX a: <a b> CLEAR ALL", 1, 7),
        ("BASE <http://a/>\nPREFIX b: <http://[> CLEAR ALL", 2, 21),
        ("  ", 1, 1),
        ("SELECT * {}", 1, 7),
    ],
)
def test_a_syntax_error_tells_its_place(text: str, line: int, column: int) -> None:
    with pytest.raises(Problem) as raised:
        readable(text)
    problem = raised.value
    assert (problem.status, problem.extra["parameter"]) == (400, "update")
    assert (problem.extra.get("line"), problem.extra.get("column")) == (line, column)


@pytest.mark.parametrize(
    "text",
    [
        "PREFIX a: <urn:a> CLEAR ALL ; PREFIX a: <urn:b> CLEAR ALL",
        "CLEAR ALL ; BASE <http://a/> CLEAR ALL",
        "CLEAR ALL ; PREFIX foaf: <urn:other> CLEAR ALL",
    ],
)
def test_declarations_keep_their_meaning(text: str) -> None:
    with pytest.raises(Problem, match="BASE or PREFIX"):
        readable(text)


def test_declarations_may_stand_before_every_operation() -> None:
    """SPARQL 1.1 has them there; Oxigraph only before the first."""
    update = readable(
        "PREFIX a: <urn:a:>\nINSERT DATA { a:s a:p 1 } ;\nPREFIX b: <urn:b:> "
        "DELETE { b:s a:p ?o } WHERE { b:s a:p ?o } ; PREFIX a: <urn:a:> CLEAR SILENT GRAPH a:g"
    )
    ox.Store().update(update.text)
    assert update.reach == Reach(puts=True, takes=True, graphs=frozenset({"urn:a:g"}))


G, H = Using(("urn:g",)), Using(("urn:g", "urn:h"), ("urn:n",))
CLAUSES = "USING <urn:g> USING <urn:h> USING NAMED <urn:n>"


@pytest.mark.parametrize(
    ("using", "text", "expected"),
    [
        (G, "INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }",
         "INSERT { ?s ?p 1 }  USING <urn:g> WHERE { ?s ?p ?o }"),
        (H, "DELETE { ?s ?p 1 } INSERT { ?s ?p 2 } WHERE { ?s ?p ?o }",
         f"DELETE {{ ?s ?p 1 }} INSERT {{ ?s ?p 2 }}  {CLAUSES} WHERE {{ ?s ?p ?o }}"),
        (G, "DELETE { ?s ?p 1 } WHERE { ?s ?p ?o }",
         "DELETE { ?s ?p 1 }  USING <urn:g> WHERE { ?s ?p ?o }"),
        (G, "DELETE WHERE { ?s ?p ?o # }\n }",
         "DELETE { ?s ?p ?o # }\n } USING <urn:g> WHERE { ?s ?p ?o # }\n }"),
        (G, "INSERT DATA { <urn:using> <urn:where> 'WITH' } ; CLEAR ALL",
         "INSERT DATA { <urn:using> <urn:where> 'WITH' } ; CLEAR ALL"),
        (G, "CLEAR ALL;INSERT{}WHERE{};",
         "CLEAR ALL;INSERT{} USING <urn:g> WHERE{}"),
    ],
)  # fmt: skip
def test_the_dataset_of_the_request(using: Using, text: str, expected: str) -> None:
    assert readable(text, using).text == expected
    ox.Store().update(expected)


@pytest.mark.parametrize(
    "text",
    [
        "WITH <urn:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "DELETE { ?s ?p ?o } USING <urn:g> WHERE { ?s ?p ?o }",
        "CLEAR ALL ; INSERT { ?s ?p ?o } USING NAMED <urn:g> WHERE { ?s ?p ?o }",
        "DELETEWHERE{ ?s ?p ?o }",
    ],
)
def test_two_datasets_are_a_conflict(text: str) -> None:
    readable(text)
    with pytest.raises(Problem) as raised:
        readable(text, G)
    assert (raised.value.status, raised.value.extra["parameter"]) == (400, "using-graph-uri")


def graphs(*iris: str) -> Reach:
    return Reach(graphs=frozenset(iris))


ANY = Reach(graphs=None)
PUTS, TAKES = Reach(puts=True), Reach(takes=True)


@pytest.mark.parametrize(
    ("text", "reach"),
    [
        ("", None),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", PUTS),
        ("DELETE DATA { <urn:a> <urn:b> 1 . }", TAKES),
        ("INSERT DATA { . }", None),
        ("INSERT DATA { GRAPH <urn:g> { <urn:a> <urn:b> 1 } }", graphs("urn:g")),
        ("INSERT DATA { GRAPH <urn:g> {} <urn:a> <urn:b> 1 }", graphs("urn:g") | PUTS),
        ("INSERT DATA { GRAPH foaf:g { <urn:a> <urn:b> 1 } }",
         graphs("http://xmlns.com/foaf/0.1/g")),
        ("INSERT DATA { GRAPH <g> { <urn:a> <urn:b> 1 } }", ANY),
        ("INSERT DATA { GRAPH <http://a/../b> { <urn:a> <urn:b> 1 } }", ANY),
        ("INSERT DATA { GRAPH <urn:\\u0067> { <urn:a> <urn:b> 1 } }", ANY),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", ANY),
        ("DELETE WHERE { ?s ?p ?o }", TAKES),
        ("DELETE { ?s ?p ?o } INSERT { GRAPH <urn:g> { ?s ?p 1 } } WHERE { GRAPH ?h { ?s ?p ?o } }",
         TAKES | graphs("urn:g")),
        ("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", PUTS),
        ("DELETE { GRAPH <urn:g> { ?s ?p 1 } } WHERE { ?s ?p ?o }", graphs("urn:g")),
        ("WITH <urn:w> DELETE { ?s ?p ?o } INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }", graphs("urn:w")),
        ("WITH <urn:w> DELETE { ?s ?p ?o GRAPH <urn:g> { ?s ?p ?o } } WHERE { ?s ?p ?o }",
         graphs("urn:g", "urn:w")),
        ("CLEAR DEFAULT", TAKES),
        ("CLEAR SILENT GRAPH <urn:g> ; CREATE GRAPH <urn:h>", graphs("urn:g", "urn:h")),
        ("DROP NAMED", ANY),
        ("DROP ALL", ANY | TAKES),
        ("ADD <urn:a> TO <urn:b>", graphs("urn:b")),
        ("MOVE GRAPH <urn:a> TO GRAPH <urn:b>", graphs("urn:a", "urn:b")),
        ("COPY <urn:a> TO DEFAULT", PUTS | TAKES),
        ("MOVE SILENT DEFAULT TO <urn:b>", TAKES | graphs("urn:b")),
        ("CLEARALL", EVERYTHING),
        ("INSERTDATA{<urn:a> <urn:b> 1}", EVERYTHING),
        ("INSERT {} WHERE { FILTER(1<2#>\n) }", None),
        ("INSERT {} WHERE { BIND(1 AS ?x) FILTER(?x<?x#>\n) }", EVERYTHING),
    ],
)  # fmt: skip
def test_what_an_update_may_change(text: str, reach: Reach | None) -> None:
    if text in {"", "INSERT DATA { . }"}:
        with pytest.raises(Problem):
            readable(text)
    else:
        assert readable(text).reach == (reach or EVERYTHING)


def test_data_alone_are_taken_apart() -> None:
    update = readable(
        "PREFIX a: <urn:> INSERT DATA { a:s a:p 1 } ; INSERT DATA { a:s a:p 2 } ;\n"
        "PREFIX b: <urn:> DELETE DATA { GRAPH b:g { b:s a:p 3 } }"
    )
    assert [one.insert for one in update.data] == [True, False]
    found = []
    for one in update.data:
        store = ox.Store()
        store.update(one.text)
        found.append(sorted(map(str, store)))
    integer = "http://www.w3.org/2001/XMLSchema#integer"
    said = [f'<urn:s> <urn:p> "{n}"^^<{integer}>' for n in (1, 2, 3)]
    assert found == [said[:2], [f"{said[2]} <urn:g>"]]

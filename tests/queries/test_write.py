"""Answers on paper: each format, read back by something that knows it."""

import csv
import io
import json

import pyoxigraph as ox
import pytest

from queries.run import ask
from queries.write import Format, FormatError, formats, plain_table, write, written

ONE = {"organisation": "Viện Luyện kim Sông Trà"}


def test_csv_is_rfc_4180(small_store: ox.Store) -> None:
    text = written(ask(small_store, "awards", {"report": "tong-ket-2020"}), Format.CSV).decode()
    assert text.startswith("report,award,recipient,count,start,end,recipient_iri\r\n")
    assert text.endswith("\r\n")
    assert '"ông ""Tư"""' in text


def test_csv_keeps_the_text_of_a_report(small_store: ox.Store) -> None:
    text = written(ask(small_store, "reports"), Format.CSV).decode()
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    kept = {row[0]: row[4] for row in ask(small_store, "reports").rows()}
    assert {row["report"]: row["text"] for row in rows} == kept
    assert "\n" in kept["so-ket-2020"]


def test_json_is_sparql_results(small_store: ox.Store) -> None:
    answer = json.loads(written(ask(small_store, "figures"), Format.JSON))
    assert answer["head"]["vars"][:2] == ["report", "value"]
    first = answer["results"]["bindings"][0]
    assert first["value"]["value"] == "30.5"
    assert "qualifier" not in first  # no value, no binding


def test_tsv_is_sparql_results(small_store: ox.Store) -> None:
    header, first, *_ = written(ask(small_store, "figures"), Format.TSV).decode().split("\n")
    assert header.split("\t")[:2] == ["?report", "?value"]
    assert first.split("\t")[:2] == ['"so-ket-2020"', "30.5"]


def test_a_table_is_aligned_without_iris(small_store: ox.Store) -> None:
    lines = written(ask(small_store, "awards"), Format.TABLE).decode().splitlines()
    assert lines[0].split() == ["report", "award", "recipient", "count", "start", "end"]
    column = lines[0].index("start")
    assert {line[column - 1] for line in lines} == {" "}
    assert all(line[column].isalnum() for line in lines)


def test_a_table_cuts_long_cells_and_joins_lines() -> None:
    table = plain_table(("a", "b"), [("x" * 70, "một\nhai"), ("", "")])
    assert table == f"{'a':<60}  b\n{'x' * 59}…  một hai\n\n"


@pytest.mark.parametrize(
    ("form", "rdf"),
    [
        (Format.JSONLD, ox.RdfFormat.JSON_LD),
        (Format.TTL, ox.RdfFormat.TURTLE),
        (Format.NT, ox.RdfFormat.N_TRIPLES),
    ],
)
def test_a_graph_is_rdf(form: Format, rdf: ox.RdfFormat, small_store: ox.Store) -> None:
    read = ox.parse(written(ask(small_store, "hierarchy-graph", ONE), form), format=rdf)
    triples = {(str(q.subject), str(q.predicate), str(q.object)) for q in read}
    rows = set(ask(small_store, "hierarchy-graph", ONE).rows())
    assert len(triples) == len(rows) == 8


def test_a_graph_is_also_a_table(small_store: ox.Store) -> None:
    text = written(ask(small_store, "hierarchy-graph", ONE), Format.CSV).decode()
    assert text.startswith("subject,predicate,object\r\n")


@pytest.mark.parametrize(
    ("name", "form"),
    [("awards", Format.JSONLD), ("awards", Format.TTL), ("hierarchy-graph", Format.JSON)],
)
def test_a_form_that_an_answer_has_not_is_told_with_those_it_has(
    name: str, form: Format, small_store: ox.Store
) -> None:
    answer = ask(small_store, name, ONE if name == "hierarchy-graph" else {})
    allowed = ", ".join(formats(answer.question.is_graph))
    with pytest.raises(FormatError, match=f"được dùng: {allowed} · .*allowed: {allowed}"):
        write(answer, form, io.BytesIO())


@pytest.mark.parametrize("form", Format)
def test_a_format_has_a_media_type(form: Format) -> None:
    assert "/" in form.media_type

"""The answer to a question of the catalogue as a page: its form, and below it some of its rows."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from fastapi import Response

from graph_api.address import Addresses
from graph_api.answer_rows import Rows, by_pieces, is_whole, whole
from graph_api.errors import Problem, wrong_parameter
from graph_api.negotiate import Format
from graph_api.paging import Turn
from graph_api.reading import Reading
from graph_api.web import page
from graph_api.web.head import of_page
from graph_api.web.tables import Cell, Column, Row, Table, cut
from graph_api.wording import column
from queries.bind import ParameterError
from queries.question import Question

TURNS = frozenset(("after", "before", "start"))
"""Parameters of pages that tell which part of an answer is shown."""

_SPAN = ("start", "end")


def answer_page(
    store: Reading,
    place: Addresses,
    asked: Question,
    given: Mapping[str, str],
    turns: Mapping[str, str],
    forms: Sequence[Format],
) -> Response:
    """The form of a question, and below it the answer: as soon as what it requires is given."""
    found: Rows | None = None
    wrong: Problem | None = None  # never the error itself, whose frames hold results (see `bare`)
    if any(given.values()) or not any(item.required for item in asked.parameters):
        try:
            found = _rows(store, asked, given, turns)
        except ParameterError as error:
            wrong = wrong_parameter(error.parameter, str(error))
    here = urlencode({name: text for name, text in given.items() if text})
    path = f"{place.root}/queries/{asked.name}"

    def at(turn: Mapping[str, str] | None) -> str:
        return f"{path}?{urlencode({**given, **turn})}" if turn is not None else ""

    return page(
        place.root,
        "question.html",
        head=of_page(place, f"/queries/{asked.name}", asked.summary, forms if found else (), here),
        status=400 if wrong else 200,
        question=asked,
        given=given,
        wrong=wrong.document("") if wrong else None,
        table=_table(asked.columns, found, place) if found else None,
        previous=at(found.previous) if found else "",
        next=at(found.next) if found else "",
        looked_to=found.looked_to if found and found.next and not found.rows else "",
        forms=[form.name for form in forms],
        here=here,
    )


def _rows(
    store: Reading, asked: Question, given: Mapping[str, str], turns: Mapping[str, str]
) -> Rows:
    start = turns.get("start") or "0"
    if not (start.isascii() and start.isdigit() and len(start) < 10):
        raise wrong_parameter("start", f"start={start}: cần số từ 0 · a number from 0 on")
    if is_whole(asked, given):
        return whole(store, asked, given, int(start))
    turn = Turn(turns.get("after", ""), turns.get("before", ""))
    return by_pieces(store, asked, given, turn, int(start))


def _table(names: Sequence[str], found: Rows, place: Addresses) -> Table:
    """Rows for reading: names link to their things, the span to its sentence."""
    shown = [name for name in names if not name.endswith("_iri") and name not in _SPAN]
    rows: list[Row] = []
    for values in found.rows:
        row = dict(zip(names, values, strict=True))
        cells = tuple(Cell(cut(row[name]), _address(row, name, place)) for name in shown)
        rows.append(Row(cells, _evidence(row, place)))
    return Table(
        title=Column("Kết quả", "Results"),
        columns=tuple(Column(*column(name)) for name in shown),
        rows=tuple(rows),
        truncated=found.next is not None,
        has_evidence={"report", *_SPAN} <= set(names),
        anchor="answer",
        paged=True,
    )


def _address(row: dict[str, str], name: str, place: Addresses) -> str | None:
    if iri := row.get(f"{name}_iri"):
        return place.of(iri)
    if name in {"report", "other_report"} and row[name]:
        return place.of(place.report(row[name]))
    return place.of(row[name])  # the cells of a graph


def _evidence(row: dict[str, str], place: Addresses) -> tuple[str, ...]:
    if not (row.get("report") and row.get("start")):
        return ()
    return (place.sentence(place.report(row["report"]), row["start"], row["end"]),)

"""What changed in a store, the newest first: read from what its writer noted (`store.log`)."""

import json
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from datetime import date as Date
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox

from graph_api.address import Addresses
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.evidence import pieces
from graph_api.graph.model import Edge, Node, Span
from graph_api.graph.parameters import Period
from graph_api.reading import Reading, rows, text, values
from graph_api.things import labels
from graph_api.wording import said as wording
from ontology.terms import Iris, expand

KINDS: dict[str, str] = {
    "added": "Báo cáo mới · New report",
    "replaced": "Báo cáo nói khác trước · Report that says something else",
    "retracted": "Báo cáo đã rút · Report retracted",
    "edited": "Báo cáo bị người dùng sửa · Report edited by users",
    "written": "Người dùng ghi vào kho · Written by users",
}
"""The kinds of changes, with their words."""

LAST = "last"
"""Since the last load: what was written at its moment, and later."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`kinds` empty is all; with `last` only what the last load changed."""

    period: Period
    last: bool = False
    kinds: tuple[str, ...] = ()
    limit: int = 200
    after: str = ""


@dataclass(frozen=True, slots=True)
class _Change:
    """One change of one graph (a report, as a rule), or of no graph that is told."""

    at: str
    change: str
    kind: str
    graph: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What orders the changes of one moment, and with it all of them, oldest first."""
        return self.at, self.change, self.graph


def changes(store: Reading, addresses: Addresses, asked: Asked) -> Entries:
    """The changes of a period, the newest first.

    `said` holds `load`, the moment by which the changes of one load belong together, and of a
    report that says something else how many triples and edges went and came; the first of those
    edges are `went` and `came`.
    """
    found = sorted(_found(store, asked), key=lambda one: one.key, reverse=True)
    shown, truncated = found[: asked.limit], len(found) > asked.limit
    told = _told(store, [one.change for one in shown])
    called = labels(store, addresses, (one.graph for one in shown if one.graph))
    entries = tuple(_entry(addresses, one, called, told.get(one.change, {})) for one in shown)
    return Entries(entries, truncated, "\t".join(shown[-1].key) if truncated else "")


def _found(store: Reading, asked: Asked) -> Iterator[_Change]:
    """One more than are shown, where there are more."""
    where = ox.NamedNode(store.iris.changes)
    conditions = list(_conditions(store, asked))
    select = (
        f"SELECT ?change ?at ?kind {{ GRAPH {where} {{ ?change prov:endedAtTime ?at ; "
        f"dcterms:type ?kind }} {' '.join(conditions)} }} "
        f"ORDER BY DESC(?at) DESC(STR(?change)) LIMIT {asked.limit + 2}"
    )
    edge = _edge(asked)
    found = {text(row, "change"): row for row in rows(store, select)}
    graphs = _graphs(store, found)
    for change, row in found.items():
        for graph in graphs.get(change) or ("",):
            one = _Change(_millis(text(row, "at")), change, text(row, "kind"), graph)
            if edge is None or one.key < edge:
                yield one


def _conditions(store: Reading, asked: Asked) -> Iterator[str]:
    period = asked.period
    if period.since:
        yield f"FILTER(?at >= {_moment(_first_day(period.since))})"
    if period.until:
        yield f"FILTER(?at < {_moment(_day_after(period.until))})"
    if asked.last and (last := last_load(store)):
        yield f"FILTER(?at >= {_moment(last)})"
    if asked.kinds:
        yield f"FILTER(?kind IN ({', '.join(str(ox.Literal(kind)) for kind in asked.kinds)}))"
    if edge := _edge(asked):
        at, change = _moment(edge[0]), ox.Literal(edge[1])
        yield f"FILTER(?at < {at} || (?at = {at} && STR(?change) <= {change}))"


def _moment(at: str) -> ox.Literal:
    return ox.Literal(at, datatype=ox.NamedNode(expand("xsd:dateTime")))


def _first_day(date: str) -> str:
    """The first moment of a day, month or year."""
    return f"{(date + '-01-01')[:10]}T00:00:00Z"


def _day_after(date: str) -> str:
    """The first moment after a day, month or year."""
    first = Date.fromisoformat((date + "-01-01")[:10])
    if len(date) == 4:
        after = first.replace(month=12, day=31)
    elif len(date) == 7:
        after = first.replace(day=monthrange(first.year, first.month)[1])
    else:
        after = first
    if after == Date.max:
        return f"{after}T23:59:59.999Z"
    return f"{after + timedelta(days=1)}T00:00:00Z"


def _millis(at: str) -> str:
    """A moment with its milliseconds: a store may leave out zeros."""
    moment = datetime.fromisoformat(at).astimezone(UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _edge(asked: Asked) -> tuple[str, str, str] | None:
    """The key of the last change that was seen; None for the first page, and for what is no key."""
    parts = asked.after.split("\t")
    if len(parts) != 3:
        return None
    try:
        return _millis(parts[0]), parts[1], parts[2]
    except ValueError:
        return None


def last_load(store: Reading) -> str:
    """The moment of the last load, "" where none was noted."""
    where = ox.NamedNode(store.iris.changes)
    select = f"SELECT (MAX(?at) AS ?last) {{ GRAPH {where} {{ ?change prov:endedAtTime ?at }} }}"
    return next((text(row, "last") for row in rows(store, select)), "")


def _graphs(store: Reading, found: Iterable[str]) -> dict[str, list[str]]:
    """What each change is of."""
    where = ox.NamedNode(store.iris.changes)
    graphs: dict[str, list[str]] = {}
    for some in pieces(sorted(found)):
        given = values("change", some)
        select = f"SELECT * {{ GRAPH {where} {{ {given} ?change ct:changed ?graph }} }}"
        for row in rows(store, select):
            graphs.setdefault(text(row, "change"), []).append(text(row, "graph"))
    return graphs


def _told(store: Reading, found: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What went and came with each change."""
    where = ox.NamedNode(store.iris.changes)
    told: dict[str, dict[str, Any]] = {}
    for some in pieces(sorted(set(found))):
        given = values("change", some)
        for name in ("went", "came"):
            select = f"SELECT * {{ GRAPH {where} {{ {given} ?change ct:{name} ?json }} }}"
            for row in rows(store, select):
                told.setdefault(text(row, "change"), {})[name] = json.loads(text(row, "json"))
    return told


# --- As entries ----------------------------------------------------------------------------------


def _entry(
    addresses: Addresses, one: _Change, called: dict[str, str], told: dict[str, Any]
) -> Entry:
    report = one.graph if addresses.is_report(one.graph) else ""
    name = Iris(addresses.base).report_name(report) if report else one.graph
    gone = one.kind == "retracted"
    label = name if gone or not report else called[report]
    counts = {
        f"{which}{facts[0].upper()}{facts[1:]}": told[which][facts]
        for which in ("went", "came")
        if which in told
        for facts in ("triples", "edges")
    }
    return Entry(
        id=f"{one.change}#{quote(name, safe='')}" if name else one.change,
        kind=one.kind,
        date=one.at,
        label=f"{KINDS[one.kind]}: {label}" if label else KINDS[one.kind],
        things=(Node(report, "report", label),) if report else (),
        said={"load": one.at, **counts},
        went=tuple(_edges("", told.get("went"))),
        came=tuple(_edges(report, told.get("came"))),
    )


def _edges(report: str, told: dict[str, Any] | None) -> Iterator[Edge]:
    """Edges as they were noted; of those that came the place is one of the report's text."""
    if told is None:
        return
    for source, source_label, predicate, target, target_label, start, end in told["first"]:
        words = " · ".join(filter(None, wording(expand(predicate)) or (predicate,)))
        place = (Span(report, start, end),) if report and start is not None else ()
        said = {"sourceLabel": source_label, "targetLabel": target_label}
        yield Edge(source, target, predicate, words, said=said, evidence=place)

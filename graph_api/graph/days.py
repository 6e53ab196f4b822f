"""The day of a report: of its meeting, or that on which it was published."""

from collections.abc import Iterable, Mapping

import pyoxigraph as ox

from graph_api.graph.kept import kept
from graph_api.reading import Reading
from ontology.terms import expand

_STATED, _BEGINS, _ISSUED = map(expand, ("ct:statedIn", "schema:startDate", "dcterms:issued"))

_REPORTS = 200_000  # whose days are kept


def days(store: Reading, reports: Iterable[str]) -> Mapping[str, str]:
    """For each report a day, month or year: of its last meeting that has one; "" where none is.

    They are kept, as many edges rest on the same reports.
    """
    known = kept(store, "days", _REPORTS)
    if missing := sorted({report for report in reports if report not in known}):
        known.update(_read(store, missing))
    return known


def _read(store: Reading, reports: list[str]) -> dict[str, str]:
    meetings: dict[str, str] = {}
    begin = f"{store.iris.base}meeting/"
    for report, _, said in store.hop(reports, [_STATED], back=True):
        if isinstance(said, ox.NamedNode) and said.value.startswith(begin):
            meetings[said.value] = report
    found = dict.fromkeys(reports, "")
    for meeting, _, day in store.hop(meetings, [_BEGINS]):
        if isinstance(day, ox.Literal):
            report = meetings[meeting]
            found[report] = max(found[report], day.value)
    without = [report for report in reports if not found[report]]
    for report, _, day in store.hop(without, [_ISSUED]):
        if isinstance(day, ox.Literal):
            found[report] = max(found[report], day.value)
    return found

"""The reports by name, page by page."""

from collections.abc import Mapping
from typing import Any

from graph_api.address import Addresses
from graph_api.listing import listing
from graph_api.paging import Page, Turn, paged
from graph_api.reading import Reading, rows, text, values
from graph_api.things import untitled_names


def listed(
    store: Reading, place: Addresses, turn: Turn, most: int, start: int = 0
) -> tuple[list[dict[str, Any]], Page]:
    """A page of the reports by name: name, title, dates, address; and the names around it.

    `start` passes over so many, for addresses that count instead of naming the last report seen.
    """
    reports = listing(store, "report")
    pages = paged(reports.near(turn, start + most + 1)[start:], turn, most)
    iris = {reports.things[name][0]: name for name in pages.keys}
    return lines(store, place, iris), pages


def lines(store: Reading, place: Addresses, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """What lists tell of some reports, whose names are given by their IRIs."""
    if not names:
        return []
    told = _told(store, list(names))
    untitled = untitled_names(store, [iri for iri in names if not told[iri]["title"]])
    return [
        {
            "report": name,
            "id": iri,
            **told[iri],
            "title": told[iri]["title"] or untitled.get(iri, ""),
            "address": place.of(iri),
        }
        for iri, name in names.items()
    ]


def _told(store: Reading, reports: list[str]) -> dict[str, dict[str, str]]:
    """For each report its title and day of publication, and the day of its first meeting."""
    these = values("report", reports)
    told = {iri: {"title": "", "date": "", "published": ""} for iri in reports}
    for name, pattern in (
        ("title", "?report dcterms:title ?said"),
        ("published", "?report dcterms:issued ?said"),
        ("date", "GRAPH ?report { ?meeting a ct:Meeting ; schema:startDate ?said }"),
    ):
        # The last in this order is the first of them, which stays.
        for row in rows(
            store, f"SELECT ?report ?said {{ {these} {pattern} }} ORDER BY DESC(STR(?said))"
        ):
            told[text(row, "report")][name] = text(row, "said")
    return told

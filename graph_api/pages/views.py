"""What the page of each kind of thing shows: its tables, and more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox

from graph_api.details import mentions, properties
from graph_api.facts import About, tables
from graph_api.pages.around import around
from graph_api.pages.chain import chain
from graph_api.pages.chart import chart
from graph_api.pages.meeting import beside, by_part, reports_of, told_by, with_documents
from graph_api.pages.posts import life
from graph_api.pages.received import received
from graph_api.pages.series import charts
from graph_api.reading import column
from graph_api.section import Names
from graph_api.things import shortened
from graph_api.web.tables import Table, together
from ontology.terms import expand

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """A template that extends `entity.html`, its tables, and the values of its own.

    Those of `own` that are named in `_SECTIONS` are sections before the tables.
    """

    template: str
    tables: Sequence[Table]
    own: Values

    @property
    def jumps(self) -> list[tuple[str, Names]]:
        """The sections before the tables that there are: their ids and names."""
        return [(name, names) for name, names in _SECTIONS.items() if self.own.get(name)]


_SECTIONS: Mapping[str, Names] = {
    "life": ("Theo thời gian", "Over time"),
    "around": ("Quanh người này", "Around this person"),
    "colleagues": ("Đồng sự", "Colleagues"),
    "chart": ("Trên dưới", "Above and below"),
    "charts": ("Biểu đồ", "Charts"),
    "chain": ("Chuỗi viện dẫn", "Citations"),
}


def view(about: About, as_of: str = "") -> View:
    """The page of a thing; a body's chart as it was known on a date ("" for all that is known)."""
    told = [together(one, about.addresses) for one in tables(about)]
    told = [with_documents(about, one) if one.anchor == "directives" else one for one in told]
    if about.kind == "organisation":
        return _organisation(about, told, as_of)
    return _VIEWS.get(about.kind, _plain)(about, told)


def _plain(about: About, told: list[Table]) -> View:
    return View("entity.html", [properties(about), *told, mentions(about)], {})


def _directive(about: About, told: list[Table]) -> View:
    this = ox.NamedNode(about.iri)
    words = column(about.store, f"SELECT ?text {{ {this} <{expand('ct:text')}> ?text }}")
    full = words[0] if words and shortened(words[0]) != words[0] else ""  # else the heading is it
    shown = [properties(about), *told, mentions(about)]
    return View("cited.html", shown, {"full": full, "chain": chain(about)})


def _document(about: About, told: list[Table]) -> View:
    shown = [properties(about), *told, mentions(about)]
    return View("cited.html", shown, {"full": "", "chain": chain(about)})


def _person(about: About, told: list[Table]) -> View:
    near = around(about)
    own = {
        "life": life(about),
        "around": near and near.picture,
        "colleagues": near and near.colleagues,
    }
    return View("person.html", [*told, mentions(about), properties(about)], own)


def _meeting(about: About, told: list[Table]) -> View:
    reports = reports_of(about)
    told = [by_part(one) if one.anchor == "people" else one for one in told]
    if reports:
        told = [*told, *told_by(about, reports[0])]
    shown = [properties(about), *told]
    own = {"beside": beside(about, reports, shown)}
    return View("meeting.html", [*shown, mentions(about)], own)


def _organisation(about: About, told: list[Table], as_of: str) -> View:
    own = {"chart": chart(about, as_of), "charts": charts(about)}
    tasks = with_documents(about, together(received(about), about.addresses))
    return View("organisation.html", [*told, tasks, mentions(about), properties(about)], own)


_VIEWS: Mapping[str, Callable[[About, list[Table]], View]] = {
    "person": _person,
    "meeting": _meeting,
    "directive": _directive,
    "document": _document,
}

"""What the page of each kind of thing shows beyond its tables."""

from collections.abc import Callable, Mapping
from typing import Any

import pyoxigraph as ox

from graph_api.facts import About
from graph_api.pages.around import around
from graph_api.pages.chain import chain
from graph_api.pages.posts import life
from graph_api.reading import column
from graph_api.things import shortened
from ontology.terms import expand

View = tuple[str, Mapping[str, Any]]
"""A template that extends `entity.html`, and the values of its own."""


def view(about: About) -> View:
    """The page of a thing."""
    return _VIEWS.get(about.kind, _plain)(about)


def _plain(_: About) -> View:
    return "entity.html", {}


def _directive(about: About) -> View:
    this = ox.NamedNode(about.iri)
    words = column(about.store, f"SELECT ?text {{ {this} <{expand('ct:text')}> ?text }}")
    full = words[0] if words and shortened(words[0]) != words[0] else ""  # else the heading is it
    return "cited.html", {"full": full, "chain": chain(about)}


def _document(about: About) -> View:
    return "cited.html", {"full": "", "chain": chain(about)}


def _person(about: About) -> View:
    near = around(about)
    return "person.html", {
        "life": life(about),
        "around": near and near.picture,
        "colleagues": near and near.colleagues,
    }


_VIEWS: Mapping[str, Callable[[About], View]] = {
    "person": _person,
    "directive": _directive,
    "document": _document,
}

"""From one view of the graph to the next: each step is an address."""

from dataclasses import replace
from urllib.parse import urlencode

from graph_api.address import Addresses
from graph_api.graph.exploration import USUAL, View

_MORE = 4  # so many times the neighbours, where not all are shown


def parameters(place: Addresses, view: View) -> list[tuple[str, str]]:
    """A view as it stands in an address."""
    return [
        *(("id", _local(place, thing)) for thing in view.things),
        *zip(("source", "target"), (_local(place, end) for end in view.ends), strict=False),
        *(("hide", kind) for kind in view.hidden),
        *(("omit", _local(place, thing)) for thing in view.omitted),
        *((("limit", str(view.limit)),) if view.limit != USUAL else ()),
        *((("all", "1"),) if view.whole else ()),
    ]


def address(place: Addresses, view: View, form: str = "") -> str:
    """The address of a view, in a format."""
    given = parameters(place, view) + ([("format", form)] if form else [])
    return f"{place.root}/explore" + (f"?{urlencode(given, safe='/')}" if given else "")


def expanded(view: View, thing: str) -> View:
    """The view with what is around a thing."""
    others = tuple(one for one in view.omitted if one != thing)
    return replace(view, things=(*view.things, thing), omitted=others)


def without(view: View, thing: str) -> View:
    """The view without what is around a thing."""
    return replace(view, things=tuple(one for one in view.things if one != thing))


def restored(view: View, thing: str) -> View:
    """The view with a thing that was left out."""
    return replace(view, omitted=tuple(one for one in view.omitted if one != thing))


def _local(place: Addresses, iri: str) -> str:
    return f"/id/{iri.removeprefix(place.base)}" if iri.startswith(place.base) else iri


def more(place: Addresses, view: View, allowed: int) -> str:
    """The address of the view with more neighbours of each thing; "" where they are all allowed."""
    limit = min(allowed, view.limit * _MORE)
    return address(place, replace(view, limit=limit)) if limit > view.limit else ""

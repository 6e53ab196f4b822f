"""Entries as the answer to a request: in the format that is accepted, with the way to the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from graph_api.address import Addresses
from graph_api.graph.entry import Entries
from graph_api.graph.entry_formats import as_csv, as_json, as_turtle
from graph_api.graph.entry_page import entry_page
from graph_api.negotiate import CSV, HTML, JSON, TURTLE, Format, negotiated
from graph_api.reading import Reading
from graph_api.wording import Both

FORMATS = (JSON, CSV, TURTLE, HTML)

Shape = Callable[[Entries, Addresses, str], dict[str, Any]]
"""Entries as JSON, with the address of the rest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is to be shown.

    `path` and `given` are those of the request; `title` is what the endpoint is said to tell, and
    `data` are its formats but for the page.
    """

    place: Addresses
    form: Format
    path: str
    given: tuple[tuple[str, str], ...]
    title: Both
    data: tuple[str, ...]

    def answer(self, store: Reading, found: Entries, shape: Shape = as_json) -> Response:
        """The answer; a `Link` (RFC 8288) leads to the rest in every format."""
        rest = self.rest(found)
        if self.form == CSV:
            written = Response(as_csv(found, self.place), media_type=CSV.content_type)
        elif self.form == TURTLE:
            turtle = as_turtle(found, self.place, store)
            written = Response(turtle, media_type=TURTLE.content_type)
        elif self.form == HTML:
            written = entry_page(found, self.place, self.title, self.but, rest, self.data)
        else:
            written = self.form.answer(shape(found, self.place, rest))
        if rest:
            written.headers["Link"] = f'<{rest}>; rel="next"'
        return written

    def rest(self, found: Entries) -> str:
        """The address of what is left, "" where nothing is."""
        return self.but("after", after=found.after) if found.truncated else ""

    def but(self, *without: str, **more: str) -> str:
        """The address of the request without some parameters, and with others."""
        kept = [(name, value) for name, value in self.given if name not in without]
        return f"{self.path}?{urlencode([*kept, *more.items()])}"


def shown(
    request: Request, place: Addresses, wanted: str | None, forms: tuple[Format, ...] = FORMATS
) -> Shown:
    """Raises `Problem` for a format that is not offered."""
    form = negotiated(request.headers.get("accept", ""), wanted, forms)
    given = tuple(request.query_params.multi_items())
    title, _, english = request.scope["route"].description.partition(" · ")
    data = tuple(one.name for one in forms if one != HTML)
    return Shown(place, form, request.url.path, given, (title, english.rstrip(".")), data)

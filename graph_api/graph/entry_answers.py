"""Entries as the answer to a request: in the format that is accepted, with the way to the rest."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response

from graph_api.address import Addresses
from graph_api.graph.entry import Entries
from graph_api.graph.entry_formats import as_csv, as_json, as_turtle
from graph_api.negotiate import CSV, JSON, TURTLE, Format, negotiated
from graph_api.reading import Reading

FORMATS = (JSON, CSV, TURTLE)

Shape = Callable[[Entries, Addresses, str], dict[str, Any]]
"""Entries as JSON, with the address of the rest."""


@dataclass(frozen=True, slots=True)
class Shown:
    """How an answer is to be shown; `address` is that of the request, without its `after`."""

    place: Addresses
    form: Format
    address: str

    def answer(self, store: Reading, found: Entries, shape: Shape = as_json) -> Response:
        """The answer; a `Link` (RFC 8288) leads to the rest in every format."""
        rest = self.rest(found)
        if self.form == CSV:
            written = Response(as_csv(found, self.place), media_type=CSV.content_type)
        elif self.form == TURTLE:
            turtle = as_turtle(found, self.place, store)
            written = Response(turtle, media_type=TURTLE.content_type)
        else:
            written = self.form.answer(shape(found, self.place, rest))
        if rest:
            written.headers["Link"] = f'<{rest}>; rel="next"'
        return written

    def rest(self, found: Entries) -> str:
        """The address of what is left, "" where nothing is."""
        return f"{self.address}{urlencode({'after': found.after})}" if found.truncated else ""


def shown(
    request: Request, place: Addresses, wanted: str | None, forms: tuple[Format, ...] = FORMATS
) -> Shown:
    """Raises `Problem` for a format that is not offered."""
    form = negotiated(request.headers.get("accept", ""), wanted, forms)
    given = [(name, value) for name, value in request.query_params.multi_items() if name != "after"]
    query = urlencode(given)
    address = f"{request.url.path}?{query}{'&' if query else ''}"
    return Shown(place, form, address)

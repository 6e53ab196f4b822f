"""The jobs of the routes: from what was asked to an answer, on a store that is read."""

from dataclasses import dataclass, replace

from fastapi import Response

from graph_api.address import Addresses
from graph_api.graph import citations as chains
from graph_api.graph import difference as differences
from graph_api.graph import hierarchy as bodies
from graph_api.graph import most_cited as ranking
from graph_api.graph import person as people
from graph_api.graph.asked import with_more, with_rest
from graph_api.graph.formats import answer
from graph_api.graph.layout import Layout
from graph_api.graph.named import meant
from graph_api.graph.neighbours import KINDS, Page, neighbours
from graph_api.graph.parameters import Period
from graph_api.negotiate import Format
from graph_api.reading import Reading


@dataclass(frozen=True, slots=True)
class Request:
    """What every job is told: the thing as it was given, the format, and the addresses."""

    id: str
    form: Format
    place: Addresses
    allowed: int  # nodes


def around(
    store: Reading, request: Request, kinds: tuple[str, ...], page: Page, period: Period
) -> Response:
    """`/graph/neighbours`."""
    thing = meant(store, request.place, request.id)
    made = neighbours(store, request.place, thing, kinds or KINDS, page, period)
    if made.truncated:
        asked = {
            "id": thing,
            "kind": ",".join(kinds),
            "from": period.since,
            "to": period.until,
            "limit": page.limit,
            "after": made.rest,
        }
        made = with_rest(made, request.place, "neighbours", asked)
    return answer(made, request.form, request.place, Layout.RADIAL)


def above_and_below(
    store: Reading, request: Request, direction: str, asked: bodies.Asked
) -> Response:
    """`/graph/hierarchy`."""
    thing = meant(store, request.place, request.id, kind="organisation")
    made = bodies.hierarchy(store, request.place, thing, asked)
    given = {
        "id": thing,
        "direction": direction,
        "depth": asked.depth,
        "asOf": asked.as_of,
        "kind": ",".join(asked.lines),
        "limit": asked.limit,
    }
    made = with_more(made, request.place, "hierarchy", given, request.allowed)
    return answer(made, request.form, request.place, Layout.LAYERED)


def chain(store: Reading, request: Request, direction: str, asked: chains.Asked) -> Response:
    """`/graph/citations`."""
    thing = meant(store, request.place, request.id)
    made = chains.citations(store, request.place, thing, asked)
    given = {
        "id": thing,
        "direction": direction,
        "depth": asked.depth,
        "from": asked.period.since,
        "to": asked.period.until,
        "limit": asked.limit,
    }
    made = with_more(made, request.place, "citations", given, request.allowed)
    return answer(made, request.form, request.place, Layout.LAYERED)


def most_cited(store: Reading, request: Request, period: Period, limit: int) -> Response:
    """`/graph/citations/most`; without `id` of all bodies."""
    body = meant(store, request.place, request.id, kind="organisation") if request.id else ""
    made = ranking.most_cited(store, request.place, body, period, limit)
    given = {"id": body, "from": period.since, "to": period.until, "limit": limit}
    made = with_more(made, request.place, "citations/most", given, request.allowed)
    if made.truncated and not made.rest:
        made = replace(made, notes=("hẹp kỳ lại · ask for a shorter period",))
    return answer(made, request.form, request.place, Layout.RADIAL)


def of_person(store: Reading, request: Request, asked: people.Asked) -> Response:
    """`/graph/person`."""
    who = meant(store, request.place, request.id, kind="person")
    made = people.person(store, request.place, who, asked)
    given = {
        "id": who,
        "kind": ",".join(asked.kinds),
        "from": asked.period.since,
        "to": asked.period.until,
        "limit": asked.limit,
    }
    made = with_more(made, request.place, "person", given, request.allowed)
    return answer(made, request.form, request.place, Layout.RADIAL)


def between(store: Reading, request: Request, asked: bodies.Asked, to: str) -> Response:
    """`/graph/hierarchy/difference`."""
    thing = meant(store, request.place, request.id, kind="organisation")
    made = differences.difference(store, request.place, thing, asked, to)
    given = {
        "id": thing,
        "from": asked.as_of,
        "to": to,
        "depth": asked.depth,
        "kind": ",".join(asked.lines),
        "limit": asked.limit,
    }
    made = with_more(made, request.place, "hierarchy/difference", given, request.allowed)
    return answer(made, request.form, request.place, Layout.LAYERED)

"""`/update`: the SPARQL 1.1 Protocol for updates."""

from functools import partial

import pyoxigraph as ox
from fastapi import APIRouter, Request, Response

from graph_api.bodies import Fields, address, only, protocol_fields
from graph_api.errors import Problem, wrong_parameter
from graph_api.guard import refused_update
from graph_api.jobs import Answer
from graph_api.moment import now
from graph_api.server import Here
from graph_api.services import calls, unanswered
from graph_api.store import Store
from graph_api.store.errors import StoreError, Unevaluated
from graph_api.store.raw import KeptGraph
from graph_api.update_text import Using, read
from graph_api.writes import Writer, not_written
from ontology.terms import PREFIXES

router = APIRouter(tags=["sparql"])


@router.post("/update", status_code=204, response_class=Response)
async def update_post(request: Request, here: Here, writer: Writer) -> Response:
    """Cập nhật bằng SPARQL · Update in SPARQL: as a form, or as the body."""
    del writer
    fields = await protocol_fields(request, here.settings.body_bytes, "update")
    text = only(fields, "update")
    guard(text, here.settings.services)
    job = partial(updated, text=text, base=address(request), using=_using(fields), at=now())
    return await here.write(request, job)


def updated(store: Store, text: str, base: str, using: Using, at: str) -> Answer:
    """The job: an update, wholly or not at all; `at` is the moment."""
    try:
        store.update(read(text, base=base, prefixes=PREFIXES, using=using), at=at)
    except (KeptGraph, Unevaluated) as error:
        raise not_written(error, "update") from None
    except StoreError as error:
        if calls(text):
            raise unanswered(error) from None
        raise
    return Response(status_code=204)


def guard(text: str, services: frozenset[str]) -> None:
    """Raises `Problem` 403 for an update that would call another server than `services`."""
    if (keyword := refused_update(text, services)) is not None:
        raise Problem(
            403,
            "Không được phép · Refused",
            f"{keyword}: máy chủ này không gọi máy chủ khác · this server calls no other",
            parameter="update",
            keyword=keyword,
        )


def _using(fields: Fields) -> Using:
    default, named = (_iris(fields, name) for name in ("using-graph-uri", "using-named-graph-uri"))
    return Using(default, named)


def _iris(fields: Fields, parameter: str) -> tuple[str, ...]:
    try:
        return tuple(ox.NamedNode(value).value for name, value in fields if name == parameter)
    except ValueError as error:
        raise wrong_parameter(parameter, f"không phải IRI · not an IRI: {error}") from None

"""What the server says of itself in RDF: `/.well-known/void`, the examples, the service."""

from collections.abc import Iterable
from functools import partial
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response

from graph_api.answers import GRAPHS
from graph_api.example_queries import examples
from graph_api.jobs import Answer, Lane, Streamed
from graph_api.negotiate import negotiated
from graph_api.rdf import streamed
from graph_api.reading import Reading
from graph_api.server import Here, Server, root
from graph_api.service import service
from graph_api.void import void

router = APIRouter(tags=["sparql"])

Wanted = Annotated[str | None, Query(alias="format", description="ttl nt jsonld rdf")]


@router.get("/.well-known/void", response_class=Response)
async def well_known_void(request: Request, here: Here, wanted: Wanted = None) -> Response:
    """Kho có gì, bằng con số · What the store holds, in numbers (VoID)."""
    job = partial(_void, server=_server(request), accept=_accept(request), wanted=wanted)
    return await here.read(request, job, Lane.OPEN)


@router.get("/.well-known/sparql-examples", response_class=Response)
async def well_known_examples(request: Request, here: Here, wanted: Wanted = None) -> Response:
    """Các câu hỏi mẫu · The questions of the catalogue as sh:SPARQLExecutable."""
    job = partial(_examples, server=_server(request), accept=_accept(request), wanted=wanted)
    return await here.read(request, job)


async def service_description(request: Request, here: Server, wanted: str | None) -> Response:
    """The answer of `/sparql` to who asks nothing."""
    calls = bool(here.settings.services)
    job = partial(
        _service, server=_server(request), accept=_accept(request), wanted=wanted, calls=calls
    )
    return await here.read(request, job)


def _void(store: Reading, server: str, accept: str, wanted: str | None) -> Answer:
    return _told(void(store, server), accept, wanted)


def _examples(store: Reading, server: str, accept: str, wanted: str | None) -> Answer:
    del store
    return _told(examples(server), accept, wanted)


def _service(
    store: Reading, server: str, accept: str, wanted: str | None, *, calls: bool
) -> Answer:
    return _told(service(store, server, calls=calls), accept, wanted)


def _told(triples: Iterable[ox.Triple], accept: str, wanted: str | None) -> Streamed:
    return streamed(triples, negotiated(accept, wanted, list(GRAPHS)))


def _accept(request: Request) -> str:
    return request.headers.get("accept", "")


def _server(request: Request) -> str:
    """The address of this server, as it was asked: behind a proxy with what the proxy puts."""
    return f"{request.url.scheme}://{request.url.netloc}{root(request)}"

"""`/store`: the SPARQL 1.1 Graph Store HTTP Protocol.

A graph is named by `?graph=IRI` or `?default`, or is what an address below `/store/` names.
"""

import uuid
from functools import partial
from typing import Annotated, Any
from urllib.parse import parse_qsl

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response
from starlette.datastructures import UploadFile

from graph_api import graph_jobs as jobs
from graph_api.bodies import FILES, body, files_form, media_type, text_of, unsupported
from graph_api.errors import wrong_parameter
from graph_api.graph_jobs import Part
from graph_api.jobs import Lane
from graph_api.moment import now
from graph_api.rdf import format_of
from graph_api.server import Here, Server
from graph_api.store.delta import DEFAULT, Graph
from graph_api.update import guard
from graph_api.writes import Writer

_MADE: dict[int | str, dict[str, Any]] = {201: {"description": "Đồ thị mới · a new graph"}}

router = APIRouter(tags=["sparql"])

_PATCH = "application/sparql-update"

_PATH: dict[str, Any] = {
    "parameters": [{"name": "path", "in": "path", "required": True, "schema": {"type": "string"}}]
}

Named = Annotated[str | None, Query(alias="graph", description="IRI của đồ thị · of the graph")]
Default = Annotated[str | None, Query(alias="default", description="đồ thị mặc định")]
Form = Annotated[str | None, Query(alias="format", description="ttl nt jsonld rdf nq trig n3")]


@router.get("/store", response_class=Response)
@router.get("/store/{path:path}", openapi_extra=_PATH, response_class=Response)
async def store_get(
    request: Request, here: Here, graph: Named = None, default: Default = None, wanted: Form = None
) -> Response:
    """Lấy một đồ thị · One graph, in any format of RDF."""
    del graph, default  # for /docs; read as they stand in the address
    accept = request.headers.get("accept", "")
    job = partial(jobs.got, graph=_graph(request), accept=accept, wanted=wanted)
    return await here.read(request, job, Lane.OPEN)


@router.put("/store", status_code=204, response_class=Response, responses=_MADE)
@router.put(
    "/store/{path:path}",
    openapi_extra=_PATH,
    status_code=204,
    response_class=Response,
    responses=_MADE,
)
async def store_put(
    request: Request, here: Here, writer: Writer, graph: Named = None, default: Default = None
) -> Response:
    """Thay một đồ thị · The body becomes the graph."""
    del writer, graph, default
    target = _graph(request)
    form = format_of(request.headers.get("content-type", ""))
    part = (await body(request, here.settings.body_bytes), form)
    return await here.write(
        request, partial(jobs.put, graph=target, part=part, base=_base(request), at=now())
    )


@router.post("/store", status_code=204, response_class=Response, responses=_MADE)
@router.post(
    "/store/{path:path}",
    openapi_extra=_PATH,
    status_code=204,
    response_class=Response,
    responses=_MADE,
)
async def store_post(
    request: Request, here: Here, writer: Writer, graph: Named = None, default: Default = None
) -> Response:
    """Thêm vào một đồ thị · The body is added to the graph; without a name to a new graph."""
    del writer, graph, default
    made = ""
    if _is_store(request) and not _named(request):
        made = f"{_address(request).rstrip('/')}/{uuid.uuid4()}"
        target: Graph = ox.NamedNode(made)
    else:
        target = _graph(request)
    parts = await _parts(request, here)
    base = made or _base(request)
    job = partial(jobs.posted, graph=target, parts=parts, base=base, at=now(), made=made)
    return await here.write(request, job)


@router.delete("/store", status_code=204, response_class=Response)
@router.delete("/store/{path:path}", openapi_extra=_PATH, status_code=204, response_class=Response)
async def store_delete(
    request: Request, here: Here, writer: Writer, graph: Named = None, default: Default = None
) -> Response:
    """Bỏ một đồ thị · Remove a graph; of the default graph what users put there."""
    del writer, graph, default
    return await here.write(request, partial(jobs.deleted, graph=_graph(request), at=now()))


@router.patch("/store", status_code=204, response_class=Response)
@router.patch("/store/{path:path}", openapi_extra=_PATH, status_code=204, response_class=Response)
async def store_patch(
    request: Request, here: Here, writer: Writer, graph: Named = None, default: Default = None
) -> Response:
    """Sửa một đồ thị bằng SPARQL · Change one graph by an update, which sees no other."""
    del writer, graph, default
    target = _graph(request)
    given = request.headers.get("content-type", "")
    if media_type(given, _PATCH) != _PATCH:
        raise unsupported(given, _PATCH)
    text = await text_of(request, here.settings.body_bytes, "update")
    guard(text, here.settings.services)
    job = partial(jobs.patched, graph=target, text=text, base=_base(request), at=now())
    return await here.write(request, job)


# -- which graph -----------------------------------------------------------------------------------


def _graph(request: Request) -> Graph:
    """The graph that the request names; raises `Problem` 400 for none, or for two."""
    named = _named(request)
    if not _is_store(request):
        if named:
            raise wrong_parameter(
                named[0][0], "địa chỉ đã nêu đồ thị · the address itself names the graph"
            )
        return ox.NamedNode(_address(request))
    if len(named) != 1:
        raise wrong_parameter(
            "graph", "cần đúng một ?graph=IRI hoặc ?default · give exactly one of these"
        )
    ((name, value),) = named
    if name == "default":
        return DEFAULT
    try:
        return ox.NamedNode(value)
    except ValueError as error:
        raise wrong_parameter("graph", f"không phải IRI · not an IRI: {error}") from None


def _named(request: Request) -> list[tuple[str, str]]:
    fields = parse_qsl(request.url.query, keep_blank_values=True)
    return [(name, value) for name, value in fields if name in {"graph", "default"}]


def _is_store(request: Request) -> bool:
    return not request.path_params.get("path")


def _address(request: Request) -> str:
    """The address that was asked, as it was written there, without its query."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return f"{request.url.scheme}://{request.url.netloc}{raw.decode('ascii')}"


def _base(request: Request) -> str:
    """What relative IRIs are resolved against: the graph."""
    graph = _graph(request)
    return graph.value if isinstance(graph, ox.NamedNode) else _address(request)


# -- what is sent ----------------------------------------------------------------------------------


async def _parts(request: Request, here: Server) -> tuple[Part, ...]:
    """The body, or the files of a form; raises `Problem`."""
    given = request.headers.get("content-type", "")
    if given.partition(";")[0].strip().lower() != FILES:
        form = format_of(given)
        return ((await body(request, here.settings.body_bytes), form),)
    fields = await files_form(request, here.settings.body_bytes)
    try:
        return tuple([await _file(name, item) for name, item in fields.multi_items()])
    finally:
        await fields.close()


async def _file(name: str, item: UploadFile | str) -> Part:
    if isinstance(item, str):
        raise wrong_parameter(name, "cần tệp có tên · send files, with a file name")
    return await item.read(), format_of(item.content_type or "", item.filename or "")

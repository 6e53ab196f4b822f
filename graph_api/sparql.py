"""`/sparql`: the SPARQL 1.1 Protocol for queries. Updates are not taken."""

import math
from dataclasses import dataclass
from functools import partial
from typing import Annotated

import pyoxigraph as ox
from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.answers import GRAPHS, RESULTS, not_evaluated, written
from graph_api.bodies import Fields, address, in_address, only, protocol_fields
from graph_api.description import service_description
from graph_api.errors import Problem, wrong_parameter
from graph_api.guard import UPDATES, refused
from graph_api.jobs import Answer, Lane
from graph_api.negotiate import HTML, Format, negotiated
from graph_api.reading import Reading, Results
from graph_api.server import Here, Server, addresses, server
from graph_api.services import calls, unanswered, watched
from graph_api.sparql_page import answer_page, example, form_page
from graph_api.syntax import malformed

router = APIRouter(tags=["sparql"])

_FORMATS = "json xml csv tsv ttl nt jsonld rdf html"
_SECONDS = "giây, để giảm giới hạn · seconds, to lower the limit"


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs of one request: the default graph is their union, and those to be named."""

    default: tuple[ox.NamedNode, ...]
    named: tuple[ox.NamedNode, ...]


async def sparql(request: Request) -> Response:
    """The route of both methods: FastAPI's reading of the parameters would cost a fifth more."""
    here = server(request)
    if request.method == "GET":
        return await _get(request, here)
    return await _post(request, here)


# What FastAPI tells in /openapi.json of the route above.


@router.get("/sparql", response_class=Response)
async def sparql_get(
    request: Request,
    here: Here,
    query: Annotated[str | None, Query(description="SELECT, ASK, CONSTRUCT, DESCRIBE")] = None,
    default_graph_uri: Annotated[list[str] | None, Query(alias="default-graph-uri")] = None,
    named_graph_uri: Annotated[list[str] | None, Query(alias="named-graph-uri")] = None,
    format: Annotated[str | None, Query(description=_FORMATS)] = None,  # noqa: A002 - the name of the parameter in the address
    seconds: Annotated[str | None, Query(alias="timeout", description=_SECONDS)] = None,
) -> Response:
    """Hỏi bằng SPARQL · Ask in SPARQL. Without `query` a form, or the service description."""
    del query, default_graph_uri, named_graph_uri, format, seconds
    return await _get(request, here)


@router.post("/sparql", response_class=Response)
async def sparql_post(request: Request, here: Here) -> Response:
    """Hỏi bằng SPARQL · Ask in SPARQL: as a form, or as a body of application/sparql-query."""
    return await _post(request, here)


async def _get(request: Request, here: Server) -> Response:
    fields = in_address(request)
    if not any(name in {"query", "update"} for name, _ in fields):
        if "text/html" in request.headers.get("accept", ""):
            return form_page(addresses(request), example(dict(fields).get("example", "")))
        return await service_description(request, here, dict(fields).get("format"))
    return await _answer(request, here, fields)


async def _post(request: Request, here: Server) -> Response:
    fields = await protocol_fields(request, here.settings.body_bytes, "query")
    return await _answer(request, here, fields)


async def _answer(request: Request, here: Server, fields: Fields) -> Response:
    query = only(fields, "query")
    _guard(query, here.settings.services)
    last = dict(fields)
    job = partial(
        _answered,
        place=addresses(request),
        query=query,
        base=address(request),
        dataset=_dataset(fields),
        accept=request.headers.get("accept", ""),
        wanted=last.get("format"),
    )
    return await here.read(request, job, Lane.OPEN, _seconds(last.get("timeout")))


def _answered(
    store: Reading,
    place: Addresses,
    query: str,
    base: str,
    dataset: Dataset | None,
    accept: str,
    wanted: str | None,
) -> Answer:
    try:
        results = evaluate(store, query, dataset, base)
        form = negotiated(accept, wanted, _offered(results))
        if form == HTML:
            return answer_page(place, query, results)
    except OSError as error:
        if calls(query):
            raise unanswered(error) from None
        raise
    return watched(written(results, form)) if calls(query) else written(results, form)


def evaluate(
    store: Reading, query: str, dataset: Dataset | None = None, base: str | None = None
) -> Results:
    """The results of a query, in which the prefixes of `ontology.terms` need no declaration.

    Relative IRIs are resolved against `base`. Raises `Problem` 400 for a query that is malformed.
    """
    try:
        if dataset is None:
            return store.evaluate(query, base)
        return store.evaluate(query, base, dataset.default, dataset.named)
    except SyntaxError as error:
        raise malformed("query", query, error) from None
    except ValueError as error:
        raise not_evaluated(error) from None


def _guard(query: str, services: frozenset[str]) -> None:
    keyword = refused(query, services)
    if keyword is None:
        return
    reason = (
        "chỉ nhận câu hỏi, không nhận cập nhật · only queries are taken, no updates"
        if keyword.lower() in UPDATES
        else "máy chủ này không gọi máy chủ khác · this server calls no other"
    )
    raise Problem(
        403, "Không được phép · Refused", f"{keyword}: {reason}", parameter="query", keyword=keyword
    )


def _dataset(fields: Fields) -> Dataset | None:
    """The graphs that the request names; None where it names none, which leaves them all."""
    default, named = (_graphs(fields, name) for name in ("default-graph-uri", "named-graph-uri"))
    return Dataset(default, named) if default or named else None


def _graphs(fields: Fields, parameter: str) -> tuple[ox.NamedNode, ...]:
    try:
        return tuple(ox.NamedNode(value) for name, value in fields if name == parameter)
    except ValueError as error:
        raise wrong_parameter(parameter, f"không phải IRI · not an IRI: {error}") from None


def _seconds(given: str | None) -> float | None:
    """The limit of time that the request sets; raises `Problem` 400 for what is none."""
    if not given:
        return None
    try:
        seconds = float(given)
    except ValueError:
        seconds = math.nan
    if not (math.isfinite(seconds) and seconds > 0):
        raise wrong_parameter(
            "timeout", f"timeout={given}: cần số giây · give seconds, such as 2.5"
        )
    return seconds


def _offered(results: Results) -> list[Format]:
    return [*(GRAPHS if isinstance(results, ox.QueryTriples) else RESULTS), HTML]

"""The server: `create_app` wires the routes to a store."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Route

from graph_api import (
    about,
    adding,
    catalogue,
    description,
    entities,
    explore,
    graph_store,
    home,
    reports,
    search,
    sparql,
    status,
    suggest,
    update,
)
from graph_api.access import Access
from graph_api.direct import Direct
from graph_api.documented import RESPONSES
from graph_api.ending import Endings
from graph_api.errors import Problem, title_of, unreadable
from graph_api.gate import Gate, visit
from graph_api.graph import changes_route, when
from graph_api.graph import paths_routes as paths
from graph_api.graph import routes as graph
from graph_api.graph.network import routes as network
from graph_api.metrics import Metrics
from graph_api.negotiate import HTML, PROBLEM, choose
from graph_api.revalidate import Revalidated
from graph_api.runner import Runner
from graph_api.server import Server, root
from graph_api.settings import Settings
from graph_api.store.errors import StoreError
from graph_api.web import STATIC, page
from graph_api.web.islands import Files

_LOG = logging.getLogger(__name__)
_ROUTERS = (
    home,
    about,
    search,
    suggest,
    adding,
    reports,
    entities,
    catalogue,
    graph,
    explore,
    when,
    changes_route,
    network,
    paths,
    sparql,
    update,
    graph_store,
    status,
    description,
)


def create_app(
    runner: Runner, settings: Settings | None = None, metrics: Metrics | None = None
) -> FastAPI:
    """The application whose jobs `runner` does. Settings default to CHITHI_*."""
    settings = settings or Settings.from_environment()

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await runner.start()
        try:
            yield
        finally:
            await runner.close()

    app = FastAPI(
        lifespan=life,
        title="chithi",
        summary="Báo cáo hội nghị thành đồ thị tri thức · Reports of meetings as a graph",
        docs_url=None,  # Swagger UI is scripts from another host: /docs is a page of our own
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.server = Server(runner, settings)
    route = Route("/sparql", sparql.sparql, methods=["GET", "POST"])
    app.router.routes.append(route)
    app.add_middleware(Endings)
    app.add_middleware(Direct, endpoint=sparql.sparql, route=route, path=route.path, failed=_failed)
    app.add_middleware(Revalidated, runner=runner)
    app.state.metrics = metrics or Metrics()
    app.add_middleware(Access, gate=Gate(settings, app.state.metrics), refuse=_told)
    app.add_exception_handler(Problem, _failed)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(StoreError, _failed)
    for module in _ROUTERS:
        app.include_router(module.router, responses=RESPONSES)
    app.mount("/static", Files(directory=STATIC), name="static")
    return app


def _told(request: Request, problem: Problem) -> Response:
    """A problem as a page for a browser, as problem+json for programs."""
    accept = request.headers.get("accept", "")
    document = problem.document(request.url.path) | {"request": visit(request).id}
    if choose(accept, (PROBLEM, HTML)) == HTML:
        asked = str(problem.extra.get("asked", ""))
        return page(root(request), "problem.html", problem.status, problem=document, asked=asked)
    answer = PROBLEM.answer(document)
    answer.status_code = problem.status
    if problem.status == 503:
        answer.headers["Retry-After"] = "10"
    return answer


async def _failed(request: Request, error: Exception) -> Response:
    if isinstance(error, Problem):
        return _told(request, error)
    if isinstance(error, StoreError):  # the log says why, with its path, which is not told outside
        _LOG.error("%s: %s", request.url.path, error)
        return _told(request, unreadable(error))
    raise error


async def _invalid(request: Request, error: Exception) -> Response:
    """What FastAPI found wrong with a parameter: a 400 that names it."""
    if not isinstance(error, RequestValidationError):
        raise error
    first = error.errors()[0]
    name = [part for part in first["loc"] if isinstance(part, str)][-1]  # not its place in a list
    given = "" if first["type"] == "missing" else f"={first.get('input')!s:.100}"
    detail = f"{name}{given}: giá trị không hợp lệ · {first['msg']}"
    return _told(
        request, Problem(400, "Tham số không hợp lệ · Invalid parameter", detail, parameter=name)
    )


async def _http(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    answer = _told(request, Problem(error.status_code, title_of(error.status_code)))
    answer.headers.update(error.headers or {})
    return answer

"""`/health`, `/ready` and `/metrics`: whether the server is alive, is able, and how it fares."""

from fastapi import APIRouter, Request, Response

from graph_api.errors import Problem, title_of, unreadable
from graph_api.gate import demand, visit
from graph_api.home import counts
from graph_api.keys import Scope
from graph_api.negotiate import JSON
from graph_api.reading import Reading
from graph_api.server import Here
from graph_api.store import Reads

router = APIRouter(tags=["server"])


@router.get("/health")
async def health() -> dict[str, str]:
    """Máy chủ còn sống · Whether the process answers; the store is not asked."""
    return {"status": "ok"}


@router.get("/ready", responses={503: {"description": "not able to answer now"}})
async def ready(request: Request, here: Here) -> Response:
    """Máy chủ trả lời được · Whether the store answers, and what it holds."""
    if here.runner.ready():  # why not, the log has; it tells of folders
        raise unreadable()
    return await here.read(request, _ready)


def _ready(store: Reading) -> Response:
    store.query("ASK {}")  # what is counted is kept
    told = {
        "status": "ok",
        "generation": store.generation,
        "reports": counts(store)["report"],
        "in_memory": isinstance(store, Reads) and store.in_memory,
    }
    return JSON.answer(told)


@router.get(
    "/metrics",
    response_class=Response,
    responses={401: {"description": "a key is needed"}, 404: {"description": "turned off"}},
)
def metrics(request: Request, here: Here) -> Response:
    """Số đo cho Prometheus · Measurements for Prometheus."""
    to_whom = here.settings.metrics
    if to_whom == "off":
        raise Problem(404, title_of(404))
    if to_whom == "key" or (to_whom == "local" and not visit(request).peer.here):
        demand(request, Scope.READ)
    written, media_type = request.app.state.metrics.written(request.headers.get("accept", ""))
    return Response(written, media_type=media_type, headers={"Cache-Control": "no-store"})

"""`/`, `/health` and `/docs`: what is here, how it fares, and what it answers."""

from typing import Any

from fastapi import APIRouter, Request, Response

from graph_api.catalogue import grouped
from graph_api.reading import rows, text, values
from graph_api.reports import listed
from graph_api.server import Here, Place, Server
from graph_api.things import KINDS, NAMES
from graph_api.web import page
from ontology.terms import expand

router = APIRouter(tags=["server"])

_THINGS = ("report", "meeting", "person", "organisation", "directive", "document")
_SHOWN = 10  # reports on the first page


@router.get("/", response_class=Response)
def home(request: Request, here: Here, place: Place) -> Response:
    """Trang đầu · The first page: search, counts, reports, questions."""
    found = counts(here)
    return page(
        request,
        "home.html",
        counts=[(NAMES[kind], found[kind]) for kind in _THINGS],
        facts=[(NAMES[kind], count) for kind, count in found.items() if kind not in _THINGS],
        total=found["report"],
        reports=listed(here.store, place, 0, _SHOWN),
        groups=grouped(),
    )


@router.get("/health")
def health(here: Here) -> dict[str, Any]:
    """Tình trạng máy chủ · Whether the store answers, and how much it holds."""
    return {
        "status": "ok",
        "generation": str(here.store.generation),
        "reports": counts(here)["report"],
    }


@router.get("/docs", response_class=Response)
def docs(request: Request) -> Response:
    """Mọi địa chỉ và tham số · Every endpoint with its parameters, from /openapi.json."""
    described = request.app.openapi()
    operations = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return page(request, "docs.html", operations=operations)


def counts(here: Server) -> dict[str, int]:
    """How many things of each kind the store holds; counted once for each generation."""
    generation = here.store.generation
    if here.counted.get("generation") != generation:
        classes = {expand(name): kind for name, kind in KINDS.items()}
        found = rows(
            here.store,
            f"SELECT ?class (COUNT(?s) AS ?n) {{ {values('class', classes)} ?s a ?class }} "
            "GROUP BY ?class",
        )
        told = dict.fromkeys(KINDS.values(), 0)
        told.update({classes[text(row, "class")]: int(text(row, "n")) for row in found})
        here.counted.update(generation=generation, counts=told)
    result: dict[str, int] = here.counted["counts"]
    return result

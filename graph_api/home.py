"""`/` and `/docs`: what is here, and what it answers."""

from collections.abc import Hashable
from functools import partial
from weakref import WeakKeyDictionary

from fastapi import APIRouter, Request, Response

from graph_api.address import Addresses
from graph_api.catalogue import grouped
from graph_api.latest import latest_reports, written_at
from graph_api.paging import FIRST_PAGE
from graph_api.reading import Reading, number, rows, text
from graph_api.report_list import lines, listed
from graph_api.server import Here, Place, root
from graph_api.things import KINDS, NAMES
from graph_api.web import page
from graph_api.web.head import of_page
from ontology.terms import shorten

router = APIRouter(tags=["server"])

_THINGS = ("report", "meeting", "person", "organisation", "directive", "document")
_SHOWN = 10  # reports on the first page


@router.get("/", response_class=Response)
async def home(request: Request, here: Here, place: Place) -> Response:
    """Trang đầu · The first page: search, counts, reports, questions."""
    return await here.read(request, partial(_home, place=place))


def _home(store: Reading, place: Addresses) -> Response:
    found = counts(store)
    latest = {iri: store.iris.report_name(iri) for iri in latest_reports(store, _SHOWN)}
    return page(
        place.root,
        "home.html",
        head=of_page(place, "/", "chithi: ai, ở đâu, chỉ đạo gì, theo văn bản nào"),
        counts=[(NAMES[kind], found[kind]) for kind in _THINGS],
        facts=[(NAMES[kind], count) for kind, count in found.items() if kind not in _THINGS],
        total=found["report"],
        latest=bool(latest),
        written=written_at(store),
        reports=lines(store, place, latest) or listed(store, place, FIRST_PAGE, _SHOWN)[0],
        groups=grouped(),
    )


@router.get("/docs", response_class=Response)
async def docs(request: Request) -> Response:
    """Mọi địa chỉ và tham số · Every endpoint with its parameters, from /openapi.json."""
    described = request.app.openapi()
    operations = [
        {"path": path, "method": method.upper(), **operation}
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    return page(root(request), "docs.html", operations=operations)


_COUNTED: WeakKeyDictionary[Reading, tuple[Hashable, dict[str, int]]] = WeakKeyDictionary()


def counts(store: Reading) -> dict[str, int]:
    """How many things of each kind the store holds; counted once for each generation."""
    generation, told = _COUNTED.get(store, (None, {}))
    if generation != store.generation:
        found = rows(store, "SELECT ?class (COUNT(*) AS ?n) { ?thing a ?class } GROUP BY ?class")
        of_class = {shorten(text(row, "class")): number(row, "n") for row in found}
        told = {kind: of_class.get(name, 0) for name, kind in KINDS.items()}
        _COUNTED[store] = (store.generation, told)
    return told

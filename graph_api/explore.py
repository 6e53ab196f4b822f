"""`/explore`: the graph around anything, as a drawing and as tables.

The address tells all that is shown, so that it brings back the view, and each step is a link.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from graph_api.address import Addresses
from graph_api.errors import Problem, wrong_parameter
from graph_api.explore_page import explorer_page
from graph_api.graph.asked import most
from graph_api.graph.exploration import MOST_THINGS, USUAL, View, explored, shown
from graph_api.graph.formats import FORMATS, answer
from graph_api.graph.layout import Layout
from graph_api.graph.named import meant
from graph_api.graph.parameters import checked_kinds
from graph_api.jobs import Answer
from graph_api.negotiate import HTML, Format, negotiated
from graph_api.reading import Reading
from graph_api.server import Here, Place
from graph_api.things import NAMES

router = APIRouter(tags=["graph"])

Texts = list[str] | None


@router.get("/explore", response_class=Response)
async def explore(
    request: Request,
    here: Here,
    place: Place,
    id: Annotated[  # noqa: A002 - the name of the parameter in the address
        Texts, Query(description="Các đối tượng, theo IRI hay tên · things, by IRI or name")
    ] = None,
    source: Annotated[
        str, Query(max_length=2000, description="Tìm đường từ đây · paths from here")
    ] = "",
    target: Annotated[str, Query(max_length=2000, description="đến đây · to here")] = "",
    hide: Annotated[Texts, Query(description="Loại bị ẩn · kinds of things to hide")] = None,
    omit: Annotated[Texts, Query(description="Đối tượng bị bỏ · things to leave out")] = None,
    limit: Annotated[
        int | None, Query(ge=1, description="Số lân cận của mỗi đối tượng · neighbours of each")
    ] = None,
    whole: Annotated[
        bool, Query(alias="all", description="Bảng đủ mọi hàng · tables with all rows")
    ] = False,
    format: Annotated[  # noqa: A002 - the name of the parameter in the address
        str | None, Query(description="html json graphml gexf dot mermaid csv ttl")
    ] = None,
) -> Response:
    """Đồ thị quanh một hay nhiều đối tượng · The graph around things, to be explored."""
    form = negotiated(request.headers.get("accept", ""), format, (HTML, *FORMATS))
    given = tuple(dict.fromkeys(name for name in id or () if name.strip()))
    if len(given) > MOST_THINGS:
        raise wrong_parameter(
            "id", f"id: tối đa {MOST_THINGS} đối tượng · at most {MOST_THINGS} things"
        )
    job = partial(
        _explored,
        place=place,
        view=View(
            given,
            (source.strip(), target.strip()),
            checked_kinds(hide, tuple(NAMES)),
            tuple(dict.fromkeys(omit or ())),
            most(limit or min(USUAL, here.settings.graph_nodes), here.settings),
            whole,
        ),
        allowed=here.settings.graph_nodes,
        form=form,
    )
    return await here.read(request, job)


def _explored(store: Reading, place: Addresses, view: View, allowed: int, form: Format) -> Answer:
    things, wrong = _meant(store, place, view.things)
    ends, lost = _meant(store, place, [end for end in view.ends if end])
    wrong = wrong or lost
    if form != HTML and wrong:
        raise wrong
    view = replace(view, things=things, ends=ends, omitted=tuple(map(place.iri, view.omitted)))
    whole = explored(store, place, view, allowed)
    layout = Layout.FORCE if len(view.asked) > 1 else Layout.RADIAL
    if form != HTML:
        return answer(shown(whole, view), form, place, layout)
    return explorer_page(place, view, whole, layout, allowed, wrong)


def _meant(
    store: Reading, place: Addresses, given: Sequence[str]
) -> tuple[tuple[str, ...], Problem | None]:
    """The IRIs that are meant, and what is wrong with the first name that means none."""
    found: dict[str, None] = {}
    wrong: Problem | None = None
    for name in given:
        try:
            found[meant(store, place, name)] = None
        except Problem as problem:
            wrong = wrong or problem.bare()  # its frames would hold results
    return tuple(found), wrong

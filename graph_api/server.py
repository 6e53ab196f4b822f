"""What every route works with: the store, the settings, the search index."""

from dataclasses import dataclass, field
from typing import Annotated, Any, cast

from anyio import CapacityLimiter
from fastapi import Depends, Request

from graph_api.address import Addresses
from graph_api.reading import Reading
from graph_api.search_index import SearchIndex
from graph_api.settings import Settings


@dataclass(frozen=True, slots=True)
class Server:
    store: Reading
    settings: Settings
    search: SearchIndex
    # Whatever is asked in SPARQL, the questions of the catalogue have threads of their own.
    sparql: CapacityLimiter
    questions: CapacityLimiter
    counted: dict[str, Any] = field(default_factory=dict)  # what was counted, of which generation


def server(request: Request) -> Server:
    return cast(Server, request.app.state.server)


def addresses(request: Request) -> Addresses:
    """Where things are found for this request: behind a proxy the root differs."""
    return Addresses(server(request).store.iris.base, root(request))


def root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))


Here = Annotated[Server, Depends(server)]
Place = Annotated[Addresses, Depends(addresses)]

"""The parameters of the routes under `/graph`, with what is told of them in /openapi.json."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import Query

from graph_api.address import Addresses
from graph_api.errors import wrong_parameter
from graph_api.graph.model import Graph
from graph_api.settings import Settings

Id = Annotated[
    str,
    Query(
        min_length=1,
        max_length=2000,
        description="IRI, /id/person/..., person/... hay tên · the thing, by its IRI or name",
    ),
]
Depth = Annotated[int, Query(description="Số bước, 1 đến 10 · steps from the thing, 1 to 10")]
Limit = Annotated[
    int | None, Query(ge=1, description="Số nút tối đa · the most nodes (CHITHI_GRAPH_NODES)")
]
Kinds = Annotated[
    list[str] | None,
    Query(description="Chỉ các loại này, cách nhau bởi dấu phẩy · kinds alone"),
]
AsOf = Annotated[
    str | None,
    Query(alias="asOf", description="Như đã biết vào ngày · as known on a date (2024, 2024-05, …)"),
]
From = Annotated[
    str | None, Query(alias="from", description="Từ ngày · from this date on (2024, 2024-05, …)")
]
To = Annotated[str | None, Query(description="Đến hết ngày · to the end of this date")]
FormatName = Annotated[str | None, Query(description="json graphml gexf dot mermaid csv ttl")]

_USUAL = 200  # nodes


def most(limit: int | None, settings: Settings) -> int:
    """How many nodes an answer may hold; raises `Problem` 400 where more are asked for."""
    allowed = settings.graph_nodes
    if limit is not None and limit > allowed:
        raise wrong_parameter(
            "limit", f"limit={limit}: tối đa {allowed} · at most {allowed} (CHITHI_GRAPH_NODES)"
        )
    return limit or min(allowed, _USUAL)


def with_rest(
    made: Graph, addresses: Addresses, path: str, parameters: Mapping[str, object]
) -> Graph:
    """The graph, with the address of the rest where it was cut."""
    given = {name: value for name, value in parameters.items() if value not in (None, "", ())}
    return replace(made, rest=f"{addresses.root}/graph/{path}?{urlencode(given, doseq=True)}")


def with_more(
    made: Graph, addresses: Addresses, path: str, parameters: Mapping[str, object], allowed: int
) -> Graph:
    """A graph that was cut at `limit` nodes: the address of more, or the word to go on from one."""
    if not made.truncated:
        return made
    limit = int(str(parameters["limit"]))
    if limit < allowed:
        more = {**parameters, "limit": min(allowed, 4 * limit)}
        return with_rest(made, addresses, path, more)
    note = "đi tiếp từ một nút · go on from a node of the answer, with its `id`"
    return replace(made, notes=(*made.notes, note))

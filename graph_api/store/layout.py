"""How a store of ours lies on a SPARQL service, which may keep its default graph in other ways.

Where the default graph is one of its own (Oxigraph, Jena, another chithi), it is as in an embedded
store. Where it is the union of all (Virtuoso, RDF4J), what it would hold lies in `graph/once`, and
queries say so; such a service may then hide the named graphs, which are named to it again.
"""

import json
import secrets
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

import pyoxigraph as ox

from graph_api.store.client import Client
from graph_api.store.errors import StoreError
from graph_api.store.place import FORMAT
from graph_api.store.reads import CHECKSUM, Results
from graph_api.store.results import accepted, form, results
from ontology import terms
from ontology.terms import Iris, expand

SETTINGS: Final = ox.NamedNode(expand("ct:storeSettings"))
_LOADS: Final = Iris("").loads
_DEFAULT: Final = ox.DefaultGraph()


class Hidden(Enum):
    """Which named graphs a query does not see unless they are listed beside it."""

    NONE = auto()
    IRIS = auto()
    ALL = auto()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where what lies.

    `default` holds each triple once. Where it is named to the service, that `hides` the named
    graphs, all of them or (Virtuoso) those that a query names by their IRI.
    `piecewise`: the service takes no more than some hundred triples in one update, and an update
    is no transaction.
    """

    iris: Iris
    default: ox.NamedNode | ox.DefaultGraph
    hides: Hidden
    piecewise: bool


def asked(client: Client, query: str, *default: str) -> Results:
    """The answer to a query of ours, over the default graph of that name."""
    of = form(query)
    return results(client.ask(query, accepted(of), default), of)


def find(client: Client, base: str | None, *, create: bool) -> Layout:
    """The store on a service, made where there is none and `create` is true.

    Raises `StoreError` for a service of another store, of another format, or of other data.
    """
    address = client.endpoint.query
    bases = _bases(client)
    if base is None and len(bases) > 1:
        raise StoreError(
            f"{address}: có nhiều kho, chọn bằng --base: {', '.join(sorted(bases))} · there are "
            "several stores, choose one"
        )
    chosen = base or next(iter(bases), terms.BASE)
    if chosen not in bases and not create:
        other = f" ({', '.join(bases)})" if bases else ""
        raise StoreError(
            f"{address}: chưa có kho nào của {chosen} ở đây{other}: nạp báo cáo trước bằng "
            f"`chithi load ... --store {address}` · no store here: load reports first"
        )
    iris = Iris(chosen)
    made = create and not bases.get(chosen)
    if made:
        client.update(f"INSERT DATA {{ {settings(iris)} }}")
    said = made or bases[chosen]
    known = f"<{iris.loads}> {SETTINGS} ?any" if said else f"?report {CHECKSUM} ?sum"
    layout = _layout(client, iris, known)
    if made and chosen not in bases and layout.default == _DEFAULT and _holds(client, "?s ?p ?o"):
        client.update(f"DELETE WHERE {{ {_said(iris, '?settings')} }}")
        raise StoreError(
            f"{address}: đồ thị mặc định có dữ liệu khác: dùng tập dữ liệu trống · the default "
            "graph holds other data: use an empty dataset"
        )
    return layout


def settings(iris: Iris) -> str:
    """What a store says of itself, as it stands in an update; another one each time."""
    written = {"format": FORMAT, "base": iris.base, "revision": secrets.token_hex(8)}
    return _said(iris, str(ox.Literal(json.dumps(written))))


def _said(iris: Iris, value: str) -> str:
    return f"GRAPH <{iris.loads}> {{ <{iris.loads}> {SETTINGS} {value} }}"


def _bases(client: Client) -> dict[str, bool]:
    """The bases of the stores that are there, and whether they say so themselves.

    One that was loaded by another chithi, in a folder of its own, is known by its checksums.
    """
    said = asked(client, f"SELECT ?said {{ GRAPH ?loads {{ ?loads {SETTINGS} ?said }} }}")
    bases: dict[str, bool] = {}
    for (value,) in _rows(said):
        try:
            written = json.loads(value)
            number, base = int(written["format"]), str(written["base"])
        except (ValueError, KeyError, TypeError) as error:
            raise StoreError(
                f"{client.endpoint.query}: không đọc được thiết lập của kho · the settings of the "
                f"store cannot be read ({error})"
            ) from error
        if number != FORMAT:
            raise StoreError(
                f"{client.endpoint.query}: kho có định dạng {number}, bản chithi này đọc định dạng "
                f"{FORMAT} · the store is of another format"
            )
        bases[base] = True
    if not bases:
        query = f"SELECT DISTINCT ?loads {{ GRAPH ?loads {{ ?report {CHECKSUM} ?sum }} }}"
        graphs = (value for (value,) in _rows(asked(client, query)))
        bases = {graph.removesuffix(_LOADS): False for graph in graphs if graph.endswith(_LOADS)}
    return bases


def _layout(client: Client, iris: Iris, known: str) -> Layout:
    """Asks where `known`, a pattern that the graph of loads holds, is seen."""
    piecewise = "virtuoso" in client.software.lower()
    if not _holds(client, known):
        return Layout(iris, _DEFAULT, Hidden.NONE, piecewise)
    once = f"{iris.base}graph/once"
    hides = Hidden.NONE
    for graph, hidden in ((f"<{iris.loads}>", Hidden.IRIS), ("?loads", Hidden.ALL)):
        if not _found(client, f"GRAPH {graph} {{ {known} }}", once):
            hides = hidden
    return Layout(iris, ox.NamedNode(once), hides, piecewise)


def _found(client: Client, pattern: str, default: str) -> bool:
    """As `_holds` over a default graph; Virtuoso says yes to ASK of a graph that it hides."""
    found = asked(client, f"SELECT ?loads ?any ?sum {{ {pattern} }} LIMIT 1", default)
    return any("".join(row) for row in _rows(found))


def _holds(client: Client, pattern: str, *default: str) -> bool:
    return bool(asked(client, f"ASK {{ {pattern} }}", *default))


def _rows(found: Results) -> list[list[str]]:
    assert isinstance(found, ox.QuerySolutions)
    return [["" if term is None else term.value for term in solution] for solution in found]

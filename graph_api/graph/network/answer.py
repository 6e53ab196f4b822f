"""The part of a network that is asked for: the nodes that matter most, and what joins them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

from graph_api.address import Addresses
from graph_api.errors import Problem
from graph_api.graph.model import Edge, Graph, Said, Span
from graph_api.graph.network.analysis import Analysis, Member, Shared, Whole, opened
from graph_api.graph.network.builder import Order, build, build_apart, slot
from graph_api.graph.network.kept import Failed, NotYet, Slot, folder, obtain
from graph_api.graph.network.question import Measure, Network, Of
from graph_api.graph.nodes import nodes
from graph_api.graph.spans import spans
from graph_api.reading import Reading
from ontology.edges import edge_kinds

_JOINED: Final = {Of.MEETINGS: "meets", Of.BODIES: "servesWith", Of.PEOPLE: "sharesPeople"}
_GROUPS: Final = {
    Of.MEETINGS: ("cuộc họp", "meetings"),
    Of.BODIES: ("tổ chức", "bodies"),
    Of.PEOPLE: ("người", "people"),
}
_EDGES: Final = 10
"""Edges for each node that is shown, of those that weigh most: more are no picture."""
_QUOTED: Final = 3
"""Of what two nodes share, so many are told with their evidence, the latest first."""
_TOLD: Final = 20_000
"""Edges that are told with dates and evidence, the heaviest; more than the server ever answers."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """How analyses are kept: `cache_folder` for stores that have no folder of their own.

    `wait`: seconds to wait for one that is being made. With `apart` it is made in a process of its
    own, which may take `seconds` and `memory_bytes`; else where it is asked for.
    """

    cache_folder: str = ""
    wait: float = 4.0
    apart: bool = True
    seconds: int = 600
    memory_bytes: int = 4_000_000_000


@contextmanager
def analysed(store: Reading, network: Network, keeping: Keeping) -> Iterator[Analysis]:
    """The analysis of a network of this generation, made by the first who asks for it.

    Raises `NotYet` where it is not there in time, `Problem` 503 where it cannot be made.
    """
    at = slot(store, network, folder(store, keeping.cache_folder))

    def start(wanted: Slot, lock: int) -> None:
        if not keeping.apart or not store.place:
            build(store, network, wanted)
            return
        generation, limits = str(store.generation), (keeping.seconds, keeping.memory_bytes)
        base = store.iris.base
        build_apart(Order(store.place, base, generation, network, wanted, *limits), lock)

    try:
        with opened(obtain(at, start, keeping.wait, again=not keeping.apart)) as analysis:
            yield analysis
    except FileNotFoundError:  # taken away between two looks: another generation is there
        raise NotYet from None
    except Failed as error:
        raise _failed(str(error), keeping) from None


def shown(
    store: Reading,
    addresses: Addresses,
    network: Network,
    measure: Measure,
    limit: int,
    keeping: Keeping,
) -> Graph:
    """The `limit` nodes of which a measure is highest, and the edges among them.

    Raises as `analysed` does.
    """
    with analysed(store, network, keeping) as analysis:
        whole = analysis.whole()
        members = analysis.first(measure, limit)
        edges, joined = analysis.among((member.number for member in members), _EDGES * limit)
        joins = [
            _Join(first, second, weight, analysis.shared(first, second, whole.largest))
            for first, second, weight in edges[:_TOLD]
        ]
        joins += [_Join(first, second, weight, []) for first, second, weight in edges[_TOLD:]]
        alone = {one.iri: analysis.fact(one.number) for one in members}
    iris = {member.number: member.iri for member in members}
    said = spans(store, [*alone.values(), *(fact for one in joins for fact in one.facts)])
    evidence = {iri: tuple(said.get(fact, ())) for iri, fact in alone.items()}
    made = nodes(store, addresses, dict.fromkeys(alone, 0), _measured(members), evidence)
    by_iri = {node.id: node for node in made}
    return Graph(
        tuple(by_iri[member.iri] for member in members),
        tuple(_edge(one, iris, _JOINED[network.of], said) for one in joins),
        truncated=whole.nodes > len(members) or joined > len(joins),
        notes=tuple(_notes(network.of, whole, len(joins), joined - len(joins))),
    )


@dataclass(frozen=True, slots=True)
class _Join:
    """An edge by the numbers of its ends, and what they share, the latest first."""

    first: int
    second: int
    weight: float
    shared: list[Shared]

    @property
    def facts(self) -> list[str]:
        """What it is told with."""
        return [fact for one in self.shared[:_QUOTED] for fact in (one.one, one.other)]

    @property
    def days(self) -> tuple[str, str]:
        """The first and the last, "" where none is known."""
        days = sorted(one.day for one in self.shared if one.day)
        return (days[0], days[-1]) if days else ("", "")


def _edge(
    one: _Join, iris: Mapping[int, str], kind: str, said: Mapping[str, Sequence[Span]]
) -> Edge:
    return Edge(
        iris[one.first],
        iris[one.second],
        kind,
        edge_kinds()[kind].words,
        *one.days,
        weight=one.weight,
        said={"shared": int(one.weight)},
        evidence=tuple(sorted({span for fact in one.facts for span in said.get(fact, ())})),
    )


def _measured(members: Iterable[Member]) -> dict[str, Said]:
    return {
        member.iri: {
            "degree": member.degree,
            "strength": member.strength,
            "betweenness": member.betweenness,
            "pagerank": member.pagerank,
            "community": member.community,
        }
        for member in members
    }


def _notes(of: Of, whole: Whole, shown: int, hidden: int) -> Iterator[str]:
    if not whole.nodes:
        yield "không có gì trong kho hay trong khoảng này · nothing in the store or in this period"
        return
    yield (
        f"cả mạng: {whole.nodes} nút, {whole.edges} cạnh, {whole.communities} cộng đồng "
        f"(modularity {whole.modularity:.3f}) · the whole network: nodes, edges, communities"
    )
    if whole.left_out:
        yield (
            f"{whole.left_out} {_GROUPS[of][0]} có hơn {whole.largest} thành viên không tạo cạnh · "
            f"{whole.left_out} {_GROUPS[of][1]} of more than {whole.largest} members join nobody"
        )
    if whole.pivots < whole.joined:
        yield (
            f"betweenness là ước lượng, từ {whole.pivots} trên {whole.joined} nút · betweenness is "
            f"an estimate, from {whole.pivots} of {whole.joined} nodes"
        )
    if shown > _TOLD:
        yield (
            f"chỉ {_TOLD} cạnh nặng nhất có ngày và bằng chứng · only the {_TOLD} heaviest edges "
            "have dates and evidence"
        )
    if hidden:
        yield (f"{hidden} cạnh nhẹ hơn không được vẽ · {hidden} edges of less weight are not shown")


def not_yet() -> Problem:
    """A 503: who waited for an analysis waited long enough."""
    return Problem(
        503,
        "Mạng đang được tính · The network is being analysed",
        "mỗi phiên bản của kho chỉ tính một lần: hỏi lại sau ít giây · once for each generation of "
        "the store: ask again in some seconds",
    )


def _failed(why: str, keeping: Keeping) -> Problem:
    return Problem(
        503,
        "Không tính được mạng này · The network could not be analysed",
        f"{why or 'quá lâu hay quá lớn · too long or too large'}: bị dừng sau {keeping.seconds} "
        f"giây hay {keeping.memory_bytes} byte (CHITHI_NETWORK_SECONDS, CHITHI_NETWORK_MEMORY); "
        "thu hẹp from và to · ended at its limits: narrow from and to, or raise these; it is tried "
        "again ten minutes later",
    )

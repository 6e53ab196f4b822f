"""`chithi graph network` and `chithi graph paths`: who is joined to whom, and how."""

from typing import Annotated

import typer

from graph_api.address import Addresses
from graph_api.cli.app import DEFAULT_STORE, StoreOption
from graph_api.cli.graph import (
    USUAL,
    DepthOption,
    Format,
    FormatOption,
    FromOption,
    KindOption,
    LimitOption,
    ThingArgument,
    ToOption,
    graph,
    printed,
)
from graph_api.graph.layout import Layout
from graph_api.graph.model import Graph
from graph_api.graph.network.question import Measure, Of, asked
from graph_api.graph.paths import USUAL_DEPTH, USUAL_PATHS
from graph_api.reading import Reading
from graph_api.settings import Settings


@graph.command()
def network(
    of: Annotated[
        Of,
        typer.Option(
            "--of",
            help="Nối bởi cuộc họp, tổ chức, hay người · people joined by meetings or by bodies, "
            "or bodies joined by people",
        ),
    ] = Of.MEETINGS,
    measure: Annotated[
        Measure, typer.Option("--measure", help="Chọn nút theo · by what nodes are chosen")
    ] = Measure.DEGREE,
    since: FromOption = None,
    to: ToOption = None,
    kind: KindOption = None,
    limit: LimitOption = USUAL,
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Mạng người và tổ chức, tính một lần rồi giữ lại · Networks, analysed once and kept.

    Ví dụ · example: `chithi graph network --of bodies --measure betweenness --limit 20`
    """
    from graph_api.graph.network.answer import Keeping, shown

    wanted = asked(of, since, to, kind)
    keeping = Keeping(Settings.from_environment().cache, wait=float("inf"), apart=False)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        return shown(reading, addresses, wanted, measure, limit, keeping)

    printed(store, form, Layout.FORCE, make, by_node=True)


@graph.command()
def paths(
    source: ThingArgument,
    target: ThingArgument,
    number: Annotated[
        int, typer.Option("-k", "--paths", help="Số đường, 1 đến 20 · how many")
    ] = USUAL_PATHS,
    kind: KindOption = None,
    depth: DepthOption = USUAL_DEPTH,
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Các đường ngắn nhất nối hai đối tượng · The shortest paths between two things.

    Ví dụ · example: `chithi graph paths "Trịnh Khắc Miên" "Lương Thị Hải Đường" -k 2`
    """
    from graph_api.graph import paths as ways
    from graph_api.graph.named import meant

    wanted = ways.asked(number, depth, kind)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        first = meant(reading, addresses, source, parameter="source")
        last = meant(reading, addresses, target, parameter="target")
        return ways.paths(reading, addresses, first, last, wanted)

    printed(store, form, Layout.RADIAL, make)

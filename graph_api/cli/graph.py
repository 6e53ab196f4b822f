"""`chithi graph`: the same walks as under `/graph`, in the terminal."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from graph_api.address import Addresses
from graph_api.cli.app import DEFAULT_STORE, Place, StoreOption, app, err, open_reading, out
from graph_api.graph.formats import chosen, written
from graph_api.graph.formats.plain import line
from graph_api.graph.layout import Layout
from graph_api.graph.model import Graph
from graph_api.graph.parameters import checked_dates, checked_kinds, checked_period
from graph_api.reading import Reading

graph = typer.Typer(
    name="graph",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Đi theo đồ thị: cấp trên cấp dưới, chuỗi viện dẫn, những gì quanh một đối tượng."
    "\n\nWalks through the graph: hierarchies, chains of citations, what surrounds a thing."
    '\n\nVí dụ · example: `chithi graph hierarchy "Viện Địa chất biển Hải Vân"`',
)
app.add_typer(graph, name="graph")


class Format(StrEnum):
    """How a graph is printed."""

    TABLE = "table"
    JSON = "json"
    GRAPHML = "graphml"
    GEXF = "gexf"
    DOT = "dot"
    MERMAID = "mermaid"
    CSV = "csv"
    TTL = "ttl"


ThingArgument = Annotated[
    str, typer.Argument(metavar="ID", help="Tên, IRI hay person/... · a name, IRI or person/...")
]
FormatOption = Annotated[Format, typer.Option("--format", "-f", help="Cách in · how it is printed")]
DepthOption = Annotated[int, typer.Option("--depth", help="Số bước, 1 đến 10 · steps, 1 to 10")]
LimitOption = Annotated[int, typer.Option("--limit", min=1, help="Số nút tối đa · the most nodes")]
KindOption = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Chỉ các loại này, cách nhau bởi dấu phẩy · kinds alone"),
]
FromOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="Từ ngày · from this date on")
]
ToOption = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="Đến hết ngày · to the end of this date")
]
_UNSHOWN = ("predicate", "relation", "lineLabel")  # of a table for the eye
USUAL = 200
"""Nodes of an answer."""

Make = Callable[[Reading, Addresses], Graph]


def printed(
    place: Place, form: Format, layout: Layout, make: Make, *, by_node: bool = False
) -> None:
    """Make a graph of what the store at `place` holds, and print it.

    A table has a row for each edge, or `by_node` for each node. Notes, and how to
    get the rest of what was cut, go to stderr where the format is a table.
    """
    with open_reading(place) as store:
        addresses = Addresses(store.iris.base)
        made = make(store, addresses)
        if form is not Format.TABLE:
            text = written(made, chosen("", form.value), addresses, layout)
            sys.stdout.buffer.write(text.encode("utf-8", "replace"))
            sys.stdout.buffer.flush()
            return
    out().print(_table(made, by_node=by_node))
    for note in made.notes:
        err().print(line(note), markup=False)
    if made.truncated:
        more = f"--after '{made.rest}'" if made.rest else "--limit N"
        err().print(f"còn nữa · there is more: {more}", markup=False)


def _table(made: Graph, *, by_node: bool) -> Table:
    """A row for each edge, or for each node; that too where nothing is joined."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    called = {node.id: node.label for node in made.nodes}
    if by_node or not made.edges:
        for name in ("Loại · Kind", "Tên · Name", "Ngày · Date", ""):
            table.add_column(name, overflow="fold")
        for node in made.nodes:
            said = "; ".join(f"{name}={value}" for name, value in node.said.items())
            table.add_row(*map(Text, (node.kind, line(node.label), node.date, line(said))))
        return table
    for name in ("Từ · From", "", "Đến · To", "Ngày · Dates", ""):
        table.add_column(name, overflow="fold")
    for edge in made.edges:
        dates = " – ".join(dict.fromkeys(filter(None, (edge.first, edge.last))))
        said = "; ".join(
            f"{name}={value}" for name, value in edge.said.items() if name not in _UNSHOWN
        )
        source, target = line(called[edge.source]), line(called[edge.target])
        table.add_row(*map(Text, (source, line(edge.label), target, dates, line(said))))
    return table


@graph.command()
def neighbours(
    thing: ThingArgument,
    kind: KindOption = None,
    since: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = USUAL,
    after: Annotated[
        str, typer.Option("--after", help="Phần còn lại, theo lời báo · the rest, as told")
    ] = "",
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Những gì nối với một đối tượng · All that is joined to a thing.

    Ví dụ · example: `chithi graph neighbours "Trịnh Khắc Miên" --kind post,participation`
    """
    from graph_api.graph import neighbours as around
    from graph_api.graph.named import meant

    kinds = checked_kinds(kind, around.KINDS) or around.KINDS
    page, period = around.Page(limit, after), checked_period(since, to)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        found = meant(reading, addresses, thing)
        return around.neighbours(reading, addresses, found, kinds, page, period)

    printed(store, form, Layout.RADIAL, make)


@graph.command()
def hierarchy(
    body: ThingArgument,
    depth: DepthOption = 3,
    direction: Annotated[str, typer.Option("--direction", help="up, down hay · or both")] = "both",
    as_of: Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="Như đã biết vào ngày · as known on a date"),
    ] = None,
    kind: KindOption = None,
    limit: LimitOption = USUAL,
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Cấp trên, cấp dưới của một tổ chức · The bodies above and below a body.

    Ví dụ · example: `chithi graph hierarchy "Viện Địa chất biển Hải Vân" --format mermaid`
    """
    from graph_api.graph import hierarchy as bodies
    from graph_api.graph.named import meant

    asked = bodies.asked(direction, depth, limit, as_of, kind)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        found = meant(reading, addresses, body, kind="organisation")
        return bodies.hierarchy(reading, addresses, found, asked)

    printed(store, form, Layout.LAYERED, make)


@graph.command()
def citations(
    thing: ThingArgument,
    depth: DepthOption = 2,
    direction: Annotated[str, typer.Option("--direction", help="up, down hay · or both")] = "both",
    since: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = USUAL,
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Chuỗi viện dẫn · What a thing rests on (up), and what rests on it (down).

    Ví dụ · example: `chithi graph citations 05-CT/TW --direction down`
    """
    from graph_api.graph import citations as chains
    from graph_api.graph.named import meant

    asked = chains.asked(direction, depth, limit, since, to)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        found = meant(reading, addresses, thing)
        return chains.citations(reading, addresses, found, asked)

    printed(store, form, Layout.LAYERED, make)


@graph.command()
def person(
    who: ThingArgument,
    kind: KindOption = None,
    since: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = USUAL,
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Chức vụ, cuộc họp, chỉ đạo, người cùng việc · A person's posts, meetings and colleagues.

    Ví dụ · example: `chithi graph person "Trịnh Khắc Miên" --kind post`
    """
    from graph_api.graph import person as people
    from graph_api.graph.named import meant

    asked = people.asked(limit, since, to, kind)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        found = meant(reading, addresses, who, kind="person")
        return people.person(reading, addresses, found, asked)

    printed(store, form, Layout.RADIAL, make)


@graph.command()
def difference(
    body: ThingArgument,
    since: Annotated[str, typer.Option("--from", metavar="DATE", help="Ngày trước · the earlier")],
    to: Annotated[str, typer.Option("--to", metavar="DATE", help="Ngày sau · the later")],
    depth: DepthOption = 3,
    kind: KindOption = None,
    limit: LimitOption = USUAL,
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Hệ thống tổ chức đổi gì giữa hai ngày · What changed in a hierarchy between two dates.

    Ví dụ · example: `chithi graph difference "Viện Địa chất biển Hải Vân" --from 2022-01 --to 2023`
    """
    from graph_api.graph import difference as differences
    from graph_api.graph import hierarchy as bodies
    from graph_api.graph.named import meant

    period = checked_dates(since, to)
    asked = bodies.asked("both", depth, limit, period.since, kind)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        found = meant(reading, addresses, body, kind="organisation")
        return differences.difference(reading, addresses, found, asked, period.until)

    printed(store, form, Layout.LAYERED, make)


@graph.command("most-cited")
def most_cited(
    body: Annotated[
        str, typer.Argument(metavar="[ID]", help="Cơ quan ban hành · the body that issued them")
    ] = "",
    since: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = 20,
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Văn bản được viện dẫn nhiều nhất · The documents cited most, of a body or a period.

    Ví dụ · example: `chithi graph most-cited --from 2022 --limit 5`
    """
    from graph_api.graph import most_cited as ranking
    from graph_api.graph.named import meant

    period = checked_period(since, to)

    def make(reading: Reading, addresses: Addresses) -> Graph:
        found = meant(reading, addresses, body, kind="organisation") if body else ""
        return ranking.most_cited(reading, addresses, found, period, limit)

    printed(store, form, Layout.RADIAL, make)

"""`chithi graph timeline`, `figures`, `changes`, `contradictions`: entries in order of time."""

import sys
from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from graph_api.address import Addresses
from graph_api.cli.app import DEFAULT_STORE, Place, StoreOption, err, open_reading, out
from graph_api.cli.graph import USUAL, FromOption, KindOption, ThingArgument, ToOption, graph
from graph_api.graph.entry import Entries, Entry
from graph_api.graph.entry_answers import Shape
from graph_api.graph.entry_formats import as_csv, as_json, as_turtle
from graph_api.graph.formats.plain import line
from graph_api.graph.parameters import checked_kinds, checked_period
from graph_api.negotiate import JSON
from graph_api.reading import Reading


class Format(StrEnum):
    """How entries are printed."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    TTL = "ttl"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="Cách in · how it is printed")]
LimitOption = Annotated[
    int, typer.Option("--limit", min=1, help="Số dòng tối đa · the most entries")
]
AfterOption = Annotated[
    str,
    typer.Option(
        "--after",
        callback=lambda given: given.replace("\\t", "\t"),  # a tab as it was printed
        help="Phần còn lại, theo lời báo · the rest, as told",
    ),
]

Make = Callable[[Reading, Addresses], Entries]


def printed(place: Place, form: Format, make: Make, shape: Shape = as_json) -> None:
    """Make entries of what the store at `place` holds, and print them.

    Notes, and how to get the rest of what was cut, go to stderr.
    """
    with open_reading(place) as store:
        addresses = Addresses(store.iris.base)
        found = make(store, addresses)
        if form is Format.TTL:
            _write(as_turtle(found, addresses, store))
        elif form is Format.CSV:
            _write(as_csv(found, addresses).encode("utf-8", "replace"))
        elif form is Format.JSON:
            _write(bytes(JSON.answer(shape(found, addresses, f"--after {found.after!r}")).body))
        else:
            out().print(_table(found))
    for note in found.notes:
        err().print(note, markup=False)
    if found.truncated:
        err().print(f"còn nữa · there is more: --after {found.after!r}", markup=False)


def _write(written: bytes) -> None:
    sys.stdout.buffer.write(written)
    sys.stdout.buffer.flush()


def _table(found: Entries) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    for name in ("Ngày · Date", "Loại · Kind", "Nội dung · What is told", ""):
        table.add_column(name, overflow="fold")
    for entry in found.entries:
        table.add_row(*map(Text, (entry.date, entry.kind, line(entry.label), line(_more(entry)))))
    return table


def _more(entry: Entry) -> str:
    quotes = " ≠ ".join(f"“{quote}”" for quote in entry.quotes)
    said = (f"{name}={value}" for name, value in entry.said.items())
    return "; ".join(filter(None, (quotes, *said)))


@graph.command()
def timeline(
    thing: ThingArgument,
    kind: KindOption = None,
    since: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = USUAL,
    after: AfterOption = "",
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Điều được kể về một đối tượng, theo ngày · What is told of a thing, in order of date.

    Ví dụ · example: `chithi graph timeline "Trịnh Khắc Miên" --kind post,meeting`
    """
    from graph_api.graph.named import meant
    from graph_api.graph.telling import KINDS
    from graph_api.graph.timeline import Asked
    from graph_api.graph.timeline import timeline as lines

    kinds, period = checked_kinds(kind, KINDS), checked_period(since, to)

    def make(reading: Reading, addresses: Addresses) -> Entries:
        found = meant(reading, addresses, thing)
        return lines(reading, addresses, Asked(found, period, kinds, limit, after))

    printed(store, form, make)


@graph.command()
def figures(
    body: ThingArgument,
    indicator: Annotated[
        str, typer.Option("--indicator", help="Chữ trong chỉ tiêu · words of the indicator")
    ] = "",
    since: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = USUAL,
    after: AfterOption = "",
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Số liệu của một tổ chức theo thời gian · The figures of a body over time, as series.

    Ví dụ · example: `chithi graph figures "Đảng bộ Viện Địa chất biển Hải Vân" --format csv`
    """
    from graph_api.graph import figures as series
    from graph_api.graph.named import meant

    period = checked_period(since, to)

    def make(reading: Reading, addresses: Addresses) -> Entries:
        found = meant(reading, addresses, body, kind="organisation")
        return series.figures(reading, series.Asked(found, indicator, period, limit, after))

    printed(store, form, make, series.as_series)


@graph.command()
def changes(
    since: FromOption = None,
    to: ToOption = None,
    last: Annotated[
        bool, typer.Option("--last", help="Chỉ lần nạp cuối · the last load alone")
    ] = False,
    kind: KindOption = None,
    limit: LimitOption = USUAL,
    after: AfterOption = "",
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Kho thay đổi gì, mới nhất trước · What changed in the store, the newest first.

    Ví dụ · example: `chithi graph changes --last`
    """
    from graph_api.graph.changes import KINDS, Asked
    from graph_api.graph.changes import changes as changed

    asked = Asked(checked_period(since, to), last, checked_kinds(kind, tuple(KINDS)), limit, after)
    printed(store, form, lambda reading, addresses: changed(reading, addresses, asked))


@graph.command()
def contradictions(
    thing: Annotated[
        str, typer.Argument(metavar="[ID]", help="Về một đối tượng · about one thing or report")
    ] = "",
    kind: KindOption = None,
    since: FromOption = None,
    to: ToOption = None,
    limit: LimitOption = USUAL,
    after: AfterOption = "",
    form: FormatOption = Format.TABLE,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Điều mâu thuẫn, với các câu nói ra · What does not fit together, with the sentences.

    Ví dụ · example: `chithi graph contradictions --kind two-heads,two-places`
    """
    from graph_api.graph import contradictions as clashes
    from graph_api.graph.named import meant

    kinds = checked_kinds(kind, tuple(clashes.kinds()))
    period = checked_period(since, to)

    def make(reading: Reading, addresses: Addresses) -> Entries:
        found = meant(reading, addresses, thing) if thing else ""
        return clashes.contradictions(reading, clashes.Asked(kinds, found, period, limit, after))

    printed(store, form, make)

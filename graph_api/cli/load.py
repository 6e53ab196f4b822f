"""`chithi load` and `chithi retract`: what the store holds."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from graph_api.cli.app import (
    DEFAULT_STORE,
    BaseOption,
    GraphStoreUrlOption,
    StoreOption,
    UpdateUrlOption,
    app,
    err,
    open_store,
)
from graph_api.cli.given import (
    DEFAULT_MAX_SIZE,
    FieldsOption,
    MaxSizeOption,
    NameOption,
    PublishedOption,
    SourceOption,
    given,
)
from graph_api.cli.lexicon import LexiconOption, use_lexicon
from graph_api.cli.tally import STATES, Tally
from graph_api.crew import cores
from graph_api.load import Loaded, State, load
from graph_api.moment import now
from graph_api.store import Change
from loaders.read import ReadProblem, count_files, find

_INTERRUPTED = 130  # the exit code of what Ctrl-C ends


@app.command("load")
def load_command(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH",
            help="Tệp, thư mục, hay - là đầu vào chuẩn · files, folders, or - for standard input",
        ),
    ],
    store: StoreOption = DEFAULT_STORE,
    jobs: Annotated[
        int, typer.Option(help="Số tiến trình đọc, 0: mọi nhân · processes, 0: all cores", min=0)
    ] = 0,
    fields: FieldsOption = "",
    name: NameOption = "",
    source: SourceOption = "",
    published: PublishedOption = "",
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
    base: BaseOption = None,
    lexicon: LexiconOption = None,
    update_url: UpdateUrlOption = "",
    graph_store_url: GraphStoreUrlOption = "",
) -> None:
    """Nạp báo cáo vào kho · Load reports into the store.

    Đọc .txt, .html, .pdf, .docx, .jsonl, .warc và thư mục.
    Nạp lại không đổi gì; báo cáo đã sửa thay điều nó nói trước đó; tệp lỗi không cản tệp khác.

    Loading again changes nothing; a changed report replaces what it said; a file that fails stops
    no other. Mã thoát · exit code: 0 tất cả đã nạp · all loaded, 1 có tệp lỗi · some failed.

    Ví dụ · example: `chithi load samples --store store`
    """
    use_lexicon(lexicon)
    options = given(paths, max_size, fields=fields, name=name, source=source, published=published)
    tally = Tally()
    found = find(paths, options)
    try:
        for one in found:
            if not isinstance(one, ReadProblem):  # only now is there something to store
                with open_store(
                    store,
                    base=base,
                    create=True,
                    update_url=update_url,
                    graph_store_url=graph_store_url,
                ) as opened:
                    rest = chain([one], found)
                    loading = load(
                        rest, opened, options, jobs=jobs or cores(), tables=lexicon, at=now()
                    )
                    for loaded in _shown(loading, count_files(paths)):
                        tally.add(loaded)
            else:
                tally.add(Loaded("", State.FAILED, {}, failure=one))
    except KeyboardInterrupt:
        tally.end()
        err().print(
            "Đã dừng: những gì đã nạp thì còn, gọi lại lệnh này thì nạp tiếp · stopped: what is "
            "loaded stays, the same command goes on"
        )
        raise typer.Exit(_INTERRUPTED) from None
    except BaseException:  # when the disk is full in the middle: what is loaded, is
        tally.end()
        raise
    tally.end()
    if tally.failed:
        raise typer.Exit(1)


@app.command()
def retract(
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORT", help="Tên báo cáo · names, as in `query reports`"),
    ],
    store: StoreOption = DEFAULT_STORE,
    base: BaseOption = None,
    update_url: UpdateUrlOption = "",
    graph_store_url: GraphStoreUrlOption = "",
) -> None:
    """Rút báo cáo khỏi kho · Take reports out of the store.

    Những gì chỉ báo cáo ấy nói thì mất; những gì báo cáo khác cũng nói thì còn.

    What only they said goes; what others say too stays.

    Ví dụ · example: `chithi retract bao-cao-thang-7 --store store`
    """
    unknown, at = [], now()
    with open_store(
        store, base=base, update_url=update_url, graph_store_url=graph_store_url
    ) as opened:
        for name in reports:
            if opened.retract(opened.iris.report(name), at=at) is Change.REMOVED:
                typer.echo(f"{name}: đã rút · retracted")
            else:
                unknown.append(name)
    for name in unknown:
        typer.echo(
            f"{name}: kho không có báo cáo này, xem `chithi query reports` · not in the store",
            err=True,
        )
    if unknown:
        raise typer.Exit(1)


def _shown(loading: Iterator[Loaded], total: int | None) -> Iterator[Loaded]:
    """The same, with progress on stderr: a bar on a terminal, a line a report elsewhere.

    `total` is None where it is not known before all is read.
    """
    console = err()
    if not console.is_terminal:
        of = "" if total is None else f"/{total}"
        for number, one in enumerate(loading, start=1):
            label = STATES[one.state][0]
            place = one.name or (one.failure.place if one.failure else "")
            typer.echo(f"[{number}{of}] {place}: {label}", err=True)
            yield one
        return
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn() if total is None else TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=total)
        for one in loading:
            progress.update(task, advance=1, description=one.name)
            yield one

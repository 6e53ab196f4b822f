"""`chithi load` and `chithi retract`: what the store holds."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from graph_api.cli.app import DEFAULT_STORE, BaseOption, StoreOption, app, err, open_store, out
from graph_api.cli.lexicon import LexiconOption, use_lexicon
from graph_api.load import KINDS, Loaded, State, load
from graph_api.store import Change
from loaders.read import SIZE_LIMIT, ReadProblem, ReportFile, find_files

_STATES = {
    State.NEW: ("mới · new", "green"),
    State.UNCHANGED: ("không đổi · unchanged", "dim"),
    State.REPLACED: ("thay · replaced", "yellow"),
    State.FAILED: ("lỗi · failed", "red"),
}
_HEADINGS = {
    "meetings": "họp\nmeetings",
    "people": "người\npeople",
    "roles": "chức vụ\nposts",
    "directives": "chỉ đạo\ndirectives",
    "citations": "viện dẫn\ncitations",
    "hierarchy": "trực thuộc\nhierarchy",
    "figures": "số liệu\nfigures",
    "awards": "khen thưởng\nawards",
}
_BOTH_LANGUAGES = 140  # columns of the terminal


@app.command("load")
def load_command(
    paths: Annotated[
        list[Path],
        typer.Argument(metavar="PATH", help="Tệp .txt, .html hay thư mục · files, folders"),
    ],
    store: StoreOption = DEFAULT_STORE,
    max_size: Annotated[
        float, typer.Option(help="Giới hạn cỡ mỗi tệp, MB · largest file, MB", min=0)
    ] = SIZE_LIMIT / 1e6,
    base: BaseOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """Nạp báo cáo vào kho · Load reports into the store.

    Nạp lại không đổi gì; báo cáo đã sửa thay điều nó nói trước đó; tệp lỗi không cản tệp khác.

    Loading again changes nothing; a changed report replaces what it said; a file that fails stops
    no other. Mã thoát · exit code: 0 tất cả đã nạp · all loaded, 1 có tệp lỗi · some failed.

    Ví dụ · example: `chithi load samples --store store`
    """
    use_lexicon(lexicon)
    files, problems = find_files(paths)
    loaded: list[Loaded] = []
    try:
        if files:
            with open_store(store, base=base, create=True) as opened:
                loaded.extend(_shown(load(files, opened, int(max_size * 1e6)), files))
    finally:  # also when the disk is full in the middle: what is loaded, is
        problems += [one.failure for one in loaded if one.failure]
        _tell(loaded, problems)
    if problems:
        raise typer.Exit(1)


@app.command()
def retract(
    reports: Annotated[
        list[str],
        typer.Argument(metavar="REPORT", help="Tên báo cáo · names, as in `query reports`"),
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Rút báo cáo khỏi kho · Take reports out of the store.

    Những gì chỉ báo cáo ấy nói thì mất; những gì báo cáo khác cũng nói thì còn.

    What only they said goes; what others say too stays.

    Ví dụ · example: `chithi retract bao-cao-thang-7 --store store`
    """
    unknown = []
    with open_store(store) as opened:
        for name in reports:
            if opened.retract(opened.iris.report(name)) is Change.REMOVED:
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


def _shown(loading: Iterator[Loaded], files: Sequence[ReportFile]) -> Iterator[Loaded]:
    """The same, with progress on stderr: a bar on a terminal, a line a report elsewhere."""
    console = err()
    if not console.is_terminal:
        for number, one in enumerate(loading, start=1):
            typer.echo(f"[{number}/{len(files)}] {one.name}: {_STATES[one.state][0]}", err=True)
            yield one
        return
    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task("", total=len(files))
        for one in loading:
            progress.update(task, advance=1, description=one.name)
            yield one


def _table(loaded: Sequence[Loaded], width: int) -> Table:
    """A row a report; where `width` has no place for two languages, in Vietnamese alone."""
    narrow = width < _BOTH_LANGUAGES

    def heading(both: str) -> str:
        return both.partition("\n")[0].replace(" ", "\n", 1) if narrow else both

    table = Table(
        box=None, header_style="bold", pad_edge=False, padding=(0, 1 if narrow else 2, 0, 0)
    )
    table.add_column(heading("báo cáo\nreport"), overflow="fold", min_width=20)
    table.add_column(heading("trạng thái\nstate"), no_wrap=True)
    for kind in KINDS:
        table.add_column(heading(_HEADINGS[kind]), justify="right", no_wrap=True)
    table.add_column(heading("vấn đề\nproblems"), justify="right", no_wrap=True)
    for one in loaded:
        label, style = _STATES[one.state]
        label = label.partition(" · ")[0] if narrow else label
        cells = [str(one.counts.get(kind) or "") for kind in KINDS]
        troubles = len(one.problems) + (one.failure is not None)
        table.add_row(Text(one.name), Text(label, style), *cells, str(troubles or ""))
    return table


def _tell(loaded: Sequence[Loaded], problems: Sequence[ReadProblem]) -> None:
    """What the reader of the table should know, report by report; failures on stderr."""
    console = out()
    if loaded:
        console.print(_table(loaded, console.width))
    told = [(one.name, message) for one in loaded for message in one.problems]
    if told:
        console.print("\nVấn đề trong báo cáo · problems in reports", style="bold")
        for name, message in told:
            console.print(Text(f"  {name}: {message}"), soft_wrap=True)
    if problems:
        err().print("Không nạp được · not loaded", style="bold red")
        for problem in problems:
            err().print(Text(f"  {problem}"))

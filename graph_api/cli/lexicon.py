"""`chithi lexicon`, and the option `--lexicon`: tables of the user's own on top of ours."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from graph_api.cli.app import Told, app, err, out
from loaders.clean import clean
from ontology import lexicon
from ontology.lexicon_folder import read_folder
from ontology.lexicon_rows import Column, read_columns

LexiconOption = Annotated[
    Path | None,
    typer.Option(
        "--lexicon",
        envvar="CHITHI_LEXICON",
        metavar="DIR",
        show_default=False,
        help="Thư mục bảng từ vựng của riêng bạn · a folder with tables of your own",
    ),
]

tables = typer.Typer(no_args_is_help=True, rich_markup_mode="markdown")
app.add_typer(
    tables,
    name="lexicon",
    help="Các bảng từ vựng, và bảng của riêng bạn · The tables of terms, and your own."
    "\n\nVí dụ · example: `chithi lexicon check tu-vung`",
)


def use_lexicon(folder: Path | None) -> None:
    """Read a user's tables on top of ours; raises `Told` with all that is broken in them.

    In a worker process `ontology.lexicon.use(folder, clean)` does the same.
    """
    try:
        lexicon.use(folder, clean)
    except lexicon.LexiconError as error:
        raise Told(f"bảng từ vựng có lỗi · the lexicon is broken\n{error}", 2) from error


@tables.command("check")
def check_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Thư mục các bảng .tsv · folder of .tsv tables")
    ],
) -> None:
    """Kiểm tra các bảng của riêng bạn · Check tables of your own.

    Nêu mọi lỗi trong một lần: tệp, dòng, lỗi gì, sửa thế nào; mã thoát 1 khi có lỗi.

    Tells all that is wrong in one go: file, line, what and the way out; exit code 1 where there
    is any.

    Ví dụ · example: `chithi lexicon check tu-vung`
    """
    ours = lexicon.own_tables()
    read = read_folder(folder, ours, clean)
    for trouble in read.troubles:
        typer.echo(str(trouble))
    if read.troubles:
        err().print(f"{len(read.troubles)} lỗi · faults", markup=False)
        raise typer.Exit(1)
    for path in read.files:
        rows = read.tables[path.stem]
        new = len(rows) - len(ours[path.stem])
        more = sum(len(row.added) for row in rows)
        instead = sum(1 for row in rows if row.file) - new
        typer.echo(
            f"{path}: {new} dòng mới · new rows, {more} cách viết thêm · forms added, "
            f"{instead} dòng thay · rows replaced"
        )
    typer.echo("Tốt · all is well")


@tables.command("tables")
def tables_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="TABLE...", help="Chỉ các bảng này, đủ cột · these, all columns"),
    ] = None,
) -> None:
    """Liệt kê các bảng, cột và ý nghĩa · List tables, columns and what they are for.

    Với tên bảng: ý nghĩa từng cột · With names: what each column holds.

    Ví dụ · example: `chithi lexicon tables chuc_vu to_chuc`
    """
    for name in names or ():
        if name not in lexicon.names():
            raise Told(f"không có bảng {name}, xem `chithi lexicon tables` · no such table", 2)
    for name in names or lexicon.names():
        about, columns = read_columns(lexicon.LEXICON / f"{name}.tsv")
        _print_table(name, about, columns, in_full=bool(names))


def _print_table(name: str, about: str, columns: Iterable[Column], *, in_full: bool) -> None:
    console = out()
    first, *more = about.split("\n")
    console.print(Text.assemble((name, "bold"), f": {first}"), soft_wrap=True)
    if not in_full:
        held = " ".join(column.name for column in columns)
        console.print(Text(f"    {held}", "dim"), soft_wrap=True)
        return
    for line in more:
        console.print(Text(f"  {line}"), soft_wrap=True)
    for column in columns:
        about_it = column.about.replace("\n", "\n      ")
        console.print(Text.assemble("    ", (column.name, "cyan"), f": {about_it}"), soft_wrap=True)

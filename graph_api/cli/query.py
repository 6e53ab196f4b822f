"""`chithi query` and `chithi queries`: the questions of the catalogue."""

import shlex
import sys
from collections.abc import Iterable
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from graph_api.cli.app import DEFAULT_STORE, StoreOption, Told, app, open_reading, out
from queries.bind import ParameterError
from queries.catalogue import catalogue
from queries.question import Question
from queries.run import Answer, UnknownQuestionError, ask, question
from queries.write import Format, FormatError, formats, one_line, shown, write


@app.command(
    "query",
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def query_command(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Tên câu hỏi · a name of `chithi queries`")],
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="Cách in; mặc định: bảng, hay JSON-LD với đồ thị · "
            "how it is printed; by default a table, or JSON-LD for a graph",
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Hỏi kho một câu trong danh mục · Ask the store a question of the catalogue.

    Mỗi tham số của câu hỏi là một tùy chọn `--TÊN GIÁ_TRỊ`; xem `chithi queries TÊN`.

    The parameters of a question are options `--NAME VALUE`; see `chithi queries NAME`.

    Ví dụ · example: `chithi query chaired --person "Lê Thị Bình" --format csv`
    """
    try:
        asked = question(name)
        given = _parameters(ctx.args, asked)
        with open_reading(store) as opened:
            answer = ask(opened, name, given)
            chosen = form or formats(asked.is_graph)[0]
            if chosen is Format.TABLE and out().is_terminal:
                out().print(_table(answer))
            else:
                write(answer, chosen, sys.stdout.buffer)
    except (UnknownQuestionError, ParameterError, FormatError) as error:
        raise Told(str(error), 2) from error


@app.command()
def queries(
    name: Annotated[
        str, typer.Argument(help="Chỉ một câu hỏi, kèm tham số · one question, with parameters")
    ] = "",
) -> None:
    """Liệt kê các câu hỏi của danh mục · List the questions of the catalogue.

    Với một tên: các tham số và cột của câu hỏi ấy · With a name: its parameters and columns.

    Ví dụ · example: `chithi queries chaired`
    """
    if name:
        try:
            _describe(question(name))
        except UnknownQuestionError as error:
            raise Told(str(error), 2) from error
        return
    widest = max(map(len, catalogue()))
    for one in catalogue().values():
        heading = Text(f"{one.name:{widest}}  ", "bold")
        heading.append(f"{one.summary} · {one.summary_en}", "default")
        out().print(heading, soft_wrap=True)


def _describe(asked: Question) -> None:
    console = out()
    console.print(Text(asked.name, "bold"), Text(f"{asked.summary} · {asked.summary_en}"))
    for one in asked.parameters:
        allowed = f" [{', '.join(one.values)}]" if one.values else ""
        needed = " (bắt buộc · required)" if one.required else ""
        option = Text(f"  --{one.name} ", "cyan")
        about = f"{one.type}{allowed}{needed}: {one.summary} · {one.summary_en}; vd. {one.example}"
        console.print(option.append(about, "default"), soft_wrap=True)
    console.print(Text(f"  cột · columns: {', '.join(asked.columns)}"), soft_wrap=True)
    console.print(Text(f"  {asked.example}", "dim"), soft_wrap=True)


def _parameters(words: Iterable[str], asked: Question) -> dict[str, str]:
    """`--name value` and `--name=value` by name; raises `Told` for a word that is neither."""
    given: dict[str, str] = {}
    left = iter(words)
    for word in left:
        if not word.startswith("--"):
            raise Told(
                f"{shlex.quote(word)}: không hiểu, tham số viết --TÊN GIÁ_TRỊ · not understood, "
                f"parameters are written --NAME VALUE, such as: {asked.example}",
                2,
            )
        option, equals, value = word.removeprefix("--").partition("=")
        if not equals:
            following = next(left, None)
            if following is None:
                raise Told(f"--{option}: thiếu giá trị · a value is missing", 2)
            value = following
        given[option.replace("-", "_")] = value
    return given


def _table(answer: Answer) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False)
    kept = shown(answer.columns)
    for n in kept:
        table.add_column(answer.columns[n], overflow="fold")
    for row in answer.rows():
        table.add_row(*(Text(one_line(row[n])) for n in kept))
    return table

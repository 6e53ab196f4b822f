"""The options of the commands that read reports: what the user says besides the files."""

from datetime import date as Date
from pathlib import Path
from typing import Annotated

import typer

from loaders.read import SIZE_LIMIT, Fields, Given, count_files, told_name
from loaders.read.page import day

MaxSizeOption = Annotated[
    float,
    typer.Option(
        "--max-size", help="Giới hạn cỡ mỗi báo cáo, MB · largest report, MB", min=0, metavar="MB"
    ),
]
DEFAULT_MAX_SIZE = SIZE_LIMIT / 1e6


def _fields(written: str) -> str:
    try:
        Fields.parse(written)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error
    return written


def _published(written: str) -> str:
    if written and day(written) is None:
        raise typer.BadParameter(
            f"“{written}” không phải ngày: viết 2031-07-09 hay 9/7/2031 · no date, write 2031-07-09"
        )
    return written


FieldsOption = Annotated[
    str,
    typer.Option(
        "--fields",
        callback=_fields,
        metavar="X=FIELD,...",
        help="Trường nào của .jsonl là text, title, date, source, name · which fields of .jsonl "
        "are these, such as text=body,title=headline",
    ),
]
NameOption = Annotated[
    str,
    typer.Option(
        "--name", help="Tên báo cáo đọc từ - hay một tệp · name of the report from - or one file"
    ),
]
SourceOption = Annotated[
    str,
    typer.Option(
        "--source",
        metavar="URL",
        help="Nguồn của báo cáo không tự ghi nguồn · source of reports that tell none",
    ),
]
PublishedOption = Annotated[
    str,
    typer.Option(
        "--published",
        callback=_published,
        metavar="DATE",
        help="Ngày đăng của báo cáo không tự ghi ngày · date of reports that tell none",
    ),
]


def given(
    paths: list[Path],
    max_size: float,
    *,
    fields: str = "",
    name: str = "",
    source: str = "",
    published: str = "",
) -> Given:
    """The options as the readers take them; raises `typer.BadParameter` for a name of many."""
    date: Date | None = day(published) if published else None
    called = told_name(name)
    if name and not called:
        raise typer.BadParameter(f"“{name}”: không thành tên · no name", param_hint="--name")
    if name and (len(paths) != 1 or paths[0].is_dir() or count_files(paths) is None):
        raise typer.BadParameter(
            "chỉ dùng với - hay đúng một tệp một báo cáo · only with - or one file of one report",
            param_hint="--name",
        )
    return Given(int(max_size * 1e6), Fields.parse(fields), called, source.strip(), date)

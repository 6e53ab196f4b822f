"""`chithi export` and `chithi check`: a store as a whole."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from graph_api.cli.app import DEFAULT_STORE, StoreOption, app, err, open_reading, out
from graph_api.export import Format
from graph_api.export import export as write_store
from graph_api.reading import Reading
from ontology.terms import shorten


@app.command()
def export(
    form: Annotated[
        Format, typer.Option("--format", "-f", help="Định dạng · the format")
    ] = Format.NQ,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Ghi vào tệp này, không thì ra stdout · the file, stdout by default",
        ),
    ] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Xuất cả kho ra một tệp · Write the whole store as one file.

    `nq`, `trig`: đồ thị của từng báo cáo;
    `ttl`, `jsonld`: mỗi bộ ba một lần; `graphml`, `csv`: các cạnh.

    `nq`, `trig`: the graphs of the reports;
    `ttl`, `jsonld`: each triple once; `graphml`, `csv`: edges.

    Ví dụ · example: `chithi export --format graphml --output kho.graphml`
    """
    with open_reading(store) as opened:
        if output is None:
            write_store(opened, form, sys.stdout.buffer)
        else:
            _replace(output, opened, form)


@app.command()
def check(store: StoreOption = DEFAULT_STORE) -> None:
    """Kiểm tra kho theo ontology/shapes.ttl · Check the store against ontology/shapes.ttl.

    Nêu từng lỗi: báo cáo nào, nút nào, thuộc tính nào; mã thoát 1 khi có lỗi.

    Each fault is told with its report, node and property; exit code 1 where there are any.

    Ví dụ · example: `chithi check --store store`
    """
    from graph_api.validate import validate  # rdflib and pySHACL: half a second

    console, faults = out(), 0
    with open_reading(store) as opened:
        reports = opened.reports()
        for fault in validate(opened):
            faults += 1
            where = Text(f"{opened.iris.report_name(fault.report)}: ", "bold")
            at = " ".join(filter(None, (shorten(fault.node), fault.path, _quoted(fault.value))))
            console.print(where.append(f"{at}: {fault.vi} · {fault.en}", "default"), soft_wrap=True)
    err().print(f"{len(reports)} báo cáo, {faults} lỗi · reports, faults", markup=False)
    if faults:
        raise typer.Exit(1)


def _replace(output: Path, store: Reading, form: Format) -> None:
    """Write beside the file and then put it in its place: no half of an export is ever there."""
    beside = output.with_name(f".{output.name}.{os.getpid()}")
    try:
        with beside.open("xb") as file:
            write_store(store, form, file)
        beside.replace(output)
    finally:
        beside.unlink(missing_ok=True)


def _quoted(value: str) -> str:
    return f"“{value[:60]}”" if value else ""

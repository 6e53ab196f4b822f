"""`chithi extract`: what a report says, without storing it."""

import json
from dataclasses import asdict
from decimal import Decimal
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from graph_api.cli.app import BaseOption, Told, app, out
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
from graph_api.crew import Lost, in_order
from graph_api.load import lost, needs_a_process
from graph_api.said import kinds, line, marked
from loaders.build import Built, build
from loaders.clean import clean
from loaders.model import Extraction, Report, Span
from loaders.read import Given, ReadProblem, Source, find
from loaders.segment import segment
from ontology.lexicon import use
from ontology.terms import BASE


class ExtractFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    NQ = "nq"


@app.command()
def extract(
    file: Annotated[
        Path, typer.Argument(help="Một báo cáo, hay - là đầu vào chuẩn · a report, or - for stdin")
    ],
    form: Annotated[
        ExtractFormat, typer.Option("--format", "-f", help="Cách in · how it is printed")
    ] = ExtractFormat.TEXT,
    fields: FieldsOption = "",
    name: NameOption = "",
    source: SourceOption = "",
    published: PublishedOption = "",
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
    base: BaseOption = None,
    lexicon: LexiconOption = None,
) -> None:
    """In ra những gì một báo cáo nói · Print what a report says.

    Không lưu gì vào kho; mỗi sự kiện kèm câu nói lên nó, có đánh dấu những từ tìm thấy.

    Nothing is stored; each fact comes with its sentence, the found words marked.

    Ví dụ · example: `chithi extract samples/bao-cao.txt`
    """
    use_lexicon(lexicon)
    options = given([file], max_size, fields=fields, name=name, source=source, published=published)
    built = read_one(file, options, base, lexicon)
    console = out()
    match form:
        case ExtractFormat.NQ:
            typer.echo(built.quads, nl=False)
        case ExtractFormat.JSON:
            typer.echo(json.dumps(_json(built.extraction), ensure_ascii=False, indent=2))
        case ExtractFormat.TEXT:
            _print(console, built.extraction)


def read_one(
    file: Path, options: Given, base: str | None = None, lexicon: Path | None = None
) -> Built:
    """What one file says. Raises `Told` where it is no report, or holds several.

    `lexicon` is the folder of the user's own tables, which this process uses already.
    """
    first: list[Source] = []
    for found in islice(find([file], options), 2):
        if isinstance(found, ReadProblem):
            raise Told(str(found))
        first.append(found)
    if len(first) != 1:
        raise Told(f"{file}: cần đúng một báo cáo · exactly one report is wanted (see chithi load)")
    work = partial(build, base=base or BASE, given=options)
    begin = partial(use, lexicon, clean)
    (built,) = in_order(work, first, jobs=1, apart=needs_a_process, begin=begin)
    if isinstance(built, Lost):
        raise Told(str(lost(first[0])))
    if isinstance(built, ReadProblem):
        raise Told(str(built))
    return built


def print_heading(console: Console, report: Report) -> None:
    """Title, name, source and date of a report."""
    console.print(Text(report.title or report.name, style="bold"))
    about = [report.name, report.source, str(report.published or "")]
    console.print(Text(" · ".join(dict.fromkeys(filter(None, about))), style="dim"))


def _print(console: Console, said: Extraction) -> None:
    document = segment(said.report)
    print_heading(console, said.report)
    for kind in kinds(said):
        if not kind.facts:
            continue
        console.print()
        console.print(Text(f"{kind.heading} ({len(kind.facts)})", style="bold cyan"))
        for fact in kind.facts:
            print_indented(console, Text(f"• {line(fact)}"), 0)
            before, words, after = marked(document, fact.span)
            if not console.is_terminal:
                words = f"«{words}»"
            quote = Text.assemble((before, "dim"), (words, "bold yellow"), (after, "dim"))
            print_indented(console, quote, 4)
    if said.problems:
        console.print()
        console.print(Text("Vấn đề · problems", style="bold red"))
        for problem in said.problems:
            console.print(Text(f"• {problem.message} [{problem.code}]"))


def print_indented(console: Console, text: Text, indent: int) -> None:
    """On a terminal wrapped at its width, elsewhere one line."""
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent).append_text(text), soft_wrap=True)


def _json(said: Extraction) -> object:
    """Everything as JSON; spans as `start`, `end` (code points of the text) and `quote`."""
    text = said.report.text

    def plain(value: object) -> object:
        if isinstance(value, Span):
            return {**value._asdict(), "quote": value.of(text)}
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [plain(item) for item in value]
        if isinstance(value, Decimal):
            return int(value) if value == value.to_integral_value() else float(value)
        return value if value is None or isinstance(value, bool | int | str) else str(value)

    return plain(asdict(said))

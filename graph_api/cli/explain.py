"""`chithi explain`: why a report says what it says, and what was nearly found."""

import json
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from graph_api.cli.app import Told, app, out
from graph_api.cli.extract import print_heading, print_indented, read_one
from graph_api.cli.given import DEFAULT_MAX_SIZE, MaxSizeOption, given
from graph_api.cli.lexicon import LexiconOption, use_lexicon
from graph_api.said import kinds, line, marked
from loaders.document import Document
from loaders.explain import Explained, Nearly, Reading, Used, explain
from loaders.model import Extraction, Report, Span

_HEADINGS = {kind.id: kind.heading for kind in kinds(Extraction(Report("", "")))}
_PLACE = 20  # columns


class ExplainFormat(StrEnum):
    TEXT = "text"
    JSON = "json"


def _relation(given: str | None) -> str | None:
    if given is None or given in _HEADINGS:
        return given
    allowed = ", ".join(_HEADINGS)
    raise typer.BadParameter(f"“{given}” không phải · is none of: {allowed}")


@app.command("explain")
def explain_command(
    file: Annotated[
        Path, typer.Argument(help="Một báo cáo, hay - là đầu vào chuẩn · a report, or - for stdin")
    ],
    form: Annotated[
        ExplainFormat, typer.Option("--format", "-f", help="Cách in · how it is printed")
    ] = ExplainFormat.TEXT,
    only: Annotated[
        str | None,
        typer.Option(
            callback=_relation,
            metavar="RELATION",
            help="Chỉ loại sự kiện này (roles, citations …) · facts of this kind alone",
        ),
    ] = None,
    sentence: Annotated[
        int | None, typer.Option(metavar="N", help="Chỉ câu thứ N · sentence N alone", min=1)
    ] = None,
    max_size: MaxSizeOption = DEFAULT_MAX_SIZE,
    lexicon: LexiconOption = None,
) -> None:
    """Giải thích vì sao báo cáo nói như thế · Explain why a report says what it says.

    Từng câu một: mỗi sự kiện kèm luật tìm ra nó và các dòng từ vựng đã dùng; câu không có sự
    kiện nào thì nêu những gì gần như tìm thấy.

    Sentence by sentence: each fact with the rule that found it and the rows of the lexicon that
    it used; for a sentence without facts, what was nearly found.

    Ví dụ · example: `chithi explain samples/bao-cao.txt --only roles`
    """
    use_lexicon(lexicon)
    said = read_one(file, given([file], max_size), lexicon=lexicon).extraction
    document, readings = explain(said, only or "")
    if sentence is not None:
        if sentence > len(readings):
            raise Told(f"chỉ có {len(readings)} câu · there are {len(readings)} sentences", 2)
        readings = readings[sentence - 1 : sentence]
    if form is ExplainFormat.JSON:
        plain = [_json(document, reading) for reading in readings]
        typer.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    console = out()
    print_heading(console, said.report)
    for reading in readings:
        _print(console, document, reading)


def _print(console: Console, document: Document, reading: Reading) -> None:
    console.print()
    console.print(Text(f"Câu · sentence {reading.number}", "bold cyan"))
    for explained in reading.facts:
        _print_fact(console, document, explained)
    if reading.facts:
        return
    spans = [span for nearly in reading.nearly for span in nearly.spans]
    print_indented(console, _with_marks(console, document, reading.sentence.span, spans), 2)
    for nearly in reading.nearly:
        print_indented(console, Text(f"? {nearly.miss.vi} · {nearly.miss.en}"), 2)
        _print_rows(console, nearly.rows)
    if reading.silent and not reading.nearly:
        nothing = "không có gì gần một sự kiện · nothing near a fact"
        print_indented(console, Text(nothing, "dim"), 2)


def _print_fact(console: Console, document: Document, explained: Explained) -> None:
    fact = explained.fact
    kind = _HEADINGS[explained.relation]
    print_indented(console, Text.assemble((f"• {kind}: ", "bold"), line(fact)), 0)
    before, _, after = marked(document, fact.span)
    span = Span(fact.span.start - len(before), fact.span.end + len(after))
    print_indented(console, _with_marks(console, document, span, [fact.span]), 4)
    rule = explained.rule
    about = f"{rule.vi} · {rule.en}" if rule else "luật chưa được ghi · a rule without a row"
    print_indented(console, Text.assemble((fact.rule, "green"), f": {about}"), 4)
    _print_rows(console, explained.rows)


def _print_rows(console: Console, rows: Iterable[Used]) -> None:
    """A line a row: where it stands, the form that was found, its id."""
    for use in rows:
        words = f"“{use.printed}”" if use.printed else "—"
        row = Text.assemble(
            (f"{use.place:<{_PLACE}} ", "magenta"), words, (f"  {use.row.id}", "dim")
        )
        print_indented(console, row, 6)


def _with_marks(console: Console, document: Document, span: Span, marks: Sequence[Span]) -> Text:
    """A part of the text, what is found marked: in colour, or between «…»."""
    text, at = Text(style="dim"), span.start
    for mark in sorted(marks):
        if mark.start < at:
            continue
        words = mark.of(document.text)
        text.append(document.text[at : mark.start])
        text.append(words if console.is_terminal else f"«{words}»", "not dim bold yellow")
        at = mark.end
    return text.append(document.text[at : span.end])


def _json(document: Document, reading: Reading) -> object:
    """A sentence as plain values; offsets are code points of the report's stored text."""
    span = reading.sentence.span
    return {
        "sentence": reading.number,
        **_span(document, span),
        "facts": [_json_fact(document, explained) for explained in reading.facts],
        "nearly": [_json_nearly(document, nearly) for nearly in reading.nearly],
    }


def _json_fact(document: Document, explained: Explained) -> object:
    rule = explained.rule
    return {
        "relation": explained.relation,
        "fact": line(explained.fact),
        **_span(document, explained.fact.span),
        "rule": explained.fact.rule,
        "vi": rule.vi if rule else "",
        "en": rule.en if rule else "",
        "rows": [_json_row(use) for use in explained.rows],
    }


def _json_nearly(document: Document, nearly: Nearly) -> object:
    return {
        "id": nearly.miss.id,
        "relations": nearly.miss.relations,
        "vi": nearly.miss.vi,
        "en": nearly.miss.en,
        "found": [_span(document, span) for span in nearly.spans],
        "rows": [_json_row(use) for use in nearly.rows],
    }


def _json_row(use: Used) -> object:
    return {
        "table": use.row.table,
        "id": use.row.id,
        "place": use.place,
        "form": use.printed,
        "start": use.start,
        "end": use.end,
    }


def _span(document: Document, span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end, "quote": span.of(document.text)}

"""The catalogue: each question is a file `queries/<name>.rq`, SPARQL under a comment header.

    #+ summary: Ai đã chủ trì cuộc họp nào
    #+ summary_en: Who chaired which meeting
    #+ tags: meetings, people
    #+ parameter: person
    #+   type: person
    #+   example: Lê Thị Bình
    #+   summary: Người chủ trì (họ tên hoặc IRI)
    #+   summary_en: The chair (name or IRI)
    #+ example: chithi query chaired --person "Lê Thị Bình"

The header follows grlc's decorators. Where the body holds the line `VALUES ?x { UNDEF }`, `?x` is
the variable of a parameter, to which `queries.bind` gives its value. Prefixes are those of
`ontology.terms` and need no declaration.

`#+ pages: report` says that the answer is in the order of reports (by name), `organisation` of
organisations (by name), `meeting` of meetings (by date): a page then asks for some at a time, by
the line of `?report_iri` and so on.

What is tagged `contradictions` is a kind of contradiction: `/graph/contradictions` asks it, without
parameters. Each row has the columns of `CONTRADICTION`: the sentence, how sure it is (`certain`,
`likely` or `possible`) and why. `other_report`, `other_quote`, `other_start`, `other_end` are the
other sentence, where it is one; `date` is when it happened, else that of the report; columns that
end in `_iri` are the things that it is about, and the columns so called without it their labels.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path
from types import MappingProxyType

from queries.question import Parameter, Question, Type

FOLDER = Path(__file__).parent

CONTRADICTIONS = "contradictions"
"""The tag of kinds of contradictions."""

CONTRADICTION = frozenset({"report", "quote", "start", "end", "sure", "because"})
"""The columns that each kind of contradiction has."""

SLOT = re.compile(r"^[ \t]*VALUES \?(\w+) \{ UNDEF \}[ \t]*\n", re.MULTILINE)

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_ANY = re.MULTILINE | re.DOTALL
_FORM = re.compile(r"^(SELECT|CONSTRUCT)\b(?:[ \t]+DISTINCT\b)?(.*?)(?:\{|\bWHERE\b)", _ANY)
_COLUMN = re.compile(r"\(.*?\bAS\s+\?(\w+)\s*\)|\?(\w+)")


class CatalogueError(ValueError):
    """A broken question file; the message names the file, the line and what is expected."""


@cache
def catalogue(folder: Path = FOLDER) -> Mapping[str, Question]:
    """All questions of a folder by name, in the order of their names.

    Raises `CatalogueError` for a file that breaks the rules of the module's docstring.
    """
    paths = sorted(folder.glob("*.rq"))
    return MappingProxyType(
        {path.stem: parse(path.read_text(encoding="utf-8"), path) for path in paths}
    )


def parse(text: str, path: Path) -> Question:
    """The question in `text`; `path` gives its name and stands in the errors."""
    header = _Header(path)
    lines = text.splitlines()
    opening = list(takewhile(lambda line: line.startswith("#+"), lines))
    for number, line in enumerate(opening, start=1):
        header.add(number, line)
    body = "\n".join(lines[len(opening) :]).strip() + "\n"
    form = _FORM.search(body)
    if form is None:
        raise header.error(len(opening) + 1, "thiếu SELECT, CONSTRUCT", "neither stands here")
    is_graph = form[1] == "CONSTRUCT"
    question = Question(
        name=path.stem,
        summary=header.cell("summary"),
        summary_en=header.cell("summary_en"),
        tags=_split(header.cell("tags")),
        parameters=tuple(header.parameters()),
        columns=("subject", "predicate", "object") if is_graph else _columns(form[2]),
        example=header.cell("example"),
        body=body,
        is_graph=is_graph,
        pages=header.cells["pages"].text if "pages" in header.cells else "",
    )
    _check_slots(question, header, text)
    _check_contradiction(question, header)
    return question


@dataclass(frozen=True, slots=True)
class _Cell:
    line: int
    text: str


class _Header:
    """The header as it is read: cells of the question, and a block of cells per parameter."""

    _OF_QUESTION = ("summary", "summary_en", "tags", "pages", "parameter", "example")
    _OF_PARAMETER = (
        "type",
        "required",
        "default",
        "default_table",
        "values",
        "example",
        "summary",
        "summary_en",
    )

    def __init__(self, path: Path) -> None:
        self.path = path
        self.cells: dict[str, _Cell] = {}
        self.blocks: dict[str, dict[str, _Cell]] = {}
        self.starts: dict[str, int] = {}
        self._block: dict[str, _Cell] | None = None

    def error(self, line: int, vietnamese: str, english: str) -> CatalogueError:
        return CatalogueError(f"{self.path}:{line}: {vietnamese} · {english}")

    def add(self, number: int, line: str) -> None:
        key, colon, value = line.removeprefix("#+").partition(":")
        inner, key, value = key.startswith("  "), key.strip(), value.strip()
        known = self._OF_PARAMETER if inner else self._OF_QUESTION
        if not colon or key not in known:
            allowed = ", ".join(known)
            raise self.error(
                number,
                f"không hiểu `{key}`; được dùng: {allowed}",
                f"unknown key; known: {allowed}",
            )
        if not value:
            raise self.error(number, f"`{key}` không có giá trị", f"`{key}` has no value")
        if inner and self._block is None:
            raise self.error(number, f"`{key}` đứng ngoài `parameter`", "outside a parameter")
        if key == "parameter":
            self._open(number, value)
            return
        if not inner:
            self._block = None
        target = self.cells if self._block is None else self._block
        if key in target:
            raise self.error(number, f"`{key}` có hai lần", f"`{key}` stands twice")
        target[key] = _Cell(number, value)

    def _open(self, number: int, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise self.error(
                number, f"tên tham số `{name}` không hợp lệ", "a name is a-z, 0-9 and _"
            )
        if name in self.blocks:
            raise self.error(number, f"tham số `{name}` có hai lần", "parameter stands twice")
        self._block = self.blocks[name] = {}
        self.starts[name] = number

    def cell(self, key: str) -> str:
        if key not in self.cells:
            raise self.error(1, f"thiếu `#+ {key}:`", f"`{key}` is missing")
        return self.cells[key].text

    def parameters(self) -> Iterator[Parameter]:
        for name, block in self.blocks.items():
            for key in ("type", "summary", "summary_en", "example"):
                if key not in block:
                    raise self.error(
                        self.starts[name],
                        f"tham số `{name}` thiếu `{key}`",
                        f"parameter `{name}` has no `{key}`",
                    )
            text = {key: cell.text for key, cell in block.items()}
            kind = self._one_of(block["type"], tuple(Type))
            values = _split(text.get("values", ""))
            if (kind == Type.ENUM) != bool(values):
                raise self.error(
                    block["type"].line, "chỉ `enum` có `values`", "`values` go with `enum` alone"
                )
            required = self._one_of(block.get("required", _Cell(0, "false")), ("false", "true"))
            yield Parameter(
                name=name,
                type=Type(kind),
                summary=text["summary"],
                summary_en=text["summary_en"],
                example=text["example"],
                required=required == "true",
                default=text.get("default", ""),
                default_table=text.get("default_table", ""),
                values=values,
            )

    def _one_of(self, cell: _Cell, allowed: tuple[str, ...]) -> str:
        if cell.text not in allowed:
            listed = ", ".join(allowed)
            raise self.error(
                cell.line, f"`{cell.text}` không thuộc: {listed}", f"not one of: {listed}"
            )
        return cell.text


def _check_contradiction(question: Question, header: _Header) -> None:
    if CONTRADICTIONS not in question.tags:
        return
    if missing := ", ".join(sorted(CONTRADICTION - set(question.columns))):
        raise header.error(
            header.cells["tags"].line,
            f"thẻ `{CONTRADICTIONS}` cần các cột: {missing}",
            f"a kind of contradiction needs these columns: {missing}",
        )
    for parameter in question.parameters:
        if parameter.required:
            raise header.error(
                header.starts[parameter.name],
                f"thẻ `{CONTRADICTIONS}`: tham số `{parameter.name}` không được bắt buộc",
                "a kind of contradiction is asked without parameters: none may be required",
            )


def _check_slots(question: Question, header: _Header, text: str) -> None:
    """Each parameter has its `VALUES` line, and each such line its parameter."""
    slots = {match[1]: text.count("\n", 0, match.start()) + 1 for match in SLOT.finditer(text)}
    variables = {parameter.variable: parameter for parameter in question.parameters}
    paged = f"{question.pages}_iri"
    if question.pages and paged not in slots:
        raise header.error(
            header.cells["pages"].line,
            f"thiếu dòng `VALUES ?{paged} {{ UNDEF }}` của `pages`",
            "`pages` has no such line",
        )
    for variable, line in slots.items():
        if variable not in variables and variable != paged:
            raise header.error(line, f"?{variable} không là tham số", "is no parameter's variable")
    for variable, parameter in variables.items():
        if variable not in slots:
            raise header.error(
                header.starts[parameter.name],
                f"thiếu dòng `VALUES ?{variable} {{ UNDEF }}` của tham số `{parameter.name}`",
                f"parameter `{parameter.name}` has no such line",
            )


def _columns(projection: str) -> tuple[str, ...]:
    return tuple(computed or plain for computed, plain in _COLUMN.findall(projection))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(piece for part in cell.split(",") if (piece := part.strip()))

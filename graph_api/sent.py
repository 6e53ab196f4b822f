"""What a request brings to be read as reports: the files and the text of a form, or its body."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from graph_api.bodies import FILES, body, files_form, unsupported
from graph_api.errors import wrong_parameter
from graph_api.gate import demand, demand_of_form, visit
from graph_api.keys import Scope
from loaders.read import ENDINGS, told_name
from ontology.terms import slug

_SETTING: Final = "CHITHI_UPLOAD_BYTES"
_KEY: Final = re.compile(rb'\bname="?key"?\r\n(?:[^\r\n]+\r\n)*\r\n([^\r\n]{0,200})\r\n')
_NAMED: Final = 60  # letters of the first line of a text that go into its name

_BY_TYPE: Final = {
    "text/plain": ".txt",
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "application/warc": ".warc",
}
TYPES: Final = (FILES, *_BY_TYPE)
"""The media types of bodies that are read."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file that was sent: what it is called, with its ending, and its bytes."""

    name: str
    data: bytes


async def sent(request: Request, most: int, name: str) -> list[Sent]:
    """The files that a request brings, once its key was seen to allow writing.

    `name` is that of the only report, "" where the file or the text itself gives one. Raises
    `Problem`: 400 for nothing or a wrong form, 401, 403, 413 beyond `most` bytes, 415.
    """
    given = request.headers.get("content-type", "")
    kind = given.partition(";")[0].strip().lower()
    if kind != FILES:
        demand(request, Scope.WRITE)  # before the body is read
        if kind not in _BY_TYPE:
            raise unsupported(given, ", ".join(TYPES))
        return [_named(name, _BY_TYPE[kind], await body(request, most, _SETTING))]
    form = await files_form(request, most, _SETTING, partial(_let_in, request))
    try:
        if "key" in form:
            demand_of_form(request, _word(form, "key"), Scope.WRITE)
        else:
            demand(request, Scope.WRITE)
        files = [await _file(item) for item in form.getlist("file") if _is_file(item)]
        files += _pasted(form, name)
    finally:
        await form.close()
    if not files:
        raise wrong_parameter(
            "file",
            f"chọn tệp hay dán văn bản ({ENDINGS}) · choose files or paste a text",
        )
    return files


def _let_in(request: Request, beginning: bytes) -> None:
    """Whether a large form may go on: nobody else's is held until its key is found at its end."""
    if visit(request).key is None and (found := _KEY.search(beginning)):
        demand_of_form(request, found[1].decode("utf-8", "replace").strip(), Scope.WRITE)
    else:
        demand(request, Scope.WRITE)


def _word(form: FormData, field: str) -> str:
    value = form.get(field)
    return value.strip() if isinstance(value, str) else ""


def _is_file(item: UploadFile | str) -> bool:
    """Whether a file was chosen: a field of a form that is left empty has no name."""
    return isinstance(item, UploadFile) and bool(item.filename)


async def _file(item: UploadFile | str) -> Sent:
    assert isinstance(item, UploadFile)
    return Sent(item.filename or "", await item.read())


def _pasted(form: FormData, name: str) -> Iterator[Sent]:
    # A form writes its lines with CRLF, a program as it likes: the same text has the same name.
    text = _word(form, "text").replace("\r\n", "\n")
    if text:
        yield _named(_word(form, "name") or name, ".txt", text.encode("utf-8", "replace"))


def _named(name: str, ending: str, data: bytes) -> Sent:
    """A file called so; else as its first line says, where it is text, and its hash."""
    called = told_name(name)
    if not called:
        line = data[:400].decode("utf-8", "ignore").strip().partition("\n")[0]
        first = slug(line)[:_NAMED].strip("-") if ending == ".txt" else ""
        called = "-".join(filter(None, (first, hashlib.sha256(data).hexdigest()[:8])))
    return Sent(called if called.lower().endswith(ending) else called + ending, data)

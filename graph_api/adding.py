"""`/add`, and reports that are sent: seen before they are stored, stored, taken out again."""

from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, Final, TypeVar

from fastapi import APIRouter, Query, Request, Response
from markupsafe import Markup

from graph_api import preview, receiving
from graph_api.errors import Problem, is_busy
from graph_api.moment import now
from graph_api.negotiate import HTML, JSON, negotiated
from graph_api.prepared import Failed
from graph_api.sent import TYPES, Sent, sent
from graph_api.server import Here, Place, Server, root
from graph_api.web import page
from graph_api.writes import Writer
from loaders.read import ENDINGS, ReadProblem

router = APIRouter(tags=["reports"])

T = TypeVar("T")

Name = Annotated[
    str,
    Query(
        max_length=150,
        description="tên báo cáo, khi nội dung không có tên tệp · of a body without a file name",
    ),
]
FormatName = Annotated[str | None, Query(description="html json")]

_FIELDS: Final[dict[str, Any]] = {
    "type": "object",
    "properties": {
        "file": {"type": "array", "items": {"type": "string", "format": "binary"}},
        "text": {"type": "string"},
        "name": {"type": "string"},
        "key": {"type": "string"},
    },
}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            kind: {"schema": _FIELDS if kind == TYPES[0] else {"type": "string"}} for kind in TYPES
        },
    }
}
_ADDED: Final[dict[int | str, dict[str, Any]]] = {
    201: {"description": "Có báo cáo mới · a report is new"},
    422: {"description": "Không đọc được báo cáo nào · no report could be read"},
}


@router.get("/add", response_class=Response)
async def add(request: Request, here: Here) -> Response:
    """Thêm báo cáo · The page on which reports are added."""
    most = here.settings.upload_bytes
    return page(root(request), "add.html", endings=ENDINGS, most=most)


@router.post("/reports", response_class=Response, responses=_ADDED, openapi_extra=_BODY)
async def reports_post(
    request: Request,
    here: Here,
    place: Place,
    name: Name = "",
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Nạp báo cáo: tệp, văn bản dán, hay cả nội dung · Load reports: a form, or one as the body."""
    form = negotiated(request.headers.get("accept", ""), format, (JSON, HTML))
    most = here.settings.upload_bytes
    read: list[bytes | Failed] = []
    for one in await sent(request, most, name):
        job = partial(receiving.read_reports, sent=one, base=place.base, most=most)
        read.append(await _parsed(here, one, job, partial(Failed, "")))
    return await here.write(
        request, partial(receiving.added, place=place, form=form, read=tuple(read), at=now())
    )


@router.post("/reports/preview", response_class=Response, openapi_extra=_BODY)
async def reports_preview(
    request: Request,
    here: Here,
    name: Name = "",
    format: FormatName = None,  # noqa: A002 - the name of the parameter in the address
) -> Response:
    """Xem trước điều báo cáo nói, không lưu gì · What reports would say; nothing is stored."""
    form = negotiated(request.headers.get("accept", ""), format, (JSON, HTML))
    most = here.settings.upload_bytes
    files = await sent(request, most, name)
    seen = [
        await _parsed(
            here,
            one,
            partial(preview.previewed, sent=one, form=form, most=most),
            partial(preview.unread, form=form),
        )
        for one in files
    ]
    if form == JSON:
        return Response(b'{"files": [' + b", ".join(seen) + b"]}", media_type=JSON.content_type)
    pasted = files[0] if len(files) == 1 and files[0].name.endswith(".txt") else None
    return page(
        root(request),
        "preview.html",
        files=[Markup(one.decode()) for one in seen],  # noqa: S704 - of a template of ours
        pasted=pasted and pasted.data.decode("utf-8", "replace"),
        name=pasted.name if pasted else "",
    )


@router.delete("/reports/{name:path}", status_code=204, response_class=Response)
async def report_delete(request: Request, here: Here, writer: Writer, name: str) -> Response:
    """Rút một báo cáo · Take a report out: what only it said goes."""
    del writer
    return await here.write(request, partial(receiving.retracted, name=name, at=now()))


async def _parsed(
    here: Server,
    one: Sent,
    job: Callable[[object], Response],
    failed: Callable[[ReadProblem], T],
) -> bytes | T:
    """What a job says of a file; what `failed` makes of it where its process was ended."""
    try:
        return await here.parse(job)
    except Problem as problem:
        if is_busy(problem):
            raise
        return failed(receiving.ended(one.name, problem))

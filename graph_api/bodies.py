"""The bodies of requests: read within a bound, told apart by their media type."""

from collections.abc import AsyncGenerator, Callable
from functools import lru_cache
from urllib.parse import parse_qsl

from fastapi import Request
from pydantic_core import Url
from starlette.datastructures import URL, FormData
from starlette.formparsers import MultiPartException, MultiPartParser

from graph_api.errors import Problem, wrong_parameter

FORM = "application/x-www-form-urlencoded"
FILES = "multipart/form-data"

BEGINNING = 1 << 16

Fields = list[tuple[str, str]]
Glance = Callable[[bytes], None]


async def body(
    request: Request,
    most: int,
    setting: str = "CHITHI_BODY_BYTES",
    glance: Glance = lambda _: None,
) -> bytes:
    """The body; raises `Problem` 413 as soon as more is declared, or comes, than is taken.

    `setting` is the variable that tells how much that is. `glance` sees the beginning of a body of
    more than `BEGINNING` bytes before the rest is taken, and may raise.
    """
    declared = request.headers.get("content-length", "")
    taken = bytearray()
    looked = False
    if not (declared.isascii() and declared.isdigit() and int(declared) > most):
        async for piece in request.stream():
            taken += piece
            if not looked and len(taken) > BEGINNING:
                looked = True
                glance(bytes(taken[:BEGINNING]))
            if len(taken) > most:
                break
        else:
            return bytes(taken)
    raise Problem(
        413,
        "Nội dung quá lớn · Content too large",
        f"tối đa {most} byte · at most that many bytes ({setting})",
    )


async def files_form(
    request: Request,
    most: int,
    setting: str = "CHITHI_BODY_BYTES",
    glance: Glance = lambda _: None,
) -> FormData:
    """The fields of a form with files, to be closed; raises `Problem` 413, and 400 for no form.

    The other arguments as of `body`.
    """
    whole = await body(request, most, setting, glance)

    async def stream() -> AsyncGenerator[bytes, None]:
        yield whole

    try:
        return await MultiPartParser(request.headers, stream(), max_part_size=most).parse()
    except (MultiPartException, KeyError) as error:
        raise wrong_parameter("body", f"{FILES} sai · malformed: {error}") from None


async def text_of(request: Request, most: int, parameter: str) -> str:
    """The body as text; raises `Problem` 413, and 400 for what is not UTF-8."""
    try:
        return (await body(request, most)).decode("utf-8")
    except UnicodeDecodeError:
        raise wrong_parameter(parameter, "không phải UTF-8 · the body is not UTF-8") from None


def media_type(content_type: str, accepted: str) -> str:
    """The media type of a `Content-Type` without parameters, in lower case.

    Raises `Problem` 415, telling what is `accepted`, for another charset than UTF-8.
    """
    name, *parameters = (piece.strip() for piece in content_type.lower().split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "charset" and value.strip(' "') not in {"utf-8", "utf8", "us-ascii"}:
            raise unsupported(content_type, accepted)
    return name


def unsupported(content_type: str, accepted: str) -> Problem:
    """A 415 that tells what is accepted."""
    return Problem(
        415,
        "Kiểu nội dung không được nhận · Unsupported media type",
        f"Content-Type: {content_type or '-'}: cần · send {accepted}",
    )


async def protocol_fields(request: Request, most: int, parameter: str) -> Fields:
    """The parameters of a POST of the SPARQL Protocol, those of the address among them.

    `parameter` is `query` or `update`; it may be the body itself, as `application/sparql-...`.
    Raises `Problem` 413, 415, and 400 for a body that is not UTF-8.
    """
    direct = f"application/sparql-{parameter}"
    accepted = f"{direct} hoặc · or {FORM}, charset UTF-8"
    given = request.headers.get("content-type", "")
    content = media_type(given, accepted)
    if content not in {direct, FORM}:
        raise unsupported(given, accepted)
    text = await text_of(request, most, parameter)
    in_body = [(parameter, text)] if content == direct else parse_qsl(text, keep_blank_values=True)
    return [*in_address(request), *in_body]


def in_address(request: Request) -> Fields:
    """The parameters of the address, by a parser in Rust: Python's takes six times as long."""
    return Url("http://-/?" + request.scope["query_string"].decode("latin-1")).query_params()


def only(fields: Fields, parameter: str) -> str:
    """The one value of `query` or `update`; raises `Problem` 400 for none or several of it."""
    other = "update" if parameter == "query" else "query"
    if any(name == other for name, _ in fields):
        raise wrong_parameter(other, f"chỉ nhận {parameter} · only that is taken here")
    values = [value for name, value in fields if name == parameter]
    if len(values) != 1 or not values[0].strip():
        raise wrong_parameter(parameter, f"cần đúng một {parameter} · give exactly one")
    return values[0]


def address(request: Request) -> str:
    """The address that was asked, without its query: what relative IRIs are resolved against."""
    return _below(request, request.scope["path"])


def origin(request: Request) -> str:
    """Scheme and host of the address that was asked."""
    return _below(request, "/").removesuffix("/")


def _below(request: Request, path: str) -> str:
    scope = request.scope
    server = tuple(scope.get("server") or ())
    return _address(scope["scheme"], request.headers.get("host"), server, path)


@lru_cache(maxsize=256)  # of one server there are few, and taking one apart takes as long as ASK {}
def _address(scheme: str, host: str | None, server: tuple[str, int] | tuple[()], path: str) -> str:
    headers = [] if host is None else [(b"host", host.encode("latin-1"))]
    asked = {"scheme": scheme, "server": server or None, "path": path, "headers": headers}
    url = URL(scope=asked)
    return f"{url.scheme}://{url.netloc}{url.path}"

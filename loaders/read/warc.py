"""A web archive (WARC, plain or gzipped) -> its pages, one report each.

Only pages that were served whole (200) and are HTML. The date of the archive is the day on which
a page was fetched, not published: it is not taken for one.
"""

from pathlib import Path
from typing import BinaryIO, Final

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from loaders.read.names import page_name
from loaders.read.part import Form, Part, Parts
from loaders.read.problem import ReadProblem

_HEADERS: Final = 65_536  # bytes of HTTP headers beside a page
_HTML: Final = ("text/html", "application/xhtml+xml")


def archive_pages(file: BinaryIO, path: Path, size_limit: int) -> Parts:
    """The pages of an archive; `size_limit` is of one page, in bytes."""
    place = str(path)
    pages = 0
    try:
        for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=False):
            if (page := _page(record, place, size_limit)) is not None:
                pages += 1
                yield page
    except OSError as error:
        yield _damaged(place, pages, error)
        return
    if not pages:
        yield _no_pages(place)


def _page(record: WarcRecord, place: str, size_limit: int) -> Part | ReadProblem | None:
    """The page in a response, None where it is none; raises `OSError` where the record ends early.

    A record is taken whole, because only so it shows that it is not.
    """
    told = record.content_length
    large = told > size_limit + _HEADERS
    if not large:
        record.freeze()
        if record.content_length != told or "Content-Length" not in record.headers:
            raise OSError(f"{record.content_length} / {told} byte")
    record.parse_http(auto_decode="all")
    if not record.is_http_parsed or record.http_headers.status_code != 200:
        return None
    if (record.http_content_type or "").lower() not in _HTML:
        return None
    address = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    here = f"{place} {address}"
    data = b"" if large else record.reader.read(size_limit + 1)
    if large or len(data) > size_limit:
        return ReadProblem(
            "too-large",
            here,
            f"trang lớn hơn {size_limit / 1e6:g} MB: nâng giới hạn bằng --max-size (MB)",
            f"a page of more than {size_limit / 1e6:g} MB: raise the limit with --max-size (MB)",
        )
    return Part(data, Form.PAGE, page_name(address), here, address, record.http_charset or "")


def _no_pages(place: str) -> ReadProblem:
    return ReadProblem(
        "no-reports",
        place,
        "kho lưu trữ web không có trang HTML nào (trả lời 200)",
        "the archive holds no HTML page (served with 200)",
    )


def _damaged(place: str, pages: int, error: OSError) -> ReadProblem:
    return ReadProblem(
        "damaged",
        place,
        f"không phải WARC, hoặc hỏng sau trang {pages} ({error}): tải lại",
        f"no WARC, or damaged after page {pages} ({error}): download it again",
    )

"""A web page -> the report in it: the article without menus, its title, date and address.

readability-lxml finds the article (`bench/read.py` compares it with others); title, date and
address are read here, from what the page declares, so that a report reads the same every day.
"""

import re
from dataclasses import replace
from typing import Final

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import (  # type: ignore[import-untyped]
    HtmlElement,
    HTMLParser,
    document_fromstring,
)

from loaders.clean import clean
from loaders.model import Report
from loaders.read.article import article_lines
from loaders.read.encoding import decode
from loaders.read.page import (
    HEAD_LINES,
    from_heading,
    printed_date,
    published,
    source,
    title,
    with_heading,
)
from loaders.read.problem import ReadProblem

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_MOST_ELEMENTS: Final = 30_000  # an article has a thousand; the search takes time as their square


def read_html(data: bytes, name: str, place: str, declared: str = "") -> Report | ReadProblem:
    """The report that a web page holds; paragraphs, headings and list items are its lines.

    `declared` is the encoding that the server told, which the page's own word overrules.
    `source` of the report is the page's own address, or "" where the page does not tell.
    """
    if own := _CHARSET.search(data[:4096]):
        declared = own[1].decode("ascii")
    decoded = decode(data, place, declared)
    if isinstance(decoded, ReadProblem):
        return decoded
    page = _parse(decoded)
    if page is None:
        return _no_article(place)
    if (elements := sum(1 for _ in page.iter())) > _MOST_ELEMENTS:
        return _too_complex(place, elements)
    heading = clean(title(page)).replace("\n", " ")
    report = Report(name, "", heading, published(page), source(page, decoded))
    lines = article_lines(page)  # takes the page apart
    if not lines:
        return _no_article(place)
    lines = with_heading(from_heading(lines, heading), heading)
    day = report.published or printed_date(lines[:HEAD_LINES])
    return replace(report, text="\n".join(lines), published=day)


def _parse(markup: str) -> HtmlElement | None:
    """The page's tree; without network, entities of a DTD, or trees too deep to walk."""
    markup = _XML_DECLARATION.sub("", markup).replace("\0", "")
    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup, parser=parser)
    except etree.ParserError:  # nothing in it that is a page
        return None


def _no_article(place: str) -> ReadProblem:
    return ReadProblem(
        "no-article",
        place,
        "trang không có bài viết (chỉ có thực đơn, liên kết hoặc khung trống): "
        "hãy lưu lại trang của chính bài viết",
        "the page holds no article (menus, links or an empty frame): save the article's own page",
    )


def _too_complex(place: str, elements: int) -> ReadProblem:
    return ReadProblem(
        "page-too-complex",
        place,
        f"trang có {elements} phần tử, quá {_MOST_ELEMENTS}: hãy lưu bài viết thành .txt",
        f"the page has {elements} elements, more than {_MOST_ELEMENTS}: save the text as .txt",
    )

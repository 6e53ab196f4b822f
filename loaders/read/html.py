"""A web page -> the report in it: the article without menus, its title, date and address.

trafilatura finds the article; title, date and address are read here, because trafilatura's way
to find a date depends on the day on which it runs, and a report must read the same every day.
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
from trafilatura import bare_extraction

from loaders.clean import clean
from loaders.model import Report
from loaders.read.encoding import decode
from loaders.read.page import printed_date, published, source, title
from loaders.read.problem import ReadProblem

_CHARSET: Final = re.compile(
    rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_XML_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")
_SENTENCE: Final = 60  # characters: what is shorter may be a menu, a headline or a caption
_MOST_ELEMENTS: Final = 30_000  # an article has a thousand; the search takes time as their square
_HEAD_LINES: Final = 5  # where a page repeats its title and prints its date


def read_html(data: bytes, name: str, place: str) -> Report | ReadProblem:
    """The report that a web page holds; paragraphs, headings and list items are its lines.

    `source` of the report is the page's own address, or "" where the page does not tell.
    """
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, place, declared[1].decode("ascii") if declared else "")
    if isinstance(decoded, ReadProblem):
        return decoded
    page = _parse(decoded)
    if page is None:
        return _no_article(place)
    if (elements := sum(1 for _ in page.iter())) > _MOST_ELEMENTS:
        return _too_complex(place, elements)
    heading = clean(title(page)).replace("\n", " ")
    report = Report(name, "", heading, published(page), source(page, decoded))
    lines = _article(page)  # takes the page apart
    if not lines:
        return _no_article(place)
    if heading and not any(_alike(heading, line) for line in lines[:_HEAD_LINES]):
        lines.insert(0, heading)
    day = report.published or printed_date(lines[:_HEAD_LINES])
    return replace(report, text="\n".join(lines), published=day)


def _parse(markup: str) -> HtmlElement | None:
    """The page's tree; without network, entities of a DTD, or trees too deep to walk."""
    markup = _XML_DECLARATION.sub("", markup).replace("\0", "")
    parser = HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(markup, parser=parser)
    except etree.ParserError:  # nothing in it that is a page
        return None


def _article(page: HtmlElement) -> list[str]:
    """The lines of the article, cleaned; none where all that is found is links."""
    _keep_captions(page)
    _flow(page)
    _mark_links(page)
    found = bare_extraction(page, include_comments=False, with_metadata=False)
    if found is None or isinstance(found, dict):
        return []
    lines, longest = [], 0
    for line in _lines(found.body):
        own = _LINK.sub("", line)  # of a headline of another page nothing is left
        if any(map(str.isalnum, own)):
            lines.append(clean(line.replace("⸨", "").replace("⸩", "")))
            longest = max(longest, len(own))
    return lines if longest >= _SENTENCE else []


def _keep_captions(page: HtmlElement) -> None:
    """Make paragraphs of the captions of pictures: they say who speaks, who chairs."""
    for caption in list(page.iter("figcaption")):
        figure = next(caption.iterancestors("figure"), None)
        caption.tag = "p"
        if figure is not None:
            figure.addnext(caption)
    for element in page.xpath("//*[contains(@class, 'aption')]"):
        del element.attrib["class"]
        if element.tag == "div" and not any(child.tag in ("p", "div") for child in element):
            element.tag = "p"


def _flow(page: HtmlElement) -> None:
    """Take out the line breaks of the page's source, which mean nothing outside `pre`.

    Those in trafilatura's answer are then its own, between blocks.
    """
    for element in page.iter():
        if element.text and "\n" in element.text and element.tag != "pre":
            element.text = element.text.replace("\n", " ")
        if element.tail and "\n" in element.tail:
            element.tail = element.tail.replace("\n", " ")


def _mark_links(page: HtmlElement) -> None:
    """Put double parentheses around the text of links: trafilatura does not say what was a link."""
    for link in page.iter("a"):
        if link.get("href") and link.text_content().strip():
            link.text = "⸨" + (link.text or "")
            if len(link):
                link[-1].tail = (link[-1].tail or "") + "⸩"
            else:
                link.text += "⸩"


_LINK: Final = re.compile("⸨[^⸩]*⸩")
_BREAKS: Final = frozenset({"p", "head", "item", "row", "list", "table", "quote", "code", "div"})


def _lines(body: etree._Element) -> list[str]:
    """The text of trafilatura's body: a line for each block, `- ` before the items of a list."""
    parts: list[str] = []
    _walk(body, parts)
    return [line.strip(" |") for line in "".join(parts).split("\n")]  # cells may be empty


def _walk(element: etree._Element, parts: list[str]) -> None:
    tag = element.tag
    if tag in _BREAKS or tag == "lb":
        parts.append("\n")
    elif tag == "cell" and element.getprevious() is not None:
        parts.append(" | ")
    if tag == "item" and element.getparent().get("rend") == "ul":
        parts.append("- ")
    parts.append(element.text or "")
    for child in element:
        _walk(child, parts)
        parts.append(child.tail or "")
    if tag in _BREAKS:
        parts.append("\n")


def _alike(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


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

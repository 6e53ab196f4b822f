"""A page's tree -> the lines of its article, without menus, boxes and lists of other pages.

readability-lxml chooses the part of the page that is the article. What it chose is walked here,
so that paragraphs, list items and table rows stay lines, and numbers of lists stay numbers.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml.html import HtmlElement  # type: ignore[import-untyped]
from readability import Document  # type: ignore[import-untyped]
from readability.readability import Unparseable  # type: ignore[import-untyped]

from loaders.clean import clean

_SENTENCE: Final = 60  # characters: what is shorter may be a menu, a headline or a caption
_BLOCKS: Final = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "center", "dd", "div"),
        *("dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
        *("h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody"),
        *("thead", "tr", "ul"),
    )
)
_CELLS: Final = frozenset({"td", "th"})
_LINK: Final = re.compile("⸨[^⸩]*⸩")
_HEADLINE: Final = re.compile("⸨[^⸩]{25,}⸩")  # what is shorter may be a tag
_PRINTED_NUMBER: Final = re.compile(r"\s*[\dIVXivxa-z]{1,4}[.)]")


def article_lines(page: HtmlElement) -> list[str]:
    """The lines of the article, cleaned; none where all that is found is links.

    Takes the page apart.
    """
    _keep_captions(page)
    _flow(page)
    _mark_links(page)
    chosen = _Article(page)
    try:
        chosen.summary(html_partial=True)
    except Unparseable:  # a page in which it loses its way
        return []
    return _own_lines(_lines(chosen.part))


class _Article(Document):  # type: ignore[misc]  # the package has no types
    """Keeps the chosen part as it is: short lists and tables, which it would drop, state facts."""

    part: HtmlElement = None

    def sanitize(self, node: HtmlElement, *_: object) -> str:
        """The text of the part, by whose length `summary` decides whether to look elsewhere."""
        self.part = node
        return str(node.text_content())


def _own_lines(lines: Iterable[str]) -> list[str]:
    """The lines, cleaned, without those that are links to other pages and the headings of such.

    None at all where no line is as long as a sentence.
    """
    kept: list[str] = []
    longest, heads = 0, False  # whether the last line kept may head a list of links
    for line in lines:
        own = _LINK.sub("", line)  # of a headline of another page a date is left at most
        if any(map(str.isalpha, own)):
            kept.append(clean(line.replace("⸨", "").replace("⸩", "")))
            longest = max(longest, len(own))
            heads = len(own) < _SENTENCE and not own.rstrip().endswith((".", ":", ";"))
        elif heads and _HEADLINE.search(line):
            kept.pop()
            heads = False
    return kept if longest >= _SENTENCE else []


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

    Those in the answer are then between blocks.
    """
    for element in page.iter():
        if element.text and "\n" in element.text and element.tag != "pre":
            element.text = element.text.replace("\n", " ")
        if element.tail and "\n" in element.tail:
            element.tail = element.tail.replace("\n", " ")


def _mark_links(page: HtmlElement) -> None:
    """Put double parentheses around the text of links, which tell links once it is all text."""
    for link in page.iter("a"):
        if link.get("href") and link.text_content().strip():
            link.text = "⸨" + (link.text or "")
            if len(link):
                link[-1].tail = (link[-1].tail or "") + "⸩"
            else:
                link.text += "⸩"


def _lines(part: HtmlElement) -> list[str]:
    """A line for each block, `- ` or its number before the item of a list, ` | ` in table rows."""
    text = "".join(_pieces(part))
    return [line.strip(" |") for line in text.split("\n")]  # cells may be empty


def _pieces(element: HtmlElement, number: int = 0) -> Iterator[str]:
    """The text within an element; `number` says which item of its list it is, if it is one."""
    tag = element.tag
    if tag in _BLOCKS and not _of_cell(element):
        yield "\n"
    if tag in _CELLS and element.getprevious() is not None:
        yield " | "
    if tag == "li":
        yield _item_mark(element, number)
    yield element.text or ""
    items = 0
    for child in element:
        items += child.tag == "li"
        if isinstance(child.tag, str):
            yield from _pieces(child, items)
        yield child.tail or ""
    if tag in _BLOCKS and tag != "br" and not _of_cell(element):
        yield "\n"


def _of_cell(element: HtmlElement) -> bool:
    """Whether a block is all that a short cell of a table holds: its row stays one line."""
    parent = element.getparent()
    return parent is not None and parent.tag in _CELLS and len(parent) == 1


def _item_mark(item: HtmlElement, number: int) -> str:
    """What a browser prints before the item of a list, unless the text prints it itself."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return "- "
    if _PRINTED_NUMBER.match(item.text_content()):
        return ""
    start = parent.get("start", "1")
    number += int(start) - 1 if re.fullmatch(r"\d{1,4}", start) else 0
    if parent.get("type") in ("a", "A") and 1 <= number <= 26:
        return f"{chr(ord(parent.get('type')) + number - 1)}) "
    return f"{number}. "

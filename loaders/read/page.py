"""What a web page says of itself: title, date of publication, address."""

import re
from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:  # lxml is for pages; what else asks for a date or a heading does without
    from lxml.html import HtmlElement  # type: ignore[import-untyped]

HEAD_LINES: Final = 5
"""How many lines at the top may repeat the title and print the date."""

_VIETNAM: Final = timezone(timedelta(hours=7))
_DATE_PROPERTIES: Final = (
    "article:published_time",
    "datepublished",
    "pubdate",
    "publishdate",
    "publish-date",
    "dc.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.created",
    "date",
)
_JSON_LD_DATE: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->")
# `Thứ Tư, 09/07/2031 - 08:15 (GMT+7)`, `Ngày đăng: 9-7-2031`: a line that is a date and no more
_PRINTED: Final = re.compile(
    r"(?:\W*(?:(?:thứ\s+\w+|chủ\s+nhật)|(?:ngày\s+)?(?:đăng|cập\s+nhật|xuất\s+bản)(?:\s+lúc)?|ngày"
    r"|\d{1,2}\s*[:h]\s*\d{2}(?::\d{2})?))*\W*"
    r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[\W\d]|gmt|am|pm|sa|ch|h)*",
    re.IGNORECASE,
)


def title(page: "HtmlElement") -> str:
    """The headline, without the site's name; "" where there is none."""
    declared = _meta(page, "og:title") or " ".join(page.xpath("string(//title)").split())
    headings = [" ".join(h.text_content().split()) for h in page.iter("h1")]
    for heading in headings:
        if heading and (heading in declared or (len(headings) == 1 and not declared)):
            return heading
    site = _meta(page, "og:site_name")
    for separator in (" - ", " | ", " – ", " :: ", " » "):
        if site and declared.endswith(separator + site):
            return declared.removesuffix(separator + site)
    return declared


def published(page: "HtmlElement") -> Date | None:
    """The day of publication, in Vietnam, that the page declares for programs to read."""
    declared = [_meta(page, name) for name in _DATE_PROPERTIES]
    scripts = page.xpath("//script[@type='application/ld+json']/text()")
    declared += [told[1] for script in scripts if (told := _JSON_LD_DATE.search(script))]
    declared += page.xpath("//*[@itemprop='datePublished']/@datetime | //time[@pubdate]/@datetime")
    declared += page.xpath("//article//time/@datetime")
    return next((found for text in declared if (found := day(text))), None)


def printed_date(lines: Iterable[str]) -> Date | None:
    """The date of the first line that holds a date, perhaps an hour, and nothing else."""
    for line in lines:
        if found := _PRINTED.fullmatch(line):
            day, month, year = map(int, found.groups())
            try:
                return Date(year, month, day)
            except ValueError:
                continue
    return None


def source(page: "HtmlElement", markup: str) -> str:
    """The address of the page: as it declares it, or as the browser that saved it noted."""
    saved = _SAVED_FROM.search(markup[:2000])
    addresses = [
        *page.xpath("//link[@rel='canonical']/@href"),
        _meta(page, "og:url"),
        saved[1] if saved else "",
    ]
    return next((a.strip() for a in addresses if re.match(r"\s*https?://[^\s<>\"]+\s*$", a)), "")


def with_heading(lines: list[str], heading: str) -> list[str]:
    """The lines with the headline above, unless it stands among the first of them."""
    if not heading or any(_alike(heading, line) for line in lines[:HEAD_LINES]):
        return lines
    return [heading, *lines]


def from_heading(lines: list[str], heading: str) -> list[str]:
    """The lines from the headline on: what stands above is of the page, but for a date."""
    for number, line in enumerate(lines[:HEAD_LINES]):
        if heading and _alike(heading, line):
            return [above for above in lines[:number] if _PRINTED.fullmatch(above)] + lines[number:]
    return lines


def _alike(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.casefold()) == re.findall(r"\w+", other.casefold())


def _meta(page: "HtmlElement", name: str) -> str:
    for element in page.iter("meta"):
        keys = (element.get("property"), element.get("name"), element.get("itemprop"))
        if name in (key.lower() for key in keys if key):
            return " ".join((element.get("content") or "").split())
    return ""


def day(text: str) -> Date | None:
    """The day, in Vietnam, of a date for programs (ISO 8601) or as printed; None for neither."""
    text = text.strip()
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return printed_date([text])
    return (moment.astimezone(_VIETNAM) if moment.tzinfo else moment).date()

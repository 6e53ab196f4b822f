"""Web pages as the content systems of offices, schools and papers write them, around invented text.

Each layout puts the paragraphs of a report where its kind of site puts them, among the menus,
boxes and counters that such sites have. What surrounds the article is the same everywhere and
stands in `AROUND`, so that what leaks into an extracted text can be counted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import Final

MENU: Final = ("Trang chủ", "Giới thiệu", "Tin tức - Sự kiện", "Văn bản", "Thủ tục", "Liên hệ")
RELATED: Final = (
    "Xã Bến Trầm khởi công đường liên thôn dài 4 km nối với quốc lộ",
    "Trao nhà tình nghĩa cho ba gia đình chính sách ở thôn Đá Mài",
    "Huyện Lũng Vài tập huấn kỹ năng số cho cán bộ thôn, bản",
    "Công bố kết quả tuyển dụng viên chức đợt hai của huyện Lũng Vài",
)
BOX: Final = "Đường dây nóng tiếp nhận phản ánh của người dân: gọi số in trên bảng tin của thôn."
COUNTER: Final = "Đang truy cập: 31. Hôm nay: 1.208. Tất cả: 2.904.117"
FOOT: Final = "Cơ quan chủ quản: Ủy ban nhân dân huyện Lũng Vài. Ghi rõ nguồn khi phát hành lại."
COMMENT: Final = "Bạn đọc Tư Mít: Mong huyện sớm làm xong cầu để bà con đi lại dễ dàng hơn."
_ADVERTISEMENT: Final = "<div class='qc'><img src='a.gif' alt=''></div>"
AROUND: Final = (*MENU, *RELATED, BOX, COUNTER, FOOT, COMMENT)


@dataclass(frozen=True, slots=True)
class Article:
    """What a page should give: a title and the lines below it."""

    title: str
    lines: Sequence[str]


def portal(article: Article) -> str:
    """An old office portal: tables in a form, `<br>` for paragraphs, a counter."""
    body = "<br><br>".join(map(escape, article.lines))
    return _page(
        article,
        f"<form id='aspnetForm'><table width='1000'><tr><td colspan=2>{_menu()}</td></tr>"
        f"<tr><td width=200 class='left'>{_box()}{_related()}</td><td><table><tr>"
        f"<td class='title'><b>{escape(article.title)}</b></td></tr><tr>"
        f"<td class='content'>{body}</td></tr></table></td></tr>"
        f"<tr><td colspan=2>{_foot()}</td></tr></table></form>",
    )


def divs(article: Article) -> str:
    """A document library portal: each paragraph a `<div>` in a field, no heading element."""
    body = "".join(f"<div style='text-align:justify'>{escape(x)}</div>" for x in article.lines)
    return _page(
        article,
        f"<div id='s4-workspace'>{_menu()}<div class='row'><div class='col-9'>"
        f"<div class='news-title'>{escape(article.title)}</div><div class='ms-rtestate-field'>"
        f"{body}</div></div><div class='col-3'>{_box()}{_related()}</div></div>{_foot()}</div>",
    )


def blog(article: Article) -> str:
    """A blog system: `<article>`, shares, comments, a sidebar."""
    body = "".join(f"<p>{escape(x)}</p>" for x in article.lines)
    return _page(
        article,
        f"{_menu()}<main><article class='post hentry'><h1 class='entry-title'>"
        f"{escape(article.title)}</h1><div class='entry-content'>{body}</div>"
        "<div class='sharedaddy'><a href='#'>Facebook</a> <a href='#'>Zalo</a></div></article>"
        f"<div id='comments' class='comments-area'><ol><li>{COMMENT}</li></ol></div></main>"
        f"<aside>{_related()}{_box()}</aside>{_foot()}",
    )


def word(article: Article) -> str:
    """Text pasted from a word processor: paragraphs of nested spans."""
    body = "".join(
        "<p class='MsoNormal' style='margin:6pt 0;text-indent:36pt'><span style='font-size:14pt'>"
        f"<span style='font-family:serif'>{escape(x)}<o:p></o:p></span></span></p>"
        for x in article.lines
    )
    return _page(
        article,
        f"{_menu()}<div class='wrap'><div class='detail'><h2>{escape(article.title)}</h2>"
        f"<div class='detail-content'>{body}</div></div>{_related()}{_box()}</div>{_foot()}",
    )


def paper(article: Article) -> str:
    """A newspaper: a lead, a figure, boxes of related news within the article, tags."""
    lead, *rest = map(escape, article.lines)
    middle = len(rest) // 2
    first = "".join(f"<p class='Normal'>{x}</p>" for x in rest[:middle])
    second = "".join(f"<p class='Normal'>{x}</p>" for x in rest[middle:])
    return _page(
        article,
        f"<header>{_menu()}</header><section class='sidebar-1'><h1 class='title-detail'>"
        f"{escape(article.title)}</h1><p class='description'>{lead}</p><article class='fck_detail'>"
        f"{first}<div class='box-related'>{_related()}</div>{second}<div class='tags'>"
        f"<a href='#'>huyện Lũng Vài</a></div></article></section><section class='sidebar-2'>"
        f"{_box()}{_related()}</section><footer>{_foot()}</footer>",
    )


def listed(article: Article) -> str:
    """A page builder: what is numbered in the text is an ordered list in the page."""
    parts, items = [], []
    for line in article.lines:
        number, _, rest = line.partition(". ")
        if number.isdigit():
            items.append(f"<li>{escape(rest)}</li>")
            continue
        parts += [f"<ol>{''.join(items)}</ol>"] if items else []
        items = []
        parts.append(f"<p>{escape(line)}</p>")
    parts += [f"<ol>{''.join(items)}</ol>"] if items else []
    return _page(
        article,
        f"{_menu()}<div class='node'><h1>{escape(article.title)}</h1><div class='field-item even'>"
        f"{''.join(parts)}</div></div><div class='sidebar'>{_related()}{_box()}</div>{_foot()}",
    )


def bare(article: Article) -> str:
    """A page without a template: text between `<br>`, links above and below."""
    body = "<br>\n".join(map(escape, article.lines))
    return _page(
        article, f"{_menu()}<h3>{escape(article.title)}</h3>{body}<hr>{_related()}{_foot()}"
    )


def boxes(article: Article) -> str:
    """A builder that wraps each paragraph for itself, advertisements between."""
    parts = [
        f"<div class='col'><div class='block'><div class='text'><p>{escape(x)}</p>"
        "</div></div></div>"
        + ("<div class='qc'><img src='a.gif' alt=''></div>" if number % 2 else "")
        for number, x in enumerate(article.lines)
    ]
    return _page(
        article,
        f"{_menu()}<div id='app'><div class='head'><h1>{escape(article.title)}</h1></div>"
        f"<div class='body'>{''.join(parts)}</div>{_related()}{_box()}{_foot()}</div>",
    )


def talked(article: Article) -> str:
    """More comments than article."""
    body = "".join(f"<p>{escape(x)}</p>" for x in article.lines)
    comments = f"<div class='comment-item'><b>Bạn đọc</b><p>{COMMENT}</p></div>" * 25
    return _page(
        article,
        f"{_menu()}<div class='main-col'><h1>{escape(article.title)}</h1>"
        f"<div class='the-body'>{body}</div><div class='box-comment'>{comments}</div></div>"
        f"{_related()}{_foot()}",
    )


def aside(article: Article) -> str:
    """A column beside the article with notices as long as paragraphs."""
    body = "".join(f"<p><span>{escape(x)}</span></p>" for x in article.lines)
    notices = f"<div class='widget'><h3>Thông báo</h3><p>{BOX} {FOOT}</p></div>" * 4
    return _page(
        article,
        f"{_menu()}<div class='container'><div class='portlet'>"
        "<div class='journal-content-article'>"
        f"<h2 class='header-title'>{escape(article.title)}</h2>"
        "<table class='image'><tr><td><img src='a.jpg' alt=''></td></tr><tr><td>"
        f"<em>Quang cảnh buổi làm việc</em></td></tr></table>{body}</div></div>"
        f"<div class='right'>{notices}{_related()}</div></div>{_foot()}",
    )


LAYOUTS: Final[dict[str, Callable[[Article], str]]] = {
    layout.__name__: layout
    for layout in (portal, divs, blog, word, paper, listed, bare, boxes, talked, aside)
}


def _page(article: Article, body: str) -> str:
    return (
        "<!DOCTYPE html><html lang='vi'><head><meta charset='utf-8'>"
        f"<title>{escape(article.title)}</title></head><body>{body}</body></html>"
    )


def _menu() -> str:
    items = "".join(f"<li><a href='/{n}'>{escape(x)}</a></li>" for n, x in enumerate(MENU))
    return f"<div class='menu'><ul>{items}</ul></div>"


def _related() -> str:
    number = count(20)
    items = "".join(
        f"<li><a href='/tin/{next(number)}'>{escape(x)}</a> <span>(12/10)</span></li>"
        for x in RELATED
    )
    return f"<div class='tin-khac'><h4>Tin liên quan</h4><ul>{items}</ul></div>"


def _box() -> str:
    return f"<div class='thong-bao'><h4>Thông báo</h4><p>{BOX}</p></div>"


def _foot() -> str:
    return f"<div class='chan-trang'><p>{FOOT}</p><p>{COUNTER}</p></div>"

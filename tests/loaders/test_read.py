"""Text and web pages -> reports: what is read, what is refused and with which words.

All names, places and bodies are invented.
"""

from collections.abc import Callable
from datetime import date as Date
from time import process_time
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Report
from loaders.read import ReadProblem
from loaders.read.html import read_html
from loaders.read.page import printed_date
from loaders.read.text import read_text

SENTENCE = "Sáng 9/7/2031, Đảng ủy xã Tân Thử tổ chức Hội nghị sơ kết công tác 6 tháng đầu năm."


def report_of(found: Report | ReadProblem) -> Report:
    assert isinstance(found, Report), found
    return found


def code_of(found: Report | ReadProblem) -> str:
    assert isinstance(found, ReadProblem), found
    return found.code


# --- Plain text ----------------------------------------------------------------------------------


def windows_1258(text: str) -> bytes:
    """That encoding has ă, â, đ, ê, ô, ơ, ư as letters and each tone as a mark after its vowel."""

    def split(letter: str) -> str:
        marks = [m for m in normalize("NFD", letter) if m in "\u0300\u0301\u0303\u0309\u0323"]
        vowel = "".join(c for c in normalize("NFD", letter) if c not in marks)
        return normalize("NFC", vowel) + "".join(marks)

    return "".join(map(split, text)).encode("cp1258")


READABLE = [
    ("utf-8", SENTENCE.encode()),
    ("utf-8 with a byte order mark", b"\xef\xbb\xbf" + SENTENCE.encode()),
    ("utf-16 little endian", b"\xff\xfe" + SENTENCE.encode("utf-16-le")),
    ("utf-16 big endian", b"\xfe\xff" + SENTENCE.encode("utf-16-be")),
    ("windows-1258", windows_1258(SENTENCE)),
    ("TCVN3", "§¶ng ñy x· T©n Thö tæ chøc Héi nghÞ".encode("latin-1")),
]


@pytest.mark.parametrize("data", [d for _, d in READABLE], ids=[n for n, _ in READABLE])
def test_encoding_is_found(data: bytes) -> None:
    assert "Đảng ủy xã Tân Thử tổ chức" in report_of(read_text(data, "a", "a.txt")).text


REFUSED = [
    ("nothing", b"", "empty-file"),
    ("blanks", b" \r\n\t ", "empty-file"),
    ("a byte order mark alone", b"\xef\xbb\xbf \n", "empty-file"),
    ("PDF under another ending", b"%PDF-1.7\n", "binary-file"),
    ("Word under another ending", b"PK\x03\x04" + bytes(40), "binary-file"),
    ("zeros", bytes(100), "binary-file"),
    ("utf-16 without a byte order mark", SENTENCE.encode("utf-16-le"), "binary-file"),
    (
        "lost letters",
        "Đ?ng ?y x? T?n Th? t? ch?c H?i ngh? s? k?t c?ng t?c".encode(),
        "letters-lost",
    ),
    ("Latin-1", "Mötley Crüe à la carte, déjà vu".encode("latin-1"), "wrong-encoding"),
    ("half a UTF-16 character", b"\xff\xfe\x01", "wrong-encoding"),
    ("no words", b"--- 12/3 ...", "no-words"),
]


@pytest.mark.parametrize(("data", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    assert code_of(read_text(data, "a", "a.txt")) == code


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert isinstance(read_text(data, "a", "a.txt"), Report | ReadProblem)


# --- Pages ---------------------------------------------------------------------------------------

ARTICLE = f"""<h1>Tân Thử sơ kết 6 tháng</h1><p>{SENTENCE}</p>
<p>Đồng chí <b>Lê Văn Thử</b> - Bí thư Đảng ủy
chủ trì Hội nghị.<br>Dự Hội nghị có đại biểu các chi bộ trực thuộc và các ban, ngành của xã.</p>"""
PAGE = """<!DOCTYPE html><html><head>{head}</head><body>
<nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/gt">Giới thiệu</a></li></ul></nav>
<div class="content">{body}</div>
<div class="related"><h3>Tin liên quan</h3><a href="/2">Xã Mới Thử khởi công cầu qua suối</a></div>
<footer>Bản quyền thuộc xã Tân Thử. Số lượt truy cập: 730</footer></body></html>"""
UTF8 = '<meta charset="utf-8">'


def page(body: str = ARTICLE, head: str = UTF8, encoding: str = "utf-8") -> Report:
    return report_of(read_html(PAGE.format(head=head, body=body).encode(encoding), "a", "a.html"))


def test_article_without_what_surrounds_it() -> None:
    assert page().text.split("\n") == [
        "Tân Thử sơ kết 6 tháng",
        SENTENCE,
        "Đồng chí Lê Văn Thử - Bí thư Đảng ủy chủ trì Hội nghị.",
        "Dự Hội nghị có đại biểu các chi bộ trực thuộc và các ban, ngành của xã.",
    ]


LINES = [
    ("numbered item", "<ol><li>Tiết kiệm.</li><li>Học tập.</li></ol>", "2. Học tập."),
    ("numbered from", "<ol start=4><li>Tiết kiệm.</li></ol>", "4. Tiết kiệm."),
    ("lettered item", "<ol type=a><li>Tiết kiệm.</li></ol>", "a) Tiết kiệm."),
    ("number in the text", "<ol><li>1) Tiết kiệm.</li></ol>", "1) Tiết kiệm."),
    ("list item", "<ul><li>Một là, tiết kiệm.</li></ul>", "- Một là, tiết kiệm."),
    ("table", "<table><tr><td>Thu</td><td>12 tỷ</td></tr></table>", "Thu | 12 tỷ"),
    ("figure", "<figure><figcaption>Bà Lê Thử</figcaption></figure>", "Bà Lê Thử"),
    ("a link in a sentence", '<p>Theo <a href="/1">Cổng tin</a> xã.</p>', "Theo Cổng tin xã."),
    ("caption by class", '<div class="image-caption">Ông Vũ Thử</div>', "Ông Vũ Thử"),
    ("entities", "<p>Sở KH&amp;CN &#272;&#7891;ng Nai.</p>", "Sở KH&CN Đồng Nai."),
]


@pytest.mark.parametrize(("markup", "line"), [c[1:] for c in LINES], ids=[c[0] for c in LINES])
def test_lines_of_an_article(markup: str, line: str) -> None:
    assert line in page(ARTICLE + markup + f"<p>{SENTENCE}</p>").text.split("\n")


def test_an_old_page_of_nested_tables() -> None:
    markup = f"""<html><body><form><table><tr><td><table><tr><td><a href="1">Trang chủ</a></td></tr>
    </table></td><td>{SENTENCE}<br><br>Ông Lê Văn Thử chủ trì.</td></tr></table></form></body>"""
    text = report_of(read_html(markup.encode(), "a", "a.html")).text
    assert text.split("\n") == [SENTENCE, "Ông Lê Văn Thử chủ trì."]


OTHERS = [
    ("a paragraph", '<p><a href="/2">Xã Mới Thử mở hội</a></p>'),
    ("a link and its date", '<p><a href="/2">Xã Mới Thử mở hội</a> (12/10)</p>'),
    (
        "a box",
        '<div><b>Đọc thêm</b><ul><li><a href="/2">Xã Mới Thử mở hội đầu xuân</a></li></ul></div>',
    ),
]


@pytest.mark.parametrize("markup", [m for _, m in OTHERS], ids=[n for n, _ in OTHERS])
def test_links_to_other_pages_are_no_lines(markup: str) -> None:
    assert page(ARTICLE + markup).text == page().text


def test_a_byline_above_tags_stays() -> None:
    tags = "<div class='tags'><a href='/t'>xã Tân Thử</a></div>"
    text = page(f"{ARTICLE}<p>Minh Châu</p>{tags}").text
    assert text.split("\n")[-1] == "Minh Châu"


def test_what_stands_above_the_headline_is_of_the_page() -> None:
    box = "<p>Đường dây nóng của xã tiếp nhận phản ánh của người dân cả ngày lẫn đêm.</p>"
    assert page(f"{box}{ARTICLE}").text == page().text


def test_the_lead_above_the_article_is_of_it() -> None:
    lead = "Tân Thử đặt mục tiêu hoàn thành ba đường liên thôn trong quý IV, Bí thư Đảng ủy nói."
    body = f"<h1>{TITLE}</h1><p class='description'>{lead}</p><article>{ARTICLE}</article>"
    assert page(body).text.split("\n")[1] == lead


TITLE = "Tân Thử sơ kết 6 tháng"
TITLES = [
    ("heading", f"<title>{TITLE} - Trang tin</title>", ARTICLE),
    (
        "site's name cut off",
        f'<meta property="og:site_name" content="Trang tin"><title>{TITLE} | Trang tin</title>',
        f"<p>{SENTENCE}</p>",
    ),
    ("heading that is a link", "", ARTICLE.replace(TITLE, f'<a href="/3">{TITLE}</a>')),
    ("declared", f'<meta property="og:title" content="{TITLE}">', f"<p>{SENTENCE}</p>"),
]


@pytest.mark.parametrize(("head", "body"), [c[1:] for c in TITLES], ids=[c[0] for c in TITLES])
def test_title_is_known_and_is_the_first_line_once(head: str, body: str) -> None:
    report = page(body, UTF8 + head)
    assert report.title == TITLE
    assert report.text.split("\n")[0] == report.title
    assert report.text.count(report.title) == 1


DATES = [
    ("meta", '<meta property="article:published_time" content="2031-07-10T08:00+07:00">', ""),
    ("in another zone", '<meta name="pubdate" content="2031-07-09T18:30:00Z">', ""),
    ("as printed", '<meta name="date" content="10/07/2031 08:15">', ""),
    (
        "JSON-LD",
        '<script type="application/ld+json">{"datePublished": "2031-07-10"}</script>',
        "",
    ),
    ("itemprop", "", '<time itemprop="datePublished" datetime="2031-07-10T08:00">hôm qua</time>'),
    ("printed", "", "<div>Thứ Năm, 10/07/2031 - 08:15 (GMT+7)</div>"),
]


@pytest.mark.parametrize(("head", "body"), [c[1:] for c in DATES], ids=[c[0] for c in DATES])
def test_day_of_publication(head: str, body: str) -> None:
    heading, rest = ARTICLE.split("</h1>")
    assert page(f"{heading}</h1>{body}{rest}", UTF8 + head).published == Date(2031, 7, 10)


@pytest.mark.parametrize("line", [SENTENCE, "Sáng 9/7/2031", "31/02/2031", "Số 10/07/2031", ""])
def test_no_day_of_publication(line: str) -> None:
    assert printed_date([line]) is None


ADDRESSES = [
    ('<link rel="canonical" href="https://xa.example/tin/3">', "https://xa.example/tin/3"),
    ('<meta property="og:url" content="https://xa.example/tin/4">', "https://xa.example/tin/4"),
    ('<link rel="canonical" href="javascript:alert(1)">', ""),
    ("", ""),
]


@pytest.mark.parametrize(("head", "address"), ADDRESSES)
def test_address(head: str, address: str) -> None:
    assert page(head=UTF8 + head).source == address


def test_address_noted_by_the_browser_that_saved_the_page() -> None:
    markup = "<!-- saved from url=(0024)http://xa.example/t.aspx -->" + PAGE.format(
        head=UTF8, body=ARTICLE
    )
    assert report_of(read_html(markup.encode(), "a", "a.html")).source == "http://xa.example/t.aspx"


CHARSETS = [
    ("utf-8 undeclared", "", str.encode),
    ("utf-8 declared otherwise", '<meta charset="windows-1252">', str.encode),
    ("utf-16", "", lambda text: text.encode("utf-16")),
    ("windows-1258", '<meta http-equiv="x" content="charset=windows-1258">', windows_1258),
]


@pytest.mark.parametrize(
    ("head", "encode"), [c[1:] for c in CHARSETS], ids=[c[0] for c in CHARSETS]
)
def test_encoding_of_a_page(head: str, encode: Callable[[str], bytes]) -> None:
    data = encode(PAGE.format(head=head, body=ARTICLE))
    assert SENTENCE in report_of(read_html(data, "a", "a.html")).text


NO_ARTICLE = [
    ("only links", "<li><a href='/'>Xã Tân Thử tổ chức sơ kết 6 tháng</a></li>" * 20),
    ("a frame", '<iframe src="https://xa.example/tin"></iframe>'),
    ("a short notice", "<p>Không tìm thấy trang</p>"),
    ("nothing", ""),
]


@pytest.mark.parametrize("body", [b for _, b in NO_ARTICLE], ids=[n for n, _ in NO_ARTICLE])
def test_page_without_an_article(body: str) -> None:
    markup = f"<html><head><title>Trang tin</title></head><body>{body}</body></html>"
    assert code_of(read_html(markup.encode(), "a", "a.html")) == "no-article"


HOSTILE_PAGES = [
    ("a flood of elements", "<p>" * 200_000 + SENTENCE),
    ("an external entity", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><p>&x;</p>'),
    ("entities that multiply", '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><p>&b;</p>'),
    ("very deep", "<div>" * 50_000 + SENTENCE),
    ("an XML declaration", '<?xml version="1.0" encoding="koi8-r"?><html><body/></html>'),
    ("an unknown encoding", '<meta charset="rot13"><p>\udcff</p>'),
]


@pytest.mark.parametrize("markup", [m for _, m in HOSTILE_PAGES], ids=[n for n, _ in HOSTILE_PAGES])
def test_hostile_page_is_refused(markup: str) -> None:
    found = read_html(markup.encode("utf-8", "surrogateescape"), "a", "a.html")
    assert code_of(found) in {"no-article", "wrong-encoding", "page-too-complex"}


FLOODS = [
    ("items", "<ol>" + f"<li>{SENTENCE}</li>" * 29_000 + "</ol>"),
    ("paragraphs and links", f"<p>{SENTENCE}<a href='/'>Tin khác</a></p>" * 14_000),
    ("divisions", f"<div>{SENTENCE}</div>" * 29_000),
    ("divisions within divisions", ("<div>" * 240 + SENTENCE + "</div>" * 240) * 100),
    ("breaks", f"{SENTENCE}<br>" * 29_000),
    ("cells", "<table>" + f"<tr><td>{SENTENCE}</td><td>x</td></tr>" * 9_000 + "</table>"),
    ("classes", f"<div class='comment sidebar'><p>{SENTENCE}</p></div>" * 14_000),
]


@pytest.mark.parametrize("markup", [m for _, m in FLOODS], ids=[n for n, _ in FLOODS])
def test_floods_are_read_in_seconds(markup: str) -> None:
    start = process_time()
    read_html(f"<html><body>{markup}</body></html>".encode(), "a", "a.html")
    assert process_time() - start < 10


@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<table>", "<td>", "<li>", "<a>", "&#0;", "\0", SENTENCE])
    )
)
def test_any_tags_are_read_or_refused(parts: list[str]) -> None:
    found = read_html("".join(parts).encode(), "a", "a.html")
    assert isinstance(found, Report | ReadProblem)

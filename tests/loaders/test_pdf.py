"""PDF -> paragraphs: what is one, what stands on every page, and what is no text at all.

The samples hold a whole file of an office program, with Vietnamese letters (`test_formats.py`).
"""

import base64
import math
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Report
from loaders.read import ReadProblem
from loaders.read.glyphs import Glyph
from loaders.read.layout import Line, lines_of, paragraphs, without_running
from loaders.read.pdf import read_pdf
from tests.loaders.pdf_files import LOCKED, PICTURE, Drawn, pdf

WIDE = 5.9  # points between letters of 5


def text_of(data: bytes) -> list[str]:
    found = read_pdf(data, "a", "a.pdf")
    assert isinstance(found, Report), found
    return found.text.split("\n")


# --- Characters to lines -------------------------------------------------------------------------


def drawn(text: str, x: float = 0, y: float = 0, size: float = 10) -> list[Glyph]:
    """Letters of half their size, one after the other."""
    return [
        Glyph(letter, x + n * size / 2, x + (n + 1) * size / 2, y, size)
        for n, letter in enumerate(text)
    ]


def without(text: str, letters: str) -> list[Glyph]:
    return [glyph for glyph in drawn(text) if glyph.text not in letters]


def only(text: str, letters: str) -> list[Glyph]:
    return [glyph for glyph in drawn(text) if glyph.text in letters]


GLYPHS = [
    ("as they come", drawn("Hội nghị"), ["Hội nghị"]),
    ("a gap is a blank", drawn("Hội") + drawn("nghị", 18), ["Hội nghị"]),
    ("letter-spacing is none", [g for n in range(3) for g in drawn("Hội"[n], WIDE * n)], ["Hội"]),
    ("letters of another font, drawn later", without("Hội nghị", "ộị") + only("Hội nghị", "ộị"),
     ["Hội nghị"]),
    ("drawn after another line", without("Hội nghị", "ộị") + drawn("sơ kết", 0, -12)
     + only("Hội nghị", "ộị"), ["Hội nghị", "sơ kết"]),
    ("two columns", drawn("Hội") + drawn("nghị", 0, -12) + drawn("sơ", 99) + drawn("kết", 99, -12),
     ["Hội", "nghị", "sơ", "kết"]),
    ("a raised number", drawn("km") + drawn("2", 10, 3, 6), ["km2"]),
    ("a mark of its own", [*drawn("Ho"), Glyph("\u0323", 8, 8, 0, 10), *drawn("i", 10)],
     ["Ho\u0323i"]),
    ("bold by printing twice", drawn("Hội") + drawn("Hội", 0.3), ["Hội"]),
    ("only blanks", drawn("   "), []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("page", "lines"), [case[1:] for case in GLYPHS], ids=[case[0] for case in GLYPHS]
)
def test_glyphs_make_lines(page: list[Glyph], lines: list[str]) -> None:
    assert [line.text for line in lines_of(page)] == lines


@given(
    st.lists(
        st.builds(
            Glyph,
            st.sampled_from(["a", " ", "\u0301", "", "ệ"]),
            *[st.floats(-1e4, 1e4) for _ in range(3)],
            st.floats(0, 100),
        )
    )
)
def test_glyphs_anywhere_make_lines_with_all_letters(page: list[Glyph]) -> None:
    lines = lines_of(page)
    assert sum(line.text.count("ệ") for line in lines) <= sum(g.text == "ệ" for g in page)
    assert paragraphs([lines]) or not lines


# --- Lines to paragraphs -------------------------------------------------------------------------

FULL = 400.0  # how far to the right a full line reaches


def line(text: str, right: float = FULL, *, left: float = 0, size: float = 12) -> Line:
    return Line(text, left, right, 0, size, 6.0 * len(text.split(" ", 1)[0]))


def page(*lines: Line | float) -> list[Line]:
    """Lines one below the other; a number is a gap in points."""
    y, made = 700.0, []
    for one in lines:
        if isinstance(one, Line):
            y -= 14
            made.append(Line(one.text, one.left, one.right, y, one.size, one.first))
        else:
            y -= one
    return made


PARAGRAPHS = [
    ("a full line goes on", [page(line("Hội nghị"), line("kết năm", 60))], ["Hội nghị kết năm"]),
    ("a short line ends", [page(line("Hội", 100), line("Kết luận"))], ["Hội", "Kết luận"]),
    ("small letters go on", [page(line("Hội nghị", 340), line("sơ kết"))], ["Hội nghị sơ kết"]),
    ("a gap ends", [page(line("Hội nghị"), line("Một"), line("hai"), 20, line("Kết luận"))],
     ["Hội nghị Một hai", "Kết luận"]),
    ("another size ends", [page(line("HỘI NGHỊ", size=16), line("Ngày"))], ["HỘI NGHỊ", "Ngày"]),
    ("an indent after a full stop", [page(line("chủ trì."), line("Ông A", left=20))],
     ["chủ trì.", "Ông A"]),
    ("an item after a semicolon", [page(line("tiết kiệm;"), line("2. Học tập"))],
     ["tiết kiệm;", "2. Học tập"]),
    ("a dash within a sentence", [page(line("Bí thư Đảng ủy"), line("- Viện trưởng"))],
     ["Bí thư Đảng ủy - Viện trưởng"]),
    ("a number parted at its stroke", [page(line("Chỉ thị 05-CT/"), line("TW của Bộ", 90))],
     ["Chỉ thị 05-CT/TW của Bộ"]),
    ("a number parted at its hyphen", [page(line("Chỉ thị 05-"), line("CT/TW", 90))],
     ["Chỉ thị 05-CT/TW"]),
    ("syllables joined by a hyphen", [page(line("kinh tế-"), line("xã hội", 90))],
     ["kinh tế-xã hội"]),
    ("a foreign word parted", [page(line("nhóm organi-"), line("sation của", 90))],
     ["nhóm organisation của"]),
    ("over the end of a page", [page(line("Hội nghị")), page(line("sơ kết", 90))],
     ["Hội nghị sơ kết"]),
    ("a page that ends a sentence", [page(line("Hội nghị.")), page(line("Ông A", 90))],
     ["Hội nghị.", "Ông A"]),
    ("notes stand last", [page(line("Hội nghị"), line("sơ"), line("1 Theo báo", 90, size=9)),
     page(line("kết năm", 90))], ["Hội nghị sơ kết năm", "1 Theo báo"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("pages", "texts"), [p[1:] for p in PARAGRAPHS], ids=[p[0] for p in PARAGRAPHS]
)
def test_lines_make_paragraphs(pages: list[list[Line]], texts: list[str]) -> None:
    assert paragraphs(pages) == texts


def pages_of(*bodies: str, head: str = "", foot: str = "") -> list[list[Line]]:
    made = []
    for number, body in enumerate(bodies, start=1):
        texts = [head.format(number), *body.split("|"), foot.format(number)]
        made.append(page(*(line(text) for text in texts if text)))
    return made


RUNNING = [
    ("heads", pages_of("Hội nghị|a", "sơ kết|b", head="BẢN TIN SỐ 7")),
    ("feet with numbers", pages_of("Hội nghị|a", "sơ kết|b", foot="Viện A - trang {} trên 2")),
    ("numbers alone", pages_of("Hội nghị|a", "sơ kết|b", foot="- {} -")),
    ("number of one page", pages_of("Hội nghị|a|sơ kết|b", foot="Trang {}/1")),
    (
        "what a browser prints",
        pages_of("Hội nghị|a|sơ kết|b", head="26/7/2031, 9:15 AM Tin", foot="https://xa.vn/3 {}/1"),
    ),
]


@pytest.mark.parametrize("pages", [r[1] for r in RUNNING], ids=[r[0] for r in RUNNING])
def test_what_stands_on_every_page_is_left_out(pages: list[list[Line]]) -> None:
    kept, _ = without_running(pages)
    assert [line.text for page in kept for line in page] == ["Hội nghị", "a", "sơ kết", "b"]


def test_the_address_that_a_browser_prints_is_the_source() -> None:
    lines: list[Drawn] = [(50, 400, "Dang uy xa Tan Thu hop."), (50, 30, "https://xa.vn/3 1/1")]
    found = read_pdf(pdf(lines), "a", "a.pdf")
    assert isinstance(found, Report)
    assert (found.text, found.source) == ("Dang uy xa Tan Thu hop.", "https://xa.vn/3")


# --- Files ---------------------------------------------------------------------------------------

LINES: list[Drawn] = [(50, 700, "Dang uy xa Tan Thu hop phien"), (50, 680, "thuong ky thang 9.")]
WHOLE = ["Dang uy xa Tan Thu hop phien thuong ky thang 9."]
UPRIGHT = [
    ("plain", pdf(LINES)),
    ("scaled", pdf(LINES, size=1, matrix="12 0 0 12")),
    ("a page turned by the viewer", pdf(LINES, rotate=90)),
    ("text turned by itself", pdf([(80, 50, LINES[0][2]), (100, 50, LINES[1][2])],
                                  matrix="0 1 -1 0")),
    ("text turned the other way", pdf([(100, 700, LINES[0][2]), (80, 700, LINES[1][2])],
                                      matrix="0 -1 1 0")),
    ("upside down", pdf([(500, 100, LINES[0][2]), (500, 120, LINES[1][2])], matrix="-1 0 0 -1")),
]  # fmt: skip


@pytest.mark.parametrize("data", [u[1] for u in UPRIGHT], ids=[u[0] for u in UPRIGHT])
def test_text_is_read_whichever_way_it_runs(data: bytes) -> None:
    assert text_of(data) == WHOLE


def test_a_watermark_is_left_out() -> None:
    mark = b"BT /F 40 Tf 0.7 0.7 -0.7 0.7 100 100 Tm (DU THAO) Tj ET\n"
    lines = b"BT /F 12 Tf 50 700 Td (Dang uy xa Tan Thu hop.) Tj ET"
    assert text_of(pdf(mark + lines)) == ["Dang uy xa Tan Thu hop."]


REFUSED = [
    ("a scan", pdf(PICTURE), "scanned"),
    ("empty pages", pdf(b"", b""), "no-words"),
    ("only a page number", pdf([(300, 30, "1")]), "no-words"),
    ("a page that the server sent instead", b"<html>Khong tim thay</html>", "damaged"),
    ("half a file", pdf(LINES)[:200], "damaged"),
    ("nothing but its name", b"%PDF-1.7\n", "damaged"),
    ("a password", zlib.decompress(base64.b85decode(LOCKED)), "locked"),
    ("too many pages", pdf(*[b""] * 2_001), "too-long"),
    ("letters of no known font", pdf([(50, 700, "\x01\x03\x04\x05\x06\x07\x0e\x0f" * 4)]),
     "unknown-letters"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_what_is_no_text_is_refused(data: bytes, code: str) -> None:
    found = read_pdf(data, "a", "a.pdf")
    assert isinstance(found, ReadProblem), found
    assert (found.code, found.place, found.report) == (code, "a.pdf", None)


def test_letters_without_a_place_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """As PDFium tells of some that stand in damaged files."""
    monkeypatch.setattr("loaders.read.glyphs.raw.FPDFText_GetFontSize", lambda *_: math.nan)
    found = read_pdf(pdf(LINES), "a", "a.pdf")
    assert isinstance(found, ReadProblem)
    assert found.code == "no-words"


def test_the_way_out_of_a_scan_is_told() -> None:
    assert "ocrmypdf" in str(read_pdf(pdf(PICTURE), "a", "a.pdf"))


def test_pages_that_are_pictures_are_told_and_the_rest_is_read() -> None:
    found = read_pdf(pdf(LINES, PICTURE, PICTURE), "a", "a.pdf")
    assert isinstance(found, ReadProblem)
    assert found.code == "scanned-pages"
    assert "2, 3" in found.message
    assert found.report is not None
    assert found.report.text == WHOLE[0]


@given(st.data())
def test_a_damaged_file_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(pdf(LINES, PICTURE))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(9, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_pdf(bytes(whole), "a", "a.pdf"), Report | ReadProblem)

"""A PDF with text -> the report in it: paragraphs, without running heads and page numbers."""

from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE  # type: ignore[import-untyped]

from loaders.clean import clean
from loaders.model import Report
from loaders.read.glyphs import glyphs
from loaders.read.layout import Line, lines_of, paragraphs, without_running
from loaders.read.problem import ReadProblem
from loaders.read.refused import no_words

_MOST_PAGES: Final = 2_000
_MOST_CHARACTERS: Final = 5_000_000
_FEW_LETTERS: Final = 8  # on a page: a stamp or a page number, no text
_UNREADABLE: Final = 0.2  # of the characters, in fonts that do not tell what they print


def read_pdf(data: bytes, name: str, place: str) -> Report | ReadProblem:
    """The report that a PDF holds; its title is left to the segmenter.

    Of a file of which some pages are pictures the rest is read, and told as part of the problem.
    """
    if b"%PDF-" not in data[:1024]:
        return _damaged(place, "%PDF-?")
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return _locked(place) if "assword" in str(error) else _damaged(place, str(error))
    try:
        if len(document) > _MOST_PAGES:
            return _too_long(place, f"{len(document)} trang · pages", f"{_MOST_PAGES}")
        return _read(document, name, place)
    except pdfium.PdfiumError as error:
        return _damaged(place, str(error))
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, name: str, place: str) -> Report | ReadProblem:
    pages: list[list[Line]] = []
    pictures: list[int] = []
    characters = unknown = 0
    for number in range(len(document)):
        page = document[number]
        try:
            found = glyphs(page)
            if sum(glyph.text.isalpha() for glyph in found) < _FEW_LETTERS and _has_picture(page):
                pictures.append(number + 1)
        finally:
            page.close()
        characters += len(found)
        unknown += sum(not glyph.text.isprintable() for glyph in found)
        unknown += sum("\ue000" <= glyph.text <= "\uf8ff" for glyph in found)
        if characters > _MOST_CHARACTERS:
            return _too_long(place, f"{characters} ký tự · characters", f"{_MOST_CHARACTERS}")
        pages.append(lines_of(found))
    if unknown > _UNREADABLE * max(characters, 1):
        return _no_letters(place)
    pages, address = without_running(pages)
    text = clean("\n".join(paragraphs(pages)))
    if sum(map(str.isalpha, text)) < _FEW_LETTERS:
        return _no_text(place) if pictures else no_words(place)
    report = Report(name=name, text=text, source=address)
    return _some_pictures(place, pictures, report) if pictures else report


def _has_picture(page: pdfium.PdfPage) -> bool:
    return next(page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=4), None) is not None


_RECOGNISE_VI: Final = "nhận dạng chữ (OCR) trước, ví dụ `ocrmypdf -l vie vào.pdf ra.pdf`"
_RECOGNISE_EN: Final = "recognise the text (OCR) first, such as `ocrmypdf -l vie in.pdf out.pdf`"


def _no_text(place: str) -> ReadProblem:
    return ReadProblem(
        "scanned",
        place,
        f"bản quét, chỉ có ảnh mà không có chữ: {_RECOGNISE_VI}",
        f"a scan, pictures without text: {_RECOGNISE_EN}",
    )


def _some_pictures(place: str, pages: list[int], report: Report) -> ReadProblem:
    some = ", ".join(map(str, pages[:10])) + (", …" if len(pages) > 10 else "")
    return ReadProblem(
        "scanned-pages",
        place,
        f"trang {some} chỉ có ảnh, chưa đọc được: {_RECOGNISE_VI}",
        f"pages {some} are pictures and were not read: {_RECOGNISE_EN}",
        report,
    )


def _no_letters(place: str) -> ReadProblem:
    return ReadProblem(
        "unknown-letters",
        place,
        "phông chữ trong tệp không cho biết in ra chữ gì: xuất lại PDF từ tệp gốc, "
        f"hoặc {_RECOGNISE_VI}",
        "its fonts do not tell which letters they print: export it again from the original, "
        f"or {_RECOGNISE_EN}",
    )


def _locked(place: str) -> ReadProblem:
    return ReadProblem(
        "locked",
        place,
        "tệp có mật khẩu: mở ra và lưu lại không có mật khẩu",
        "the file asks for a password: open it and save it without",
    )


def _damaged(place: str, why: str) -> ReadProblem:
    return ReadProblem(
        "damaged",
        place,
        f"không phải PDF hoặc tệp hỏng ({why}): tải hoặc xuất lại",
        f"no PDF, or a damaged one ({why}): download or export it again",
    )


def _too_long(place: str, size: str, limit: str) -> ReadProblem:
    return ReadProblem(
        "too-long",
        place,
        f"{size}, quá giới hạn {limit}: chia nhỏ tệp",
        f"{size}, over the limit of {limit}: split the file",
    )

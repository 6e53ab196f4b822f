"""A Word document (.docx) -> the report in it: paragraphs, lists, tables and notes in their order.

The format is a ZIP of XML files (ECMA-376). It is read here rather than by python-docx, which
knows no bounds, gives no footnotes and no numbers of lists. No entity is expanded, no DTD and no
other file is read, and nothing is unpacked beyond the limits below.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from lxml import etree  # type: ignore[import-untyped]

from loaders.clean import clean
from loaders.model import Report
from loaders.read.docx_numbers import Numbering
from loaders.read.problem import ReadProblem
from loaders.read.refused import no_words

_MOST_XML: Final = 40_000_000  # bytes of one file unpacked; of a long report a million
_MOST_FILES: Final = 10_000
_OLD: Final = b"\xd0\xcf\x11\xe0"
_MAIN: Final = "/officeDocument"
_LEFT_OUT: Final = frozenset(  # what was deleted or stands for something else
    (
        *("del", "moveFrom", "instrText", "delText", "delInstrText"),
        *("rPr", "pPr", "sectPr", "Fallback", "rt"),
    )
)
_BREAKS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_DEEPEST: Final = 200  # elements within elements


class _Bad(Exception):
    """Why a file is not read: code, Vietnamese, English."""


def read_docx(data: bytes, name: str, place: str) -> Report | ReadProblem:
    """The report that a .docx holds; its title is left to the segmenter.

    Footnotes stand below the paragraph that refers to them, numbers of lists before their items,
    the cells of a table row in one line between ` | `. Headers and footers are left out.
    """
    if data.startswith(_OLD):
        return ReadProblem(
            "locked",
            place,
            "tệp Word 97-2003 hoặc có mật khẩu: mở ra và lưu thành .docx không có mật khẩu",
            "a file of Word 97-2003, or with a password: open it and save it as .docx without",
        )
    try:
        with ZipFile(BytesIO(data)) as archive:
            text = clean("\n".join(_Document(archive).lines()))
    except _Bad as bad:
        code, vi, en = bad.args
        return ReadProblem(code, place, vi, en)
    except (BadZipFile, ZlibError, etree.XMLSyntaxError, NotImplementedError, EOFError) as error:
        return ReadProblem(
            "damaged",
            place,
            f"không phải .docx hoặc tệp hỏng ({error}): mở bằng Word hay LibreOffice và lưu lại",
            f"no .docx, or a damaged one ({error}): open it in Word or LibreOffice, save it again",
        )
    except RuntimeError as error:  # what zipfile raises for a file that is encrypted
        return ReadProblem(
            "locked",
            place,
            f"tệp có mật khẩu ({error}): mở ra và lưu lại không có mật khẩu",
            f"the file asks for a password ({error}): open it and save it without",
        )
    if not any(map(str.isalpha, text)):
        return no_words(place)
    return Report(name=name, text=text)


class _Document:
    """The parts of a document that hold its text; reads each once and within limits."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self._sizes = {info.filename: info.file_size for info in archive.infolist()}
        if len(self._sizes) > _MOST_FILES:
            raise _Bad(
                "too-complex",
                f"tệp nén chứa {len(self._sizes)} tệp, quá {_MOST_FILES}: lưu lại bằng Word",
                f"holds {len(self._sizes)} files, more than {_MOST_FILES}: save it again in Word",
            )
        main = self._main()
        body = self._tree(main)
        if body is None:
            raise _Bad(
                "damaged",
                "không phải tệp Word (.docx): lưu lại bằng Word hay LibreOffice",
                "no Word document (.docx): save it again in Word or LibreOffice",
            )
        folder = PurePosixPath(main).parent
        self._body = body
        self._numbering = Numbering(
            self._tree(str(folder / "numbering.xml")), self._tree(str(folder / "styles.xml"))
        )
        self._notes: dict[str, dict[str, list[str]]] = {}  # one note may not hold another
        self._notes = {
            kind: self._texts(self._tree(str(folder / f"{kind}s.xml")), kind)
            for kind in ("footnote", "endnote")
        }

    def lines(self) -> Iterator[str]:
        """The text of the document, a line for each paragraph or row."""
        yield from self._blocks(self._body, 0)

    def _main(self) -> str:
        """The part with the text: what the package says, else its usual name."""
        relations = self._tree("_rels/.rels")
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith(_MAIN):
                return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"

    def _tree(self, part: str) -> "etree._Element | None":
        if part not in self._sizes:
            return None
        try:
            with self._archive.open(part) as file:
                data = file.read(_MOST_XML + 1)
        except ValueError as error:  # the directory tells of a place before the file begins
            raise BadZipFile(str(error)) from error
        if len(data) > _MOST_XML:
            raise _Bad(
                "too-large",
                f"{part} giải nén ra quá {_MOST_XML / 1e6:g} MB: chia nhỏ văn bản",
                f"{part} unpacks to more than {_MOST_XML / 1e6:g} MB: split the document",
            )
        parser = etree.XMLParser(
            resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        tree = etree.fromstring(data, parser)
        if tree.getroottree().docinfo.doctype:
            raise _Bad(
                "damaged",
                f"{part} khai báo DTD, tệp .docx không được có: lưu lại bằng Word",
                f"{part} declares a DTD, which no .docx may have: save it again in Word",
            )
        return tree

    def _texts(self, part: "etree._Element | None", kind: str) -> dict[str, list[str]]:
        """The lines of each note by its id; separators, which have a type, are left out."""
        if part is None:
            return {}
        return {
            _attribute(note, "id"): list(self._blocks(note, 0))
            for note in part
            if _name(note) == kind and not _attribute(note, "type")
        }

    # -- blocks ----------------------------------------------------------------------------------

    def _blocks(self, parent: "etree._Element", depth: int) -> Iterator[str]:
        if depth > _DEEPEST:
            return
        for element in parent:
            kind = _name(element)
            if kind == "p":
                yield from self._paragraph(element, depth)
            elif kind == "tbl":
                for row in _within(element, "tr"):
                    yield from self._row(row, depth)
            elif kind not in _LEFT_OUT:
                yield from self._blocks(element, depth + 1)

    def _paragraph(self, paragraph: "etree._Element", depth: int) -> Iterator[str]:
        boxes: list[etree._Element] = []
        notes: list[str] = []
        text = "".join(self._run(paragraph, boxes, notes, 0))
        if text.strip():
            yield self._numbering.mark(paragraph) + text
        for box in boxes:
            yield from self._blocks(box, depth + 1)
        yield from notes

    def _run(
        self, parent: "etree._Element", boxes: "list[etree._Element]", notes: list[str], depth: int
    ) -> Iterator[str]:
        """The text of a paragraph; its text boxes and notes are put aside."""
        if depth > _DEEPEST:
            return
        for element in parent:
            kind = _name(element)
            if kind == "t":
                yield element.text or ""
            elif kind in _BREAKS:
                yield _BREAKS[kind]
            elif kind == "txbxContent":
                boxes.append(element)
            elif kind in ("footnoteReference", "endnoteReference"):
                known = self._notes.get(kind.removesuffix("Reference"), {})
                notes += known.get(_attribute(element, "id"), [])
            elif kind == "sym":
                yield _symbol(_attribute(element, "char"))
            elif kind not in _LEFT_OUT:
                yield from self._run(element, boxes, notes, depth + 1)

    def _row(self, row: "etree._Element", depth: int) -> Iterator[str]:
        """The cells in one line, or, where a cell has paragraphs, cell after cell."""
        cells = [
            [line for line in self._blocks(cell, depth + 1) if line.strip()]
            for cell in _within(row, "tc")
        ]
        if all(len(cell) <= 1 for cell in cells):
            yield " | ".join(cell[0].replace("\n", " ") for cell in cells if cell)
        else:
            for cell in cells:
                yield from cell


def _within(parent: "etree._Element", name: str, depth: int = 0) -> "Iterator[etree._Element]":
    """The rows of a table or the cells of a row, whatever wraps them."""
    for element in parent:
        kind = _name(element)
        if kind == name:
            yield element
        elif kind not in _LEFT_OUT and depth < _DEEPEST:
            yield from _within(element, name, depth + 1)


def _name(element: "etree._Element") -> str:
    """The name without its namespace: the strict and the usual form differ in that alone."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _attribute(element: "etree._Element", name: str) -> str:
    return next((v for key, v in element.attrib.items() if key.rpartition("}")[2] == name), "")


def _symbol(code: str) -> str:
    """A character of a symbol font by its number in hex: private, as office programs keep it."""
    return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""

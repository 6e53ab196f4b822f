"""Word documents -> lines: paragraphs, numbers of lists, tables, notes; and hostile archives.

The samples hold a whole file of an office program (`test_formats.py`).
"""

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.model import Report
from loaders.read import ReadProblem
from loaders.read.docx import read_docx

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
STRICT = 'xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"'


def part(name: str, inner: str, space: str = W) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{name} {space}>{inner}</w:{name}>'


def document(body: str, space: str = W) -> str:
    return part("document", f"<w:body>{body}</w:body>", space)


def docx(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()


def p(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def r(inner: str) -> str:
    return f"<w:r>{inner}</w:r>"


def t(text: str) -> str:
    return r(f'<w:t xml:space="preserve">{text}</w:t>')


def lines_of(data: bytes) -> list[str]:
    found = read_docx(data, "a", "a.docx")
    assert isinstance(found, Report), found
    return found.text.split("\n")


# --- Text ----------------------------------------------------------------------------------------

CELL = "<w:tc>{}</w:tc>"
BOX = "<w:txbxContent>{}</w:txbxContent>"
BODIES = [
    ("paragraphs", p(t("Hội nghị")) + p() + p(t("sơ kết")), ["Hội nghị", "sơ kết"]),
    ("runs within a word", p(t("Hội n"), t("ghị")), ["Hội nghị"]),
    ("a line break", p(t("Hội nghị"), r("<w:br/>"), t("sơ kết")), ["Hội nghị", "sơ kết"]),
    ("a tab", p(t("Thu"), r("<w:tab/>"), t("12")), ["Thu 12"]),
    ("hyphens", p(t("05"), r("<w:noBreakHyphen/>"), t("CT"), r("<w:softHyphen/>"), t("W")),
     ["05-CTW"]),
    ("a link", p(f"<w:hyperlink>{t('Cổng tin')}</w:hyperlink>", t(" của xã")), ["Cổng tin của xã"]),
    ("what was inserted", p(f"<w:ins>{t('Hội nghị')}</w:ins>"), ["Hội nghị"]),
    ("what was deleted", p(t("Hội nghị"), "<w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>"),
     ["Hội nghị"]),
    ("what was moved away", p(t("Hội nghị"), f"<w:moveFrom>{t('cũ')}</w:moveFrom>"), ["Hội nghị"]),
    ("the code of a field", p(t("Trang"), r("<w:instrText>PAGE</w:instrText>"), t(" 3")),
     ["Trang 3"]),
    ("a control", f"<w:sdt><w:sdtContent>{p(t('Hội nghị'))}</w:sdtContent></w:sdt>", ["Hội nghị"]),
    ("a symbol", p(r('<w:sym w:font="Symbol" w:char="F0B7"/>'), t(" Một")), ["\uf0b7 Một"]),
    ("a text box, once", p(t("Hội nghị"), "<mc:AlternateContent xmlns:mc='x'><mc:Choice>"
     + BOX.format(p(t("trong hộp"))) + "</mc:Choice><mc:Fallback>" + BOX.format(p(t("trong hộp")))
     + "</mc:Fallback></mc:AlternateContent>"), ["Hội nghị", "trong hộp"]),
    ("a row is a line", "<w:tbl><w:tr>" + CELL.format(p(t("Thu"))) + CELL.format(p())
     + CELL.format(p(t("12 tỷ"))) + "</w:tr></w:tbl>", ["Thu | 12 tỷ"]),
    ("cells of paragraphs", "<w:tbl><w:tr>" + CELL.format(p(t("Nơi nhận")) + p(t("Như trên")))
     + CELL.format(p(t("CHỦ TỊCH"))) + "</w:tr></w:tbl>", ["Nơi nhận", "Như trên", "CHỦ TỊCH"]),
    ("a table in a cell", "<w:tbl><w:tr>" + CELL.format("<w:tbl><w:tr>" + CELL.format(p(t("Thu")))
     + CELL.format(p(t("12"))) + "</w:tr></w:tbl>" + p()) + "</w:tr></w:tbl>", ["Thu | 12"]),
]  # fmt: skip


@pytest.mark.parametrize(("body", "lines"), [b[1:] for b in BODIES], ids=[b[0] for b in BODIES])
@pytest.mark.parametrize("space", [W, STRICT], ids=["usual", "strict"])
def test_lines_of_a_body(body: str, lines: list[str], space: str) -> None:
    assert lines_of(docx({"word/document.xml": document(body, space)})) == lines


def test_the_package_says_which_part_is_the_document() -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="1" Type="{kind}" Target="/word/document2.xml"/></Relationships>'
    )
    parts = {"_rels/.rels": relations, "word/document2.xml": document(p(t("Hội nghị")))}
    assert lines_of(docx(parts)) == ["Hội nghị"]


def test_notes_stand_below_the_paragraph_that_refers_to_them() -> None:
    note = '<w:footnote w:id="{}" {}>{}</w:footnote>'
    notes = note.format(0, 'w:type="separator"', p(t("---"))) + note.format(
        2, "", p(t("Theo báo cáo"), r('<w:footnoteReference w:id="2"/>'))
    )
    body = p(t("Hội nghị"), r('<w:footnoteReference w:id="2"/>'), t(" sơ kết")) + p(t("Kết luận"))
    parts = {"word/document.xml": document(body), "word/footnotes.xml": part("footnotes", notes)}
    assert lines_of(docx(parts)) == ["Hội nghị sơ kết", "Theo báo cáo", "Kết luận"]


# --- Numbers of lists ----------------------------------------------------------------------------


def level(number: int, form: str, text: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, override: str = "") -> str:
    return part(
        "numbering",
        f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="7"/>{override}</w:num>',
    )


def item(text: str, depth: int = 0, of: int = 1) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{of}"/></w:numPr>'
    return p(t(text), properties=place)


DECIMAL = numbering(level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
OUTLINE = numbering(level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2."))
AGAIN = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
LISTS = [
    ("numbers", DECIMAL, item("A") + item("B"), ["1. A", "2. B"]),
    ("text between", DECIMAL, item("A") + p(t("giữa")) + item("B"), ["1. A", "giữa", "2. B"]),
    ("letters below", DECIMAL, item("A") + item("x", 1) + item("y", 1) + item("B") + item("z", 1),
     ["1. A", "a) x", "b) y", "2. B", "a) z"]),
    ("numbers of both levels", OUTLINE, item("A") + item("x", 1) + item("B") + item("y", 1),
     ["I. A", "I.1. x", "II. B", "II.1. y"]),
    ("another list of one kind goes on", DECIMAL, item("A") + item("B", of=2), ["1. A", "2. B"]),
    ("unless it begins anew", numbering(level(0, "decimal", "%1."), override=AGAIN),
     item("A") + item("B", of=2), ["1. A", "1. B"]),
    ("from another number", numbering(level(0, "decimal", "%1/", 4)), item("A"), ["4/ A"]),
    ("words and a number", numbering(level(0, "decimal", "Điều %1.")), item("A"), ["Điều 1. A"]),
    ("bullets", numbering(level(0, "bullet", "\uf0b7")), item("A"), ["- A"]),
    ("no number", numbering(level(0, "none", "")), item("A"), ["A"]),
    ("many letters", numbering(level(0, "lowerLetter", "%1)", 27)), item("A"), ["aa) A"]),
    ("a list that is not there", DECIMAL, item("A", of=9), ["A"]),
    ("a number that is none", DECIMAL, item("A").replace('w:val="0"', 'w:val="x"'), ["1. A"]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("numbers", "body", "lines"), [case[1:] for case in LISTS], ids=[case[0] for case in LISTS]
)
def test_lists_are_numbered_as_word_numbers_them(numbers: str, body: str, lines: list[str]) -> None:
    parts = {"word/document.xml": document(body), "word/numbering.xml": numbers}
    assert lines_of(docx(parts)) == lines


def test_a_style_may_make_a_list() -> None:
    styles = part(
        "styles",
        '<w:style w:styleId="Muc"><w:basedOn w:val="Goc"/></w:style><w:style w:styleId="Goc">'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>',
    )
    body = "".join(p(t(text), properties='<w:pStyle w:val="Muc"/>') for text in "AB")
    parts = {
        "word/document.xml": document(body),
        "word/numbering.xml": DECIMAL,
        "word/styles.xml": styles,
    }
    assert lines_of(docx(parts)) == ["1. A", "2. B"]


def test_styles_based_on_each_other_end() -> None:
    styles = part("styles", '<w:style w:styleId="A"><w:basedOn w:val="A"/></w:style>')
    body = p(t("Hội nghị"), properties='<w:pStyle w:val="A"/>')
    assert lines_of(docx({"word/document.xml": document(body), "word/styles.xml": styles}))


# --- What is refused -----------------------------------------------------------------------------

ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)
EXTERNAL = ENTITIES.replace('"aaaaaaaaaa"', 'SYSTEM "file:///etc/hostname"')
MISPLACED = docx({"word/document.xml": document(p(t("Hội")))})
MISPLACED = MISPLACED[:-4] + b"\x01" + MISPLACED[-3:]  # where the directory is said to begin
BOMB = document(p(t("a" * 41_000_000)))
DEEP = document("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000)
REFUSED = [
    ("no archive", b"Hoi nghi", "damaged"),
    ("half an archive", docx({"word/document.xml": document(p(t("Hội")))})[:60], "damaged"),
    ("a directory that is elsewhere", MISPLACED, "damaged"),
    ("a spreadsheet", docx({"xl/workbook.xml": "<x/>"}), "damaged"),
    ("no XML", docx({"word/document.xml": "Hội nghị"}), "damaged"),
    ("entities that multiply", docx({"word/document.xml": ENTITIES}), "damaged"),
    ("an external entity", docx({"word/document.xml": EXTERNAL}), "damaged"),
    ("elements without end", docx({"word/document.xml": DEEP}), "damaged"),
    ("a bomb", docx({"word/document.xml": BOMB}), "too-large"),
    ("too many files", docx({f"{n}": "" for n in range(10_001)}), "too-complex"),
    ("no words", docx({"word/document.xml": document(p(t("-- 12")))}), "no-words"),
    ("Word 97, or a password", b"\xd0\xcf\x11\xe0" + bytes(50), "locked"),
]


@pytest.mark.parametrize(
    ("data", "code"), [case[1:] for case in REFUSED], ids=[c[0] for c in REFUSED]
)
def test_what_is_no_document_is_refused(data: bytes, code: str) -> None:
    found = read_docx(data, "a", "a.docx")
    assert isinstance(found, ReadProblem), found
    assert (found.code, found.place) == (code, "a.docx")


def test_a_file_in_the_archive_with_a_password_is_told() -> None:
    data = bytearray(docx({"word/document.xml": document(p(t("Hội")))}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    found = read_docx(bytes(data), "a", "a.docx")
    assert isinstance(found, ReadProblem)
    assert found.code == "locked"


@given(st.data())
def test_a_damaged_archive_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(
        docx({"word/document.xml": document(item("Hội")), "word/numbering.xml": DECIMAL})
    )
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(read_docx(bytes(whole), "a", "a.docx"), Report | ReadProblem)

"""Bytes of a file -> its characters, or a problem that says what the bytes are instead."""

import codecs
import re
from typing import Final

from loaders.read.problem import ReadProblem
from loaders.read.refused import empty
from loaders.repair import repair_bytes

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC: Final = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "Word/Excel/ZIP (docx, xlsx, odt, zip)"),
    (b"\xd0\xcf\x11\xe0", "Word/Excel 97-2003 (doc, xls)"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"),
)
_CONTROLS: Final = bytes(c for c in range(32) if c not in b"\t\n\v\f\r\x1b")
_VOWELS: Final = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY"
_TONE: Final = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONED_VOWEL: Final = re.compile(f"[{_VOWELS}][\u0300\u0301\u0303\u0309\u0323]")


def decode(data: bytes, place: str, declared: str = "") -> str | ReadProblem:
    """The text of a file: UTF-8, UTF-16 with a mark, `declared`, windows-1258 or an old font.

    UTF-8 comes before what a page declares: bytes of Vietnamese that happen to be valid UTF-8 are
    UTF-8, whatever an old template says. `declared` is an encoding's name or "".
    """
    if not data.strip():
        return empty(place)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                text = data[len(bom) :].decode(encoding)
            except UnicodeDecodeError as error:
                return _wrong_encoding(place, len(bom) + error.start, encoding)
            return text if text.strip() else empty(place)
    if kind := _binary_kind(data):
        return ReadProblem(
            "binary-file",
            place,
            f"không phải văn bản mà là {kind}: hãy lưu lại thành .txt (UTF-8) hoặc .html",
            f"not text but {kind}: save it as .txt (UTF-8) or .html",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    if declared:
        try:
            return data.decode(declared)
        except (LookupError, ValueError):  # a name of no encoding, or not its bytes
            return _old_font(data) or _wrong_encoding(place, bad, declared)
    return _windows_1258(data) or _old_font(data) or _wrong_encoding(place, bad)


def _binary_kind(data: bytes) -> str:
    """What a file that is no text is, or ""."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    head = data[:65536]
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "dữ liệu nhị phân (binary data)" if controls * 100 > len(head) else ""


def _windows_1258(data: bytes) -> str:
    """The text where the bytes make Vietnamese in windows-1258, or "".

    In that encoding tone marks are characters of their own, which follow a vowel; the bytes of
    TCVN3, VNI or VISCII, which nothing else tells apart, put them anywhere.
    """
    try:
        text = data.decode("cp1258")
    except UnicodeDecodeError:
        return ""
    marks = len(_TONE.findall(text))
    placed = len(_TONED_VOWEL.findall(text))
    enough = marks * 50 >= sum(map(str.isalpha, text))
    return text if marks and enough and placed * 100 >= marks * 95 else ""


def _old_font(data: bytes) -> str:
    """The text where the bytes are those of an old font (TCVN3, VNI, VISCII, VPS), or ""."""
    found = repair_bytes(data)
    return found.text if found is not None else ""


def _wrong_encoding(place: str, at: int, declared: str = "") -> ReadProblem:
    vi = f" (khai báo: {declared})" if declared else ""
    en = f" (declared: {declared})" if declared else ""
    return ReadProblem(
        "wrong-encoding",
        place,
        f"không đọc được bảng mã{vi}, sai từ byte {at}: đọc được UTF-8, UTF-16 có BOM, "
        "windows-1258, TCVN3, VNI, VISCII, VPS: hãy chuyển sang UTF-8 (UniKey, iconv)",
        f"unknown encoding{en}, wrong from byte {at}: UTF-8, UTF-16 with a byte order mark, "
        "windows-1258, TCVN3, VNI, VISCII and VPS are read: convert it to UTF-8 (UniKey, iconv)",
    )

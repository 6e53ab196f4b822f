"""A page of a PDF -> its characters and where they stand. The only use of PDFium here.

PDFium (BSD) was chosen over pypdf, pdfminer.six and PyMuPDF: `bench/read.py` and
ARCHITECTURE.md tell why. Its own text is not used: where a font lacks Vietnamese letters, office
programs draw these from another font after the line, and only their places put them back.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from pypdfium2 import raw

_HYPHENS: Final = (0x02, 0xFFFE)  # what PDFium says of a hyphen at the end of a line
_LIGATURES: Final = range(0xFB00, 0xFB07)
_QUARTER: Final = math.pi / 2


@dataclass(slots=True)
class Glyph:
    """One character as printed: `x` to `right` on the baseline `y`, which grows upwards; points.

    `size` is that of the font, in points on the page.
    """

    text: str
    x: float
    right: float
    y: float
    size: float


def glyphs(page: pdfium.PdfPage) -> list[Glyph]:
    """The characters of a page in the order in which they are drawn, turned upright.

    Text that runs another way than most of the page, such as a watermark, is left out.
    """
    textpage = page.get_textpage()
    try:
        found = list(_characters(textpage.raw))
    finally:
        textpage.close()
    if not found:
        return []
    most, _ = Counter(turn for _, turn in found).most_common(1)[0]
    upright = [_upright(glyph, turn) for glyph, turn in found if turn == most]
    if most or page.get_rotation():  # whose lines PDFium orders as if they were not turned
        upright.sort(key=lambda glyph: (-round(glyph.y), glyph.x))
    return upright


def _characters(textpage: object) -> Iterator[tuple[Glyph, int]]:
    """Each character with the quarters by which it is turned; -1 for any other angle."""
    x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    at_x, at_y, in_box, in_matrix = map(ctypes.byref, (x, y, box, matrix))
    for index in range(raw.FPDFText_CountChars(textpage)):
        if raw.FPDFText_IsGenerated(textpage, index) == 1:  # a blank that PDFium guesses
            continue
        raw.FPDFText_GetCharOrigin(textpage, index, at_x, at_y)
        raw.FPDFText_GetLooseCharBox(textpage, index, in_box)
        raw.FPDFText_GetMatrix(textpage, index, in_matrix)
        text = _text(raw.FPDFText_GetUnicode(textpage, index))
        size = raw.FPDFText_GetFontSize(textpage, index) * math.hypot(matrix.c, matrix.d)
        if not math.isfinite(x.value + y.value + box.left + box.right + size + matrix.a + matrix.b):
            continue  # a damaged file may put it anywhere
        if matrix.b == 0 and matrix.a >= 0:
            yield Glyph(text, x.value, box.right, y.value, size), 0
            continue
        angle = math.atan2(matrix.b, matrix.a) / _QUARTER
        turn = round(angle) % 4 if abs(angle - round(angle)) < 0.03 else -1
        width, height = abs(box.right - box.left), abs(box.top - box.bottom)
        yield Glyph(text, x.value, height if turn in (1, 3) else width, y.value, size), turn


def _upright(glyph: Glyph, turn: int) -> Glyph:
    """The glyph on a page turned so that its text runs from left to right."""
    if turn == 0:
        return glyph
    x, y, long = glyph.x, glyph.y, glyph.right  # of a turned glyph `right` is its length so far
    if turn == 1:
        x, y = y, -x
    elif turn == 2:
        x, y = -x, -y
    elif turn == 3:
        x, y = -y, x
    return Glyph(glyph.text, x, x + long, y, glyph.size)


def _text(code: int) -> str:
    if code in _HYPHENS:
        return "-"
    text = chr(code) if 0 < code < 0x110000 else "\ufffd"
    return normalize("NFKC", text) if code in _LIGATURES else text

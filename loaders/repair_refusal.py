"""Why a text cannot be read as it is: what its words are says what happened to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import name

from loaders.repair_syllables import Quality, looks_well, quality

_FEWEST_WORDS: Final = 12  # fewer say nothing of a text
_SAMPLE: Final = 160  # code points: some thirty-five words


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a text is not repaired; `code` is stable, the messages name the way out."""

    code: str
    message: str  # Vietnamese
    english: str


REFUSALS: Final[Mapping[str, Refusal]] = {
    refusal.code: refusal
    for refusal in (
        Refusal(
            "letters-lost",
            "chữ đã mất khi chuyển mã (còn dấu ? hoặc mảnh chữ như “vá»”), không đoán lại được: "
            "hãy lấy lại tệp gốc và lưu thẳng ra UTF-8",
            "letters were lost in conversion (question marks, fragments like “vá»”) and cannot be "
            "guessed: take the original file and save it as UTF-8",
        ),
        Refusal(
            "no-diacritics",
            "văn bản không dấu: chithi không đoán dấu; hãy dùng bản gốc có dấu",
            "Vietnamese without diacritics: chithi does not guess them; use the original text",
        ),
        Refusal(
            "unknown-encoding",
            "bảng mã không nhận ra: không phải Unicode, TCVN3, VNI, VISCII hay VPS; hãy chuyển "
            "sang Unicode dựng sẵn (UniKey) rồi lưu thành UTF-8",
            "unknown encoding: not Unicode, TCVN3, VNI, VISCII or VPS; convert it to composed "
            "Unicode (UniKey) and save it as UTF-8",
        ),
        Refusal(
            "garbled-letters",
            "nhiều chữ sai dấu hoặc mất chữ (nhận dạng ảnh lỗi, hoặc nhiễu chống sao chép): "
            "hãy dùng bản gốc hoặc nhận dạng lại",
            "many words are misspelt (bad OCR, or noise against copying): use the original text "
            "or recognise it again",
        ),
        Refusal(
            "not-vietnamese",
            "không phải tiếng Việt: chithi chỉ đọc báo cáo tiếng Việt",
            "not Vietnamese: chithi reads Vietnamese reports only",
        ),
    )
}


def refusal(text: str, lost: int = 0) -> Refusal | None:
    """Why `text` is refused, or None; `lost` is the number of letters known to be lost.

    A text that looks well in a sample is not looked at further.
    """
    if not lost and len(text) > 2 * _SAMPLE and looks_well(_sample(text)):
        return None
    found = quality(text)
    if lost > 2 and lost * 200 > found.words:
        return REFUSALS["letters-lost"]
    if found.words < _FEWEST_WORDS or _good(found):
        return None
    code = _reason(text, found)
    return REFUSALS[code] if code else None


def _good(found: Quality) -> bool:
    """Whether the words are those of a good report: nearly all syllables, most of them marked."""
    return found.share > 0.85 and found.marked * 2 > found.words and not found.misspelt


def _reason(text: str, found: Quality) -> str:
    if found.marked * 10 < found.words and found.bare * 10 > found.words * 8:
        return "no-diacritics"
    if found.share < 0.6 and (found.marked - found.broken) * 4 < found.words:
        # Of a text in a font's code most words have a mark, in another Latin language few.
        coded = found.marked * 2 > found.words and found.broken * 2 > found.marked
        return "unknown-encoding" if coded and _latin(text) else "not-vietnamese"
    stumps = len(_STUMP.findall(text))
    if found.misspelt > 4 and found.misspelt * 50 > found.marked:
        return "garbled-letters"
    return "garbled-letters" if (found.broken + stumps) * 8 > found.marked + 24 else ""


_STUMP: Final = re.compile(r" [bcdđghklmnpqrstvx]{3,}(?=[ ,.;:])")  # words whose vowel is lost


def _sample(text: str) -> str:
    """Some whole words from the middle of a text."""
    part = text[len(text) // 2 :][:_SAMPLE]
    return part[part.find(" ") + 1 : part.rfind(" ")]


def _latin(text: str) -> bool:
    """Whether most letters that are not ASCII are Latin."""
    letters = re.findall(r"[^\W\d_\x00-\x7f]", text[:5000])
    return 2 * sum(name(letter, "").startswith("LATIN") for letter in letters) >= len(letters)

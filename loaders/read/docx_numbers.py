"""The numbers of lists in a .docx, which its text does not hold: counted as Word counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree  # type: ignore[import-untyped]

_LEVELS: Final = 9
_DEEPEST: Final = 20  # styles based on styles
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list is numbered: `text` holds %1 for the number of the first level."""

    form: str
    text: str
    start: int


class Numbering:
    """Counts on as paragraphs come by; one for each document."""

    def __init__(self, numbering: "etree._Element | None", styles: "etree._Element | None") -> None:
        """From the parts `numbering.xml` and `styles.xml`, either of which may be missing."""
        abstract = {
            _value(node, "abstractNumId"): dict(_levels(node))
            for node in _children(numbering, "abstractNum")
        }
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        for node in _children(numbering, "num"):
            of = next((_value(a, "val") for a in _children(node, "abstractNumId")), "")
            levels = dict(abstract.get(of, {}))
            restarted = False
            for change in _children(node, "lvlOverride"):
                levels |= _levels(change)
                restarted = restarted or bool(_children(change, "startOverride"))
            number = _value(node, "numId")
            self._lists[number] = (number if restarted else f"abstract {of}", levels)
        self._styles = {_value(s, "styleId"): s for s in _children(styles, "style")}
        self._counts: dict[str, list[int | None]] = {}

    def mark(self, paragraph: "etree._Element") -> str:
        """What Word prints before a paragraph: `1. `, `a) `, `- `, or "" outside lists."""
        number, level = self._place(paragraph)
        key, levels = self._lists.get(number, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(key, [None] * _LEVELS)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        form = levels[level].form
        if form == "bullet":
            return "- "
        if form == "none":
            return ""
        text = re.sub(
            r"%([1-9])", lambda found: self._printed(counts, levels, int(found[1]) - 1),
            levels[level].text,
        )  # fmt: skip
        return f"{text} " if text.strip() else ""

    @staticmethod
    def _printed(counts: list[int | None], levels: dict[int, _Level], level: int) -> str:
        if level not in levels:
            return ""
        count = counts[level]
        return _number(levels[level].start if count is None else count, levels[level].form)

    def _place(self, paragraph: "etree._Element") -> tuple[str, int]:
        """The list and the level of a paragraph: its own, else those of its style."""
        properties = next(iter(_children(paragraph, "pPr")), None)
        number, level = _list_of(properties)
        style = next((_value(s, "val") for s in _children(properties, "pStyle")), "")
        for _ in range(_DEEPEST):
            if number or style not in self._styles:
                break
            node = self._styles[style]
            number, own = _list_of(next(iter(_children(node, "pPr")), None))
            level = own if level is None else level
            style = next((_value(s, "val") for s in _children(node, "basedOn")), "")
        return number, level or 0


def _list_of(properties: "etree._Element | None") -> tuple[str, int | None]:
    for node in _children(properties, "numPr"):
        number = next((_value(n, "val") for n in _children(node, "numId")), "")
        level = next((_value(n, "val") for n in _children(node, "ilvl")), "")
        return number, int(level) if re.fullmatch("[0-8]", level) else None
    return "", None


def _levels(node: "etree._Element") -> Iterator[tuple[int, _Level]]:
    for level in _children(node, "lvl"):
        at = _value(level, "ilvl")
        form, text, start = (
            next((_value(n, "val") for n in _children(level, name)), "")
            for name in ("numFmt", "lvlText", "start")
        )
        if re.fullmatch("[0-8]", at):
            first = int(start) if re.fullmatch(r"\d{1,6}", start) else 1
            yield int(at), _Level(form or "decimal", text, first)


def _number(number: int, form: str) -> str:
    """A number as a format of Word prints it; unknown formats as digits."""
    if form in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (number // value)
            number %= value
        return text.upper() if form == "upperRoman" else text
    return f"{number:02}" if form == "decimalZero" else str(number)


def _children(node: "etree._Element | None", name: str) -> "list[etree._Element]":
    if node is None:
        return []
    return [c for c in node if isinstance(c.tag, str) and c.tag.rpartition("}")[2] == name]


def _value(node: "etree._Element", name: str) -> str:
    return next((v for key, v in node.attrib.items() if key.rpartition("}")[2] == name), "")

"""Read the numbers of documents: `60-NQ/ĐU`, `107/2020/NĐ-CP`, `18, 19 - NQ/TW`, `59/2020/QH14`.

A code of `ky_hieu_van_ban.tsv` leads to a number, read backwards to its digits and forwards to the
issuer's code. Numbers without a code are read after the word for the kind (`bare`).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from loaders.document import Document
from ontology.lexicon import Hit, fold, table

_DASH = "‐‑‒–—―−-"
_CAPITAL = "A-ZĐƯ"
_YEAR = r"(?:19|20)\d\d"
_CODE = rf"[{_CAPITAL}][{_CAPITAL}&\d]*(?:g|w|h[{_CAPITAL}]+)?(?!(?!ngày)[^\W\d_A-ZĐƯ])"
_SERIAL = re.compile(
    rf"(?<![\w/.])(?P<no>\d{{1,5}}[a-zđ]?)(?: {{0,2}}(?P<s>[-/]) {{0,2}}"
    rf"(?:(?P<y>{_YEAR}) {{0,2}}(?P<t>[-/]) {{0,2}})?| {{1,2}})$"
)
_ISSUER = re.compile(
    rf" {{0,2}}(?P<s>[/,.{_DASH}]) {{0,2}}"
    rf"(?P<i>T\. ?[ƯW]\b|{_CODE}"
    rf"(?:[{_DASH}] ?{_CODE}| [{_DASH}] (?=[{_CAPITAL}]{{2}}){_CODE}){{0,6}})"
)
_LOWER_ISSUER = re.compile(
    rf" ?(?P<s>[/{_DASH}]) ?(?P<i>tw|ttg|cp|ubnd|hđnd|tu|đu|hu|b[a-zđ]{{2,6}})(?!\w)"
)
_LISTED = re.compile(r"(?<![\w/.,-])(?:\d{1,4} {0,2}(?:,|;|và) {0,2}(?:số )?){1,6}$")
_ASSEMBLY = re.compile(rf"(?<![\w/])(\d{{1,4}}) ?/ ?({_YEAR}) ?/ ?((?:UBTV)?QH ?\d{{1,2}})(?!\w)")
_AFTER_TYPE = re.compile(r" {1,2}(?P<so>số {0,2}:? {0,2})?(?=\d)")
_BARE = re.compile(rf"(?P<no>\d{{1,5}}[a-zđ]?)(?: ?/ ?(?P<y>{_YEAR}))?(?![\w%]|[.,]\d| ?[-/] ?\d)")
_OTHER_CODE = re.compile(rf"\d{{1,5}}(?:/{_YEAR})?(?: ?[/{_DASH}] ?{_CODE})+(?!\w)")
_MORE_CODED = re.compile(
    r" {0,2}(?:,? ?ngày [\d/.-]{6,10}|,? ?ngày \d{1,2} tháng \d{1,2} năm \d{4})?"
    r" ?(?:,|;|và) (?:số )?(?=\d)"
)
_OF_YEAR = re.compile(r" ?năm (?:19|20)\d\d(?!\d)")
_MORE = re.compile(r" {0,2}(?:,|;|và) {0,2}(?:số )?(?=\d)")
_BACK = 26  # the longest run from the first digit to the code: "12345 / 2020 / "


@dataclass(frozen=True, slots=True)
class Number:
    """A number at `[start, end)`; `end` may lie behind others of its list (`18, 19-NQ/TW`).

    `text` has its spaces tidied, its separators as printed. `types` are the kinds that its code
    stands for, the usual first; `issuer` is the issuer's code.
    """

    start: int
    end: int
    text: str
    types: tuple[str, ...] = ()
    issuer: str = ""


@cache
def _follows() -> dict[str, tuple[tuple[str, bool], ...]]:
    """What may follow a bare number, by its first word."""
    found: dict[str, list[tuple[str, bool]]] = {}
    for row in table("sau_so_van_ban"):
        for form in row.forms:
            folded = fold(form)
            found.setdefault(folded.split()[0], []).append((folded, row["always"] == "x"))
    return {word: tuple(forms) for word, forms in found.items()}


def find_numbers(document: Document, codes: Iterable[Hit]) -> list[Number]:
    """The numbers of a text in their order; a list of serials before one code is several numbers.

    `codes` are the hits of `ky_hieu_van_ban`.
    """
    text, folded = document.text, document.folded
    found = [number for hit in codes for number in _coded(text, folded, hit)]
    if "qh" in folded:
        for law in _ASSEMBLY.finditer(text):
            code = law[3].replace(" ", "")
            number = f"{law[1]}/{law[2]}/{code}"
            found.append(Number(law.start(), law.end(), number, ("Luật", "Nghị quyết"), code))
    found.sort(key=lambda number: (number.start, -number.end))
    return [n for i, n in enumerate(found) if not i or n.start >= found[i - 1].start + 1]


def _coded(text: str, folded: str, hit: Hit) -> Iterator[Number]:
    serial = _SERIAL.search(folded, max(0, hit.start - _BACK), hit.start)
    if serial is None:
        return
    shouted = text[hit.start].isupper()
    issuer = (_ISSUER if shouted else _LOWER_ISSUER).match(text, hit.end)
    if issuer is None or not (shouted or serial["s"]):
        return
    code = re.sub(rf"\s?[{_DASH}]\s?", "-", issuer["i"]).replace(" ", "")
    if issuer["s"] in ",." and code not in ("TW", "TU", "T.Ư"):
        return  # "Nghị quyết 18,19 - NQ, TW": a slip for the slash
    mark = "/" if issuer["s"] in "/,." else "-"
    year = f"{serial['y']}{serial['t']}" if serial["y"] else ""
    first = f"{serial['s'] or '-'}{year}{text[hit.start : hit.end]}{mark}{code}"
    types = tuple(hit.row["type"].split("; "))
    listed = _LISTED.search(folded, max(0, serial.start() - _BACK), serial.start())
    end = issuer.end()
    opens = listed is not None and _opens_list(folded, listed.start())
    if folded[serial.start() - 1] == "," and not opens:
        return  # the decimals of 1,5
    if listed and opens:
        for no in re.finditer(r"\d{1,4}", listed[0]):
            start = listed.start() + no.start()
            yield Number(start, end, no[0] + first, types, code)
    yield Number(serial.start(), end, text[serial.start() : serial.end("no")] + first, types, code)


def _opens_list(folded: str, start: int) -> bool:
    """Whether the serials that begin at `start` follow a kind or `số`."""
    before = folded[max(0, start - 22) : start].rstrip(" :")
    return before.endswith("số") or any(before.endswith(form) for form in _kinds())


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(fold(form) for row in table("loai_van_ban") for form in row.forms)


def bare(document: Document, kind: Hit) -> list[Number]:
    """The numbers without a known code after a kind: `Chỉ thị 05`, `Nghị định 77/2031`."""
    text, folded = document.text, document.folded
    lead = _AFTER_TYPE.match(folded, kind.end)
    if lead is None:
        return []
    at = lead.end()
    said = lead["so"] is not None
    if _OTHER_CODE.match(text, at):
        return list(_other_codes(text, folded, at))
    if not kind.row["bare"] or (kind.row["bare"] == "so" and not said):
        return []
    found: list[Number] = []
    while serial := _BARE.match(folded, at):
        year = f"/{serial['y']}" if serial["y"] else ""
        found.append(Number(at, serial.end(), text[at : serial.end("no")] + year))
        more = _MORE.match(folded, serial.end())
        if more is None or not _BARE.match(folded, more.end()):
            break
        at = more.end()
    if found and not said and not _cites(text, folded, kind, found[-1].end):
        return []
    return found


def _other_codes(text: str, folded: str, at: int) -> Iterator[Number]:
    """Numbers with the code of their issuer alone: `2757/VPCP ngày 22/4/2031, 2760/VPCP`."""
    while other := _OTHER_CODE.match(text, at):
        number = re.sub(rf" ?([/{_DASH}]) ?", lambda m: "/" if m[1] == "/" else "-", other[0])
        yield Number(at, other.end(), number, (), number.partition("/")[2])
        more = _MORE_CODED.match(folded, other.end())
        if more is None:
            return
        at = more.end()


def _cites(text: str, folded: str, kind: Hit, end: int) -> bool:
    """Whether what stands behind a bare number lets it be a document's, not a count of things."""
    if _OF_YEAR.match(folded, end):
        return text[kind.start].isupper()
    after = folded[end : end + 40].lstrip(" ")
    if not after or not after[0].isalnum():
        return text[kind.start].isupper() or after[:1] in ("", ".", ",", ";", ")", "\n")
    for form, always in _follows().get(after.split()[0].strip(",.;:)"), ()):
        if after.startswith(form) and not after[len(form) : len(form) + 1].isalnum():
            return always or text[kind.start].isupper()
    return False

"""Texts that are made to be slow to read, or to break a rule: names, places and bodies invented."""

import random
from collections.abc import Callable, Iterator
from itertools import count

from bench.corpus import SAMPLES
from ontology.lexicon import LEXICON, table

SENTENCE = (
    "Sáng 9/7/2031, đồng chí Lò Văn Mây, Phó Bí thư Thường trực Huyện ủy, Chủ tịch UBND huyện Tân "
    "Thử chủ trì hội nghị và yêu cầu Sở Nội vụ thực hiện Nghị quyết số 18-NQ/TW, thu 12,5 tỷ đồng"
)

TITLE = "Hội nghị sơ kết công tác 6 tháng đầu năm của xã Tân Thử\n"
"""Stands before a hostile text, which then is body, and no title: rules read bodies closer."""

REPEATED: dict[str, str] = {
    # no words at all
    "a": "a",
    "A": "A",
    "digits": "7",
    "spaces": " \u00a0",
    "(": "(",
    ")": ")",
    "( )": "( ",
    "[": "[",
    "quotes": "“",
    "straight quotes": '"',
    "nested quotes": "“«",
    "commas": ", ",
    "semicolons": "; ",
    "colons": ": ",
    "full stops": ". ",
    "dots": ".",
    "ellipses": "… ",
    "slashes": "/",
    "hyphens": "-",
    "dashes": " – ",
    "percent": "% ",
    "letters": "a b ",
    "words without blanks": "tp.",
    "capitals": "A B ",
    "empty lines": "a\n\n",
    "short lines": "A\n",
    "combining marks": "\u0301\u0323",
    "letters with marks": "a\u0323\u0302",
    "zero width": "a\u200b",
    "emoji": "👩\u200d👩\u200d👧",
    "eth": "ð",
    "CJK": "会議",
    "mojibake": "Äá»“ng chÃ­ ",
    "TCVN3": "§¶ng ñy ",
    "VNI": "Ñaûng uûy ",
    "entities": "&aacute;&",
    "Cyrillic": "Đảng ủу ",
    "letters apart": "Đ ả n g  ủ y ",
    "words joined": "đồngchíbíthư",
    "broken blanks": "Đả ng ủ y ",
    "doubled": "ĐĐảảnngg ",
    "OCR numbers": "l5/7/2O2O ",
    "private use": "\uf0b7 ",
    # numbers and dates
    "1.2": "1.",
    "1,2": "1,",
    "1/2": "1/",
    "1-2": "1-",
    "quantities": "12,5 tỷ đồng, ",
    "quantities without comma": "12,5 tỷ đồng ",
    "shares": "12,5% ",
    "x/y": "12/15 xã, ",
    "dates": "ngày 9/7/2031, ",
    "dates in words": "ngày 9 tháng 7 năm 2031 ",
    "days": "ngày 9/7 ",
    "day ranges": "từ ngày 9 đến ngày ",
    "ngày": "ngày ",
    "years": "năm 2031 ",
    "times": "7 giờ 30 phút ",
    # documents
    "codes": "18-NQ/TW, ",
    "codes with kind": "Nghị quyết số 18-NQ/TW ",
    "state codes": "Nghị định 107/2031/NĐ-CP; ",
    "kinds of documents": "Nghị quyết ",
    "numbers of resolutions": "Nghị quyết số 18, 19, 20, ",
    "bare numbers": "số 18, ",
    "titles": "Nghị quyết số 18-NQ/TW “về ",
    "laws": "Luật Đất đai năm 2031, ",
    "dated documents": "Nghị quyết số 18-NQ/TW ngày 9/7/2031 của Ban Thường vụ Tỉnh ủy ",
    # people
    "family name": "Nguyễn ",
    "names": "Nguyễn Văn Mây, ",
    "names without comma": "Nguyễn Văn Mây ",
    "names with và": "Nguyễn Văn Mây và ",
    "honorific": "đồng chí ",
    "honorific and name": "đồng chí Lò Văn Mây, ",
    "comrades": "các đồng chí: Lò Văn Mây, Cù Thị Suối; ",
    "post and name": "Bí thư Lò Văn Mây, ",
    "name and post": "Lò Văn Mây - Bí thư Huyện ủy; ",
    "name and posts": "Lò Văn Mây, Bí thư, ",
    "ranks": "Đại tá, PGS.TS ",
    "lower names": "lò văn mây ",
    "capital names": "LÒ VĂN MÂY ",
    "initials": "L. V. ",
    # bodies and posts
    "Đảng ủy": "Đảng ủy ",
    "Sở": "Sở ",
    "Sở, ": "Sở, ",
    "Ban": "Ban ",
    "committees": "Ban Thường vụ Đảng ủy ",
    "posts": "Phó Bí thư ",
    "posts, ": "Bí thư, ",
    "Phó": "Phó ",
    "nguyên": "nguyên ",
    "posts and bodies": "Bí thư Đảng ủy Sở Nội vụ ",
    "của": "của ",
    "bodies of bodies": "Phòng Nội vụ của ",
    "và": "và ",
    "bodies with và": "Sở Nội vụ và ",
    "ampersand": "KH&",
    "abbreviations": "UBND ",
    "abbreviations in brackets": "Sở Nội vụ (SNV) ",
    "abbreviations in open brackets": "Sở Nội vụ (",
    "capital words": "Tân Thử ",
    "places": "xã Tân Thử, huyện ",
    "nay là": "Sở Nội vụ nay là ",
    # what is done and told
    "acts": "chủ trì, ",
    "phát biểu": "phát biểu ",
    "dự": "dự và ",
    "yêu cầu": "yêu cầu ",
    "yêu cầu;": "yêu cầu Sở Nội vụ; ",
    "orders": "tiếp tục rà soát; ",
    "list": "1. ",
    "list lines": "1. Rà soát\n",
    "dash lines": "- Rà soát;\n",
    "letters of lists": "a) ",
    "bracketed numbers": "(1) rà soát; ",
    "Một là": "Một là, ",
    "Thứ nhất": "Thứ nhất, rà soát; ",
    "colon lines": "yêu cầu:\n",
    "meetings": "Hội nghị ",
    "meeting names": "Đại hội Đảng bộ xã Tân Thử lần thứ VI ",
    "awards": "tặng Bằng khen cho ",
    "award lists": "Bằng khen, Giấy khen, ",
    "awards in numbers": "28 Bằng khen, ",
    # whole sentences
    "a sentence": SENTENCE + ". ",
    "a sentence without end": SENTENCE + ", ",
    "a sentence of lines": SENTENCE + ".\n",
    "captions": "Đồng chí Lò Văn Mây phát biểu tại Hội nghị\n",
    "bylines": "Tin, ảnh: Lò Mây\n",
    "menus": "Trang chủ\nLiên hệ\n",
}
"""Kinds of hostile texts that say one thing again and again."""

SYLLABLES = ("An", "Bi", "Cù", "Gia", "Hai", "Kha", "Lam", "Mây", "Oanh", "Phú", "Tân", "Thử", "Vĩ")
Words = Iterator[str]


def _names(draw: random.Random) -> Words:
    while True:
        yield "Lò " + " ".join(draw.choices(SYLLABLES, k=3))


def _people(draw: random.Random) -> Words:
    yield from (f"đồng chí {name}, Bí thư Chi bộ {name[3:]}; " for name in _names(draw))


def _speakers(draw: random.Random) -> Words:
    for name in _names(draw):
        short = name.rpartition(" ")[2]
        yield f"Đồng chí {name} chủ trì hội nghị. Đồng chí {short} yêu cầu: Sở {name} rà soát. "


def _bodies(draw: random.Random) -> Words:
    yield from (f"Phòng {name[3:]} thuộc Sở {name[3:]}, " for name in _names(draw))


def _short_forms(draw: random.Random) -> Words:
    for name in _names(draw):
        initials = "".join(word[0] for word in name.split())
        yield f"Công ty {name} ({initials}{draw.randrange(99)}). Công ty họp. "


def _documents(_: random.Random) -> Words:
    yield from (f"Nghị quyết số {n}-NQ/TU ngày {n % 28 + 1}/7/{2000 + n % 40}, " for n in count(1))


def _cited(_: random.Random) -> Words:
    for n in count(1):
        yield f"{n}. Thực hiện Chỉ thị {n}-CT/TU và Kế hoạch của Tỉnh ủy về việc {n};\n"


def _orders(_: random.Random) -> Words:
    yield "Đồng chí Lò Văn Mây yêu cầu:\n"
    yield from (f"{n}. Rà soát {n} việc, giao Sở Nội vụ báo cáo.\n" for n in count(1))


def _figures(_: random.Random) -> Words:
    yield from (f"Thu ngân sách đạt {n},5 tỷ đồng, bằng {n % 100}% kế hoạch; " for n in count(1))


def _meetings(draw: random.Random) -> Words:
    for n, name in enumerate(_names(draw), 1):
        yield f"Ngày {n % 28 + 1}/7/2031, Sở {name} tổ chức Hội nghị lần thứ {n}.\n"


def _samples(_: random.Random) -> Words:
    paths = sorted(SAMPLES.glob("*.txt"))
    while True:
        yield from (path.read_text(encoding="utf-8") + "\n" for path in paths)


def _unicode(draw: random.Random) -> Words:
    while True:
        code = draw.randrange(1, 0x110000)
        yield "" if 0xD800 <= code < 0xE000 else chr(code)


MADE: dict[str, Callable[[random.Random], Words]] = {
    "other people": _people,
    "other speakers": _speakers,
    "other bodies": _bodies,
    "other short forms": _short_forms,
    "other documents": _documents,
    "other citing orders": _cited,
    "one list of orders": _orders,
    "other figures": _figures,
    "other meetings": _meetings,
    "samples": _samples,
    "all Unicode": _unicode,
}
"""Kinds of hostile texts that say something else each time: there is ever more to tell apart."""


def kinds() -> list[str]:
    """The names of all kinds; `table X` are the forms of a table of the lexicon in a row."""
    return [*REPEATED, *MADE, *(f"table {path.stem}" for path in sorted(LEXICON.glob("*.tsv")))]


def hostile(kind: str, size: int) -> str:
    """A raw text of about `size` code points; the same for the same arguments."""
    return f"{TITLE}{_body(kind, size)}."


def _body(kind: str, size: int) -> str:
    if kind in MADE:
        parts, have = [], 0
        for part in MADE[kind](random.Random(kind)):
            parts.append(part)
            have += len(part)
            if have >= size:
                break
        return "".join(parts)[:size]
    whole = REPEATED.get(kind, "")
    if not whole:
        rows = table(kind.removeprefix("table "))
        whole = " ".join(form for row in rows for form in row.forms) + " "
    return (whole * (size // len(whole) + 1))[:size]

"""One spelling for what looks alike: each row is one way in which reports differ in print only."""

from unicodedata import is_normalized, normalize

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from loaders.clean import clean

CASES = [
    # composition
    ("NFD", normalize("NFD", "Đảng ủy Viện Thử nghiệm"), "Đảng ủy Viện Thử nghiệm"),
    ("half composed", "Vi\u00ea\u0323n", "Viện"),
    ("tone typed before the hat", "thu\u00e2\u0301n ti\u00e9\u0302n", "thuấn tiến"),
    ("a zero-width character between letter and mark", "Đa\u200b\u0309ng", "Đảng"),
    # the Đ that is none
    ("eth", "Ðảng bộ, ðồng chí Ðinh Văn Thử", "Đảng bộ, đồng chí Đinh Văn Thử"),
    ("eth in a document code", "12/2031/NÐ-CP", "12/2031/NĐ-CP"),
    ("African d", "Ɖảng ɖoàn", "Đảng đoàn"),
    ("an Icelandic name keeps its eth", "bà Guðrun", "bà Guðrun"),
    # blanks
    ("non-breaking space", "Bí\u00a0thư", "Bí thư"),
    ("thin and wide spaces", "24\u2009730\u3000tỷ", "24 730 tỷ"),
    ("tab", "1.\tTriển khai", "1. Triển khai"),
    ("runs of blanks", "Đồng  chí \u00a0 Lê Thử", "Đồng chí Lê Thử"),
    ("indentation and blanks at line ends", "  Một \n\t Hai  ", "Một\nHai"),
    ("empty lines stay", "Một\n\n\nHai", "Một\n\n\nHai"),
    ("stripped at both ends", "\n\n Một \n", "Một"),
    # lines
    ("CRLF", "Một\r\nHai", "Một\nHai"),
    ("CR", "Một\rHai", "Một\nHai"),
    ("line and paragraph separators", "Một\u2028Hai\u2029Ba", "Một\nHai\nBa"),
    ("form feed ends a word", "Một\fHai", "Một\nHai"),
    # what does not print
    ("byte order mark", "\ufeffMột", "Một"),
    ("soft hyphen", "Nghị\u00adquyết", "Nghịquyết"),
    ("zero width", "Nghị\u200b quyết\u2060", "Nghị quyết"),
    ("direction marks", "\u202aMột\u202c \u2066hai\u2069\u200e", "Một hai"),
    ("controls", "M\x00ộ\x08t\x1b\x9f", "Một"),
    ("half a surrogate pair", "Một\ud800", "Một"),
    # what stays as printed
    ("dashes", "2026 – 2031 — tổng‑kết", "2026 – 2031 — tổng‑kết"),
    ("quotes", "“tự ‘soi’”, «sửa»", "“tự ‘soi’”, «sửa»"),
    ("bullets of office fonts", "\uf0b7 Một", "\uf0b7 Một"),
    ("nothing", "", ""),
    ("only blanks", " \u00a0\n\t", ""),
    # tone marks of open syllables
    ("hoà", "hoà, hoá, toả, xoã, hoạ", "hòa, hóa, tỏa, xõa, họa"),
    ("khoẻ", "khoè, khoé, khoẻ, khoẽ, khoẹ", "khòe, khóe, khỏe, khõe, khọe"),
    ("uỷ", "tuỳ, tuý, uỷ, luỹ, thuỵ", "tùy, túy, ủy, lũy, thụy"),
    ("capitals", "Uỷ ban, UỶ BAN, Hoà, HOÀ, KHOẺ, Thuỵ", "Ủy ban, ỦY BAN, Hòa, HÒA, KHỎE, Thụy"),
    ("next to punctuation", "“Uỷ”-uỷ/hoà2", "“Ủy”-ủy/hòa2"),
    ("closed syllables bear it already", "hoàn, huỳnh, khuỷu", "hoàn, huỳnh, khuỷu"),
    ("not after q", "quý, quỳ, QUỸ, Quý", "quý, quỳ, QUỸ, Quý"),
    # tone marks on the wrong vowel
    ("q", "Qúy, QÚY, qùynh, qủa", "Quý, QUÝ, quỳnh, quả"),
    ("qúyêt", "qúyêt tâm, qũy", "quyết tâm, quỹ"),
    ("closed oa", "đòan, tòan, khỏan, HỌAT, ngòai, hòang", "đoàn, toàn, khoản, HOẠT, ngoài, hoàng"),
    ("closed uy", "Hùynh, HÙYNH", "Huỳnh, HUỲNH"),
    ("before a shaped vowel", "tíên, trứơc, họăc, cụôc, thúân", "tiến, trước, hoặc, cuộc, thuấn"),
    ("the second vowel is no part", "của, mùa, tía, cứu, núi", "của, mùa, tía, cứu, núi"),
]


@pytest.mark.parametrize(("raw", "stored"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_stored_form(raw: str, stored: str) -> None:
    assert clean(raw) == stored


PITFALLS = (
    "oOuUaàáạeẻyỷÝqQúùÚiíyêÊơăâôđÐðɖ \u00a0\t\n\r\x00\u200b\u00ad\u0301\u0302\u0306\u0309\u0323n1."
)
HOSTILE = st.text(alphabet=st.one_of(st.sampled_from(PITFALLS), st.characters()), max_size=60)
SENTENCE = (
    "Đồng chí Lê Thị Hòa - Bí thư Đảng ủy Viện Thử nghiệm, chủ trì Hội nghị về sức khỏe; "
    "ông Huỳnh Quý kết luận.\nTùy tình hình, Ủy ban tỏa đi các xã, hoàn thành quý III."
)
NEW_STYLE = {"òa": "oà", "ỏe": "oẻ", "ỏa": "oả", "ủy": "uỷ", "Ủy": "Uỷ", "ùy": "uỳ"}


@given(HOSTILE)
@example("qo\u00e0\u0301")
@example("\u1ed9\u0302\u0306")
@example("o\u00e1\u200b\u0302n")
def test_cleaning_again_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)


@given(HOSTILE)
def test_stored_text_is_plain(raw: str) -> None:
    stored = clean(raw)
    assert is_normalized("NFC", stored)
    assert stored == stored.strip()
    assert not set(stored) & set("\t\r\x00\u00a0\u200b\u00ad\ufeff")
    stored.encode("utf-8")


@given(st.data())
def test_variants_of_one_text_are_one_text(data: st.DataObject) -> None:
    variant = SENTENCE
    for old, new in NEW_STYLE.items():
        if data.draw(st.booleans(), label=new):
            variant = variant.replace(old, new)
    blanks = st.sampled_from([" ", "\u00a0", "  ", "\u2009", "\u200b ", "\t"])
    variant = "".join(data.draw(blanks) if c == " " else c for c in variant)
    if data.draw(st.booleans(), label="decomposed"):
        variant = normalize("NFD", variant)
    assert clean(variant) == SENTENCE


FLOODS = [
    ("marks on one letter", "a" + "\u0301\u0323" * 200_000, 31),
    ("every kind of unprintable", "".join(map(chr, range(0xE0001, 0xE0FFF))) * 50, 0),
    ("blanks", " \u00a0" * 2_000_000, 0),
]


@pytest.mark.parametrize(("raw", "most"), [f[1:] for f in FLOODS], ids=[f[0] for f in FLOODS])
def test_floods_are_cleaned_in_linear_time(raw: str, most: int) -> None:
    stored = clean(raw)
    assert clean(stored) == stored
    assert most == 0 or len(stored) <= most

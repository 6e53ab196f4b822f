"""Broken text: what is certain is repaired, what is lost is refused, what is clean stays.

The tables of the fonts are read here once more, the other way round, to break a text.
"""

import re
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.repair import legal_share, repair, repair_bytes
from loaders.repair_fonts import FONTS, font
from loaders.repair_refusal import REFUSALS
from loaders.repair_syllables import is_syllable, legal_syllables, quality
from ontology.lexicon import table

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))
SENTENCE = (
    "Sáng 15/7/2031, Đảng ủy Viện Địa chất Hải Vân tổ chức Hội nghị sơ kết công tác sáu tháng đầu "
    "năm. Đồng chí Trần Thử, Bí thư Đảng ủy, chủ trì; các chi bộ trực thuộc được khen thưởng."
)


@cache
def codes(name: str) -> dict[str, str]:
    """What a font writes for each letter; a capital without a code of its own as the small one."""
    found = {}
    for row in table(f"bang_ma_{name}"):
        small, capital = (
            bytes.fromhex(row[cell]).decode("latin-1") for cell in ("code", "capital")
        )
        found[row["form"]] = small
        found[row["form"].upper()] = capital or small
    return found


def in_font(name: str, text: str) -> str:
    return "".join(codes(name).get(letter, letter) for letter in normalize("NFC", text))


def misread(text: str, codec: str = "cp1252") -> str:
    """UTF-8 read as another encoding; bytes that it lacks come through as controls."""
    return "".join(
        bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in text.encode("utf-8")
    )


# --- What is repaired ----------------------------------------------------------------------------

REPAIRED = [
    # old fonts
    ("TCVN3", "§¶ng bé", "Đảng bộ", "tcvn3"),
    ("TCVN3 with the ư of the soft hyphen", "®\xad\xeec th\xadëng", "được thưởng", "tcvn3"),
    (
        "TCVN3, soft hyphen made a hyphen",
        "®-îc, ph-êng x-a, nh- ý",
        "được, phường xưa, như ý",
        "tcvn3",
    ),
    ("TCVN3 in capitals", "BAN CHÊP HµNH §¶NG Bé", "BAN CHẤP HÀNH ĐẢNG BỘ", "tcvn3"),
    ("TCVN3, some words in capitals", "vÒ §¶NG Bé TØNH míi", "về ĐẢNG BỘ TỈNH mới", "tcvn3"),
    (
        "TCVN3, a sentence opens",
        "Häp xong. ñy ban giao viÖc",
        "Họp xong. Ủy ban giao việc",
        "tcvn3",
    ),
    ("VNI", "Ñaûng boä", "Đảng bộ", "vni"),
    ("VNI in capitals", "ÑAÛNG BOÄ KHOÁI", "ĐẢNG BỘ KHỐI", "vni"),
    ("VNI, capital with small mark", "Aûnh Döông, Uûy ban", "Ảnh Dương, Ủy ban", "vni"),
    ("VISCII", "Ðäng bµ, H\xb5i ngh\xb8", "Đảng bộ, Hội nghị", "viscii"),
    (
        "VPS",
        in_font("vps", "Đảng ủy họp, kết nạp đảng viên mới"),
        "Đảng ủy họp, kết nạp đảng viên mới",
        "vps",
    ),
    (
        "a line of TCVN3 below Unicode",
        "Đảng bộ Khối\nHéi nghÞ s¬ kÕt",
        "Đảng bộ Khối\nHội nghị sơ kết",
        "tcvn3",
    ),
    (
        "words of TCVN3 in a line of Unicode",
        "họp Héi nghÞ s¬ kÕt và giao n¨m viÖc của đơn vị",
        "họp Hội nghị sơ kết và giao năm việc của đơn vị",
        "tcvn3",
    ),
    # UTF-8 read as something else
    ("mojibake whose controls are lost", "Äáº£ng bá»™", "Đảng bộ", "mojibake"),
    ("mojibake with controls", "Ä\x90áº£ng vá»\x81", "Đảng về", "mojibake"),
    ("mojibake of CP1258", misread("là đúng quy định", "cp1258"), "là đúng quy định", "mojibake"),
    ("mojibake twice", misread(misread("tỉnh ủy")), "tỉnh ủy", "mojibake"),
    ("mojibake of quotes", "â€œtá»± soiâ€\x9d", "“tự soi”", "mojibake"),
    ("mojibake in one line", "Đảng bộ\nHá»™i nghá»‹", "Đảng bộ\nHội nghị", "mojibake"),
    (
        "non-breaking space became a space",
        "LÃª HoÃ ng lÃ  cÃ¡n bá»™",
        "Lê Hoàng là cán bộ",
        "mojibake",
    ),
    ("one letter fits", "Ãi Váº¥n, trÆ°á»ng", "Ái Vấn, trường", "mojibake"),
    # entities
    ("entities", "&#272;&#7843;ng b&#x1ED9; V&ecirc; &amp; L&Yacute;", "Đảng bộ Vê & LÝ", "entity"),
    ("entities twice", "B&amp;#7843;n", "Bản", "entity"),
    # letters of other alphabets, forms
    ("Cyrillic letters", "Кhối, cơ quаn", "Khối, cơ quan", "alphabet"),
    ("a code in Cyrillic capitals", "Chỉ thị 05-СТ/ТW", "Chỉ thị 05-CT/TW", "alphabet"),
    ("Greek letters with marks", "hội νiên, cό", "hội viên, có", "alphabet"),
    ("caron for breve", "vǎn phòng", "văn phòng", "alphabet"),
    ("full width", "ＨỘＩ khóa ８", "HỘI khóa 8", "form"),
    ("Roman numerals", "khóa Ⅷ", "khóa VIII", "form"),
    # marks
    ("a mark after a blank", "nghi \u0323 quyết", "nghị quyết", "mark"),
    ("a mark inside a word after a blank", "thuâ \u0323n lợi", "thuận lợi", "mark"),
    ("a mark on the consonant", "đang\u0309 ủy", "đảng ủy", "mark"),
    ("a mark twice", "bộ\u0323", "bộ", "mark"),
    # noise
    ("invisible inside words", "Hộ\u200bi ng\u2060hị", "Hội nghị", "hidden"),
    ("a filler between words", "Hội\u3164 nghị", "Hội nghị", "hidden"),
    ("letter by letter", "H ộ i n g h ị sơ kết", "Hội nghị sơ kết", "apart"),
    ("letter by letter, words wider", "Đ Ả N G  B Ộ  K H Ố I", "ĐẢNG BỘ KHỐI", "apart"),
    ("every letter twice", "ĐĐảảnngg bbộộ KKhhốốii", "Đảng bộ Khối", "twice"),
    # blanks
    (
        "known pairs",
        "đồngchí bíthư HỘINGHỊ, đồngchí",
        "đồng chí bí thư HỘI NGHỊ, đồng chí",
        "joined",
    ),
    ("two full tones", "Hội nghịđã bàn", "Hội nghị đã bàn", "joined"),
    ("a capital inside", "củaĐảng, Quảng ủyKhối", "của Đảng, Quảng ủy Khối", "joined"),
    ("a number", "ngày15/7, số31-QĐ/TW", "ngày 15/7, số 31-QĐ/TW", "joined"),
    ("a blank inside", "Hội n ghị, đồn g chí", "Hội nghị, đồng chí", "broken"),
    ("hyphen at a line end", "Nghị quy-\nết số 5", "Nghị quyết số 5", "broken"),
    # numbers
    ("a date with letters", "ngày l5/O7/2O31", "ngày 15/07/2031", "number"),
    ("a year with letters", "năm 2O31 và 20l9", "năm 2031 và 2019", "number"),
    ("l in a Roman numeral", "khóa XIl, lần VIIl", "khóa XII, lần VIII", "number"),
]


@pytest.mark.parametrize(
    ("broken", "whole", "kind"), [case[1:] for case in REPAIRED], ids=[case[0] for case in REPAIRED]
)
def test_what_is_certain_is_repaired(broken: str, whole: str, kind: str) -> None:
    found = repair(broken)
    assert found.text == whole
    assert kind in dict(found.done)
    assert repair(whole).done == ()


# --- What stays ----------------------------------------------------------------------------------

KEPT = [
    ("foreign names", "ông Beyoncé, bà Loïc, Müller, São Paulo, Citroën, Gjøvik và Brasília"),
    ("names in Latin-1 alone", "Médecins Sans Frontières\nSão Paulo, Brasília\nLoïc Saïd"),
    ("words made like syllables", "ôtô, bêtông, xêmina, Êđê, Xơđăng, Sôcôla, Chămpa, Mátxcơva"),
    ("names of the highlands", "xã Đắk R'lấp, Krông Nô, H'Hen Niê, Y Moan Êban"),
    ("brands", "MobiFone, VietinBank, YouTube, TechcomBank, iPhone"),
    ("abbreviations", "UBND, HĐND, QĐ-TTg, NĐ-CP, ThS, TP, BCĐ"),
    ("units", "5 t thóc, 10 g, 3 km, 200l dầu, 190l nước, 4 h, 30 m²"),
    ("chemistry", "CO2, H2O, thuốc 2O, khóa 15, lớp 10A1"),
    ("signs", "© 2031 Báo Hương Bình, 25°C, µm, 3½, § 4, ±2, R&D, AT&T"),
    ("measures", "120 m², 30 m³, 25°C, µ = 5 µm, n° 3, 4 km², 2 dm³, 5 µg"),
    (
        "measures among words",
        "diện tích 120 m², 30 m³ ở 25°C; hạt 5 µm, máy Sony®, ©Báo Hương Bình",
    ),
    ("a quote after a capital", "UBND “XÃ” và “PHÚ”… MÃ\u00a0SỐ «xá»"),
    ("Russian", "báo «Правда» và thành phố Москва; ТАСС đưa tin"),
    ("Greek", "hệ số α, β và γ; tia X"),
    ("questions", "Vì sao? Ai làm? www.vi-du.vn/?id=5"),
    ("a hyphen that ends a line", "phát triển kinh tế-\nxã hội, Hà Nội-\nHải Phòng"),
    ("letters in a row", "các nhóm A B C D E, à ơi à ơi"),
    ("an Icelandic name", "bà Guðrun"),
    ("one way too many", "đ a n g ă n"),
]


@pytest.mark.parametrize("text", [case[1] for case in KEPT], ids=[case[0] for case in KEPT])
def test_what_is_not_broken_stays(text: str) -> None:
    found = repair(text)
    assert (found.text, found.done) == (text, ())


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_stay(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = repair(text)
    assert found.text is text
    assert found.refusal is None
    assert legal_share(text) > 0.95


NAMES = ["Beyoncé", "Loïc", "Krông", "Đắk", "Êđê", "UBND", "QĐ-TTg", "MobiFone", "2031", "05-CT/TW"]
WORDS = st.sampled_from(sorted(legal_syllables())).flatmap(
    lambda word: st.sampled_from([word, word, word.title(), word.upper()])
)


@given(st.lists(st.one_of(WORDS, WORDS, WORDS, st.sampled_from(NAMES)), max_size=40), st.data())
def test_syllables_stay(words: list[str], data: st.DataObject) -> None:
    blank = st.sampled_from([" ", " ", " ", ", ", ". ", "; ", "\n", " - ", "” “", " ("])
    text = "".join(word + data.draw(blank) for word in words)
    assert repair(text).done == ()


@given(
    st.text(
        alphabet=st.one_of(st.characters(), st.sampled_from("aáº»Ã¡ộđĐ \u0323­?&;O2l\n-")),
        max_size=80,
    )
)
def test_any_text_is_repaired_without_a_fault(text: str) -> None:
    found = repair(text)
    assert found.text is text or found.done
    assert 0 <= legal_share(text) <= 1


# --- There and back ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["vni", "viscii"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back_from_fonts(path: Path, name: str) -> None:
    text = normalize("NFC", path.read_text(encoding="utf-8"))
    assert repair(in_font(name, text)).text == text


@pytest.mark.parametrize("name", ["tcvn3", "vps"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back_but_for_capitals_that_the_font_lacks(path: Path, name: str) -> None:
    text = normalize("NFC", path.read_text(encoding="utf-8"))
    found = repair(in_font(name, text))
    assert found.text.lower() == text.lower()
    pairs = zip(re.findall(r"\w+", found.text), re.findall(r"\w+", text), strict=True)
    assert {one for one, other in pairs if one != other} <= {
        "ủy",
        "ổn",
        "ý",
        "ở",
        "ấp",
        "âu",
        "ảnh",
    }


@pytest.mark.parametrize("codec", ["latin-1", "cp1252", "cp1258"])
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_come_back_from_mojibake(path: Path, codec: str) -> None:
    text = normalize("NFC", path.read_text(encoding="utf-8"))
    assert repair(misread(text, codec)).text == text


@pytest.mark.parametrize("path", SAMPLES[:5], ids=lambda path: path.stem)
def test_samples_come_back_from_mojibake_twice(path: Path) -> None:
    text = normalize("NFC", path.read_text(encoding="utf-8"))
    assert repair(misread(misread(text))).text == text


@given(st.sampled_from(FONTS), st.data())
def test_lines_in_a_font_come_back_among_lines_in_unicode(name: str, data: st.DataObject) -> None:
    lines = re.split(r"(?<=[.;]) ", SENTENCE.lower())
    old = [data.draw(st.booleans(), label=line) for line in lines]
    mixed = "\n".join(
        in_font(name, line) if so else line for line, so in zip(lines, old, strict=True)
    )
    assert repair(mixed).text.lower() == "\n".join(lines)


@pytest.mark.parametrize("name", FONTS)
def test_a_font_has_every_letter_once(name: str) -> None:
    letters = [row["form"] for row in table(f"bang_ma_{name}")]
    assert sorted(letters) == sorted({c for s in legal_syllables() for c in s if not c.isascii()})
    written = [row["code"] for row in table(f"bang_ma_{name}")]
    assert len(set(written)) == len(written)


@pytest.mark.parametrize("name", FONTS)
def test_the_example_of_a_letter_comes_back(name: str) -> None:
    for row in table(f"bang_ma_{name}"):
        word = row["example"].partition(": ")[2]
        assert row["form"] in word
        assert is_syllable(word)
        assert font(name).read(in_font(name, word)) == word


# --- What is refused -----------------------------------------------------------------------------

BARE = "Hoi nghi so ket cong tac sau thang dau nam do dong chi Tran Thu, Bi thu Dang uy chu tri"
LOST = re.sub("[\u0100-\u1eff]", "?", SENTENCE)
REFUSED = [
    ("no diacritics", BARE, "no-diacritics"),
    ("question marks for letters", LOST, "letters-lost"),
    ("replacement characters", re.sub("[ộịồ]", "\ufffd", SENTENCE), "letters-lost"),
    (
        "bytes lost in several ways",
        re.sub(
            "[\x80-\x9f]",
            "",
            misread("Họp về đề án của thôn, đề nghị các xã về nộp đủ hồ sơ; nhỏ thọ cờ. " * 3),
        ),
        "letters-lost",
    ),
    (
        "TCVN3 without its ư",
        "C¸c ph êng, ®îc Mêng Kh¬ng, trêng häc, ngêi d©n ®Þa ph¬ng; ®Þa ph¬ng",
        "letters-lost",
    ),
    (
        "an unknown code",
        "".join(chr(0xC0 + ord(c) % 61) if not c.isascii() else c for c in SENTENCE),
        "unknown-encoding",
    ),
    (
        "misspelt by OCR",
        SENTENCE.replace("ông", "ơng").replace("ồng", "ờng") * 3,
        "garbled-letters",
    ),
    ("marks as noise", SENTENCE.replace("ng", "\u0323ng").replace("i ", "ị "), "garbled-letters"),
    (
        "English",
        "The committee met in the morning, and the chair spoke about the plan of the year.",
        "not-vietnamese",
    ),
    (
        "French",
        "Le président a ouvert la séance; les délégués ont adopté le plan du comité.",
        "not-vietnamese",
    ),
    (
        "Russian",
        "Собрание открыл председатель, после чего члены обсудили план работы на год и приняли его",
        "not-vietnamese",
    ),
]


@pytest.mark.parametrize(
    ("text", "code"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_lost_is_refused(text: str, code: str) -> None:
    found = repair(text).refusal
    assert found is not None
    assert found.code == code


TAKEN = [
    ("a few words", "Hoi nghi"),
    ("the sentence itself", SENTENCE),
    ("numbers", "12 14 15 16 17 18 19 20 21 22 23 24 25"),
    ("abbreviations", "UBND TP HĐND " * 8),
    (
        "names of the highlands",
        "Huyện ủy Đắk R'lấp, tỉnh Đắk Nông, họp với xã Krông Nô và Đắk Sin, Đắk Ru. " * 3,
    ),
    ("half in English", SENTENCE + " The meeting was held in Hai Van."),
    ("one fragment", SENTENCE + " vá»"),
]


@pytest.mark.parametrize("text", [case[1] for case in TAKEN], ids=[case[0] for case in TAKEN])
def test_what_can_be_read_is_not_refused(text: str) -> None:
    assert repair(text).refusal is None


@pytest.mark.parametrize("found", REFUSALS.values(), ids=lambda found: found.code)
def test_a_refusal_names_the_way_out_in_both_languages(found: object) -> None:
    assert re.search(r"hãy|chỉ đọc", getattr(found, "message", ""))
    assert re.search(r"use|take|convert|reads", getattr(found, "english", ""))


# --- Syllables -----------------------------------------------------------------------------------

LEGAL = ["nghiêng", "quyết", "giếng", "gì", "khuỷu", "hoà", "hòa", "Thuỵ", "ỦY", "xoong", "buýt"]
ILLEGAL = ["nghị quyết", "cơng", "ngi", "kàn", "quôc", "bòt", "đảngbộ", "xy", "tyên", "ết", ""]


@pytest.mark.parametrize("word", LEGAL)
def test_a_syllable_is_legal(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ILLEGAL)
def test_what_is_no_syllable_is_not_legal(word: str) -> None:
    assert not is_syllable(word)


@pytest.mark.parametrize(
    ("text", "share"),
    [("", 1.0), ("Đảng bộ", 1.0), ("UBND 5 km", 1.0), ("họp Facebook", 0.5), ("Müller", 0.0)],
)
def test_the_share_of_legal_syllables(text: str, share: float) -> None:
    assert legal_share(text) == share


def test_a_misspelt_word_is_told_from_a_foreign_one() -> None:
    found = quality("cơng tác của Müller")
    assert (found.broken, found.misspelt) == (2, 1)


# --- Floods --------------------------------------------------------------------------------------

FLOODS = {
    "letters": "a" * 400_000,
    "letters with a mark": "ộ" * 400_000,
    "single letters": "ộ n " * 100_000,
    "marks": "a" + "\u0301\u0323" * 200_000,
    "leads of bytes": "áºá»Ã" * 100_000,
    "joined words": "đồngchíhộinghị " * 30_000,
    "one long run": "đồngchí" * 60_000,
    "fragments": "Hội n ghị " * 40_000,
    "old font": "§¶ng bé " * 50_000,
    "hyphens": "µ-" * 200_000,
    "entities": "&amp;" * 80_000,
    "digits": "2O" * 200_000,
    "lines": "é\n" * 200_000,
}


@pytest.mark.parametrize("text", FLOODS.values(), ids=FLOODS.keys())
def test_floods_come_to_an_end(text: str) -> None:
    assert len(repair(text).text) <= len(text)


@pytest.mark.parametrize("name", FONTS)
def test_bytes_of_an_old_font_are_read(name: str) -> None:
    found = repair_bytes(in_font(name, SENTENCE).encode("latin-1"))
    assert found is not None
    assert found.text == SENTENCE


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", "Müller, São Paulo".encode("latin-1")])
def test_other_bytes_are_not(data: bytes) -> None:
    assert repair_bytes(data) is None


def test_repair_comes_before_cleaning() -> None:
    broken = in_font("tcvn3", "Thái Bình, ngày 5 tháng 6, được họp ở phường")
    assert clean(repair(broken).text) == "Thái Bình, ngày 5 tháng 6, được họp ở phường"

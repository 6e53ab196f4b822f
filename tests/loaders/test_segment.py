"""Lines as blocks, blocks as sentences; what is body and what is around it."""

from datetime import date as Date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.document import BlockKind, Document
from loaders.model import Report
from loaders.segment import published, segment
from tests.loaders.pipeline import TITLE, read


def body(text: str) -> Document:
    return read(text).document


def sentences(document: Document) -> list[str]:
    return [s.span.of(document.text) for s in document.body]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        # every mark that ends a sentence
        (
            "Ông Mây nói. Bà Suối đáp! Vì sao? Vì thế… Rồi thôi.",
            ["Ông Mây nói.", "Bà Suối đáp!", "Vì sao?", "Vì thế…", "Rồi thôi."],
        ),
        # the quotation mark belongs to the sentence that it closes
        (
            "Ông nói: “Làm ngay.” Sau đó ông về.",
            ["Ông nói: “Làm ngay.”", "Sau đó ông về."],
        ),
        # `./.` closes a report, and what follows is another sentence
        ("Viện đã họp./. Sau đó trời mưa.", ["Viện đã họp./.", "Sau đó trời mưa."]),
        # a title before a name is an abbreviation
        ("TS. Lò Văn Mây nói. Ông về.", ["TS. Lò Văn Mây nói.", "Ông về."]),
        # so is an initial
        ("Ông K. Mây nói. Ông về.", ["Ông K. Mây nói.", "Ông về."]),
        # a number that opens a point is no sentence of its own
        ("1. Rà soát hồ sơ. 2. Báo cáo.", ["1. Rà soát hồ sơ.", "2. Báo cáo."]),
        # a number that ends a sentence is no list number
        ("Có mặt 12. Vắng 3.", ["Có mặt 12.", "Vắng 3."]),
        # no sentence ends within a number, or before a small letter
        ("Thu 12.5 tỷ đồng v.v. và chi 3 tỷ.", ["Thu 12.5 tỷ đồng v.v. và chi 3 tỷ."]),
        # lines are blocks: none runs into the next
        ("Ông Mây nói\nBà Suối đáp", ["Ông Mây nói", "Bà Suối đáp"]),
        # a flood of full stops is no flood of sentences
        ("Hết" + "." * 50 + " Ông về.", ["Hết" + "." * 50, "Ông về."]),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert sentences(body(text)) == parts


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        # a full stop makes a paragraph of a line
        ("Viện họp bàn.", BlockKind.PARAGRAPH),
        # so does the colon that announces a list
        ("Viện yêu cầu các phòng:", BlockKind.PARAGRAPH),
        # a short line without a mark stands under a photo or over a part
        ("Toàn cảnh buổi họp của Viện", BlockKind.CAPTION),
        # a long one has only lost its full stop
        (" ".join(["lời"] * 60), BlockKind.PARAGRAPH),
        # who wrote: by the word for it, or a name alone
        ("Tin, ảnh: Lò Mây", BlockKind.BYLINE),
        ("Lò Văn Mây", BlockKind.BYLINE),
        # a word for the byline within a sentence makes none
        ("Tin về buổi họp đã đến mọi phòng trong Viện.", BlockKind.PARAGRAPH),
        # menus, counters, buttons
        ("Trang chủ", BlockKind.FURNITURE),
        ("Lượt xem: 120", BlockKind.FURNITURE),
        # the day of publication on a line of its own
        ("26/07/2031 15:31", BlockKind.FURNITURE),
        # a date within a sentence is text
        ("26/07/2031 là ngày họp của Viện.", BlockKind.PARAGRAPH),
        # a word of a menu that opens a sentence
        ("Trang chủ của Viện đã đổi màu.", BlockKind.PARAGRAPH),
        # the title once more
        (TITLE, BlockKind.FURNITURE),
    ],
)
def test_kinds_of_blocks(line: str, kind: BlockKind) -> None:
    document = body(f"Nội dung đầu tiên của bản tin.\n{line}\nNội dung sau cùng của bản tin.")
    assert document.blocks[2].kind is kind


@pytest.mark.parametrize(
    ("text", "title"),
    [
        # the first line of at least six words
        ("Trang chủ\nViện Cơ khí Sông Thử họp bàn\nNội dung.", "Viện Cơ khí Sông Thử họp bàn"),
        # the only line, however short
        ("Viện họp", "Viện họp"),
        # a report that opens with a whole paragraph has none
        ("Viện họp bàn " + "rất lâu " * 30 + "rồi về.\nNội dung.", None),
        # a report in one line has none
        ("Viện Cơ khí Sông Thử họp tổng kết và nghe nhiều ý kiến của các phòng " * 8, None),
    ],
)
def test_the_title(text: str, title: str | None) -> None:
    block = segment(Report("r", text)).title
    assert (block and text[block.start : block.end]) == title


def test_after_the_related_links_nothing_is_body() -> None:
    document = body("Nội dung một.\nNội dung hai.\nTin liên quan\nViện họp lần trước.")
    assert sentences(document) == ["Nội dung một.", "Nội dung hai."]


def test_related_links_on_top_are_a_menu_and_the_body_follows() -> None:
    document = body("Tin liên quan\n" + "Nội dung của bản tin.\n" * 6)
    assert sentences(document).count("Nội dung của bản tin.") == 6


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("26/07/2031 15:31\nNội dung.", Date(2031, 7, 26)),
        ("26/07/2031\nNội dung.", Date(2031, 7, 26)),
        ("31/02/2031\nNội dung.", None),  # there is no such day
        ("Ngày 26/07/2031 Viện họp.", None),  # a date in a sentence is not the page's
    ],
)
def test_the_day_of_publication(text: str, day: Date | None) -> None:
    assert published(body(text)) == day


def test_an_offset_between_sentences_has_none() -> None:
    document = body("Ông nói. Bà đáp.\nTin: Lò Mây")
    gap, byline = document.text.index(" Bà đáp"), document.text.index("Tin:")
    assert document.sentence_at(gap) is None
    assert document.sentence_at(byline) is None
    assert document.kind_at(byline) is BlockKind.FURNITURE


@given(st.text(st.sampled_from("aA. …!?“”(/\n1Đ")))
def test_sentences_are_in_order_apart_and_without_blanks_at_their_ends(text: str) -> None:
    document = segment(Report("r", clean(text)))
    spans = [(s.start, s.end) for s in document.sentences]
    assert spans == sorted(spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    words = [document.text[start:end] for start, end in spans]
    assert words == [word.strip() for word in words if word.strip()]

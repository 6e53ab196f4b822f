"""The whole way: any text gives facts, the same whatever way it is written."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date as Date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.clean import clean
from loaders.extract import extract
from loaders.model import Extraction, Part, Report, Span
from tests.loaders.pipeline import TITLE

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))

# old way to place a tone mark -> the other: hòa -> hoà, ủy -> uỷ
_OTHER_WAY = {
    old + second: first + unicodedata.normalize("NFC", second + mark)
    for first, second in ("oa", "oe", "uy")
    for mark in "\u0300\u0301\u0303\u0309\u0323"
    for old in [unicodedata.normalize("NFC", first + mark)]
}
_OLD_WAY = re.compile(rf"(?<![qQ])({'|'.join(_OTHER_WAY)})(?!\w)")


def other_placement(text: str) -> str:
    return _OLD_WAY.sub(lambda found: _OTHER_WAY[found[0]], text)


VARIANTS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "other tone placement": other_placement,
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "lines of Windows": lambda text: text.replace("\n", "\r\n"),
    "zero width": lambda text: text.replace(" ", " \u200b"),
}


def read(text: str) -> Extraction:
    return extract(Report("r", clean(text)))


def spans(extraction: Extraction) -> Iterator[Span]:
    """The spans of all facts and problems."""
    for field in fields(extraction):
        value = getattr(extraction, field.name)
        if isinstance(value, tuple):
            yield from (fact.span for fact in value if fact.span is not None)


@cache
def lines() -> list[str]:
    """The lines of the samples: what texts are mixed of."""
    return sorted({line for path in SAMPLES for line in path.read_text().splitlines()})


def mixed() -> st.SearchStrategy[str]:
    """Lines of the samples, cut anywhere, in any order."""
    line = st.sampled_from(lines())
    cut = st.builds(lambda text, at: text[:at], line, st.integers(0, 400))
    return st.lists(st.one_of(line, line, cut), max_size=12).map("\n".join)


def test_a_report_says_what_it_says() -> None:
    body = (
        "Ngày 15/7/2031, Viện Cơ khí Sông Thử tổ chức Hội nghị sơ kết. Ông Lò Văn Mây, "
        "Viện trưởng chủ trì."
    )
    found = read(f"{TITLE}\n{body}")
    assert found.report.title == TITLE
    assert [meeting.date for meeting in found.meetings] == ["2031-07-15"]
    assert [(p.person.name, p.part) for p in found.participations] == [("Lò Văn Mây", Part.CHAIR)]
    assert [(p.role, p.organisation.name) for p in found.posts] == [
        ("Viện trưởng", "Viện Cơ khí Sông Thử")
    ]
    assert found.problems == ()


def test_a_report_without_a_meeting_tells_so() -> None:
    assert [problem.code for problem in read("Trời mưa to.").problems] == ["no-meeting"]


def test_what_the_file_says_of_itself_comes_first() -> None:
    report = Report("r", f"{TITLE}\n26/07/2031 15:31\nTrời mưa.", "Tên tệp", Date(2030, 1, 1))
    told = extract(report).report
    assert (told.title, told.published) == ("Tên tệp", Date(2030, 1, 1))


def test_else_its_own_lines_tell_title_and_day() -> None:
    told = extract(Report("r", f"{TITLE}\n26/07/2031 15:31\nTrời mưa.")).report
    assert (told.title, told.published) == (TITLE, Date(2031, 7, 26))


@given(mixed())
@settings(max_examples=60)
def test_any_mixture_gives_facts_whose_spans_lie_in_the_text(text: str) -> None:
    found = read(text)
    size = len(found.report.text)
    assert [span for span in spans(found) if not 0 <= span.start < span.end <= size] == []


@given(mixed())
@settings(max_examples=30)
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    assert read(text) == read(text)


@pytest.mark.parametrize("write", VARIANTS.values(), ids=VARIANTS.keys())
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_says_the_same_however_it_is_written(
    path: Path, write: Callable[[str], str]
) -> None:
    text = clean(path.read_text(encoding="utf-8"))
    assert read(write(text)) == read(text)


@given(mixed(), st.sampled_from(sorted(VARIANTS)))
@settings(max_examples=60)
def test_a_mixture_says_the_same_however_it_is_written(text: str, way: str) -> None:
    text = clean(text)
    assert read(VARIANTS[way](text)) == read(text)


def test_the_other_placement_is_another_text() -> None:
    assert other_placement("Đảng ủy thủy lợi Hòa Lũy quý") == "Đảng uỷ thuỷ lợi Hoà Luỹ quý"

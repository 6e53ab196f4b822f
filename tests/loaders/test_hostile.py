"""Any text gives facts or a problem: no exception, spans in the text, a graph as the shapes say.

And in steps linear in its length: `bench/hostile_kinds.py` holds the texts, and `hostile_text.py`
measures what they take at a megabyte. What the fuzzer finds (`make fuzz`) becomes a row of `BROKE`.
"""

import sys
from functools import cache
from types import FrameType

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bench.census import outside
from bench.corpus import SAMPLES
from bench.hostile_kinds import hostile, kinds
from graph_api.store.embedded import Store
from graph_api.validate import validate
from loaders.clean import clean
from loaders.extract import extract
from loaders.model import Extraction, Organisation, Relation, Report, Span, Subordination
from loaders.repair import repair
from loaders.triples import nquads
from ontology.lexicon import LEXICON, table
from ontology.terms import BASE, Iris

NAMES = ["Lò Văn Mây", "Cù Thị Suối", "LÊ THỬ", "Trần Đại Thử", "Mây", "H’Hen Niê", "K'Thử"]
PLACES = ["Tân Thử", "huyện Tân Thử", "tỉnh Hải Vân", "TP. Bến Gỗ", "xã Ea Thử"]
NUMBERS = ["1.", "(2)", "a)", "12,5%", "24.730 tỷ đồng", "1.234.567", "0", "15/7/2020", "31/2/2020"]
CODES = ["18-NQ/TW", "số 107/2020/NĐ-CP", "Nghị quyết 18, 19-NQ/TW", "05/CT-TU", "/", "-NQ/ĐU"]
GLUE = [" ", " ", " ", ", ", "; ", ": ", " - ", ". ", ".\n", "\n", "\n\n", " và ", " của ", "", "("]
MARKS = [
    "(",
    ")",
    "“",
    "”",
    '"',
    "…",
    "–",
    "\u0301",
    "\u0323",
    "\u00a0",
    "\u200b",
    "\r\n",
    "\ufeff",
]


@cache
def words() -> list[str]:
    """What texts are made of: all forms of the lexicon, names, numbers, codes, marks."""
    paths = sorted(LEXICON.glob("*.tsv"))
    forms = {form for path in paths for row in table(path.stem) for form in row.forms}
    return [*sorted(forms), *6 * (NAMES + PLACES + NUMBERS + CODES + MARKS)]


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Raw texts of words and glue, now and then of any character at all."""
    some = st.one_of(*6 * [st.sampled_from(words())], st.text(max_size=8))
    parts = draw(st.lists(st.tuples(some, st.sampled_from(GLUE)), max_size=60))
    return "".join(word + glue for word, glue in parts)


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """A sample with stretches of it lost, doubled, or other words in their place."""
    text = draw(st.sampled_from(samples()))
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 60)))
        word = draw(st.one_of(st.sampled_from(words()), st.just(text[at:end] * 2), st.just("")))
        text = text[:at] + word + text[end:]
    return text


@cache
def samples() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]


def said(raw: str) -> Extraction:
    return extract(Report("x", clean(repair(raw).text)))


def violations(raw: str) -> list[str]:
    with Store.open() as store:
        store.put(Iris(BASE).report("x"), nquads(said(raw)))
        return [f"{wrong.path} {wrong.value}: {wrong.en}" for wrong in validate(store)]


@given(texts())
@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_give_facts_whose_spans_lie_in_the_text(raw: str) -> None:
    assert outside(said(raw)) == []


@given(st.text(st.characters(), max_size=200))
@settings(max_examples=200)
def test_any_characters_give_facts_whose_spans_lie_in_the_text(raw: str) -> None:
    assert outside(said(raw)) == []


@given(texts())
@settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_give_quads_that_a_strict_parser_reads(raw: str) -> None:
    written = nquads(said(raw))
    read = list(ox.parse(written.encode(), format=ox.RdfFormat.N_QUADS))
    assert len(read) == written.count("\n")


@given(texts())
@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_words_give_a_graph_as_the_shapes_say(raw: str) -> None:
    assert violations(raw) == []


@given(spoilt())
@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow])
def test_a_spoilt_report_gives_facts_whose_spans_lie_in_the_text(raw: str) -> None:
    assert outside(said(raw)) == []


@given(spoilt())
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
def test_a_spoilt_report_gives_a_graph_as_the_shapes_say(raw: str) -> None:
    assert violations(raw) == []


BROKE = [
    ("nothing", ""),
    ("a blank", " \n\u00a0"),
    ("a head within a head, and so on", "Đảng ủy " * 500),
    ("a head that may be a name, and so on", "Ban " * 1000),
    ("committees of committees", "Ban Thường vụ Đảng ủy " * 200),
    ("a number that is none", "Nghị quyết số ²³-NQ/TW ngày ①/②/2020, thu ١٢٣ tỷ đồng"),
    ("a number of many digits", f"thu {'9' * 5000} tỷ đồng, tặng {'9' * 5000} Bằng khen"),
    ("a list number of many digits", f"Ông Lò Văn Mây yêu cầu:\n{'9' * 5000}. Rà soát.\n"),
    ("an ordinal of many digits", f"Đại hội Đảng bộ xã Tân Thử lần thứ {'9' * 5000}"),
    ("a date that is none", "Ngày 31/2/2020, ngày 0/0/0000, ngày 99/99/9999, Sở Nội vụ họp."),
    ("a year that is none", "Nghị quyết số 18-NQ/TW ngày 1/1/0000 của Tỉnh ủy"),
    ("letters that fold to more than one", "İıſẞﬁ Sở Nội vụ họp. ŉ ΐ ǰ đồng chí Lò Văn Mây"),
    ("half a pair", "Ông \ud800Lò Văn Mây \udfff dự họp"),
]


@pytest.mark.parametrize("raw", [raw for _, raw in BROKE], ids=[why for why, _ in BROKE])
def test_what_broke_or_may_break_a_rule_does_not(raw: str) -> None:
    assert (outside(said(raw)), violations(raw)) == ([], [])


def test_a_body_that_rules_take_for_two_kinds_has_one_in_the_graph() -> None:
    text = "Ban Thử thuộc Ban Thử"
    one, other = Organisation("Ban Thử", "ban"), Organisation("Ban Thử", "ban_kinh_te")
    fact = Subordination(one, other, Relation.UNIT_OF, Span(0, len(text)), "h")
    written = nquads(Extraction(Report("x", text), hierarchy=(fact,)))
    assert written.count("<http://www.w3.org/ns/org#classification>") == 1


SMALL = 5_000  # code points
MOST = 6  # times as many steps for a text of four times the length: 4 is linear, 16 the square
EACH = 10  # steps a code point that only long texts cost, which are read closer


def steps(raw: str) -> int:
    """The calls that are made from raw text to quads.

    They are the same on every machine; what a single pattern costs is measured in seconds by
    `bench/hostile_text.py`.
    """
    made = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        del frame, argument
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        nquads(said(raw))
    finally:
        sys.setprofile(before)
    return made


@pytest.mark.parametrize("kind", kinds())
def test_steps_grow_as_the_text(kind: str) -> None:
    steps(hostile(kind, 4 * SMALL))  # patterns that are made when first asked
    small, large = steps(hostile(kind, SMALL)), steps(hostile(kind, 4 * SMALL))
    assert large < MOST * small + EACH * 4 * SMALL

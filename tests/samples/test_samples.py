"""The reports of `samples/` against what a careful reader takes from each (`expected/`).

Each relation has a least precision and recall over all samples, a little below what is measured:
a change that loses facts fails, whichever report it loses them in. What is missed and what is
wrong is told in the failure.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from loaders.extract import extract
from loaders.model import Extraction, Report
from loaders.read import ReadProblem, find, read
from tests.samples.compare import (
    RELATIONS,
    Entry,
    Score,
    alike,
    answers,
    compare,
    same,
    same_number,
    same_value,
    total,
)

SAMPLES = Path(__file__).parents[2] / "samples"
EXPECTED = Path(__file__).parent / "expected"

# least precision and recall of each relation over all samples
LEAST = {
    "meetings": (0.85, 0.85),
    "participation": (0.96, 0.96),
    "roles": (0.95, 0.95),
    "directives": (0.94, 0.94),
    "citations": (0.94, 0.94),
    "hierarchy": (0.83, 0.82),
    "figures": (0.95, 0.88),
    "awards": (0.94, 0.94),
}


def reports() -> list[Path]:
    return sorted(path for path in SAMPLES.iterdir() if path.suffix in (".txt", ".html"))


@cache
def found() -> dict[str, Extraction]:
    """What is found in each sample, by its name."""
    out: dict[str, Extraction] = {}
    for source in find(reports()):
        report = read(source) if not isinstance(source, ReadProblem) else source
        assert isinstance(report, Report), report
        out[report.name] = extract(report)
    return out


@cache
def expected() -> dict[str, dict[str, Any]]:
    paths = sorted(EXPECTED.glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def told(score: Score) -> str:
    missed = "\n".join(f"  missed {entry}" for entry in score.missed)
    return f"{missed}\n" + "\n".join(f"  wrong {fact}" for fact in score.wrong)


def test_each_sample_has_its_expected_facts() -> None:
    assert {path.stem for path in reports()} == set(expected())
    assert all(name == facts["report"] for name, facts in expected().items())


@pytest.mark.parametrize("relation", RELATIONS)
def test_precision_and_recall(relation: str) -> None:
    score = total(
        compare(relation, facts[relation], found()[name]) for name, facts in expected().items()
    )
    precision, recall = LEAST[relation]
    assert score.precision >= precision, told(score)
    assert score.recall >= recall, told(score)


@pytest.mark.parametrize("name", sorted(expected()))
def test_a_sample_is_understood(name: str) -> None:
    """No single report may be lost, however well the others do."""
    scores = [
        compare(relation, expected()[name][relation], found()[name]) for relation in RELATIONS
    ]
    score = total(scores)
    assert score.recall >= 0.55, told(score)
    assert score.precision >= 0.8, told(score)


def test_a_sample_without_a_meeting_has_none() -> None:
    without = [name for name, facts in expected().items() if not facts["meetings"]]
    assert without
    assert [found()[name].meetings for name in without] == [()] * len(without)


# -- the comparison itself ----------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "value", "agrees"),
    [
        ("Bí thư", "bí thư", True),
        ("Bí thư | Phó Bí thư", "Phó Bí thư", True),
        ("Bí thư", "Phó Bí thư", False),
        (None, "", True),
        ("null | Sở Nội vụ", "", True),
        ("Sở Nội vụ", "", False),
        ("Khoa học & Công nghệ", "Khoa học và Công nghệ", True),
        ("Đảng uỷ", "Đảng ủy", True),  # either way to place a tone mark
        ("2020–2025", "2020 - 2025", True),
    ],
)
def test_same(cell: str | None, value: str, agrees: bool) -> None:
    assert same(cell, value) is agrees


@pytest.mark.parametrize(
    ("cell", "number", "agrees"),
    [
        ("05-CT/TW", "05 - CT/TW", True),
        ("05-CT/TW", "5-CT/TW", True),
        ("05-CT/TW", "06-CT/TW", False),
        (None, "05-CT/TW", False),
    ],
)
def test_same_number(cell: str | None, number: str, agrees: bool) -> None:
    assert same_number(cell, number) is agrees


@pytest.mark.parametrize(
    ("cell", "value", "agrees"),
    [
        (12.5, 12.5, True),
        ("12 | 13", 13, True),
        (12, None, False),
        (None, None, True),
        (None, 1, False),
    ],
)
def test_same_value(cell: object, value: float | None, agrees: bool) -> None:
    assert same_value(cell, value) is agrees


def test_alike_counts_shared_words() -> None:
    assert alike("thu ngân sách", "tổng thu ngân sách", 0.8)
    assert not alike("thu ngân sách", "số hộ nghèo", 0.4)
    assert alike(None, "", 0.7)


def test_answers_of_an_empty_cell_are_one_empty_answer() -> None:
    assert answers(None) == [""]


def entry(person: str, part: str, *, optional: bool = False) -> Entry:
    return {"person": person, "part": part, "optional": optional}


@pytest.mark.parametrize(
    ("wanted", "score"),
    [
        # the sample's chair, and nobody else
        ([("Khuất Văn Dự", "chair", False)], (1, 0)),
        # one too many
        ([("Khuất Văn Dự", "chair", False), ("Ai Đó", "chair", False)], (1, 1)),
        # who may be left out is not missed
        ([("Khuất Văn Dự", "chair", False), ("Ai Đó", "chair", True)], (1, 0)),
        # nor counted
        ([("Khuất Văn Dự", "chair", True)], (0, 0)),
        # one fact answers one entry
        ([("Khuất Văn Dự", "chair", False), ("Khuất Văn Dự", "chair", False)], (1, 1)),
        # answers that overlap are given to as many entries as can be
        (
            [
                ("Khuất Văn Dự | Ông Thị Bảo Trâm", "chair | direct | report", False),
                ("Khuất Văn Dự", "chair", False),
            ],
            (2, 0),
        ),
    ],
)
def test_entries_and_facts_are_paired(
    wanted: list[tuple[str, str, bool]], score: tuple[int, int]
) -> None:
    name = "ban-chi-huy-phong-chong-thien-tai-huyen-cua-luy"
    entries = [entry(person, part, optional=optional) for person, part, optional in wanted]
    told = compare("participation", entries, found()[name])
    assert (told.hit, len(told.missed)) == score


def test_what_nobody_expects_is_wrong() -> None:
    name = "ban-chi-huy-phong-chong-thien-tai-huyen-cua-luy"
    extraction = found()[name]
    told = compare("participation", [], extraction)
    assert len(told.wrong) == len(extraction.participations) > 0
    assert told.precision == 0.0

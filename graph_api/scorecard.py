"""How well extraction does against reference facts: the figures of `docs/scorecard.md`, to show.

`make scorecard` writes both that page and the table that is read here.
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Final

TABLE: Final = Path(__file__).parent / "scorecard.tsv"

_SETS: Final = {
    "seeds": ("Bản mẫu đầu tiên", "seeds, on which the rules were first written"),
    "dev": ("Bản tin có dữ liệu đối chiếu", "dev, reports with reference facts"),
    "dev without the third set aside": ("trong đó đã xem khi viết luật", "seen by who wrote rules"),
    "the third of dev set aside": (
        "trong đó để riêng, không xem khi viết luật",
        "set aside, not looked at",
    ),
    "samples of the project": ("Báo cáo mẫu của chithi", "samples of the project"),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Of one relation in one set: precision, recall and F1, strictly, and in numbers of facts."""

    relation: str
    precision: str
    recall: str
    f1: str
    right: int
    missed: int
    wrong: int


@dataclass(frozen=True, slots=True)
class Scored:
    """One set of reports: how it is called in both languages, how many, mean F1, relations."""

    name: tuple[str, str]
    reports: int
    mean: str
    scores: tuple[Score, ...]


@cache
def scorecard() -> tuple[Scored, ...]:
    """All sets, in the order of the page."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    made = []
    for (name, reports, mean), group in groupby(
        rows, lambda row: (row["set"], row["reports"], row["mean"])
    ):
        scores = tuple(
            Score(
                row["relation"],
                row["strict P"],
                row["strict R"],
                row["strict F1"],
                int(row["hit"]),
                int(row["missed"]),
                int(row["wrong"]),
            )
            for row in group
        )
        made.append(Scored(_SETS.get(name, (name, "")), int(reports), mean, scores))
    return tuple(made)

"""What kept a file from being read: a value, so that the other files go on."""

from dataclasses import dataclass

from loaders.model import Report


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A file, or a part of one, that gave no report or not a whole one, why, and the way out.

    `code` is stable (`empty-file`, `wrong-encoding`, ...); `place` the path as the user gave it,
    with the line or the record where there are many; `message` Vietnamese, `english` the same in
    English; `report` what could be read all the same; `passed_over` whether that there is no
    report is no failure (a page of links in a web archive).
    """

    code: str
    place: str
    message: str
    english: str
    report: Report | None = None
    passed_over: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.message} · {self.english}"

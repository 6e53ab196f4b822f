"""What kept a file from being read: a value, so that the other files go on."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadProblem:
    """A file or folder that gave no report, why, and the way out.

    `code` is stable (`empty-file`, `wrong-encoding`, ...); `place` the path as the user gave it;
    `message` Vietnamese, `english` the same in English.
    """

    code: str
    place: str
    message: str
    english: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message} · {self.english}"

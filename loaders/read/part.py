"""One report of a file that holds many, before it is read."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from loaders.read.problem import ReadProblem


class Form(StrEnum):
    """How the bytes of a part are to be read."""

    FILE = "file"  # the whole of a file of one report, read by the ending of its name
    TEXT = "text"
    PAGE = "page"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Part:
    """The bytes of one report, and where they come from.

    `name` is what the report is called unless it tells a name itself; `place` is for messages: the
    file with the line or the address; `source` "" where it is not known; `charset` what a server
    said of a page.
    """

    data: bytes
    form: Form
    name: str
    place: str
    source: str = ""
    charset: str = ""


Parts = Iterator[Part | ReadProblem]

"""Files -> reports, one format a module.

`find` makes sources of paths, `read` a report of a source, or a `ReadProblem` that says what is
wrong and what to do: a value, so that one bad file stops no other.
"""

from loaders.read.files import (
    STDIN,
    ReportFile,
    Source,
    count_files,
    find,
    find_files,
    find_sent,
)
from loaders.read.formats import ENDINGS
from loaders.read.given import NOTHING, SIZE_LIMIT, Fields, Given
from loaders.read.names import told_name
from loaders.read.part import Part
from loaders.read.problem import ReadProblem
from loaders.read.reading import read
from loaders.read.refused import same_name

__all__ = [
    "ENDINGS",
    "NOTHING",
    "SIZE_LIMIT",
    "STDIN",
    "Fields",
    "Given",
    "Part",
    "ReadProblem",
    "ReportFile",
    "Source",
    "count_files",
    "find",
    "find_files",
    "find_sent",
    "read",
    "same_name",
    "told_name",
]

"""A file of a report -> what it says, as values and as N-Quads: the steps of this package in order.

One report at a time, without state: `build` can run in another process (its arguments and its
answer are plain values).
"""

from dataclasses import dataclass

from loaders.extract import extract
from loaders.model import Extraction, Report
from loaders.read import SIZE_LIMIT, ReadProblem, ReportFile, read_file
from loaders.triples import nquads
from ontology.terms import BASE


@dataclass(frozen=True, slots=True)
class Built:
    """What one report says, ready to be stored."""

    extraction: Extraction
    quads: str  # N-Quads, one named graph

    @property
    def report(self) -> Report:
        return self.extraction.report


def build(file: ReportFile, base: str = BASE, size_limit: int = SIZE_LIMIT) -> Built | ReadProblem:
    """Read a file and extract what it says; `size_limit` in bytes, `base` the base of the IRIs."""
    report = read_file(file, size_limit)
    if isinstance(report, ReadProblem):
        return report
    try:
        extraction = extract(report)
        return Built(extraction, nquads(extraction, base))
    except Exception as error:  # noqa: BLE001 - a fault in a rule must not stop the other reports
        return _fault(file, error)


def _fault(file: ReportFile, error: Exception) -> ReadProblem:
    kind = f"{type(error).__name__}: {error}"
    return ReadProblem(
        "fault",
        str(file.path),
        f"lỗi của chithi khi đọc báo cáo này ({kind}): xin gửi tệp này cho nhóm phát triển",
        f"a fault of chithi in this report ({kind}): please send it to the developers",
    )

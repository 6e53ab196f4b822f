"""A report -> what it says, as values and as N-Quads: the steps of this package in order.

One report at a time, without state: `build` can run in another process (its arguments and its
answer are plain values).
"""

from dataclasses import dataclass, replace

from loaders.extract import extract
from loaders.model import Extraction, Problem, Report
from loaders.read import NOTHING, Given, ReadProblem, Source, read
from loaders.segment import published, segment
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


def build(source: Source, base: str = BASE, given: Given = NOTHING) -> Built | ReadProblem:
    """Read a report and extract what it says; `base` is the base of the IRIs.

    What of a report could not be read is a problem among those of the extraction.
    """
    try:
        found = read(source, given)
        if isinstance(found, Report):
            return _built(extract(_dated(found, given)), base)
        if found.report is None:
            return found
        said = extract(_dated(found.report, given))
        told = Problem(found.code, found.message)
        return _built(replace(said, problems=(told, *said.problems)), base)
    except Exception as error:  # noqa: BLE001 - a fault in a rule must not stop the other reports
        return fault(source.place, error)


def _built(extraction: Extraction, base: str) -> Built:
    return Built(extraction, nquads(extraction, base))


def _dated(report: Report, given: Given) -> Report:
    """The report with the date that is given, where neither its file nor its lines tell one."""
    if given.published is None or report.published or published(segment(report)):
        return report
    return replace(report, published=given.published)


def fault(place: str, error: Exception) -> ReadProblem:
    """What to tell of an error that only chithi itself can have made."""
    kind = f"{type(error).__name__}: {error}"
    return ReadProblem(
        "fault",
        place,
        f"lỗi của chithi khi đọc báo cáo này ({kind}): xin gửi tệp này cho nhóm phát triển",
        f"a fault of chithi in this report ({kind}): please send it to the developers",
    )

"""The characters of a report -> its stored text, broken ones repaired, or the reason why not."""

from dataclasses import replace

from loaders.clean import clean
from loaders.model import Report
from loaders.read.problem import ReadProblem
from loaders.repair import repair


def mended(raw: str, place: str) -> str | ReadProblem:
    """The stored text of `raw`; a problem where what is broken cannot be repaired with certainty.

    The codes are those of `loaders.repair_refusal`.
    """
    found = repair(raw)
    if found.refusal is not None:
        told = found.refusal
        return ReadProblem(told.code, place, told.message, told.english)
    return clean(found.text)


def mended_report(report: Report, place: str) -> Report | ReadProblem:
    """The same for a report whose text is stored already, as pages and papers give it."""
    text = mended(report.text, place)
    if isinstance(text, ReadProblem):
        return text
    if text == report.text:
        return report
    return replace(report, text=text, title=clean(repair(report.title).text).replace("\n", " "))

"""Read whole folders of reports: how many facts of each kind, and whether all of it holds.

What holds is what must hold of any text: no fault, every span in the text, every graph as
`ontology/shapes.ttl` has it.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

from bench.corpus import reports
from graph_api.prepared import counts
from graph_api.store.embedded import Store
from graph_api.validate import validate
from loaders.extract import extract
from loaders.model import Extraction, Span
from loaders.triples import nquads
from ontology.terms import BASE, Iris


def spans(value: object) -> Iterator[Span]:
    """Every span in a value of `loaders.model`."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from spans(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from spans(getattr(value, field.name))


def outside(said: Extraction) -> list[Span]:
    """The spans that do not lie in the report's text, or hold nothing."""
    size = len(said.report.text)
    return [span for span in spans(said) if not 0 <= span.start < span.end <= size]


def census(folder: Path) -> Counter[str]:
    """Counts over the reports below `folder`: reports, facts by kind, problems, and what fails."""
    total: Counter[str] = Counter()
    with Store.open() as store:
        for report in reports(folder):
            total["reports"] += 1
            total["code points"] += len(report.text)
            try:
                said = extract(report)
                quads = nquads(said)
            except Exception:  # noqa: BLE001 - a fault is what is counted here
                total["faults"] += 1
                continue
            total.update(counts(said))
            total["problems"] += len(said.problems)
            total["quads"] += quads.count("\n")
            total["spans outside"] += len(outside(said))
            store.put(Iris(BASE).report(report.name), quads)
        total["violations"] += sum(1 for _ in validate(store))
    return total

"""From text to N-Quads on one core, beside underthesea's `ner()` on the same texts.

    make bench                                  samples/ and ../shared/reports where there are any
    python -m bench.extract FOLDER ... [--texts 12]

`ner()` is slow: it gets some of the texts, evenly spread, and the ratio is of both on these. It
tells words and names of persons, places and bodies; chithi goes on to facts and their spans.
"""

import argparse
import importlib.metadata
import importlib.util
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.corpus import SAMPLES, SHARED, machine, markdown, one_core, reports, spread
from loaders.extract import extract
from loaders.model import Report
from loaders.triples import nquads

ROUNDS = 3  # the best of these: what disturbs a measurement only ever adds to it


def chithi(report: Report) -> int:
    """What is measured; the number of quads."""
    return nquads(extract(report)).count("\n")


def seconds(work: Callable[[], object], rounds: int) -> float:
    best = float("inf")
    for _ in range(rounds):
        start = perf_counter()
        work()
        best = min(best, perf_counter() - start)
    return best


def baseline() -> Callable[[str], object] | None:
    """`underthesea.ner` with its models loaded, or nothing where it is not installed."""
    if importlib.util.find_spec("underthesea") is None:
        return None
    from underthesea import ner

    # The conditional random fields that `ner` runs by default lie in the package: no download.
    ner("Bà Lê Thị Thử họp ở Hà Nội.")
    return ner  # type: ignore[no-any-return]


def row(name: str, texts: list[Report], spent: float, ratio: str) -> list[str]:
    characters = sum(len(report.text) for report in texts)
    return [
        name,
        f"{len(texts):,}",
        f"{characters / len(texts):,.0f}",
        f"{spent:.3f}",
        f"{len(texts) / spent:,.1f}",
        f"{characters / spent / 1000:,.0f}",
        ratio,
    ]


def measure(folder: Path, ner: Callable[[str], object] | None, count: int) -> list[list[str]]:
    """The rows of one folder."""
    texts = reports(folder)
    if not texts:
        return []
    label = folder.name if folder.resolve() == SAMPLES else f"{folder.parent.name}/{folder.name}"
    chithi(texts[0])  # tables are read once for a process, not once for a report
    spent = seconds(lambda: [chithi(report) for report in texts], ROUNDS)
    rows = [row(f"chithi, {label}", texts, spent, "")]
    if ner is not None:
        some = spread(texts, count)
        mine = seconds(lambda: [chithi(report) for report in some], ROUNDS)
        theirs = seconds(lambda: [ner(report.text) for report in some], 1)
        rows.append(row(f"chithi, some of {label}", some, mine, f"{theirs / mine:,.0f}x"))
        rows.append(row("underthesea ner(), the same", some, theirs, "1x"))
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--texts", type=int, default=12, help="how many texts ner() gets")
    options = parser.parse_args()
    folders = options.folders or [path for path in (SAMPLES, SHARED) if path.is_dir()]

    print(f"{machine()}, {one_core()}, best of {ROUNDS} rounds (ner: one)\n")
    ner = baseline()
    if ner is None:
        print("underthesea is not installed (make bench installs it): no comparison\n")
    else:
        print(f"underthesea {importlib.metadata.version('underthesea')}\n")
    columns = ["", "reports", "characters each", "seconds", "reports/s", "1,000 chars/s", "ratio"]
    rows = [line for path in folders for line in measure(path, ner, options.texts)]
    print(markdown(columns, rows))


if __name__ == "__main__":
    main()

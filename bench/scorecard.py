"""Score what the catalogue answers against reference facts, and write `docs/scorecard.md`.

    make scorecard
    python -m bench.scorecard --shared ../shared [SET ...]

A folder of reference data holds `reports/SET`, `gold/SET` and `score/score.py`; it is no part of
the project. The way is a user's: load, query, compare CSV files.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypedDict

from bench.corpus import ROOT, machine, markdown

PAGE = ROOT / "docs" / "scorecard.md"
RELATIONS = (
    "meetings",
    "participation",
    "roles",
    "directives",
    "citations",
    "hierarchy",
    "figures",
    "awards",
)


class Relation(TypedDict):
    """Precision, recall and F1 by the fields that name a fact (core) and by all (strict)."""

    core: Sequence[float]
    strict: Sequence[float]
    counts: Sequence[int]


class Score(TypedDict):
    """What `score.py --json` prints."""

    headline: float
    evidence: float | None
    reports: int
    relations: dict[str, Relation]


def run(*words: str | Path) -> str:
    """The output of a command; raises `CalledProcessError` after showing what it complained of."""
    done = subprocess.run(list(map(str, words)), check=False, capture_output=True, text=True)  # noqa: S603 - our own command
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return done.stdout


def score(shared: Path, name: str) -> Score:
    """One set, loaded into a store of its own."""
    chithi = Path(sys.executable).parent / "chithi"
    with TemporaryDirectory() as folder:
        store, answers = Path(folder) / "store", Path(folder) / "answers"
        answers.mkdir()
        run(chithi, "load", shared / "reports" / name, "--store", store)
        for query in ("reports", *RELATIONS):
            csv = run(chithi, "query", query, "--store", store, "--format", "csv")
            (answers / f"{query}.csv").write_text(csv, encoding="utf-8", newline="")
        scorer = shared / "score" / "score.py"
        found: Score = json.loads(
            run(sys.executable, scorer, shared / "gold" / name, answers, "--json")
        )
    return found


def section(name: str, found: Score) -> str:
    """The part of the page that one set gives."""
    evidence = found["evidence"]
    rows = [
        [
            relation,
            *(f"{figure:.3f}" for figure in entry["strict"]),
            f"{entry['core'][2]:.3f}",
            *map(str, entry["counts"]),
        ]
        for relation, entry in found["relations"].items()
    ]
    columns = ["relation", "precision", "recall", "F1", "core F1", "right", "missed", "wrong"]
    return "\n".join(
        [
            f"## {name}: {found['reports']} reports, mean strict F1 {found['headline']:.3f}",
            "",
            "Evidence not checked."
            if evidence is None
            else f"Evidence right in {evidence:.1%} of the rows.",
            "",
            markdown(columns, rows),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("sets", nargs="*", default=["seeds", "dev"])
    options = parser.parse_args()
    if not (options.shared / "score" / "score.py").exists():
        sys.exit(f"{options.shared}: không có dữ liệu đối chiếu / no reference data here")
    sections = [section(name, score(options.shared, name)) for name in options.sets]
    head = f"# Scorecard\n\nWritten by `make scorecard`: {machine()}."
    page = "\n\n".join([head, *sections]) + "\n"
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()

"""Load, query, score: the way from reports and reference facts to figures, as a user would go it.

`score.py`, beside the reference facts, is the judge; here it is run, and nothing is judged twice.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypedDict

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
_FAULT = re.compile(r"^(\S+)  (\w+)  (missed|wrong): (\{.*\})$")


class Relation(TypedDict):
    """Precision, recall and F1 by the fields that name a fact (core) and by all (strict).

    `counts` are right, missed and wrong, strictly.
    """

    core: Sequence[float]
    strict: Sequence[float]
    counts: Sequence[int]


class Score(TypedDict):
    """What `score.py --json` prints."""

    headline: float
    evidence: float | None
    reports: int
    relations: dict[str, Relation]


@dataclass(frozen=True, slots=True)
class Fault:
    """A reference fact that no row gives (`missed`), or a row that no reference fact asks for."""

    report: str
    relation: str
    missed: bool
    fact: dict[str, Any]


def run(*words: str | Path) -> str:
    """The output of a command; raises `CalledProcessError` after showing what it complained of."""
    done = subprocess.run(list(map(str, words)), check=False, capture_output=True, text=True)  # noqa: S603 - our own command
    if done.returncode:
        sys.stderr.write(done.stderr)
        done.check_returncode()
    return done.stdout


def answer(reports: Path, answers: Path) -> None:
    """Load the reports into a store of its own, and write what each query of it returns."""
    chithi = Path(sys.executable).parent / "chithi"
    answers.mkdir()
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        run(chithi, "load", reports, "--store", store)
        for query in ("reports", *RELATIONS):
            csv = run(chithi, "query", query, "--store", store, "--format", "csv")
            (answers / f"{query}.csv").write_text(csv, encoding="utf-8", newline="")


@dataclass(frozen=True, slots=True)
class Judge:
    """`score.py` with the reference facts of some reports and the answers for them."""

    scorer: Path
    gold: Path
    answers: Path

    def names(self) -> list[str]:
        """The reports that have reference facts."""
        return sorted(path.stem for path in self.gold.glob("*.json"))

    def score(self, names: Iterable[str]) -> Score:
        """The figures for the reports of these names together."""
        found: Score = json.loads(self._ask(names, "--json"))
        return found

    def faults(self, names: Iterable[str]) -> list[Fault]:
        """All that is missed or wrong in the reports of these names."""
        lines = self._ask(names, "--misses").splitlines()
        return [
            Fault(found[1], found[2], found[3] == "missed", json.loads(found[4]))
            for line in lines
            if (found := _FAULT.match(line))
        ]

    def _ask(self, names: Iterable[str], option: str) -> str:
        with TemporaryDirectory() as folder:
            for name in names:
                shutil.copy(self.gold / f"{name}.json", folder)
            return run(sys.executable, self.scorer, folder, self.answers, option)

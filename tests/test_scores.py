"""What the command answers about reports of other people, against facts that careful readers took.

The reports and their facts lie beside the project (`../shared`) where there are any; they are no
part of it. The whole way is taken: `chithi load`, then each question of the catalogue as CSV.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[2] / "shared"
SCORER = SHARED / "score" / "score.py"
EXPECTED = SHARED / "gold" / "seeds"
REPORTS = SHARED / "reports" / "seeds"

MAIN = "from graph_api.cli import main; main()"
QUESTIONS = (
    "reports",
    "meetings",
    "participation",
    "roles",
    "directives",
    "citations",
    "hierarchy",
    "figures",
    "awards",
)

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (SCORER, EXPECTED, REPORTS)),
    reason="không có ../shared: không chấm được / no reference facts beside the project",
)


def run(*words: str | Path) -> str:
    """What a command prints; its complaints, where it fails, are the failure's."""
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_seeds_are_understood(tmp_path: Path) -> None:
    store, answers = tmp_path / "store", tmp_path / "answers"
    answers.mkdir()
    run("-c", MAIN, "load", REPORTS, "--store", store)
    for name in QUESTIONS:
        asked = run("-c", MAIN, "query", name, "--format", "csv", "--store", store)
        (answers / f"{name}.csv").write_text(asked, encoding="utf-8")
    score = json.loads(run(SCORER, EXPECTED, answers, "--json"))
    assert score["reports"] == len(list(EXPECTED.glob("*.json")))
    assert score["evidence"] == 1.0
    assert score["headline"] >= 0.95, score["relations"]

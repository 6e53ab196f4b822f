"""The tests of the W3C, counted by manifest: `python -m bench.conformance`.

They are run by pytest over HTTP against `chithi serve` (`tests/protocol/`); this prints
the page `docs/conformance.md`.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

from bench.corpus import machine, markdown

ROOT = Path(__file__).parent.parent
GROUPS = {
    "test_protocol": "SPARQL 1.1 Protocol",
    "test_graph_store": "Graph Store HTTP Protocol",
    "test_results": "SPARQL 1.1 results as JSON, CSV, TSV",
    "test_service_description": "SPARQL 1.1 Service Description",
}
_OUTCOME = re.compile(r"^(PASSED|FAILED|ERROR) \S*::(\w+)", re.MULTILINE)


def counted() -> dict[str, Counter[str]]:
    """Outcomes by test function."""
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", "--tb=no", "-rA"]
    told = subprocess.run(  # noqa: S603 - our own tests
        [*command, "tests/protocol/test_w3c.py", "tests/protocol/test_description.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    found: dict[str, Counter[str]] = {}
    for outcome, name in _OUTCOME.findall(told):
        found.setdefault(name, Counter())[outcome] += 1
    return found


def main() -> None:
    """Print the page."""
    found = counted()
    rows = [
        (title, str(found[name]["PASSED"]), str(found[name].total()))
        for name, title in GROUPS.items()
    ]
    print("# Conformance\n\nWritten by `make conformance`.\n")
    print(f"{machine()}\n\nThe tests of w3c/rdf-tests over HTTP, against `chithi serve`:\n")
    print(markdown(("", "passed", "of"), rows))


if __name__ == "__main__":
    main()

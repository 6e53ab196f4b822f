"""Score what the catalogue answers against reference facts, and write `docs/scorecard.md`.

    make scorecard
    python -m bench.scorecard --shared ../shared

A folder of reference data holds `reports/SET`, `gold/SET` and `score/score.py`; it is no part of
the project. The way is a user's: load, query, compare CSV files. A third of the set `dev` is set
aside: rules are written without looking at it, and only its figures stand on the page. No word of
the reports does.
"""

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from bench.census import census
from bench.corpus import ROOT, SAMPLES, machine, markdown
from bench.misses import Fact, kinds
from bench.scoring import RELATIONS, Judge, Score, answer

PAGE = ROOT / "docs" / "scorecard.md"
TABLE = ROOT / "graph_api" / "scorecard.tsv"  # the figures for the page /about
EXPECTED = ROOT / "tests" / "samples" / "expected"
COLUMNS = (
    *("relation", "core P", "core R", "core F1", "strict P", "strict R", "strict F1"),
    *("hit", "missed", "wrong"),
)
_SECTION = re.compile(r"## (.+): (\d+) reports, mean strict F1 ([\d.]+)")
CENSUS = (
    *("reports", "code points", "meetings", "people", "roles", "directives", "citations"),
    *("hierarchy", "figures", "awards", "problems", "quads"),
    *("faults", "spans outside", "violations"),
)


def set_aside(names: Sequence[str]) -> list[str]:
    """The third of the names whose SHA-256 is smallest: what is set aside depends on names only."""
    by_hash = sorted(names, key=lambda name: sha256(name.encode()).hexdigest())
    return sorted(by_hash[: len(names) // 3])


def rest(names: Sequence[str]) -> list[str]:
    """The names that are not set aside."""
    aside = set(set_aside(names))
    return [name for name in names if name not in aside]


@cache
def _sources() -> dict[str, str]:
    lines = (ROOT / "bench" / "sources.tsv").read_text(encoding="utf-8").splitlines()
    rows = csv.DictReader((line for line in lines if not line.startswith("#")), delimiter="\t")
    return {row["prefix"]: row["kind"] for row in rows}


def source(name: str) -> str:
    """The kind of site that a report is from, by the beginning of its name."""
    prefix, separator, _ = name.partition("__")
    return _sources().get(prefix if separator else "-", "other site")


def section(heading: str, found: Score) -> str:
    """The figures of one set, a row a relation."""
    rows = [
        [
            relation,
            *(f"{figure:.3f}" for figure in (*entry["core"], *entry["strict"])),
            *map(str, entry["counts"]),
        ]
        for relation, entry in found["relations"].items()
    ]
    head = f"## {heading}: {found['reports']} reports, mean strict F1 {found['headline']:.3f}"
    return "\n\n".join([head, evidence(found), markdown(COLUMNS, rows)])


def table(page: str) -> str:
    """The figures of the sets that a page has, tab-separated: a row a set and relation."""
    lines = ["\t".join(("set", "reports", "mean", *COLUMNS))]
    of = ""
    for line in page.splitlines():
        if line.startswith("#"):
            head = _SECTION.fullmatch(line)
            of = "\t".join(head.groups()) if head else ""
        elif of and line.startswith("| ") and not line.startswith(f"| {COLUMNS[0]} "):
            cells = [cell.strip() for cell in line.strip("| ").split("|")]
            lines.append("\t".join((of, *cells)))
    return "\n".join(line for line in lines if "---" not in line) + "\n"


def evidence(found: Score) -> str:
    if found["evidence"] is None:
        return "Evidence not checked."
    return f"Evidence right in {found['evidence']:.1%} of the rows."


def by_source(judges: Iterable[Judge]) -> str:
    """Mean and relations (strict F1) per kind of source, over all sets of reference data."""
    rows = []
    for judge in judges:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in judge.names():
            groups[source(name)].append(name)
        for kind, names in sorted(groups.items()):
            found = judge.score(names)
            asked = found["relations"]
            rows.append(
                [
                    kind,
                    str(found["reports"]),
                    f"{found['headline']:.3f}",
                    "" if found["evidence"] is None else f"{found['evidence']:.1%}",
                    *(
                        f"{asked[relation]['strict'][2]:.3f}"
                        if any(asked[relation]["counts"] if relation in asked else ())
                        else "-"
                        for relation in RELATIONS
                    ),
                ]
            )
    columns = ["kind of source", "reports", "mean", "evidence", *RELATIONS]
    return "\n\n".join(["## Per kind of source, strict F1", markdown(columns, rows)])


def faults(heading: str, judge: Judge, names: Sequence[str]) -> str:
    """What is missed or wrong, by kind."""
    named = kinds(_module(judge.scorer), judge.faults(names), _rows(judge))
    rows = [
        [relation, kind, str(count)]
        for relation in RELATIONS
        for kind, count in sorted(named[relation].items(), key=lambda item: (-item[1], item[0]))
    ]
    table = markdown(["relation", "what", "times"], rows) if rows else "Nothing."
    return f"### {heading}: what is missed or wrong, by kind\n\n{table}"


def _module(path: Path) -> ModuleType:
    spec = spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _rows(judge: Judge) -> dict[tuple[str, str], list[Fact]]:
    rows: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for relation in RELATIONS:
        with (judge.answers / f"{relation}.csv").open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                rows[row["report"], relation].append(row)
    return dict(rows)


def read_all(folders: dict[str, Path]) -> str:
    """The counts of all reports, with and without reference facts, a column a folder."""
    found: dict[str, Counter[str]] = {name: census(folder) for name, folder in folders.items()}
    rows = [[what, *(str(counts[what]) for counts in found.values())] for what in CENSUS]
    told = (
        "Facts that are taken from each folder of reports. A fault is an exception, a span outside"
        " does not lie\nin the text, a violation is what `ontology/shapes.ttl` does not allow."
    )
    return "\n\n".join(["## All reports, read and counted", told, markdown(["", *found], rows)])


def sections(shared: Path, work: Path) -> Iterator[str]:
    """The page, part by part; `work` is a folder for the answers."""
    scorer, judges = shared / "score" / "score.py", {}
    folders = {"seeds": shared / "reports" / "seeds", "dev": shared / "reports" / "dev"}
    for name, folder in folders.items():
        answer(folder, work / name)
        judges[name] = Judge(scorer, shared / "gold" / name, work / name)
    answer(SAMPLES, work / "samples")
    seeds, dev = judges["seeds"], judges["dev"]
    samples = Judge(scorer, EXPECTED, work / "samples")
    names = dev.names()
    yield section("seeds", seeds.score(seeds.names()))
    yield section("dev", dev.score(names))
    yield section("dev without the third set aside", dev.score(rest(names)))
    yield faults("dev without the third set aside", dev, rest(names))
    yield section("the third of dev set aside", dev.score(set_aside(names)))
    yield section("samples of the project", samples.score(samples.names()))
    yield faults("samples of the project", samples, samples.names())
    yield by_source([seeds, dev])
    unlabelled = shared / "reports" / "unlabelled"
    yield read_all({**folders, "unlabelled": unlabelled, "samples": SAMPLES})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options = parser.parse_args()
    if not (options.shared / "score" / "score.py").exists():
        sys.exit(f"{options.shared}: không có dữ liệu đối chiếu / no reference data here")
    head = f"""\
# Scorecard

Written by `make scorecard`: {machine()}.

Right, missed and wrong are counted strictly: every field that the reference judges must agree. Core
asks only for the fields that name a fact. The third of `dev` set aside (the names with the smallest
SHA-256) is not looked at when rules are written: its figures say whether a rule is general."""
    with TemporaryDirectory() as work:
        page = "\n\n".join([head, *sections(options.shared, Path(work))]) + "\n"
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    TABLE.write_text(table(page), encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()

"""Name the kinds of what is missed or wrong, without a word of the reports.

Each missed reference fact is set beside the wrong row of its report that is most like it; where
the two are of one thing, what differs is named. What stands alone is missing, or too much.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from bench.scoring import Fault

Fact = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """How the facts of one relation are told apart.

    `thing` is what one is called; `names` are the fields of which one or more must agree for two
    facts to be of one thing (`enough` of them), `says` those that then may differ.
    """

    thing: str
    names: tuple[str, ...]
    says: tuple[str, ...]
    enough: int = 1
    owner: str = ""  # the field without which nothing could be right: `person`


KINDS = {
    "meetings": Kind("meeting", ("title", "date", "organiser"), ()),
    "participation": Kind("part", ("person",), ("part",), owner="person"),
    "roles": Kind("post", ("person",), ("role", "organisation", "status"), owner="person"),
    "directives": Kind("directive", ("starts",), ("issuer",)),
    "citations": Kind("citation", ("document",), ("type", "date", "issuer", "directive")),
    "hierarchy": Kind("pair", ("child", "parent"), ()),
    "figures": Kind("figure", ("value",), ("unit", "indicator")),
    "awards": Kind("award", ("award", "recipient"), ("count",)),
}
CALLED = {
    "organisation": "organisation",
    "role": "post",
    "starts": "beginning",
    "directive": "citing directive",
}
"""What a field is called on the page, where its own name does not say it."""


def agrees(judge: Any, field: str, gold: Fact, row: Fact) -> bool:  # noqa: ANN401 - a module
    """Whether a field of a row is right, by the comparison that `score.py` makes of it."""
    wanted, given = gold.get(field), row.get(field)
    loose: dict[str, Callable[[], bool]] = {
        "title": lambda: judge.alike(wanted, given, 0.7),
        "starts": lambda: judge.begins(wanted, row.get("text")),
        "document": lambda: judge.same_document(gold, row),
        "directive": lambda: judge.same_number(wanted, given),
        "value": lambda: judge.same_quantity(wanted, given),
        "count": lambda: judge.same_quantity(wanted, given),
        "indicator": lambda: judge.alike(wanted, given, 0.4),
        "award": lambda: judge.alike(wanted, given, 0.6),
        "recipient": lambda: judge.alternatives(wanted) == [""] or judge.alike(wanted, given, 0.5),
        "status": lambda: judge.same(wanted or "current", given or "current"),
    }
    return bool(loose[field]() if field in loose else judge.same(wanted, given))


def kinds(
    judge: Any,  # noqa: ANN401 - a module
    faults: Iterable[Fault],
    rows: Mapping[tuple[str, str], list[Fact]],
) -> dict[str, Counter[str]]:
    """How many faults of each kind a relation has.

    `judge` is `score.py` as a module; `rows` are all the answers by report and relation, which
    tell a person who is not known at all from one of whom only a post is missing.
    """
    missed: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    wrong: defaultdict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fault in faults:
        (missed if fault.missed else wrong)[fault.report, fault.relation].append(fault.fact)
    named: dict[str, Counter[str]] = {relation: Counter() for relation in KINDS}
    for key in missed.keys() | wrong.keys():
        named[key[1]].update(_named(judge, key[1], missed[key], wrong[key], rows.get(key, [])))
    return named


def _named(
    judge: Any,  # noqa: ANN401 - a module
    relation: str,
    missed: list[Fact],
    wrong: list[Fact],
    rows: list[Fact],
) -> list[str]:
    kind = KINDS[relation]
    pairs = []
    for i, gold in enumerate(missed):
        for j, row in enumerate(wrong):
            same = [field for field in kind.names if agrees(judge, field, gold, row)]
            differing = [
                field
                for field in (*kind.names, *kind.says)
                if field not in same and not agrees(judge, field, gold, row)
            ]
            if len(same) >= kind.enough:
                pairs.append((len(differing), i, j, differing))
    found, golds, given = [], set(), set()
    for _, i, j, differing in sorted(pairs):
        if i not in golds and j not in given:
            golds.add(i)
            given.add(j)
            verb = "differ" if len(differing) > 1 else "differs"
            fields = " and ".join(CALLED.get(field, field) for field in differing)
            found.append(f"{fields} {verb}")
    for i, gold in enumerate(missed):
        if i not in golds:
            known = not kind.owner or any(agrees(judge, kind.owner, gold, row) for row in rows)
            found.append(f"{kind.thing if known else kind.owner} missing")
    found += [f"{kind.thing} too many" for j in range(len(wrong)) if j not in given]
    return found

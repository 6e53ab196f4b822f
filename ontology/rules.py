"""The rules of extraction, as an archivist reads them (`rules.tsv`), and near misses (`near.tsv`).

A fact bears the id of the rule that found it: `cell`, or `post:bi_thu`, which names the row
`bi_thu` of the table that the rule reads. A family of rules (`post:*`) is documented once.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.lexicon import Row, read_table, table

RULES = Path(__file__).parent / "rules.tsv"
NEAR = Path(__file__).parent / "near.tsv"

FIRST = "^"
"""Among the ids of a table: only the first term in the fact counts."""

Tables = tuple[tuple[str, tuple[str, ...]], ...]
"""Tables of the lexicon, each with the ids of those rows that count, none for all."""

_LINE_END = " ¶ "
_ANY = "*"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule and what it reads.

    `row_table` is the table of the row that the ids of a family name, "" for a single rule.
    """

    id: str
    relation: str
    vi: str
    en: str
    tables: Tables
    row_table: str
    example: str

    def fits(self, rule_id: str) -> bool:
        """Whether a fact with this id was found by this rule."""
        return rule_id == self.id or self.row_of(rule_id) is not None

    def row_of(self, rule_id: str) -> Row | None:
        """The row that the id of a rule of this family names, None where it names none."""
        start, any_row, _ = self.id.partition(_ANY)
        if not any_row or not rule_id.startswith(start):
            return None
        wanted = rule_id.removeprefix(start).replace("-", "_")
        return next((row for row in table(self.row_table) if row.id == wanted), None)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order of the table."""
    return tuple(map(_rule, read_table(RULES)))


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Something that is part of a fact, and was found without the rest.

    `relations` are the kinds of facts that it would be part of; `capital`: only where the term
    is written with one.
    """

    id: str
    relations: tuple[str, ...]
    vi: str
    en: str
    tables: Tables
    capital: bool
    example: str


@cache
def near_misses() -> tuple[NearMiss, ...]:
    """All near misses, in the order of the table."""
    return tuple(
        NearMiss(
            row.id,
            tuple(row["relation"].split()),
            row["vi"],
            row["en"],
            _tables(row),
            bool(row["capital"]),
            row["example"].replace(_LINE_END, "\n"),
        )
        for row in read_table(NEAR)
    )


def _rule(row: Row) -> Rule:
    return Rule(
        row.id,
        row["relation"],
        row["vi"],
        row["en"],
        _tables(row),
        row["row"],
        row["example"].replace(_LINE_END, "\n"),
    )


def _tables(row: Row) -> Tables:
    tables: dict[str, list[str]] = {}
    for part in row["tables"].split():
        name, _, id_ = part.partition(":")
        tables.setdefault(name, []).extend([id_] if id_ else [])
    return tuple((name, tuple(ids)) for name, ids in tables.items())


def rule_of(rule_id: str, relation: str) -> Rule | None:
    """The rule by which a fact of `relation` was found; None where no row tells of it.

    A rule that is named in full goes before a family.
    """
    fitting = [rule for rule in rules() if rule.relation == relation and rule.fits(rule_id)]
    return min(fitting, key=lambda rule: _ANY in rule.id, default=None)

"""Along which line a body stands under another, as data (`ontology/lines.tsv`), and who heads one.

A Party organisation stands under one of a wider place, and belongs to the body that hosts it.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology import lexicon
from ontology.lexicon import read_table
from ontology.terms import expand, organisation_kind, role

TABLE = Path(__file__).parent / "lines.tsv"
HEADS = Path(__file__).parent / "heads.tsv"


@dataclass(frozen=True, slots=True)
class Line:
    """`relation` is an IRI, `kinds` are those of concepts; both empty for any."""

    id: str
    relation: str
    kinds: frozenset[str]
    vi: str
    en: str

    def fits(self, relation: str, kind: str) -> bool:
        """Whether a body of that kind stands under another along this line."""
        return self.relation in ("", relation) and (not self.kinds or kind in self.kinds)


@cache
def lines() -> tuple[Line, ...]:
    """The rows of the table, in the order in which they are tried."""
    groups: dict[str, set[str]] = {}
    for row in lexicon.table("to_chuc"):
        for name in (row.id, row["group"]):
            groups.setdefault(name, set()).add(organisation_kind(row.id))
    return tuple(
        Line(
            row.id,
            expand(row["relation"]) if row["relation"] else "",
            frozenset().union(*(groups[name] for name in row["kinds"].split())),
            row["vi"],
            row["en"],
        )
        for row in read_table(TABLE)
    )


def line(relation: str, kind: str) -> Line:
    """The line of a relation of a body of that kind (IRIs, "" where not known)."""
    return next(one for one in lines() if one.fits(relation, kind))


@cache
def heads() -> frozenset[str]:
    """The IRIs of the posts that head a body."""
    posts = {row.id: row["label"] for row in lexicon.table("chuc_vu")}
    return frozenset(role(posts[row.id]) for row in read_table(HEADS))

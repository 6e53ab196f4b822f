"""The rules by which direct edges follow from n-ary nodes, as data (`ontology/derive.tsv`)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.lexicon import read_table
from ontology.terms import expand

TABLE = Path(__file__).parent / "derive.tsv"


@dataclass(frozen=True, slots=True)
class Rule:
    """`class`, then properties from the node to both ends; all IRIs in full, "" for none."""

    id: str
    class_: str
    subject: str  # property of the node that leads to the edge's subject, "" for the node itself
    object: str  # the same for its object
    where: str  # property that must have the value `is_`, "" for no condition
    is_: str
    derived: str


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of the table, in its order."""

    def full(curie: str) -> str:
        return expand(curie) if curie not in ("", ".") else ""

    return tuple(
        Rule(
            row.id,
            *(
                full(row[column])
                for column in ("class", "subject", "object", "where", "is", "derived")
            ),
        )
        for row in read_table(TABLE)
    )

"""The kinds of edge between things, as data (`ontology/edges.tsv`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ontology.lexicon import read_table
from ontology.terms import expand

TABLE = Path(__file__).parent / "edges.tsv"


@dataclass(frozen=True, slots=True)
class EdgeKind:
    """How an edge is read from the node that holds its evidence, and how it is said.

    `class_`, `source`, `target` and `label` are IRIs in full; "" for an end that is the node
    itself, and for a `label` that there is not. Without `class_` the edge is computed. `predicate`
    is a CURIE, with `reversed` for one that leads from target to source.
    """

    id: str
    class_: str
    source: str
    target: str
    label: str
    predicate: str
    reversed: bool
    vi: str
    en: str

    @property
    def words(self) -> str:
        """Vietnamese and English."""
        return f"{self.vi} · {self.en}"


@cache
def edge_kinds() -> Mapping[str, EdgeKind]:
    """The kinds by their ids, in the order of the table."""

    def full(curie: str) -> str:
        return expand(curie) if curie not in ("", ".") else ""

    return MappingProxyType(
        {
            row.id: EdgeKind(
                id=row.id,
                class_=full(row["class"]),
                source=full(row["source"]),
                target=full(row["target"]),
                label=full(row["label"]),
                predicate=row["predicate"].removeprefix("^"),
                reversed=row["predicate"].startswith("^"),
                vi=row["vi"],
                en=row["en"],
            )
            for row in read_table(TABLE)
        }
    )

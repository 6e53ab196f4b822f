"""The name of an organisation as printed, and the kinds that `to_chuc` knows."""

from dataclasses import dataclass, field
from functools import cache

from ontology.lexicon import Row, fold, table

Said = tuple[str, str, str, str, str, bool, "Said | None"]


@dataclass(slots=True)
class Parsed:
    """A name as printed: head (a row of `to_chuc`), words after it, the body it belongs to."""

    start: int
    end: int
    kind: Row
    words: str = ""  # own name after the head, abbreviations spelled out
    level: str = ""  # tỉnh, huyện … where a place follows
    place: str = ""
    host: "Parsed | None" = None
    head_end: int = 0
    head: str = ""  # the head as a full name has it
    apart: bool = False  # the host stands after a comma, outside the name
    depth: int = 0  # how many bodies stand before it in a chain
    label: str = field(init=False)  # the head in full

    def __post_init__(self) -> None:
        self.label = self.kind["label"] or self.head or self.kind.forms[0]

    @property
    def own_name(self) -> str:
        """Head and words, without the body that it belongs to."""
        return f"{self.label} {self.words}".strip()

    @property
    def bare(self) -> bool:
        """Whether nothing but the head is printed."""
        return not (self.words or self.place or self.level or self.host)

    @property
    def innermost(self) -> "Parsed":
        """The last body of the chain: `Sở A` of `Ban Thường vụ Đảng ủy Sở A`."""
        one = self
        while one.host:
            one = one.host
        return one

    def said(self) -> "Said":
        """All that is printed of it but the place where it stands: one name in one report."""
        host = self.host.said() if self.host else None
        return self.kind.id, self.head, self.words, self.level, self.place, self.apart, host

    def chain(self) -> tuple["Parsed", ...]:
        """The body itself and those it belongs to, as printed."""
        return (self, *self.host.chain()) if self.host else (self,)


@cache
def _heads() -> tuple[tuple[str, Row], ...]:
    """The heads that words of their own follow, each folded with a space, as the table has them."""
    rows = [row for row in table("to_chuc") if row["after"] == "name"]
    return tuple((f"{fold(form)} ", row) for row in rows for form in row.forms)


def head_of(name: str) -> tuple[Row, int] | None:
    """The kind of a body by its full name, and the length of its head; None where none begins it.

    Where several do the first row of the table leads.
    """
    folded = fold(name)
    return next(((row, len(head) - 1) for head, row in _heads() if folded.startswith(head)), None)


@cache
def kind_rows() -> dict[str, Row]:
    """The rows of `to_chuc` by id."""
    return {row.id: row for row in table("to_chuc")}


def has_trait(kind: Row, *traits: str) -> bool:
    """Whether a kind has one of the `traits` of `to_chuc`."""
    return not _parts(kind["traits"]).isdisjoint(traits)


@cache
def _parts(cell: str) -> frozenset[str]:
    """The values of a cell, of which a table has few."""
    return frozenset(cell.split())

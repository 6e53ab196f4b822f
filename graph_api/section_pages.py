"""One table of a thing on pages of its own: `?section=`, then from key to key."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Query, Response

from graph_api.details import MENTIONS, mentions
from graph_api.errors import wrong_parameter
from graph_api.facts import MOST, About, table
from graph_api.paging import Turn
from graph_api.sections import SECTIONS
from graph_api.things import NAMES, labels
from graph_api.web import page

SectionName = Annotated[
    str | None, Query(description="Một bảng của trang, cả bảng · one table of the page, all of it")
]
After = Annotated[
    str | None, Query(max_length=4000, description="Sau khóa này · what follows this key")
]
Before = Annotated[
    str | None, Query(max_length=4000, description="Trước khóa này · what precedes this key")
]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A table by its name, and which page of it."""

    section: str
    turn: Turn


def wanted(section: str | None, after: str | None, before: str | None) -> Wanted | None:
    """What the parameters of an address ask for; None for the whole thing."""
    return Wanted(section, Turn(after or "", before or "")) if section else None


def section_page(about: About, asked: Wanted) -> Response:
    """A page of one table. Raises `Problem` 400 for a thing that has no such table."""
    known = {section.anchor: section for section in SECTIONS.get(about.kind, ())}
    if asked.section in known:
        made = table(about, known[asked.section], asked.turn, MOST)
    elif asked.section == MENTIONS and about.kind != "report":
        made = mentions(about, asked.turn, MOST)
    else:
        names = ", ".join([*known, *([MENTIONS] if about.kind != "report" else [])])
        raise wrong_parameter("section", f"section={asked.section}: có · known: {names}")
    return page(
        about.addresses.root,
        "section.html",
        title=labels(about.store, about.addresses, [about.iri])[about.iri],
        kind=NAMES[about.kind],
        address=about.address,
        table=replace(made, truncated=False, links=replace(made.links, whole="")),
    )

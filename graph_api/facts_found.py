"""Which facts stand on a page of a table: found by key, sorted here.

Of all that there is of a thing only the facts are asked, from the default graph, which holds each
once; Oxigraph takes four times as long to sort them. What states them is asked for a page alone.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph_api.paging import Page, Turn, paged
from graph_api.reading import Reading, column, rows, text, values
from graph_api.section import Section

_MANY: Final = 1_000


def found(store: Reading, iri: str, kind: str, section: Section, turn: Turn, most: int) -> Page:
    """A page of facts, each as a report states it; `fact_and_report` takes a key apart."""
    all_of_them = _in_text if kind == "report" else _listed
    edge = turn.edge.rpartition(" ")[0]  # a fact may be stated by reports on either side of it
    facts = sorted(all_of_them(store, iri, section), reverse=turn.backward)
    near = [key for key in facts if turn.reaches(key) or key == edge]
    if kind == "report":
        stated: Iterable[str] = (f"{key} {iri}" for key in near)
    else:
        stated = _stated(store, near, turn, most + 1)
    return paged(list(islice(filter(turn.reaches, stated), most + 1)), turn, most)


def fact_and_report(key: str) -> tuple[str, str]:
    """The IRIs of a fact and of the report that states it."""
    _, fact, report = key.rsplit(" ", 2)
    return fact, report


def _listed(store: Reading, iri: str, section: Section) -> list[str]:
    """The facts of a thing: what each is listed by, first, and its IRI.

    Beyond `_MANY` they are listed by their IRIs alone: to ask more of each takes too long.
    """
    pattern = section.found.replace("?this", str(ox.NamedNode(iri)))
    facts = column(store, f"SELECT ?fact {{ {pattern} }}")
    if not section.order or len(facts) > _MANY:
        return [_key("", fact) for fact in set(facts)]
    first: dict[str, str] = {}
    for row in rows(store, f"SELECT ?fact ?by {{ {pattern} . OPTIONAL {{ {section.order} }} }}"):
        fact, by = text(row, "fact"), text(row, "by")
        first[fact] = min(first.get(fact, by), by)
    return [_key(by, fact) for fact, by in first.items()]


def _in_text(store: Reading, iri: str, section: Section) -> list[str]:
    """The facts of a report, by where it states them first."""
    first: dict[str, str] = {}
    for row in rows(
        store,
        f"SELECT ?fact ?at {{ GRAPH {ox.NamedNode(iri)} {{ {section.found} . "
        "?fact prov:wasQuotedFrom ?span . ?span nif:beginIndex ?at } }",
    ):
        fact, at = text(row, "fact"), text(row, "at").rjust(12, "0")
        first[fact] = min(first.get(fact, at), at)
    return [_key(at, fact) for fact, at in first.items()]


def _key(by: str, fact: str) -> str:
    # What is numbered has the number at the end of its IRI: of two the shorter comes first.
    return f"{by} {len(fact):05} {fact}"


def _stated(store: Reading, facts: list[str], turn: Turn, some: int) -> Iterator[str]:
    """The facts with each report that states them, in order; `some` facts are asked at a time."""
    for begin in range(0, len(facts), some):
        taken = {key.rpartition(" ")[2]: key for key in facts[begin : begin + some]}
        yield from sorted(
            (
                f"{taken[text(row, 'fact')]} {text(row, 'report')}"
                for row in rows(
                    store,
                    f"SELECT DISTINCT ?fact ?report {{ {values('fact', taken)} "
                    "GRAPH ?report { ?fact a ?class } }",
                )
            ),
            reverse=turn.backward,
        )

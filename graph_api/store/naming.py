"""Which graphs a query names: some services must be told them beside it."""

from typing import NamedTuple
from urllib.parse import urljoin

from graph_api.guard import tokens
from ontology.terms import PREFIXES


class Named(NamedTuple):
    """`iris` of GRAPH clauses; whether one has a variable; whether FROM chooses the dataset."""

    iris: tuple[str, ...]
    variable: bool
    chosen: bool


def named(query: str, base: str | None = None) -> Named:
    """What stands in a well-formed query, in which our prefixes need no declaration."""
    prefixes = dict(PREFIXES)
    iris: dict[str, None] = {}
    variable = chosen = False
    declared, before = "", ""
    for token in tokens(query):
        text = token.text
        if token.kind == "iri":
            iri = urljoin(base or "", text[1:-1])
            if declared:
                prefixes[declared[:-1]] = iri
            elif before == "base":
                base = iri
            elif before == "graph":
                iris[iri] = None
        elif token.kind == "name" and before == "graph":
            prefix, _, local = text.partition(":")
            iris[prefixes.get(prefix, "") + local.replace("\\", "")] = None
        elif before == "graph" and text[0] in "?$":
            variable = True
        declared = text if before == "prefix" else ""
        before = text.lower() if token.kind == "word" else ""
        chosen = chosen or before == "from"
    return Named(tuple(iris), variable, chosen)

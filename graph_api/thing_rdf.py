"""What is told of a thing as RDF: its own triples, the facts that name it, their spans."""

import pyoxigraph as ox

from graph_api.reading import PREFIXES, Reading, Results, values

_MOST = 2_000  # facts about a thing


def description(store: Reading, iri: str) -> Results:
    """The triples of a thing, of the facts that name it, and of the spans that say them."""
    this = values("this", [iri])
    about = f"SELECT DISTINCT ?s {{ {this} ?s ?any ?this ; prov:wasQuotedFrom ?from }}"
    spans = f"SELECT DISTINCT ?s {{ {this} ?fact ?any ?this ; prov:wasQuotedFrom ?s }}"
    own = f"SELECT DISTINCT ?s {{ {this} ?this prov:wasQuotedFrom ?s }}"
    most = f"ORDER BY STR(?s) LIMIT {_MOST}"
    found = store.query(
        f"{PREFIXES} CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {{ BIND({ox.NamedNode(iri)} AS ?s) }} UNION "
        f"{{ {about} {most} }} UNION {{ {spans} {most} }} UNION {{ {own} {most} }} ?s ?p ?o }}"
    )
    if not isinstance(found, ox.QueryTriples):
        raise TypeError("a CONSTRUCT gives triples")
    return found

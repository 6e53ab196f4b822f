"""The vocabulary in the store: a graph of its own, so that SPARQL can ask what a concept means.

It is no report: the default graph, the generation and the counts know nothing of it.
"""

import hashlib
from functools import cache

import pyoxigraph as ox

from ontology import skos
from ontology.terms import ONTOLOGY, expand

GRAPH = ox.NamedNode(ONTOLOGY)
_CHECKSUM = ox.NamedNode(expand("ct:graphChecksum"))


def triples() -> tuple[list[ox.Triple], ox.Triple]:
    """The vocabulary, and the triple that tells its version; with blank nodes."""
    parsed = ox.parse(_triples()[0], format=ox.RdfFormat.N_TRIPLES)
    return [quad.triple for quad in parsed], _mark().triple


@cache
def _triples() -> tuple[str, str]:
    """The model and the concepts as N-Triples, and the hash of them."""
    model = ox.parse(skos.MODEL.read_bytes(), format=ox.RdfFormat.TURTLE)
    written = "".join(f"{quad.triple} .\n" for quad in model) + "".join(skos.ntriples())
    source = skos.MODEL.read_bytes() + "".join(skos.ntriples()).encode()
    return written, hashlib.sha256(source).hexdigest()


def is_described(dataset: ox.Store) -> bool:
    """Whether the vocabulary graph is that of this version."""
    return _mark() in dataset


def describe(dataset: ox.Store) -> None:
    """Make the vocabulary graph that of this version, in one transaction."""
    triples, _ = _triples()
    dataset.update(
        f"CLEAR SILENT GRAPH {GRAPH} ;\n"
        f"INSERT DATA {{ GRAPH {GRAPH} {{ {triples} {_mark().triple} . }} }}"
    )


def _mark() -> ox.Quad:
    return ox.Quad(GRAPH, _CHECKSUM, ox.Literal(_triples()[1]), GRAPH)

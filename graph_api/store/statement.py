"""What one report says, checked and ready to be stored: made in any process, written by one."""

import hashlib
from dataclasses import dataclass

import pyoxigraph as ox

from graph_api.store.derived import derive
from graph_api.store.errors import StoreError
from graph_api.store.reads import CHECKSUM
from ontology.terms import expand

_READ_BY = ox.NamedNode(expand("ct:readBy"))


@dataclass(frozen=True, slots=True)
class Statement:
    """The graph of one report.

    `quads` are its N-Quads in UTF-8, `checksum` their SHA-256 in hex, `edges` the direct triples
    that follow from them, each a line of N-Triples.
    """

    report: str
    checksum: str
    quads: bytes
    edges: bytes

    def written(self, derived: str) -> bytes:
        """All that the store holds of a new report, as N-Quads.

        They are of its own graph, of the default graph, and of the graph `derived`.
        """
        own = f" <{self.report}> .\n".encode()  # ends each line, and stands in no literal
        alone = self.quads.replace(own, b" .\n")
        named = self.edges.replace(b" .\n", f" <{derived}> .\n".encode())
        return b"".join((self.quads, alone, self.edges, named))


def state(report: str, nquads: str) -> Statement:
    """A statement of the quads of the graph `report` alone (see `loaders.triples`).

    Raises `StoreError` for quads of another graph, for blank nodes and for wrong syntax.
    """
    quads = nquads.encode()
    triples = checked(report, quads)
    edges = "".join(sorted(f"{edge} .\n" for edge in derive(triples)))
    return Statement(report, hashlib.sha256(quads).hexdigest(), quads, edges.encode())


def checked(report: str, nquads: bytes) -> set[ox.Triple]:
    """The triples of one report's graph; raises `StoreError` for what does not belong there."""
    graph = ox.NamedNode(report)
    try:
        quads = list(ox.parse(nquads, format=ox.RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise StoreError(f"{graph}: N-Quads sai cú pháp · wrong N-Quads ({error})") from error
    for quad in quads:
        blank = isinstance(quad.subject, ox.BlankNode) or isinstance(quad.object, ox.BlankNode)
        if quad.graph_name != graph or blank:
            raise StoreError(
                f"{graph}: bộ bốn không thuộc đồ thị của báo cáo hoặc có nút trống · a quad of "
                f"another graph or with a blank node: {quad}"
            )
    return {quad.triple for quad in quads}


def loading(one: Statement, read_by: str) -> set[ox.Triple]:
    """What a store keeps of the loading of a report; `read_by` names the program and version."""
    graph = ox.NamedNode(one.report)
    told = {ox.Triple(graph, CHECKSUM, ox.Literal(one.checksum))}
    if read_by:
        told.add(ox.Triple(graph, _READ_BY, ox.Literal(read_by)))
    return told

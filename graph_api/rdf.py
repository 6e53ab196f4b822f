"""Graphs in the formats of RDF, to read and to write."""

from collections.abc import Iterable, Sequence
from typing import IO, Final, cast

import pyoxigraph as ox

from graph_api.answers import GRAPHS
from graph_api.bodies import media_type, unsupported
from graph_api.jobs import Output, Streamed
from graph_api.negotiate import Format
from graph_api.reading import Reading
from graph_api.store.delta import Graph
from graph_api.syntax import malformed
from graph_api.triples_of import NAMES

FORMATS: Final[dict[Format, ox.RdfFormat]] = {
    **GRAPHS,
    Format("nq", "application/n-quads"): ox.RdfFormat.N_QUADS,
    Format("trig", "application/trig"): ox.RdfFormat.TRIG,
    Format("n3", "text/n3"): ox.RdfFormat.N3,
}
"""Those first that clients like best."""

_BY_TYPE: Final = {
    name: rdf for form, rdf in FORMATS.items() for name in (form.media_type, *form.also)
} | {"application/xml": ox.RdfFormat.RDF_XML, "text/xml": ox.RdfFormat.RDF_XML}
_ACCEPTED: Final = ", ".join(form.media_type for form in FORMATS)


def format_of(content_type: str, name: str = "") -> str:
    """The media type of a body by its `Content-Type`, or by its name where that says nothing.

    A body of no type is RDF/XML, as the Graph Store Protocol has it (5.1). Raises `Problem` 415.
    """
    kind = media_type(content_type, _ACCEPTED)
    if kind in {"", "application/octet-stream"} and name:
        found = ox.RdfFormat.from_extension(name.rpartition(".")[2].lower())
    else:
        found = _BY_TYPE.get(kind or ox.RdfFormat.RDF_XML.media_type)
    if found is None:
        raise unsupported(content_type, _ACCEPTED)
    return found.media_type


def triples(body: bytes, form: str, base: str) -> set[ox.Triple]:
    """What a body says, of a media type of `format_of`; raises `Problem` 400.

    Its blank nodes are like those of no other.
    """
    try:
        found = ox.parse(
            body,
            format=ox.RdfFormat.from_media_type(form),
            base_iri=base,
            without_named_graphs=True,
            rename_blank_nodes=True,
        )
        return {quad.triple for quad in found}
    except SyntaxError as error:
        raise malformed("body", body.decode("utf-8", "replace"), error) from None
    except ValueError as error:
        raise malformed("body", "", SyntaxError(str(error))) from None


def dump(store: Reading, graph: Graph, form: Format, output: Output) -> None:
    """Write one graph."""
    file = cast("IO[bytes]", output)  # its writers use nothing else of a file
    store.dump(graph, FORMATS[form], file)


def streamed(said: Iterable[ox.Triple], form: Format) -> Streamed:
    """Triples of our own in a format of `GRAPHS`, written while they are sent."""

    def write(output: Output) -> None:
        file = cast("IO[bytes]", output)  # its writers use nothing else of a file
        ox.serialize(said, file, GRAPHS[form], prefixes=NAMES)

    return Streamed(form.content_type, write)


def offered() -> Sequence[Format]:
    """The formats that a graph can be had in."""
    return list(FORMATS)

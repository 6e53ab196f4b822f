"""The results of queries as answers: written by Oxigraph, sent while they are written."""

from typing import IO, cast

import pyoxigraph as ox

from graph_api.errors import Problem, wrong_parameter
from graph_api.jobs import Output, Streamed
from graph_api.negotiate import (
    CSV,
    JSON_LD,
    N_TRIPLES,
    RDF_XML,
    RESULTS_JSON,
    RESULTS_XML,
    TSV,
    TURTLE,
    Format,
)
from graph_api.reading import Results
from ontology.terms import PREFIXES

RESULTS = {
    RESULTS_JSON: ox.QueryResultsFormat.JSON,
    RESULTS_XML: ox.QueryResultsFormat.XML,
    CSV: ox.QueryResultsFormat.CSV,
    TSV: ox.QueryResultsFormat.TSV,
}
GRAPHS = {
    TURTLE: ox.RdfFormat.TURTLE,
    N_TRIPLES: ox.RdfFormat.N_TRIPLES,
    JSON_LD: ox.RdfFormat.JSON_LD,
    RDF_XML: ox.RdfFormat.RDF_XML,
}


def written(results: Results, form: Format) -> Streamed:
    """Results in a format of `RESULTS` or `GRAPHS`; writing them raises `Problem`."""

    def write(output: Output) -> None:
        file = cast("IO[bytes]", output)  # its writers use nothing else of a file
        try:
            if isinstance(results, ox.QueryTriples):
                ox.serialize(results, file, GRAPHS[form], prefixes=PREFIXES)
            else:
                results.serialize(file, RESULTS[form])
        except (RuntimeError, ValueError) as error:  # a function that Oxigraph does not know
            raise not_evaluated(error) from None

    return Streamed(form.content_type, write)


def not_evaluated(error: Exception) -> Problem:
    """A 400 for a query that is well formed and has no value."""
    return wrong_parameter("query", f"không tính được · cannot be evaluated: {error}")

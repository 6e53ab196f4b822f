"""The programs with which people ask SPARQL servers, against `chithi serve`."""

from collections.abc import Iterator

import pytest

from graph_api.keys import Scope, add
from graph_api.store import Store
from loaders.triples import nquads
from ontology.terms import expand
from tests.graph_api.served import Served, serving_process
from tests.graph_api.small import EXTRACTIONS, IRIS

NAMES = "SELECT ?name { ?person a foaf:Person ; foaf:name ?name } ORDER BY ?name"
PREFIX = f"PREFIX foaf: <{expand('foaf:')}> "
NOTE = "http://example.org/note"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Served, str]]:
    """A server, and a key that may write."""
    path = tmp_path_factory.mktemp("served") / "store"
    with Store.open(path) as store:
        for one in EXTRACTIONS:
            store.put(IRIS.report(one.report.name), nquads(one))
    key = add(path, "client", [Scope.WRITE])
    with serving_process(path) as made:
        yield made, key

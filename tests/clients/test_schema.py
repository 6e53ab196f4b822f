"""Requests that schemathesis makes up from /openapi.json: no fault, nothing undocumented."""

from collections.abc import Iterator

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graph_api.keys import Scope, add_key, keys_file
from graph_api.store import Store
from loaders.triples import nquads
from tests.graph_api.served import serving_process
from tests.graph_api.small import EXTRACTIONS, IRIS, serving

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The address of a server over the small store, and a key that may write to it."""
    path = tmp_path_factory.mktemp("served") / "store"
    with Store.open(path) as store:
        for one in EXTRACTIONS:
            store.put(IRIS.report(one.report.name), nquads(one))
    key = add_key(keys_file(path), "schema", [Scope.WRITE])
    with serving_process(path) as made:
        yield f"http://127.0.0.1:{made.port}", key


with Store.open() as empty:
    PATHS = serving(empty).openapi()["paths"]
OPERATIONS = [(path, method.upper()) for path, methods in PATHS.items() for method in methods]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_what_is_documented_is_what_is_answered(
    served: tuple[str, str], path: str, method: str
) -> None:
    address, key = served
    openapi = schemathesis.openapi.from_url(f"{address}/openapi.json")

    @given(case=openapi[path][method].as_strategy())
    @settings(
        max_examples=20,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answers(case: schemathesis.Case) -> None:  # type: ignore[type-arg]  # of which kind its library does not tell
        case.call_and_validate(headers={"x-api-key": key}, checks=CHECKS)

    answers()

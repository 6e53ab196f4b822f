"""Requests that schemathesis makes up from /openapi.json: no fault, nothing undocumented."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from graph_api.keys import Scope, add_key, keys_file
from graph_api.settings import Settings
from graph_api.store import Store
from tests.graph_api.small import EXTRACTIONS, loaded, serving

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[FastAPI, str]]:
    """The server over the small store, and a key that may write to it."""
    folder: Path = tmp_path_factory.mktemp("keys")
    key = add_key(keys_file(folder), "schema", [Scope.WRITE])
    with loaded(*EXTRACTIONS) as store:
        yield serving(store, Settings(keys=str(folder), query_seconds=5)), key


with Store.open() as empty:
    PATHS = serving(empty).openapi()["paths"]
OPERATIONS = [(path, method.upper()) for path, methods in PATHS.items() for method in methods]


@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_what_is_documented_is_what_is_answered(
    app: tuple[FastAPI, str], path: str, method: str
) -> None:
    openapi = schemathesis.openapi.from_asgi("/openapi.json", app[0])

    @given(case=openapi[path][method].as_strategy())
    @settings(
        max_examples=20,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def answers(case: schemathesis.Case) -> None:  # type: ignore[type-arg]  # of which kind its library does not tell
        case.call_and_validate(headers={"x-api-key": app[1]}, checks=CHECKS)

    answers()

"""Whom the tests of access ask: an application with its settings, and keys to ask with."""

from dataclasses import dataclass, field
from pathlib import Path

from fastapi import FastAPI, Request, Response
from fastapi.testclient import TestClient

from graph_api.gate import demand, visit
from graph_api.jobs import Lane, Outcome
from graph_api.keys import Scope, add_key, keys_file
from graph_api.settings import Settings
from graph_api.store.embedded import Store
from tests.graph_api.small import serving

ADDRESS = "203.0.113.7"


@dataclass
class Keys:
    """Three keys in a folder, by the scope that each has."""

    folder: Path
    secrets: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for scope in Scope:
            self.secrets[scope] = add_key(keys_file(self.folder), f"{scope}-key", [scope])

    def bearer(self, scope: str) -> dict[str, str]:
        return {"authorization": f"Bearer {self.secrets[scope]}"}


def application(store: Store, **settings: object) -> FastAPI:
    """The server, with routes of ours that write, fail and break off."""
    app = serving(store, Settings(**settings))  # type: ignore[arg-type]  # a table of cases

    @app.post("/write")
    def write(request: Request) -> Response:
        visit(request).lane, visit(request).outcome = Lane.OPEN, Outcome.OK
        return Response(demand(request, Scope.WRITE).name)

    @app.get("/read/{what}")
    def read(request: Request) -> Response:
        return Response(demand(request, Scope.READ).name)

    @app.get("/fault")
    def fault() -> None:
        raise RuntimeError("secret")

    return app


def client(app: FastAPI, address: str = ADDRESS, **headers: str) -> TestClient:
    return TestClient(
        app,
        raise_server_exceptions=False,
        client=(address, 50000),
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )

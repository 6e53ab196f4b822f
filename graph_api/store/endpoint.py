"""Where a remote store is asked and written, and who asks: addresses and credentials."""

import os
from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import httpx2

from graph_api.store.errors import StoreError
from graph_api.store.place import is_remote

UPDATE_URL = "CHITHI_UPDATE_URL"
GRAPH_STORE_URL = "CHITHI_GRAPH_STORE_URL"
USER, PASSWORD, TOKEN = "CHITHI_STORE_USER", "CHITHI_STORE_PASSWORD", "CHITHI_STORE_TOKEN"

_QUERIED = ("sparql", "query")  # how addresses end beside which updates go to `update`


@dataclass(frozen=True, slots=True)
class Endpoint:
    """The addresses of a SPARQL service; `graph_store` is "" where there is none to use."""

    query: str
    update: str
    graph_store: str = ""

    @classmethod
    def of(
        cls,
        query: str,
        update: str = "",
        graph_store: str = "",
        environment: Mapping[str, str] = os.environ,
    ) -> Self:
        """The addresses as given, else from the environment; updates by default beside queries.

        Raises `StoreError` for what is no address, or holds a password.
        """
        update = update or environment.get(UPDATE_URL, "") or _beside(query)
        graph_store = graph_store or environment.get(GRAPH_STORE_URL, "")
        for address in filter(None, (query, update, graph_store)):
            _check(address)
        return cls(query, update, graph_store)


def _beside(query: str) -> str:
    """`/sparql` or `/query` as `/update`; an address that ends otherwise takes both."""
    parent, slash, last = query.rpartition("/")
    return f"{parent}{slash}update" if last in _QUERIED else query


def _check(address: str) -> None:
    try:
        parts = urlsplit(address)
        wrong = not is_remote(address) or not parts.hostname or (parts.port or 0) < 0
    except ValueError:
        wrong = True
    if wrong:
        raise StoreError(f"{address}: không phải địa chỉ http(s) · not an http(s) address")
    if parts.username is not None:
        host = address.rpartition("@")[2]
        raise StoreError(
            f"…@{host}: không ghi mật khẩu trong địa chỉ, đặt {USER}, {PASSWORD} · no password in "
            "an address: set these variables"
        )


@dataclass(frozen=True, slots=True)
class Credentials:
    """What is shown to the service when it asks for it; a token with every request."""

    user: str = ""
    password: str = field(default="", repr=False)
    token: str = field(default="", repr=False)

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> Self:
        return cls(*(environment.get(name, "") for name in (USER, PASSWORD, TOKEN)))

    def auth(self) -> httpx2.Auth | None:
        """How requests carry them; None where there are none."""
        if self.token:
            return _Bearer(self.token)
        return _Asked(self.user, self.password) if self.user else None


class _Bearer(httpx2.Auth):
    """RFC 6750."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class _Asked(httpx2.Auth):
    """Digest (RFC 7616) or Basic (RFC 7617), as the service asks; nothing before it asks."""

    def __init__(self, user: str, password: str) -> None:
        self._digest = httpx2.DigestAuth(user, password)
        self._basic = httpx2.BasicAuth(user, password)
        self._is_basic = False

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response, None]:
        if not self._is_basic:
            challenge = yield from _last(self._digest.auth_flow(request))
            if challenge.status_code != 401 or "basic" not in _scheme(challenge):
                return
        yield from self._basic.auth_flow(request)
        self._is_basic = True


def _last(
    flow: Generator[httpx2.Request, httpx2.Response, None],
) -> Generator[httpx2.Request, httpx2.Response, httpx2.Response]:
    """A flow that also gives back the last answer it got."""
    request = next(flow)
    while True:
        response = yield request
        try:
            request = flow.send(response)
        except StopIteration:
            return response


def _scheme(challenge: httpx2.Response) -> str:
    return str(challenge.headers.get("www-authenticate", "")).lower()

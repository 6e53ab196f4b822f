"""SPARQL 1.1 over HTTP as a client: what is sent, and what a failure means to the user."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import httpx2

from graph_api.store.endpoint import (
    GRAPH_STORE_URL,
    PASSWORD,
    TOKEN,
    UPDATE_URL,
    USER,
    Credentials,
    Endpoint,
)
from graph_api.store.errors import RefusedError, StoreError

_CONNECT_SECONDS: Final = 10.0
_SHOWN: Final = 400  # characters of what a service says of an error
_NO_HALVES: Final = ("x-sparql-maxrows", "x-sql-state")
"""Virtuoso's marks on an answer that it cut off."""

_MEANS: Final = {
    401: (
        f"không được phép: đặt {USER} và {PASSWORD}, hay {TOKEN}",
        "not allowed: set these variables",
    ),
    403: (
        f"bị từ chối: tài khoản cần quyền ấy ({USER}, {TOKEN}), hay đặt {UPDATE_URL}",
        "refused: the account needs the right, or updates go to another address",
    ),
    404: (
        f"không có dịch vụ ở địa chỉ này: kiểm tra --store, {UPDATE_URL}, {GRAPH_STORE_URL}",
        "no service at this address: check these",
    ),
    413: (
        "gửi quá lớn: nâng giới hạn của máy chủ ấy",
        "too large: raise that server's limit on what is sent",
    ),
    429: ("máy chủ bận: đợi rồi làm lại", "the server is busy: wait and try again"),
}
_MEANS_ALSO: Final = {405: 404, 406: 404, 410: 404, 415: 404, 407: 401, 503: 429}


Failure = Callable[[httpx2.Request, httpx2.HTTPError], StoreError]


class Client:
    """Speaks with one service; safe to use from several threads.

    All methods raise `StoreError`, which names the address and the way out. `software` is what the
    service calls itself, known from its first answer on.
    """

    def __init__(self, endpoint: Endpoint, credentials: Credentials, seconds: float) -> None:
        """`seconds`: how long the service may say nothing."""
        self.endpoint = endpoint
        self.software = ""
        self._seconds = seconds
        self._http = httpx2.Client(
            auth=credentials.auth(), timeout=httpx2.Timeout(seconds, connect=_CONNECT_SECONDS)
        )

    def close(self) -> None:
        """Close all connections; may be called again."""
        self._http.close()

    def ask(
        self, query: str, accept: str, default: Sequence[str] = (), named: Sequence[str] = ()
    ) -> "Body":
        """The answer to a query over the graphs named, or those that the service chooses."""
        form = {"query": query, "default-graph-uri": default, "named-graph-uri": named}
        request = self._http.build_request(
            "POST", self.endpoint.query, data=form, headers={"Accept": accept}
        )
        response = self._sent(request, again=True)
        if any(mark in response.headers for mark in _NO_HALVES):
            response.close()
            raise StoreError(
                f"{request.url}: máy chủ cắt bớt câu trả lời: nâng giới hạn của nó "
                "(ResultSetMaxRows, MaxQueryExecutionTime trong virtuoso.ini) · the server cut the "
                "answer off: raise its limits"
            )
        return Body(response, self._failure)

    def update(self, update: str) -> None:
        """Have an update done."""
        headers = {"Content-Type": "application/sparql-update", "Accept": "*/*"}
        self._done("POST", self.endpoint.update, update, headers)

    def add(self, graph: str, ntriples: str) -> None:
        """Add triples to a graph through the Graph Store protocol."""
        url = httpx2.URL(self.endpoint.graph_store).copy_merge_params({"graph": graph})
        self._done("POST", str(url), ntriples, {"Content-Type": "application/n-triples"})

    def _done(self, method: str, address: str, content: str, headers: dict[str, str]) -> None:
        request = self._http.build_request(
            method, address, content=content.encode(), headers=headers
        )
        response = self._sent(request, again=False)
        Body(response, self._failure).whole()

    def _sent(self, request: httpx2.Request, *, again: bool) -> httpx2.Response:
        """The answer of status 200, its body still to come.

        `again`: where a connection that was kept turns out to be closed, on a new one.
        """
        try:
            response = self._http.send(request, stream=True)
        except httpx2.RemoteProtocolError as error:
            if again:
                return self._sent(request, again=False)
            raise self._failure(request, error) from error
        except httpx2.HTTPError as error:
            raise self._failure(request, error) from error
        self.software = response.headers.get("server", self.software)
        if not response.is_success:
            raise _refused(response)
        return response

    def _failure(self, request: httpx2.Request, error: httpx2.HTTPError) -> StoreError:
        match error:
            case httpx2.ConnectError() | httpx2.ConnectTimeout():
                told = (
                    "không nối được: máy chủ có đang chạy, địa chỉ có đúng không · cannot connect: "
                    "is the server running, the address right?"
                )
            case httpx2.TimeoutException():
                told = (
                    f"không trả lời trong {self._seconds:g} giây: đợi rồi làm lại · no answer "
                    "within that many seconds: wait and try again"
                )
            case _:
                told = "đường truyền đứt: làm lại · the connection broke: try again"
        return StoreError(f"{_bare(request.url)}: {told} ({error})")


class Body:
    """The body of an answer: a binary file to read from, which closes itself at its end."""

    def __init__(self, response: httpx2.Response, failure: Failure) -> None:
        self.media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        self.address = _bare(response.url)
        self._response = response
        self._failure = failure
        self._pieces = self._come()
        self._piece, self._at = b"", 0
        self._next = next(self._pieces, b"")

    def _come(self) -> Iterator[bytes]:
        """The bytes as they come."""
        try:
            yield from self._response.iter_bytes()
        except httpx2.HTTPError as error:
            raise self._failure(self._response.request, error) from error
        finally:
            self._response.close()

    def read(self, size: int) -> bytes:
        """Some bytes, no more than `size`; none at the end."""
        if self._at == len(self._piece):
            # One ahead: who reads no further than the last piece closes the body all the same.
            self._piece, self._at, self._next = self._next, 0, next(self._pieces, b"")
        some = self._piece[self._at : self._at + size]
        self._at += len(some)
        return some

    def whole(self) -> bytes:
        return self._next + b"".join(self._pieces)

    def __del__(self) -> None:
        self._response.close()  # of results that nobody reads to their end


def _refused(response: httpx2.Response) -> StoreError:
    """What a status other than success means."""
    address = _bare(response.url)
    try:
        said = " ".join(response.read().decode("utf-8", "replace").split())[:_SHOWN]
    except httpx2.HTTPError:
        said = ""
    finally:
        response.close()
    status = response.status_code
    if status == 400:
        return RefusedError(f"{address}: máy chủ không nhận · the server refuses it ({said})")
    if response.is_redirect:
        target = response.headers.get("location", "")
        return StoreError(
            f"{address}: chuyển sang {target}: dùng địa chỉ ấy · moved: use that address"
        )
    vietnamese, english = _MEANS.get(
        _MEANS_ALSO.get(status, status),
        ("máy chủ có lỗi: xem nhật ký của nó", "the server failed: see its log"),
    )
    told = "" if "<html" in said.lower() else f": {said}"
    return StoreError(f"{address}: {vietnamese} · {english} (HTTP {status}{told})")


def _bare(url: httpx2.URL) -> str:
    """An address without what was asked."""
    return str(url.copy_with(query=None))

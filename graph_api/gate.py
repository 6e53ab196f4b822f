"""What access is given by: the settings made ready, and what is known of a request.

`graph_api.access` notes who asks; routes that write call `demand` for a key.
"""

from contextvars import ContextVar
from pathlib import Path

from fastapi import Request

from graph_api.cors import Cors
from graph_api.errors import Problem, title_of
from graph_api.keys import Key, KeyRing, Scope, keys_file
from graph_api.limit import Limiter, rates
from graph_api.metrics import Metrics
from graph_api.peers import Peer, Peers
from graph_api.settings import Settings

FAILURES = "10/minute"
"""How many requests with a wrong key an address may make."""

VISIT = "chithi.visit"
"""Where the scope of a request has its `Visit`."""


class Gate:
    """What the settings say of access, ready to be asked; raises `SettingError`, `StoreError`.

    `settings.keys` is the file or folder of the keys; without it there are none.
    """

    __slots__ = ("cors", "failures", "keys", "metrics", "peers", "rate", "read_key")

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self.keys = KeyRing(keys_file(Path(settings.keys)) if settings.keys else None)
        self.peers = Peers(settings.trusted_proxies)
        self.rate = Limiter(rates(settings.rate, "rate")) if settings.rate else None
        self.failures = Limiter(rates(FAILURES, "rate"))
        self.cors = Cors(settings.cors_origins) if settings.cors_origins else None
        self.metrics = metrics
        self.read_key = settings.read_key


class Visit:
    """What is known of a request; who runs its job sets `lane` and `outcome`, for the log."""

    __slots__ = (
        "counted",
        "foreign",
        "gate",
        "given",
        "id",
        "key",
        "lane",
        "outcome",
        "peer",
        "wait",
    )

    def __init__(self, gate: Gate, name: str, peer: Peer) -> None:
        self.gate = gate
        self.id = name
        self.peer = peer
        self.counted = peer.counted or peer.address  # as what it is counted while it has no key
        self.key: Key | None = None
        self.given = False  # a key, right or wrong
        self.foreign = False  # a page of another site sent it, with what the browser keeps
        self.wait = 0  # seconds, where it is one too many
        self.lane = ""
        self.outcome = ""


NOW: ContextVar[Visit | None] = ContextVar("visit", default=None)
"""The visit of the request that is being answered; None outside."""


def visit(request: Request) -> Visit:
    """What is known of a request that came through `Access`."""
    found = request.scope[VISIT]
    assert isinstance(found, Visit)
    return found


def demand(request: Request, scope: Scope) -> Key:
    """The key of a request, which must allow `scope`.

    Raises `Problem`: 401 without a key that is known, 403 where it does not allow that or where
    a page of another site uses the log-in of a browser, 429 after many wrong keys.
    """
    found = visit(request)
    if found.key is None:
        raise _unknown(found)
    if found.foreign and scope is not Scope.READ:  # a link to a page is no harm
        raise Problem(
            403,
            "Yêu cầu từ trang khác · A request from another site",
            "Trang web khác không được dùng khóa đã lưu trong trình duyệt: gửi khóa bằng X-API-Key "
            "· other sites may not use the key that a browser keeps: send it as X-API-Key",
        )
    if not found.key.may(scope):
        held = ", ".join(sorted(found.key.scopes))
        raise Problem(
            403,
            "Khóa không có quyền này · The key does not allow this",
            f"Khóa {found.key.name} có quyền {held}, cần {scope} (`chithi key add NAME --scope "
            f"{scope}`) · the key allows {held}, this needs {scope}",
        )
    return found.key


def demand_of_form(request: Request, secret: str, scope: Scope) -> Key:
    """As `demand`, of a key that a form brings in a field; "" where the field is empty.

    Never a 401, at which a browser asks for a user and a password instead of showing the page.
    """
    found = visit(request)
    if secret:  # who knows the key has it from nobody's browser
        found.given, found.foreign = True, False
        found.key = found.gate.keys.find(secret)
    try:
        return demand(request, scope)
    except Problem as problem:
        if problem.status != 401:
            raise
        detail = (
            "Khóa ở ô Khóa không có hoặc đã thu hồi · the key in the form is not known, or was "
            "revoked"
            if secret
            else "Điền ô Khóa. Người giữ máy chủ tạo khóa bằng `chithi key add TÊN --scope write` "
            "· fill in the field “Khóa”; who keeps the server makes a key by that command"
        )
        raise Problem(403, problem.title, detail, parameter="key") from None


def _unknown(found: Visit) -> Problem:
    if not found.given:
        return Problem(
            401,
            "Cần khóa · A key is needed",
            "Gửi khóa bằng Authorization: Bearer KEY, X-API-Key: KEY, hay làm mật khẩu của HTTP "
            "Basic; `chithi key add` tạo khóa · send a key as one of these",
        )
    # A right key is let in however many wrong ones came before: nobody is locked out by others
    # behind the same address, and 256 bits are not guessed.
    found.wait = found.gate.failures.hit(found.counted).wait
    if found.wait:
        return too_many(found.wait)
    return Problem(
        401,
        "Khóa không đúng · The key is wrong",
        "Khóa không có hoặc đã thu hồi · the key is not known, or was revoked",
    )


def too_many(wait: int) -> Problem:
    """A 429; `wait` is in seconds."""
    detail = f"Hãy thử lại sau {wait} giây · try again in {wait} seconds"
    return Problem(429, title_of(429), detail)

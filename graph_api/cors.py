"""Cross-origin requests (Fetch, 3.2): which other sites' scripts may ask, told by a setting.

Credentials that a browser keeps are never allowed: a script that writes sends a key itself.
"""

import re
from collections.abc import Mapping

from graph_api.settings import SettingError, variable

_Headers = list[tuple[bytes, bytes]]
_ORIGIN = re.compile(r"https?://[^\s/,*?#@]+")
_EXPOSED = (
    b"Allow, Content-Disposition, ETag, Link, Location, RateLimit, RateLimit-Policy, Retry-After, "
    b"WWW-Authenticate, X-Request-Id"
)
_PREFLIGHT: _Headers = [
    (b"access-control-allow-methods", b"GET, HEAD, POST, PUT, PATCH, DELETE"),
    (
        b"access-control-allow-headers",
        b"Accept, Authorization, Content-Type, If-Match, If-None-Match, X-API-Key, X-Request-Id",
    ),
    (b"access-control-max-age", b"7200"),
]


class Cors:
    """The origins of a setting, parted by commas, or `*`; raises `SettingError`."""

    __slots__ = ("_all", "_origins")

    def __init__(self, origins: str) -> None:
        given = [part.strip().rstrip("/") for part in origins.split(",") if part.strip()]
        self._all = "*" in given
        self._origins = frozenset(
            part.lower().encode("latin-1", "replace") for part in given if part != "*"
        )
        for part in given:
            if part != "*" and not _ORIGIN.fullmatch(part):
                raise SettingError(
                    f"{variable('cors_origins')}: {part!r}: viết như https://example.org, cách "
                    "nhau bằng dấu phẩy, hay * · write https://example.org, parted by commas, or *"
                )

    def named(self, origin: bytes) -> bool:
        """Whether the operator named this very origin."""
        return origin.lower() in self._origins

    def answer(self, origin: bytes | None) -> _Headers:
        """The headers of an answer to a request from `origin`."""
        if self._all:
            return [
                (b"access-control-allow-origin", b"*"),
                (b"access-control-expose-headers", _EXPOSED),
            ]
        vary = (b"vary", b"Origin")
        if origin is None or not self.named(origin):
            return [vary]
        return [
            vary,
            (b"access-control-allow-origin", origin),
            (b"access-control-expose-headers", _EXPOSED),
        ]

    def preflight(self, origin: bytes | None) -> _Headers | None:
        """What is answered to the question of a browser beforehand; None where it may not ask."""
        if origin is None or not (self._all or self.named(origin)):
            return None
        return _PREFLIGHT


def same_site(origin: bytes, headers: Mapping[bytes, bytes]) -> bool:
    """Whether a request's `Origin` is the host that it asks."""
    return origin.lower().partition(b"://")[2] == headers.get(b"host", b"").lower()

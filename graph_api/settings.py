"""What the server can be told from outside: the environment variables `CHITHI_*`."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from graph_api.crew import cores

_SWITCH = {"1": True, "0": False}
_ALLOWED = {"metrics": ("local", "key", "open", "off"), "log": ("off", "text", "json")}


class SettingError(ValueError):
    """A variable that cannot be read; the message names it and what is allowed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One field is one variable: `query_seconds` is `CHITHI_QUERY_SECONDS` (docs/http.md).

    `body_bytes`: the largest body of a POST. `upload_bytes`: of one that brings reports, packed and
    unpacked. `result_bytes`: the largest answer of a query.
    `query_seconds`: when a query is ended, counted from when it comes. `query_memory`: the most
    bytes that a query takes. `query_waiting`: the most queries that wait; more are refused.
    `workers`: how many queries of others run at once, and as many of ours (default: a core each).
    `in_memory`: whether queries are answered from memory where the store takes no more than half
    of what is free. `write_seconds`: when a write is ended. `graph_nodes`: the most nodes that
    /graph/... returns. `network_seconds` (of the processor), `network_memory`: of the process that
    analyses a network.
    `cache`: the folder for what can be made again, of stores that have none of their own.

    Access: `keys` is the file of the API keys or its folder, empty for that of the store;
    `read_key`: reading needs one too. `rate`: how often an address or a key may ask, empty for as
    often as it likes. `trusted_proxies`: whose X-Forwarded-For is believed. `cors_origins`: which
    sites' scripts may ask. `metrics`: who sees /metrics. `log`: what is written of requests.
    `service_allow`: the endpoints that SERVICE may call, between blanks.
    """

    body_bytes: int = 1_000_000
    upload_bytes: int = 20_000_000
    result_bytes: int = 1_000_000_000
    query_seconds: int = 10
    query_memory: int = 1_000_000_000
    query_waiting: int = 256
    workers: int = field(default_factory=cores)
    in_memory: bool = True
    write_seconds: int = 60
    graph_nodes: int = 1_000
    network_seconds: int = 600
    network_memory: int = 4_000_000_000
    cache: str = ""
    keys: str = ""
    read_key: bool = False
    rate: str = ""
    trusted_proxies: str = ""
    cors_origins: str = ""
    metrics: str = "local"
    log: str = "off"
    service_allow: str = ""

    @property
    def services(self) -> frozenset[str]:
        """The endpoints that SERVICE may call."""
        return frozenset(self.service_allow.split())

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            allowed = _ALLOWED.get(item.name)
            if allowed and value not in allowed:
                raise SettingError(
                    f"{variable(item.name)}: {value!r} không có trong · is none of: "
                    + ", ".join(allowed)
                )
            if item.type is int and value < 1:
                raise SettingError(
                    f"{variable(item.name)}: {value} phải từ 1 trở lên · must be 1 or more"
                )

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """The settings that `environment` holds; raises `SettingError` naming the variable."""
        given: dict[str, str | int | bool] = {}
        for item in fields(cls):
            text = environment.get(variable(item.name), "").strip()
            if not text:
                continue
            if item.type is str:
                given[item.name] = text
            elif item.type is bool:
                if text not in _SWITCH:
                    raise SettingError(
                        f"{variable(item.name)}: {text!r}: viết 1 hay 0 · write 1 or 0"
                    )
                given[item.name] = _SWITCH[text]
            elif text.isascii() and text.replace("_", "").isdigit():
                given[item.name] = int(text)
            else:
                raise SettingError(
                    f"{variable(item.name)}: {text!r} không phải số nguyên · must be a whole number"
                )
        return cls(**given)  # type: ignore[arg-type]  # each is of its field's type by now


def variable(field: str) -> str:
    """The name of the environment variable of a field."""
    return "CHITHI_" + field.upper()

"""Who asks: the address of the client, behind proxies that the operator trusts or none."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import NamedTuple

from graph_api.settings import SettingError, variable

_Header = tuple[bytes, bytes]
_PREFIX = 64  # bits: who has one address of IPv6 has all of them below it
_PROXIED = frozenset((b"x-forwarded-for", b"forwarded", b"x-real-ip", b"via"))


class Peer(NamedTuple):
    """A client: its address as text, what it is counted as, whether it is this machine."""

    address: str
    counted: str
    here: bool


class Peers:
    """Tells clients apart; `trusted` are addresses and networks, parted by commas.

    Raises `SettingError`.
    """

    __slots__ = ("_peer", "_trusted")

    def __init__(self, trusted: str = "") -> None:
        try:
            networks = tuple(
                ip_network(part.strip()) for part in trusted.split(",") if part.strip()
            )
        except ValueError as error:
            raise SettingError(
                f"{variable('trusted_proxies')}: {error}: viết địa chỉ hay mạng, cách nhau bằng "
                "dấu phẩy, như 127.0.0.1, 10.0.0.0/8 · write addresses or networks so"
            ) from error
        self._trusted = bool(networks)
        self._peer = lru_cache(maxsize=8192)(lambda host: _peer(host, networks))

    def client(self, host: str, headers: Iterable[_Header]) -> tuple[Peer, bool]:
        """Who asks, and whether proxies of the operator stand between.

        `X-Forwarded-For` is read from the right, where those write whom they saw, up to the first
        that is none of them: what stands further left, the client may have made up.
        A request that came by way of a proxy is not of this machine.
        """
        peer, trusted = self._peer(host)
        if not (peer.here or trusted):
            return peer, False
        if trusted:
            line = b",".join(value for name, value in headers if name == b"x-forwarded-for")
            for part in reversed(line.decode("latin-1").split(",")):
                if not (hop := part.strip()):
                    continue
                seen, further = self._peer(hop[:64])
                if not seen.counted:  # no address: the last one that a proxy told stands
                    break
                peer = seen
                if not further:
                    break
        if peer.here and any(name in _PROXIED for name, _ in headers):
            peer = peer._replace(here=False)
        return peer, trusted


def _peer(host: str, trusted: tuple[IPv4Network | IPv6Network, ...]) -> tuple[Peer, bool]:
    """A host as a peer, and whether it is a trusted proxy; `counted` is "" for no address."""
    try:
        address = ip_address(host.strip("[]").partition("%")[0])
    except ValueError:
        return Peer(host, "", False), False
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped
    counted = str(address)
    if isinstance(address, IPv6Address):
        counted = str(ip_network((address, _PREFIX), strict=False))
    inside = any(address.version == net.version and address in net for net in trusted)
    return Peer(str(address), counted, address.is_loopback), inside

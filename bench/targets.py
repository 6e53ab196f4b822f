"""What chithi should reach beside the other servers, and whether it did."""

from collections.abc import Iterator, Sequence
from typing import Final

from bench.asked import KINDS, POINTS
from bench.drive import Measured

Key = tuple[str, int]
"""A kind of query, and over how many connections it is asked."""
Table = dict[str, dict[Key, Measured]]
"""What was measured, by server."""
Written = tuple[Sequence[str], list[list[str]]]
"""A table's header and rows."""

SEARCH: Final = "search"
"""The kind that chithi alone has: names and texts by `/search`."""
AT: Final = 8
"""The connections at which the targets hold."""

_OWN = "chithi"
_AT_LEAST: Final = {
    "rdflib-endpoint": {**dict.fromkeys(KINDS, 20.0), "mixed": 20.0},
    "virtuoso": {**dict.fromkeys(KINDS, 3.0), "mixed": 3.0},
    "oxigraph": {**dict.fromkeys(POINTS, 0.35), "mixed": 0.8},
}
_SEARCH_P95_MS = 10


def rows(table: Table) -> Written:
    """All that was measured, and chithi's rate as a multiple of each other server's."""
    others = [name for name in table if name != _OWN]
    header = ["", "connections", "server", "requests/s", "p50, ms", "p95", "p99", "errors", "x"]
    found = []
    for key in dict.fromkeys(key for measured in table.values() for key in measured):
        for name in [name for name in (_OWN, *others) if key in table.get(name, {})]:
            one = table[name][key]
            times = [f"{value:.2f}" for value in (one.p50, one.p95, one.p99)]
            ratio = _ratio(table, key, name)
            shown = f"{ratio:.2f}" if ratio is not None and name != _OWN else ""
            row = [key[0], str(key[1]), name, _rate(one), *times, str(one.errors), shown]
            found.append(row)
    return header, found


def reached(table: Table) -> Written:
    """Each target, what was reached, and whether it is enough."""
    return ["target", "wanted", "reached", ""], list(_reached(table))


def _reached(table: Table) -> Iterator[list[str]]:
    for other, wanted in _AT_LEAST.items():
        for kind, least in wanted.items():
            ratio = _ratio(table, (kind, AT), other)
            if ratio is not None:
                yield _row(f"{kind}, x of {other}", f">= {least}", f"{ratio:.2f}", ratio >= least)
    own, oxigraph = (table.get(name, {}).get(("mixed", AT)) for name in (_OWN, "oxigraph"))
    if own and oxigraph:
        wanted_p99 = f"<= {oxigraph.p99:.1f} ms"
        yield _row("mixed, p99", wanted_p99, f"{own.p99:.1f} ms", own.p99 <= oxigraph.p99)
    for (kind, connections), one in table.get(_OWN, {}).items():
        if kind == SEARCH and connections <= AT:
            name = f"/search, p95 at {connections}"
            good = one.p95 < _SEARCH_P95_MS
            yield _row(name, f"< {_SEARCH_P95_MS} ms", f"{one.p95:.1f} ms", good)
    errors = sum(one.errors for one in table.get(_OWN, {}).values())
    yield _row("errors", "0", str(errors), errors == 0)


def _rate(one: Measured) -> str:
    return f"{'' if one.answers else '< '}{one.rate:,.{0 if one.rate >= 10 else 2}f}"


def _row(target: str, wanted: str, got: str, good: bool) -> list[str]:
    return [target, wanted, got, "yes" if good else "NO"]


def _ratio(table: Table, key: Key, other: str) -> float | None:
    """Chithi's rate over another server's; None where one of them was not measured."""
    own, theirs = (table.get(name, {}).get(key) for name in (_OWN, other))
    if own is None or theirs is None:
        return None
    return own.rate / theirs.rate

"""Look at a network as a whole, and write what is found: a SQLite database."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from graph_api.graph.network.analysis import Whole
from graph_api.graph.network.communities import communities
from graph_api.graph.network.measures import (
    arcs,
    betweenness,
    degree,
    pagerank,
    pivots,
    strength,
)
from graph_api.graph.network.memberships import Memberships
from graph_api.graph.network.projection import Joined, joined

_Row = tuple[object, ...]
_SCHEMA: Final = """
CREATE TABLE whole (name TEXT PRIMARY KEY, value REAL);
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT, degree INTEGER, strength REAL,
  betweenness REAL, pagerank REAL, community INTEGER);
CREATE TABLE edge (first INTEGER, second INTEGER, weight REAL,
  PRIMARY KEY (first, second)) WITHOUT ROWID;
CREATE TABLE grp (id INTEGER PRIMARY KEY, iri TEXT, members INTEGER);
CREATE TABLE membership (member INTEGER, grp INTEGER, fact TEXT, day TEXT);
"""
# Made when the rows are there: faster than to keep them in order meanwhile.
_INDEXES: Final = """
CREATE INDEX by_member ON membership (member, grp);
CREATE INDEX by_degree ON node (degree DESC, id);
CREATE INDEX by_betweenness ON node (betweenness DESC, id);
CREATE INDEX by_pagerank ON node (pagerank DESC, id);
"""


def analyse(taken: Memberships, file: Path) -> None:
    """Look at a network as a whole and write what is found, to a file that is not there yet.

    `taken` is used up.
    """
    with closing(sqlite3.connect(file)) as to, to:
        to.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
        edges = joined(len(taken.members), taken.member, taken.group)
        _write_memberships(to, taken)
        taken.fact.clear()  # room for what follows
        taken.day.clear()
        _write_network(to, edges, taken)
        to.executescript(_INDEXES)


def _write_memberships(to: sqlite3.Connection, taken: Memberships) -> None:
    groups, members = range(len(taken.groups)), _members(taken)
    _fill(to, "grp", 3, zip(groups, taken.groups, members, strict=True))
    rows = zip(taken.member, taken.group, taken.fact, taken.day, strict=True)
    _fill(to, "membership", 4, rows)


def _write_network(to: sqlite3.Connection, edges: Joined, taken: Memberships) -> None:
    found = communities(edges)
    both = arcs(edges)
    begin = pivots(both)
    degrees = degree(both)
    whole = Whole(
        edges.nodes,
        int((degrees > 0).sum()),
        len(edges.first),
        len(taken.groups),
        edges.left_out,
        edges.largest,
        len(begin),
        found.count,
        found.modularity,
    )
    to.executemany("INSERT INTO whole VALUES (?, ?)", whole._asdict().items())
    columns = (degrees, strength(both), betweenness(both, begin), pagerank(both), found.of)
    told = (column.tolist() for column in columns)
    _fill(to, "node", 7, zip(range(edges.nodes), taken.members, *told, strict=True))
    ends = (edges.first.tolist(), edges.second.tolist(), edges.weight.tolist())
    _fill(to, "edge", 3, zip(*ends, strict=True))


def _members(taken: Memberships) -> list[int]:
    """How many belong to each group."""
    counts = [0] * len(taken.groups)
    for _, group in set(zip(taken.member, taken.group, strict=True)):
        counts[group] += 1
    return counts


def _fill(
    to: sqlite3.Connection, table: str, width: int, rows: Iterable[tuple[object, ...]]
) -> None:
    to.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * width)})", rows)  # noqa: S608 - our own names

"""The tables of the search index, and the numbers by which its rows are ranked.

`report` and `mention` tell what was indexed, and with which checksum: what to index anew. The names
of things lie in an FTS5 table for each kind, with what is shown of them; the texts of reports in
another, `body`. Their words are folded. Their row ids are ranks, so that the first rows that match
are the best ones, however many there are.
"""

import hashlib
from bisect import bisect_left

# In this order of two hits of equal rank: a person before a report that names them.
KINDS = ("person", "organisation", "meeting", "document", "directive", "report")
PLACE = {kind: place for place, kind in enumerate(KINDS)}
REPORT = PLACE["report"]

VERSION = 2
"""Of the tables, the words and the ranks: a file of another one is made anew."""

FILE = "search.sqlite"
"""The name of the index in the folder of a store."""

NAMES = tuple(f"name_{kind}" for kind in KINDS)
"""The table of the names of each kind, by its place."""

# A syllable of Vietnamese has seven letters at most: where the first one to five are indexed, no
# unfinished word makes SQLite merge long lists before the first row.
_FTS = "tokenize = 'ascii', columnsize = 0"
_NAME = f"iri UNINDEXED, shown UNINDEXED, detail UNINDEXED, label, initials, more, {_FTS}"
_NAMES = "".join(
    f"CREATE VIRTUAL TABLE {table} USING fts5 ({_NAME}, prefix = '1 2 3 4 5');\n" for table in NAMES
)
# Bytes that are held before they are sorted into a table.
_ROOM = "INSERT INTO table_ (table_, rank) VALUES ('hashsize', 16000000);\n"
_ROOMS = "".join(_ROOM.replace("table_", table) for table in (*NAMES, "body"))

SCHEMA = f"""
CREATE TABLE report (id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, checksum TEXT NOT NULL);
CREATE TABLE thing (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL, place INTEGER NOT NULL, mentions INTEGER NOT NULL,
  rank INTEGER, digest BLOB, UNIQUE (iri, place)
);
CREATE TABLE mention (
  report INTEGER NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (report, thing)
) WITHOUT ROWID;
CREATE TABLE called (
  name INTEGER NOT NULL, thing INTEGER NOT NULL, PRIMARY KEY (name, thing)
) WITHOUT ROWID;
CREATE INDEX called_thing ON called (thing);
CREATE TABLE tally (place INTEGER PRIMARY KEY, things INTEGER NOT NULL);
{_NAMES}
CREATE VIRTUAL TABLE body USING fts5 (label, text, {_FTS}, prefix = '1 2 3');
{_ROOMS}
PRAGMA user_version = {VERSION};
"""

# A rank is, from its highest bit: how long the label is (3), the kind (3), how few reports mention
# the thing (5), and a hash of its IRI (52).
_LENGTHS = (2, 4, 6, 9, 14, 24, 40)  # words
_LENGTH, _KIND, _RARE = 60, 57, 52
_MOST = 31


def rank(label: str, place: int, mentions: int, iri: str) -> int:
    """Where a thing stands among those that match alike; the same however it came there."""
    length = bisect_left(_LENGTHS, label.count(" ") + 1)
    rare = _MOST - min(mentions.bit_length(), _MOST)
    digest = hashlib.blake2b(iri.encode(), digest_size=8).digest()
    return (
        length << _LENGTH
        | place << _KIND
        | rare << _RARE
        | int.from_bytes(digest) & (1 << _RARE) - 1
    )


def standing(rank: int) -> int:
    """What of a rank says something: two of the same stand alike."""
    return rank >> _RARE


def name_key(name: str) -> int:
    """A whole name, as folded words, as one number."""
    digest = hashlib.blake2b(name.encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)

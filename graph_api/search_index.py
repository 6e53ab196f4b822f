"""Full-text search over names and texts, insensitive to tone marks, case and đ.

An SQLite FTS5 table beside the store, made anew from the store when its generation has changed.
Texts are folded by `ontology.terms.ascii_fold` before they are indexed, as is what is asked.
"""

import re
import sqlite3
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

from graph_api.reading import Reading, rows, text, values
from graph_api.things import shortened
from ontology.terms import ascii_fold

# ?more is searched besides the label; ?detail tells things of one name apart.
_SOURCES: dict[str, str] = {
    "person": "?s a foaf:Person ; foaf:name ?label OPTIONAL { ?s ct:anchor ?detail }",
    "organisation": "?s a org:Organization ; skos:prefLabel ?label "
    "OPTIONAL { ?s skos:altLabel ?more } OPTIONAL { ?s ct:scope ?detail }",
    "meeting": "?s a ct:Meeting ; dcterms:title ?label "
    "OPTIONAL { ?s schema:startDate ?date BIND(STR(?date) AS ?more) BIND(?more AS ?detail) }",
    "document": "?s a ct:Document ; rdfs:label ?label OPTIONAL { ?s eli:title ?more } "
    "OPTIONAL { ?s eli:passed_by/skos:prefLabel ?issuer } OPTIONAL { ?s eli:date_document ?date } "
    "BIND(CONCAT(COALESCE(STR(?date), ''), IF(BOUND(?date) && BOUND(?issuer), ', ', ''), "
    "COALESCE(STR(?issuer), '')) AS ?detail)",
    "directive": "?s a ct:Directive ; ct:text ?label",
    "report": "?s a ct:Report ; dcterms:identifier ?detail ; nif:isString ?more "
    "OPTIONAL { ?s dcterms:title ?title } "
    "OPTIONAL { GRAPH ?s { ?meeting a ct:Meeting ; dcterms:title ?held } } "
    'BIND(COALESCE(?title, ?held, STRBEFORE(CONCAT(?more, "\\n"), "\\n")) AS ?label)',
}

# Of two hits of equal rank a person is what is looked for before a report that names them.
_PLACE = {kind: place for place, kind in enumerate(_SOURCES)}
_WORD = re.compile(r"[a-z0-9]+")
_JOINED = re.compile(r"(?<=[a-z0-9])[&.](?=[a-z0-9])")  # KH&CN is one word, as are its initials
_SMALL = frozenset(("va",))  # left out of initials: KHCN is Khoa học và Công nghệ
_CONTEXT = 90  # code points on either side of what is found in a text


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found.

    `detail` tells things of one name apart; `start` and `end`: where in a report's text, else 0.
    """

    iri: str
    kind: str
    label: str
    detail: str = ""
    snippet: str = ""
    start: int = 0
    end: int = 0


def words(phrase: str) -> list[str]:
    """The words of a text as the index holds them: `KH&CN Mỏ` -> [khcn, mo]."""
    return _WORD.findall(_JOINED.sub("", ascii_fold(phrase)))


def initials(label: str) -> list[str]:
    """The abbreviations by which a name may be asked for: of the whole, and from each word on.

    `Sở Khoa học và Công nghệ` -> skhcn, khcn, hcn, cn; a single letter is none.
    """
    first = "".join(word[0] for word in words(label) if word not in _SMALL)
    return [first[place:] for place in range(max(len(first) - 1, 0))]


class SearchIndex:
    """The index of one store. Safe to use from several threads."""

    def __init__(self, store: Reading, path: str = "") -> None:
        """`path`: the file that holds the index; empty keeps it in memory."""
        self._store = store
        self._lock = threading.Lock()
        self._generation: object = None
        if path:
            Path(path).unlink(missing_ok=True)  # what another process left may be of another store
        self._database = sqlite3.connect(path or ":memory:", check_same_thread=False)
        self._database.executescript(
            "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
            "CREATE TABLE thing (id INTEGER PRIMARY KEY, iri, kind, place, label, detail);"
            "CREATE VIRTUAL TABLE word USING fts5 "
            "(label, initials, more, content='', tokenize='ascii');"
        )

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._database.close()

    def find(self, asked: str, limit: int = 50, kind: str = "") -> list[Found]:
        """The things that hold all words asked for (the last may be unfinished), best first."""
        terms = words(asked)
        if not terms:
            return []
        # A name is asked for by its words; in a text they stand together, or it is chance.
        # Only where nothing is found so, they may stand anywhere.
        together, apart = f'"{" ".join(terms)}" *', " ".join(f'"{term}"' for term in terms) + " *"
        tries = (f"({{label initials}} : ({apart})) OR ({together})", apart)
        with self._lock:
            self._refresh()
            found = next(filter(None, (self._matching(match, kind, limit) for match in tries)), [])
        return [self._told(*row, terms) for row in found]

    def _matching(self, match: str, kind: str, limit: int) -> list[tuple[str, str, str, str]]:
        return self._database.execute(
            "SELECT iri, kind, thing.label, detail FROM word JOIN thing ON id = word.rowid "
            "WHERE word MATCH ? AND (? = '' OR kind = ?) "
            "ORDER BY round(bm25(word, 10, 6, 1), 1), place, thing.label, detail, iri LIMIT ?",
            (match, kind, kind, limit),
        ).fetchall()

    def _told(self, iri: str, kind: str, label: str, detail: str, terms: list[str]) -> Found:
        if kind != "report":
            return Found(iri, kind, shortened(label), detail)
        read = rows(self._store, f"SELECT ?text {{ {values('s', [iri])} ?s nif:isString ?text }}")
        whole = text(read[0], "text") if read else ""
        start, end = first_place(whole, terms)
        before, after = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(whole))
        snippet = " ".join(whole[before:after].split()) if end else ""
        if snippet:
            snippet = ("… " if before else "") + snippet + (" …" if after < len(whole) else "")
        return Found(iri, kind, shortened(label), detail, snippet, start, end)

    def _refresh(self) -> None:
        generation = self._store.generation
        if generation == self._generation:
            return
        with self._database:
            self._database.execute("DELETE FROM thing")
            self._database.execute("INSERT INTO word(word) VALUES ('delete-all')")
            for number, (iri, kind, label, detail, more) in enumerate(self._things(), start=1):
                self._database.execute(
                    "INSERT INTO thing VALUES (?, ?, ?, ?, ?, ?)",
                    (number, iri, kind, _PLACE[kind], label, detail),
                )
                self._database.execute(
                    "INSERT INTO word(rowid, label, initials, more) VALUES (?, ?, ?, ?)",
                    (
                        number,
                        " ".join(words(label)),
                        " ".join(initials(label)) if kind in {"person", "organisation"} else "",
                        " ".join(words(f"{more} {detail}")),
                    ),
                )
        self._generation = generation

    def _things(self) -> Iterator[tuple[str, str, str, str, str]]:
        """IRI, kind, label, detail and further text; of two labels the first by alphabet."""
        for kind, pattern in _SOURCES.items():
            told: dict[str, tuple[str, str, set[str]]] = {}
            for row in rows(self._store, f"SELECT ?s ?label ?more ?detail {{ {pattern} }}"):
                iri, label, detail = (text(row, name) for name in ("s", "label", "detail"))
                first, known, more = told.get(iri, (label, detail, set()))
                more |= {text(row, "more"), label}
                told[iri] = (min(first, label), max(known, detail), more)
            for iri, (label, detail, others) in sorted(told.items()):
                yield iri, kind, label, detail, " ".join(sorted(others - {label}))


_INDEXES: WeakKeyDictionary[Reading, SearchIndex] = WeakKeyDictionary()


def index_of(store: Reading) -> SearchIndex:
    """The index of a store that this process reads."""
    if store not in _INDEXES:
        _INDEXES[store] = SearchIndex(store)
    return _INDEXES[store]


def first_place(whole: str, terms: list[str]) -> tuple[int, int]:
    """Where the words asked for stand in a text, as code points; (0, 0) where they do not.

    The words in a row where they stand so, else the first of them.
    """
    places = [
        (match.start(), match.end(), "".join(words(match[0])))
        for match in re.finditer(r"[^\W_]+(?:[&.][^\W_]+)*", whole)
    ]
    for wanted in (terms, terms[:1]):
        for at in range(len(places) - len(wanted) + 1):
            here = [word for _, _, word in places[at : at + len(wanted)]]
            if here[:-1] == wanted[:-1] and here[-1].startswith(wanted[-1]):
                return places[at][0], places[at + len(wanted) - 1][1]
    return 0, 0

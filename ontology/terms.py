"""The names of things: namespaces, terms of the vocabularies, IRIs minted for what reports say.

An IRI is minted from what identifies a thing, never from the order in which it was met, so the
same reports give the same graph whatever the order. It reads `<base>person/dao-duy-anh-1f0c...`:
a slug for the reader and a hash for the machine. All functions here are pure.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from urllib.parse import quote, unquote

from ontology.lexicon import fold

BASE = "https://w3id.org/chithi/id/"
ONTOLOGY = "https://w3id.org/chithi/ontology"
AUTHORITY = "https://w3id.org/chithi/ontology/authority#"

PREFIXES: dict[str, str] = {
    "ct": f"{ONTOLOGY}#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "prov": "http://www.w3.org/ns/prov#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "cito": "http://purl.org/spar/cito/",
    "schema": "https://schema.org/",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
}

_SLUG_LENGTH = 60
_SLUG_HASH = 10  # hex digits after a slug: only things of one slug can collide
_BARE_HASH = 24  # hex digits where the hash stands alone: 96 bits for 10^9 nodes
_NOT_SLUG = re.compile(r"[^a-z0-9]+")
_MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"  # those of Vietnamese
_OTHER = re.compile(r"[^\x00-\x7f]")


@cache
def expand(curie: str) -> str:
    """`ct:Report` -> the IRI in full; raises `KeyError` for a prefix not in `PREFIXES`."""
    prefix, _, local = curie.partition(":")
    return PREFIXES[prefix] + local


def shorten(iri: str) -> str:
    """An IRI as `prefix:local` where a prefix fits, else unchanged."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and "/" not in (local := iri[len(namespace) :]):
            return f"{prefix}:{local}"
    return iri


def sparql_prefixes() -> str:
    """The `PREFIX` lines of a SPARQL query, one for each of `PREFIXES`."""
    return "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def ascii_fold(text: str) -> str:
    """`text` in lower case without marks: `Đảng ủy Viện` -> `dang uy vien`."""
    bare = unicodedata.normalize("NFKD", text.casefold()).replace("đ", "d")
    for mark in _MARKS:  # of a long text this is quicker than a look at each letter
        bare = bare.replace(mark, "")
    return bare if bare.isascii() else _OTHER.sub(_unless_mark, bare)


def _unless_mark(found: re.Match[str]) -> str:
    return "" if unicodedata.combining(found[0]) else found[0]


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """A readable piece of an IRI, at most 60 of `a-z 0-9 -`; empty for text without such."""
    whole = _NOT_SLUG.sub("-", ascii_fold(text)).strip("-")
    if len(whole) <= _SLUG_LENGTH:
        return whole
    return whole[: _SLUG_LENGTH + 1].rpartition("-")[0] or whole[:_SLUG_LENGTH]


@lru_cache(maxsize=8192)  # names recur within a report and from one to the next
def key(text: str) -> str:
    """`text` as identity sees it: NFC, one case, plain dashes and quotes, single spaces."""
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())


def digest(*parts: str, length: int = _BARE_HASH) -> str:
    """A stable hash of some texts in their order, in hex."""
    joined = "\x1f".join(map(key, parts))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def checksum(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hex."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _encoded(text: str) -> str:
    return quote(unicodedata.normalize("NFC", text), safe="", errors="surrogatepass")


@lru_cache(maxsize=8192)  # of bodies and people, who recur from report to report
def _named(label: str, *identity: str) -> str:
    short = digest(*identity, length=_SLUG_HASH)
    return f"{readable}-{short}" if (readable := slug(key(label))) else short


# Concepts of the vocabularies. Organisation and meeting kinds are ids of the lexicons.


def part(notation: str) -> str:
    return f"{ONTOLOGY}#part-{notation}"


def status(notation: str) -> str:
    return f"{ONTOLOGY}#status-{notation}"


def organisation_kind(kind: str) -> str:
    return f"{ONTOLOGY}#orgkind-{_encoded(kind)}"


def meeting_kind(kind: str) -> str:
    return f"{ONTOLOGY}#meetingkind-{_encoded(kind)}"


def role(label: str) -> str:
    return f"{ONTOLOGY}#role-{slug(label) or digest(label, length=_SLUG_HASH)}"


def document_type(label: str) -> str:
    return f"{ONTOLOGY}#doctype-{slug(label) or digest(label, length=_SLUG_HASH)}"


@dataclass(frozen=True, slots=True)
class Iris:
    """Mints the IRIs of things under one base, which ends in `/`."""

    base: str = BASE

    def report(self, name: str) -> str:
        """The report's IRI, which is the name of its graph; `name` is percent-encoded."""
        if not name:
            raise ValueError("báo cáo không có tên · a report needs a name")
        return f"{self.base}report/{_encoded(name)}"

    def report_name(self, iri: str) -> str:
        """The name in a report's IRI (or in a span's); "" for an IRI of anything else."""
        whole = iri.partition("#")[0]
        prefix = f"{self.base}report/"
        return unquote(whole[len(prefix) :]) if whole.startswith(prefix) else ""

    @property
    def derived(self) -> str:
        """The graph of the derived triples."""
        return f"{self.base}graph/derived"

    @property
    def loads(self) -> str:
        """The graph of what the store knows of the loading of each report."""
        return f"{self.base}graph/loads"

    @property
    def own(self) -> str:
        """The graph of what users put into the default graph themselves."""
        return f"{self.base}graph/own"

    @property
    def changes(self) -> str:
        """The graph of what changed in the store, and when."""
        return f"{self.base}graph/changes"

    def span(self, report: str, start: int, end: int) -> str:
        """A range of code points of a report's text, after RFC 5147."""
        return f"{report}#char={start},{end}"

    def person(self, name: str, anchor: str) -> str:
        return f"{self.base}person/{_named(name, 'person', name, anchor)}"

    def organisation(self, name: str, scope: str, report: str) -> str:
        """`scope` `?` (the report leaves the place open) makes a body of `report` alone."""
        within = report if scope == "?" else ""
        return f"{self.base}org/{_named(name, 'org', name, scope, within)}"

    def meeting(self, title: str, date: str, organiser: str, kind: str, report: str) -> str:
        """By day, organiser (IRI or "") and kind; where one is open, by the report and title."""
        if len(date) == len("2020-07-15") and organiser and kind:
            return f"{self.base}meeting/{_named(title_of(kind, date), date, organiser, kind)}"
        return f"{self.base}meeting/{_named(title, 'meeting', report, date, kind, title)}"

    def directive(self, report: str, number: str) -> str:
        """By the report's IRI and the number, which the caller keeps apart in one report."""
        return f"{self.base}directive/{report.rpartition('/')[2]}/{number}"

    def document(self, label: str, *identity: str) -> str:
        """By `loaders.triples.document_identity`."""
        return f"{self.base}document/{_named(label, 'document', *identity)}"

    def fact(self, kind: str, *identity: str) -> str:
        """A node of a relation (`post`, `participation`, `citation`, ...) by what it relates."""
        return f"{self.base}{kind}/{digest(kind, *identity)}"


def title_of(kind: str, date: str) -> str:
    """The slug of a meeting that is known by its day: two reports word its title differently."""
    return f"{kind} {date}"

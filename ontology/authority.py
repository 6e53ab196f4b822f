"""What is known of documents beyond any report: landmark documents, and how numbers identify.

The tables lie in `ontology/authority/` and are read like lexicons. Party documents are numbered
anew every term and by every body, so a number alone seldom identifies; `identity` says by what
a cited document is known, and keeps to the report what the report leaves open.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ontology.lexicon import Row, read_table
from ontology.terms import AUTHORITY, key

FOLDER = Path(__file__).parent / "authority"

_YEAR = re.compile(r"(?:19|20)\d\d")
_SEPARATORS = re.compile(r"[/,-]")


@dataclass(frozen=True, slots=True)
class Landmark:
    """A document that is known well enough to complete a citation of it."""

    iri: str  # of the row, which ct:completedFrom names
    type: str
    number: str
    date: str
    issuer: str
    issuer_kind: str  # id of lexicon/to_chuc.tsv, or ""
    title: str
    based_on: tuple[str, ...]  # ids of the rows that it carries out


@cache
def table(name: str) -> tuple[Row, ...]:
    """The rows of `ontology/authority/<name>.tsv`."""
    return read_table(FOLDER / f"{name}.tsv")


@cache
def _national_codes() -> dict[str, str]:
    rows = table("noi_ban_hanh")
    return {key(form): key(row.id) for row in rows for form in row.forms}


@cache
def _national_issuers() -> frozenset[str]:
    names = [row["name"] for row in table("noi_ban_hanh")]
    names += [row["issuer"] for row in table("van_ban_moc")]
    return frozenset(map(key, names))


@cache
def _national_types() -> frozenset[str]:
    rows = table("the_loai")
    return frozenset(key(form) for row in rows if row["national"] for form in row.forms)


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a document, taken apart: `05-CT/TW` -> `5`, `ct`, `tw`."""

    serial: str  # digits without leading zeros, or the text itself where none lead
    year: str  # of a State number (107/2020/NĐ-CP), or ""
    kind: str  # code of the document's kind, or ""
    issuer: str  # code of the issuer, in its standard form, or ""

    @property
    def national(self) -> bool:
        """Whether the issuer's code is that of a body of which the country has one."""
        return self.issuer in _national_codes().values()

    @property
    def text(self) -> str:
        return f"{self.serial}/{self.year}/{self.kind}/{self.issuer}"

    @property
    def label(self) -> str:
        """The number in one spelling, for IRIs: `05-ct-tw` of `5 - CT/TƯ`."""
        parts = (self.serial.zfill(2), self.year, self.kind, self.issuer)
        return "-".join(part for part in parts if part)


@cache
def parse_number(number: str) -> Number:
    """The parts of a number as printed; nothing in it is ever an error."""
    pieces = [piece for piece in _SEPARATORS.split(key(number).replace(" ", "")) if piece]
    serial = pieces.pop(0).lstrip("0") if pieces else ""
    year = ""
    codes: list[str] = []
    for piece in pieces:
        if not year and _YEAR.fullmatch(piece):
            year = piece
        else:
            codes.append(_national_codes().get(piece, piece))
    kind = "-".join(codes[:-1]) if len(codes) > 1 else ""
    return Number(serial, year, kind, codes[-1] if codes else "")


@cache
def _by_form() -> dict[str, tuple[Row, ...]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in table("van_ban_moc"):
        if row["number"]:
            found[parse_number(row["number"]).text].append(row)
        for form in row.forms:
            found[key(form)].append(row)
    return {form: tuple(rows) for form, rows in found.items()}


def _landmark(row: Row) -> Landmark:
    return Landmark(
        iri=f"{AUTHORITY}{row.id}",
        type=row["type"],
        number=row["number"],
        date=row["date"],
        issuer=row["issuer"],
        issuer_kind=row["issuer_kind"],
        title=row["title"],
        based_on=tuple(id_ for id_ in row["based_on"].split("; ") if id_),
    )


@cache
def landmark_of(id_: str) -> Landmark:
    """The landmark document of a row; raises `KeyError` for an id that no row has."""
    return {row.id: _landmark(row) for row in table("van_ban_moc")}[id_]


def landmark(
    type_: str, number: str = "", name: str = "", date: str = "", *, issuer: str = "", by: str = ""
) -> Landmark | None:
    """The landmark document that a citation means, or None where that is not certain.

    `issuer` is the name that the citation gives, `date` its date, `by` that of the report; dates
    are ISO 8601 or "". Where rows of two terms bear the number and the dates do not decide, the
    answer is None; so it is for a bare number ("Chỉ thị 05") of a body that is not central.
    """
    if not number:
        rows = _by_form().get(key(name), ()) if name else ()
    elif not (rows := _by_form().get(parse_number(number).text, ())):
        central = not issuer or key(issuer) in _national_issuers()
        rows = _by_form().get(key(f"{type_} {number}"), ()) if central else ()
    if date:
        rows = tuple(row for row in rows if row["date"][:4] == date[:4])
    elif by:
        rows = tuple(row for row in rows if row["date"] <= by)
    if len(rows) != 1 or rows[0]["confidence"] != "high":
        return None
    return _landmark(rows[0])


def identity(
    type_: str, number: str, name: str, date: str, *, issuer: str, report: str
) -> tuple[str, ...]:
    """By what a document is known, for `Iris.document`.

    `issuer` is the issuer's IRI or "", `report` the citing report's, which keeps apart what the
    citation leaves open: a local number without issuer or year, a bare name.
    """
    if not number:
        known = issuer or ("" if key(type_) in _national_types() else report)
        return ("name", type_, name, known)
    parsed = parse_number(number)
    year = parsed.year or date[:4]
    kind = parsed.kind or type_  # one series, whatever the report calls it: Quyết/Quy định -QĐ/
    if parsed.national:
        return ("number", parsed.serial, kind, parsed.issuer, year)
    known = issuer if issuer and year else issuer + report
    return ("number", parsed.serial, kind, parsed.issuer, year, known)

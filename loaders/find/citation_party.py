"""Read resolutions named by the meeting that passed them.

Plenums of the Central Committee (`Nghị quyết Trung ương 4 khóa XI, khóa XII`: two documents) and
congresses (`Nghị quyết Đại hội XIII của Đảng`, `Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XVI`).
"""

import re
from collections.abc import Iterator
from functools import cache

from loaders.document import UPPER, Document
from loaders.find.citation_issuer import Issuers, central_committee
from loaders.find.citation_merge import Draft
from loaders.find.phrases import Phrases
from loaders.model import Organisation
from ontology.lexicon import Hit

_NUMERAL = (
    r"(?:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|"
    r"mười(?: (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))?)"
)
_ORDINAL = rf"(?:\d{{1,2}}|{_NUMERAL}|[ivx]{{1,5}})"
_ORDINALS = rf"{_ORDINAL}\b(?: ?(?:,|và) (?:lần thứ )?(?:\d{{1,2}}|[ivx]{{1,5}})\b)*"
_CENTRE = r"(?:trung ương|bchtw|tw|t\. ?ư|tư)"
_TERM = (
    r"(?: ?,? ?\(? ?(?:khóa|k\.) ?\(?(?P<k>[ivx]{1,5}\b"
    r"(?: ?(?:,|và|-) ?(?:khóa )?[ivx]{1,5}\b(?!\.\w))*|\d{1,2}\b) ?\)?)?"
)
_PLENUM = re.compile(
    rf" (?:của )?hội nghị (?:lần )?thứ (?P<n>{_ORDINALS}) ?,? ?(?:của )?"
    rf"(?P<bch>ban chấp hành |bch ?)?{_CENTRE}(?P<dang> đảng(?: cộng sản việt nam)?)?{_TERM}"
)
_CENTRE_PLENUM = re.compile(
    rf" ?(?:(?:của )?hội nghị )?(?P<bch>ban chấp hành |bch ?)?{_CENTRE} ?(?:đảng )?"
    r"(?:lần thứ )?(?P<n>\d{1,2}(?!\d| ?[-/] ?[a-zđ])(?: ?(?:,|và) \d{1,2}(?!\d))*"
    rf"|[ivx]{{1,5}}\b|(?<=lần thứ ){_NUMERAL}\b|{_NUMERAL}\b(?= ?,? ?\(?khóa)){_TERM}"
)
_AND_PLENUM = re.compile(rf" ?(?:,|;|và)(?= {_CENTRE} ?\d)")
_LIST_MARK = re.compile(r"(?i) ?(?:,|-|\bvà\b) ?")
_LIST_WORD = re.compile(r"(?i)^(?:khóa|lần thứ) ")
_MEETING = re.compile(r" (?:của )?(?P<d>đại hội|đh|hội nghị|kỳ họp)\b(?! đồng)")
_OF_PARTY = re.compile(r" (?P<k>[ivx]{1,5}) của đảng\b(?! (?:bộ|ủy))")
_PIECES = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("", r" (?:đại biểu|toàn quốc|toàn thể|đảng viên)\b"),
        ("number", rf" ?,? (?:lần (?:thứ )?|thứ ){_ORDINAL}\b"),
        ("number", r" (?:khóa )?[ivx]{1,5}\b(?!\.)"),
        ("term", r" ?[,(]? ?\(?nhiệm kỳ:? \d{4} ?- ?\d{4}\)?"),
        ("levels", r" (?:đảng (?:bộ )?)?các cấp\b"),
        ("party", r" (?:của )?đảng\b(?! (?:bộ|ủy|viên|đoàn))(?: cộng sản việt nam)?"),
    )
)
_BODIES = {"body", "named body"}
_BODY = re.compile(r" (?:của )?(?=\w)")
_CAPITALISED = re.compile(rf"(?P<low>[^\W\d_]+ )?[{UPPER}][\w.&]*")


@cache
def _heads() -> Phrases:
    return Phrases("to_chuc")


@cache
def _levels() -> Phrases:
    return Phrases("cap_dia_phuong")


@cache
def _ends() -> Phrases:
    return Phrases("het_ten_van_ban", "after", ("luat",))


def plenums(document: Document, kind: Hit, limit: int) -> Iterator[Draft]:
    """The resolutions or conclusions of plenums that begin at the word `kind`."""
    folded, at, label = document.folded, kind.end, kind.row["type"]
    plenum = _PLENUM.match(folded, at, limit) or _CENTRE_PLENUM.match(folded, at, limit)
    while plenum and _is_numeral(document.text, plenum, "number", "n"):
        by_words = plenum.re is _PLENUM
        issuer = central_committee() if plenum["bch"] or by_words else None
        end = kind.start + len(document.text[kind.start : plenum.end()].rstrip())
        for number in _listed(document.text[plenum.start("n") : plenum.end("n")]):
            for term in _listed((plenum["k"] or "").upper()) or [""]:
                name = f"{label} Trung ương {number}"
                if by_words:
                    head = "Ban Chấp hành " if plenum["bch"] else ""
                    party = " Đảng" if plenum["dang"] else ""
                    name = f"{label} Hội nghị lần thứ {number} {head}Trung ương{party}"
                name += f" khóa {term}" if term else ""
                yield Draft(
                    kind.start, end, label, name=name, issuer=issuer, rule="citation-plenum"
                )
        more = _AND_PLENUM.match(folded, plenum.end(), limit)
        plenum = _CENTRE_PLENUM.match(folded, more.end(), limit) if more else None


def _listed(items: str) -> list[str]:
    """The members of `XI, khóa XII` or `12, 13`."""
    parts = (_LIST_WORD.sub("", part.strip()).strip() for part in _LIST_MARK.split(items))
    return [part for part in parts if part]


def congress(document: Document, kind: Hit, limit: int, issuers: Issuers) -> Iterator[Draft]:
    """The resolution of a congress or conference that begins at the word `kind`."""
    text, folded, label = document.text, document.folded, kind.row["type"]
    if label != "Nghị quyết":
        return
    found = Draft(kind.start, kind.end, label, rule="citation-congress")
    if short := _OF_PARTY.match(folded, kind.end, limit):
        found.name, found.end = f"{label} {short['k'].upper()} của Đảng", short.end()
        found.issuer = _party()
        yield found
        return
    meeting = _MEETING.match(folded, kind.end, limit)
    if meeting is None:
        return
    have = _pieces(document, meeting.end(), limit, issuers, found)
    full = "Đại hội" if meeting["d"] == "đh" else text[meeting.start("d") : meeting.end()]
    found.name = " ".join(f"{label} {full} {_tidy(text[meeting.end() : found.end])}".split())
    is_congress = meeting["d"] in ("đại hội", "đh")
    if "levels" in have:
        found.generic = True
        if is_congress and text[kind.start].isupper():
            yield found
    elif "number" in have or (is_congress and "named body" in have):
        if found.issuer is None and "party" in have:
            found.issuer = _party()
        yield found


def _pieces(
    document: Document, at: int, limit: int, issuers: Issuers, found: Draft
) -> frozenset[str]:
    """Read what follows `Đại hội` into `found` and tell of which pieces it consists."""
    have: set[str] = set()
    while at < limit:
        for what, pattern in _PIECES:
            piece = pattern.match(document.folded, at, limit)
            if piece and _is_numeral(document.text, piece, what):
                have.add(what)
                at = piece.end()
                break
        else:
            body = None if have & _BODIES else _body(document, at, limit, issuers)
            if body is None:
                break
            have.add("body" if body[1] is None else "named body")
            if document.folded.startswith(" của ", at):
                found.issuer = body[1]
            at = body[0]
    found.end = at
    return frozenset(have)


def _is_numeral(text: str, piece: re.Match[str], what: str, group: str | int = 0) -> bool:
    """Roman numerals are capitals: `v` and `x` are none."""
    last = text[piece.start(group) : piece.end(group)].rsplit(maxsplit=1)[-1]
    return what != "number" or not set(last.lower()) <= set("ivx") or last.isupper()


def _party() -> Organisation:
    return Organisation("Đảng Cộng sản Việt Nam", "dang")


def _body(
    document: Document, at: int, limit: int, issuers: Issuers
) -> tuple[int, Organisation | None] | None:
    """The body whose congress it was, with the end of its name."""
    folded = document.folded
    of = _BODY.match(folded, at, limit)
    if of is None:
        return None
    if (found := issuers.organisation(of.end())) and found[0] <= limit:
        return found
    end = of.end()
    if head := _heads().at(folded, end, limit):
        level = _levels().at(folded, head.end, limit)
        end = level.end if level else head.end
    at = end + 1 if head else end
    while at < limit and (word := _CAPITALISED.match(document.text, at, limit)):
        if word["low"] and _ends().at(folded, at, limit):
            break
        end = word.end()
        at = end + 1
    return (end, None) if end > of.end() else None


def _tidy(words: str) -> str:
    words = " ".join(words.replace("–", "-").split())
    return re.sub(r"\s*-\s*(?=\d{4})", "-", words).strip(" ,")

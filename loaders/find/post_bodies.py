"""Whose post it is: the body of a post that is printed without it, or with a short name of it."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from loaders.document import Document
from loaders.find.chunks import Chunk
from loaders.find.names import skip_blanks
from loaders.find.organisations import Organisations
from loaders.find.places import levels
from loaders.find.printed_names import Parsed, has_trait, kind_rows
from loaders.groups import Group
from loaders.model import Organisation
from ontology.lexicon import Row

# Groups of bodies (`to_chuc.group`) whose head may lead their Party committee as well.
_EMPLOYERS = ("nha_nuoc", "doanh_nghiep", "hoi", "luc_luong")


def post_body(
    sequence: Sequence[Chunk], index: int, organisations: Organisations
) -> Organisation | None:
    """The organisation of the post at `index` of its sequence, None where nothing tells."""
    chunk = sequence[index]
    others = [other.body for other in _nearest(sequence, index) if other.body is not None]
    if chunk.body is not None:
        own = kind_rows().get(chunk.role["body"])
        if own is not None and own["after"] == "host" and own.id != chunk.body.kind.id:
            of = organisations.name(chunk.body)  # Đảng ủy viên Công an Trung ương
            return Organisation(f"{own['label']} {of.name}", own.id, of.scope)
        if chunk.body.bare and (com := _commission(chunk.body.kind, others, organisations)):
            return com
        return _named(chunk.body, sequence[index + 1 :], organisations)
    role = chunk.role
    expects = role["expects"].split()
    if role["body"]:
        return _said_by(kind_rows()[role["body"]], others, sequence[index + 1 :], organisations)
    for part in (part for body in others for part in body.chain()):
        if part.kind.id in expects:
            return organisations.name(part)
    if role["group"] == "dang" and (level := _of_level(others, expects, organisations)):
        return level
    return organisations.expected(expects)


def _commission(
    kind: Row, others: Sequence[Parsed], organisations: Organisations
) -> Organisation | None:
    """`Trưởng Ban Dân vận, Chủ tịch UBMTTQ huyện X`: the commission of the committee there."""
    if kind["group"] != "cap_uy" or kind["after"] != "host" or kind["bare"]:
        return None
    committees = [row["committee"] for row in levels().values() if row["committee"]]
    of = _of_level(others, [one for one in committees if kind_rows()[one]["rank"]], organisations)
    return Organisation(f"{kind['label']} {of.name}", kind.id, of.scope) if of else None


def _said_by(
    kind: Row, others: Sequence[Parsed], following: Sequence[Chunk], organisations: Organisations
) -> Organisation | None:
    """The body of a post that says its kind: `Tỉnh ủy viên`, `Ủy viên Đảng đoàn`.

    It is that of another post of the person, else the committee of the place or the workplace of
    another, else the only one of the report.
    """
    for part in (part for body in others for part in body.chain()):
        if part.kind.id == kind.id and not part.bare:
            return organisations.name(part)
    for body in others:
        if body.place and levels()[body.level]["committee"] == kind.id:
            if kind["rank"]:
                named = replace(body, kind=kind, host=None, level="", words=body.place, head="")
            else:  # the committee of a commune is not named after its level: Đảng ủy xã X
                named = replace(body, kind=kind, host=None, words="", head="")
            return organisations.name(named)
    at_work = has_trait(kind, "cua_noi_lam") and not organisations.holds(kind.id)
    if at_work and (host := _workplace(kind, following, organisations)):
        return Organisation(f"{kind['label']} {host.name}", kind.id, host.scope)
    return organisations.of_kind(kind.id)


def _nearest(sequence: Sequence[Chunk], index: int) -> Iterator[Chunk]:
    """The other posts of a sequence: those after it, then those before it, the nearest first."""
    yield from sequence[index + 1 :]
    yield from reversed(sequence[:index])


def _named(body: Parsed, following: Sequence[Chunk], organisations: Organisations) -> Organisation:
    if body.bare and has_trait(body.kind, "cua_noi_lam"):
        host = _workplace(body.kind, following, organisations)
        if host is not None:
            return Organisation(f"{body.kind['label']} {host.name}", body.kind.id, host.scope)
    return organisations.name(body)


def _of_level(
    bodies: Sequence[Parsed], expects: Sequence[str], organisations: Organisations
) -> Organisation | None:
    """`UVBTV, Chủ tịch UBND tỉnh`: the committee of the level that the other posts are of."""
    for body in bodies:
        kind = kind_rows().get(levels()[body.level]["committee"]) if body.level else None
        if kind is None or kind.id not in expects:
            continue
        if kind["after"] == "host" and body.place:  # Đảng ủy of the commune that is named
            return Organisation(f"{kind['label']} {body.level} {body.place}", kind.id)
        return organisations.of_kind(kind.id)
    return None


def _workplace(
    kind: Row, following: Sequence[Chunk], organisations: Organisations
) -> Organisation | None:
    """`Bí thư Đảng ủy, Giám đốc Sở X`: the body whose Party committee a bare `Đảng ủy` is.

    That of a government is the place's, but for what only a government has: Ban Cán sự đảng.
    """
    for body in (chunk.body for chunk in following):
        if body is None or (body.bare and not _completed(body, organisations)):
            continue
        if has_trait(body.kind, "chinh_quyen") and not has_trait(kind, "cua_co_quan"):
            if body.place:
                return Organisation(f"{body.level} {body.place}", "dia_phuong")
            place = organisations.name(body)  # `Chủ tịch UBND phường`, of the one phường named
            if body.level and not place.scope:
                return Organisation(place.name.removeprefix(f"{body.label} "), "dia_phuong")
            continue
        if has_trait(body.kind, "cua_doanh_nghiep"):  # not of the board, but of the enterprise
            if body.host is not None:
                return organisations.name(body.innermost)
            continue
        group = body.kind["group"]
        if group in _EMPLOYERS or (group == "don_vi" and body.kind["over"] != "unitOf"):
            return organisations.name(body)
        if body.host is not None and group == "doan_the":
            return organisations.name(body.innermost)
    return None


def _completed(body: Parsed, organisations: Organisations) -> bool:
    """Whether the report tells in full what it shortens: `Giám đốc Bệnh viện`."""
    return body.kind["after"] == "name" and organisations.name(body).name != body.label


class Sides:
    """The sides of which the sentences of a document tell: `Về phía Tập đoàn X có …`."""

    def __init__(self, document: Document, organisations: Organisations) -> None:
        self._document, self._organisations = document, organisations
        told = document.terms(Group.ACTS).every
        sides = (hit for hit in told if hit.row.table == "hanh_vi" and hit.row["side"])
        self._ends = sorted(hit.end for hit in sides)

    def body(self, chunk: Chunk) -> Organisation | None:
        """The body of a post without it, where the sentence tells of its side; else None."""
        sentence = self._document.sentence_at(chunk.start)
        at = bisect_right(self._ends, chunk.start) - 1
        if sentence is None or at < 0 or self._ends[at] < sentence.start:
            return None
        side = self._organisations.at(skip_blanks(self._document.text, self._ends[at]))
        if side is None:
            return None
        body, organisation = chunk.body, side.organisation
        if body is not None:
            if not body.bare or not has_trait(body.kind, "cua_doanh_nghiep"):
                return None
            name = f"{body.label} {organisation.name}"
            return Organisation(name, body.kind.id, organisation.scope)
        return organisation if organisation.kind in chunk.role["expects"].split() else None

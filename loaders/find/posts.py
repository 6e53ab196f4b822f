"""Find who holds which post where: `NAME, POST BODY - POST BODY`, `POST BODY NAME`, elections.

A post and its body make a `Chunk`; chunks joined by commas, hyphens or `kiêm` make one sequence,
which belongs to the person right before it or right after it. A post without a body takes it from
the next chunk, else from the chunk before, else from the body whose report it is.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from loaders.document import Document
from loaders.find.names import NameHits, skip_blanks
from loaders.find.organisation_names import Parser
from loaders.find.printed_names import Parsed, kind_rows
from loaders.find.organisations import Organisations
from loaders.find.person_names import PersonMention
from loaders.model import Organisation, Span, Status
from ontology.lexicon import Hit, Row

_JOINT = re.compile(
    r"\s*(?:[,]\s*(?:kiêm|đồng thời là)?|-|–|—|kiêm(?: nhiệm)?|\()\s*", re.IGNORECASE
)
_TERM = r"(?:,? khóa [ivxlc\d]+)?(?:,? nhiệm kỳ \d{4} ?[-–] ?\d{4})?"
_TO_NAME = re.compile(rf"{_TERM}\s*(?:[,:]|là|là hai|là các|gồm|đối với|cho)?\s*", re.IGNORECASE)
_FROM_NAME = re.compile(
    r"\s*(?:[,:(;]|-|–|—|là|,? ?hiện là|,? ?hiện nay là|,? ?(?:đã )?(?:được )?(?:tín nhiệm |tiếp tục |Đại hội )*"
    r"(?:trúng cử|tái cử|bầu|bổ nhiệm|điều động|phân công|chỉ định)(?: bổ sung)?(?: giữ| và bổ nhiệm| làm)?)?\s*",
    re.IGNORECASE,
)
_COMMITTEES = {"tỉnh": "tinh_uy", "huyện": "huyen_uy", "quận": "quan_uy", "thị xã": "thi_uy"}
_NEED_BODY = ("phu_trach", "thanh_vien", "uv", "nhan_vien", "thu_ky")
_STAFF_REACH = 40
_ELECTING = re.compile(
    r"\b(?:bầu|bổ nhiệm|điều động|chỉ định|chuẩn y|phân công|trúng cử|tái cử|tín nhiệm|phê chuẩn)\b"
)


@dataclass(frozen=True, slots=True)
class Chunk:
    """One post as printed: `[start, end)` with its body where it is named."""

    start: int
    end: int
    role: Row
    status: Status
    body: Parsed | None


@dataclass(frozen=True, slots=True)
class Post:
    """A post that a mention of a person carries."""

    mention: PersonMention
    role: str
    organisation: Organisation
    status: Status
    span: Span
    rule: str
    unit: Parsed | None = None


@dataclass(frozen=True, slots=True)
class RoleOnly:
    """A post that stands for its holder: `Bí thư Huyện ủy đề nghị`."""

    start: int
    end: int
    chunks: tuple[Chunk, ...]


def find_chunks(document: Document, hits: NameHits, parser: Parser) -> list[Chunk]:
    """Every post of the body with what follows it, in order."""
    out: list[Chunk] = []
    for index, hit in enumerate(hits.hits):
        if hit.row.table != "chuc_vu":
            continue
        sentence = document.sentence_at(hit.start)
        if sentence is None or (out and hit.start < out[-1].end):
            continue
        if not _is_post(document, hit):
            continue
        chunk = _chunk(document, hits, parser, index, hit, sentence.end)
        if out and hit.row.id == "phu_trach" and chunk.body is not None:
            if out[-1].body is None and not document.text[out[-1].end : hit.start].strip():
                # Phó Bí thư phụ trách Huyện đoàn: one post
                out[-1] = replace(out[-1], end=chunk.end, body=chunk.body)
                continue
        if chunk.body is not None or hit.row.id not in _NEED_BODY:
            out.append(chunk)
    return out


def _is_post(document: Document, hit: Hit) -> bool:
    """Short abbreviations count only in capitals: `TP`, `BT`; a verb `phụ trách` only before a unit."""
    printed = document.text[hit.start : hit.end]
    if len(printed) <= 4 and "." not in printed:
        around = document.text[hit.start - 1 : hit.start] + document.text[hit.end : hit.end + 1]
        return printed.isupper() and not any(mark in around for mark in "./-–&")
    before = document.folded[max(0, hit.start - 5) : hit.start]
    return not before.endswith("các ")


def _chunk(
    document: Document, hits: NameHits, parser: Parser, index: int, hit: Hit, limit: int
) -> Chunk:
    start, status = _status(document, hits, index, hit)
    if hit.row.id == "phu_trach":
        status = Status.ACTING
    body = _body(document, hits, parser, hit, limit)
    return Chunk(start, body.end if body else hit.end, hit.row, status, body)


def _status(document: Document, hits: NameHits, index: int, hit: Hit) -> tuple[int, Status]:
    if index:
        before = hits.hits[index - 1]
        gap = document.text[before.end : hit.start]
        if before.row.table == "trang_thai_chuc_vu" and not gap.strip():
            return before.start, Status(before.row["status"])
    return hit.start, Status.CURRENT


def _body(
    document: Document, hits: NameHits, parser: Parser, hit: Hit, limit: int
) -> Parsed | None:
    """The body named right after a post, with the head that the post holds in itself."""
    role, text = hit.row, document.text
    at = skip_blanks(text, hit.end)
    if text.startswith("của ", at):
        at = skip_blanks(text, at + 4)
    if at == hit.end or at >= limit or hits.at(at, "xung_ho", "chuc_vu"):
        return None
    if hits.at(at, "to_chuc"):
        return parser.parse(at, limit, loose=True)
    if role["head"]:
        inside = hit.end - len(role["head"])  # `Trưởng Ban Dân vận`: the head is within the post
        if text[inside : hit.end].casefold() == role["head"].casefold():
            within = parser.parse(inside, limit, loose=True)
            beside = parser.named(at, kind_rows()[role["expects"].split()[0]], limit)
            found = [body for body in (within, beside) if body is not None and body.end > hit.end]
            return max(found, key=lambda body: body.end, default=None)
        return parser.named(at, kind_rows()[role["expects"].split()[0]], limit)
    if role.id == "nhan_vien":  # Nhân viên quản lý dự án Ban QLDA X
        for other in hits.of("to_chuc"):
            if at <= other.start < min(limit, at + _STAFF_REACH):
                if not any(mark in text[at : other.start] for mark in ",;.-"):
                    return parser.parse(other.start, limit, loose=True)
    return parser.abbreviated(at, limit)


def sequences(document: Document, chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, ...]]:
    """Chunks that follow one another with nothing but a joint between them."""
    current: list[Chunk] = []
    for chunk in chunks:
        if current and not _follows(document, current[-1], chunk):
            yield tuple(current)
            current = []
        current.append(chunk)
    if current:
        yield tuple(current)


def _follows(document: Document, chunk: Chunk, following: Chunk) -> bool:
    if _JOINT.fullmatch(document.text, chunk.end, following.start):
        return True
    # bổ nhiệm A, Trưởng khoa X giữ chức Phó Hiệu trưởng
    gap = document.text[chunk.end : following.start]
    return following.status is Status.APPOINTED and not gap.strip()


def find_posts(
    document: Document,
    people: Sequence[PersonMention],
    chunks: Sequence[Chunk],
    organisations: Organisations,
) -> tuple[list[Post], list[RoleOnly]]:
    """The posts of the persons named, and the posts that stand alone for their holders."""
    posts: list[Post] = []
    alone: list[RoleOnly] = []
    ends = [m.end for m in people]
    leads = [m.lead for m in people]
    for sequence in sequences(document, chunks):
        holders = _holders(document, people, ends, leads, sequence)
        if not holders:
            alone.append(RoleOnly(sequence[0].start, sequence[-1].end, sequence))
        for mention in holders:
            posts.extend(_posts(document, mention, sequence, organisations))
    return posts, alone


def _holders(
    document: Document,
    people: Sequence[PersonMention],
    ends: list[int],
    leads: list[int],
    sequence: tuple[Chunk, ...],
) -> list[PersonMention]:
    text, start, end = document.text, sequence[0].start, sequence[-1].end
    at = bisect_right(ends, start)
    before = people[at - 1] if at else None
    if before is not None and not _FROM_NAME.fullmatch(text, before.end, start):
        before = None
    at = bisect_left(leads, end)
    after = people[at] if at < len(people) else None
    if after is not None and not _TO_NAME.fullmatch(text, end, after.lead):
        after = None
    if after is not None and before is not None:
        # `A, Giám đốc Sở X Trần B`: a comma before and nothing between post and name
        mark = text[before.end : start].strip()
        adjacent = not text[end : after.lead].strip()
        if adjacent and mark in (",", ";", ""):
            return [after]
        return [before]
    if after is not None and _stands_for_itself(document, end, after):
        return [after, *_joined(document, people, at)]
    return [*_joined_before(document, people, before, start), before] if before else []


def _stands_for_itself(document: Document, end: int, after: PersonMention) -> bool:
    """`Bí thư Chi bộ: đồng chí A`, `Giám đốc Sở A`; not `Giám đốc Sở, ông A`, where a list goes on."""
    gap = document.text[end : after.lead].strip()
    return gap != "," or after.lead == after.start


def _joined_before(
    document: Document, people: Sequence[PersonMention], last: PersonMention, start: int
) -> list[PersonMention]:
    """`các đồng chí A, B được bầu giữ chức X`: those before the last."""
    if "được bầu" not in document.folded[last.end : start]:
        return []
    at = bisect_left([m.start for m in people], last.start)
    out: list[PersonMention] = []
    for previous in reversed(people[:at]):
        nearest = out[0] if out else last
        if document.folded[previous.end : nearest.lead].strip() not in (",", "và"):
            break
        out.insert(0, previous)
    return out


def _joined(document: Document, people: Sequence[PersonMention], at: int) -> list[PersonMention]:
    """`là hai đồng chí A và B`: those after the first."""
    lead = document.folded[max(0, people[at].lead - 12) : people[at].start]
    if not any(mark in lead for mark in ("hai đồng chí", "các đồng chí", ":", "gồm")):
        return []
    out: list[PersonMention] = []
    for previous, mention in zip(people[at:], people[at + 1 :], strict=False):
        if document.folded[previous.end : mention.lead].strip() not in (",", "và", ";"):
            break
        out.append(mention)
    return out


def _posts(
    document: Document,
    mention: PersonMention,
    sequence: tuple[Chunk, ...],
    organisations: Organisations,
) -> Iterator[Post]:
    for index, chunk in enumerate(sequence):
        organisation = _side_body(document, chunk, organisations)
        organisation = organisation or post_body(sequence, index, organisations)
        if organisation is None:
            continue
        span = Span(min(mention.lead, chunk.start), max(mention.end, chunk.end))
        status = chunk.status
        if status is Status.APPOINTED and not _elected(document, mention, chunk):
            status = Status.CURRENT
        yield Post(
            mention,
            chunk.role["label"],
            organisation,
            status,
            span,
            f"post:{chunk.role.id}",
            chunk.body,
        )


def _side_body(
    document: Document, chunk: Chunk, organisations: Organisations
) -> Organisation | None:
    """`Về phía Tập đoàn X có Tổng Giám đốc A`: the body whose side the sentence tells of."""
    sentence = document.sentence_at(chunk.start)
    if sentence is None:
        return None
    at = document.folded.rfind("về phía ", sentence.start, chunk.start)
    side = organisations.at(skip_blanks(document.text, at + 8)) if at >= 0 else None
    if side is None or (chunk.body is not None and not chunk.body.bare):
        return None
    if chunk.body is not None and chunk.body.kind.id in ("hdqt", "hdtv", "ban_kiem_soat"):
        name = f"{chunk.body.label} {side.organisation.name}"
        return Organisation(name, chunk.body.kind.id, side.organisation.scope)
    if chunk.body is None and side.organisation.kind in chunk.role["expects"].split():
        return side.organisation
    return None


def _elected(document: Document, mention: PersonMention, chunk: Chunk) -> bool:
    sentence = document.sentence_at(chunk.start)
    return sentence is not None and bool(
        _ELECTING.search(document.folded, sentence.start, sentence.end)
    )


def post_body(
    sequence: Sequence[Chunk], index: int, organisations: Organisations
) -> Organisation | None:
    """The organisation of the post at `index` of its sequence, None where nothing tells."""
    chunk = sequence[index]
    if chunk.body is not None:
        if chunk.body.bare and chunk.body.kind.id in ("dang_uy", "dang_bo", "chi_bo"):
            if host := _host_named_later(sequence, index, organisations):
                return Organisation(
                    f"{chunk.body.kind['label']} {host.name}", chunk.body.kind.id, host.scope
                )
        if chunk.role.id == "uv_bch" and chunk.body.kind.id == "trung_uong_hoi":
            central = organisations.name(chunk.body)
            return Organisation(f"Ban Chấp hành {central.name}", "bch_tw_hoi", central.scope)
        return organisations.name(chunk.body)
    role = chunk.role
    if role["body"]:
        return organisations.of_kind(role["body"])
    expects = role["expects"].split()
    for other in (*sequence[index + 1 :], *reversed(sequence[:index])):
        for part in other.body.chain() if other.body else ():
            if part.kind.id in expects:
                return organisations.name(part)
    if role["group"] == "dang" and (committee := _of_level(sequence, index, expects)):
        return organisations.of_kind(committee)
    return organisations.expected(expects)


def _of_level(sequence: Sequence[Chunk], index: int, expects: Sequence[str]) -> str:
    """`UVBTV, Chủ tịch UBND tỉnh`: the committee of the level that the other posts are of."""
    for other in (*sequence[index + 1 :], *reversed(sequence[:index])):
        committee = _COMMITTEES.get(other.body.level, "") if other.body else ""
        if committee in expects:
            return committee
    return ""


def _host_named_later(
    sequence: Sequence[Chunk], index: int, organisations: Organisations
) -> Organisation | None:
    """`Bí thư Đảng ủy, Giám đốc Sở X`: the body whose Party committee a bare `Đảng ủy` is."""
    for other in sequence[index + 1 :]:
        body = other.body
        if body is None or body.bare:
            continue
        if body.kind.id in ("ubnd", "hdnd") and body.place:
            return Organisation(f"{body.level} {body.place}", "dia_phuong")
        if body.kind["group"] in ("nha_nuoc", "doanh_nghiep", "hoi", "luc_luong") or (
            body.kind["group"] == "don_vi" and body.kind["over"] != "unitOf"
        ):
            return organisations.name(body)
        if body.host is not None and body.kind["group"] in ("doan_the", "doanh_nghiep"):
            return organisations.name(body.innermost)
    return None

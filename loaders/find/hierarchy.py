"""Find which bodies stand under which: by name, by statement, and as units of the host."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from loaders.document import Document
from loaders.find.printed_names import kind_rows
from loaders.find.organisations import Mention, Organisations
from loaders.find.posts import Post
from loaders.model import Organisation, Relation, Renaming, Span, Subordination
from ontology.lexicon import Terms

_RENAMED = re.compile(r"\s*\(?(?:,\s*)?(?:nay|bây giờ|hiện nay) là\s+")
_REACH = 130
_PARTY = ("dang_bo", "dang_uy", "chi_bo")
_UNITS = (
    "phong",
    "trung_tam",
    "chi_nhanh",
    "chi_cuc",
    "khoa",
    "bo_mon",
    "ban",
    "xi_nghiep",
    "nha_may",
    "doi",
    "tram",
    "van_phong",
    "vu",
    "cuc",
    "doan_thanh_nien",
    "cong_doan",
    "chi_doan",
    "cong_doan_bp",
)
_LOCAL = re.compile(r"^(?:Phòng|Ban) .* (?:huyện|quận|thị xã|thành phố|tỉnh|xã|phường)\b")
_HOSTS_OF_UNITS = (
    "ubnd",
    "so",
    "vien",
    "truong",
    "dai_hoc",
    "hoc_vien",
    "benh_vien",
    "cong_ty",
    "tong_cong_ty",
    "tap_doan",
    "lien_hiep_hoi",
    "hoi",
    "hiep_hoi",
    "ngan_hang",
    "cuc",
    "tong_cuc",
    "bo",
)


@cache
def _terms() -> Terms:
    return Terms("cap_tren")


def find_hierarchy(
    document: Document, organisations: Organisations, posts: Sequence[Post]
) -> list[Subordination]:
    """Each pair of bodies once, at the first place that shows it."""
    found = [
        *_by_name(organisations, posts),
        *_by_statement(document, organisations),
        *_cells(organisations),
        *_units(organisations, posts),
    ]
    return list(_once(sorted(found, key=lambda s: (s.span, s.child.name, s.parent.name))))


def find_renamings(document: Document, organisations: Organisations) -> list[Renaming]:
    """`A nay là B`."""
    out = []
    for before in organisations.mentions:
        now = _RENAMED.match(document.folded, before.end)
        after = organisations.at(now.end()) if now else None
        if after is not None and after.organisation != before.organisation:
            span = Span(before.start, after.end)
            out.append(Renaming(before.organisation, after.organisation, span, "renaming:nay-la"))
    return out


def _once(found: Iterable[Subordination]) -> Iterator[Subordination]:
    seen: set[tuple[str, str]] = set()
    for one in found:
        pair = (one.child.name, one.parent.name)
        if pair not in seen and pair[0] != pair[1]:
            seen.add(pair)
            yield one


def _by_name(organisations: Organisations, posts: Sequence[Post]) -> Iterator[Subordination]:
    """`Ban Thường vụ Đảng ủy X`: a body under the one that its name goes on with."""
    units = [organisations.mention(p.unit) for p in posts if p.unit is not None]
    for mention in (*organisations.mentions, *(m for m in units if m is not None)):
        chain = (mention.organisation, *mention.hosts)
        if mention.organisation.kind == "bch_tw_hoi":
            above = Organisation(
                mention.organisation.name.removeprefix("Ban Chấp hành "), "trung_uong_hoi"
            )
            chain = (mention.organisation, above)
        for child, parent in zip(chain, chain[1:], strict=False):
            over = kind_rows()[child.kind]["over"]
            if not over or parent.kind == "khoi":
                continue
            if over in ("committeeOf", "partyOrganisationOf") and not _is_host(
                parent, organisations
            ):
                continue
            yield Subordination(
                child,
                parent,
                Relation(over),
                Span(mention.start, mention.end),
                f"name:{child.kind}",
            )


def _is_host(organisation: Organisation, organisations: Organisations) -> bool:
    return organisations.host is not None and organisation.name == organisations.host.name


def _by_statement(document: Document, organisations: Organisations) -> Iterator[Subordination]:
    """`Được sự nhất trí của Đảng ủy X`: a Party committee above the host's own."""
    told: set[str] = set()
    for hit in _terms().find(document.folded):
        sentence = document.sentence_at(hit.start)
        if sentence is None:
            continue
        limit = min(sentence.end, hit.end + _REACH)
        reach = 2 if hit.row.id in ("de_nghi", "cua") else _REACH
        for mention in organisations.within(hit.end, limit):
            if mention.start > hit.end + reach:
                break
            superior = _superior(mention)
            child = _own_party_body(organisations, superior) if superior else None
            if superior is None or child is None or _related(superior, organisations):
                continue
            root = organisations.root_of(superior)
            if root in told:
                break
            told.add(root)
            yield Subordination(
                child,
                superior,
                Relation.SUBORDINATE_TO,
                Span(hit.start, mention.end),
                f"statement:{hit.row.id}",
            )
            break


def _superior(mention: Mention) -> Organisation | None:
    """The Party organisation or committee of the mention: `Đảng ủy X` of `Ban Thường vụ Đảng ủy X`."""
    for organisation in (mention.organisation, *mention.hosts):
        if organisation.kind in ("dang_bo", "dang_uy"):
            return organisation
    return None


def _related(superior: Organisation, organisations: Organisations) -> bool:
    """Whether it is the host's own body, or a cell below it."""
    host = organisations.host
    return host is None or superior.name.endswith(host.name)


def _own_party_body(organisations: Organisations, superior: Organisation) -> Organisation | None:
    organiser = organisations.organiser
    if organiser is not None and organiser.kind in ("dang_bo", "chi_bo"):
        return organiser
    return organisations.of_kind(superior.kind)


def _cells(organisations: Organisations) -> Iterator[Subordination]:
    """A cell of a unit stands under the host's Party organisation."""
    organiser = organisations.organiser
    if organiser is None or organiser.kind not in ("dang_bo", "dang_uy", "ban_chap_hanh"):
        return
    above = organisations.of_kind("dang_bo")
    for mention in organisations.mentions:
        if mention.organisation.kind == "chi_bo" and mention.hosts and above is not None:
            yield Subordination(
                mention.organisation,
                above,
                Relation.SUBORDINATE_TO,
                Span(mention.start, mention.end),
                "cell",
            )


def _units(organisations: Organisations, posts: Sequence[Post]) -> Iterator[Subordination]:
    """A department, centre or branch that the report names stands under the host."""
    for post in posts:
        if post.unit is not None and post.unit.host is not None and post.unit.apart:
            above = organisations.name(post.unit.host)
            yield Subordination(post.organisation, above, Relation.UNIT_OF, post.span, "unit:apart")
    host = organisations.host
    if host is None or host.kind not in _HOSTS_OF_UNITS or organisations.organiser is None:
        return
    named = [(m.organisation, Span(m.start, m.end), bool(m.hosts)) for m in organisations.mentions]
    named += [(p.organisation, p.span, bool(p.unit and p.unit.host)) for p in posts]
    for organisation, span, hosted in named:
        if organisation.kind in _UNITS and organisation != host and not hosted:
            if organisation.name == kind_rows()[organisation.kind]["label"]:
                continue
            of_members = kind_rows()[organisation.kind]["members"]
            if of_members and not organisation.name.endswith(host.name):
                continue
            if _LOCAL.search(organisation.name) and host.kind not in ("ubnd", "hdnd"):
                continue
            yield Subordination(organisation, host, Relation.UNIT_OF, span, "unit")

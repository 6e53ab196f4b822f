"""Find which bodies stand under which: by name, by statement, and as units of the host."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from loaders.document import Document
from loaders.find.hierarchy_beside import beside, of_districts
from loaders.find.names import little_words
from loaders.find.organisations import Mention, Organisations
from loaders.find.patterns import any_of
from loaders.find.places import levels
from loaders.find.posts import Post
from loaders.find.printed_names import has_trait, kind_rows
from loaders.groups import Group
from loaders.model import Organisation, Relation, Renaming, Span, Subordination
from ontology.lexicon import Row

_REACH = 130  # code points between the words that tell a superior and its name
_BESIDE = 2  # … where the name must follow right after
_OF_THE_HOST = (Relation.COMMITTEE_OF, Relation.PARTY_ORGANISATION_OF)


def _kind(organisation: Organisation) -> Row:
    return kind_rows()[organisation.kind]


def find_hierarchy(
    document: Document, organisations: Organisations, posts: Sequence[Post]
) -> list[Subordination]:
    """Each pair of bodies once, at the first place that shows it."""
    found = [
        *_by_name(organisations, posts),
        *_by_statement(document, organisations),
        *beside(document, organisations.mentions),
        *_cells(organisations),
        *_units(document, organisations, posts),
    ]
    return list(_once(sorted(found, key=lambda s: (s.span, s.child.name, s.parent.name))))


@cache
def _renamed() -> re.Pattern[str]:
    return re.compile(rf"\s*\(?(?:,\s*)?{any_of('quanh_ten', 'kind', 'doi_ten')}\s+")


def find_renamings(document: Document, organisations: Organisations) -> list[Renaming]:
    """`A nay là B`."""
    out = []
    for before in organisations.mentions:
        now = _renamed().match(document.folded, before.end)
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
        chain = _chain(mention)
        if len(chain) == 1:
            continue
        span = Span(mention.start, mention.end)
        for child, parent in pairwise(chain):
            over = _kind(child)["over"]
            if not over or has_trait(_kind(parent), "gom") or _any(parent):
                continue
            if Relation(over) in _OF_THE_HOST and not _is_host(parent, organisations):
                continue
            yield Subordination(child, parent, Relation(over), span, f"name:{child.kind}")


def _any(organisation: Organisation) -> bool:
    """Whether it is any of its kind: a bare `Chi bộ`, whose the report does not tell."""
    kind = _kind(organisation)
    return kind["after"] == "host" and organisation.name == kind["label"]


def _chain(mention: Mention) -> tuple[Organisation, ...]:
    """The body and those that its name goes on with; of `Ban Chấp hành Trung ương Hội X` two."""
    organisation, kind = mention.organisation, _kind(mention.organisation)
    if not mention.hosts and kind["organ_of"] and (owner := _owner(organisation)):
        return organisation, owner
    if not kind["over"] or not kind["within"]:
        return organisation, *mention.hosts
    above = kind_rows()[kind["within"].split()[0]]
    name = above["label"] + organisation.name.removeprefix(kind["label"])
    return organisation, Organisation(name, above.id)


@cache
def _labels() -> tuple[tuple[str, str, str], ...]:
    """The labels of kinds, each with the blank that follows it, without it, and its kind."""
    return tuple(
        (f"{row['label']} ", row["label"], row.id) for row in kind_rows().values() if row["label"]
    )


def _owner(organ: Organisation) -> Organisation | None:
    """Whose organ a completed name tells it to be: Đảng ủy X of Ban Thường vụ Đảng ủy X."""
    name = organ.name.removeprefix(_kind(organ)["label"]).strip()
    found = [(label, kind) for opening, label, kind in _labels() if name.startswith(opening)]
    if not found:
        return None
    owner = Organisation(name, max(found, key=lambda one: len(one[0]))[1])
    party = kind_rows()[_kind(organ)["organ_of"]]
    return owner if _kind(owner)["group"] == party["group"] else None


def _is_host(organisation: Organisation, organisations: Organisations) -> bool:
    return organisations.host is not None and organisation.name == organisations.host.name


def _by_statement(document: Document, organisations: Organisations) -> Iterator[Subordination]:
    """`Được sự nhất trí của Đảng ủy X`: a Party committee above the host's own."""
    if organisations.host is None or _is_central(organisations.host):
        return
    told: set[str] = set()
    for hit in document.terms(Group.SUPERIORS).all:
        sentence = document.sentence_at(hit.start)
        if sentence is None:
            continue
        limit = min(sentence.end, hit.end + _REACH)
        reach = _BESIDE if hit.row["near"] else _REACH
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


def _is_central(organisation: Organisation) -> bool:
    """Whether it has no Party organisation of its own above which others stand."""
    kind = _kind(organisation)
    return kind["group"] == "trung_uong" or has_trait(kind, "chinh_quyen")


def _superior(mention: Mention) -> Organisation | None:
    """The Party body that may stand above: `Đảng ủy X` of `Ban Thường vụ Đảng ủy X`."""
    chain = (mention.organisation, *mention.hosts)
    return next((body for body in chain if has_trait(_kind(body), "dang_cap_tren")), None)


def _related(superior: Organisation, organisations: Organisations) -> bool:
    """Whether it is the host's own body, or a cell below it."""
    host = organisations.host
    return host is None or superior.name.endswith(host.name)


def _own_party_body(organisations: Organisations, superior: Organisation) -> Organisation | None:
    organiser = organisations.organiser
    if organiser is not None and _kind(organiser)["over"] == Relation.PARTY_ORGANISATION_OF:
        return organiser
    return organisations.of_kind(superior.kind)


def _cells(organisations: Organisations) -> Iterator[Subordination]:
    """A cell of a unit stands under the host's Party organisation, where that holds the meeting."""
    organiser = organisations.organiser
    if organiser is None:
        return
    above = next((of for kind in _party_bodies() if (of := organisations.of_kind(kind))), None)
    owner = kind_rows().get(_kind(organiser)["organ_of"], _kind(organiser))
    named = any(m.organisation == above for m in organisations.mentions)
    if above is None or not (named or has_trait(owner, "dang_cap_tren")):
        return
    for mention in organisations.mentions:
        kind = _kind(mention.organisation)
        if mention.hosts and kind["group"] == "dang" and has_trait(kind, "nhieu"):
            span = Span(mention.start, mention.end)
            yield Subordination(mention.organisation, above, Relation.SUBORDINATE_TO, span, "cell")


@cache
def _party_bodies() -> tuple[str, ...]:
    """The kinds of Party organisation of a whole host: Đảng bộ."""
    return tuple(row.id for row in kind_rows().values() if has_trait(row, "ca_dang_bo"))


def _units(
    document: Document, organisations: Organisations, posts: Sequence[Post]
) -> Iterator[Subordination]:
    """A department, centre or branch that the report names stands under the host.

    One that many have (`Cục Thuế các tỉnh`) does not.
    """
    for post in posts:
        if post.unit is not None and post.unit.host is not None and post.unit.apart:
            above = organisations.name(post.unit.host)
            yield Subordination(post.organisation, above, Relation.UNIT_OF, post.span, "unit:apart")
    named = [(m.organisation, Span(m.start, m.end)) for m in organisations.mentions if not m.hosts]
    named += [(p.organisation, p.span) for p in posts if p.unit is None or p.unit.host is None]
    yield from of_districts(named)
    host = organisations.host
    if host is None or not has_trait(_kind(host), "co_don_vi"):
        return
    if organisations.organiser is None and not _tells_of(document, organisations, host):
        return
    every = tuple(f" {word} " for word in little_words("chung"))
    general = {
        m.organisation for m in organisations.mentions if document.folded.startswith(every, m.end)
    }
    for organisation, span in named:
        if organisation in general:
            continue
        if organisation != host and _is_unit_of(organisation, host):
            yield Subordination(organisation, host, Relation.UNIT_OF, span, "unit")


def _tells_of(document: Document, organisations: Organisations, host: Organisation) -> bool:
    """Whether a report without an organiser is the host's: a ministry's, or by its title."""
    title = document.title
    named = organisations.within(title.start, title.end) if title is not None else ()
    return has_trait(_kind(host), "co_vu_cuc") or any(m.organisation == host for m in named)


def _is_unit_of(organisation: Organisation, host: Organisation) -> bool:
    """Whether a body that stands without its superior is a unit of the host."""
    kind = _kind(organisation)
    if not has_trait(kind, "don_vi") or organisation.name == kind["label"]:
        return False
    if kind["members"] and not organisation.name.endswith(host.name):
        return False
    if kind["after"] == "name" and has_trait(kind, "cua_trung_uong") != has_trait(
        _kind(host), "co_vu_cuc"
    ):
        return False  # a ministry has Vụ and Cục; Phòng, Khoa, Nhà máy are theirs or another's
    named = _levels_named(organisation.name) if has_trait(kind, "moi_cap") else set()
    of_government = has_trait(_kind(host), "chinh_quyen") and named <= _levels_named(host.name)
    return not named or of_government


def _levels_named(name: str) -> set[str]:
    """The words for levels of administration that a name holds: `Phòng Nội vụ huyện X`."""
    return {level for level in levels() if f" {level} " in f"{name} "}

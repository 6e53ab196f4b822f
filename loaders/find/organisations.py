"""Name each organisation as fully as its report lets a reader know.

A bare `Đảng ủy` is that of the host, `Viện` the institute named in full, `UBND tỉnh` that of the
province named; `Liên hiệp Hội Việt Nam` is the one body whose full name it shortens.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from loaders.document import Document
from loaders.find.full_names import FullNames
from loaders.find.host import find_host, find_organiser
from loaders.find.names import said_with_level
from loaders.find.organisation_names import Parser
from loaders.find.own_bodies import ENTERPRISE, OwnBodies, joined
from loaders.find.places import (
    CITY,
    PROVINCE,
    Places,
    level_at_end,
    level_led,
    rank_of,
)
from loaders.find.printed_names import Parsed, Said, has_trait, kind_rows
from loaders.model import Organisation
from ontology.lexicon import Row, fold

_COMMITTEE = "cap_uy"  # the group of `to_chuc`


class Mention(NamedTuple):
    """An organisation named at `[start, end)`, and the bodies that its name says it belongs to."""

    start: int
    end: int
    organisation: Organisation
    hosts: tuple[Organisation, ...] = ()
    full: bool = True  # False: completed from the rest of the report


class Organisations:
    """The organisations of one report, each by its full name.

    `host` is the body whose report it is: the organiser of the meeting without committees and
    Party organisations around it (`Viện X` of `Đảng ủy Viện X`); None where the report tells none.
    """

    def __init__(self, document: Document, parser: Parser, parsed: Iterable[Parsed]) -> None:
        self._all = sorted(parsed, key=lambda p: (p.start, -p.end))
        self._places = Places(document, parser, self._all)
        self._provinces = tuple(map(fold, self._places.provinces()))
        self._names = FullNames()
        self._named: dict[Said, Organisation] = {}
        self._roots: dict[str, str] = {}
        for one in self._all:
            for part in one.chain():
                self._names.register(part)
        self._organiser = find_organiser(document, self._all)
        self._host = find_host(document, self._all, self._organiser)
        self._hosts: OwnBodies | None = None
        self.host = self.name(self._host) if self._host else None
        if self._host is not None and self.host is not None:
            self._hosts = OwnBodies(self._host, self.host, self._organiser, self._places)
        self.organiser = self.name(self._organiser) if self._organiser else None
        self.mentions = tuple(m for m in map(self.mention, self._all) if m is not None)
        self._starts = [m.start for m in self.mentions]
        self._by_start = {m.start: m for m in self.mentions}

    # -- what the finders ask -------------------------------------------------

    def at(self, start: int) -> Mention | None:
        """The organisation whose mention begins at `start`."""
        return self._by_start.get(start)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie in `[start, end)`, in order."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end, low)
        if low == high:
            return ()
        last = self.mentions[high - 1]  # of mentions only the last can reach farther
        return self.mentions[low : high if last.end <= end else high - 1]

    def mention(self, parsed: Parsed) -> Mention | None:
        """The mention by its full name; None where the report never says which body it is."""
        unnamed = parsed.bare and parsed.kind["after"] == "name" and not parsed.kind["bare"]
        if unnamed and self._full(parsed) is None:
            return None
        hosts = tuple(map(self.name, parsed.host.chain())) if parsed.host else ()
        return Mention(parsed.start, parsed.end, self.name(parsed), hosts, not parsed.bare)

    def name(self, parsed: Parsed) -> Organisation:
        """The body by its full name."""
        organisation = self._organisation(parsed)
        if parsed.host is not None:
            self._roots[organisation.name] = self._organisation(parsed.innermost).name
        return organisation

    def root_of(self, organisation: Organisation) -> str:
        """The name of the body without committees around it: `Viện X` of `Đảng ủy Viện X`."""
        return self._roots.get(organisation.name, organisation.name)

    def of_kind(self, kind: str) -> Organisation | None:
        """The body of `kind` that a bare mention means: the host's own, or the only one named."""
        row = kind_rows()[kind]
        return self._organisation(Parsed(0, 0, row)) if self._known(row) else None

    def holds(self, kind: str) -> bool:
        """Whether a body of `kind` holds the meeting: a bare one is that one."""
        party = has_trait(kind_rows()[kind], "dang_cap_tren")
        chain = self._organiser.chain() if self._organiser else ()
        return any(
            part.kind.id == kind or (party and has_trait(part.kind, "dang_cap_tren"))
            for part in chain
        )

    def expected(self, kinds: Sequence[str]) -> Organisation | None:
        """The body of a bare post: the first of `kinds` that the host is or has, or is named."""
        host = self._host
        if host is not None:
            for part in (*(self._organiser.chain() if self._organiser else ()), host):
                if part.kind.id in kinds:
                    return self._organisation(part)
        for kind in kinds:
            row = kind_rows()[kind]
            if host is not None and row["after"] == "host" and (row["bare"] or _is_unit(row)):
                lacking = row["bare"] and not self._is_hosts(row)
                return None if lacking else self._own(row)
            if name := self._full(Parsed(0, 0, row)):
                return Organisation(name, kind, self._place_of(row))
            if row["after"] == "place" and any(p.kind.id == kind for p in self._all):
                return self._organisation(Parsed(0, 0, row))
        return None

    # -- completing short forms -----------------------------------------------

    def _known(self, row: Row) -> bool:
        if row["bare"] or row["after"] in ("none", "place"):
            return row["after"] != "host" or self._host is not None
        if self._host and self._host.kind.id == row.id:
            return True
        return self._names.has(row.id)

    def _full(self, parsed: Parsed) -> str | None:
        return self._names.full(parsed, self._host)

    def _place_of(self, kind: Row) -> str:
        """The scope of a body that only its place tells from others of its name."""
        return (self._places.the(PROVINCE) or "?") if kind["local"] else ""

    def _organisation(self, parsed: Parsed) -> Organisation:
        said = parsed.said()
        known = self._named.get(said)
        if known is None:
            known = self._named[said] = self._in_full(parsed)
        return known

    def _in_full(self, parsed: Parsed) -> Organisation:
        kind = parsed.kind
        label = parsed.label
        follows = kind["after"]
        if follows == "none":
            return Organisation(label, kind.id)
        if follows == "place":
            return self._of_place(parsed)
        if follows == "host":
            return self._of_host(parsed)
        if parsed.bare and not kind["bare"] and (own := self._begun_by(label)):
            return own
        unnamed = kind["bare"] and not parsed.words
        if has_trait(kind, "khong_dau") and (ended := self._names.ended_by(parsed.own_name)):
            return Organisation(ended[1], ended[0], self._place_of(kind_rows()[ended[0]]))
        whole = unnamed or (parsed.host is not None and not parsed.words)  # Bộ Tư lệnh Quân khu
        name = label if whole else self._full(parsed) or parsed.own_name
        name = self._names.spelled(name)
        if level := level_at_end(name):
            name = f"{name} {self._places.the(rank_of(level), level)}".strip()
        if parsed.place and not parsed.words:
            name = f"{label} {parsed.level} {parsed.place}"
        if parsed.host is not None:
            host = self._organisation(parsed.host)
            full = name if parsed.apart else f"{name} {host.name}"
            return Organisation(full, kind.id, host.scope)
        return Organisation(name, kind.id, self._scope(parsed, name))

    def _begun_by(self, label: str) -> Organisation | None:
        """The report's own body whose kind a bare head begins: `Ủy ban` of Ủy ban Kiểm tra."""
        for body in (self._organiser, self._host):
            if body is not None and body.kind["label"].startswith(f"{label} "):
                return self._organisation(body)
        return None

    def _scope(self, parsed: Parsed, name: str) -> str:
        if not parsed.kind["local"]:
            return "" if name != parsed.label else "?"
        if parsed.place or any(place in fold(name) for place in self._provinces):
            return ""
        return self._place_of(parsed.kind)

    def _of_place(self, parsed: Parsed) -> Organisation:
        kind, label = parsed.kind, parsed.label
        if parsed.host is not None:
            return self._of_host(parsed)
        if parsed.words:
            return Organisation(parsed.own_name, kind.id)
        if parsed.bare and (host := self._host) and host.kind.id == kind.id and not host.bare:
            return self._organisation(host)
        level, place = parsed.level, parsed.place
        if not place:
            rank = kind["rank"] or rank_of(level)
            place = self._places.the(rank, level or level_led(kind.id)) if rank else ""
        if kind["rank"] and (not place or level == level_led(kind.id)):
            level = ""  # `Huyện ủy huyện X` is Huyện ủy X
        if not level and place in said_with_level():
            level = CITY
        name = joined(label, f"{level} {place}")
        return Organisation(name, kind.id, "" if place else "?")

    def _of_host(self, parsed: Parsed) -> Organisation:
        kind, label = parsed.kind, parsed.label
        if parsed.host is not None:
            host = self._organisation(parsed.host)
            return Organisation(f"{label} {host.name}", kind.id, host.scope)
        if parsed.place or parsed.level:
            place = parsed.place or self._places.the(rank_of(parsed.level), parsed.level)
            name = joined(label, f"{parsed.level} {place}")
            return Organisation(name, kind.id, "" if place else "?")
        if parsed.words:
            return Organisation(parsed.own_name, kind.id, "?")
        return self._bare_of_host(parsed)

    def _bare_of_host(self, parsed: Parsed) -> Organisation:
        """A bare body: the host's own, where it has such, or the one of the report."""
        kind, label = parsed.kind, parsed.label
        if kind["group"] == _COMMITTEE and self._host is not None and self._host.kind["rank"]:
            host = self._organisation(self._host)  # Ban Tuyên giáo of the Huyện ủy
            if not kind["bare"] and self._host.kind["group"] == _COMMITTEE:
                return Organisation(f"{label} {host.name}", kind.id, host.scope)
        if has_trait(kind, "cua_doanh_nghiep") and (owner := self._enterprise()):
            return Organisation(f"{label} {owner.name}", kind.id, owner.scope)
        if own := self._begun_by(label):
            return own
        if kind["bare"] and self._host is not None and self._is_hosts(kind):
            itself = self._host.kind.id == kind.id and not self._host.bare
            return self._organisation(self._host) if itself else self._own(kind, parsed.head)
        return Organisation(label, kind.id, "?")

    def _enterprise(self) -> Organisation | None:
        """The enterprise whose organ a bare one is: the host, else the only one that is named."""
        if self._host is not None and self._host.kind["group"] == ENTERPRISE:
            return self._organisation(self._host)
        for kind in kind_rows().values():
            if kind["group"] == ENTERPRISE and (name := self._full(Parsed(0, 0, kind))):
                return Organisation(name, kind.id, self._place_of(kind))
        return None

    def _is_hosts(self, kind: Row) -> bool:
        return self._hosts is not None and self._hosts.has(kind)

    def _own(self, kind: Row, head: str = "") -> Organisation:
        """The host's own body of `kind`: `Đảng ủy` -> `Đảng ủy Viện X`."""
        assert self._hosts is not None
        own = self._hosts.body(kind, head)
        self._roots[own.name] = self._hosts.name.name
        return own


def _is_unit(kind: Row) -> bool:
    return kind["over"] == "unitOf"

"""Name each organisation as fully as its report lets a reader know.

A bare `Đảng ủy` is that of the host, `Viện` the institute named in full, `UBND tỉnh` that of the
province named; `Liên hiệp Hội Việt Nam` is the one body whose full name it shortens.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.document import Document
from loaders.find.host import association, find_host, find_organiser
from loaders.find.organisation_names import Parser
from loaders.find.printed_names import Parsed, kind_rows
from loaders.find.places import Places, level_of, rank_of
from loaders.model import Organisation
from ontology.lexicon import Row, fold

_PLACELESS = re.compile(r" (tỉnh|huyện|xã|phường|quận|thị xã|thành phố)$")
_LEAST_SHORT = 4  # words of a shortened name that keeps its last word
_ORGANS = ("ban_chap_hanh", "ban_thuong_vu", "uy_ban_kiem_tra")  # of a Party body or an association
_WITH_ORGANS = ("dang_bo", "chi_bo", "cong_doan", "doan_thanh_nien", "chi_doan", "dang_uy")
_MANY = ("chi_bo", "chi_uy", "chi_doan")  # of which a host has many


@dataclass(frozen=True, slots=True)
class Mention:
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
        self._full: dict[str, Counter[str]] = {}
        self._spelling: dict[str, str] = {}
        self._roots: dict[str, str] = {}
        for one in self._all:
            for part in one.chain():
                self._register(part)
        self._organiser = find_organiser(document, self._all)
        self._host = find_host(document, self._all, self._organiser)
        self.host = self.name(self._host) if self._host else None
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
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[low:high] if m.end <= end)

    def mention(self, parsed: Parsed) -> Mention | None:
        """The mention by its full name; None where the report never says which body it is."""
        unnamed = parsed.bare and parsed.kind["after"] == "name" and not parsed.kind["bare"]
        if unnamed and self._alias(parsed) is None:
            return None
        hosts = tuple(self.name(part) for part in parsed.chain())[1:]
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

    def expected(self, kinds: Sequence[str]) -> Organisation | None:
        """The body of a bare post: the first of `kinds` that the host is or has, or is named."""
        host = self._host
        if host is not None:
            organiser = self._organiser
            for part in organiser.chain() if organiser else (host,):
                if part.kind.id in kinds:
                    return self._organisation(part)
            if host.kind.id in kinds:
                return self._organisation(host)
        for kind in kinds:
            row = kind_rows()[kind]
            if row["bare"] and row["after"] == "host" and host is not None:
                return self._own(row) if self._is_hosts(row) else None
            if row["over"] == "unitOf" and row["after"] == "host" and host is not None:
                return self._own(row)
            if self._full.get(kind) and (name := self._alias(Parsed(0, 0, row))):
                return Organisation(name, kind, "" if not row["local"] else self._places.the("1") or "?")
            if row["after"] == "place" and any(p.kind.id == kind for p in self._all):
                return self._organisation(Parsed(0, 0, row))
        return None

    # -- completing short forms -----------------------------------------------

    def _known(self, row: Row) -> bool:
        if row["bare"] or row["after"] in ("none", "place"):
            return row["after"] != "host" or self._host is not None
        if self._host and self._host.kind.id == row.id:
            return True
        return bool(self._full.get(row.id))

    def _register(self, parsed: Parsed) -> None:
        if parsed.words and parsed.kind["after"] == "name":
            name = parsed.own_name
            self._full.setdefault(parsed.kind.id, Counter())[fold(name)] += 1
            if parsed.kind.id in ("bch_tw_hoi", "trung_uong_hoi"):
                self._register(association(parsed))
                central = f"Trung ương Hội {parsed.words}"
                self._full.setdefault("trung_uong_hoi", Counter())[fold(central)] += 1
                self._spelling.setdefault(fold(central), central)
            kept = self._spelling.setdefault(fold(name), name)
            if kept.split()[-1].isupper() and len(kept) > len(parsed.label) + 8:
                self._spelling[fold(name)] = name  # a heading in capitals spells no name

    def _alias(self, parsed: Parsed) -> str | None:
        """The full name that a short one stands for (`Viện`; `Liên hiệp Hội Việt Nam`)."""
        names = self._full.get(parsed.kind.id)
        if not names:
            return None
        if not parsed.words:
            if self._host and self._host.kind.id == parsed.kind.id and self._host.words:
                return self._host.own_name
            longest = self._merged(names)
            if len(longest) == 1:
                return self._spelling[next(iter(longest))]
            first, second = longest.most_common(2)
            return self._spelling[first[0]] if first[1] > 2 * second[1] else None
        own = fold(parsed.own_name).split()
        fuller = [n for n in names if _shortened(own, n.split())]
        return self._spelling[fuller[0]] if len(fuller) == 1 else None

    @staticmethod
    def _merged(names: Counter[str]) -> Counter[str]:
        """Counts of names, those of a shortened form added to its full one."""
        out: Counter[str] = Counter()
        for name, count in names.items():
            fuller = [n for n in names if n != name and _shortened(name.split(), n.split())]
            out[fuller[0] if len(fuller) == 1 else name] += count
        return out

    def _organisation(self, parsed: Parsed) -> Organisation:
        kind = parsed.kind
        label = parsed.label
        follows = kind["after"]
        if follows == "none":
            return Organisation(label, kind.id)
        if follows == "place":
            return self._of_place(parsed)
        if follows == "host":
            return self._of_host(parsed)
        if not parsed.words and kind["bare"]:
            name = label
        else:
            name = self._alias(parsed) or parsed.own_name
        name = self._spelling.get(fold(name), name)
        if local := _PLACELESS.search(name):
            name = f"{name} {self._places.the(rank_of(local[1]), local[1])}".strip()
        if parsed.place and not parsed.words:
            name = f"{label} {parsed.level} {parsed.place}"
        if parsed.host is not None:
            host = self._organisation(parsed.host)
            full = name if parsed.apart else f"{name} {host.name}"
            return Organisation(full, kind.id, host.scope)
        return Organisation(name, kind.id, self._scope(parsed, name))

    def _scope(self, parsed: Parsed, name: str) -> str:
        if not parsed.kind["local"]:
            return "" if name != parsed.label else "?"
        if parsed.place or any(fold(place) in fold(name) for place in self._places.provinces()):
            return ""
        return self._places.the("1") or "?"

    def _of_place(self, parsed: Parsed) -> Organisation:
        kind, label = parsed.kind, parsed.label
        if parsed.host is not None:
            return self._of_host(parsed)
        if parsed.words:
            return Organisation(parsed.own_name, kind.id)
        level, place = parsed.level, parsed.place
        if not place:
            rank = kind["rank"] or rank_of(level)
            place = self._places.the(rank, level) if rank else ""
        if kind["rank"] and not place:
            level = ""
        name = _join(label, f"{level} {place}")
        return Organisation(name, kind.id, "" if place else "?")

    def _of_host(self, parsed: Parsed) -> Organisation:
        kind, label = parsed.kind, parsed.label
        if parsed.host is not None:
            host = self._organisation(parsed.host)
            return Organisation(f"{label} {host.name}", kind.id, host.scope)
        if parsed.place or parsed.level:
            place = parsed.place or self._places.the(rank_of(parsed.level), parsed.level)
            name = _join(label, f"{parsed.level} {place}")
            return Organisation(name, kind.id, "" if place else "?")
        if parsed.words:
            return Organisation(parsed.own_name, kind.id, "?")
        if kind["bare"] and self._host is not None and self._is_hosts(kind):
            return self._own(kind, parsed.head)
        return Organisation(label, kind.id, "?")

    def _is_hosts(self, kind: Row) -> bool:
        """Whether a bare body of `kind` is the host's: a host has many cells, but one committee."""
        chain = self._organiser.chain() if self._organiser else ()
        return kind.id not in _MANY or any(part.kind.id in _MANY for part in chain)

    def _own(self, kind: Row, head: str = "") -> Organisation:
        """The host's own body of `kind`: `Đảng ủy` -> `Đảng ủy Viện X`."""
        assert self._host is not None
        own = self._own_name(kind, head)
        self._roots[own.name] = self._organisation(self._host).name
        return own

    def _own_name(self, kind: Row, head: str) -> Organisation:
        assert self._host is not None
        host = self._organisation(self._host)
        label = kind["label"] or head or kind.forms[0]
        rank = self._host.kind["rank"]
        if rank and kind.id in ("dang_bo", "ban_chap_hanh"):
            place = self._host.words or self._host.place or self._places.the(rank)
            party = "Đảng bộ " if kind.id == "ban_chap_hanh" else ""
            own = _join(f"{label} {party}{level_of(rank)}", place)
            return Organisation(own, kind.id, host.scope)
        if kind.id in _ORGANS and not rank:
            return Organisation(_join(label, self._with_organs(kind)), kind.id, host.scope)
        return Organisation(f"{label} {host.name}", kind.id, host.scope)

    def _with_organs(self, kind: Row) -> str:
        """The body whose organ a bare `Ban Thường vụ` is: the organiser's, or Đảng ủy of the host."""
        assert self._host is not None
        host = self._organisation(self._host)
        chain = tuple(self._organiser.chain()) if self._organiser else ()
        over = next((part.label for part in chain if part.kind.id in _WITH_ORGANS), "")
        if not over and self._host.kind["group"] == "hoi":
            return host.name
        if kind.id == "ban_chap_hanh":
            return f"{over or 'Đảng bộ'} {host.name}"
        return f"{'Đảng ủy' if over in ('', 'Đảng bộ') else over} {host.name}"


def _shortened(short: list[str], full: list[str]) -> bool:
    """Whether `short` is `full` with words left out: first and last kept, or the place gone."""
    if len(short) >= len(full) or short[0] != full[0] or len(short) < 3:
        return False
    if full[: len(short)] == short and full[len(short)] in ("tỉnh", "thành", "huyện", "việt"):
        return True
    if short[-1] != full[-1] or len(short) < _LEAST_SHORT:
        return False
    at = iter(full)
    return all(any(word == other for other in at) for word in short)


def _join(label: str, words: str) -> str:
    words = " ".join(words.split())
    return f"{label} {words}" if words else label
